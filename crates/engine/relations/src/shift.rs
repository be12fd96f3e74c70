//! Where a relation turned.

use crate::Estimate;
use jiff::civil::Date;

/// Which happenings are counted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Quantity {
    /// Those of quad categories 1 and 2.
    Cooperation,
    /// Those of quad categories 3 and 4.
    Conflict,
}

/// What of a relation is watched.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Measure {
    /// Happenings of cooperation a month.
    Cooperation,
    /// Happenings of conflict a month.
    Conflict,
    /// Cooperation's share of the happenings, in `0.0..=1.0`.
    Balance,
}

/// In which way a measure changed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Kind {
    /// From one level to another at once.
    Level,
    /// A rise or fall that began and went on.
    Trend,
    /// The proportion of cooperation to conflict.
    Balance,
}

/// Where a relation turns to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Course {
    /// More cooperation, less conflict, or a greater share of cooperation.
    Warmer,
    /// Less cooperation, more conflict, or a smaller share of cooperation.
    Cooler,
}

impl Course {
    /// `warmer` or `cooler`.
    pub fn name(self) -> &'static str {
        match self {
            Course::Warmer => "warmer",
            Course::Cooler => "cooler",
        }
    }
}

/// One measure of a pair that changed.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Change {
    /// What changed.
    pub measure: Measure,
    /// In which way.
    pub kind: Kind,
    /// The level before: a month at the pair's usual news volume; for balance a share.
    pub before: Estimate,
    /// The level since; of a trend, of the last three months known.
    pub after: Estimate,
    /// How improbable what came was, had nothing changed: the smallest tail probability over the windows looked at, not
    /// adjusted for their number.
    pub tail: f64,
    /// Probability that it changed, given the counts on both sides of the change. Calibrated on simulated pairs that
    /// change once in five years.
    pub probability: f64,
}

/// A turn of a relation: measures that changed in the same course at the same time.
#[derive(Clone, PartialEq, Debug)]
pub struct Shift {
    /// Where to.
    pub course: Course,
    /// What changed, the surest first; at least one.
    pub changes: Vec<Change>,
    /// First day of the first month that it may have begun in (interval of 90 %), by the change that was told first.
    pub began_first: Date,
    /// First day of the month that it most probably began in.
    pub began: Date,
    /// First day of the last month that it may have begun in.
    pub began_last: Date,
    /// The day on whose evening it could first be told.
    pub told: Date,
    /// Probability that the relation changed: that of the surest change.
    pub probability: f64,
}

/// Whether two shifts of one pair, found at different times, are the same.
///
/// They turn the same way, and the spans in which they may have begun, a month on each side allowed, have a day in common.
pub fn is_same(one: &Shift, other: &Shift) -> bool {
    let span = |shift: &Shift| (widened(shift.began_first, -1), widened(shift.began_last, 1));
    let ((first, last), (other_first, other_last)) = (span(one), span(other));
    one.course == other.course && first <= other_last && other_first <= last
}

fn widened(day: Date, months: i32) -> Date {
    day.saturating_add(jiff::Span::new().months(months))
}
