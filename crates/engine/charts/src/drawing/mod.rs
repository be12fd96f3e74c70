//! A chart as a scene of simple shapes, which `svg` writes and `png` paints.

pub(crate) mod font;
mod labels;
mod layout;
mod legend;
mod palette;
mod panel;
mod scene;
mod slots;

pub(crate) use layout::scene;
pub(crate) use scene::{Anchor, Color, Point, Rectangle, Scene, Shape, Text, Weight};
