//! What can go wrong while a store is surveyed.

/// A store that cannot be read, or a question that cannot be answered.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct Error(Kind);

#[derive(Debug, thiserror::Error)]
enum Kind {
    #[error(transparent)]
    Store(#[from] store::Error),
    #[error(transparent)]
    Relations(#[from] relations::Error),
}

impl Error {
    /// The store's error, if it is one.
    ///
    /// # Errors
    /// This error, if it is none: the question is at fault.
    pub fn into_store(self) -> Result<store::Error, Error> {
        match self.0 {
            Kind::Store(error) => Ok(error),
            kind => Err(Error(kind)),
        }
    }
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Error {
        Error(error.into())
    }
}

impl From<relations::Error> for Error {
    fn from(error: relations::Error) -> Error {
        Error(error.into())
    }
}
