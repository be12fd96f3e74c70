//! What changes a store, each change in one transaction.

mod alerts;
pub(crate) mod clusters;
pub(crate) mod corrections;
mod entities;
mod events;
pub(crate) mod feeds;
mod findings;
mod happenings;
mod nodes;
mod removal;
mod rollups;
mod stories;
#[cfg(test)]
mod tests;
mod ties;
mod words;

use crate::connection::Store;
use crate::error::{Error, Kind};
use crate::identity::Incoming;
use crate::packing;
use ::corrections::Applied;
use entities::Keys;
use nodes::Sketches;
use record::{Coder, Record};
use rusqlite::{OptionalExtension, Transaction, TransactionBehavior, params};
use std::collections::{BTreeMap, BTreeSet};
use words::Words;

/// What became of an incoming report.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Added {
    /// It is new.
    New,
    /// It takes the place of an earlier version.
    Changed,
    /// This version, or the same text under no other name, is there already; nothing was written.
    Known,
}

impl Store {
    /// Adds reports, all or none, in their order; tells of each what became of it.
    ///
    /// `at` is the moment of writing, UTC, such as `2026-11-26T23:13:22Z`.
    ///
    /// # Errors
    /// If the disk is full or fails, or another process does not stop writing: the store is then as before.
    pub fn add(&mut self, reports: &[Incoming], at: &str) -> Result<Vec<Added>, Error> {
        self.change(at, |change| reports.iter().map(|report| change.add(report)).collect())
    }

    /// Withdraws the current version of a report: its events go, their ids stay in `deletions` with the reason.
    ///
    /// # Errors
    /// If no current report has this id, or the disk fails.
    pub fn withdraw(&mut self, id: &str, reason: &str, at: &str) -> Result<usize, Error> {
        self.change(at, |change| change.withdraw(id, reason))
    }

    /// Puts `record` in the place of what the current version of the report with key `report` was coded as.
    ///
    /// # Errors
    /// If the report is not current any more, or the disk fails.
    pub fn recode(&mut self, recoded: &[(i64, Record)], at: &str) -> Result<(), Error> {
        self.change(at, |change| recoded.iter().try_for_each(|(report, record)| change.recode(*report, record)))
    }

    fn change<T>(&mut self, at: &str, work: impl FnOnce(&mut Change) -> Result<T, Error>) -> Result<T, Error> {
        let path = self.path.clone();
        let run = || {
            let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let mut change = Change::new(&transaction, at);
            let result = work(&mut change)?;
            change.sum_up_stale()?;
            change.words.write(&transaction)?;
            transaction.commit()?;
            Ok(result)
        };
        run().map_err(|error: Error| error.at(&path))
    }
}

/// One transaction under way.
struct Change<'t> {
    transaction: &'t Transaction<'t>,
    at: &'t str,
    words: Words,
    sketches: Sketches<'t>,
    stale_stories: BTreeSet<i64>,
    stale_happenings: BTreeSet<i64>,
    wanted: Wanted,
    /// Where members were, while a correction is put in force.
    displaced: Option<Wanted>,
    /// Nodes whose ties changed.
    loosened: BTreeSet<i64>,
}

/// What is to stay as it was when rows are written anew: ids of happenings and keys by the ids of events, ids of stories by those of reports.
#[derive(Default)]
struct Wanted {
    happenings: BTreeMap<String, String>,
    stories: BTreeMap<String, String>,
    keys: BTreeMap<String, i64>,
}

/// What the store holds under an identity now.
struct Held {
    key: i64,
    version: i64,
    is_current: bool,
}

impl<'t> Change<'t> {
    fn new(transaction: &'t Transaction<'t>, at: &'t str) -> Change<'t> {
        Change {
            transaction,
            at,
            words: Words::default(),
            sketches: Sketches::new(transaction),
            stale_stories: BTreeSet::new(),
            stale_happenings: BTreeSet::new(),
            wanted: Wanted::default(),
            displaced: None,
            loosened: BTreeSet::new(),
        }
    }
}

impl Change<'_> {
    fn add(&mut self, report: &Incoming) -> Result<Added, Error> {
        if is_known(self.transaction, report)? {
            return Ok(Added::Known);
        }
        let held = self.newest(&report.identity.written())?;
        let applied = self.applied(&report.identity.written(), &report.record, &report.text)?;
        if let Some(held) = held.as_ref().filter(|held| held.is_current) {
            self.set_state(held.key, "replaced")?;
            self.clear(held.key, "changed", &kept(&applied.record))?;
        }
        let n_events = applied.record.events.len();
        let key = self.insert_report(report, n_events, held.as_ref().map_or(1, |held| held.version + 1))?;
        self.insert_contents(key, &report.record, &applied, &report.text, report.byline.as_deref())?;
        Ok(if held.is_some() { Added::Changed } else { Added::New })
    }

    fn newest(&self, identity: &str) -> Result<Option<Held>, Error> {
        let mut statement = self.transaction.prepare_cached(
            "SELECT key, version, state = 'current' FROM stored_reports WHERE identity = ? ORDER BY version DESC LIMIT 1",
        )?;
        let held = statement
            .query_row([identity], |row| Ok(Held { key: row.get(0)?, version: row.get(1)?, is_current: row.get(2)? }));
        Ok(held.optional()?)
    }

    fn set_state(&self, key: i64, state: &str) -> Result<(), Error> {
        let mut statement = self.transaction.prepare_cached("UPDATE stored_reports SET state = ? WHERE key = ?")?;
        statement.execute(params![state, key])?;
        Ok(())
    }

    fn insert_report(&self, report: &Incoming, n_events: usize, version: i64) -> Result<i64, Error> {
        let record = &report.record;
        let coder = coder_key(self.transaction, &record.coder)?;
        let mut statement = self.transaction.prepare_cached(
            "INSERT INTO stored_reports (identity, version, state, content, id, title, url, publisher, byline, published, language,
                text_sha256, coder, n_events, source, added)
             VALUES (?, ?, 'current', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?;
        Ok(statement.insert(params![
            report.identity.written(),
            version,
            report.content.bytes(),
            record.id,
            record.title,
            record.url,
            record.publisher,
            report.byline,
            record.published,
            record.language,
            record.text_sha256,
            coder,
            n_events,
            report.source,
            self.at,
        ])?)
    }

    /// Text, record, events, entities and findings of the report with this key.
    fn insert_contents(
        &mut self,
        key: i64,
        coded: &Record,
        applied: &Applied,
        text: &str,
        byline: Option<&str>,
    ) -> Result<(), Error> {
        let mut statement = self
            .transaction
            .prepare_cached("INSERT OR REPLACE INTO stored_texts (report, text, record) VALUES (?, ?, ?)")?;
        statement.execute(params![key, text, packing::pack(coded)?])?;
        self.keep_corrected(key, coded, applied)?;
        self.insert_rows(key, applied, text)?;
        self.words.report(key, applied.record.title.as_deref(), text);
        self.cluster(key, &applied.record, text, byline)
    }

    /// Entities, events and findings.
    fn insert_rows(&mut self, key: i64, applied: &Applied, text: &str) -> Result<(), Error> {
        let mut keys = Keys::default();
        self.insert_entities(key, &applied.record, &mut keys)?;
        self.insert_events(key, applied, text, &mut keys)?;
        self.insert_findings(key, &applied.record, &keys)
    }

    fn withdraw(&mut self, id: &str, reason: &str) -> Result<usize, Error> {
        let mut statement = self
            .transaction
            .prepare_cached("SELECT key, n_events FROM stored_reports WHERE id = ? AND state = 'current'")?;
        let found: Option<(i64, usize)> = statement.query_row([id], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let (key, n_events) = found.ok_or_else(|| Error::new(Kind::Unknown(id.into())))?;
        self.clear(key, &format!("withdrawn: {reason}"), &Default::default())?;
        self.set_state(key, "withdrawn")?;
        Ok(n_events)
    }

    fn recode(&mut self, key: i64, record: &Record) -> Result<(), Error> {
        let mut statement = self.transaction.prepare_cached(
            "SELECT t.text, r.byline, r.identity FROM stored_texts t JOIN stored_reports r ON r.key = t.report
             WHERE r.key = ? AND r.state = 'current'",
        )?;
        let held: Option<(String, Option<String>, String)> =
            statement.query_row([key], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?;
        // Another process has put a newer version in its place since it was read.
        let Some((text, byline, identity)) = held else { return Ok(()) };
        let applied = self.applied(&identity, record, &text)?;
        self.clear(key, "recoded", &kept(&applied.record))?;
        let coder = coder_key(self.transaction, &record.coder)?;
        let mut statement = self
            .transaction
            .prepare_cached("UPDATE stored_reports SET coder = ?, n_events = ?, language = ? WHERE key = ?")?;
        statement.execute(params![coder, applied.record.events.len(), record.language, key])?;
        self.insert_contents(key, record, &applied, &text, byline.as_deref())
    }
}

/// Ids of events that a new record still has: they are not published as deleted.
type KeptIds<'r> = std::collections::BTreeSet<&'r str>;

fn kept(record: &Record) -> KeptIds<'_> {
    record.events.iter().map(|event| event.id.as_str()).collect()
}

/// Whether this content was read under this identity before, or the same text under another one that nobody gave it.
fn is_known(transaction: &Transaction, report: &Incoming) -> Result<bool, Error> {
    let hash = report.identity.is_told_by_text().then_some(report.record.text_sha256.as_str());
    crate::read::is_known(transaction, &report.identity, &report.content, hash)
}

fn coder_key(transaction: &Transaction, coder: &Coder) -> Result<i64, Error> {
    let mut find = transaction.prepare_cached(
        "SELECT key FROM stored_coders WHERE name = ? AND version = ? AND models = ? AND knowledge = ?",
    )?;
    let values = params![coder.name, coder.version, coder.models, coder.knowledge];
    if let Some(key) = find.query_row(values, |row| row.get(0)).optional()? {
        return Ok(key);
    }
    let mut insert = transaction
        .prepare_cached("INSERT INTO stored_coders (name, version, models, knowledge) VALUES (?, ?, ?, ?)")?;
    Ok(insert.insert(values)?)
}
