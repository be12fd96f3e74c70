//! The reader's network: words in, what they are and how they hang together out.
//!
//! In come the words of a document, with a note on how well a window may be cut before each. Out
//! come logits for sentence starts, tags, features and names of every word, and, one sentence at a
//! time, scores of heads and relations. Words are split into word pieces, packed into windows that
//! are read independently, and sent through a small BERT whose products are in 8-bit integers.
//!
//! The arithmetic is the same bit by bit on every kind of processor, whatever else is read
//! beside a document and however many threads read. This crate decides nothing: which arcs make a tree or
//! where a sentence ends is the stages' concern.
//!
//! The weight file is described in `docs/reader-format.md`. Network: Devlin et al. 2019 (encoder),
//! Wang et al. 2020 (MiniLM), Dozat and Manning 2017 (parser).

mod attention;
mod encoder;
mod error;
mod heads;
mod kernel;
pub mod layer;
mod linear;
mod model;
pub mod ranking;
mod reader;
mod shape;
mod weights;
mod window;
mod wordpiece;

pub use error::Error;
pub use heads::Arcs;
pub use kernel::Path;
pub use model::{Labels, Model};
pub use reader::{Reader, Reading};
pub use window::Break;
