//! Words, and the sentences they make.
//!
//! In: a [`text::Document`]. Out: its [`annotation::Token`]s ([`Tokenizer`]), where a window of
//! text may be cut before the model has read it ([`breaks`]), and its [`annotation::Sentence`]s
//! ([`Segmenter`]). Tokens are the syntactic words of Universal Dependencies as the treebanks EWT
//! and GUM part them, by rules and small tables; sentences start where the model says, or the
//! layout does. This crate does not tag, and reads no markup.
//!
//! Source: Universal Dependencies 2, "Tokenization and Word Segmentation"; the conventions for
//! hyphens are those of the English Web Treebank (LDC 2012, addendum to the Penn Treebank's).
#![forbid(unsafe_code)]

mod breaks;
mod chars;
mod contractions;
mod dateline;
mod numbers;
mod paragraphs;
mod segmenter;
mod symbols;
mod tables;
mod tokenizer;
mod web;
mod words;

pub use breaks::breaks;
pub use segmenter::{Segmenter, SegmenterConfig};
pub use tokenizer::Tokenizer;
