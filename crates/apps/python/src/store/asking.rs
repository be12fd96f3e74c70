//! Questions to a store from any thread, which Ctrl-C ends.

use crate::errors::{Exception, Raised};
use pipeline::work::Panicked;
use pyo3::prelude::*;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use store::{Reader, Store};

/// Between two looks at what the user interrupts.
const EVERY: Duration = Duration::from_millis(100);

/// Where readers of a store are lent, one a question.
pub struct Desk {
    path: PathBuf,
    shelf: Mutex<Shelf>,
}

/// Readers that nobody has, of one process: a connection does not outlive a fork.
struct Shelf {
    process: u32,
    readers: Vec<Reader>,
}

impl Desk {
    /// # Errors
    /// If there is no store of this schema at `path` and none is to be made.
    pub fn open(path: PathBuf, create: bool) -> Result<Desk, store::Error> {
        let reader = match Reader::open(&path) {
            Err(error) if create && error.is_missing() => Store::open(&path)?.reader()?,
            opened => opened?,
        };
        let shelf = Mutex::new(Shelf { process: std::process::id(), readers: vec![reader] });
        Ok(Desk { path, shelf })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Asks with the interpreter left free.
    ///
    /// # Errors
    /// What `question` raises; what a signal's handler raises.
    pub fn ask<T: Send>(
        &self,
        py: Python<'_>,
        question: impl FnOnce(&mut Reader) -> Result<T, Raised> + Send,
    ) -> PyResult<T> {
        py.detach(|| {
            let mut reader = self.lend()?;
            let interrupter = reader.interrupter();
            let answer = interruptible(|| Ok(question(&mut reader)?), || interrupter.interrupt())?;
            // After an error it is unknown what its connection is in the middle of.
            self.put_back(reader);
            Ok(answer)
        })
    }

    fn lend(&self) -> Result<Reader, Raised> {
        let mut shelf = self.shelf.lock().unwrap_or_else(PoisonError::into_inner);
        if shelf.process != std::process::id() {
            // Closing them would take away locks of the process that they are of.
            std::mem::take(&mut shelf.readers).into_iter().for_each(std::mem::forget);
            shelf.process = std::process::id();
        }
        let held = shelf.readers.pop();
        drop(shelf);
        Ok(held.map_or_else(|| Reader::open(&self.path), Ok)?)
    }

    fn put_back(&self, reader: Reader) {
        self.shelf.lock().unwrap_or_else(PoisonError::into_inner).readers.push(reader);
    }
}

/// Works in a thread of its own while this one looks for signals; `stop` is called until the work ends once a handler raised something.
///
/// # Errors
/// What the work raises; what a handler raised.
pub fn interruptible<T: Send>(work: impl FnOnce() -> PyResult<T> + Send, stop: impl Fn()) -> PyResult<T> {
    std::thread::scope(|scope| {
        let (working, ended) = channel::<()>();
        let worker = scope.spawn(move || {
            // Dropped at the end, whatever it is.
            let _working = working;
            work()
        });
        let mut raised = None;
        while let Err(RecvTimeoutError::Timeout) = ended.recv_timeout(EVERY) {
            raised = raised.or_else(|| Python::attach(|py| py.check_signals()).err());
            if raised.is_some() {
                stop();
            }
        }
        let panicked = Panicked("a question to the store panicked".into());
        let answer = worker.join().unwrap_or_else(|_| Err(Exception::Internal.with(panicked.to_string())));
        raised.map_or(answer, Err)
    })
}
