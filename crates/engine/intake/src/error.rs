use std::fmt;
use std::path::{Path, PathBuf};

/// Why an ingest could not begin or had to end.
#[derive(Debug)]
pub struct Error {
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    Store(store::Error),
    File { path: PathBuf, error: std::io::Error },
    Pattern { pattern: String, reason: String },
    Nothing(String),
}

impl Error {
    pub(crate) fn of_file(path: &Path, error: std::io::Error) -> Error {
        Error { kind: Kind::File { path: path.to_path_buf(), error } }
    }

    pub(crate) fn of_pattern(pattern: &str, reason: impl fmt::Display) -> Error {
        Error { kind: Kind::Pattern { pattern: pattern.into(), reason: reason.to_string() } }
    }

    pub(crate) fn nothing(name: &str) -> Error {
        Error { kind: Kind::Nothing(name.into()) }
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
            Kind::Pattern { pattern, reason } => {
                write!(f, "{pattern}: not a pattern of paths ({reason}): `*`, `?`, `**` and `[…]` have a meaning")
            }
            Kind::Nothing(name) => write!(f, "{name}: no such file or folder"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.kind {
            Kind::Store(error) => Some(error),
            Kind::File { error, .. } => Some(error),
            Kind::Pattern { .. } | Kind::Nothing(_) => None,
        }
    }
}
