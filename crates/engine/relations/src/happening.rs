//! What happened between the two sides of a pair, one value an event of the world.

use crate::Quantity;
use jiff::civil::Date;
use ontology::{Context, EventType, Mode, Quad};

/// The caller's name for a happening.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Key(pub u64);

/// Who does it to whom.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Direction {
    /// The first side of the pair to the second.
    Forth,
    /// The second side to the first.
    Back,
    /// Both together.
    Mutual,
}

/// One happening between the two sides of a pair, however often it is reported.
///
/// The pair may be of states, sectors, bodies or persons; nothing here asks which.
#[derive(Clone, PartialEq, Debug)]
pub struct Happening {
    /// The caller's name for it, no two alike in a pair.
    pub key: Key,
    /// The day it took place, the first if there are several.
    pub day: Date,
    /// Who does it to whom.
    pub direction: Direction,
    /// What is done.
    pub event_type: EventType,
    /// How it is done.
    pub mode: Option<Mode>,
    /// Cooperation or conflict, in words or deeds.
    pub quad: Quad,
    /// PLOVER's score, in `-10.0..=10.0`; what is not finite counts as unknown.
    pub score: f64,
    /// Goldstein's score of the CAMEO code, in `-10.0..=10.0`.
    pub goldstein: Option<f64>,
    /// What it is about.
    pub contexts: Vec<Context>,
    /// Event mentions that tell of it.
    pub n_mentions: u32,
    /// Publishers that tell of it independently of each other.
    pub n_publishers: u32,
    /// Probability that it was coded rightly, in `0.0..=1.0`.
    pub confidence: f64,
}

impl Happening {
    /// Whether it counts as cooperation or as conflict.
    pub fn quantity(&self) -> Quantity {
        match self.quad {
            Quad::VerbalCooperation | Quad::MaterialCooperation => Quantity::Cooperation,
            Quad::VerbalConflict | Quad::MaterialConflict => Quantity::Conflict,
        }
    }
}
