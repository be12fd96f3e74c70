//! Reports of a table on their way into a store, as `entente ingest` brings them in.

use super::asking::interruptible;
use crate::coder::running::{Feed, Job, Stop};
use crate::columns::{Reports, named};
use crate::errors::{Exception, Raised};
use arrow_array::RecordBatchReader;
use intake::{Arrival, Defaults, Failure, Input, Intake, Observer, Summary};
use loading::Knowledge;
use pipeline::Pipeline;
use pipeline::work::cores;
use pyo3::prelude::*;
use pyo3_arrow::input::AnyRecordBatch;
use record::Provenance;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use store::Store;

/// Failures that are told one by one; of more only the number is.
const MAX_TOLD: usize = 1000;

/// Reports to be added.
pub struct Table {
    reader: Box<dyn RecordBatchReader + Send>,
    source: Reports,
    name: String,
}

impl Table {
    /// # Errors
    /// If no column can be the text, or one cannot hold what it should.
    pub fn of(reports: AnyRecordBatch, columns: &BTreeMap<String, String>, name: String) -> PyResult<Table> {
        let input = |error: String| Exception::Input.with(error);
        let columns = named(columns).map_err(input)?;
        let reader = reports.into_reader()?;
        let source = Reports::of(&reader.schema(), &columns).map_err(input)?;
        Ok(Table { reader, source, name })
    }
}

/// What codes, and in how many threads.
pub type Given = (Arc<Pipeline>, usize);

/// Codes and keeps all that the store has not; what came of it as JSON.
///
/// # Errors
/// If the table or the store fails, or the user interrupts: what was committed stays.
pub fn add(path: &Path, table: Table, given: Option<Given>, defaults: Defaults) -> PyResult<String> {
    let mut store = Store::open(path).map_err(Raised::from)?;
    let (pipeline, threads) = given.map_or_else(|| of_the_store(&store), Ok)?;
    let (is_over, broken) = (AtomicBool::new(false), Stop::default());
    let intake = Intake {
        pipeline: &pipeline,
        provenance: Provenance::of(&pipeline),
        threads,
        defaults,
        stop: &is_over,
        now: &cli::clock::now,
    };
    let Table { reader, source, name } = table;
    let arrivals = Feed::new(reader, &source, 0, &broken).map(|(job, _)| arrival(&name, &source, &job));
    let mut told = Failures::default();
    let run = || intake.run(&mut store, arrivals, &mut told).map_err(|error| Exception::Store.of(&error));
    let summary = interruptible(run, || is_over.store(true, Ordering::Relaxed))?;
    broken.result()?;
    Ok(described(&summary, told).to_string())
}

/// The shipped models and knowledge, with what analysts added to it in the store.
fn of_the_store(store: &Store) -> PyResult<Given> {
    let additions = answers::additions(&store.reader().map_err(Raised::from)?).map_err(Raised::from)?;
    let knowledge = Knowledge::open(&[])
        .and_then(|knowledge| knowledge.with_additions(corrections::files(&additions), store.path()))
        .map_err(|error| Exception::Knowledge.of(&error))?;
    let pipeline = loading::pipeline(None, knowledge.gazetteer).map_err(|error| Exception::Models.of(&error))?;
    Ok((Arc::new(pipeline), cores()))
}

fn arrival(name: &str, source: &Reports, job: &Job) -> Arrival {
    let input = match source.report(&job.cells, job.row, job.number) {
        Ok(document) => Input::Document(Box::new(document)),
        Err(reason) => Input::Failed { place: format!("row {}", job.number), reason },
    };
    Arrival { source: name.to_string(), file: None, input, kept: None }
}

#[derive(Default)]
struct Failures(Vec<String>);

impl Observer for Failures {
    fn progressed(&mut self, _: &Summary) {}

    fn failed(&mut self, failure: &Failure) -> Result<(), intake::Error> {
        if self.0.len() < MAX_TOLD {
            self.0.push(failure.reason.clone());
        }
        Ok(())
    }
}

fn described(summary: &Summary, failures: Failures) -> Value {
    json!({"read": summary.read, "new": summary.new, "changed": summary.changed, "duplicate": summary.duplicate,
        "failed": summary.failed, "events": summary.events, "other_language": summary.other_language, "contested": summary.contested,
        "failures": failures.0})
}
