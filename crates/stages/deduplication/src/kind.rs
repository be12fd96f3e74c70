//! What is grouped: reports, and tellings of events.

use crate::blocks::Block;
use crate::graph;
use crate::likeness::{Judge, Likeness};
use crate::sketch::{Sketch, Told};
use std::rc::Rc;

/// How sketches of one kind are told apart, filed and compared.
pub trait Kind {
    /// What stands for one.
    type Sketch: Clone;

    /// Least average likeness of two groups that are joined.
    const JOINED: Likeness;

    /// Nodes of a block that are compared with others.
    const ACTIVE: usize = graph::ACTIVE;

    /// Most nodes of a component.
    const MAX_COMPONENT: usize = graph::MAX_COMPONENT;

    /// What members of one node share.
    fn identity(sketch: &Self::Sketch) -> u64;

    /// Which of a node's members stands for it: the one with the least content.
    fn content(sketch: &Self::Sketch) -> u64;

    /// All that it is compared by, as bytes: of members of equal content the one with the least bytes stands for the node.
    fn packed(sketch: &Self::Sketch) -> Vec<u8>;

    /// Where it is filed.
    fn blocks(sketch: &Self::Sketch) -> Vec<Block>;

    /// How alike two are; none if they are apart.
    fn likeness(judge: &Judge, one: &Self::Sketch, other: &Self::Sketch) -> Option<Likeness>;
}

/// Reports, which make stories.
#[derive(Debug)]
pub enum Reports {}

/// Tellings of events, which make happenings.
#[derive(Debug)]
pub enum Events {}

impl Kind for Reports {
    type Sketch = Rc<Sketch>;
    const JOINED: Likeness = graph::ONE_STORY;

    fn identity(sketch: &Rc<Sketch>) -> u64 {
        sketch.identity()
    }

    fn content(sketch: &Rc<Sketch>) -> u64 {
        sketch.content()
    }

    fn packed(sketch: &Rc<Sketch>) -> Vec<u8> {
        sketch.packed()
    }

    fn blocks(sketch: &Rc<Sketch>) -> Vec<Block> {
        sketch.blocks()
    }

    fn likeness(judge: &Judge, one: &Rc<Sketch>, other: &Rc<Sketch>) -> Option<Likeness> {
        judge.reports(one, other)
    }
}

impl Kind for Events {
    type Sketch = Told;
    const JOINED: Likeness = graph::ONE_HAPPENING;

    fn identity(told: &Told) -> u64 {
        told.identity()
    }

    fn content(told: &Told) -> u64 {
        told.content()
    }

    fn packed(told: &Told) -> Vec<u8> {
        told.packed()
    }

    fn blocks(told: &Told) -> Vec<Block> {
        told.blocks()
    }

    fn likeness(judge: &Judge, one: &Told, other: &Told) -> Option<Likeness> {
        judge.events(one, other)
    }
}
