//! What is new, and what weighs most.

use super::happenings::Happening;
use super::pairs::Alert;
use crate::connection::Reader;
use crate::error::Error;
use jiff::civil::Date;
use rusqlite::params;

/// What came into a store after a moment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Arrived {
    /// Current reports.
    pub reports: u64,
    /// Their events.
    pub events: u64,
}

impl Reader {
    /// What came after the report with this key.
    ///
    /// # Errors
    /// If the disk fails.
    pub fn arrived_since(&self, report: i64) -> Result<Arrived, Error> {
        let run = || {
            let mut statement = self.connection.prepare_cached(
                "SELECT count(*), coalesce(sum(n_events), 0) FROM stored_reports WHERE key > ? AND state = 'current'",
            )?;
            Ok(statement.query_row([report], |row| Ok(Arrived { reports: row.get(0)?, events: row.get(1)? }))?)
        };
        run().map_err(|error: Error| error.at(&self.path))
    }

    /// What took place between two days, told by the most independent publishers first, then the most hostile or friendly, at most `limit`.
    ///
    /// # Errors
    /// If the disk fails.
    pub fn weighty(&self, since: Date, until: Date, limit: usize) -> Result<Vec<Happening>, Error> {
        let run = || {
            let mut statement = self.connection.prepare_cached(
                "SELECT key FROM stored_happenings WHERE date_start >= ? AND date_start <= ? AND status = 'actual'
                 ORDER BY n_sources DESC, abs(score) DESC, confidence DESC, key DESC LIMIT ?",
            )?;
            let rows = statement.query_map(params![since.to_string(), until.to_string(), limit], |row| row.get(0))?;
            let keys: Vec<i64> = rows.collect::<Result<_, _>>()?;
            let found = keys.into_iter().map(|key| self.happening_at(key)).collect::<Result<Vec<_>, Error>>()?;
            Ok(found.into_iter().flatten().collect())
        };
        run().map_err(|error: Error| error.at(&self.path))
    }

    /// The shifts that were told last, the newest first, at most `limit`.
    ///
    /// # Errors
    /// If the disk fails.
    pub fn newest_alerts(&self, limit: usize) -> Result<Vec<Alert>, Error> {
        let run = || {
            let mut statement = self.connection.prepare_cached(
                "SELECT first, second, course, began, began_first, began_last, told, shift, at FROM stored_alerts
                 ORDER BY told DESC, key DESC LIMIT ?",
            )?;
            let rows = statement.query_map([limit], super::pairs::alert)?;
            Ok(rows.collect::<Result<_, _>>()?)
        };
        run().map_err(|error: Error| error.at(&self.path))
    }
}
