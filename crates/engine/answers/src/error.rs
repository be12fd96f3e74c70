use std::path::{Path, PathBuf};
use thiserror::Error as ThisError;

/// What was asked cannot be asked, or the store or an export failed.
#[derive(ThisError, Debug)]
#[error(transparent)]
pub struct Error(Kind);

#[derive(ThisError, Debug)]
enum Kind {
    #[error("{0}")]
    Asked(String),
    #[error(transparent)]
    Store(#[from] store::Error),
    #[error("{}: cannot be written: {error}", path.display())]
    File { path: PathBuf, error: std::io::Error },
    #[error(transparent)]
    Exports(#[from] exports::Error),
    #[error(transparent)]
    Survey(survey::Error),
}

impl Error {
    pub(crate) fn asked(reason: impl Into<String>) -> Error {
        Error(Kind::Asked(reason.into()))
    }

    pub(crate) fn file(path: &Path, error: std::io::Error) -> Error {
        Error(Kind::File { path: path.to_path_buf(), error })
    }

    /// The store's error, if it is one.
    ///
    /// # Errors
    /// This error, if it is none.
    pub fn into_store(self) -> Result<store::Error, Error> {
        match self.0 {
            Kind::Store(error) => Ok(error),
            kind => Err(Error(kind)),
        }
    }

    /// Whether the question is at fault, not the disk.
    pub fn is_of_the_question(&self) -> bool {
        match &self.0 {
            Kind::Asked(_) => true,
            Kind::Store(error) => error.is_filter() || error.is_ambiguous(),
            Kind::Survey(_) => true,
            Kind::Exports(_) | Kind::File { .. } => false,
        }
    }
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Error {
        Error(Kind::Store(error))
    }
}

impl From<survey::Error> for Error {
    fn from(error: survey::Error) -> Error {
        // What is no error of the store is one of the question.
        error.into_store().map_or_else(|error| Error(Kind::Survey(error)), Error::from)
    }
}

impl From<exports::Error> for Error {
    fn from(error: exports::Error) -> Error {
        Error(Kind::Exports(error))
    }
}
