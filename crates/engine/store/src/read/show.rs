use crate::connection::Reader;
use crate::error::{Error, Kind};
use crate::packing;
use record::Record;
use rusqlite::{OptionalExtension, Row};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// One version of a report, whole.
#[derive(Clone, PartialEq, Debug)]
pub struct Version {
    /// Its number, from 1.
    pub version: u32,
    /// `current`, `replaced` or `withdrawn`.
    pub state: String,
    /// Who wrote it, as printed.
    pub byline: Option<String>,
    /// Where it was read.
    pub source: Option<String>,
    /// When it was written into the store.
    pub added: String,
    /// Its text.
    pub text: String,
    /// What it says: what it was coded as, with the corrections of its report in force.
    pub record: Record,
    /// What it was coded as, where corrections change that.
    pub coded: Option<Record>,
}

/// An event by its id: the report that tells of it, and which of the record's events it is.
#[derive(Clone, PartialEq, Debug)]
pub struct EventAt {
    /// The report.
    pub report: Version,
    /// Index into its record's events.
    pub index: usize,
    /// Its happening, whose mentions [`Reader::happening`] tells.
    pub happening: String,
    /// What an analyst said of it: `accepted`, `edited` or `added`.
    pub review: Option<String>,
}

/// Somebody whom reports name.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct Named {
    /// The name.
    pub name: String,
    /// Its id in the tables.
    pub knowledge_id: Option<String>,
    /// Country, or the code that stands in its place.
    pub country: Option<String>,
    /// Kind of entity.
    pub kind: String,
    /// How many reports name it so.
    pub reports: u64,
    /// Offices, as reports tell them: rank, post, body, country, tense, first and last report that says so, number of reports.
    pub offices: Vec<NamedOffice>,
}

/// An office of somebody, and the reports that say so.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct NamedOffice {
    /// `Lieutenant General`.
    pub rank: Option<String>,
    /// `Principal Staff Officer`.
    pub post: Option<String>,
    /// `Armed Forces Division`.
    pub body: Option<String>,
    /// The country it is an office of.
    pub country: Option<String>,
    /// `current`, `former` or `incoming`.
    #[serde(rename = "when")]
    pub tense: String,
    /// Day of the first report that says so.
    pub first: Option<String>,
    /// Day of the last.
    pub last: Option<String>,
    /// How many say so.
    pub reports: u64,
}

/// Shortest beginning of an id that stands for it.
const SHORTEST_PREFIX: usize = 4;

impl Reader {
    /// All versions of the report with this id, the newest first; of a text's hash its beginning is enough.
    ///
    /// # Errors
    /// If there is none, or a beginning fits several.
    pub fn report(&self, id: &str) -> Result<Vec<Version>, Error> {
        let run = || {
            let identity = self.identity(id)?;
            let mut statement = self.connection.prepare_cached(&format!(
                "SELECT {VERSION} FROM stored_reports r JOIN stored_texts t ON t.report = r.key
                 WHERE r.identity = ? ORDER BY r.version DESC"
            ))?;
            let rows = statement.query_map([identity], version)?;
            rows.map(|row| unpacked(row?)).collect::<Result<Vec<_>, Error>>()
        };
        run().map_err(|error: Error| error.at(&self.path))
    }

    /// What the versions of a report share, found by its id or the beginning of one.
    pub(crate) fn identity(&self, id: &str) -> Result<String, Error> {
        let unknown = || Error::new(Kind::Unknown(id.into()));
        let exact =
            "SELECT identity FROM stored_reports WHERE id = ? ORDER BY state = 'current' DESC, key DESC LIMIT 1";
        let found = self.connection.prepare_cached(exact)?.query_row([id], |row| row.get(0)).optional()?;
        if let Some(identity) = found {
            return Ok(identity);
        }
        let mut begun =
            self.beginning("SELECT DISTINCT identity FROM stored_reports WHERE id >= ?1 AND id < ?2 LIMIT 2", id)?;
        begun.pop().ok_or_else(unknown)
    }

    /// The one value that `sql` finds for ids that begin with `prefix`; none if it is too short or nothing begins so.
    pub(crate) fn beginning(&self, sql: &str, prefix: &str) -> Result<Vec<String>, Error> {
        if prefix.len() < SHORTEST_PREFIX {
            return Ok(Vec::new());
        }
        let end = format!("{prefix}\u{10FFFF}");
        let mut statement = self.connection.prepare_cached(sql)?;
        let found = statement.query_map([prefix, &end], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
        match found.len() {
            0 | 1 => Ok(found),
            _ => Err(Error::new(Kind::Ambiguous(prefix.into()))),
        }
    }

    /// The event with this id, or whose id alone begins so.
    ///
    /// # Errors
    /// If there is none, or a beginning fits several.
    pub fn event(&self, id: &str) -> Result<EventAt, Error> {
        let run = || {
            let mut begun = self.beginning("SELECT id FROM stored_events WHERE id >= ?1 AND id < ?2 LIMIT 2", id)?;
            let id = begun.pop().ok_or_else(|| Error::new(Kind::Unknown(id.into())))?;
            let mut statement = self.connection.prepare_cached(&format!(
                "SELECT {VERSION}, e.number, h.id, e.review FROM stored_events e JOIN stored_reports r ON r.key = e.report
                 JOIN stored_texts t ON t.report = r.key JOIN stored_happenings h ON h.key = e.happening WHERE e.id = ? LIMIT 1"
            ))?;
            let (row, index, happening, review) =
                statement.query_row([&id], |row| Ok((version(row)?, row.get(8)?, row.get(9)?, row.get(10)?)))?;
            Ok(EventAt { report: unpacked(row)?, index, happening, review })
        };
        run().map_err(|error: Error| error.at(&self.path))
    }

    /// The story of the current version of the report with this id, and the happening of each of its events, by the event's id.
    ///
    /// # Errors
    /// If the disk fails.
    pub fn grouped(&self, id: &str) -> Result<(Option<String>, BTreeMap<String, String>), Error> {
        let run = || {
            let mut statement = self.connection.prepare_cached(
                "SELECT s.id FROM stored_reports r JOIN stored_nodes n ON n.key = r.node JOIN stored_stories s ON s.key = n.cluster
                 WHERE r.id = ? AND r.state = 'current'",
            )?;
            let story = statement.query_row([id], |row| row.get(0)).optional()?;
            let mut statement = self.connection.prepare_cached(
                "SELECT e.id, h.id FROM stored_reports r JOIN stored_events e ON e.report = r.key
                 JOIN stored_happenings h ON h.key = e.happening WHERE r.id = ? AND r.state = 'current'",
            )?;
            let happenings = statement.query_map([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok((story, happenings.collect::<Result<_, _>>()?))
        };
        run().map_err(|error: Error| error.at(&self.path))
    }

    pub(crate) fn mentions(&self, happening: i64) -> Result<Vec<String>, Error> {
        let mut statement =
            self.connection.prepare_cached("SELECT id FROM stored_events WHERE happening = ? ORDER BY key")?;
        let ids = statement.query_map([happening], |row| row.get(0))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    /// Persons, bodies and groups whose names hold these words, the most often named first, at most `limit`.
    ///
    /// # Errors
    /// If there is no word in `name`, or the disk fails.
    pub fn named(&self, name: &str, limit: usize) -> Result<Vec<Named>, Error> {
        let run = || {
            let query = super::filter::matching(name)?;
            let mut statement = self.connection.prepare_cached(
                "SELECT n.key, n.name, max(i.knowledge_id), i.country, i.kind, count(DISTINCT i.report)
                 FROM stored_names n JOIN stored_entities i ON i.name = n.key
                 WHERE n.key IN (SELECT rowid FROM search_names WHERE search_names MATCH ?) AND i.kind <> 'place'
                 GROUP BY n.key, i.country, i.kind ORDER BY count(DISTINCT i.report) DESC, n.name, i.country LIMIT ?",
            )?;
            let rows = statement.query_map(rusqlite::params![query, limit], named)?;
            rows.map(|row| {
                let (key, named) = row?;
                Ok(Named { offices: self.offices(key, named.country.as_deref(), 0)?, ..named })
            })
            .collect::<Result<Vec<_>, Error>>()
        };
        run().map_err(|error: Error| error.at(&self.path))
    }

    pub(crate) fn offices(&self, name: i64, country: Option<&str>, after: i64) -> Result<Vec<NamedOffice>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT o.rank, o.post, o.body, o.country, o.tense, min(r.published), max(r.published), count(DISTINCT r.key)
             FROM stored_entities i JOIN stored_offices o ON o.entity = i.key JOIN stored_reports r ON r.key = i.report
             WHERE i.name = ? AND i.country IS ? AND i.report > ? GROUP BY o.rank, o.post, o.body, o.country, o.tense
             ORDER BY max(r.published) DESC, count(*) DESC, o.post, o.rank",
        )?;
        let rows = statement.query_map(rusqlite::params![name, country, after], |row| {
            Ok(NamedOffice {
                rank: row.get(0)?,
                post: row.get(1)?,
                body: row.get(2)?,
                country: row.get(3)?,
                tense: row.get(4)?,
                first: row.get(5)?,
                last: row.get(6)?,
                reports: row.get(7)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// The key of a name and whom it means, without his offices: of key, name, id in the tables, country, kind and number of reports.
pub(crate) fn named(row: &Row) -> rusqlite::Result<(i64, Named)> {
    let named = Named {
        name: row.get(1)?,
        knowledge_id: row.get(2)?,
        country: row.get(3)?,
        kind: row.get(4)?,
        reports: row.get(5)?,
        offices: Vec::new(),
    };
    Ok((row.get(0)?, named))
}

/// The columns that [`version`] reads.
pub(crate) const VERSION: &str = "r.version, r.state, r.byline, r.source, r.added, t.text, t.record, \
    (SELECT d.record FROM stored_corrected d WHERE d.report = r.key)";

/// A version whose records, as coded and as corrected, are not unpacked yet.
pub(crate) type Packed = (u32, String, Option<String>, Option<String>, String, String, Vec<u8>, Option<Vec<u8>>);

pub(crate) fn version(row: &Row) -> rusqlite::Result<Packed> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?, row.get(7)?))
}

pub(crate) fn unpacked(packed: Packed) -> Result<Version, Error> {
    let (version, state, byline, source, added, text, coded, corrected) = packed;
    let coded = packing::unpack(&coded)?;
    let (record, coded) = match corrected {
        Some(corrected) => (packing::unpack(&corrected)?, Some(coded)),
        None => (coded, None),
    };
    Ok(Version { version, state, byline, source, added, text, record, coded })
}
