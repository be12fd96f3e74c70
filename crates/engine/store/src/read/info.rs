use crate::connection::Reader;
use crate::error::Error;
use crate::migration;

/// How much a store holds.
#[derive(Clone, PartialEq, Debug)]
pub struct Info {
    /// Schema of the file.
    pub schema: u32,
    /// Current reports.
    pub reports: u64,
    /// Versions that newer ones replaced.
    pub replaced: u64,
    /// Reports that were withdrawn.
    pub withdrawn: u64,
    /// Events of current reports.
    pub events: u64,
    /// What they are mentions of.
    pub happenings: u64,
    /// Names and descriptions in reports.
    pub entities: u64,
    /// Quotations and statements.
    pub quotes: u64,
    /// Military items.
    pub materiel: u64,
    /// Events that were published and are no more.
    pub deletions: u64,
    /// Corrections that are in force.
    pub corrections: u64,
    /// Corrections whose words are not in their texts any more.
    pub stale_corrections: u64,
    /// First and last day of publication.
    pub published: Option<(String, String)>,
    /// Bytes of the file.
    pub bytes: u64,
    /// Bytes of it that are free.
    pub free_bytes: u64,
    /// What coded its reports, the most reports first.
    pub produced: Vec<Produced>,
}

/// A program with its models and tables, and how many of the current reports it coded.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Produced {
    /// Version of the program.
    pub version: String,
    /// Hash of the models.
    pub models: String,
    /// Hash of the tables.
    pub knowledge: String,
    /// Current reports.
    pub reports: u64,
}

/// How many reports and events a store holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Counts {
    /// Current reports.
    pub reports: u64,
    /// Their events.
    pub events: u64,
    /// What they are mentions of.
    pub happenings: u64,
}

impl Reader {
    /// Counts reports and events, of a million events in some milliseconds.
    ///
    /// # Errors
    /// If the disk fails.
    pub fn counts(&self) -> Result<Counts, Error> {
        let run = || {
            let count = |sql: &str| self.connection.query_row(sql, [], |row| row.get::<_, u64>(0));
            Ok(Counts {
                reports: count("SELECT count(*) FROM stored_reports WHERE state = 'current'")?,
                events: count("SELECT count(*) FROM stored_events")?,
                happenings: count("SELECT count(*) FROM stored_happenings")?,
            })
        };
        run().map_err(|error: Error| error.at(&self.path))
    }

    /// Counts what is there.
    ///
    /// # Errors
    /// If the disk fails.
    pub fn info(&self) -> Result<Info, Error> {
        let run = || {
            let count = |sql: &str| self.connection.query_row(sql, [], |row| row.get::<_, u64>(0));
            let rows = |table: &str| count(&format!("SELECT count(*) FROM {table}"));
            let reports = |state: &str| count(&format!("SELECT count(*) FROM stored_reports WHERE state = '{state}'"));
            let pages = |name: &str| self.connection.pragma_query_value(None, name, |row| row.get::<_, u64>(0));
            let page_size = pages("page_size")?;
            Ok(Info {
                schema: migration::schema(&self.connection)?,
                reports: reports("current")?,
                replaced: reports("replaced")?,
                withdrawn: reports("withdrawn")?,
                events: rows("stored_events")?,
                happenings: rows("stored_happenings")?,
                entities: rows("stored_entities")?,
                quotes: rows("stored_quotes")?,
                materiel: rows("stored_materiel")?,
                deletions: rows("stored_deletions")?,
                corrections: count("SELECT count(*) FROM stored_corrections WHERE undone_at IS NULL AND is_stale = 0")?,
                stale_corrections: count(
                    "SELECT count(*) FROM stored_corrections WHERE undone_at IS NULL AND is_stale = 1",
                )?,
                published: self.published()?,
                bytes: pages("page_count")? * page_size,
                free_bytes: pages("freelist_count")? * page_size,
                produced: self.produced()?,
            })
        };
        run().map_err(|error: Error| error.at(&self.path))
    }

    fn published(&self) -> Result<Option<(String, String)>, Error> {
        let sql = "SELECT min(published), max(published) FROM stored_reports WHERE state = 'current'";
        let days: (Option<String>, Option<String>) =
            self.connection.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(days.0.zip(days.1))
    }

    fn produced(&self) -> Result<Vec<Produced>, Error> {
        let mut statement = self.connection.prepare(
            "SELECT c.version, c.models, c.knowledge, count(*) FROM stored_reports r JOIN stored_coders c ON c.key = r.coder
             WHERE r.state = 'current' GROUP BY c.key ORDER BY count(*) DESC, c.key",
        )?;
        let rows = statement.query_map([], |row| {
            Ok(Produced { version: row.get(0)?, models: row.get(1)?, knowledge: row.get(2)?, reports: row.get(3)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
