//! What can go wrong while a relation is told.

use jiff::civil::Date;

/// A series or a detector that cannot be made.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct Error(#[from] Kind);

#[derive(Debug, thiserror::Error)]
pub(crate) enum Kind {
    #[error(
        "{first} to {last}: expected at most {most} periods of a {period}, found more: take a longer period or narrower bounds"
    )]
    TooManyPeriods { first: Date, last: Date, period: &'static str, most: usize },
    #[error("expected bounds in the order of time, found {first} to {last}: exchange them")]
    BoundsReversed { first: Date, last: Date },
    #[error(
        "expected a rate of false alarms above 0 and below 1 a month of a pair, found {0}: take for instance 0.005, one in 200"
    )]
    Rate(f64),
}
