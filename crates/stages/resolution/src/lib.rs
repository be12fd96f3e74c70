//! What the mentions of a document mean: who, where and when.
//!
//! In: tokens, sentences, trees and mentions of a document, and then the chains of mentions that mean the same. Out:
//! first [`annotation::Descriptions`], what each phrase says by itself; then [`annotation::Resolution`]: entities with
//! their offices, an actor's country and sector for every mention, places, times, the dateline. Names are looked up in
//! the gazetteer by the report's date; descriptions are read word by word (a role, and whose); who acts without a country
//! gets one from its sentence or the report, by what rules and a network say ([`origins`]). It does not say which mentions mean the same, nor who did what.
//!
//! Source: the project's codebook, section 1 and rulings 8, 19 and 31.
#![forbid(unsafe_code)]

mod resolver;
pub mod when;
mod whence;
mod who;

pub use resolver::{Report, Resolver};
pub use who::origins;
