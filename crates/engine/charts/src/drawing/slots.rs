//! The periods side by side, and their marks on the axis of time.

use super::font::Font;
use super::palette::{AXIS, GRID, MUTED};
use super::scene::{Anchor, Point, Rectangle, Shape, Text, Weight};
use crate::calendar::{Calendar, Step};
use crate::chart::Chart;

/// Size of the labels of periods.
const SIZE: f64 = 12.0;

/// Free space between two labels.
const GAP: f64 = 14.0;

/// Years that are set apart by a line each at most.
const MAX_YEAR_LINES: usize = 40;

/// Equal slots from `left` on, one a period.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slots {
    pub left: f64,
    /// Width of one slot.
    pub width: f64,
    pub n_slots: usize,
}

impl Slots {
    /// Left end of a slot; of one past the last, the right end of all.
    pub fn start(&self, slot_idx: usize) -> f64 {
        self.left + slot_idx as f64 * self.width
    }

    /// Middle of a slot.
    pub fn middle(&self, slot_idx: usize) -> f64 {
        self.start(slot_idx) + self.width / 2.0
    }

    /// Right end of all slots.
    pub fn end(&self) -> f64 {
        self.start(self.n_slots)
    }

    /// Slots `first..=last` between two heights.
    pub fn area(&self, first: usize, last: usize, top: f64, bottom: f64) -> Rectangle {
        let x = self.start(first);
        Rectangle { x, y: top, width: self.start(last + 1) - x, height: bottom - top }
    }

    /// Lines that set years apart, where the labels tell years and periods are shorter.
    pub fn years(&self, calendar: &Calendar, top: f64, bottom: f64) -> Vec<Shape> {
        let years = calendar.ticks(Step::Years(1));
        if years.len() > MAX_YEAR_LINES || years.len() * 2 > self.n_slots {
            return vec![];
        }
        let line = |x| Shape::line(Point { x, y: top }, Point { x, y: bottom }, GRID, 1.0);
        years.into_iter().filter(|year| *year > 0).map(|year| line(self.start(year))).collect()
    }

    /// Labels of as many periods as fit, below `y`.
    pub fn marks(&self, chart: &Chart, calendar: &Calendar, font: &Font, y: f64) -> Vec<Shape> {
        let step = calendar.finest(|step| self.fit(&self.labels(chart, calendar, step), font));
        self.labels(chart, calendar, step).into_iter().flat_map(|(x, label)| self.mark(x, label, font, y)).collect()
    }

    fn labels<'a>(&self, chart: &'a Chart, calendar: &Calendar, step: Step) -> Vec<(f64, &'a str)> {
        let mut ticks = calendar.ticks(step);
        if ticks.is_empty() {
            ticks.push(0);
        }
        let label = |tick: usize| calendar.name(step, &chart.periods[tick].label);
        ticks.into_iter().map(|tick| (self.middle(tick), label(tick))).collect()
    }

    fn fit(&self, labels: &[(f64, &str)], font: &Font) -> bool {
        let room = |label| font.room(label, SIZE, Weight::Regular);
        labels.windows(2).all(|two| two[1].0 - two[0].0 >= (room(two[0].1) + room(two[1].1)) / 2.0 + GAP)
    }

    fn mark(&self, x: f64, label: &str, font: &Font, y: f64) -> [Shape; 2] {
        let label = font.shorten(label, 200.0, SIZE, Weight::Regular);
        let half = font.room(&label, SIZE, Weight::Regular) / 2.0;
        let middle = x.min(self.end() + MARGIN - half);
        [
            Shape::line(Point { x, y }, Point { x, y: y + 4.0 }, AXIS, 1.0),
            Shape::Text(Text::plain(label, Point { x: middle, y: y + 17.0 }, Anchor::Middle, SIZE, MUTED)),
        ]
    }
}

/// Space to the right of the last slot.
pub(crate) const MARGIN: f64 = 28.0;
