use super::filter::{Filter, Sort};
use super::show::{self, Version};
use super::statement;
use crate::connection::Reader;
use crate::error::Error;
use rusqlite::params_from_iter;

/// A report with those of its events that a filter wants.
#[derive(Clone, PartialEq, Debug)]
pub struct StoredReport {
    /// The report.
    pub version: Version,
    /// Index into the record's events and id of the happening of each event wanted, in the record's order.
    pub events: Vec<(usize, String)>,
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
        self.begin(filter).map_err(|error| E::from(error.at(&self.path)))?;
        let done = self.export_begun(filter, &mut report, &mut happening);
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

    fn export_begun<E: From<Error>>(
        &self,
        filter: &Filter,
        report: &mut impl FnMut(&StoredReport) -> Result<(), E>,
        happening: &mut impl FnMut(&HappeningRow) -> Result<(), E>,
    ) -> Result<(), E> {
        let own = |error: rusqlite::Error| Error::from(error).at(&self.path);
        let reports = if *filter == Filter::default() {
            "SELECT key FROM stored_reports WHERE state = 'current' ORDER BY key"
        } else {
            "SELECT DISTINCT report FROM wanted ORDER BY report"
        };
        let mut statement = self.connection.prepare(reports).map_err(own)?;
        let mut rows = statement.query([]).map_err(own)?;
        while let Some(row) = rows.next().map_err(own)? {
            let key = row.get(0).map_err(own)?;
            report(&self.stored_report(key).map_err(|error| error.at(&self.path))?)?;
        }
        let mut statement = self
            .connection
            .prepare("SELECT happening FROM wanted GROUP BY happening ORDER BY min(event)")
            .map_err(own)?;
        let mut rows = statement.query([]).map_err(own)?;
        while let Some(row) = rows.next().map_err(own)? {
            let key = row.get(0).map_err(own)?;
            happening(&self.happening_row(key).map_err(|error| error.at(&self.path))?)?;
        }
        Ok(())
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
            "SELECT e.report, e.number FROM wanted w JOIN stored_events e ON e.key = w.event WHERE w.happening = ?
             ORDER BY e.confidence DESC, e.key LIMIT 1",
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
