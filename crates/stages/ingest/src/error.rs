use crate::compression::Problem;
use crate::{MAX_INPUT, Place};
use std::fmt;

/// Why a report, or a whole input, could not be read.
///
/// The message names the place, where the input holds several reports, and what to do about it; the
/// caller puts the file's name before it.
#[derive(Debug)]
pub struct Error {
    place: Place,
    kind: Kind,
}

#[derive(Debug)]
pub(crate) enum Kind {
    Read(std::io::Error),
    Compression(Problem),
    Empty,
    Binary(&'static str),
    Encoding(&'static str),
    InputTooLong,
    PieceTooLong(&'static str),
    NotOneObjectALine,
    Json(serde_json::Error),
    NoObject(&'static str),
    Field { name: String, expected: &'static str, found: String },
    NoColumn { wanted: String, columns: String },
    FieldCount { found: usize, expected: usize, columns: String },
    UnclosedQuote,
    TooNested,
    NoArticle,
    PageTooLong { n_lines: usize },
    NotAPage(&'static str),
    Record(&'static str),
    RecordLength { declared: u64 },
    RecordCut { declared: u64, found: u64 },
    Body(&'static str),
    Feed(String),
    EntityBomb,
    EmptyFeed,
    Teaser { url: Option<String> },
    Parquet(String),
    ParquetTooLong,
    ParquetBomb,
}

impl Error {
    pub(crate) fn new(kind: Kind) -> Error {
        Error { place: Place::Whole, kind }
    }

    /// A failure to read, which may be one to decompress.
    pub(crate) fn of_reading(error: std::io::Error) -> Error {
        Error::new(match Problem::of(&error) {
            Some(problem) => Kind::Compression(problem),
            None => Kind::Read(error),
        })
    }

    pub(crate) fn at(self, place: Place) -> Error {
        Error { place, ..self }
    }

    /// Where in the input it happened.
    pub fn place(&self) -> Place {
        self.place
    }

    /// The line of the input, from 1, where the input is JSON lines.
    pub fn line(&self) -> Option<usize> {
        match self.place {
            Place::Line(line) => Some(line),
            _ => None,
        }
    }

    pub(crate) fn is_too_long(&self) -> bool {
        matches!(self.kind, Kind::InputTooLong)
    }

    /// Whether a feed shows only the beginning of a report, whose page is to be fetched.
    pub fn is_teaser(&self) -> bool {
        matches!(self.kind, Kind::Teaser { .. })
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.place != Place::Whole {
            write!(f, "{}: ", self.place)?;
        }
        let most = MAX_INPUT >> 20;
        match &self.kind {
            Kind::Read(_) => write!(f, "cannot be read"),
            Kind::Compression(problem) => write!(f, "{problem}"),
            Kind::Empty => write!(f, "empty, expected a report"),
            Kind::Binary(what) => {
                write!(f, "{what}, expected text, HTML or JSON lines: convert it to text first")
            }
            Kind::Encoding(tried) => {
                write!(f, "neither UTF-8 nor {tried}, the likeliest other encoding: convert it to UTF-8 first")
            }
            Kind::InputTooLong => {
                write!(f, "longer than {most} MiB, expected one report, or JSON lines with one report a line")
            }
            Kind::PieceTooLong(what) => write!(f, "{what} is longer than {most} MiB, expected one report: left out"),
            Kind::NotOneObjectALine => write!(
                f,
                "a JSON value over several lines, expected one object a line: `jq -c` writes them so (`jq -c '.[]'` for a list)"
            ),
            Kind::Json(error) => {
                write!(f, "not valid JSON at column {}, expected one whole object: {}", error.column(), reason(error))
            }
            Kind::NoObject(found) => write!(f, "expected an object with a `text`, found {found}"),
            Kind::Field { name, expected, found } => write!(f, "`{name}`: expected {expected}, found {found}"),
            Kind::NoColumn { wanted, columns } => {
                write!(f, "expected {wanted}, found only {columns}: name one of them")
            }
            Kind::FieldCount { found, expected, columns } => write!(
                f,
                "expected {expected} fields ({columns}), found {found}: a field with a delimiter or a line end needs quotes around it"
            ),
            Kind::UnclosedQuote => {
                write!(
                    f,
                    "a quoted field does not end, expected a closing `\"`: double the quotes inside quoted fields"
                )
            }
            Kind::TooNested => write!(f, "HTML elements nested too deeply, expected a web page: save its text instead"),
            Kind::NoArticle => write!(f, "no article found in the HTML: save its text instead"),
            Kind::PageTooLong { n_lines } => {
                write!(f, "more than {n_lines} paragraphs in the HTML, expected one article: save its text instead")
            }
            Kind::NotAPage(found) => write!(f, "expected a web page, found {found}"),
            Kind::Record(reason) => write!(f, "{reason}, expected a WARC record: left out up to the next record"),
            Kind::RecordLength { declared } => write!(
                f,
                "its Content-Length of {declared} does not lead to the next WARC record: left out up to the next record"
            ),
            Kind::RecordCut { declared, found } => write!(
                f,
                "the WARC record ends after {found} of {declared} bytes: the file is cut short or the length wrong, fetch or copy it again"
            ),
            Kind::Body(reason) => write!(f, "{reason}: fetch the page again"),
            Kind::Feed(reason) => write!(f, "not a readable RSS, Atom or JSON feed: {reason}"),
            Kind::EntityBomb => write!(f, "declares entities made of other entities, expected a feed: refused"),
            Kind::EmptyFeed => write!(f, "a feed without items, expected reports"),
            Kind::Teaser { url: Some(url) } => write!(f, "only a teaser; its page is at {url}"),
            Kind::Teaser { url: None } => write!(f, "only a teaser, and the feed names no page"),
            Kind::Parquet(reason) => write!(f, "not a whole Parquet file: {reason}; write or copy it again"),
            Kind::ParquetTooLong => write!(
                f,
                "a Parquet file of more than {most} MiB that is piped or compressed: name the file itself, uncompressed"
            ),
            Kind::ParquetBomb => {
                write!(
                    f,
                    "gives out over a thousand times the file's own length, expected reports: the rest is left out"
                )
            }
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.kind {
            Kind::Read(error) => Some(error),
            Kind::Json(error) => Some(error),
            _ => None,
        }
    }
}

/// What `serde_json` says is wrong, without its place: the line is always its first.
fn reason(error: &serde_json::Error) -> String {
    let message = error.to_string();
    message.split(" at line ").next().unwrap_or_default().to_string()
}
