//! What can go wrong while records are exported or read back.

use std::path::{Path, PathBuf};

/// An export that cannot go on, or an exported file that cannot be read back.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct Error(#[from] Kind);

#[derive(Debug, thiserror::Error)]
pub(crate) enum Kind {
    #[error("{}: cannot {action}", path.display())]
    File { path: PathBuf, action: &'static str, source: std::io::Error },
    #[error("{}: cannot {action}", path.display())]
    Columns { path: PathBuf, action: &'static str, source: Box<dyn std::error::Error + Send + Sync> },
    #[error("{}: {reason}", path.display())]
    Destination { path: PathBuf, reason: String },
    #[error("line {line}: {reason}")]
    Line { line: usize, reason: String },
    #[error("{0}")]
    Item(String),
}

impl Error {
    /// An operation of the file system that failed.
    pub(crate) fn file(path: &Path, action: &'static str) -> impl FnOnce(std::io::Error) -> Error {
        move |source| Kind::File { path: path.to_path_buf(), action, source }.into()
    }

    /// An operation on columns that failed.
    pub(crate) fn columns<E>(path: &Path, action: &'static str) -> impl FnOnce(E) -> Error
    where
        E: std::error::Error + Send + Sync + 'static,
    {
        move |source| Kind::Columns { path: path.to_path_buf(), action, source: source.into() }.into()
    }

    /// A place that an export cannot go to, or come from.
    pub(crate) fn destination(path: &Path, reason: impl Into<String>) -> Error {
        Kind::Destination { path: path.to_path_buf(), reason: reason.into() }.into()
    }

    /// A line that does not hold what it should; lines are counted from 1.
    pub(crate) fn line(line: usize, reason: impl Into<String>) -> Error {
        Kind::Line { line, reason: reason.into() }.into()
    }

    /// An item or option that the caller should not have handed over.
    pub(crate) fn item(reason: impl Into<String>) -> Error {
        Kind::Item(reason.into()).into()
    }
}
