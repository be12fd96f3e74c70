//! Where everything of a picture stands.

use super::font::Font;
use super::labels::{Labels, bands, triangle};
use super::legend::legend;
use super::palette::{self, INK, MUTED, PAPER};
use super::panel::{self, Counts};
use super::scene::{Anchor, Color, Point, Rectangle, Scene, Shape, Text, Weight};
use super::slots::{MARGIN, Slots};
use crate::calendar::Calendar;
use crate::chart::{Bar, Chart, Coverage, Mark};
use crate::wording::{self, wrap};

const WIDTH: f64 = 960.0;

/// Height without a list of shifts.
const HEIGHT: f64 = 540.0;

/// Space to both sides of the words.
const SIDE: f64 = 24.0;

/// Space for words between both sides.
const ROOM: f64 = WIDTH - 2.0 * SIDE;

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

/// Base line of what stands first below the axis of time.
const FOOT: f64 = 509.0;

/// Height of a line of the footnote, and lines at most.
const FOOTNOTE_LINE: f64 = 15.0;
const FOOTNOTE_LINES: usize = 2;

/// Height of a line of the list of shifts, shifts at most, and size of its words.
const LIST_LINE: f64 = 18.0;
const MAX_LISTED: usize = 60;
const LIST_SIZE: f64 = 12.0;
const LIST_INDENT: f64 = 18.0;

/// Where the names of the panels stand.
const CAPTIONS: f64 = SIDE + 8.0;

/// Lays a checked chart out.
pub(crate) fn scene(chart: &Chart) -> Scene {
    let font = Font::new();
    let slots = slots(chart, &font);
    let labels = Labels::place(chart, &slots, &font);
    let listed = if labels.are_numbers { list(chart, &font) } else { vec![] };
    let list_height = if listed.is_empty() { 0.0 } else { (listed.len() as f64 + 0.5) * LIST_LINE };
    let height = HEIGHT + list_height;
    let mut shapes = vec![paper(height)];
    shapes.extend(words(chart, &font, labels.n_unplaced));
    shapes.extend(legend(chart, &font, SIDE, LEGEND));
    shapes.extend(panels(chart, &font, &slots, &labels));
    shapes.extend(listed.into_iter().flatten());
    shapes.extend(footnote(chart, &font, FOOT + list_height));
    Scene { width: WIDTH as u32, height: height as u32, title: title(chart), description: description(chart), shapes }
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
        counts.axis(font, CAPTIONS),
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

fn paper(height: f64) -> Shape {
    Shape::Rectangle { area: Rectangle { x: 0.0, y: 0.0, width: WIDTH, height }, color: PAPER, opacity: 1.0 }
}

fn words(chart: &Chart, font: &Font, n_unplaced: usize) -> Vec<Shape> {
    let unplaced = match n_unplaced {
        0 => String::new(),
        1 => "1 shift is not labeled".to_string(),
        _ => format!("{n_unplaced} shifts are not labeled"),
    };
    let beside = ROOM - font.room(&unplaced, 13.0, Weight::Regular);
    let title = font.shorten(&chart.title, ROOM, 20.0, Weight::SemiBold);
    let subtitle = font.shorten(&chart.subtitle, beside, 13.0, Weight::Regular);
    let mut shapes =
        vec![line(title, TITLE, 20.0, Weight::SemiBold, INK), line(subtitle, SUBTITLE, 13.0, Weight::Regular, MUTED)];
    shapes.push(Shape::Text(Text::plain(unplaced, Point { x: WIDTH - SIDE, y: SUBTITLE }, Anchor::End, 13.0, MUTED)));
    shapes
}

/// The lines of the list of shifts, by number, from [`FOOT`] down.
fn list(chart: &Chart, font: &Font) -> Vec<Vec<Shape>> {
    let n_more = chart.shifts.len().saturating_sub(MAX_LISTED);
    let more = (n_more > 0)
        .then(|| vec![line(format!("and {n_more} more"), list_base(MAX_LISTED), LIST_SIZE, Weight::Regular, INK)]);
    let shifts = chart.shifts.iter().take(MAX_LISTED).enumerate();
    shifts.map(|(shift_idx, shift)| listed(chart, font, shift_idx, shift)).chain(more).collect()
}

fn listed(chart: &Chart, font: &Font, shift_idx: usize, shift: &Mark) -> Vec<Shape> {
    let base = list_base(shift_idx);
    let said = format!("{}  {}: {}", shift_idx + 1, chart.when(shift), shift.label);
    let said = font.shorten(&said, ROOM - LIST_INDENT, LIST_SIZE, Weight::Regular);
    let sign = Point { x: SIDE + 5.0, y: base - 4.5 };
    let text = Text::plain(said, Point { x: SIDE + LIST_INDENT, y: base }, Anchor::Start, LIST_SIZE, INK);
    vec![triangle(shift.direction, sign, palette::direction(shift.direction)), Shape::Text(text)]
}

fn list_base(line_idx: usize) -> f64 {
    FOOT + line_idx as f64 * LIST_LINE
}

fn footnote(chart: &Chart, font: &Font, base: f64) -> Vec<Shape> {
    let fits = |line: &str| font.room(line, 11.0, Weight::Regular) <= ROOM;
    let mut lines = wrap(&chart.footnote, fits);
    if lines.len() > FOOTNOTE_LINES {
        let rest = lines.split_off(FOOTNOTE_LINES - 1).join(" ");
        lines.push(font.shorten(&rest, ROOM, 11.0, Weight::Regular));
    }
    let lines = lines.into_iter().enumerate();
    lines.map(|(idx, words)| line(words, base + idx as f64 * FOOTNOTE_LINE, 11.0, Weight::Regular, MUTED)).collect()
}

fn line(words: String, y: f64, size: f64, weight: Weight, color: Color) -> Shape {
    Shape::Text(Text { words, at: Point { x: SIDE, y }, anchor: Anchor::Start, size, weight, color, is_upward: false })
}

/// Says that there is nothing to see, where no period has reports, or none that has any tells of a happening.
fn nothing(chart: &Chart, slots: &Slots, font: &Font, top: f64, bottom: f64) -> Vec<Shape> {
    let words = match (chart.has_reports(), chart.has_happenings()) {
        (_, true) => return vec![],
        (false, _) => "no reports in any of these periods",
        (true, _) => "no happenings in these periods",
    };
    let middle = Point { x: (slots.left + slots.end()) / 2.0, y: (top + bottom) / 2.0 };
    let width = font.room(words, 14.0, Weight::Regular) + 32.0;
    let area = Rectangle { x: middle.x - width / 2.0, y: middle.y - 18.0, width, height: 36.0 };
    let text = Text::plain(words, Point { y: middle.y + 5.0, ..middle }, Anchor::Middle, 14.0, MUTED);
    vec![Shape::Rectangle { area, color: PAPER, opacity: 1.0 }, Shape::Text(text)]
}

fn title(chart: &Chart) -> String {
    if chart.title.is_empty() { "Cooperation and conflict".to_string() } else { chart.title.clone() }
}

/// The picture in words: periods, sums, what is missing, and every shift.
fn description(chart: &Chart) -> String {
    let n_periods = chart.periods.len();
    let sum = |count: fn(&Bar) -> u64| wording::count(chart.periods.iter().map(count).fold(0, u64::saturating_add));
    let n_missing = chart.periods.iter().filter(|bar| bar.coverage == Coverage::Missing).count();
    let subtitle = Some(&chart.subtitle).filter(|subtitle| !subtitle.is_empty());
    let counts = format!(
        "{n_periods} periods, {}: {} happenings of cooperation, {} of conflict; {n_missing} of them without reports",
        chart.span(0, n_periods - 1),
        sum(|bar| bar.cooperation),
        sum(|bar| bar.conflict),
    );
    let shifts = chart.shifts.iter().map(|shift| {
        let (way, when) = (shift.direction.word(), chart.when(shift));
        format!("shift ({way}), {when}: {}", shift.label)
    });
    let sentences: Vec<String> = subtitle.cloned().into_iter().chain([counts]).chain(shifts).collect();
    sentences.join(". ")
}
