//! What can go wrong while a chart is drawn.

/// A chart that cannot be drawn as it is.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct Error(#[from] Kind);

#[derive(Debug, thiserror::Error)]
pub(crate) enum Kind {
    #[error("chart: expected at least one period, found none; ask for a longer time")]
    NoPeriods,
    #[error(
        "chart: expected at most {most} periods, found {found}; count by a longer period, or ask for a shorter time"
    )]
    TooManyPeriods { most: usize, found: usize },
    #[error(
        "chart: expected at most {most} shifts, found {found}; allow fewer false alarms, or ask for a shorter time"
    )]
    TooManyShifts { most: usize, found: usize },
    #[error("shift {number}: expected a first and a last period in order within 0..={end}, found {first} and {last}")]
    Shift { number: usize, end: usize, first: usize, last: usize },
}
