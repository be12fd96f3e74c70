//! The shapes of a scene. Lengths are in units of the scene, from its upper left corner to the right and down.

/// A picture: what it shows in words, and its shapes from the back to the front.
pub(crate) struct Scene {
    pub width: u32,
    pub height: u32,
    /// Its name.
    pub title: String,
    /// What it shows, for those who do not see it.
    pub description: String,
    pub shapes: Vec<Shape>,
}

/// One shape.
pub(crate) enum Shape {
    /// A filled rectangle.
    Rectangle { area: Rectangle, color: Color, opacity: f64 },
    /// A filled polygon.
    Polygon { points: Vec<Point>, color: Color, opacity: f64 },
    /// Lines through points, each its own.
    Lines { lines: Vec<Vec<Point>>, color: Color, opacity: f64, thickness: f64 },
    /// Filled disks of one size.
    Disks { centers: Vec<Point>, radius: f64, color: Color },
    /// A line of letters.
    Text(Text),
    /// Shapes that belong together, and what is said of them where a reader points.
    Group { said: String, shapes: Vec<Shape> },
}

/// A line of letters.
pub(crate) struct Text {
    pub words: String,
    /// Where the line's start, middle or end stands on its base line.
    pub at: Point,
    pub anchor: Anchor,
    /// Size of the font.
    pub size: f64,
    pub weight: Weight,
    pub color: Color,
    /// Whether it reads upward instead of to the right.
    pub is_upward: bool,
}

/// Which part of a line of letters a point is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// How heavy letters are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Weight {
    Regular,
    SemiBold,
}

/// Red, green and blue.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Color(pub u8, pub u8, pub u8);

/// A place.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Point {
    pub x: f64,
    pub y: f64,
}

/// An upright rectangle; neither width nor height is negative.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Rectangle {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

impl Rectangle {
    /// The right end.
    pub fn right(self) -> f64 {
        self.x + self.width
    }

    /// The lower end.
    pub fn bottom(self) -> f64 {
        self.y + self.height
    }

    /// Lines that hatch it, rising to the right; hatchings beside each other go on.
    pub fn hatching(self, distance: f64) -> Vec<Vec<Point>> {
        let (first, last) = ((self.x + self.y) / distance, (self.right() + self.bottom()) / distance);
        let sums = (first.ceil() as i64..=last.floor() as i64).map(|idx| idx as f64 * distance);
        let lines = sums.map(|sum| {
            let [left, right] = [self.x.max(sum - self.bottom()), self.right().min(sum - self.y)];
            vec![Point { x: left, y: sum - left }, Point { x: right, y: sum - right }]
        });
        lines.collect()
    }
}

impl Text {
    /// A line of regular letters to the right.
    pub fn plain(words: impl Into<String>, at: Point, anchor: Anchor, size: f64, color: Color) -> Text {
        Text { words: words.into(), at, anchor, size, weight: Weight::Regular, color, is_upward: false }
    }
}

impl Shape {
    /// A straight line.
    pub fn line(from: Point, to: Point, color: Color, thickness: f64) -> Shape {
        Shape::Lines { lines: vec![vec![from, to]], color, opacity: 1.0, thickness }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hatching_stays_inside_and_rises() {
        let area = Rectangle { x: 10.0, y: 20.0, width: 30.0, height: 15.0 };
        let lines = area.hatching(6.0);
        assert!(lines.len() > 5);
        for line in lines {
            let (from, to) = (line[0], line[1]);
            assert!(from.x <= to.x && from.y >= to.y);
            assert!(
                [from, to].iter().all(|at| (10.0..=40.0).contains(&at.x) && (20.0..=35.0).contains(&at.y)),
                "{line:?}"
            );
        }
    }
}
