//! A relation over time.

use crate::{Covered, Estimate, Expected, Period, Tally};
use jiff::civil::Date;

/// The relation of a pair, period by period without a gap.
#[derive(Clone, PartialEq, Debug)]
pub struct Series {
    /// How long each point lasts.
    pub period: Period,
    /// In the order of time.
    pub points: Vec<Point>,
}

/// One period of a relation.
#[derive(Clone, PartialEq, Debug)]
pub struct Point {
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
    /// How far it was watched; what is missing is not zero.
    pub covered: Covered,
    /// All happenings.
    pub all: Tally,
    /// What the first side does to the second.
    pub forth: Tally,
    /// What the second side does to the first.
    pub back: Tally,
    /// What both do together.
    pub mutual: Tally,
    /// The military strand.
    pub military: Tally,
    /// The diplomatic strand.
    pub diplomatic: Tally,
    /// The economic strand.
    pub economic: Tally,
    /// The pair's share of all happenings that the first side takes part in, in `0.0..=1.0`.
    pub attention_of_first: Option<f64>,
    /// The same of the second side.
    pub attention_of_second: Option<f64>,
    /// Happenings of cooperation: seen, and expected.
    pub cooperation: Level,
    /// Happenings of conflict: seen, and expected.
    pub conflict: Level,
}

/// A count and what is to be held against it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Level {
    /// Happenings in the period.
    pub count: u64,
    /// What a period wholly covered would hold at this rate; none if the period is missing.
    pub rate: Option<Estimate>,
    /// What was to be expected of the pair's own past and the news volume; none for a missing period and while the past is
    /// too short.
    pub expected: Option<Expected>,
}
