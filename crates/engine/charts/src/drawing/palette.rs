//! The colors of a picture. Blue and vermilion are told apart by readers of every color vision (Okabe and Ito 2008),
//! here darkened for white paper.

use super::scene::Color;
use crate::chart::Direction;

pub(crate) const PAPER: Color = Color(255, 255, 255);
pub(crate) const INK: Color = Color(31, 36, 43);
pub(crate) const MUTED: Color = Color(92, 100, 112);
pub(crate) const GRID: Color = Color(229, 232, 236);
pub(crate) const AXIS: Color = Color(110, 117, 128);
pub(crate) const COOPERATION: Color = Color(33, 113, 158);
pub(crate) const CONFLICT: Color = Color(197, 83, 42);
pub(crate) const EXPECTED: Color = Color(120, 128, 140);
pub(crate) const HATCH: Color = Color(190, 196, 204);
pub(crate) const HATCH_PAPER: Color = Color(246, 247, 248);
pub(crate) const SCORE: Color = Color(64, 70, 82);

/// The color of a shift: warmer as cooperation, cooler as conflict.
pub(crate) fn direction(direction: Direction) -> Color {
    match direction {
        Direction::Warmer => COOPERATION,
        Direction::Cooler => CONFLICT,
    }
}
