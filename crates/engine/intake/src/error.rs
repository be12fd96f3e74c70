use std::fmt;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// Why an ingest had to end.
#[derive(Debug)]
pub struct Error {
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    Store(store::Error),
    /// A file of failures cannot be written.
    File {
        path: PathBuf,
        error: io::Error,
    },
}

impl Error {
    pub(crate) fn of_file(path: &Path, error: io::Error) -> Error {
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
            Kind::File { path, error } => write!(f, "{}: cannot be written{}", path.display(), remedy(error)),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.kind {
            // What it says is said already.
            Kind::Store(error) => error.source(),
            Kind::File { error, .. } => Some(error),
        }
    }
}

/// What helps where a file cannot be written.
fn remedy(error: &io::Error) -> &'static str {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            ": make room and run the same command again; what was committed is kept"
        }
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem | ErrorKind::NotFound => {
            ": `--failures` names another file"
        }
        _ => "",
    }
}
