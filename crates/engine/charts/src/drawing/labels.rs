//! The shifts: a band each, and labels above the bands that do not overlap.

use super::font::Font;
use super::palette;
use super::scene::{Anchor, Color, Point, Shape, Text, Weight};
use super::slots::{MARGIN, Slots};
use crate::chart::{Chart, Direction, Mark};

/// Size of the labels.
const SIZE: f64 = 12.0;

/// Height of a lane of labels.
const LANE: f64 = 18.0;

/// Lanes at most; further labels are left out, and their number is said.
const MAX_LANES: usize = 4;

/// Widths that the words of a label have at most: the first with which all labels find a place is taken. If there is
/// none, labels are numbers, and a list says what they mean.
const WIDTHS: [f64; 3] = [400.0, 240.0, 160.0];

/// From the band's edge to the label's words: a triangle and the space around it.
const INDENT: f64 = 18.0;

/// Free space between labels of a lane.
const GAP: f64 = 10.0;

/// The labels placed.
pub(crate) struct Labels {
    placed: Vec<Label>,
    n_lanes: usize,
    /// Whether they are the numbers of the shifts, from 1 in the order of the chart.
    pub are_numbers: bool,
    /// Shifts without a label.
    pub n_unplaced: usize,
}

/// One label; lane 0 is the lowest.
struct Label {
    words: String,
    /// The whole label, for whoever points at it.
    said: String,
    direction: Direction,
    /// Where its band begins.
    x: f64,
    lane: usize,
    /// Whether it stands to the left of `x`, for want of room to the right.
    is_left: bool,
}

/// Parts of a lane that are taken.
type Taken = [Vec<(f64, f64)>; MAX_LANES];

impl Labels {
    /// Places the labels from the last shift to the first, each in the lowest lane where neither it nor the line down to
    /// its band meets another.
    pub fn place(chart: &Chart, slots: &Slots, font: &Font) -> Labels {
        let mut shifts: Vec<(usize, &Mark)> = chart.shifts.iter().enumerate().collect();
        shifts.sort_by_key(|(_, shift)| std::cmp::Reverse((shift.first, shift.last)));
        let named = WIDTHS.iter().find_map(|most| {
            let words = |_, shift: &Mark| font.shorten(&shift.label, *most, SIZE, Weight::Regular);
            Some(place_all(&shifts, words, slots, font)).filter(|placed| placed.len() == shifts.len())
        });
        let are_numbers = named.is_none();
        let number = |shift_idx: usize, _: &Mark| (shift_idx + 1).to_string();
        let placed = named.unwrap_or_else(|| place_all(&shifts, number, slots, font));
        let n_lanes = placed.iter().map(|label| label.lane + 1).max().unwrap_or(0);
        Labels { n_unplaced: shifts.len() - placed.len(), placed, n_lanes, are_numbers }
    }

    /// Height of all lanes.
    pub fn height(&self) -> f64 {
        self.n_lanes as f64 * LANE
    }

    /// Draws the labels above `y`, each with a line down to it.
    pub fn draw(&self, y: f64) -> Vec<Shape> {
        self.placed.iter().map(|label| label.draw(y)).collect()
    }
}

/// Draws the bands of all shifts between two heights.
pub(crate) fn bands(chart: &Chart, slots: &Slots, top: f64, bottom: f64) -> Vec<Shape> {
    chart.shifts.iter().map(|shift| band(chart, shift, slots, top, bottom)).collect()
}

fn band(chart: &Chart, shift: &Mark, slots: &Slots, top: f64, bottom: f64) -> Shape {
    let area = slots.area(shift.first, shift.last, top, bottom);
    let color = palette::direction(shift.direction);
    let edge = |x| vec![Point { x, y: top }, Point { x, y: bottom }];
    let edges = vec![edge(area.x), edge(area.right())];
    Shape::Group {
        said: format!("{}, {}: {}", shift.direction.word(), chart.when(shift), shift.label),
        shapes: vec![
            Shape::Rectangle { area, color, opacity: 0.1 },
            Shape::Lines { lines: edges, color, opacity: 0.45, thickness: 1.0 },
        ],
    }
}

fn place_all(
    shifts: &[(usize, &Mark)],
    words: impl Fn(usize, &Mark) -> String,
    slots: &Slots,
    font: &Font,
) -> Vec<Label> {
    let mut taken = Taken::default();
    let place = |(shift_idx, shift): &(usize, &Mark)| place(shift, words(*shift_idx, shift), slots, font, &mut taken);
    shifts.iter().filter_map(place).collect()
}

fn place(shift: &Mark, words: String, slots: &Slots, font: &Font, taken: &mut Taken) -> Option<Label> {
    let x = slots.start(shift.first);
    let width = INDENT + font.room(&words, SIZE, Weight::Regular);
    let choices = [false, true].into_iter().flat_map(|is_left| (0..MAX_LANES).map(move |lane| (lane, is_left)));
    let free = choices.into_iter().find(|(lane, is_left)| {
        let span = span(x, width, *is_left);
        span.0 >= MARGIN && span.1 <= slots.end() + MARGIN && is_free(taken, *lane, span, x)
    });
    let (lane, is_left) = free?;
    taken[lane].push(span(x, width, is_left));
    taken[..lane].iter_mut().for_each(|lane| lane.push((x, x)));
    Some(Label { words, said: shift.label.clone(), direction: shift.direction, x, lane, is_left })
}

fn span(x: f64, width: f64, is_left: bool) -> (f64, f64) {
    if is_left { (x - width, x) } else { (x, x + width) }
}

fn is_free(taken: &Taken, lane: usize, span: (f64, f64), x: f64) -> bool {
    let is_apart = |left: &(f64, f64), right: (f64, f64)| left.1 + GAP <= right.0 || right.1 + GAP <= left.0;
    taken[lane].iter().all(|other| is_apart(other, span))
        && taken[..lane].iter().flatten().all(|other| is_apart(other, (x, x)))
}

impl Label {
    fn draw(&self, y: f64) -> Shape {
        let base = y - 6.0 - self.lane as f64 * LANE;
        let color = palette::direction(self.direction);
        let sign = if self.is_left { -1.0 } else { 1.0 };
        let leader = vec![Point { x: self.x, y: base - 11.0 }, Point { x: self.x, y }];
        let words = Text::plain(
            self.words.clone(),
            Point { x: self.x + sign * INDENT, y: base },
            if self.is_left { Anchor::End } else { Anchor::Start },
            SIZE,
            palette::INK,
        );
        Shape::Group {
            said: self.said.clone(),
            shapes: vec![
                Shape::Lines { lines: vec![leader], color, opacity: 0.45, thickness: 1.0 },
                triangle(self.direction, Point { x: self.x + sign * 9.0, y: base - 4.5 }, color),
                Shape::Text(words),
            ],
        }
    }
}

/// A triangle around its middle: upward for warmer, downward for cooler.
pub(crate) fn triangle(direction: Direction, middle: Point, color: Color) -> Shape {
    let height = match direction {
        Direction::Warmer => -4.5,
        Direction::Cooler => 4.5,
    };
    let corners = [(-5.0, -height), (5.0, -height), (0.0, height)];
    let points = corners.map(|(x, y)| Point { x: middle.x + x, y: middle.y + y });
    Shape::Polygon { points: points.to_vec(), color, opacity: 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::{Bar, Coverage};

    fn chart(firsts: &[usize], n_periods: usize) -> Chart {
        let bar = Bar {
            label: "x".to_string(),
            coverage: Coverage::Whole,
            cooperation: 0,
            conflict: 0,
            expected_cooperation: None,
            expected_conflict: None,
            mean_score: None,
        };
        let mark = |first: &usize| Mark {
            first: *first,
            last: *first,
            label: format!("cooperation from 2 to {first} a month"),
            direction: Direction::Warmer,
        };
        Chart {
            title: String::new(),
            subtitle: String::new(),
            periods: vec![bar; n_periods],
            expected_percent: None,
            shifts: firsts.iter().map(mark).collect(),
            footnote: String::new(),
        }
    }

    fn place(firsts: &[usize], n_periods: usize) -> Labels {
        let slots = Slots { left: 60.0, width: 870.0 / n_periods as f64, n_slots: n_periods };
        Labels::place(&chart(firsts, n_periods), &slots, &Font::new())
    }

    fn lanes(labels: &Labels) -> Vec<usize> {
        labels.placed.iter().rev().map(|label| label.lane).collect()
    }

    #[test]
    fn labels_apart_share_a_lane() {
        assert_eq!(lanes(&place(&[2, 12], 24)), [0, 0]);
    }

    #[test]
    fn labels_that_meet_take_lanes_upward_from_the_last() {
        assert_eq!(lanes(&place(&[8, 9, 10], 24)), [2, 1, 0]);
    }

    #[test]
    fn a_label_at_the_right_end_stands_left_of_its_band() {
        let labels = place(&[23], 24);
        assert!(labels.placed[0].is_left && labels.n_unplaced == 0);
    }

    #[test]
    fn many_labels_are_numbers() {
        let labels = place(&[0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22], 24);
        assert!(labels.are_numbers && labels.n_unplaced == 0);
        assert_eq!(labels.placed[0].words, "12");
    }

    #[test]
    fn what_finds_no_place_is_counted() {
        let labels = place(&[10; 12], 24);
        assert_eq!((labels.placed.len() + labels.n_unplaced, labels.n_lanes <= MAX_LANES), (12, true));
        assert!(labels.are_numbers && labels.n_unplaced > 0);
    }
}
