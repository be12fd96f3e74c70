//! The two panels: counts on both sides of their axis, and the mean score.

use super::font::Font;
use super::palette::{AXIS, CONFLICT, COOPERATION, EXPECTED, GRID, HATCH, HATCH_PAPER, INK, MUTED, SCORE};
use super::scene::{Anchor, Color, Point, Rectangle, Shape, Text, Weight};
use super::slots::Slots;
use crate::chart::{Bar, Chart, Coverage, Interval, greatest};
use crate::{ticks, wording};

/// Opacity of what was expected.
pub(crate) const BAND_OPACITY: f64 = 0.16;

/// Opacity of the bars of a period that is covered in part.
pub(crate) const PART_OPACITY: f64 = 0.45;

/// Share of the height that either side has at least.
const LEAST_SHARE: f64 = 0.22;

/// Free space beyond the greatest count, as a factor.
const HEADROOM: f64 = 1.05;

/// Least distance of two ticks.
const TICK_DISTANCE: f64 = 30.0;

/// Width of a bar at most.
const MAX_BAR: f64 = 44.0;

/// In slots narrower than this bars make one silhouette: no gap could be seen.
const NARROW: f64 = 3.0;

/// Slots narrower than this have no disk on the line of scores.
const CROWDED: f64 = 7.0;

/// Distance of the lines of a hatching.
const HATCHING: f64 = 7.0;

/// Size of the figures beside an axis.
const FIGURES: f64 = 11.0;

/// The panel of counts: cooperation upward, conflict downward, in one scale.
pub(crate) struct Counts {
    area: Rectangle,
    axis: f64,
    units_per_happening: f64,
}

/// One side of the axis.
struct Side {
    /// -1 upward, 1 downward.
    sign: f64,
    color: Color,
    count: fn(&Bar) -> u64,
    expected: fn(&Bar) -> Option<Interval>,
}

const SIDES: [Side; 2] = [
    Side { sign: -1.0, color: COOPERATION, count: |bar| bar.cooperation, expected: |bar| bar.expected_cooperation },
    Side { sign: 1.0, color: CONFLICT, count: |bar| bar.conflict, expected: |bar| bar.expected_conflict },
];

impl Counts {
    /// Shares the height by the greatest counts of both sides.
    pub fn new(chart: &Chart, area: Rectangle) -> Counts {
        let [up, down] = tops(chart).map(|top| top.max(1.0) * HEADROOM);
        let share = (up / (up + down)).clamp(LEAST_SHARE, 1.0 - LEAST_SHARE);
        let above = area.height * share;
        let units_per_happening = (above / up).min((area.height - above) / down);
        Counts { area, axis: area.y + above, units_per_happening }
    }

    /// Draws lines at round numbers, and the numbers.
    pub fn grid(&self) -> Vec<Shape> {
        let heights = [self.axis - self.area.y, self.area.bottom() - self.axis];
        let most = (heights[0].max(heights[1]) / TICK_DISTANCE).floor() as usize;
        let step = ticks::round_step(heights[0].max(heights[1]) / self.units_per_happening, most);
        let n_ticks = heights.map(|height| (height / (step * self.units_per_happening)).floor() as i64);
        let levels = (-n_ticks[0]..=n_ticks[1]).filter(|idx| *idx != 0);
        let lines = levels.flat_map(|idx| {
            let y = self.axis + idx as f64 * step * self.units_per_happening;
            let level = (idx.unsigned_abs() as f64 * step) as u64;
            [self.level(y, GRID), figure(&wording::count(level), self.area.x, y)]
        });
        lines.chain([figure("0", self.area.x, self.axis)]).collect()
    }

    /// Draws what was expected, behind the bars.
    pub fn expected(&self, chart: &Chart, slots: &Slots) -> Vec<Shape> {
        let bands = SIDES.iter().flat_map(|side| runs(chart, side).into_iter().map(move |run| (side, run)));
        bands
            .map(|(side, run)| {
                let mut points = self.steps(&run, side, slots, Interval::high);
                points.extend(self.steps(&run, side, slots, Interval::low).into_iter().rev());
                Shape::Polygon { points, color: EXPECTED, opacity: BAND_OPACITY }
            })
            .collect()
    }

    /// Draws the ends of what was expected, before the bars.
    pub fn expected_ends(&self, chart: &Chart, slots: &Slots) -> Vec<Shape> {
        let mut lines = Vec::new();
        for side in &SIDES {
            for run in runs(chart, side) {
                lines.push(self.steps(&run, side, slots, Interval::high));
                lines.push(self.steps(&run, side, slots, Interval::low));
            }
        }
        let thickness = if slots.width < CROWDED { 0.75 } else { 1.0 };
        vec![Shape::Lines { lines, color: INK, opacity: 0.4, thickness }]
    }

    /// Draws the bars of all periods, each with what is said of it, or where they are narrow their silhouette.
    pub fn bars(&self, chart: &Chart, slots: &Slots) -> Vec<Shape> {
        if slots.width < NARROW {
            return SIDES.iter().flat_map(|side| self.silhouettes(chart, side, slots)).collect();
        }
        let periods = chart.periods.iter().enumerate().filter(|(_, bar)| bar.coverage != Coverage::Missing);
        periods.map(|(slot_idx, bar)| self.period(bar, slots, slot_idx)).collect()
    }

    /// Draws the axis and, where they have room, the names of both sides, upward along `x`.
    pub fn axis(&self, font: &Font, x: f64) -> Vec<Shape> {
        let above = ("cooperation", COOPERATION, self.area.y, self.axis);
        let below = ("conflict", CONFLICT, self.axis, self.area.bottom());
        let captions = [above, below].into_iter().filter_map(|(words, color, top, bottom)| {
            let has_room = font.width(words, FIGURES, Weight::Regular) <= bottom - top;
            has_room.then(|| caption(words, Point { x, y: (top + bottom) / 2.0 }, color))
        });
        [self.level(self.axis, AXIS)].into_iter().chain(captions).collect()
    }

    fn level(&self, y: f64, color: Color) -> Shape {
        Shape::line(Point { x: self.area.x, y }, Point { x: self.area.right(), y }, color, 1.0)
    }

    /// The bars of one period, on a ground that a reader can point at.
    fn period(&self, bar: &Bar, slots: &Slots, slot_idx: usize) -> Shape {
        let area = slots.area(slot_idx, slot_idx, self.area.y, self.area.bottom());
        let ground = Shape::Rectangle { area, color: INK, opacity: 0.0 };
        let bars = SIDES.iter().filter_map(|side| self.bar(bar, side, slots, slot_idx));
        Shape::Group { said: said(bar), shapes: [ground].into_iter().chain(bars).collect() }
    }

    fn bar(&self, bar: &Bar, side: &Side, slots: &Slots, slot_idx: usize) -> Option<Shape> {
        let width = (slots.width * 0.7).min(MAX_BAR);
        let end = self.height(side, (side.count)(bar) as f64);
        let area = Rectangle {
            x: slots.middle(slot_idx) - width / 2.0,
            y: end.min(self.axis),
            width,
            height: (end - self.axis).abs(),
        };
        let rectangle = Shape::Rectangle { area, color: side.color, opacity: opacity(bar.coverage) };
        (area.height > 0.0).then_some(rectangle)
    }

    /// The bars of one side as polygons, one for periods side by side that are covered alike.
    fn silhouettes(&self, chart: &Chart, side: &Side, slots: &Slots) -> Vec<Shape> {
        let stretches = stretches(chart).into_iter().filter(|(_, bars)| bars[0].coverage != Coverage::Missing);
        stretches
            .map(|(first, bars)| {
                let end = first + bars.len();
                let mut points = vec![Point { x: slots.start(first), y: self.axis }];
                for (idx, bar) in bars.iter().enumerate() {
                    let y = self.height(side, (side.count)(bar) as f64);
                    points.extend([idx, idx + 1].map(|edge| Point { x: slots.start(first + edge), y }));
                }
                points.push(Point { x: slots.start(end), y: self.axis });
                Shape::Polygon { points, color: side.color, opacity: opacity(bars[0].coverage) }
            })
            .collect()
    }

    /// The level of each period of a run as a line of steps.
    fn steps(&self, run: &Run, side: &Side, slots: &Slots, level: fn(Interval) -> f64) -> Vec<Point> {
        let steps = run.intervals.iter().enumerate().flat_map(|(idx, interval)| {
            let y = self.height(side, level(*interval));
            [idx, idx + 1].map(|edge| Point { x: slots.start(run.first + edge), y })
        });
        steps.collect()
    }

    /// Where a level lies; beyond the panel, its edge.
    fn height(&self, side: &Side, level: f64) -> f64 {
        (self.axis + side.sign * level * self.units_per_happening).clamp(self.area.y, self.area.bottom())
    }
}

/// The greatest levels of cooperation and of conflict that a panel shows.
pub(crate) fn tops(chart: &Chart) -> [f64; 2] {
    [&SIDES[0], &SIDES[1]]
        .map(|side| greatest(chart.periods.iter().map(|bar| ((side.count)(bar), (side.expected)(bar)))))
}

/// Hatches the periods without reports between two heights, those side by side as one.
pub(crate) fn missing(chart: &Chart, slots: &Slots, top: f64, bottom: f64) -> Vec<Shape> {
    let stretches = stretches(chart).into_iter().filter(|(_, bars)| bars[0].coverage == Coverage::Missing);
    stretches
        .map(|(first, bars)| {
            let when = chart.span(first, first + bars.len() - 1);
            let area = slots.area(first, first + bars.len() - 1, top, bottom);
            Shape::Group { said: format!("{when}: no reports"), shapes: hatched(area).into() }
        })
        .collect()
}

/// Draws the mean scores.
pub(crate) fn scores(chart: &Chart, slots: &Slots, area: Rectangle, caption_x: f64) -> Vec<Shape> {
    let range = score_range(chart);
    let y = |score: f64| area.y + area.height * (0.5 - score / (2.0 * range));
    let level = |score, color| {
        Shape::line(Point { x: area.x, y: y(score) }, Point { x: area.right(), y: y(score) }, color, 1.0)
    };
    let mut shapes = vec![level(range, GRID), level(-range, GRID), level(0.0, AXIS)];
    shapes.extend([range, 0.0, -range].map(|score| figure(&signed(score), area.x, y(score))));
    shapes.push(caption("mean score", Point { x: caption_x, y: area.y + area.height / 2.0 }, SCORE));
    let (lone, lines): (Vec<_>, Vec<_>) = score_lines(chart, slots, y).into_iter().partition(|line| line.len() == 1);
    let (thickness, radius) = if slots.width < CROWDED { (1.0, 1.25) } else { (1.5, 2.25) };
    let on_lines = lines.iter().flatten().filter(|_| slots.width >= CROWDED);
    let centers = lone.iter().flatten().chain(on_lines).copied().collect();
    shapes.push(Shape::Disks { centers, radius, color: SCORE });
    shapes.push(Shape::Lines { lines, color: SCORE, opacity: 1.0, thickness });
    shapes
}

/// A figure to the left of an axis at `x`.
fn figure(words: &str, x: f64, y: f64) -> Shape {
    Shape::Text(Text::plain(words, Point { x: x - 8.0, y: y + 4.0 }, Anchor::End, FIGURES, MUTED))
}

/// Width of the widest figure that `counts` can have beside their axis.
pub(crate) fn figure_width(chart: &Chart, font: &Font) -> f64 {
    let width = |words: &str| font.room(words, FIGURES, Weight::Regular);
    let top = tops(chart).into_iter().fold(0.0, f64::max);
    let widest = if top < 1_000_000.0 { width(&wording::count(top as u64)) } else { width("1,000.5 M") };
    widest.max(width("+10"))
}

/// The name of a panel, upward.
fn caption(words: &str, middle: Point, color: Color) -> Shape {
    Shape::Text(Text {
        words: words.to_string(),
        at: middle,
        anchor: Anchor::Middle,
        size: FIGURES,
        weight: Weight::Regular,
        color,
        is_upward: true,
    })
}

/// Periods side by side that have an expected interval.
struct Run {
    first: usize,
    intervals: Vec<Interval>,
}

fn runs(chart: &Chart, side: &Side) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (slot_idx, bar) in chart.periods.iter().enumerate() {
        let Some(interval) = (side.expected)(bar).filter(|_| bar.coverage != Coverage::Missing) else { continue };
        match runs.last_mut() {
            Some(run) if run.first + run.intervals.len() == slot_idx => run.intervals.push(interval),
            _ => runs.push(Run { first: slot_idx, intervals: vec![interval] }),
        }
    }
    runs
}

/// Half of the range of scores: the least of 2, 5 and 10 that holds all.
fn score_range(chart: &Chart) -> f64 {
    let greatest =
        chart.periods.iter().filter_map(|bar| bar.mean_score).fold(0.0, |most: f64, score| most.max(score.abs()));
    [2.0, 5.0].into_iter().find(|range| greatest <= *range).unwrap_or(10.0)
}

/// The scores of periods side by side.
fn score_lines(chart: &Chart, slots: &Slots, y: impl Fn(f64) -> f64) -> Vec<Vec<Point>> {
    let points: Vec<Option<Point>> = chart
        .periods
        .iter()
        .enumerate()
        .map(|(slot_idx, bar)| bar.mean_score.map(|score| Point { x: slots.middle(slot_idx), y: y(score) }))
        .collect();
    points
        .split(Option::is_none)
        .filter(|run| !run.is_empty())
        .map(|run| run.iter().flatten().copied().collect())
        .collect()
}

/// Periods side by side that are covered alike, each stretch with the index of its first.
fn stretches(chart: &Chart) -> Vec<(usize, &[Bar])> {
    let mut next = 0;
    let stretches = chart.periods.chunk_by(|left, right| left.coverage == right.coverage).map(|bars| {
        next += bars.len();
        (next - bars.len(), bars)
    });
    stretches.collect()
}

fn opacity(coverage: Coverage) -> f64 {
    if coverage == Coverage::Part { PART_OPACITY } else { 1.0 }
}

fn signed(score: f64) -> String {
    match score {
        score if score > 0.0 => format!("+{score}"),
        score if score < 0.0 => format!("−{}", -score),
        _ => "0".to_string(),
    }
}

fn hatched(area: Rectangle) -> [Shape; 2] {
    [
        Shape::Rectangle { area, color: HATCH_PAPER, opacity: 1.0 },
        Shape::Lines { lines: area.hatching(HATCHING), color: HATCH, opacity: 1.0, thickness: 1.0 },
    ]
}

/// What is said of a period: `2024-09: cooperation 12, expected 3 to 9; conflict 0; mean score +2.1`.
fn said(bar: &Bar) -> String {
    let expected = |interval: Option<Interval>| {
        interval
            .map(|interval| format!(", expected {} to {}", level(interval.low()), level(interval.high())))
            .unwrap_or_default()
    };
    let part = if bar.coverage == Coverage::Part { " (covered in part)" } else { "" };
    let score = bar.mean_score.map(|score| format!("; mean score {}", wording::score(score))).unwrap_or_default();
    format!(
        "{}{part}: cooperation {}{}; conflict {}{}{score}",
        bar.label,
        bar.cooperation,
        expected(bar.expected_cooperation),
        bar.conflict,
        expected(bar.expected_conflict),
    )
}

fn level(level: f64) -> String {
    if level < 1e6 { ((level * 10.0).round() / 10.0).to_string() } else { format!("{level:.1e}") }
}
