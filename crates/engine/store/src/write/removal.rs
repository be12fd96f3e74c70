//! Taking away what a version of a report gave.

use super::{Change, KeptIds};
use crate::error::Error;
use rusqlite::params;
use std::collections::BTreeSet;

/// Tables with rows of a report, those that others point at last.
const OF_REPORT: [&str; 3] = ["stored_quotes", "stored_materiel", "stored_numbers"];

impl Change<'_> {
    /// Removes events, entities and findings of the report with this key; its text, its record and its row stay.
    ///
    /// Events whose ids are not in `kept` are published as deleted for this reason.
    pub(super) fn clear(&mut self, report: i64, reason: &str, kept: &KeptIds) -> Result<(), Error> {
        let events = self.events_of(report)?;
        self.clear_rows(report)?;
        for (_, id, _) in events.iter().filter(|(_, id, _)| !kept.contains(id.as_str())) {
            self.publish_deletion(id, report, reason)?;
        }
        let nodes: BTreeSet<i64> = events.into_iter().filter_map(|(.., node)| node).collect();
        self.leave_happenings(report, nodes)?;
        self.leave_story(report)?;
        self.sketches.drop(report)?;
        self.words.remove_report(report, self.transaction)
    }

    /// Removes rows of entities, events and findings, and nothing that they are compared by.
    pub(super) fn clear_rows(&mut self, report: i64) -> Result<(), Error> {
        for table in OF_REPORT {
            self.transaction.prepare_cached(&format!("DELETE FROM {table} WHERE report = ?"))?.execute([report])?;
        }
        self.loosen(report)?;
        for (key, ..) in self.events_of(report)? {
            self.remove_event(key)?;
        }
        let mut offices = self.transaction.prepare_cached(
            "DELETE FROM stored_offices WHERE entity IN (SELECT key FROM stored_entities WHERE report = ?)",
        )?;
        offices.execute([report])?;
        self.transaction.prepare_cached("DELETE FROM stored_entities WHERE report = ?")?.execute([report])?;
        Ok(())
    }

    fn events_of(&self, report: i64) -> Result<Vec<(i64, String, Option<i64>)>, Error> {
        let mut statement = self
            .transaction
            .prepare_cached("SELECT key, id, node FROM stored_events WHERE report = ? ORDER BY number")?;
        let rows = statement.query_map([report], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn remove_event(&mut self, key: i64) -> Result<(), Error> {
        self.count(key, -1)?;
        self.words.remove_event(key, self.transaction)?;
        let mut countries = self.transaction.prepare_cached(
            "DELETE FROM stored_countries WHERE (country, role, event) IN
             (SELECT country, role, event FROM stored_participants WHERE event = ? AND country IS NOT NULL)",
        )?;
        countries.execute([key])?;
        for table in ["stored_pairs", "stored_participants"] {
            self.transaction.prepare_cached(&format!("DELETE FROM {table} WHERE event = ?"))?.execute([key])?;
        }
        self.transaction.prepare_cached("DELETE FROM stored_events WHERE key = ?")?.execute([key])?;
        Ok(())
    }

    pub(super) fn publish_deletion(&self, event: &str, report: i64, reason: &str) -> Result<(), Error> {
        let mut statement = self.transaction.prepare_cached(
            "INSERT INTO stored_deletions (event, report, version, reason, at)
             SELECT ?, id, version, ?, ? FROM stored_reports WHERE key = ?",
        )?;
        statement.execute(params![event, reason, self.at, report])?;
        Ok(())
    }
}
