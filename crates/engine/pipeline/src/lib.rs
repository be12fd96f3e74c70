//! What the stages make of one report together: the one place where their order is written.
//!
//! In: a [`text::Document`]. Out: a [`Coding`], all annotations of it. A [`Pipeline`] holds the model and the
//! tables and is shared; a [`Worker`] is one thread's hand on it. Coding is total and pure: any text gives a
//! coding, perhaps one without events, and the same text always the same one. [`work`] gives many documents to
//! several threads and keeps their order. Files and printing are the callers'.
#![forbid(unsafe_code)]

mod coding;
mod error;
mod models;
mod sections;
pub mod work;
mod worker;

pub use coding::{Coding, Parse};
pub use error::Error;
pub use event_coding::Pair;
pub use models::Models;
pub use worker::{MAX_BYTES, Pipeline, Worker};
