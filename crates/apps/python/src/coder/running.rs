//! Rows on their way to the workers and what can end it.

use crate::columns::{Cells, Reports};
use crate::errors::Exception;
use arrow_array::RecordBatchReader;
use pyo3::prelude::*;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// A row that could not be coded.
#[derive(Debug)]
pub struct Refusal {
    /// Its number over all batches, from 1.
    pub row: usize,
    /// The id that the table gives it.
    pub report_id: Option<String>,
    /// Row, column, what was expected, found, and the remedy.
    pub message: String,
}

/// One row.
#[derive(Clone)]
pub struct Job {
    /// What its batch says.
    pub cells: Arc<Cells>,
    /// Which of them, from 0.
    pub row: usize,
    /// Which of all batches, from 1.
    pub number: usize,
}

impl Job {
    /// Why it could not be coded.
    pub fn refusal(&self, message: String) -> Refusal {
        Refusal { row: self.number, report_id: self.cells.id(self.row), message }
    }
}

/// What went wrong with the whole; the first reason stands.
#[derive(Default)]
pub struct Stop {
    is_set: AtomicBool,
    reason: Mutex<Option<PyErr>>,
}

impl Stop {
    /// Whether no more work is wanted.
    pub fn is_set(&self) -> bool {
        self.is_set.load(Ordering::Relaxed)
    }

    /// Does the next step unless one before failed.
    pub fn unless_set(&self, step: impl FnOnce() -> PyResult<()>) {
        if !self.is_set()
            && let Err(reason) = step()
        {
            self.set(reason);
        }
    }

    /// What went wrong.
    pub fn result(self) -> PyResult<()> {
        self.reason.into_inner().unwrap_or_else(PoisonError::into_inner).map_or(Ok(()), Err)
    }

    fn set(&self, reason: PyErr) {
        self.reason.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(reason);
        self.is_set.store(true, Ordering::Relaxed);
    }
}

/// The rows of a table, each twice: as the label of its result, and as work.
pub struct Feed<'a> {
    batches: Box<dyn RecordBatchReader + Send>,
    /// What the rows are read by.
    pub source: &'a Reports,
    /// What ends it.
    pub stop: &'a Stop,
    /// The next row of the batch at hand.
    next: Option<Job>,
    n_before: usize,
}

impl<'a> Feed<'a> {
    /// The rows of all batches, counted after `n_before` others, until `stop` is set.
    pub fn new(
        batches: Box<dyn RecordBatchReader + Send>,
        source: &'a Reports,
        n_before: usize,
        stop: &'a Stop,
    ) -> Feed<'a> {
        Feed { batches, source, stop, next: None, n_before }
    }

    /// Goes on to the next batch; false where there is none.
    fn advance(&mut self) -> bool {
        let Some(batch) = self.batches.next() else { return false };
        let cells = batch.map_err(|error| error.to_string()).and_then(|batch| self.source.cells(&batch));
        match cells {
            Ok(cells) => {
                let n_rows = cells.len();
                self.next = (n_rows > 0).then(|| Job { cells: Arc::new(cells), row: 0, number: self.n_before + 1 });
                self.n_before += n_rows;
                true
            }
            Err(error) => {
                self.stop.unless_set(|| Err(Exception::Input.with(error)));
                false
            }
        }
    }
}

impl Iterator for Feed<'_> {
    type Item = (Job, Job);

    fn next(&mut self) -> Option<(Job, Job)> {
        while self.next.is_none() && !self.stop.is_set() {
            if !self.advance() {
                return None;
            }
        }
        let job = self.next.take().filter(|_| !self.stop.is_set())?;
        let is_last = job.row + 1 == job.cells.len();
        self.next = (!is_last).then(|| Job { row: job.row + 1, number: job.number + 1, ..job.clone() });
        Some((job.clone(), job))
    }
}

/// Notices interrupts, which Python only notes while it waits for us.
pub struct Attention {
    last: Instant,
}

impl Attention {
    const EVERY: Duration = Duration::from_millis(100);

    pub fn new() -> Attention {
        Attention { last: Instant::now() }
    }

    /// # Errors
    /// If a handler of a signal raised something, as Ctrl-C does.
    pub fn check(&mut self) -> PyResult<()> {
        if self.last.elapsed() < Attention::EVERY {
            return Ok(());
        }
        self.last = Instant::now();
        Python::attach(|py| py.check_signals())
    }
}
