//! What can go wrong while a relation is told.

/// A series that cannot be made.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct Error(#[from] Kind);

#[derive(Debug, thiserror::Error)]
pub(crate) enum Kind {
    #[error(
        "{first} to {last}: expected at most {most} periods of a {period}, found {found}: take a longer period or narrower bounds"
    )]
    TooManyPeriods {
        first: jiff::civil::Date,
        last: jiff::civil::Date,
        period: &'static str,
        most: usize,
        found: usize,
    },
    #[error("expected bounds in the order of time, found {first} to {last}: exchange them")]
    BoundsReversed { first: jiff::civil::Date, last: jiff::civil::Date },
    #[error(
        "expected a rate of false alarms above 0 and below 1 a month of a pair, found {0}: take for instance 0.005, one in 200"
    )]
    Rate(f64),
}
