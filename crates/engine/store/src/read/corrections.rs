//! What analysts said.

use super::show::{self, Version};
use crate::connection::Reader;
use crate::error::{Error, Kind};
use corrections::{Correction, Kept, State, Undone};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::de::DeserializeOwned;

/// Which corrections are wanted; what is absent asks for nothing.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct CorrectionFilter {
    /// Id of a report: those of its events, and merges and splits of them.
    pub report: Option<String>,
    /// Id of an event.
    pub event: Option<String>,
    /// Kind.
    pub kind: Option<String>,
    /// What became of them.
    pub state: Option<State>,
}

const COLUMNS: &str = "c.id, c.kind, c.target, (SELECT r.id FROM stored_reports r WHERE r.identity = c.identity ORDER BY r.version DESC LIMIT 1), \
    c.event, c.body, c.\"by\", c.reason, c.at, c.undone_by, c.undone_reason, c.undone_at, c.is_stale, c.overrides, c.key";

/// Kinds that are of a report's events.
const OF_EVENTS: &str = "('accept', 'edit', 'strike', 'add')";

impl Reader {
    /// At most `limit` corrections that `filter` wants, after the first `skip`, the newest first.
    ///
    /// # Errors
    /// If the filter's report is not in the store, or the disk fails.
    pub fn corrections(&self, filter: &CorrectionFilter, limit: usize, skip: usize) -> Result<Vec<Correction>, Error> {
        let run = || {
            let identity = filter.report.as_deref().map(|id| self.identity(id)).transpose()?;
            let mut statement = self.connection.prepare_cached(&format!(
                "SELECT {COLUMNS} FROM stored_corrections c
                 WHERE (?1 IS NULL OR c.identity = ?1 OR c.key IN (SELECT correction FROM stored_ties WHERE identity = ?1))
                   AND (?2 IS NULL OR c.kind = ?2) AND (?3 IS NULL OR c.event = ?3)
                   AND (?4 IS NULL OR CASE WHEN c.undone_at IS NOT NULL THEN 'undone' WHEN c.is_stale THEN 'stale' ELSE 'applied' END = ?4)
                 ORDER BY c.key DESC LIMIT ?5 OFFSET ?6"
            ))?;
            let [limit, skip] = [limit, skip].map(|n| i64::try_from(n).unwrap_or(i64::MAX));
            let state = filter.state.map(State::name);
            let rows = statement.query_map(params![identity, filter.kind, filter.event, state, limit, skip], row)?;
            rows.map(|row| whole(row?).map(|(_, correction)| correction)).collect::<Result<Vec<_>, Error>>()
        };
        run().map_err(|error: Error| error.at(&self.path))
    }

    /// All corrections of a report, the newest first.
    ///
    /// # Errors
    /// If there is no such report.
    pub fn corrections_of(&self, report: &str) -> Result<Vec<Correction>, Error> {
        let filter = CorrectionFilter { report: Some(report.into()), ..CorrectionFilter::default() };
        self.corrections(&filter, usize::MAX, 0)
    }

    /// The correction with this id.
    ///
    /// # Errors
    /// If there is none.
    pub fn correction(&self, id: &str) -> Result<Correction, Error> {
        of_id(&self.connection, id).map(|(_, correction)| correction).map_err(|error| error.at(&self.path))
    }

    /// Each current report whose events somebody corrected, in the order in which they came into the store.
    ///
    /// # Errors
    /// What `report` returns; if the disk fails.
    pub fn corrected<E: From<Error>>(&self, mut report: impl FnMut(&Version) -> Result<(), E>) -> Result<(), E> {
        let own = |error: rusqlite::Error| E::from(Error::from(error).at(&self.path));
        let sql = format!(
            "SELECT {} FROM stored_reports r JOIN stored_texts t ON t.report = r.key WHERE r.state = 'current' AND r.identity IN
                (SELECT identity FROM stored_corrections WHERE undone_at IS NULL AND is_stale = 0 AND kind IN {OF_EVENTS}) ORDER BY r.key",
            show::VERSION
        );
        let mut statement = self.connection.prepare(&sql).map_err(own)?;
        let mut rows = statement.query([]).map_err(own)?;
        while let Some(row) = rows.next().map_err(own)? {
            let version = show::unpacked(show::version(row).map_err(own)?);
            report(&version.map_err(|error| E::from(error.at(&self.path)))?)?;
        }
        Ok(())
    }
}

/// Corrections of the events of a report, in the order in which they are laid over each other, and whether they were stale.
pub(crate) fn kept(connection: &Connection, identity: &str) -> Result<Vec<(Kept, bool)>, Error> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT id, \"by\", reason, body, anchor, undone_at IS NOT NULL, is_stale FROM stored_corrections
         WHERE identity = ? AND kind IN {OF_EVENTS} ORDER BY key"
    ))?;
    let mut rows = statement.query([identity])?;
    let mut kept = Vec::new();
    while let Some(row) = rows.next()? {
        let (body, anchor): (String, String) = (row.get(3)?, row.get(4)?);
        let correction = Kept {
            id: row.get(0)?,
            by: row.get(1)?,
            reason: row.get(2)?,
            change: parsed(&body)?,
            anchor: parsed(&anchor)?,
            is_undone: row.get(5)?,
        };
        kept.push((correction, row.get(6)?));
    }
    Ok(kept)
}

/// The correction with this key.
pub(crate) fn of_key(connection: &Connection, key: i64) -> Result<Correction, Error> {
    let sql = format!("SELECT {COLUMNS} FROM stored_corrections c WHERE c.key = ?");
    let row = connection.prepare_cached(&sql)?.query_row([key], row)?;
    whole(row).map(|(_, correction)| correction)
}

/// Key and content of the correction with this id.
pub(crate) fn of_id(connection: &Connection, id: &str) -> Result<(i64, Correction), Error> {
    let sql = format!("SELECT {COLUMNS} FROM stored_corrections c WHERE c.id = ?");
    let found = connection.prepare_cached(&sql)?.query_row([id], row).optional()?;
    whole(found.ok_or_else(|| Error::new(Kind::Unknown(id.into())))?)
}

fn parsed<T: DeserializeOwned>(json: &str) -> Result<T, Error> {
    serde_json::from_str(json).map_err(|error| Error::new(Kind::Ledger(error)))
}

/// A row as it lies in the ledger.
struct Listed {
    key: i64,
    id: String,
    kind: String,
    target: String,
    report: Option<String>,
    event: Option<String>,
    body: String,
    by: String,
    reason: String,
    at: String,
    undone: Option<Undone>,
    is_stale: bool,
    overrides: String,
}

fn row(row: &Row) -> rusqlite::Result<Listed> {
    let undone: (Option<String>, Option<String>, Option<String>) = (row.get(9)?, row.get(10)?, row.get(11)?);
    let undone = match undone {
        (Some(by), Some(reason), Some(at)) => Some(Undone { by, reason, at }),
        _ => None,
    };
    Ok(Listed {
        key: row.get(14)?,
        id: row.get(0)?,
        kind: row.get(1)?,
        target: row.get(2)?,
        report: row.get(3)?,
        event: row.get(4)?,
        body: row.get(5)?,
        by: row.get(6)?,
        reason: row.get(7)?,
        at: row.get(8)?,
        undone,
        is_stale: row.get(12)?,
        overrides: row.get(13)?,
    })
}

fn whole(listed: Listed) -> Result<(i64, Correction), Error> {
    let state = match (&listed.undone, listed.is_stale) {
        (Some(_), _) => State::Undone,
        (None, true) => State::Stale,
        (None, false) => State::Applied,
    };
    let correction = Correction {
        id: listed.id,
        kind: listed.kind,
        target: listed.target,
        report: listed.report,
        event: listed.event,
        body: parsed(&listed.body)?,
        by: listed.by,
        reason: listed.reason,
        at: listed.at,
        undone: listed.undone,
        state,
        overrides: listed.overrides.split_whitespace().map(str::to_string).collect(),
    };
    Ok((listed.key, correction))
}
