//! Documents and the spans that point into them.
//!
//! In: nothing. Out: [`Document`], the text of one report with what its source says of it, and
//! [`Span`], a range of bytes of that text. Every later annotation points back at the text by a
//! `Span`; [`CodePoints`] converts to the Unicode code points that the published record counts.
//! [`marked`] finds what stands between quotation marks. [`folded`] and [`acronym_letters`] give what two spellings of a name have in common, [`cardinal`] the number that a word means. This crate
//! does not read files, decode bytes or find sentences.
#![forbid(unsafe_code)]

mod document;
mod marks;
mod numerals;
mod span;
mod spelling;

pub use document::{Document, TextTooLong};
pub use marks::{Marked, marked};
pub use numerals::cardinal;
pub use span::{CodePoints, Span};
pub use spelling::{APOSTROPHES, acronym_letters, folded};
