use std::error::Error as StdError;
use std::fmt;

/// Why a pipeline could not be loaded: a broken weight file or table.
#[derive(Debug)]
pub struct Error {
    what: &'static str,
    source: Box<dyn StdError + Send + Sync>,
}

impl Error {
    pub(crate) fn new(what: &'static str, source: impl StdError + Send + Sync + 'static) -> Error {
        Error { what, source: Box::new(source) }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot load {}", self.what)
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.source)
    }
}
