//! A scene as PNG.

use crate::chart::Chart;
use crate::drawing::font::{Font, Glyph};
use crate::drawing::{Anchor, Color, Point, Rectangle, Scene, Shape, Text, scene};
use crate::error::Error;
use std::collections::BTreeSet;
use tiny_skia::{FillRule, Paint, Path, PathBuilder, Pixmap, Rect, Stroke, Transform};
use ttf_parser::OutlineBuilder;

/// Pixels of one unit: sharp on today's screens and in print.
const SCALE: f32 = 2.0;

/// A PNG.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Picture {
    /// Pixels from left to right.
    pub width: u32,
    /// Pixels from top to bottom.
    pub height: u32,
    /// The file.
    pub bytes: Vec<u8>,
    /// Characters that were to be drawn, but that the font of this crate lacks, in order of their code points; an empty
    /// box stands for each. The SVG has them.
    pub undrawn: Vec<char>,
}

/// Paints a chart as a PNG of 8 bits a channel, 1,920 by 1,080 pixels or higher: the picture that [`crate::svg`]
/// describes, two pixels a unit.
///
/// # Errors
/// No period, more than [`crate::MAX_PERIODS`], more than [`crate::MAX_SHIFTS`], or a shift outside the periods.
pub fn png(chart: &Chart) -> Result<Picture, Error> {
    Ok(picture(&scene(&chart.checked()?)))
}

fn picture(scene: &Scene) -> Picture {
    let (width, height) = (scene.width * SCALE as u32, scene.height * SCALE as u32);
    let pixels = Pixmap::new(width, height).expect("a scene has a size within bounds");
    let mut painter = Painter { pixels, font: Font::new(), undrawn: BTreeSet::new() };
    scene.shapes.iter().for_each(|shape| painter.shape(shape));
    let bytes = painter.pixels.encode_png().expect("memory takes what is written");
    Picture { width, height, bytes, undrawn: painter.undrawn.into_iter().collect() }
}

struct Painter {
    pixels: Pixmap,
    font: Font,
    undrawn: BTreeSet<char>,
}

impl Painter {
    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Rectangle { opacity: 0.0, .. } => {}
            Shape::Rectangle { area, color, opacity } => self.rectangle(*area, *color, *opacity),
            Shape::Polygon { points, color, opacity } => self.fill(polygon(points), *color, *opacity, scaled()),
            Shape::Lines { lines, color, opacity, thickness } => self.stroke(lines, *color, *opacity, *thickness),
            Shape::Disks { centers, radius, color } => self.fill(disks(centers, *radius), *color, 1.0, scaled()),
            Shape::Text(text) => self.text(text),
            Shape::Group { shapes, .. } => shapes.iter().for_each(|shape| self.shape(shape)),
        }
    }

    fn rectangle(&mut self, area: Rectangle, color: Color, opacity: f64) {
        let area = Rect::from_xywh(area.x as f32, area.y as f32, area.width as f32, area.height as f32);
        self.fill(area.map(PathBuilder::from_rect), color, opacity, scaled());
    }

    /// Fills a path; without one there is nothing to fill.
    fn fill(&mut self, path: Option<Path>, color: Color, opacity: f64, transform: Transform) {
        let Some(path) = path else { return };
        self.pixels.fill_path(&path, &paint(color, opacity), FillRule::Winding, transform, None);
    }

    fn stroke(&mut self, lines: &[Vec<Point>], color: Color, opacity: f64, thickness: f64) {
        let mut builder = PathBuilder::new();
        lines.iter().for_each(|line| trace(line, &mut builder));
        let Some(path) = builder.finish() else { return };
        let stroke = Stroke { width: thickness as f32, ..Stroke::default() };
        self.pixels.stroke_path(&path, &paint(color, opacity), &stroke, scaled(), None);
    }

    fn text(&mut self, text: &Text) {
        let mut letters = Letters { builder: PathBuilder::new(), pen: 0.0 };
        let units = self.font.units(text.weight);
        for character in text.words.chars() {
            let glyph = self.font.glyph(character, text.weight);
            if glyph == Glyph::Box {
                self.undrawn.insert(character);
            }
            self.font.outline(glyph, text.weight, &mut letters);
            letters.pen += (self.font.advance(glyph, text.weight) * units) as f32;
        }
        let place = placed(text, self.font.width(&text.words, text.size, text.weight), text.size / units);
        self.fill(letters.builder.finish(), text.color, 1.0, place);
    }
}

/// Outlines of letters one after the other, in units of the font, upward from the base line.
struct Letters {
    builder: PathBuilder,
    pen: f32,
}

impl OutlineBuilder for Letters {
    fn move_to(&mut self, x: f32, y: f32) {
        self.builder.move_to(self.pen + x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.builder.line_to(self.pen + x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.builder.quad_to(self.pen + x1, y1, self.pen + x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.builder.cubic_to(self.pen + x1, y1, self.pen + x2, y2, self.pen + x, y);
    }

    fn close(&mut self) {
        self.builder.close();
    }
}

/// From units of the font to pixels: `width` is the line's in units of the scene, `size` that of a unit of the font.
fn placed(text: &Text, width: f64, size: f64) -> Transform {
    let before = match text.anchor {
        Anchor::Start => 0.0,
        Anchor::Middle => width / 2.0,
        Anchor::End => width,
    };
    let (x, y, size) = (text.at.x as f32 * SCALE, text.at.y as f32 * SCALE, size as f32 * SCALE);
    let before = before as f32 * SCALE;
    if text.is_upward {
        Transform::from_row(0.0, -size, -size, 0.0, x, y + before)
    } else {
        Transform::from_row(size, 0.0, 0.0, -size, x - before, y)
    }
}

fn scaled() -> Transform {
    Transform::from_scale(SCALE, SCALE)
}

fn paint(Color(red, green, blue): Color, opacity: f64) -> Paint<'static> {
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color_rgba8(red, green, blue, (opacity * 255.0).round() as u8);
    paint
}

fn polygon(points: &[Point]) -> Option<Path> {
    let mut builder = PathBuilder::new();
    trace(points, &mut builder);
    builder.close();
    builder.finish()
}

fn disks(centers: &[Point], radius: f64) -> Option<Path> {
    let mut builder = PathBuilder::new();
    centers.iter().for_each(|center| builder.push_circle(center.x as f32, center.y as f32, radius as f32));
    builder.finish()
}

fn trace(points: &[Point], builder: &mut PathBuilder) {
    for (idx, point) in points.iter().enumerate() {
        let (x, y) = (point.x as f32, point.y as f32);
        if idx == 0 { builder.move_to(x, y) } else { builder.line_to(x, y) }
    }
}
