//! Bytes as they come, one [`Document`] a report.
//!
//! In: plain text, a web page or JSON lines, in UTF-8, UTF-16 or an older encoding. Out: documents
//! whose text is what the source says, without a byte order mark and otherwise unchanged; of a web
//! page, the article's paragraphs with a blank line between them. [`read`] tells the formats apart
//! by their first bytes, decodes, and reads JSON lines one at a time, so that a file of any length
//! needs the memory of its longest line. It opens no file and no socket: the caller hands it a
//! reader. [`language`] guesses what language a text is in.
//!
//! Encodings are told as browsers do (`encoding_rs` and `chardetng`), articles are found as
//! Firefox's reader view does (`dom_smoothie`, a port of Mozilla's Readability).
#![forbid(unsafe_code)]

mod date;
mod decode;
mod error;
mod html;
mod json_lines;
mod language;
mod read;
mod sniff;

pub use date::parse_date;
pub use error::Error;
pub use language::language;
pub use read::{Documents, read};

use text::Document;

/// How reports are written down.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// One report as plain text.
    Text,
    /// One report as a web page.
    Html,
    /// One report a line: `{"id", "title", "url", "publisher", "published", "text"}`, of which only
    /// `text` is needed.
    JsonLines,
}

/// Longest line of JSON lines and longest file of one report, in bytes, before decoding.
pub const MAX_INPUT: usize = 64 << 20;

/// The document of a text read within [`MAX_INPUT`].
fn document(text: String) -> Document {
    Document::new(text).expect("decoding at most triples 64 MiB, and 4 GiB fit")
}
