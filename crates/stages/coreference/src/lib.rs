//! Which mentions of a document mean the same.
//!
//! In: tokens, sentences, trees and mentions of a document, and what each phrase says by itself
//! ([`annotation::Descriptions`]). Out: [`annotation::Chains`]. Mentions are read in the order of the text; names are
//! joined by their words, spellings and acronyms, appositions and predicates to what they stand with; whom pronouns and
//! descriptions mean, groups of several among them, is proposed by rules and decided by a [`Judge`]: a network that ranks
//! the chains told of lately, or the rules alone. It looks nothing up in tables and does not say which entity of the world
//! a chain is, nor which country a phrase is of by default.
//!
//! Source: the mention-ranking model with entity features, after Clark and Manning 2016, and Dobrovolskii 2021 for heads
//! of phrases as what is compared.
#![forbid(unsafe_code)]

mod antecedents;
mod clauses;
mod clusterer;
mod draft;
mod drafts;
mod groups;
mod index;
mod namesakes;
mod nations;
mod owners;
mod pronouns;
mod quotations;
mod speakers;

pub use antecedents::{Candidate, Judge, Learned, N_FEATURES, Question, Rules};
pub use clusterer::Clusterer;
