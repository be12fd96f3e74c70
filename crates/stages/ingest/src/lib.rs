//! Bytes as they come, one [`Document`] a report.
//!
//! In: what news is kept and sent in, each told by its first bytes and undone as it comes from gzip or
//! zstd: plain text, web pages, JSON lines, CSV, Parquet, web archives (WARC and WET), feeds (RSS, Atom,
//! JSON Feed); text in UTF-8, UTF-16 or an older encoding. Out: documents whose text is what the source
//! says, without a byte order mark and otherwise unchanged; of a web page, the article's paragraphs with
//! a blank line between them.
//!
//! Reading is cheap and extracting is not, so that they are two steps: [`pieces`] takes an input apart
//! into [`Piece`]s of raw bytes, and [`Piece::document`] decodes one and finds its article, on any
//! thread. [`read`] does both. [`page`] and [`feed()`] read what was fetched. Whatever cannot be read is an
//! error in its place that names the place and the remedy, and what comes after it is read. An input of
//! any length needs the memory of its longest report, at most [`MAX_INPUT`], and of one page a column of
//! Parquet. [`language`] guesses what language a text is in.
//!
//! It opens no file and no socket: the caller hands it a reader. It follows no links and reads no
//! archives of several files (zip, tar).
//!
//! Encodings are told and pages parsed as browsers do (WHATWG Encoding and HTML, in `encoding_rs`,
//! `chardetng` and `html5ever`). The article is the largest group of text blocks that stand alike below
//! the headline, less what names of elements and words of lines put beside it; what a page says of it in
//! schema.org's JSON and microdata is believed before what it shows. Gzip is RFC 1952, zstd RFC 8878,
//! CSV RFC 4180, WARC ISO 28500:2017, HTTP messages in it RFC 9112, Atom RFC 4287, JSON Feed version 1.1,
//! Parquet format 2.
#![forbid(unsafe_code)]

mod columns;
mod compression;
mod csv;
mod date;
mod decode;
mod error;
mod feed;
mod html;
mod http;
mod json_lines;
mod language;
mod markup;
mod page;
mod parquet;
mod piece;
mod pieces;
mod sniff;
mod source;
mod table;
#[cfg(test)]
mod testing;
mod warc;

pub use columns::Columns;
pub use date::parse_date;
pub use error::Error;
pub use feed::{Content, Feed, FeedItem, feed};
pub use language::language;
pub use page::page;
pub use parquet::{ChunkReader, Rows, pieces_of_parquet};
pub use piece::{Piece, Place, Report};
pub use pieces::{Documents, Options, Pieces, pieces, read};
pub use table::Table;

use std::io::{Read, Seek, SeekFrom};
use text::Document;

/// How reports are written down.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// One report as plain text.
    Text,
    /// One report as a web page.
    Html,
    /// One report a line: `{"id", "title", "url", "publisher", "byline", "published", "language",
    /// "text"}`, of which only `text` is needed; [`Columns`] names the fields otherwise.
    JsonLines,
    /// One report a row, below a row of names; comma, semicolon, tab or bar between the fields.
    Csv,
    /// One report a row.
    Parquet,
    /// One report a record: what a server answered (`response`, `resource`), or text extracted from it
    /// (`conversion`, in WET files).
    Warc,
    /// One report an item of RSS, Atom or JSON Feed.
    Feed,
}

impl Format {
    /// All of them.
    pub const ALL: [Format; 7] =
        [Format::Text, Format::Html, Format::JsonLines, Format::Csv, Format::Parquet, Format::Warc, Format::Feed];

    /// As the command line and files of failures write it.
    pub fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Html => "html",
            Format::JsonLines => "jsonl",
            Format::Csv => "csv",
            Format::Parquet => "parquet",
            Format::Warc => "warc",
            Format::Feed => "feed",
        }
    }

    /// The format of this name.
    pub fn from_name(name: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|format| format.name() == name)
    }

    /// The format that the name of a file suggests, such as `news.csv.gz`; only of those that do not tell themselves by their
    /// first bytes.
    pub fn of_name(file: &str) -> Option<Format> {
        let name = file.to_ascii_lowercase();
        let name = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".zst")).unwrap_or(&name);
        match name.rsplit_once('.')?.1 {
            "csv" | "tsv" => Some(Format::Csv),
            "html" | "htm" | "xhtml" => Some(Format::Html),
            _ => None,
        }
    }
}

/// Longest report and longest file of one report, in bytes, decompressed and before decoding.
pub const MAX_INPUT: usize = 64 << 20;

/// Whether an input that is at its start, and is left there, is a Parquet file: one for [`pieces_of_parquet`], since it must be read at any
/// place.
///
/// # Errors
/// If it cannot be read.
pub fn is_parquet(input: &mut (impl Read + Seek)) -> std::io::Result<bool> {
    let mut start = Vec::new();
    input.by_ref().take(PARQUET_START).read_to_end(&mut start)?;
    input.seek(SeekFrom::Start(0))?;
    Ok(sniff::container(&start) == Some(Format::Parquet))
}

/// Bytes that tell a Parquet file.
const PARQUET_START: u64 = 4;

/// The document of a text read within [`MAX_INPUT`].
fn document(text: String) -> Document {
    Document::new(text).expect("decoding at most triples 64 MiB, and 4 GiB fit")
}
