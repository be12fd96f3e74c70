//! Dependency trees: tags, heads, relations, features and lemmas of every word.
//!
//! In: a document's tokens and sentences, and what the network makes of them. Out: one
//! [`annotation::Tree`] a sentence ([`Parser`]): the likeliest tags, the maximum spanning tree of
//! the head scores with one root, and lemmas by a table and suffix rules ([`Lemmatizer`]). This
//! crate does not tokenize and knows nothing of names.
//!
//! Source: Dozat and Manning 2017 (scores); Chu and Liu 1965, Edmonds 1967 (trees); Stanojević and
//! Cohen 2021 (one root); Universal Dependencies 2, treebanks EWT and GUM (tags, relations, lemmas).
#![forbid(unsafe_code)]

mod labels;
mod lemma;
mod parser;
mod repairs;
mod spanning;

pub use labels::Error;
pub use lemma::Lemmatizer;
pub use parser::Parser;
