use super::filter::{Filter, Sort};
use super::statement::{self, Statement};
use crate::connection::Reader;
use crate::error::Error;
use rusqlite::types::{FromSql, Value};
use rusqlite::{Row, params_from_iter};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// One event as it is listed.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
pub struct EventRow {
    /// Its published id.
    pub id: String,
    /// Its happening's id.
    pub happening: String,
    /// Its report's id.
    pub report: String,
    /// Headline of the report.
    pub title: Option<String>,
    /// Who printed it.
    pub publisher: Option<String>,
    /// The day it was published.
    pub published: Option<String>,
    /// Where it was found.
    pub url: Option<String>,
    /// PLOVER type.
    #[serde(rename = "type")]
    pub event_type: String,
    /// Mode.
    pub mode: Option<String>,
    /// Status.
    pub status: String,
    /// Quad category, 1 to 4.
    pub quad: u8,
    /// PLOVER's score, -10 to 10.
    pub score: f64,
    /// CAMEO code.
    pub cameo: String,
    /// Goldstein value.
    pub goldstein: f64,
    /// Contexts.
    pub contexts: Vec<String>,
    /// Who does it.
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
    /// Who says so, in the report's words.
    pub attribution: Option<String>,
    /// How many deny it in the report.
    pub denials: usize,
    /// Probability that type and parties are right, 0 to 1.
    pub confidence: f64,
    /// The words that express it.
    pub trigger: String,
    /// The sentence it stands in.
    pub evidence: String,
    /// What an analyst said of it: `accepted`, `edited` or `added`.
    pub review: Option<String>,
    #[serde(skip)]
    key: i64,
}

/// A party as it is listed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct PartyRow {
    /// Its fullest name in the report.
    pub name: String,
    /// Country, or the code that stands in its place.
    pub country: Option<String>,
    /// Primary sector.
    pub sector: Option<String>,
}

/// Some of the events that a filter wants.
#[derive(Clone, PartialEq, Debug)]
pub struct Page {
    /// The events, in the order asked for.
    pub events: Vec<EventRow>,
    /// Whether there are more.
    pub has_more: bool,
}

/// What some reports that were added last tell.
#[derive(Clone, PartialEq, Debug)]
pub struct AddedEvents {
    /// Events with the keys of their reports, these growing.
    pub events: Vec<(i64, EventRow)>,
    /// The key of the last report that was looked at.
    pub last: i64,
}

const COLUMNS: &str = "e.id, e.key, e.type, e.mode, e.status, e.quad, e.score, e.cameo, e.goldstein, e.contexts, e.date_start, \
    e.date_end, e.date_basis, e.place, e.place_country, e.latitude, e.longitude, e.attribution, e.n_denials, e.confidence, e.trigger, \
    e.report, e.happening, e.sentence_start, e.sentence_end, e.review";

impl Reader {
    /// At most `limit` events that `filter` wants, after the first `skip`, in the order of `sort`.
    ///
    /// # Errors
    /// If the words of the filter hold no word, or the disk fails.
    pub fn events(&self, filter: &Filter, sort: Sort, limit: usize, skip: usize) -> Result<Page, Error> {
        let run = || {
            let wanted = limit.saturating_add(1);
            let way = self.way(filter, sort)?;
            let walked = if way.is_walked {
                self.bare(statement::walked(filter, COLUMNS, sort)?, wanted, skip)?
            } else {
                Vec::new()
            };
            let mut bare = if walked.len() == wanted {
                walked
            } else {
                let first = if way.is_walked { self.narrowest(filter)? } else { way.first };
                self.bare(statement::events(filter, COLUMNS, sort, first)?, wanted, skip)?
            };
            let has_more = bare.len() > limit;
            bare.truncate(limit);
            let events = bare.into_iter().map(|event| self.filled(event)).collect::<Result<_, Error>>()?;
            Ok(Page { events, has_more })
        };
        run().map_err(|error: Error| error.at(&self.path))
    }

    /// The key of the report that was added last, 0 if there is none: keys grow.
    ///
    /// # Errors
    /// If the disk fails.
    pub fn newest_report(&self) -> Result<i64, Error> {
        let sql = "SELECT coalesce(max(key), 0) FROM stored_reports";
        let newest = self.connection.query_row(sql, [], |row| row.get(0));
        newest.map_err(|error| Error::from(error).at(&self.path))
    }

    /// The events that `filter` wants of the first `n_reports` reports added after the one of key `after`, in the order in which they
    /// were added.
    ///
    /// # Errors
    /// As of [`Reader::events`].
    pub fn events_added_since(&self, after: i64, filter: &Filter, n_reports: usize) -> Result<AddedEvents, Error> {
        let run = || {
            let sql = "SELECT coalesce(max(key), ?1) FROM (SELECT key FROM stored_reports WHERE key > ?1 ORDER BY key LIMIT ?2)";
            let n_reports = i64::try_from(n_reports).unwrap_or(i64::MAX);
            let last: i64 = self.connection.prepare_cached(sql)?.query_row([after, n_reports], |row| row.get(0))?;
            let bare = self.bare(statement::added(filter, COLUMNS, after, last)?, usize::MAX, 0)?;
            let filled = |(event, at): (EventRow, Pointers)| Ok((at.report, self.filled((event, at))?));
            let events = bare.into_iter().map(filled).collect::<Result<_, Error>>()?;
            Ok(AddedEvents { events, last })
        };
        run().map_err(|error: Error| error.at(&self.path))
    }

    fn bare(&self, mut statement: Statement, limit: usize, skip: usize) -> Result<Vec<(EventRow, Pointers)>, Error> {
        statement.sql.push_str(" LIMIT ? OFFSET ?");
        statement.values.extend([limit, skip].map(|n| Value::Integer(i64::try_from(n).unwrap_or(i64::MAX))));
        let mut prepared = self.connection.prepare_cached(&statement.sql)?;
        let rows = prepared.query_map(params_from_iter(statement.values), bare)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many events `filter` wants.
    ///
    /// # Errors
    /// As of [`Reader::events`].
    pub fn count(&self, filter: &Filter) -> Result<usize, Error> {
        let run = || {
            let statement = statement::events(filter, "e.key", Sort::Newest, 0)?;
            let sql = format!("SELECT count(*) FROM ({})", statement.sql);
            let mut prepared = self.connection.prepare_cached(&sql)?;
            Ok(prepared.query_row(params_from_iter(statement.values), |row| row.get(0))?)
        };
        run().map_err(|error: Error| error.at(&self.path))
    }

    /// Begins with the first condition that few events meet. If many meet each of them, one whose events come in the order asked for
    /// will do; else that order is walked, and only if it does not soon lead to enough of them those of the narrowest are sorted.
    fn way(&self, filter: &Filter, sort: Sort) -> Result<Way, Error> {
        let is_by_time = matches!(sort, Sort::Newest | Sort::Oldest);
        let beginnings = statement::beginnings(filter)?;
        if beginnings.is_empty() {
            let is_walked = !is_by_time && self.tells(statement::is_broad_without_sets(filter))?;
            return Ok(Way { first: 0, is_walked });
        }
        let ordered = beginnings.iter().position(|set| is_by_time && set.is_ordered);
        if beginnings.len() == 1 && ordered.is_some() {
            return Ok(Way { first: 0, is_walked: false });
        }
        let n_beginnings = beginnings.len();
        for (at, set) in beginnings.into_iter().enumerate() {
            if !self.tells(set.is_broad)? {
                return Ok(Way { first: at, is_walked: false });
            }
        }
        if is_by_time {
            return Ok(Way { first: ordered.unwrap_or(0), is_walked: ordered.is_none() });
        }
        // What several broad conditions meet together may be far in the order asked for, and is soon told by keys.
        let (size, first) = self.narrowest_of(filter)?;
        let most = if n_beginnings == 1 { SORTED } else { TOLD_BY_KEYS };
        Ok(Way { first, is_walked: size > most })
    }

    /// The condition that the fewest events meet.
    pub(crate) fn narrowest(&self, filter: &Filter) -> Result<usize, Error> {
        Ok(self.narrowest_of(filter)?.1)
    }

    /// How many events meet it, counted no further than makes a difference, and which it is.
    fn narrowest_of(&self, filter: &Filter) -> Result<(i64, usize), Error> {
        let mut narrowest = (i64::MAX, 0);
        for (at, set) in statement::beginnings(filter)?.into_iter().enumerate() {
            narrowest = narrowest.min((self.tells(set.size)?, at));
        }
        Ok(narrowest)
    }

    /// What a statement of one value answers.
    fn tells<T: FromSql>(&self, question: Statement) -> Result<T, Error> {
        let mut prepared = self.connection.prepare_cached(&question.sql)?;
        Ok(prepared.query_row(params_from_iter(question.values), |row| row.get(0))?)
    }

    fn filled(&self, (mut event, at): (EventRow, Pointers)) -> Result<EventRow, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT r.id, r.title, r.publisher, r.published, r.url, h.id, substr(t.text, ?3 + 1, ?4 - ?3)
             FROM stored_reports r JOIN stored_texts t ON t.report = r.key JOIN stored_happenings h ON h.key = ?2 WHERE r.key = ?1",
        )?;
        statement.query_row([at.report, at.happening, at.sentence_start, at.sentence_end], |row| {
            event.report = row.get(0)?;
            event.title = row.get(1)?;
            event.publisher = row.get(2)?;
            event.published = row.get(3)?;
            event.url = row.get(4)?;
            event.happening = row.get(5)?;
            event.evidence = row.get(6)?;
            Ok(())
        })?;
        event.actors = self.parties(event.key, "actor")?;
        event.recipients = self.parties(event.key, "recipient")?;
        Ok(event)
    }

    pub(crate) fn parties(&self, event: i64, role: &str) -> Result<Vec<PartyRow>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT coalesce(n.name, p.text), p.country, p.sector FROM stored_participants p LEFT JOIN stored_names n ON n.key = p.name
             WHERE p.event = ? AND p.role = ? ORDER BY p.number",
        )?;
        let party = |row: &Row| Ok(PartyRow { name: row.get(0)?, country: row.get(1)?, sector: row.get(2)? });
        let parties = statement.query_map(rusqlite::params![event, role], party)?;
        Ok(parties.collect::<Result<_, _>>()?)
    }
}

/// Events of one condition that are fetched and sorted before the order asked for is walked instead: of more, a page is full within
/// the events that are walked.
const SORTED: i64 = 12_000;

/// Events of the narrowest condition of several that are looked at by their keys before the order asked for is walked instead: a microsecond each.
const TOLD_BY_KEYS: i64 = 60_000;

/// How the events of a filter are found.
struct Way {
    /// Which condition is begun with.
    first: usize,
    /// Whether the order asked for is walked first.
    is_walked: bool,
}

/// Where the rest of an event's row is.
struct Pointers {
    report: i64,
    happening: i64,
    sentence_start: i64,
    sentence_end: i64,
}

/// An event without what other tables say of it.
fn bare(row: &Row) -> rusqlite::Result<(EventRow, Pointers)> {
    let contexts: String = row.get(9)?;
    let event = EventRow {
        id: row.get(0)?,
        key: row.get(1)?,
        event_type: row.get(2)?,
        mode: row.get(3)?,
        status: row.get(4)?,
        quad: row.get(5)?,
        score: row.get(6)?,
        cameo: row.get(7)?,
        goldstein: row.get(8)?,
        contexts: contexts.split_whitespace().map(str::to_string).collect(),
        date_start: row.get(10)?,
        date_end: row.get(11)?,
        date_basis: row.get(12)?,
        place: row.get(13)?,
        place_country: row.get(14)?,
        latitude: row.get(15)?,
        longitude: row.get(16)?,
        attribution: row.get(17)?,
        denials: row.get(18)?,
        confidence: row.get(19)?,
        trigger: row.get(20)?,
        happening: String::new(),
        report: String::new(),
        title: None,
        publisher: None,
        published: None,
        url: None,
        actors: Vec::new(),
        recipients: Vec::new(),
        evidence: String::new(),
        review: row.get(25)?,
    };
    let pointers = Pointers {
        report: row.get(21)?,
        happening: row.get(22)?,
        sentence_start: row.get(23)?,
        sentence_end: row.get(24)?,
    };
    Ok((event, pointers))
}
