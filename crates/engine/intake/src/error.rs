use std::fmt;
use std::path::{Path, PathBuf};

/// Why an ingest had to end.
#[derive(Debug)]
pub struct Error {
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    Store(store::Error),
    File { path: PathBuf, error: std::io::Error },
}

impl Error {
    pub(crate) fn of_file(path: &Path, error: std::io::Error) -> Error {
        Error { kind: Kind::File { path: path.to_path_buf(), error } }
    }
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Error {
        Error { kind: Kind::Store(error) }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::Store(error) => write!(f, "{error}"),
            Kind::File { path, error } => write!(f, "{}: {error}", path.display()),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.kind {
            Kind::Store(error) => Some(error),
            Kind::File { error, .. } => Some(error),
        }
    }
}
