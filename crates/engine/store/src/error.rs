use rusqlite::ErrorCode;
use std::fmt;
use std::path::{Path, PathBuf};

/// Why a store could not be opened, read or written.
///
/// The message names the file where there is one, and what to do.
#[derive(Debug)]
pub struct Error {
    path: Option<PathBuf>,
    kind: Kind,
    /// Whether a program opened the store by a path of its own, not a person by a flag.
    is_of_a_program: bool,
}

#[derive(Debug)]
pub(crate) enum Kind {
    Missing,
    NotAStore,
    Folder,
    Newer {
        found: u32,
    },
    Older {
        found: u32,
    },
    Sqlite(rusqlite::Error),
    /// The file is there, and what must lie beside it cannot be made.
    Closed(rusqlite::Error),
    Sketch(deduplication::Error),
    Unsketched,
    Unpack(std::io::Error),
    Record(serde_json::Error),
    Statement(&'static str),
    Slow {
        seconds: u64,
    },
    Filter(String),
    Unknown(String),
    Ambiguous(String),
    /// What a correction says cannot be.
    Correction(corrections::Error),
    Refused(String),
    Ledger(serde_json::Error),
}

impl Error {
    pub(crate) fn new(kind: Kind) -> Error {
        Error { path: None, kind, is_of_a_program: false }
    }

    pub(crate) fn at(self, path: &Path) -> Error {
        Error { path: Some(self.path.unwrap_or_else(|| path.to_path_buf())), ..self }
    }

    /// Whether there is no store at that path.
    pub fn is_missing(&self) -> bool {
        matches!(self.kind, Kind::Missing)
    }

    /// Whether nothing in the store has the id that was asked for.
    pub fn is_unknown(&self) -> bool {
        matches!(self.kind, Kind::Unknown(_))
    }

    /// Whether several things have ids that begin so.
    pub fn is_ambiguous(&self) -> bool {
        matches!(self.kind, Kind::Ambiguous(_))
    }

    /// Whether what was asked for cannot be asked so: words without a word, a statement that does not read.
    pub fn is_filter(&self) -> bool {
        matches!(self.kind, Kind::Filter(_) | Kind::Statement(_))
    }

    /// Whether another program writes the store and did not end in time.
    pub fn is_busy(&self) -> bool {
        self.code().is_some_and(|code| matches!(code, ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked))
    }

    /// Whether an [`Interrupter`](crate::Interrupter) stopped it.
    pub fn is_interrupted(&self) -> bool {
        self.code() == Some(ErrorCode::OperationInterrupted)
    }

    /// This, without the name of the file: for those who are not to know it.
    pub fn without_path(self) -> Error {
        Error { path: None, ..self }
    }

    /// This, with remedies for a program that names the store by its path: without flags of the command line.
    pub fn of_a_program(self) -> Error {
        Error { is_of_a_program: true, ..self }
    }

    /// Whether a correction was refused for what it says: nothing was written.
    pub fn is_refused(&self) -> bool {
        matches!(self.kind, Kind::Correction(_) | Kind::Refused(_))
    }

    /// Whether the medium has no room left: the store is as it was before the batch.
    pub fn is_full(&self) -> bool {
        self.code().is_some_and(|code| matches!(code, ErrorCode::DiskFull | ErrorCode::SystemIoFailure))
    }

    /// This, of a file that is there and that cannot be opened to write.
    pub(crate) fn of_writing(self) -> Error {
        let is_unopenable = self.code() == Some(ErrorCode::CannotOpen);
        match self.kind {
            Kind::Sqlite(error) if is_unopenable => Error { kind: Kind::Closed(error), ..self },
            kind => Error { kind, ..self },
        }
    }

    fn either(&self, of_a_person: &'static str, of_a_program: &'static str) -> &'static str {
        if self.is_of_a_program { of_a_program } else { of_a_person }
    }

    fn with_flag(&self) -> &'static str {
        self.either(" with `--store`", "")
    }

    fn code(&self) -> Option<ErrorCode> {
        match &self.kind {
            Kind::Sqlite(error) => error.sqlite_error_code(),
            _ => None,
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Error {
        Error::new(Kind::Sqlite(error))
    }
}

impl From<corrections::Error> for Error {
    fn from(error: corrections::Error) -> Error {
        Error::new(Kind::Correction(error))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(path) = self.path.as_ref().filter(|_| !self.is_refused()) {
            write!(f, "{}: ", path.display())?;
        }
        match &self.kind {
            Kind::Missing => {
                write!(
                    f,
                    "no store there: `entente ingest` makes one, {}",
                    self.either("`--store` names another", MAKES_ONE)
                )
            }
            Kind::Folder => write!(f, "a folder, expected the file of a store: name one{}", self.with_flag()),
            Kind::NotAStore => write!(f, "{NOT_A_STORE}{}", self.with_flag()),
            Kind::Newer { found } => write!(
                f,
                "the store has schema {found}, expected {} or older: a newer version of Entente wrote it, use that one",
                crate::SCHEMA
            ),
            Kind::Older { found } => write!(
                f,
                "the store has schema {found}, expected {}: `entente store migrate` brings it up to date",
                crate::SCHEMA
            ),
            Kind::Sqlite(error) => match error.sqlite_error_code() {
                Some(ErrorCode::ReadOnly) => write!(f, "{READ_ONLY}{}", self.with_flag()),
                Some(ErrorCode::NotADatabase) => write!(f, "{NOT_A_STORE}{}", self.with_flag()),
                _ => write!(f, "{}", remedy(error)),
            },
            Kind::Closed(_) => write!(f, "{READ_ONLY}{}", self.with_flag()),
            Kind::Sketch(_) | Kind::Unsketched => write!(
                f,
                "what the store keeps of a report for comparison is damaged: ingest the sources into a new store"
            ),
            Kind::Unpack(_) | Kind::Record(_) => {
                write!(
                    f,
                    "a record in the store is damaged: `entente store check` names it, `entente store recode` makes it anew"
                )
            }
            Kind::Statement(reason) => write!(f, "{reason}"),
            Kind::Slow { seconds } => write!(
                f,
                "the statement took longer than {seconds} s and was stopped: narrow it, or give it more time with {}",
                self.either("`--seconds`", "`seconds`")
            ),
            Kind::Filter(reason) => write!(f, "{reason}"),
            Kind::Unknown(id) => write!(f, "nothing in the store has the id `{id}`"),
            Kind::Correction(error) => write!(f, "{error}"),
            Kind::Refused(reason) => write!(f, "{reason}"),
            Kind::Ledger(_) => write!(
                f,
                "a correction in the store is damaged: `entente store check` tells how far the file is, then go back to a copy of it"
            ),
            Kind::Ambiguous(prefix) => write!(f, "several ids begin with `{prefix}`: give more of it"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.kind {
            Kind::Closed(error) => Some(error),
            Kind::Unpack(error) => Some(error),
            Kind::Sketch(error) => Some(error),
            Kind::Record(error) | Kind::Ledger(error) => Some(error),
            // What SQLite says is told in the message.
            _ => None,
        }
    }
}

/// What is said of a store that can only be read; how to name another one follows.
const READ_ONLY: &str = "cannot be written, the file or its folder is read-only: copy it, or name another";

/// What is said of other files, likewise.
const NOT_A_STORE: &str = "not a store of Entente: name another file";

/// What makes a store besides `entente ingest`.
const MAKES_ONE: &str = "and so does `Store(path, create=True)`";

/// What SQLite says, in words that tell what to do.
fn remedy(error: &rusqlite::Error) -> String {
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => {
            "the disk is full: make room and run the same command again; what was committed is kept".into()
        }
        Some(ErrorCode::SystemIoFailure) => {
            "the disk refused to read or write: see that it has room and is well, then run the same command again; what was committed is kept".into()
        }
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            "another program writes it and did not end in time: try again later".into()
        }
        Some(ErrorCode::CannotOpen) => "cannot be opened: see that its folder exists and may be written".into(),
        Some(ErrorCode::PermissionDenied) => "cannot be opened: its rights do not allow it".into(),
        Some(ErrorCode::DatabaseCorrupt) => {
            "the file is damaged: `entente store check` tells how far, then ingest the sources into a new store".into()
        }
        _ => error.to_string(),
    }
}
