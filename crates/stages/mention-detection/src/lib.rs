//! From words and trees to names and noun phrases.
//!
//! In: tokens, sentences and trees of a document, and the reader's scores. Out: [`annotation::Mentions`].
//! Names are the best BIO sequence of the reader's scores, filled up with gazetteer names that it left out;
//! mentions are noun phrases of the trees, cut as the codebook cuts actors: without relative clauses, without
//! appositions, without coordinated partners. It does not say what a mention means.
//!
//! Source: the project's codebook, section 1; label scheme of Ramshaw and Marcus 1995 (BIO).
#![forbid(unsafe_code)]

mod detector;
mod labels;
mod names;
mod phrases;

pub use detector::{Detector, Error};
pub use phrases::noun_phrases;
