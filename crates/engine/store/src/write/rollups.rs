//! Sums by pair and month and by actor and month.

use super::Change;
use crate::error::Error;
use aggregation::pairs;
use record::{Argument, Event};
use rusqlite::params;
use std::collections::BTreeSet;

impl Change<'_> {
    /// Adds an event to the sums of mentions.
    pub(super) fn roll_up(&self, key: i64, event: &Event) -> Result<(), Error> {
        let mut statement = self
            .transaction
            .prepare_cached("INSERT INTO stored_pairs (first, second, event, direction) VALUES (?, ?, ?, ?)")?;
        for pair in pairs(&countries(&event.actors), &countries(&event.recipients), event.recipients.is_empty()) {
            statement.execute(params![pair.first, pair.second, key, pair.direction.name()])?;
        }
        self.count(key, 1)
    }

    /// Adds the stored event `n` times to the sums of mentions.
    ///
    /// Read from the rows and not from the record, so that taking away always undoes what adding did.
    pub(super) fn count(&self, key: i64, n: i64) -> Result<(), Error> {
        let mut statement = self.transaction.prepare_cached(
            "INSERT INTO stored_dyad_months (first, second, month, direction, quad, status, mentions, happenings, score, goldstein)
             SELECT p.first, p.second, substr(e.date_start, 1, 7), p.direction, e.quad, e.status, ?2, 0, ?2 * e.score, ?2 * e.goldstein
             FROM stored_events e JOIN stored_pairs p ON p.event = e.key WHERE e.key = ?1 AND e.date_start IS NOT NULL
             ON CONFLICT DO UPDATE SET mentions = mentions + excluded.mentions,
                score = round(score + excluded.score, 6), goldstein = round(goldstein + excluded.goldstein, 6)",
        )?;
        statement.execute([key, n])?;
        let mut statement = self.transaction.prepare_cached(
            "INSERT INTO stored_actor_months (month, country, sector, role, mentions)
             SELECT DISTINCT substr(e.date_start, 1, 7), p.country, coalesce(p.sector, ''), p.role, ?2
             FROM stored_events e JOIN stored_participants p ON p.event = e.key
             WHERE e.key = ?1 AND e.date_start IS NOT NULL AND p.country IS NOT NULL AND p.role <> 'sayer'
             ON CONFLICT DO UPDATE SET mentions = mentions + excluded.mentions",
        )?;
        statement.execute([key, n])?;
        if n < 0 {
            self.drop_empty_sums(key)?;
        }
        Ok(())
    }

    /// Sums that came to nothing are not rows.
    fn drop_empty_sums(&self, key: i64) -> Result<(), Error> {
        let mut statement = self.transaction.prepare_cached(
            "DELETE FROM stored_dyad_months WHERE mentions = 0 AND happenings = 0 AND (first, second, month) IN
             (SELECT p.first, p.second, substr(e.date_start, 1, 7) FROM stored_events e JOIN stored_pairs p ON p.event = e.key WHERE e.key = ?)",
        )?;
        statement.execute([key])?;
        let mut statement = self.transaction.prepare_cached(
            "DELETE FROM stored_actor_months WHERE mentions = 0 AND (month, country) IN
             (SELECT substr(e.date_start, 1, 7), p.country FROM stored_events e JOIN stored_participants p ON p.event = e.key WHERE e.key = ?)",
        )?;
        statement.execute([key])?;
        Ok(())
    }
}

fn countries(arguments: &[Argument]) -> BTreeSet<String> {
    arguments.iter().filter_map(|argument| argument.country.clone()).collect()
}
