//! Who is quoted, in which words, and what is denied.
//!
//! In: everything the stages before found in a document. Out: [`annotation::Quote`]s with their speakers, in the order of
//! the text, and [`annotation::Denial`]s. Quotation marks of every style are paired over sentences and paragraphs;
//! speakers come from the clause that holds or introduces the quotation, or from the sentence before. It does not
//! decide who an event is attributed to.
//!
//! Source: the project's codebook, section 7.
#![forbid(unsafe_code)]

mod cue;
mod denial;
mod indirect;
mod quotation;
mod sayer;
mod scene;
mod terms;
mod words;

use annotation::{Annotated, Denial, Event, Quote};
use scene::Report;

/// Finds quotations, reported speech and denials.
#[derive(Default)]
pub struct Listener;

impl Listener {
    /// A listener.
    pub fn new() -> Listener {
        Listener
    }

    /// Quotations and reported speech, in the order of the text.
    pub fn quotes(&self, annotated: Annotated) -> Vec<Quote> {
        let report = Report::new(annotated);
        let mut quotes = quotation::quotations(&report);
        quotes.extend(indirect::statements(&report));
        quotes.sort_by_key(|quote| (quote.span.start(), std::cmp::Reverse(quote.span.end()), quote.style));
        quotes
    }

    /// Which events deny which.
    pub fn denials(&self, annotated: Annotated, events: &[Event]) -> Vec<Denial> {
        denial::denials(&Report::new(annotated), events)
    }
}
