//! Errors as the exceptions of `entente.errors`.

use pyo3::prelude::*;
use std::error::Error;

/// Which exception an error is raised as.
#[derive(Clone, Copy, Debug)]
pub enum Exception {
    /// A report, table or argument cannot be read.
    Input,
    /// A folder of knowledge cannot be used.
    Knowledge,
    /// Models cannot be used.
    Models,
    /// A store cannot be opened, read or asked so.
    Store,
    /// Entente made a mistake.
    Internal,
}

impl Exception {
    fn name(self) -> &'static str {
        match self {
            Exception::Input => "InputError",
            Exception::Knowledge => "KnowledgeError",
            Exception::Models => "ModelError",
            Exception::Store => "StoreError",
            Exception::Internal => "Error",
        }
    }

    /// This exception with a message.
    pub fn with(self, message: impl Into<String>) -> PyErr {
        let message = message.into();
        Python::attach(|py| match py.import("entente.errors").and_then(|errors| errors.getattr(self.name())) {
            Ok(class) => match class.call1((message,)) {
                Ok(raised) => PyErr::from_value(raised),
                Err(error) => error,
            },
            Err(error) => error,
        })
    }

    /// This exception of an error and its causes.
    pub fn of(self, error: &dyn Error) -> PyErr {
        self.with(chain(error))
    }
}

/// An error of the engine on its way to Python.
#[derive(Debug)]
pub struct Raised(PyErr);

impl From<PyErr> for Raised {
    fn from(error: PyErr) -> Raised {
        Raised(error)
    }
}

impl From<Raised> for PyErr {
    fn from(Raised(error): Raised) -> PyErr {
        error
    }
}

impl From<store::Error> for Raised {
    /// Of words or names that hold no word the caller is to blame, of all else the store.
    fn from(error: store::Error) -> Raised {
        let exception = if error.is_filter() { Exception::Input } else { Exception::Store };
        Raised(exception.of(&error.of_a_program()))
    }
}

impl From<answers::Error> for Raised {
    fn from(error: answers::Error) -> Raised {
        let exception = if error.is_of_the_question() { Exception::Input } else { Exception::Store };
        error.into_store().map_or_else(|error| Raised(exception.of(&error)), Raised::from)
    }
}

impl From<exports::Error> for Raised {
    fn from(error: exports::Error) -> Raised {
        Raised(Exception::Store.of(&error))
    }
}

/// An error and its causes in one line.
fn chain(error: &dyn Error) -> String {
    let mut message = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let reason = error.to_string();
        if !message.ends_with(&reason) {
            message = format!("{message}: {reason}");
        }
        cause = error.source();
    }
    message
}
