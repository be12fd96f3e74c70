//! The legend: what colors and signs mean, of those that the picture has.

use super::font::Font;
use super::labels::triangle;
use super::palette::{self, CONFLICT, COOPERATION, EXPECTED, HATCH, HATCH_PAPER, MUTED, SCORE};
use super::scene::{Anchor, Color, Point, Rectangle, Shape, Text, Weight};
use crate::chart::{Chart, Coverage, Direction};
use crate::text::expected;

/// Size of the words.
const SIZE: f64 = 12.0;

/// Width of a sample.
const SAMPLE: f64 = 14.0;

/// Free space between entries.
const GAP: f64 = 20.0;

/// What an entry shows before its words.
enum Sample {
    Bar(Color),
    Expected,
    Score,
    Missing,
    Part,
    Shift(Direction),
}

/// Draws the entries from `x` on, on the base line `y`.
pub(crate) fn legend(chart: &Chart, font: &Font, x: f64, y: f64) -> Vec<Shape> {
    let mut shapes = Vec::new();
    let mut left = x;
    for (sample, words) in entries(chart) {
        shapes.extend(sample.draw(Rectangle { x: left, y: y - 10.0, width: SAMPLE, height: 11.0 }));
        left += SAMPLE + 6.0;
        let width = font.width(&words, SIZE, Weight::Regular);
        shapes.push(Shape::Text(Text::plain(words, Point { x: left, y }, Anchor::Start, SIZE, MUTED)));
        left += width + GAP;
    }
    shapes
}

fn entries(chart: &Chart) -> impl Iterator<Item = (Sample, String)> {
    let entries = [
        (true, Sample::Bar(COOPERATION), "cooperation".to_string()),
        (true, Sample::Bar(CONFLICT), "conflict".to_string()),
        (chart.has_expected(), Sample::Expected, expected(chart)),
        (chart.has_scores(), Sample::Score, "mean score".to_string()),
        (chart.has(Coverage::Missing), Sample::Missing, "no reports".to_string()),
        (chart.has(Coverage::Part), Sample::Part, "covered in part".to_string()),
        (chart.turns(Direction::Warmer), Sample::Shift(Direction::Warmer), "warmer".to_string()),
        (chart.turns(Direction::Cooler), Sample::Shift(Direction::Cooler), "cooler".to_string()),
    ];
    entries.into_iter().filter(|(is_shown, ..)| *is_shown).map(|(_, sample, words)| (sample, words))
}

impl Sample {
    fn draw(&self, area: Rectangle) -> Vec<Shape> {
        let middle = Point { x: area.x + area.width / 2.0, y: area.y + area.height / 2.0 };
        let level = |y| vec![Point { x: area.x, y }, Point { x: area.right(), y }];
        let stroke = |lines, color| Shape::Lines { lines, color, opacity: 1.0, thickness: 1.0 };
        match self {
            Sample::Bar(color) => vec![Shape::Rectangle { area, color: *color, opacity: 1.0 }],
            Sample::Expected => vec![
                Shape::Rectangle { area, color: EXPECTED, opacity: super::panel::BAND_OPACITY },
                stroke(vec![level(area.y), level(area.bottom())], EXPECTED),
            ],
            Sample::Score => vec![
                Shape::Lines { lines: vec![level(middle.y)], color: SCORE, opacity: 1.0, thickness: 1.5 },
                Shape::Disks { centers: vec![middle], radius: 2.5, color: SCORE },
            ],
            Sample::Missing => {
                vec![Shape::Rectangle { area, color: HATCH_PAPER, opacity: 1.0 }, stroke(area.hatching(4.0), HATCH)]
            }
            Sample::Part => {
                let (left, right) = halves(area);
                let bar = |area, color| Shape::Rectangle { area, color, opacity: super::panel::PART_OPACITY };
                vec![bar(left, COOPERATION), bar(right, CONFLICT)]
            }
            Sample::Shift(direction) => vec![triangle(*direction, middle, palette::direction(*direction))],
        }
    }
}

fn halves(area: Rectangle) -> (Rectangle, Rectangle) {
    let width = area.width / 2.0;
    (Rectangle { width, ..area }, Rectangle { x: area.x + width, width, ..area })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_entries_together_fit_on_one_line() {
        let font = Font::new();
        let words =
            "cooperation conflict mean score no reports covered in part warmer cooler expected in 100 of 100 periods";
        let width = font.width(words, SIZE, Weight::Regular) + 8.0 * (SAMPLE + 6.0) + 7.0 * GAP;
        assert!(width <= 912.0, "{width}");
    }
}
