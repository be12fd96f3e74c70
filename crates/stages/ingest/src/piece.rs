use crate::error::{Error, Kind};
use crate::feed::FeedItem;
use crate::{Columns, Format, csv, decode, document, feed, html, json_lines, page, sniff, warc};
use jiff::civil::Date;
use std::fmt;
use std::sync::Arc;
use text::Document;

/// Where in an input a piece stands; numbers count from 1.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// All of it.
    Whole,
    /// A line of JSON lines.
    Line(usize),
    /// A row of a table, not counting its header.
    Row(usize),
    /// A record of a WARC file, counting those that hold no report.
    Record(usize),
    /// An item of a feed.
    Item(usize),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Whole => write!(f, "the whole"),
            Place::Line(line) => write!(f, "line {line}"),
            Place::Row(row) => write!(f, "row {row}"),
            Place::Record(record) => write!(f, "record {record}"),
            Place::Item(item) => write!(f, "item {item}"),
        }
    }
}

/// One report as its input holds it, not yet decoded or extracted.
///
/// Cheap to make, so that one thread can read and many can call [`Piece::document`].
#[derive(Debug)]
pub struct Piece {
    place: Place,
    format: Format,
    bytes: Vec<u8>,
    body: Body,
    told: Told,
}

/// A document, and what its source says that is no part of it.
#[derive(Clone, Debug)]
pub struct Report {
    /// The report.
    pub document: Document,
    /// The language it is in, as the source writes it.
    pub language: Option<String>,
}

/// What the container of a report tells of it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Told {
    /// Where it was fetched.
    pub url: Option<String>,
    /// The day it was fetched.
    pub captured: Option<Date>,
    /// The media type the server claimed.
    pub content_type: Option<String>,
    /// The language it is in.
    pub language: Option<String>,
}

/// How the bytes of a piece are read.
#[derive(Debug)]
pub(crate) enum Body {
    /// A whole input, of the format that the caller says if it says one.
    Whole(Option<Format>),
    JsonLine(Arc<Columns>),
    Row(Arc<csv::Shape>),
    Web(warc::Payload),
    /// A server's answer without a head that can be read.
    Headless,
    Item(Box<FeedItem>),
}

impl Piece {
    pub(crate) fn new(place: Place, format: Format, bytes: Vec<u8>, body: Body) -> Piece {
        Piece { place, format, bytes, body, told: Told::default() }
    }

    pub(crate) fn with_told(self, told: Told) -> Piece {
        Piece { told, ..self }
    }

    /// Where it stands in its input.
    pub fn place(&self) -> Place {
        self.place
    }

    /// The format of [`Piece::bytes`].
    pub fn format(&self) -> Format {
        self.format
    }

    /// An input that holds this piece alone, for a file of what failed.
    ///
    /// The bytes as they came, in UTF-8 where they were UTF-16; of CSV the header and the row, of Parquet the row as a JSON line, of a
    /// feed the item as a JSON feed of its own.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Where the report was fetched, if its container tells.
    pub fn url(&self) -> Option<&str> {
        self.told.url.as_deref()
    }

    /// The day the report was fetched, if its container tells.
    pub fn captured(&self) -> Option<Date> {
        self.told.captured
    }

    /// The media type that the server claimed, if the container tells.
    pub fn content_type(&self) -> Option<&str> {
        self.told.content_type.as_deref()
    }

    /// The document in it: decodes, and finds the article of a page.
    ///
    /// # Errors
    /// If there is no report in it; the message names the place.
    pub fn document(&self) -> Result<Document, Error> {
        self.report().map(|report| report.document)
    }

    /// The document in it, and what its source says of the language.
    ///
    /// # Errors
    /// If there is no report in it; the message names the place.
    pub fn report(&self) -> Result<Report, Error> {
        let read = match &self.body {
            Body::Whole(format) => whole(&self.bytes, *format).map(|document| Report { document, language: None }),
            Body::JsonLine(columns) => json_lines::parse(&self.bytes, columns),
            Body::Row(shape) => shape.report(&self.bytes),
            Body::Web(payload) => payload.document(&self.bytes, &self.told).map(|document| self.told_of(document)),
            Body::Headless => Err(Error::new(Kind::Body("its HTTP header cannot be read"))),
            Body::Item(item) => feed::report(item),
        };
        read.map_err(|error| error.at(self.place))
    }

    /// `document` with what the container tells and the page does not.
    fn told_of(&self, mut document: Document) -> Report {
        let told = &self.told;
        document.published = document.published.or(told.captured);
        Report { document, language: told.language.clone() }
    }
}

/// The document that all of an input is.
fn whole(bytes: &[u8], format: Option<Format>) -> Result<Document, Error> {
    let label = html::charset(bytes);
    let text = decode::decode(bytes, label.as_deref().as_slice())?;
    if text.trim().is_empty() {
        return Err(Error::new(Kind::Empty));
    }
    let is_page = match format {
        Some(format) => format == Format::Html,
        None => sniff::format(text.as_bytes(), &Columns::default()) == Format::Html,
    };
    if is_page { page::article(text, None) } else { Ok(document(text)) }
}
