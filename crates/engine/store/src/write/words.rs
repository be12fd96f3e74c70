//! What the full-text indexes get, gathered over one transaction.
//!
//! The index writes out what it holds in memory whenever a row comes with a lower key than the last one. Events come in the
//! order of reports and not of time, so they are sorted first.

use crate::error::Error;
use rusqlite::{Transaction, params};
use std::collections::BTreeMap;

/// Words of one row: a title, and text or evidence.
type Row = (Option<String>, String);

#[derive(Default)]
pub(super) struct Words {
    events: BTreeMap<i64, Row>,
    reports: BTreeMap<i64, Row>,
    names: BTreeMap<i64, String>,
}

impl Words {
    pub(super) fn event(&mut self, key: i64, title: Option<&str>, evidence: &str) {
        self.events.insert(key, (title.map(str::to_string), evidence.to_string()));
    }

    pub(super) fn report(&mut self, key: i64, title: Option<&str>, text: &str) {
        self.reports.insert(key, (title.map(str::to_string), text.to_string()));
    }

    pub(super) fn name(&mut self, key: i64, name: &str) {
        self.names.insert(key, name.to_string());
    }

    /// Takes out an event: of this transaction, or of the store.
    pub(super) fn remove_event(&mut self, key: i64, transaction: &Transaction) -> Result<(), Error> {
        if self.events.remove(&key).is_none() {
            transaction.prepare_cached("DELETE FROM search_events WHERE rowid = ?")?.execute([key])?;
        }
        Ok(())
    }

    /// Takes out a report: of this transaction, or of the store.
    pub(super) fn remove_report(&mut self, key: i64, transaction: &Transaction) -> Result<(), Error> {
        if self.reports.remove(&key).is_none() {
            transaction.prepare_cached("DELETE FROM search_reports WHERE rowid = ?")?.execute([key])?;
        }
        Ok(())
    }

    pub(super) fn write(&self, transaction: &Transaction) -> Result<(), Error> {
        let mut insert =
            transaction.prepare_cached("INSERT INTO search_events (rowid, title, evidence) VALUES (?, ?, ?)")?;
        for (key, (title, evidence)) in &self.events {
            insert.execute(params![key, title, evidence])?;
        }
        let mut insert =
            transaction.prepare_cached("INSERT INTO search_reports (rowid, title, text) VALUES (?, ?, ?)")?;
        for (key, (title, text)) in &self.reports {
            insert.execute(params![key, title, text])?;
        }
        let mut insert = transaction.prepare_cached("INSERT INTO search_names (rowid, name) VALUES (?, ?)")?;
        for (key, name) in &self.names {
            insert.execute(params![key, name])?;
        }
        Ok(())
    }
}
