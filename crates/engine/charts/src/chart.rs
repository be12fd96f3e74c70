//! What is drawn: a pair's periods, its shifts, and the words around them.

use crate::error::{Error, Kind};
use crate::wording::clean;

/// Periods that a chart holds at most.
///
/// On a picture of 960 units a period is then about half a unit wide: the least that still tells a peak from its
/// neighbors at twice the size.
pub const MAX_PERIODS: usize = 2_000;

/// Shifts that a chart holds at most.
pub const MAX_SHIFTS: usize = 200;

/// Characters of a title, a footnote or a shift's label that are kept; what is longer ends in an ellipsis.
const MAX_WORDS: usize = 1_000;

/// Characters of a period's label that are kept.
const MAX_LABEL: usize = 24;

/// A pair's cooperation and conflict over time, as all renderings draw it.
///
/// Any text will do: characters that no reader is meant to see, such as escape sequences, are dropped.
#[derive(Clone, PartialEq, Debug)]
pub struct Chart {
    /// Whose relation it is: `Bangladesh and Pakistan`.
    pub title: String,
    /// What is counted, and when: `Happenings by month, January 2024 to December 2025`.
    pub subtitle: String,
    /// In order of time, without gaps; from 1 to [`MAX_PERIODS`].
    pub periods: Vec<Bar>,
    /// How many of 100 periods the expected intervals are to hold; the legend says it.
    pub expected_percent: Option<u8>,
    /// At most [`MAX_SHIFTS`], in any order; they are numbered as they come.
    pub shifts: Vec<Mark>,
    /// Sources and coverage.
    pub footnote: String,
}

/// One period of a chart.
#[derive(Clone, PartialEq, Debug)]
pub struct Bar {
    /// When, as ISO 8601 has it: `2024`, `2024-Q3`, `2024-09`, `2024-W36` or `2024-09-05`. Other labels are drawn too,
    /// but not thinned out by the calendar.
    pub label: String,
    /// How much of the period has reports.
    pub coverage: Coverage,
    /// Happenings of cooperation.
    pub cooperation: u64,
    /// Happenings of conflict.
    pub conflict: u64,
    /// Where cooperation was expected to be.
    pub expected_cooperation: Option<Interval>,
    /// Where conflict was expected to be.
    pub expected_conflict: Option<Interval>,
    /// Mean PLOVER score of the happenings, -10 to 10; what is no number is left out.
    pub mean_score: Option<f64>,
}

/// How much of a period has reports.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Coverage {
    /// All of it: no happenings means that none were told.
    Whole,
    /// A part, such as a month that is not over: drawn lighter.
    Part,
    /// Nothing: drawn as missing, not as zero. With happenings all the same it is drawn as [`Coverage::Part`].
    Missing,
}

/// Numbers of happenings `low..=high`.
///
/// Invariant: both are finite, and `0 <= low <= high`.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Interval {
    low: f64,
    high: f64,
}

/// A shift of the relation, over the periods in which it may have begun.
#[derive(Clone, PartialEq, Debug)]
pub struct Mark {
    /// Index of the first period.
    pub first: usize,
    /// Index of the last period, not before `first`.
    pub last: usize,
    /// What shifted: `cooperation from 2 to 8 a month`.
    pub label: String,
    /// Which way.
    pub direction: Direction,
}

/// Which way a relation shifted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Direction {
    /// More cooperation, or less conflict.
    Warmer,
    /// Less cooperation, or more conflict.
    Cooler,
}

impl Chart {
    /// The chart as it can be drawn: within bounds, its words clean and cut, its scores numbers from -10 to 10.
    ///
    /// # Errors
    /// No period, more than [`MAX_PERIODS`], more than [`MAX_SHIFTS`], or a shift outside the periods.
    pub(crate) fn checked(&self) -> Result<Chart, Error> {
        self.check_bounds()?;
        self.shifts.iter().enumerate().try_for_each(|(shift_idx, shift)| self.check_shift(shift_idx, shift))?;
        Ok(Chart {
            title: clean(&self.title, MAX_WORDS),
            subtitle: clean(&self.subtitle, MAX_WORDS),
            periods: self.periods.iter().map(Bar::checked).collect(),
            expected_percent: self.expected_percent,
            shifts: self.shifts.iter().map(Mark::checked).collect(),
            footnote: clean(&self.footnote, MAX_WORDS),
        })
    }

    /// Labels of periods `first..=last`: `2024-08 to 2024-10`, or one.
    pub(crate) fn span(&self, first: usize, last: usize) -> String {
        let [start, end] = [first, last].map(|period_idx| &self.periods[period_idx].label);
        if first == last { start.clone() } else { format!("{start} to {end}") }
    }

    /// When a shift may have begun.
    pub(crate) fn when(&self, shift: &Mark) -> String {
        self.span(shift.first, shift.last)
    }

    /// Whether any period has an expected interval.
    pub(crate) fn has_expected(&self) -> bool {
        self.periods.iter().any(|bar| bar.expected_cooperation.or(bar.expected_conflict).is_some())
    }

    /// Whether any period has a mean score.
    pub(crate) fn has_scores(&self) -> bool {
        self.periods.iter().any(|bar| bar.mean_score.is_some())
    }

    /// Whether any period is covered so.
    pub(crate) fn has(&self, coverage: Coverage) -> bool {
        self.periods.iter().any(|bar| bar.coverage == coverage)
    }

    /// Whether any period has reports.
    pub(crate) fn has_reports(&self) -> bool {
        self.periods.iter().any(|bar| bar.coverage != Coverage::Missing)
    }

    /// Whether any period has happenings.
    pub(crate) fn has_happenings(&self) -> bool {
        self.periods.iter().any(|bar| bar.cooperation > 0 || bar.conflict > 0)
    }

    /// Whether any shift goes this way.
    pub(crate) fn turns(&self, direction: Direction) -> bool {
        self.shifts.iter().any(|shift| shift.direction == direction)
    }

    fn check_bounds(&self) -> Result<(), Error> {
        let (n_periods, n_shifts) = (self.periods.len(), self.shifts.len());
        if n_periods == 0 {
            return Err(Kind::NoPeriods.into());
        }
        if n_periods > MAX_PERIODS {
            return Err(Kind::TooManyPeriods { most: MAX_PERIODS, found: n_periods }.into());
        }
        if n_shifts > MAX_SHIFTS {
            return Err(Kind::TooManyShifts { most: MAX_SHIFTS, found: n_shifts }.into());
        }
        Ok(())
    }

    fn check_shift(&self, shift_idx: usize, shift: &Mark) -> Result<(), Error> {
        let end = self.periods.len() - 1;
        if shift.first <= shift.last && shift.last <= end {
            return Ok(());
        }
        Err(Kind::Shift { number: shift_idx + 1, end, first: shift.first, last: shift.last }.into())
    }
}

impl Bar {
    fn checked(&self) -> Bar {
        let has_happenings = self.cooperation > 0 || self.conflict > 0;
        let coverage = match self.coverage {
            Coverage::Missing if has_happenings => Coverage::Part,
            coverage => coverage,
        };
        let mean_score = self.mean_score.filter(|score| score.is_finite() && coverage != Coverage::Missing);
        Bar {
            label: clean(&self.label, MAX_LABEL),
            coverage,
            mean_score: mean_score.map(|score| score.clamp(-10.0, 10.0)),
            ..*self
        }
    }
}

impl Interval {
    /// `low..=high`, or `None` where they are not finite, below zero or the wrong way around.
    pub fn new(low: f64, high: f64) -> Option<Interval> {
        (low >= 0.0 && low <= high && high.is_finite()).then_some(Interval { low, high })
    }

    /// The lower end.
    pub fn low(self) -> f64 {
        self.low
    }

    /// The upper end.
    pub fn high(self) -> f64 {
        self.high
    }
}

impl Mark {
    fn checked(&self) -> Mark {
        Mark { label: clean(&self.label, MAX_WORDS), ..*self }
    }
}

impl Direction {
    /// The word for it.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Direction::Warmer => "warmer",
            Direction::Cooler => "cooler",
        }
    }
}

/// The top of a side's axis: the greatest count, or the greatest expected level where that is higher, but no more than
/// twice the counts (or 2), so that a wide interval does not flatten the bars.
pub(crate) fn greatest(side: impl Iterator<Item = (u64, Option<Interval>)>) -> f64 {
    let (mut counts, mut levels) = (0.0_f64, 0.0_f64);
    for (count, expected) in side {
        counts = counts.max(count as f64);
        levels = levels.max(expected.map_or(0.0, Interval::high));
    }
    counts.max(levels.min((2.0 * counts).max(2.0)))
}
