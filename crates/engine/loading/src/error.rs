use std::path::{Path, PathBuf};
use thiserror::Error as ThisError;

/// A folder of knowledge or of models cannot be used, or the program is damaged.
#[derive(ThisError, Debug)]
#[error(transparent)]
pub struct Error(Kind);

#[derive(ThisError, Debug)]
enum Kind {
    #[error("{}: cannot be read", path.display())]
    File { path: PathBuf, source: std::io::Error },
    #[error("{}: {reason}", path.display())]
    Knowledge { path: PathBuf, reason: String },
    #[error("{}: no models that this version reads", folder.display())]
    Models { folder: PathBuf, source: pipeline::Error },
    #[error("{}: not UTF-8", path.display())]
    Vocabulary { path: PathBuf, source: std::string::FromUtf8Error },
    #[error("the program is damaged: install it again")]
    Program(#[source] pipeline::Error),
    #[error("the program is damaged: install it again")]
    Set(#[source] gazetteer::Error),
}

impl Error {
    pub(crate) fn file(path: &Path) -> impl FnOnce(std::io::Error) -> Error + use<> {
        let path = path.to_path_buf();
        move |source| Error(Kind::File { path, source })
    }

    pub(crate) fn knowledge(path: &Path, reason: impl Into<String>) -> Error {
        Error(Kind::Knowledge { path: path.to_path_buf(), reason: reason.into() })
    }

    pub(crate) fn models(folder: &Path) -> impl FnOnce(pipeline::Error) -> Error + use<> {
        let folder = folder.to_path_buf();
        move |source| Error(Kind::Models { folder, source })
    }

    pub(crate) fn vocabulary(path: &Path) -> impl FnOnce(std::string::FromUtf8Error) -> Error + use<> {
        let path = path.to_path_buf();
        move |source| Error(Kind::Vocabulary { path, source })
    }

    pub(crate) fn program(source: pipeline::Error) -> Error {
        Error(Kind::Program(source))
    }

    pub(crate) fn damaged(source: gazetteer::Error) -> Error {
        Error(Kind::Set(source))
    }
}
