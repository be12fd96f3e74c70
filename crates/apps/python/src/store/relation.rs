//! A relation for notebooks: its series, its shifts, its chart.

use super::rows;
use crate::errors::{Exception, Raised};
use answers::Related;
use answers::tables::{self, SERIES, SHIFTS};
use pyo3::prelude::*;
use pyo3_arrow::PyTable;
use store::Reader;

/// A relation of two parties.
#[pyclass(frozen, module = "entente._entente")]
pub struct Relation {
    related: Related,
    absent: Vec<String>,
}

impl Relation {
    /// What was found; who takes part in nothing is told where nothing was.
    ///
    /// # Errors
    /// If the disk fails.
    pub fn of(related: Related, reader: &Reader) -> Result<Relation, Raised> {
        let absent = if related.is_empty() { related.absent(reader)? } else { Vec::new() };
        Ok(Relation { related, absent })
    }
}

#[pymethods]
impl Relation {
    #[getter]
    fn parties(&self) -> (String, String) {
        self.related.names().into()
    }

    /// Of each party that the store does not know, that it does not.
    #[getter]
    fn absent(&self) -> Vec<String> {
        self.absent.clone()
    }

    /// Happenings between them.
    #[getter]
    fn n_happenings(&self) -> usize {
        self.related.chosen.len()
    }

    fn table(&self) -> PyResult<PyTable> {
        let series = &self.related.series;
        let rows = series.points.iter().map(|point| tables::series_row(point, series.period));
        rows::of_values(&SERIES, rows).table()
    }

    fn shifts(&self) -> PyResult<PyTable> {
        rows::of_values(&SHIFTS, self.related.turns.iter().map(tables::shift_row)).table()
    }

    fn svg(&self) -> PyResult<String> {
        charts::svg(&self.related.picture()).map_err(|error| {
            let remedy = "narrow it with `since` and `until`, take a longer `by`, or fill the store if it is empty";
            Exception::Input.with(format!("the relation cannot be drawn: {error}: {remedy}"))
        })
    }
}
