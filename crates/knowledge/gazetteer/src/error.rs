//! What a compiled set can have wrong.

/// The bytes are no compiled set of this program's, or damaged.
#[derive(Debug, PartialEq, Eq)]
pub struct Error {
    expected: &'static str,
}

impl Error {
    pub(crate) fn damaged(expected: &'static str) -> Error {
        Error { expected }
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "compiled knowledge is damaged or of another version: expected {}; compile it again", self.expected)
    }
}

impl std::error::Error for Error {}
