//! What the mentions of a document mean: who, where and when.
//!
//! In: tokens, sentences, trees and mentions of a document. Out: [`annotation::Resolution`]: entities with their
//! offices, an actor's country and sector for every mention, places, times, the dateline. Names are looked up in
//! the gazetteer by the report's date; descriptions are read word by word (a role, and whose); mentions of one
//! thing are joined by name, apposition, copula and description, pronouns by agreement and nearness. It does not
//! say who did what.
//!
//! Source: the project's codebook, section 1 and rulings 8, 19 and 31.
#![forbid(unsafe_code)]

mod resolver;
pub mod when;
mod whence;
mod who;

pub use resolver::Resolver;
pub use who::{Candidate, Judge, Learned, N_FEATURES, Question, Rules};
