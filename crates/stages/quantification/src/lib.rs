//! Casualties, crowds and amounts.
//!
//! In: everything the stages before found in a document. Out: [`annotation::Number`]s, in the order of the text.
//! It does not add up numbers, nor choose among reports that differ.
//!
//! Source: the project's codebook, sections 2 and 7.
#![forbid(unsafe_code)]

use annotation::{Annotated, Event, Number};

/// Counts what a report counts.
#[derive(Default)]
pub struct Counter;

impl Counter {
    /// A counter.
    pub fn new() -> Counter {
        Counter
    }

    /// The numbers of a document, in the order of the text.
    pub fn count(&self, _annotated: Annotated, _events: &[Event]) -> Vec<Number> {
        Vec::new()
    }
}
