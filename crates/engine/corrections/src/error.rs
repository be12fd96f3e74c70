use std::fmt;

/// Why a correction is refused: where, what was expected, what was found.
#[derive(Debug)]
pub struct Error {
    message: String,
}

impl Error {
    pub(crate) fn new(message: impl Into<String>) -> Error {
        Error { message: message.into() }
    }

    /// `` `set.mode`: expected …, found … ``.
    pub(crate) fn expected(place: &str, expected: impl fmt::Display, found: impl fmt::Display) -> Error {
        Error::new(format!("`{place}`: expected {expected}, found {found}"))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
