//! Coding of texts and tables.

mod forms;
pub mod running;

use crate::columns::{Reports, named, names_read};
use crate::errors::Exception;
use crate::knowledge::Knowledge;
use exports::columns::{TABLES, Table, Tables, nested, table};
use forms::{Coded, Flat, Json, Nested};
use gazetteer::Gazetteer;
use pipeline::work::{MAX_THREADS, Panicked, cores, map_in_order};
use pipeline::{Pipeline, Worker};
use pyo3::prelude::*;
use pyo3_arrow::input::AnyRecordBatch;
use pyo3_arrow::{PyRecordBatch, PySchema, PyTable};
use record::{Provenance, Record};
use running::{Attention, Feed, Job, Refusal, Stop};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use text::Document;

/// The pipeline, loaded once and shared by all threads.
#[pyclass(frozen, module = "entente._entente")]
pub struct Coder {
    pipeline: Arc<Pipeline>,
    threads: usize,
}

/// What a coder is to know besides what ships.
#[derive(FromPyObject)]
enum Known {
    /// It is loaded already, and shared.
    Loaded(Py<Knowledge>),
    /// It is in these folders.
    Folders(Vec<PathBuf>),
}

impl Known {
    fn gazetteer(&self) -> PyResult<Arc<Gazetteer>> {
        match self {
            Known::Loaded(knowledge) => Ok(knowledge.get().gazetteer()),
            Known::Folders(folders) => {
                let known = loading::Knowledge::open(folders).map_err(|error| Exception::Knowledge.of(&error))?;
                Ok(known.gazetteer)
            }
        }
    }
}

#[pymethods]
impl Coder {
    #[new]
    #[pyo3(signature = (knowledge=None, models=None, threads=None))]
    fn new(
        py: Python<'_>,
        knowledge: Option<Known>,
        models: Option<PathBuf>,
        threads: Option<usize>,
    ) -> PyResult<Coder> {
        let threads = threads.unwrap_or_else(cores);
        if !(1..=MAX_THREADS).contains(&threads) {
            return Err(Exception::Input.with(format!("threads: expected 1 to {MAX_THREADS}, found {threads}")));
        }
        let knowledge = knowledge.unwrap_or_else(|| Known::Folders(Vec::new()));
        let pipeline = py.detach(|| {
            let gazetteer = knowledge.gazetteer()?;
            loading::pipeline(models.as_deref(), gazetteer).map_err(|error| Exception::Models.of(&error))
        });
        Ok(Coder { pipeline: Arc::new(pipeline?), threads })
    }

    /// The record of one report as JSON.
    #[pyo3(signature = (text, *, id=None, title=None, url=None, publisher=None, byline=None, published=None))]
    #[allow(clippy::too_many_arguments)]
    fn code(
        &self,
        py: Python<'_>,
        text: String,
        id: Option<String>,
        title: Option<String>,
        url: Option<String>,
        publisher: Option<String>,
        byline: Option<String>,
        published: Option<&str>,
    ) -> PyResult<String> {
        let published = published.map(day).transpose()?;
        let mut document = Document::new(text).map_err(|error| Exception::Input.of(&error))?;
        (document.id, document.title, document.url) = (id.filter(|id| !id.is_empty()), title, url);
        (document.publisher, document.byline, document.published) = (publisher, byline, published);
        py.detach(|| self.record(document)).map_err(|panicked| Exception::Internal.with(panicked.to_string()))
    }

    /// A table of `report_id`, `record`, `error`: a row a report, in their order.
    #[pyo3(signature = (reports, columns=BTreeMap::new()))]
    fn code_to_json(
        &self,
        py: Python<'_>,
        reports: AnyRecordBatch,
        columns: BTreeMap<String, String>,
    ) -> PyResult<PyTable> {
        let mut rows = Json::new();
        let json = |coded: Coded| (coded.record.to_json(), coded.record.id);
        self.each(py, reports, &columns, 0, json, |coded| rows.push(coded))?;
        rows.table()
    }

    /// A table of the nested form: a row a report, in their order.
    #[pyo3(signature = (reports, columns=BTreeMap::new()))]
    fn code_to_nested(
        &self,
        py: Python<'_>,
        reports: AnyRecordBatch,
        columns: BTreeMap<String, String>,
    ) -> PyResult<PyTable> {
        let mut rows = Nested::new();
        self.each(py, reports, &columns, 0, |coded| coded, |coded| rows.push(coded))?;
        rows.table()
    }

    /// One batch of the nested form; rows of earlier batches count in messages.
    #[pyo3(signature = (reports, columns=BTreeMap::new(), n_before=0))]
    fn code_batch(
        &self,
        py: Python<'_>,
        reports: AnyRecordBatch,
        columns: BTreeMap<String, String>,
        n_before: usize,
    ) -> PyResult<PyRecordBatch> {
        let mut rows = nested::Rows::new();
        self.each(py, reports, &columns, n_before, |coded| coded, |coded| forms::push(&mut rows, coded))?;
        Ok(PyRecordBatch::new(rows.batch()))
    }

    /// The tables of the flat form by their names, and `errors`.
    #[pyo3(signature = (reports, columns=BTreeMap::new()))]
    fn code_to_flat(
        &self,
        py: Python<'_>,
        reports: AnyRecordBatch,
        columns: BTreeMap<String, String>,
    ) -> PyResult<Vec<(&'static str, PyTable)>> {
        let mut rows = Flat::new();
        let tables = |coded: Coded| coded.with_report(Tables::of_report).expect(FITTING);
        self.each(py, reports, &columns, 0, tables, |coded| rows.push(coded))?;
        rows.tables()
    }

    #[getter]
    fn models_hash(&self) -> &str {
        self.pipeline.models_hash()
    }

    #[getter]
    fn knowledge_hash(&self) -> &str {
        self.pipeline.knowledge_hash()
    }

    #[getter]
    fn threads(&self) -> usize {
        self.threads
    }
}

impl Coder {
    /// The pipeline and the number of threads, for what codes besides.
    pub fn shared(&self) -> (Arc<Pipeline>, usize) {
        (Arc::clone(&self.pipeline), self.threads)
    }

    /// Codes each report of a table on all threads; `take` gets what `make` makes of it, in the order of rows.
    ///
    /// # Errors
    /// If the table cannot be read, `take` fails, or somebody interrupts.
    fn each<T: Send>(
        &self,
        py: Python<'_>,
        reports: AnyRecordBatch,
        columns: &BTreeMap<String, String>,
        n_before: usize,
        make: impl Fn(Coded) -> T + Sync + Send,
        take: impl FnMut(Result<T, Refusal>) -> Result<(), String> + Send,
    ) -> PyResult<()> {
        let columns = named(columns).map_err(input)?;
        let reader = reports.into_reader()?;
        py.detach(|| {
            let source = Reports::of(&reader.schema(), &columns).map_err(input)?;
            let stop = Stop::default();
            self.each_of(Feed::new(reader, &source, n_before, &stop), make, take);
            stop.result()
        })
    }

    /// What ends it early stands in the feed's [`Stop`].
    fn each_of<T: Send>(
        &self,
        feed: Feed,
        make: impl Fn(Coded) -> T + Sync,
        mut take: impl FnMut(Result<T, Refusal>) -> Result<(), String>,
    ) {
        let (source, stop, provenance) = (feed.source, feed.stop, Provenance::of(&self.pipeline));
        let work = |worker: &mut Worker, job: Job| {
            // Nobody takes what comes of it.
            if stop.is_set() {
                return Err(String::new());
            }
            let document = source.report(&job.cells, job.row, job.number)?;
            Ok(make(Coded::of(document, worker, &provenance)))
        };
        let mut attention = Attention::new();
        let take = |place: Job, made: Result<_, Panicked>| {
            let made = made.unwrap_or_else(|panicked| Err(panicked.to_string()));
            let made = made.map_err(|message| place.refusal(message));
            stop.unless_set(|| attention.check().and_then(|()| take(made).map_err(input)));
        };
        map_in_order(feed, self.threads, || self.pipeline.worker(), work, take);
    }

    fn record(&self, document: Document) -> Result<String, Panicked> {
        let provenance = Provenance::of(&self.pipeline);
        let work = |worker: &mut Worker, document| Record::of(document, worker, &provenance).0.to_json();
        let mut json = Err(Panicked("no result".into()));
        let one = std::iter::once(((), document));
        map_in_order(one, 1, || self.pipeline.worker(), work, |(), made| json = made);
        json
    }
}

/// The columns of a table that are read: their names and what they hold.
#[pyfunction]
pub fn columns_read(names: Vec<String>, columns: BTreeMap<String, String>) -> PyResult<Vec<(String, &'static str)>> {
    named(&columns).and_then(|columns| names_read(&names, &columns)).map_err(input)
}

/// The Arrow schema of this name: one of the flat form's tables, `nested` or `json`.
#[pyfunction]
pub fn schema(name: &str) -> PyResult<PySchema> {
    let schema = match name {
        "nested" => nested::schema(),
        "json" => Json::schema(),
        "errors" => Flat::errors_schema(),
        name => table(name).map(Table::schema).ok_or_else(|| input(no_schema(name)))?,
    };
    Ok(PySchema::new(Arc::new(schema)))
}

/// A record in the form and the bytes that `entente code --output json` prints.
#[pyfunction]
pub fn canonical(json: &str) -> PyResult<String> {
    let record: Result<Record, _> = serde_json::from_str(json);
    record.map(|record| record.to_json()).map_err(|error| input(format!("expected a record of `entente/1`: {error}")))
}

fn no_schema(found: &str) -> String {
    let names: Vec<&str> = TABLES.iter().map(|table| table.name).collect();
    format!("schema: expected {}, nested, json or errors, found `{found}`", names.join(", "))
}

fn input(message: String) -> PyErr {
    Exception::Input.with(message)
}

/// Every event of a record exists.
const FITTING: &str = "the events are the record's own, and there is no moment";

fn day(written: &str) -> PyResult<jiff::civil::Date> {
    let wrong = || input(format!("published: expected a date such as 2025-01-16, found `{written}`"));
    ingest::parse_date(written).ok_or_else(wrong)
}
