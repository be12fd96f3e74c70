//! What tables of coded reports look like: as JSON, nested, flat.

use super::running::Refusal;
use crate::growing::{BATCH_BYTES, Growing};
use arrow_array::builder::{Int64Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema};
use exports::columns::{TABLES, Tables, nested};
use exports::{Chosen, Report};
use pipeline::Worker;
use pyo3::prelude::*;
use pyo3_arrow::PyTable;
use record::{Provenance, Record};
use std::collections::HashMap;
use std::sync::Arc;
use text::Document;

/// A report that was coded.
pub struct Coded {
    /// What it became.
    pub record: Record,
    text: String,
    byline: Option<String>,
}

impl Coded {
    /// What `worker` makes of a report.
    pub fn of(document: Document, worker: &mut Worker, provenance: &Provenance) -> Coded {
        let byline = document.byline.clone();
        let (record, document) = Record::of(document, worker, provenance);
        Coded { record, text: document.text().to_string(), byline }
    }

    /// Hands it on with all its events, as a report that is in no collection.
    pub fn with_report<T>(&self, take: impl FnOnce(&Report) -> T) -> T {
        let events: Vec<Chosen> =
            (0..self.record.events.len()).map(|index| Chosen { index, happening: None }).collect();
        let Coded { record, text, byline } = self;
        take(&Report { record, text, byline: byline.as_deref(), version: 1, added: None, events: &events })
    }
}

/// A row of the nested form, of a report or of why there is none.
///
/// # Errors
/// More than a batch can hold.
pub fn push(rows: &mut nested::Rows, coded: Result<Coded, Refusal>) -> Result<(), String> {
    let pushed = match coded {
        Ok(coded) => coded.with_report(|report| rows.push(report)),
        Err(Refusal { report_id, message, .. }) => rows.push_error(report_id.as_deref(), &message),
    };
    pushed.map_err(|error| error.to_string())
}

/// Rows of the nested form.
pub struct Nested {
    rows: nested::Rows,
    batches: Vec<RecordBatch>,
}

impl Nested {
    pub fn new() -> Nested {
        Nested { rows: nested::Rows::new(), batches: Vec::new() }
    }

    pub fn push(&mut self, coded: Result<Coded, Refusal>) -> Result<(), String> {
        push(&mut self.rows, coded)?;
        if self.rows.n_bytes() > BATCH_BYTES {
            self.batches.push(self.rows.batch());
        }
        Ok(())
    }

    pub fn table(mut self) -> PyResult<PyTable> {
        self.batches.push(self.rows.batch());
        PyTable::try_new(self.batches, self.rows.schema().clone())
    }
}

/// Rows of records as JSON.
pub struct Json {
    ids: StringBuilder,
    records: StringBuilder,
    errors: StringBuilder,
    n_bytes: usize,
    batches: Vec<RecordBatch>,
}

impl Json {
    pub fn new() -> Json {
        let [ids, records, errors] = [StringBuilder::new(), StringBuilder::new(), StringBuilder::new()];
        Json { ids, records, errors, n_bytes: 0, batches: Vec::new() }
    }

    pub fn schema() -> Schema {
        let columns = [
            ("report_id", "id of the report: the caller's, or the text's hash"),
            ("record", "the record as JSON, as the command line prints it"),
            ("error", "why the report could not be coded"),
        ];
        Schema::new(columns.map(|(name, about)| described(name, DataType::Utf8, about)).to_vec())
    }

    /// Adds a record and its id.
    pub fn push(&mut self, coded: Result<(String, String), Refusal>) -> Result<(), String> {
        let (id, record, error) = match coded {
            Ok((record, id)) => (Some(id), Some(record), None),
            Err(Refusal { report_id, message, .. }) => (report_id, None, Some(message)),
        };
        self.n_bytes += [&id, &record, &error].into_iter().flatten().map(String::len).sum::<usize>();
        self.ids.append_option(id);
        self.records.append_option(record);
        self.errors.append_option(error);
        if self.n_bytes > BATCH_BYTES {
            self.close();
        }
        Ok(())
    }

    pub fn table(mut self) -> PyResult<PyTable> {
        self.close();
        PyTable::try_new(self.batches, Json::schema().into())
    }

    fn close(&mut self) {
        let columns = [&mut self.ids, &mut self.records, &mut self.errors];
        let columns = columns.map(|builder| Arc::new(builder.finish()) as ArrayRef).to_vec();
        self.batches.push(batch(Json::schema(), columns));
        self.n_bytes = 0;
    }
}

/// Rows of the flat form's tables.
pub struct Flat {
    tables: Vec<(&'static str, Growing)>,
    numbers: Int64Builder,
    ids: StringBuilder,
    messages: StringBuilder,
}

impl Flat {
    pub fn new() -> Flat {
        // Happenings are what several reports tell: a table of reports has none.
        let tables =
            TABLES.iter().filter(|table| table.name != "happenings").map(|table| (table.name, Growing::new(table)));
        let (numbers, ids, messages) = (Int64Builder::new(), StringBuilder::new(), StringBuilder::new());
        Flat { tables: tables.collect(), numbers, ids, messages }
    }

    pub fn errors_schema() -> Schema {
        Schema::new(vec![
            described("row", DataType::Int64, "which row of the table, from 1"),
            described("report_id", DataType::Utf8, "id of the report, where the table has one"),
            described("error", DataType::Utf8, "why the report could not be coded"),
        ])
    }

    pub fn push(&mut self, coded: Result<Tables, Refusal>) -> Result<(), String> {
        match coded {
            Ok(tables) => {
                self.tables.iter_mut().zip(&tables.rows).for_each(|((_, growing), rows)| growing.extend(rows));
            }
            Err(Refusal { row, report_id, message }) => {
                self.numbers.append_value(row as i64);
                self.ids.append_option(report_id);
                self.messages.append_value(message);
            }
        }
        Ok(())
    }

    /// The tables by their names.
    pub fn tables(mut self) -> PyResult<Vec<(&'static str, PyTable)>> {
        let errors: Vec<ArrayRef> =
            vec![Arc::new(self.numbers.finish()), Arc::new(self.ids.finish()), Arc::new(self.messages.finish())];
        let errors = batch(Flat::errors_schema(), errors);
        let errors = PyTable::try_new(vec![errors], Flat::errors_schema().into())?;
        let tables = self.tables.into_iter().map(|(name, growing)| Ok((name, growing.table()?)));
        tables.chain([Ok(("errors", errors))]).collect()
    }
}

fn described(name: &str, kind: DataType, about: &str) -> Field {
    Field::new(name, kind, true).with_metadata(HashMap::from([("description".to_string(), about.to_string())]))
}

fn batch(schema: Schema, columns: Vec<ArrayRef>) -> RecordBatch {
    RecordBatch::try_new(schema.into(), columns).expect("columns follow the schema and are equally long")
}
