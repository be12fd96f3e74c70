//! Military items, what becomes of them, and exercises.
//!
//! In: everything the stages before found in a document. Out: [`annotation::Item`]s with class, parties and the stage of
//! their deal, and [`annotation::Exercise`]s, both in the order of the text.
//!
//! Source: the project's codebook, section 7.
#![forbid(unsafe_code)]

use annotation::{Annotated, Event, Exercise, Item};
use gazetteer::Gazetteer;

/// Takes stock of military items.
#[derive(Default)]
pub struct Quartermaster;

impl Quartermaster {
    /// One without any items.
    pub fn new() -> Quartermaster {
        Quartermaster
    }

    /// The items of a document, in the order of the text.
    pub fn items(&self, _annotated: Annotated, _events: &[Event], _gazetteer: &Gazetteer) -> Vec<Item> {
        Vec::new()
    }

    /// The exercises of a document, in the order of the text.
    pub fn exercises(&self, _annotated: Annotated, _events: &[Event]) -> Vec<Exercise> {
        Vec::new()
    }
}
