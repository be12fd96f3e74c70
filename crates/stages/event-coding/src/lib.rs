//! From trees and actors to coded events.
//!
//! In: a document with tokens, sentences, trees, mentions and what they mean. Out: [`annotation::Event`]s.
//! A lexicon of triggers names types and says where the parties stand; a frame around each trigger undoes
//! passives, participles, control and light verbs; the codebook's rulings settle the rest, one file each
//! under `rules/`. It does not find mentions, and does not know what they mean.
//!
//! Source: the project's codebook after PLOVER 2.0; the examples in `lexicon/` are our own writing.
#![forbid(unsafe_code)]

mod attribution;
mod coder;
mod contexts;
mod dates;
mod decision;
mod frame;
mod learned;
mod lexicon;
mod matching;
mod pairs;
pub mod participants;
mod parties;
mod places;
mod plausible;
mod reasons;
mod rules;
mod status;

pub use coder::Coder;
pub use learned::{Candidate, Learned, N_FEATURES};
pub use lexicon::{LexiconError, tables};
pub use pairs::Pair;
