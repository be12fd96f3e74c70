//! The bars of a row, in cells and half cells.

use super::Signs;
use super::ink::{Line, Tone};
use super::rows::{Row, Side};
use crate::chart::greatest;

/// Cells that either side has at least, if there are as many.
const LEAST: usize = 10;

/// The cells of both sides of the axis, and how many a happening takes.
pub(crate) struct Sides {
    pub n_left: usize,
    pub n_right: usize,
    cells_per_happening: f64,
}

impl Sides {
    /// Shares `n_bars` columns, of which the axis takes one, by the greatest counts of both sides: each has a fifth at
    /// least and room for its name, and both have one scale.
    pub fn new(rows: &[Row], n_bars: usize) -> Sides {
        let n_cells = n_bars.saturating_sub(1).max(2);
        let left = top(rows.iter().map(|row| &row.conflict));
        let right = top(rows.iter().map(|row| &row.cooperation));
        let least = (n_cells / 5).max(LEAST).min(n_cells / 2);
        let share = if left + right > 0.0 { left / (left + right) } else { 0.5 };
        let n_left = ((n_cells as f64 * share).round() as usize).clamp(least, n_cells - least);
        let n_right = n_cells - n_left;
        let scales = [(n_left, left), (n_right, right)].map(|(n_cells, top)| n_cells as f64 / top.max(1.0));
        Sides { n_left, n_right, cells_per_happening: scales[0].min(scales[1]) }
    }

    /// Draws the bars of a row, or that nothing was reported.
    pub fn draw(&self, row: &Row, signs: &Signs, line: &mut Line) {
        if row.is_missing() {
            return line.push(Tone::Faint, self.missing(signs));
        }
        let left: Vec<char> = self.cells(&row.conflict, self.n_left, signs.right_half, signs);
        let (bar, outside) = left.split_at(n_filled(&left, signs));
        line.push(Tone::Faint, outside.iter().rev().collect());
        line.push(Tone::Conflict, bar.iter().rev().collect());
        line.push(Tone::Plain, signs.axis.to_string());
        let right: Vec<char> = self.cells(&row.cooperation, self.n_right, signs.left_half, signs);
        let (bar, outside) = right.split_at(n_filled(&right, signs));
        line.push(Tone::Cooperation, bar.iter().collect());
        line.push(Tone::Faint, outside.iter().collect());
    }

    /// The cells of one side, from the axis outward.
    fn cells(&self, side: &Side, n_cells: usize, half: char, signs: &Signs) -> Vec<char> {
        let n_halves = self.halves(side.count.unwrap_or(0), n_cells);
        let bar = (0..n_halves / 2).map(|_| signs.full).chain((n_halves % 2 == 1).then_some(half));
        let n_bar = n_halves.div_ceil(2);
        let expected = self.expected(side);
        let beyond = (n_bar..n_cells).map(|cell| if expected.contains(&cell) { signs.expected } else { ' ' });
        bar.chain(beyond).collect()
    }

    /// Half cells of a count; one happening has one at least.
    fn halves(&self, count: u64, n_cells: usize) -> usize {
        let halves = (count as f64 * self.cells_per_happening * 2.0).round() as usize;
        halves.clamp(usize::from(count > 0), 2 * n_cells)
    }

    /// Cells within what was expected.
    fn expected(&self, side: &Side) -> std::ops::Range<usize> {
        let Some(expected) = side.expected else { return 0..0 };
        let [low, high] =
            [expected.low(), expected.high()].map(|level| (level * self.cells_per_happening).round() as usize);
        low..high
    }

    fn missing(&self, signs: &Signs) -> String {
        let n_cells = self.n_left + 1 + self.n_right;
        let words = " no reports ";
        let dots = |n_cells: usize| -> String {
            (0..n_cells).map(|cell| if cell.is_multiple_of(2) { signs.missing } else { ' ' }).collect()
        };
        let Some(n_dotted) = n_cells.checked_sub(words.len()) else { return dots(n_cells) };
        let n_before = (self.n_left.saturating_sub(words.len() / 2) | 1).min(n_dotted);
        dots(n_before) + words + &dots(n_dotted - n_before)
    }
}

fn n_filled(cells: &[char], signs: &Signs) -> usize {
    let is_filled = |cell: &&char| [signs.full, signs.left_half, signs.right_half].contains(cell);
    cells.iter().take_while(is_filled).count()
}

fn top<'a>(sides: impl Iterator<Item = &'a Side>) -> f64 {
    greatest(sides.map(|side| (side.count.unwrap_or(0), side.expected)))
}
