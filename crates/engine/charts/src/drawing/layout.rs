//! Where everything of a picture stands.

use super::font::Font;
use super::labels::{Labels, bands};
use super::legend::legend;
use super::palette::{INK, MUTED, PAPER};
use super::panel::{self, Counts};
use super::scene::{Anchor, Color, Point, Rectangle, Scene, Shape, Text, Weight};
use super::slots::{MARGIN, Slots};
use crate::calendar::Calendar;
use crate::chart::{Chart, Coverage};
use crate::wording::{self, wrap};

const WIDTH: f64 = 960.0;
const HEIGHT: f64 = 540.0;

/// Space to both sides of the words.
const SIDE: f64 = 24.0;

/// Base lines of the words above the panels.
const TITLE: f64 = 38.0;
const SUBTITLE: f64 = 60.0;
const LEGEND: f64 = 87.0;

/// Where the labels of shifts, or the panels, begin.
const HEAD: f64 = 102.0;

/// Lower end of the panels.
const BOTTOM: f64 = 466.0;

/// Height of the panel of scores, and the space above it.
const SCORES: f64 = 64.0;
const SCORES_GAP: f64 = 20.0;

/// Base line of the first line of the footnote, height of a line, and lines at most.
const FOOTNOTE: f64 = 509.0;
const FOOTNOTE_LINE: f64 = 15.0;
const FOOTNOTE_LINES: usize = 2;

/// Where the names of the panels stand.
const CAPTIONS: f64 = SIDE + 8.0;

/// Lays a checked chart out.
pub(crate) fn scene(chart: &Chart) -> Scene {
    let font = Font::new();
    let slots = slots(chart, &font);
    let labels = Labels::place(chart, &slots, &font);
    let mut shapes = vec![paper()];
    shapes.extend(words(chart, &font, labels.n_unplaced));
    shapes.extend(legend(chart, &font, SIDE, LEGEND));
    shapes.extend(panels(chart, &font, &slots, &labels));
    Scene { width: WIDTH as u32, height: HEIGHT as u32, title: title(chart), description: description(chart), shapes }
}

fn slots(chart: &Chart, font: &Font) -> Slots {
    let left = CAPTIONS + 18.0 + panel::figure_width(chart, font);
    let n_slots = chart.periods.len();
    Slots { left, width: (WIDTH - MARGIN - left) / n_slots as f64, n_slots }
}

fn panels(chart: &Chart, font: &Font, slots: &Slots, labels: &Labels) -> Vec<Shape> {
    let calendar = Calendar::new(chart.periods.iter().map(|bar| bar.label.as_str()));
    let top = HEAD + labels.height();
    let counts_bottom = if chart.has_scores() { BOTTOM - SCORES - SCORES_GAP } else { BOTTOM };
    let counts = Counts::new(chart, area(slots, top, counts_bottom));
    [
        slots.years(&calendar, top, BOTTOM),
        counts.grid(),
        panel::missing(chart, slots, top, BOTTOM),
        bands(chart, slots, top, BOTTOM),
        counts.expected(chart, slots),
        counts.bars(chart, slots),
        counts.expected_ends(chart, slots),
        counts.axis(CAPTIONS),
        scores(chart, slots),
        slots.marks(chart, &calendar, font, BOTTOM),
        labels.draw(top),
        nothing(chart, slots, font, top, counts_bottom),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn scores(chart: &Chart, slots: &Slots) -> Vec<Shape> {
    if !chart.has_scores() {
        return vec![];
    }
    panel::scores(chart, slots, area(slots, BOTTOM - SCORES, BOTTOM), CAPTIONS)
}

fn area(slots: &Slots, top: f64, bottom: f64) -> Rectangle {
    Rectangle { x: slots.left, y: top, width: slots.end() - slots.left, height: bottom - top }
}

fn paper() -> Shape {
    Shape::Rectangle { area: Rectangle { x: 0.0, y: 0.0, width: WIDTH, height: HEIGHT }, color: PAPER, opacity: 1.0 }
}

fn words(chart: &Chart, font: &Font, n_unplaced: usize) -> Vec<Shape> {
    let unplaced = match n_unplaced {
        0 => String::new(),
        1 => "1 shift is not labeled".to_string(),
        _ => format!("{n_unplaced} shifts are not labeled"),
    };
    let room = WIDTH - 2.0 * SIDE;
    let beside = room - font.room(&unplaced, 13.0, Weight::Regular);
    let title = font.shorten(&chart.title, room, 20.0, Weight::SemiBold);
    let subtitle = font.shorten(&chart.subtitle, beside, 13.0, Weight::Regular);
    let mut shapes =
        vec![line(title, TITLE, 20.0, Weight::SemiBold, INK), line(subtitle, SUBTITLE, 13.0, Weight::Regular, MUTED)];
    shapes.push(Shape::Text(Text {
        words: unplaced,
        at: Point { x: WIDTH - SIDE, y: SUBTITLE },
        anchor: Anchor::End,
        size: 13.0,
        weight: Weight::Regular,
        color: MUTED,
        is_upward: false,
    }));
    shapes.extend(footnote(chart, font, room));
    shapes
}

fn footnote(chart: &Chart, font: &Font, room: f64) -> Vec<Shape> {
    let fits = |line: &str| font.room(line, 11.0, Weight::Regular) <= room;
    let mut lines = wrap(&chart.footnote, fits);
    if lines.len() > FOOTNOTE_LINES {
        let rest = lines.split_off(FOOTNOTE_LINES - 1).join(" ");
        lines.push(font.shorten(&rest, room, 11.0, Weight::Regular));
    }
    let lines = lines.into_iter().enumerate();
    lines.map(|(idx, words)| line(words, FOOTNOTE + idx as f64 * FOOTNOTE_LINE, 11.0, Weight::Regular, MUTED)).collect()
}

fn line(words: String, y: f64, size: f64, weight: Weight, color: Color) -> Shape {
    Shape::Text(Text { words, at: Point { x: SIDE, y }, anchor: Anchor::Start, size, weight, color, is_upward: false })
}

/// Says that there is nothing to see, where no period has reports.
fn nothing(chart: &Chart, slots: &Slots, font: &Font, top: f64, bottom: f64) -> Vec<Shape> {
    if chart.periods.iter().any(|bar| bar.coverage != Coverage::Missing) {
        return vec![];
    }
    let words = "no reports in any of these periods".to_string();
    let middle = Point { x: (slots.left + slots.end()) / 2.0, y: (top + bottom) / 2.0 };
    let width = font.room(&words, 14.0, Weight::Regular) + 32.0;
    let area = Rectangle { x: middle.x - width / 2.0, y: middle.y - 18.0, width, height: 36.0 };
    let text = Text {
        words,
        at: Point { y: middle.y + 5.0, ..middle },
        anchor: Anchor::Middle,
        size: 14.0,
        weight: Weight::Regular,
        color: MUTED,
        is_upward: false,
    };
    vec![Shape::Rectangle { area, color: PAPER, opacity: 1.0 }, Shape::Text(text)]
}

fn title(chart: &Chart) -> String {
    if chart.title.is_empty() { "Cooperation and conflict".to_string() } else { chart.title.clone() }
}

/// The picture in words: periods, sums, what is missing, and every shift.
fn description(chart: &Chart) -> String {
    let (first, last) = (&chart.periods[0], &chart.periods[chart.periods.len() - 1]);
    let sum = |count: fn(&crate::Bar) -> u64| chart.periods.iter().map(count).fold(0, u64::saturating_add);
    let n_missing = chart.periods.iter().filter(|bar| bar.coverage == Coverage::Missing).count();
    let mut description = format!(
        "{}. {} periods from {} to {}: {} happenings of cooperation, {} of conflict; {n_missing} periods without reports.",
        chart.subtitle,
        chart.periods.len(),
        first.label,
        last.label,
        wording::count(sum(|bar| bar.cooperation)),
        wording::count(sum(|bar| bar.conflict)),
    );
    for shift in &chart.shifts {
        description += &format!(" Shift ({}), {}: {}.", shift.direction.word(), chart.when(shift), shift.label);
    }
    description
}
