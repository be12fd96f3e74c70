//! A scene as SVG.

use crate::chart::Chart;
use crate::drawing::{Anchor, Color, Point, Scene, Shape, Text, Weight, scene};
use crate::error::Error;
use std::fmt::Write;

/// Fonts by preference; the last is every reader's own.
const FONTS: &str = "'Noto Sans', system-ui, sans-serif";

/// Draws a chart as an SVG 1.1 document of 960 by 540 units on white, without scripts, styles, ids or anything from
/// elsewhere. Where shifts are too many to be labeled with words they are numbered, and the picture is higher by a list.
///
/// It may stand in a file or, several times, inside an HTML page. Title and description are said to those who do not
/// see it; periods, gaps and shifts say more where a reader points. Words that have no room are cut with an ellipsis,
/// but whole in the description.
///
/// # Errors
/// No period, more than [`crate::MAX_PERIODS`], more than [`crate::MAX_SHIFTS`], or a shift outside the periods.
pub fn svg(chart: &Chart) -> Result<String, Error> {
    Ok(document(&scene(&chart.checked()?)))
}

fn document(scene: &Scene) -> String {
    let (width, height) = (scene.width, scene.height);
    let mut document = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         role=\"img\" font-family=\"{FONTS}\">\n<title>{}</title>\n<desc>{}</desc>\n",
        escaped(&scene.title),
        escaped(&scene.description),
    );
    scene.shapes.iter().for_each(|shape| write_shape(shape, &mut document));
    document + "</svg>\n"
}

fn write_shape(shape: &Shape, document: &mut String) {
    let written = match shape {
        Shape::Rectangle { area, color, opacity } => format!(
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{}/>",
            number(area.x),
            number(area.y),
            number(area.width),
            number(area.height),
            fill(*color, *opacity),
        ),
        Shape::Polygon { points, color, opacity } => {
            format!("<path d=\"{}Z\"{}/>", path(points), fill(*color, *opacity))
        }
        Shape::Lines { lines, .. } if lines.is_empty() => return,
        Shape::Lines { lines, color, opacity, thickness } => format!(
            "<path d=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{}\"{}/>",
            lines.iter().map(|line| path(line)).collect::<String>(),
            hex(*color),
            number(*thickness),
            part("stroke-opacity", *opacity),
        ),
        Shape::Disks { centers, radius, color } => {
            centers.iter().map(|center| disk(*center, *radius, *color)).collect()
        }
        Shape::Text(text) if text.words.is_empty() => return,
        Shape::Text(text) => words(text),
        Shape::Group { said, shapes } => {
            let _ = writeln!(document, "<g><title>{}</title>", escaped(said));
            shapes.iter().for_each(|shape| write_shape(shape, document));
            "</g>".to_string()
        }
    };
    let _ = writeln!(document, "{written}");
}

fn words(text: &Text) -> String {
    let (x, y) = (number(text.at.x), number(text.at.y));
    let anchor = match text.anchor {
        Anchor::Start => "",
        Anchor::Middle => " text-anchor=\"middle\"",
        Anchor::End => " text-anchor=\"end\"",
    };
    let weight = match text.weight {
        Weight::Regular => "",
        Weight::SemiBold => " font-weight=\"600\"",
    };
    let turned = if text.is_upward { format!(" transform=\"rotate(-90 {x} {y})\"") } else { String::new() };
    let (size, color, words) = (number(text.size), hex(text.color), escaped(&text.words));
    format!("<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{weight}{anchor} fill=\"{color}\"{turned}>{words}</text>")
}

fn disk(center: Point, radius: f64, color: Color) -> String {
    let (x, y) = (number(center.x), number(center.y));
    format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{}\" fill=\"{}\"/>", number(radius), hex(color))
}

fn path(points: &[Point]) -> String {
    let commands = points.iter().enumerate().map(|(idx, point)| {
        let command = if idx == 0 { 'M' } else { 'L' };
        format!("{command}{} {}", number(point.x), number(point.y))
    });
    commands.collect()
}

fn fill(color: Color, opacity: f64) -> String {
    format!(" fill=\"{}\"{}", hex(color), part("fill-opacity", opacity))
}

fn part(attribute: &str, opacity: f64) -> String {
    if opacity >= 1.0 { String::new() } else { format!(" {attribute}=\"{}\"", number(opacity)) }
}

fn hex(Color(red, green, blue): Color) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// A length to a hundredth of a unit, as short as it goes.
fn number(number: f64) -> String {
    let hundredths = (number * 100.0).round() / 100.0;
    if hundredths == 0.0 { "0".to_string() } else { hundredths.to_string() }
}

/// Text as XML holds it; it has no character that XML forbids, for charts are cleaned.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped += "&amp;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            '"' => escaped += "&quot;",
            '\'' => escaped += "&apos;",
            _ => escaped.push(character),
        }
    }
    escaped
}
