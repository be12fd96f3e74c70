use super::filter::{Filter, Sort};
use super::happenings::Told;
use super::show::{self, Version};
use super::statement;
use crate::connection::Reader;
use crate::error::Error;
use rusqlite::{params, params_from_iter};
use std::collections::BTreeMap;

/// A report with those of its events that a filter wants.
#[derive(Clone, PartialEq, Debug)]
pub struct StoredReport {
    /// The report.
    pub version: Version,
    /// Index into the record's events and id of the happening of each event wanted, in the record's order.
    pub events: Vec<(usize, String)>,
}

/// An event that a filter wants, with the report that tells it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct StoredEvent<'r> {
    /// The report.
    pub report: &'r Version,
    /// Index into its record's events.
    pub index: usize,
    /// Id of the happening that it is a mention of.
    pub happening: &'r str,
}

/// A happening that events of an export mention.
#[derive(Clone, PartialEq, Debug)]
pub struct HappeningRow {
    /// Its id.
    pub id: String,
    /// The surest of the mentions that the filter wants.
    pub representative: Version,
    /// Which of the record's events that is.
    pub index: usize,
    /// Ids of the mentions that the filter wants, in the order of time.
    pub mentions: Vec<String>,
    /// How many reports mention it.
    pub reports: usize,
    /// How many independent publishers tell the happening, wanted or not.
    pub publishers: usize,
    /// First day of publication.
    pub first_published: Option<String>,
    /// Last day of publication.
    pub last_published: Option<String>,
}

const WANTED: &str =
    "CREATE TEMP TABLE wanted (event INTEGER PRIMARY KEY, report INTEGER, number INTEGER, happening INTEGER)";

impl Reader {
    /// All that an export of the events that `filter` wants needs: `report` gets each report with its events in the order in
    /// which they came into the store, then `happening` each happening in the order of its first mention.
    ///
    /// One state of the store is read, whatever is written meanwhile. Reports without a wanted event are left out, unless
    /// the filter asks for nothing: then every current report comes. Memory holds one report, and the keys of the events.
    ///
    /// # Errors
    /// What `report` or `happening` return; if the disk fails.
    pub fn export<E: From<Error>>(
        &self,
        filter: &Filter,
        mut report: impl FnMut(&StoredReport) -> Result<(), E>,
        mut happening: impl FnMut(&HappeningRow) -> Result<(), E>,
    ) -> Result<(), E> {
        self.with_wanted(filter, || {
            self.wanted_reports(filter, usize::MAX, &mut report)?;
            self.wanted_happenings(Told::default(), usize::MAX, &mut happening)
        })
    }

    /// The reports of [`Reader::export`] alone, at most `limit`.
    ///
    /// # Errors
    /// What `report` returns; if the words of the filter hold no word, or the disk fails.
    pub fn export_reports<E: From<Error>>(
        &self,
        filter: &Filter,
        limit: usize,
        mut report: impl FnMut(&StoredReport) -> Result<(), E>,
    ) -> Result<(), E> {
        self.with_wanted(filter, || self.wanted_reports(filter, limit, &mut report))
    }

    /// The happenings of [`Reader::export`] alone, of them those that `told` wants, at most `limit`.
    ///
    /// # Errors
    /// What `happening` returns; if the words of the filter hold no word, or the disk fails.
    pub fn export_happenings<E: From<Error>>(
        &self,
        filter: &Filter,
        told: Told,
        limit: usize,
        mut happening: impl FnMut(&HappeningRow) -> Result<(), E>,
    ) -> Result<(), E> {
        self.with_wanted(filter, || self.wanted_happenings(told, limit, &mut happening))
    }

    /// At most `limit` events that `filter` wants, in the order of `sort`, each with its report.
    ///
    /// One state of the store is read, whatever is written meanwhile. Memory holds the reports of neighboring events, not all.
    ///
    /// # Errors
    /// What `event` returns; if the words of the filter hold no word, or the disk fails.
    pub fn export_events<E: From<Error>>(
        &self,
        filter: &Filter,
        sort: Sort,
        limit: usize,
        mut event: impl FnMut(StoredEvent) -> Result<(), E>,
    ) -> Result<(), E> {
        let own = |error: Error| E::from(error.at(&self.path));
        let driver = |error: rusqlite::Error| own(error.into());
        // Dropped at the end: nothing is written.
        let _state = self.connection.unchecked_transaction().map_err(driver)?;
        let first = self.narrowest(filter).map_err(own)?;
        let chosen = statement::events(filter, "e.report, e.number, e.happening", sort, first).map_err(own)?;
        let mut statement = self.connection.prepare(&chosen.sql).map_err(driver)?;
        let mut rows = statement.query(params_from_iter(chosen.values)).map_err(driver)?;
        let (mut held, mut n_left) = (Held::default(), limit);
        while n_left > 0
            && let Some(row) = rows.next().map_err(driver)?
        {
            let place = || Ok((row.get(0)?, row.get(1)?, row.get(2)?));
            let (report, index, happening): (i64, usize, i64) = place().map_err(driver)?;
            let happening = self.happening_id(happening).map_err(own)?;
            let report = held.version(report, |key| self.version_of(key)).map_err(own)?;
            event(StoredEvent { report, index, happening: &happening })?;
            n_left -= 1;
        }
        Ok(())
    }

    /// Does `work` while the events that `filter` wants stand in the table `wanted`, in one state of the store.
    fn with_wanted<E: From<Error>>(&self, filter: &Filter, work: impl FnOnce() -> Result<(), E>) -> Result<(), E> {
        self.begin(filter).map_err(|error| E::from(error.at(&self.path)))?;
        let done = work();
        let ended = self.connection.execute_batch("DROP TABLE temp.wanted; COMMIT");
        done?;
        ended.map_err(|error| E::from(Error::from(error).at(&self.path)))
    }

    fn begin(&self, filter: &Filter) -> Result<(), Error> {
        let chosen = statement::events(filter, "e.key, e.report, e.number, e.happening", Sort::Oldest, 0)?;
        self.connection.execute_batch("BEGIN")?;
        let filled = self.connection.execute_batch(WANTED).and_then(|()| {
            let sql = format!("INSERT OR IGNORE INTO wanted {}", chosen.sql);
            self.connection.execute(&sql, params_from_iter(chosen.values))?;
            self.connection.execute_batch(
                "CREATE INDEX temp.wanted_report ON wanted (report, number); CREATE INDEX temp.wanted_happening ON wanted (happening, event)",
            )
        });
        if filled.is_err() {
            self.connection.execute_batch("ROLLBACK")?;
        }
        Ok(filled?)
    }

    fn wanted_reports<E: From<Error>>(
        &self,
        filter: &Filter,
        limit: usize,
        report: &mut impl FnMut(&StoredReport) -> Result<(), E>,
    ) -> Result<(), E> {
        let own = |error: rusqlite::Error| E::from(Error::from(error).at(&self.path));
        let reports = if *filter == Filter::default() {
            "SELECT key FROM stored_reports WHERE state = 'current' ORDER BY key LIMIT ?"
        } else {
            "SELECT DISTINCT report FROM wanted ORDER BY report LIMIT ?"
        };
        let mut statement = self.connection.prepare(reports).map_err(own)?;
        let mut rows = statement.query([rows_at_most(limit)]).map_err(own)?;
        while let Some(row) = rows.next().map_err(own)? {
            let key = row.get(0).map_err(own)?;
            report(&self.stored_report(key).map_err(|error| error.at(&self.path))?)?;
        }
        Ok(())
    }

    fn wanted_happenings<E: From<Error>>(
        &self,
        told: Told,
        limit: usize,
        happening: &mut impl FnMut(&HappeningRow) -> Result<(), E>,
    ) -> Result<(), E> {
        let own = |error: rusqlite::Error| E::from(Error::from(error).at(&self.path));
        let mut statement = self
            .connection
            .prepare(
                "SELECT w.happening FROM wanted w JOIN stored_happenings h ON h.key = w.happening
                 WHERE h.n_sources >= ?1 AND (h.n_disagreements > 0 OR NOT ?2) GROUP BY w.happening ORDER BY min(w.event) LIMIT ?3",
            )
            .map_err(own)?;
        let values = params![told.min_publishers, told.is_disputed, rows_at_most(limit)];
        let mut rows = statement.query(values).map_err(own)?;
        while let Some(row) = rows.next().map_err(own)? {
            let key = row.get(0).map_err(own)?;
            happening(&self.happening_row(key).map_err(|error| error.at(&self.path))?)?;
        }
        Ok(())
    }

    fn happening_id(&self, key: i64) -> Result<String, Error> {
        let mut statement = self.connection.prepare_cached("SELECT id FROM stored_happenings WHERE key = ?")?;
        Ok(statement.query_row([key], |row| row.get(0))?)
    }

    fn stored_report(&self, key: i64) -> Result<StoredReport, Error> {
        let version = self.version_of(key)?;
        let mut statement = self.connection.prepare_cached(
            "SELECT w.number, h.id FROM wanted w JOIN stored_happenings h ON h.key = w.happening WHERE w.report = ? ORDER BY w.number",
        )?;
        let events = statement.query_map([key], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
        Ok(StoredReport { version, events })
    }

    fn happening_row(&self, key: i64) -> Result<HappeningRow, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT (SELECT id FROM stored_happenings WHERE key = ?1), count(DISTINCT w.report), (SELECT n_sources FROM stored_happenings WHERE key = ?1),
                min(r.published), max(r.published) FROM wanted w JOIN stored_reports r ON r.key = w.report WHERE w.happening = ?1",
        )?;
        let (id, reports, publishers, first_published, last_published) =
            statement.query_row([key], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)))?;
        let mut statement = self.connection.prepare_cached(
            "SELECT e.id FROM wanted w JOIN stored_events e ON e.key = w.event WHERE w.happening = ? ORDER BY e.key",
        )?;
        let mentions = statement.query_map([key], |row| row.get(0))?.collect::<Result<_, _>>()?;
        let mut statement = self.connection.prepare_cached(
            "SELECT e.report, e.number FROM wanted w JOIN stored_events e ON e.key = w.event WHERE w.happening = ?1
             ORDER BY e.key = (SELECT event FROM stored_happenings WHERE key = ?1) DESC, e.confidence DESC, e.key LIMIT 1",
        )?;
        let (report, index): (i64, usize) = statement.query_row([key], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let representative = self.version_of(report)?;
        Ok(HappeningRow { id, representative, index, mentions, reports, publishers, first_published, last_published })
    }

    fn version_of(&self, key: i64) -> Result<Version, Error> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {} FROM stored_reports r JOIN stored_texts t ON t.report = r.key WHERE r.key = ?",
            show::VERSION
        ))?;
        show::unpacked(statement.query_row([key], show::version)?)
    }
}

/// Bytes of text of the reports that are held to be found again: an event's neighbors are often of its report.
const MAX_HELD: usize = 16 << 20;

/// Reports that were read last.
#[derive(Default)]
struct Held {
    versions: BTreeMap<i64, Version>,
    n_bytes: usize,
}

impl Held {
    fn version(&mut self, key: i64, read: impl FnOnce(i64) -> Result<Version, Error>) -> Result<&Version, Error> {
        if !self.versions.contains_key(&key) {
            if self.n_bytes > MAX_HELD {
                *self = Held::default();
            }
            let version = read(key)?;
            self.n_bytes += version.text.len();
            self.versions.insert(key, version);
        }
        Ok(&self.versions[&key])
    }
}

fn rows_at_most(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX)
}
