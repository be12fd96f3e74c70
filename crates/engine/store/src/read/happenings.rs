use super::events::PartyRow;
use super::filter::{Filter, Sort};
use super::statement;
use crate::connection::Reader;
use crate::error::{Error, Kind};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use utoipa::ToSchema;

/// What happened, as its mentions agree.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
pub struct Happening {
    /// Its id.
    pub id: String,
    /// How many events mention it.
    pub mentions: u64,
    /// How many reports.
    pub reports: u64,
    /// How many independent publishers.
    pub publishers: u64,
    /// Day of the first report.
    pub first_published: Option<String>,
    /// Day of the last one.
    pub last_published: Option<String>,
    /// Id of the mention that stands for all.
    pub event: String,
    /// PLOVER type.
    #[serde(rename = "type")]
    pub event_type: String,
    /// Mode.
    pub mode: Option<String>,
    /// Status.
    pub status: String,
    /// Quad category, 1 to 4.
    pub quad: u8,
    /// PLOVER's score.
    pub score: f64,
    /// Goldstein value.
    pub goldstein: f64,
    /// Contexts.
    pub contexts: Vec<String>,
    /// Who does it, as the mention that stands for all names them.
    pub actors: Vec<PartyRow>,
    /// To whom.
    pub recipients: Vec<PartyRow>,
    /// First day.
    pub date_start: Option<String>,
    /// Last day.
    pub date_end: Option<String>,
    /// How the day is known.
    pub date_basis: Option<String>,
    /// Name of the place.
    pub place: Option<String>,
    /// Its country.
    pub place_country: Option<String>,
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    /// Probability that type and parties of its surest mention are right.
    pub confidence: f64,
    /// Where independent publishers disagree, as the view `happenings` has it.
    pub disagreements: Vec<Disagreement>,
    /// The sentence of the mention that stands for all.
    pub evidence: String,
    /// Who printed that.
    pub publisher: Option<String>,
    /// Headline of its report.
    pub title: Option<String>,
    /// Where it was found.
    pub url: Option<String>,
}

/// A field that is told in two ways or more.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct Disagreement {
    /// Which field: `date`, `place`, `actor`, `whether`, or the kind of a number.
    pub field: String,
    /// What is told of it.
    pub values: Vec<ToldValue>,
}

/// A value, and who tells it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct ToldValue {
    /// The value.
    pub value: String,
    /// Ids of the events that tell it.
    pub events: Vec<String>,
    /// Who printed them.
    pub publishers: Vec<String>,
}

/// Which happenings are wanted, besides what a filter asks of their mentions.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Told {
    /// Least number of independent publishers.
    pub min_publishers: u64,
    /// Only those that they disagree on.
    pub is_disputed: bool,
}

const COLUMNS: &str = "h.id, h.n_mentions, h.n_reports, h.n_sources, h.first_published, h.last_published, e.id, h.type, h.mode, h.status, \
    h.quad, h.score, h.goldstein, h.contexts, h.date_start, h.date_end, h.date_basis, h.place, h.place_country, h.confidence, \
    h.disagreements, substr(t.text, e.sentence_start + 1, e.sentence_end - e.sentence_start), r.publisher, r.title, r.url, e.key, h.latitude, h.longitude";

/// Newest mentions whose happenings are weighed.
const MAX_WEIGHED: usize = 50_000;

impl Reader {
    /// At most `limit` happenings that a mention which `filter` wants is of, after the first `skip`, in the order of those mentions; and whether
    /// there are more.
    ///
    /// # Errors
    /// If the words of the filter hold no word, or the disk fails.
    pub fn happenings(
        &self,
        filter: &Filter,
        told: Told,
        sort: Sort,
        limit: usize,
        skip: usize,
    ) -> Result<(Vec<Happening>, bool), Error> {
        let run = || {
            let statement = statement::events(filter, "e.happening", sort, self.narrowest(filter)?)?;
            let mut prepared = self.connection.prepare_cached(&statement.sql)?;
            let mut rows = prepared.query(params_from_iter(statement.values))?;
            let (mut seen, mut found, mut passed) = (HashSet::new(), Vec::new(), 0);
            while let Some(row) = rows.next()? {
                let key: i64 = row.get(0)?;
                if !seen.insert(key) || !self.is_told(key, told)? {
                    continue;
                }
                passed += 1;
                if passed <= skip {
                    continue;
                }
                if found.len() == limit {
                    return Ok((found, true));
                }
                found.extend(self.happening_at(key)?);
            }
            Ok((found, false))
        };
        run().map_err(|error: Error| error.at(&self.path))
    }

    /// At most `limit` happenings that a mention which `filter` wants is of, those told by the most independent publishers first, then the most
    /// hostile or friendly, after the first `skip`; of the newest 50,000 such mentions.
    ///
    /// # Errors
    /// If the words of the filter hold no word, or the disk fails.
    pub fn weightiest(&self, filter: &Filter, told: Told, limit: usize, skip: usize) -> Result<Vec<Happening>, Error> {
        let run = || {
            let columns = "e.happening AS happening";
            let mut statement = statement::events(filter, columns, Sort::Newest, self.narrowest(filter)?)?;
            let numbers = [told.min_publishers as usize, usize::from(told.is_disputed), limit, skip];
            let numbers = numbers.map(|n| Value::Integer(i64::try_from(n).unwrap_or(i64::MAX)));
            statement.values.extend(numbers);
            let sql = format!(
                "SELECT h.key FROM (SELECT DISTINCT happening FROM ({} LIMIT {MAX_WEIGHED})) d
                 JOIN stored_happenings h ON h.key = d.happening WHERE h.n_sources >= ? AND (h.n_disagreements > 0 OR NOT ?)
                 ORDER BY h.n_sources DESC, abs(h.score) DESC, h.date_start DESC, h.key DESC LIMIT ? OFFSET ?",
                statement.sql
            );
            let mut prepared = self.connection.prepare_cached(&sql)?;
            let keys = prepared.query_map(params_from_iter(statement.values), |row| row.get(0))?;
            let keys: Vec<i64> = keys.collect::<Result<_, _>>()?;
            let found = keys.into_iter().map(|key| self.happening_at(key)).collect::<Result<Vec<_>, Error>>()?;
            Ok(found.into_iter().flatten().collect())
        };
        run().map_err(|error: Error| error.at(&self.path))
    }

    fn is_told(&self, key: i64, told: Told) -> Result<bool, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT n_sources >= ?2 AND (n_disagreements > 0 OR NOT ?3) FROM stored_happenings WHERE key = ?1",
        )?;
        let is = statement.query_row(rusqlite::params![key, told.min_publishers, told.is_disputed], |row| row.get(0));
        Ok(is.optional()?.unwrap_or(false))
    }

    pub(crate) fn happening_at(&self, key: i64) -> Result<Option<Happening>, Error> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM stored_happenings h JOIN stored_events e ON e.key = h.event JOIN stored_reports r ON r.key = e.report
             JOIN stored_texts t ON t.report = r.key WHERE h.key = ?"
        ))?;
        let Some((mut happening, event)) = statement.query_row([key], bare).optional()? else { return Ok(None) };
        happening.actors = self.parties(event, "actor")?;
        happening.recipients = self.parties(event, "recipient")?;
        Ok(Some(happening))
    }

    /// The happening with this id, or whose id alone begins so, or the one that it was joined to; ids of its mentions in the order of time.
    ///
    /// # Errors
    /// If there is none, or a beginning fits several.
    pub fn happening(&self, id: &str) -> Result<(Happening, Vec<String>), Error> {
        let run = || {
            let begun =
                self.beginning("SELECT id FROM stored_happenings WHERE id >= ?1 AND id < ?2 LIMIT 2", id)?.pop();
            let id = self.followed("happening", begun.as_deref().unwrap_or(id))?;
            let mut statement = self.connection.prepare_cached("SELECT key FROM stored_happenings WHERE id = ?")?;
            let unknown = || Error::new(Kind::Unknown(id.clone()));
            let key = statement.query_row([&id], |row| row.get(0)).optional()?.ok_or_else(unknown)?;
            let happening = self.happening_at(key)?.ok_or_else(unknown)?;
            Ok((happening, self.mentions(key)?))
        };
        run().map_err(|error: Error| error.at(&self.path))
    }

    /// The id that a story or happening has now, whatever it was joined to in the meantime.
    pub(crate) fn followed(&self, kind: &str, id: &str) -> Result<String, Error> {
        followed(&self.connection, kind, id)
    }
}

/// The id that a story or happening has now.
pub(crate) fn followed(connection: &Connection, kind: &str, id: &str) -> Result<String, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT other FROM stored_traces WHERE kind = ? AND id = ? AND reason = 'merged' ORDER BY key DESC LIMIT 1",
    )?;
    let (mut id, mut seen) = (id.to_string(), HashSet::new());
    while seen.insert(id.clone()) {
        match statement.query_row([kind, &id], |row| row.get::<_, Option<String>>(0)).optional()?.flatten() {
            Some(other) => id = other,
            None => break,
        }
    }
    Ok(id)
}

fn bare(row: &Row) -> rusqlite::Result<(Happening, i64)> {
    let contexts: String = row.get(13)?;
    let disagreements: Option<String> = row.get(20)?;
    let happening = Happening {
        id: row.get(0)?,
        mentions: row.get(1)?,
        reports: row.get(2)?,
        publishers: row.get(3)?,
        first_published: row.get(4)?,
        last_published: row.get(5)?,
        event: row.get(6)?,
        event_type: row.get(7)?,
        mode: row.get(8)?,
        status: row.get(9)?,
        quad: row.get(10)?,
        score: row.get(11)?,
        goldstein: row.get(12)?,
        contexts: contexts.split_whitespace().map(str::to_string).collect(),
        actors: Vec::new(),
        recipients: Vec::new(),
        date_start: row.get(14)?,
        date_end: row.get(15)?,
        date_basis: row.get(16)?,
        place: row.get(17)?,
        place_country: row.get(18)?,
        latitude: row.get(26)?,
        longitude: row.get(27)?,
        confidence: row.get(19)?,
        disagreements: disagreements.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default(),
        evidence: row.get(21)?,
        publisher: row.get(22)?,
        title: row.get(23)?,
        url: row.get(24)?,
    };
    Ok((happening, row.get(25)?))
}
