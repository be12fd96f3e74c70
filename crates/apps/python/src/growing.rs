//! Tables on their way to Python.

use arrow_array::RecordBatch;
use exports::columns::{Row, Rows, Table};
use pyo3::prelude::*;
use pyo3_arrow::PyTable;

/// Bytes of rows from which on a batch is closed and another begun: large enough for fast reading, far below the 2 GiB that one can hold.
pub const BATCH_BYTES: usize = 32 << 20;

/// Rows of one table, in batches.
pub struct Growing {
    rows: Rows,
    batches: Vec<RecordBatch>,
}

impl Growing {
    /// None yet.
    pub fn new(table: &Table) -> Growing {
        Growing { rows: Rows::new(table), batches: Vec::new() }
    }

    /// Adds rows of the table.
    pub fn extend<'r>(&mut self, rows: impl IntoIterator<Item = &'r Row>) {
        for row in rows {
            self.rows.push(row);
            if self.rows.n_bytes() >= BATCH_BYTES {
                self.batches.push(self.rows.batch());
            }
        }
    }

    /// For Python.
    ///
    /// # Errors
    /// If Python refuses it.
    pub fn table(mut self) -> PyResult<PyTable> {
        if !self.rows.is_empty() {
            self.batches.push(self.rows.batch());
        }
        PyTable::try_new(self.batches, self.rows.schema().clone())
    }
}
