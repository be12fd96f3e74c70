use crate::MAX_INPUT;
use std::fmt;

/// Why a report, or a whole input, could not be read.
///
/// The message names the line, where the input has lines, and what to do about it; the caller puts
/// the file's name before it.
#[derive(Debug)]
pub struct Error {
    line: Option<usize>,
    kind: Kind,
}

#[derive(Debug)]
pub(crate) enum Kind {
    Read(std::io::Error),
    Empty,
    Binary(&'static str),
    Encoding(&'static str),
    InputTooLong,
    NotOneObjectALine,
    Json(serde_json::Error),
    NoObject(&'static str),
    Field { name: &'static str, expected: &'static str, found: String },
    TooNested,
    NoArticle,
}

impl Error {
    pub(crate) fn new(kind: Kind) -> Error {
        Error { line: None, kind }
    }

    pub(crate) fn at(self, line: usize) -> Error {
        Error { line: Some(line), ..self }
    }

    /// The line of the input, from 1, where the input is JSON lines.
    pub fn line(&self) -> Option<usize> {
        self.line
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(f, "line {line}: ")?;
        }
        match &self.kind {
            Kind::Read(_) => write!(f, "cannot be read"),
            Kind::Empty => write!(f, "empty, expected a report"),
            Kind::Binary(what) => {
                write!(f, "{what}, expected text, HTML or JSON lines: convert it to text first")
            }
            Kind::Encoding(tried) => {
                write!(f, "neither UTF-8 nor {tried}, the likeliest other encoding: convert it to UTF-8 first")
            }
            Kind::InputTooLong => write!(
                f,
                "longer than {} MiB, expected one report, or JSON lines with one report a line",
                MAX_INPUT >> 20
            ),
            Kind::NotOneObjectALine => write!(
                f,
                "a JSON value over several lines, expected one object a line: `jq -c` writes them so (`jq -c '.[]'` for a list)"
            ),
            Kind::Json(error) => {
                write!(f, "not valid JSON at column {}, expected one whole object: {}", error.column(), reason(error))
            }
            Kind::NoObject(found) => write!(f, "expected an object with a `text`, found {found}"),
            Kind::Field { name, expected, found } => write!(f, "`{name}`: expected {expected}, found {found}"),
            Kind::TooNested => write!(f, "HTML elements nested too deeply, expected a web page: save its text instead"),
            Kind::NoArticle => write!(f, "no article found in the HTML: save its text instead"),
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
