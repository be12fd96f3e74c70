//! What analysts say of happenings: which mentions are one, and which are not.

use super::Change;
use super::corrections::parsed;
use crate::error::Error;
use corrections::Anchor;
use record::Record;
use rusqlite::params;
use std::collections::{BTreeMap, BTreeSet};

impl Change<'_> {
    /// Lets go of the events of a report that are about to be removed: all that they are tied to is parted anew.
    pub(super) fn loosen(&mut self, report: i64) -> Result<(), Error> {
        if !self.sketches.has_ties()? {
            return Ok(());
        }
        self.loosen_ties_of(report)?;
        let mut statement = self.transaction.prepare_cached(
            "UPDATE stored_ties SET event = NULL WHERE event IN (SELECT key FROM stored_events WHERE report = ?)",
        )?;
        statement.execute([report])?;
        Ok(())
    }

    fn loosen_ties_of(&mut self, report: i64) -> Result<(), Error> {
        let mut statement = self.transaction.prepare_cached(
            "SELECT DISTINCT o.node FROM stored_events e JOIN stored_ties a ON a.event = e.key
             JOIN stored_ties b ON b.correction = a.correction JOIN stored_events o ON o.key = b.event
             WHERE e.report = ? AND o.node IS NOT NULL",
        )?;
        let nodes = statement.query_map([report], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
        self.loosened.extend(nodes);
        Ok(())
    }

    /// Finds the events of a report that corrections tie, once they and their nodes are in the store.
    pub(super) fn tie(&mut self, report: i64, record: &Record, text: &str) -> Result<(), Error> {
        if !self.sketches.has_ties()? {
            return Ok(());
        }
        let mut statement = self.transaction.prepare_cached(
            "SELECT t.correction, t.number, t.anchor FROM stored_ties t JOIN stored_corrections c ON c.key = t.correction
             WHERE t.identity = (SELECT identity FROM stored_reports WHERE key = ?) AND c.undone_at IS NULL ORDER BY 1, 2",
        )?;
        let rows = statement.query_map([report], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let rows: Vec<(i64, i64, String)> = rows.collect::<Result<_, _>>()?;
        let mut anchors = Vec::with_capacity(rows.len());
        for (correction, number, anchor) in rows {
            anchors.push((correction, number, parsed::<Anchor>(&anchor)?));
        }
        let named: BTreeSet<String> = anchors.iter().map(|(.., anchor)| anchor.event.id.clone()).collect();
        let keys = self.keys_of(report)?;
        let mut update =
            self.transaction.prepare_cached("UPDATE stored_ties SET event = ? WHERE correction = ? AND number = ?")?;
        let mut corrections = BTreeSet::new();
        for (correction, number, anchor) in &anchors {
            let event = anchor.found_in(record, text, &named).and_then(|id| keys.get(&id).copied());
            update.execute(params![event, correction, number])?;
            corrections.insert(*correction);
        }
        corrections.into_iter().try_for_each(|correction| self.tell_stale(correction))?;
        self.loosen_ties_of(report)
    }

    /// A merge or split is stale while nothing is left of one of its sides.
    pub(super) fn tell_stale(&self, correction: i64) -> Result<(), Error> {
        let mut statement = self.transaction.prepare_cached(
            "UPDATE stored_corrections SET is_stale = EXISTS
                (SELECT 1 FROM stored_ties WHERE correction = ?1 GROUP BY is_together HAVING count(event) = 0)
             WHERE key = ?1",
        )?;
        statement.execute([correction])?;
        Ok(())
    }

    fn keys_of(&self, report: i64) -> Result<BTreeMap<String, i64>, Error> {
        let mut statement = self.transaction.prepare_cached("SELECT id, key FROM stored_events WHERE report = ?")?;
        let keys = statement.query_map([report], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(keys.collect::<Result<_, _>>()?)
    }
}
