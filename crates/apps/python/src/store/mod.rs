//! A store: asked from any thread, and added to.

mod adding;
mod asking;
mod filters;
mod relation;
mod rows;
mod sql;

use crate::coder::Coder;
use crate::errors::Raised;
use answers::tables::{self, NETWORK, SHIFTS, STORIES};
use answers::{DealsAsked, Lens, Names, Related, RelationAsked, ShiftsAsked, Spelling, one_of};
use asking::Desk;
pub use filters::day;
use filters::{known, wanted};
use pyo3::prelude::*;
use pyo3::types::PyDict;
use pyo3_arrow::PyTable;
use pyo3_arrow::input::AnyRecordBatch;
pub use relation::Relation;
use relations::{Period, Strand};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;
use store::{Filter, Sort, Told};

/// A store at a path.
#[pyclass(frozen, module = "entente._entente")]
pub struct Store {
    desk: Desk,
    names: Names,
}

#[pymethods]
impl Store {
    #[new]
    #[pyo3(signature = (path, create=false))]
    fn new(py: Python<'_>, path: PathBuf, create: bool) -> PyResult<Store> {
        let desk = py.detach(|| Desk::open(path, create));
        Ok(Store { desk: desk.map_err(Raised::from)?, names: Names::default() })
    }

    #[getter]
    fn path(&self) -> PathBuf {
        self.desk.path().to_path_buf()
    }

    /// Rows of events or of their participants, in the order of `sort`.
    #[pyo3(signature = (table, filters, sort, limit))]
    fn mentions(
        &self,
        py: Python<'_>,
        table: &str,
        filters: &Bound<'_, PyDict>,
        sort: &str,
        limit: Option<usize>,
    ) -> PyResult<PyTable> {
        let filter = self.filter(filters)?;
        let sort = one_of("sort", sort, &Sort::ALL, Sort::name, Spelling::Parameters).map_err(Raised::from)?;
        self.desk.ask(py, |reader| rows::mentions(reader, table, &filter, sort, most(limit)))?.table()
    }

    /// Rows of a table of which reports tell: themselves, quotes and so on.
    #[pyo3(signature = (table, filters, limit))]
    fn reported(
        &self,
        py: Python<'_>,
        table: &str,
        filters: &Bound<'_, PyDict>,
        limit: Option<usize>,
    ) -> PyResult<PyTable> {
        let filter = self.filter(filters)?;
        self.desk.ask(py, |reader| rows::reported(reader, table, &filter, most(limit)))?.table()
    }

    #[pyo3(signature = (filters, publishers, disputed, limit))]
    fn happenings(
        &self,
        py: Python<'_>,
        filters: &Bound<'_, PyDict>,
        publishers: u64,
        disputed: bool,
        limit: Option<usize>,
    ) -> PyResult<PyTable> {
        let filter = self.filter(filters)?;
        let told = Told { min_publishers: publishers, is_disputed: disputed };
        self.desk.ask(py, |reader| rows::happenings(reader, &filter, told, most(limit)))?.table()
    }

    fn count(&self, py: Python<'_>, filters: &Bound<'_, PyDict>) -> PyResult<u64> {
        let filter = self.filter(filters)?;
        self.desk.ask(py, |reader| Ok(reader.count(&filter)? as u64))
    }

    #[pyo3(signature = (words, since, until, publishers, limit))]
    fn stories(
        &self,
        py: Python<'_>,
        words: Option<&str>,
        since: Option<Bound<'_, PyAny>>,
        until: Option<Bound<'_, PyAny>>,
        publishers: u64,
        limit: Option<usize>,
    ) -> PyResult<PyTable> {
        let (since, until) = (day("since", since.as_ref())?, day("until", until.as_ref())?);
        answers::in_order(since, until, Spelling::Parameters).map_err(Raised::from)?;
        let answer = self.desk.ask(py, |reader| {
            let stories = reader.stories(words, since, until, publishers, most(limit), 0)?;
            Ok(rows::of_values(&STORIES, stories.iter().map(tables::story_row)))
        });
        answer?.table()
    }

    #[pyo3(signature = (one, other, by, strand, directed, since, until, false_alarms))]
    #[allow(clippy::too_many_arguments)]
    fn relation(
        &self,
        py: Python<'_>,
        one: String,
        other: String,
        by: &str,
        strand: Option<&str>,
        directed: bool,
        since: Option<Bound<'_, PyAny>>,
        until: Option<Bound<'_, PyAny>>,
        false_alarms: Option<f64>,
    ) -> PyResult<Relation> {
        let by = one_of("by", by, &Period::ALL, Period::name, Spelling::Parameters).map_err(Raised::from)?;
        let strand =
            strand.map(|typed| one_of("strand", typed, &Strand::ALL, Strand::name, Spelling::Parameters)).transpose();
        let lens = Lens {
            by,
            strand: strand.map_err(Raised::from)?,
            is_directed: directed,
            since: day("since", since.as_ref())?,
            until: day("until", until.as_ref())?,
            false_alarms: false_alarms.unwrap_or(survey::FALSE_ALARMS),
        };
        let asked = RelationAsked { parties: [one, other], lens };
        self.desk.ask(py, |reader| {
            let related = Related::of(reader, &asked, &self.names, Spelling::Parameters)?;
            Relation::of(related, reader)
        })
    }

    #[pyo3(signature = (between, since, until, false_alarms, sure, limit))]
    #[allow(clippy::too_many_arguments)]
    fn shifts(
        &self,
        py: Python<'_>,
        between: Option<(String, String)>,
        since: Option<Bound<'_, PyAny>>,
        until: Option<Bound<'_, PyAny>>,
        false_alarms: Option<f64>,
        sure: f64,
        limit: Option<usize>,
    ) -> PyResult<PyTable> {
        let asked = ShiftsAsked {
            between: between.map(|(one, other)| [one, other]),
            since: day("since", since.as_ref())?,
            until: day("until", until.as_ref())?,
            false_alarms: false_alarms.unwrap_or(survey::FALSE_ALARMS),
            sure: filters::probability("sure", sure)?,
            limit: most(limit),
        };
        let answer = self.desk.ask(py, |reader| {
            let turns = answers::shifts(reader, &asked, &self.names, Spelling::Parameters)?;
            Ok(rows::of_values(&SHIFTS, turns.iter().map(tables::shift_row)))
        });
        answer?.table()
    }

    /// Deals of military items; `asked` has item, class, supplier, receiver, country, stage, since, until.
    #[pyo3(signature = (asked, whole, limit))]
    fn deals(&self, py: Python<'_>, asked: &Bound<'_, PyDict>, whole: bool, limit: Option<usize>) -> PyResult<PyTable> {
        const KNOWN: [&str; 8] = ["item", "class", "supplier", "receiver", "country", "stage", "since", "until"];
        known(asked, &KNOWN)?;
        let text = |name: &str| filters::text(asked, name);
        let asked = DealsAsked {
            item: text("item")?,
            class: text("class")?,
            supplier: text("supplier")?,
            receiver: text("receiver")?,
            country: text("country")?,
            stage: text("stage")?,
            since: day("since", asked.get_item("since")?.as_ref())?,
            until: day("until", asked.get_item("until")?.as_ref())?,
            is_whole: whole,
        };
        let answer = self.desk.ask(py, |reader| {
            let deals = answers::deals(reader, &asked, &self.names, Spelling::Parameters, most(limit))?;
            Ok(rows::of_values(&tables::DEALS, deals.iter().flat_map(tables::deal_rows)))
        });
        answer?.table()
    }

    #[pyo3(signature = (since, until, least, limit))]
    fn network(
        &self,
        py: Python<'_>,
        since: Option<Bound<'_, PyAny>>,
        until: Option<Bound<'_, PyAny>>,
        least: u64,
        limit: Option<usize>,
    ) -> PyResult<PyTable> {
        let (since, until) = (day("since", since.as_ref())?, day("until", until.as_ref())?);
        answers::in_order(since, until, Spelling::Parameters).map_err(Raised::from)?;
        let answer = self.desk.ask(py, |reader| {
            let edges = reader.network(since, until, least, most(limit))?;
            Ok(rows::of_values(&NETWORK, edges.iter().map(tables::edge_row)))
        });
        answer?.table()
    }

    fn sql(&self, py: Python<'_>, query: &str, seconds: u64) -> PyResult<PyTable> {
        let limit = Duration::from_secs(seconds);
        let answered = self.desk.ask(py, |reader| sql::answered(reader, query, limit));
        let (batches, schema) = answered?;
        PyTable::try_new(batches, schema)
    }

    /// Counts, days and coders as JSON.
    fn info(&self, py: Python<'_>) -> PyResult<String> {
        self.desk.ask(py, |reader| Ok(answers::described(&reader.info()?, reader.path()).to_string()))
    }

    /// The record as JSON, the text, and the rest of a version as JSON.
    #[pyo3(signature = (id, version))]
    fn report(&self, py: Python<'_>, id: &str, version: Option<u32>) -> PyResult<(String, String, String)> {
        self.desk.ask(py, |reader| rows::version(reader, id, version))
    }

    /// Codes the reports of a table and keeps them; what came of it as JSON.
    #[pyo3(signature = (reports, coder, columns, published, publisher, source))]
    #[allow(clippy::too_many_arguments)]
    fn add(
        &self,
        py: Python<'_>,
        reports: AnyRecordBatch,
        coder: Option<PyRef<'_, Coder>>,
        columns: BTreeMap<String, String>,
        published: Option<Bound<'_, PyAny>>,
        publisher: Option<String>,
        source: String,
    ) -> PyResult<String> {
        let defaults = intake::Defaults { published: day("published", published.as_ref())?, publisher };
        let given = coder.map(|coder| coder.shared());
        let table = adding::Table::of(reports, &columns, source)?;
        py.detach(|| adding::add(self.desk.path(), table, given, defaults))
    }
}

impl Store {
    fn filter(&self, filters: &Bound<'_, PyDict>) -> PyResult<Filter> {
        let wanted = wanted(filters)?;
        Ok(self.names.filter(&wanted, Spelling::Parameters).map_err(Raised::from)?)
    }
}

fn most(limit: Option<usize>) -> usize {
    limit.unwrap_or(usize::MAX)
}
