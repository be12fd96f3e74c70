//! The rows of a chart: its periods, or periods joined by the calendar where they are many.

use super::Signs;
use super::ink::{Line, Tone};
use crate::calendar::{Calendar, Step};
use crate::chart::{Bar, Chart, Coverage, Interval};
use crate::wording;

/// Rows of a chart at most: what fits on a page, and five years by month.
const MAX_ROWS: usize = 60;

/// Shifts that a row names at most; of more it says that there are more.
const MAX_NAMED: usize = 2;

/// One row.
pub(crate) struct Row {
    pub label: String,
    pub conflict: Side,
    pub cooperation: Side,
    coverage: Coverage,
    mean_score: Option<f64>,
    /// Indices of the shifts that may have begun in it.
    shifts: Vec<usize>,
}

/// One side of a row; without a count where nothing was reported.
pub(crate) struct Side {
    pub count: Option<u64>,
    pub expected: Option<Interval>,
}

/// The rows of a checked chart, at most [`MAX_ROWS`].
pub(crate) fn rows(chart: &Chart) -> Vec<Row> {
    let calendar = Calendar::new(chart.periods.iter().map(|bar| bar.label.as_str()));
    let step = if chart.periods.len() <= MAX_ROWS {
        Step::Periods(1)
    } else {
        calendar.finest(|step| calendar.groups(step).len() <= MAX_ROWS)
    };
    let groups = calendar.groups(step).into_iter();
    groups
        .map(|group| {
            let bars = &chart.periods[group.clone()];
            let (first, last) = (&bars[0].label, &bars[bars.len() - 1].label);
            let shifts = chart.shifts.iter().enumerate();
            let inside = shifts.filter(|(_, shift)| shift.first <= *group.end() && *group.start() <= shift.last);
            let label = if bars.len() == 1 { first.clone() } else { calendar.span(step, first, last) };
            Row::joined(label, bars, inside.map(|(shift_idx, _)| shift_idx).collect())
        })
        .collect()
}

impl Row {
    fn joined(label: String, bars: &[Bar], shifts: Vec<usize>) -> Row {
        let coverage = joined(bars);
        let side = |count: fn(&Bar) -> u64, expected: fn(&Bar) -> Option<Interval>| Side {
            count: (coverage != Coverage::Missing).then(|| bars.iter().map(count).fold(0, u64::saturating_add)),
            expected: if bars.len() == 1 { expected(&bars[0]) } else { None },
        };
        Row {
            label,
            conflict: side(|bar| bar.conflict, |bar| bar.expected_conflict),
            cooperation: side(|bar| bar.cooperation, |bar| bar.expected_cooperation),
            coverage,
            mean_score: mean_score(bars),
            shifts,
        }
    }

    /// Whether nothing was reported in it.
    pub fn is_missing(&self) -> bool {
        self.coverage == Coverage::Missing
    }

    /// Whether it is covered in part.
    pub fn is_part(&self) -> bool {
        self.coverage == Coverage::Part
    }

    /// Whether what was expected is known.
    pub fn has_expected(&self) -> bool {
        !self.is_missing() && self.conflict.expected.or(self.cooperation.expected).is_some()
    }

    /// The mean score, or nothing.
    pub fn shown_score(&self) -> String {
        self.mean_score.map(wording::score).unwrap_or_default()
    }

    /// The shifts by number, as wide as they are drawn.
    pub fn shown_shifts(&self) -> String {
        let named: String = self.named_shifts().map(|shift_idx| format!("^{}", shift_idx + 1)).collect();
        named + self.more()
    }

    /// Draws the shifts by number, each in its tone.
    pub fn draw_shifts(&self, chart: &Chart, signs: &Signs, line: &mut Line) {
        for shift_idx in self.named_shifts() {
            let direction = chart.shifts[shift_idx].direction;
            line.push(Tone::of(direction), format!("{}{}", signs.direction(direction), shift_idx + 1));
        }
        line.push(Tone::Plain, self.more().to_string());
    }

    fn named_shifts(&self) -> impl Iterator<Item = usize> + '_ {
        self.shifts.iter().copied().take(MAX_NAMED)
    }

    fn more(&self) -> &'static str {
        if self.shifts.len() > MAX_NAMED { "+" } else { "" }
    }
}

impl Side {
    /// The count, or nothing where nothing was reported.
    pub fn shown(&self) -> String {
        self.count.map(wording::count).unwrap_or_default()
    }

    /// Whether the count lies above or below what was expected; a space where it does not, or nothing is known.
    pub fn flag(&self, signs: &Signs) -> char {
        let (Some(count), Some(expected)) = (self.count, self.expected) else { return ' ' };
        let count = count as f64;
        match (count > expected.high(), count < expected.low()) {
            (true, _) => signs.above,
            (_, true) => signs.below,
            _ => ' ',
        }
    }
}

/// Mean of the periods' scores, each as heavy as its happenings are many.
fn mean_score(bars: &[Bar]) -> Option<f64> {
    if let [bar] = bars {
        return bar.mean_score;
    }
    let weight = |bar: &Bar| bar.cooperation as f64 + bar.conflict as f64;
    let scored = bars.iter().filter_map(|bar| bar.mean_score.map(|score| (score, weight(bar))));
    let (sum, total) = scored.fold((0.0, 0.0), |(sum, total), (score, weight)| (sum + score * weight, total + weight));
    (total > 0.0).then(|| sum / total)
}

/// The coverage of periods as one.
fn joined(bars: &[Bar]) -> Coverage {
    let first = bars[0].coverage;
    if bars.iter().all(|bar| bar.coverage == first) { first } else { Coverage::Part }
}
