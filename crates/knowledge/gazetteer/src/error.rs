//! What a table can have wrong.

/// A table does not have the form it should have.
#[derive(Debug, PartialEq, Eq)]
pub struct Error {
    file: Box<str>,
    line: usize,
    expected: &'static str,
    found: Box<str>,
}

impl Error {
    pub(crate) fn new(file: &str, line: usize, expected: &'static str, found: &str) -> Error {
        Error { file: file.into(), line, expected, found: found.into() }
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}, line {}: expected {}, found `{}`", self.file, self.line, self.expected, self.found)
    }
}

impl std::error::Error for Error {}
