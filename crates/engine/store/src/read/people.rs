//! Persons and bodies: who they are, with whom they dealt.

use super::events::PartyRow;
use super::filter::matching;
use super::happenings::Happening;
use super::show::{self, Named};
use crate::connection::Reader;
use crate::error::Error;
use rusqlite::params;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use utoipa::ToSchema;

/// Whom somebody dealt with.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct Met {
    /// Whom.
    pub with: PartyRow,
    /// How often.
    pub happenings: u64,
    /// First day.
    pub first: Option<String>,
    /// Last day.
    pub last: Option<String>,
    /// Ids of the newest of these happenings, at most 20.
    pub ids: Vec<String>,
}

/// A person who met people of the other side of a pair.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct Meeting {
    /// The person.
    pub name: String,
    /// Country at the time.
    pub country: Option<String>,
    /// Primary sector.
    pub sector: Option<String>,
    /// Whom of the other side, the most often met first.
    pub with: Vec<String>,
    /// How often.
    pub happenings: u64,
    /// First day.
    pub first: Option<String>,
    /// Last day.
    pub last: Option<String>,
}

/// Newest events of somebody that are looked through.
const MAX_EVENTS: usize = 10_000;

/// Newest happenings of somebody that are looked through for whom he met.
const MAX_HAPPENINGS: usize = 1_000;

/// Ids that are told of those whom somebody met.
const MAX_IDS: usize = 20;

/// Newest reports whose names are counted where no name is asked for.
const NEWEST_REPORTS: i64 = 2_000;

/// What a meeting is: talks, visits, calls.
const MEETING: &str = "h.type = 'CONSULT' AND h.status IN ('actual', 'historical')";

impl Reader {
    /// Persons, or bodies and groups, that the newest 2,000 reports name most often, at most `limit`.
    ///
    /// # Errors
    /// If the disk fails.
    pub fn most_named(&self, are_persons: bool, limit: usize) -> Result<Vec<Named>, Error> {
        let run = || {
            let kinds = if are_persons { "i.kind = 'person'" } else { "i.kind IN ('organisation', 'group', 'state')" };
            let newest = self.newest_report()?;
            let mut statement = self.connection.prepare_cached(&format!(
                "SELECT n.key, n.name, max(i.knowledge_id), i.country, i.kind, count(DISTINCT i.report) AS reports
                 FROM stored_entities i JOIN stored_names n ON n.key = i.name
                 WHERE i.report > ? AND {kinds}
                    AND (i.knowledge_id IS NOT NULL OR n.name <> lower(n.name))
                 GROUP BY n.key, i.country, i.kind ORDER BY reports DESC, n.name, i.country LIMIT ?"
            ))?;
            let rows = statement.query_map(params![newest - NEWEST_REPORTS, limit], show::named)?;
            rows.map(|row| {
                let (key, named) = row?;
                Ok(Named { offices: self.offices(key, named.country.as_deref(), newest - NEWEST_REPORTS)?, ..named })
            })
            .collect::<Result<Vec<_>, Error>>()
        };
        run().map_err(|error: Error| error.at(&self.path))
    }

    /// Happenings in which somebody of this name takes part, the newest first, at most `limit`.
    ///
    /// # Errors
    /// If there is no word in `name`, or the disk fails.
    pub fn happenings_with(&self, name: &str, country: Option<&str>, limit: usize) -> Result<Vec<Happening>, Error> {
        let run = || {
            let keys = self.keys_with(name, country, "1", limit)?;
            let found = keys.into_iter().map(|key| self.happening_at(key)).collect::<Result<Vec<_>, Error>>()?;
            Ok(found.into_iter().flatten().collect())
        };
        run().map_err(|error: Error| error.at(&self.path))
    }

    fn keys_with(&self, name: &str, country: Option<&str>, condition: &str, limit: usize) -> Result<Vec<i64>, Error> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT h.key FROM (SELECT p.event FROM stored_participants p
                WHERE p.name IN (SELECT rowid FROM search_names WHERE search_names MATCH ?1) AND p.role IN ('actor', 'recipient')
                    AND (?2 IS NULL OR p.country = ?2) ORDER BY p.event DESC LIMIT {MAX_EVENTS}) d
             CROSS JOIN stored_events e ON e.key = d.event JOIN stored_happenings h ON h.key = e.happening
             WHERE {condition} ORDER BY d.event DESC"
        ))?;
        let mut rows = statement.query(params![matching(name)?, country])?;
        let (mut seen, mut keys) = (BTreeSet::new(), Vec::new());
        while let Some(row) = rows.next()? {
            let key = row.get(0)?;
            if keys.len() < limit && seen.insert(key) {
                keys.push(key);
            }
        }
        Ok(keys)
    }

    /// Keys of the names that hold these words.
    fn names(&self, name: &str) -> Result<BTreeSet<i64>, Error> {
        let mut statement =
            self.connection.prepare_cached("SELECT rowid FROM search_names WHERE search_names MATCH ?")?;
        let keys = statement.query_map([matching(name)?], |row| row.get(0))?;
        Ok(keys.collect::<Result<_, _>>()?)
    }

    /// Whom somebody of this name met, the most often met first, at most `limit`.
    ///
    /// # Errors
    /// If there is no word in `name`, or the disk fails.
    pub fn met(&self, name: &str, country: Option<&str>, limit: usize) -> Result<Vec<Met>, Error> {
        let run = || {
            let own = self.names(name)?;
            let mut own_ids = BTreeSet::new();
            let mut others = self.connection.prepare_cached(
                "SELECT DISTINCT coalesce(n.name, p.text), p.country, p.sector, h.id, h.date_start, n.key, i.knowledge_id
                 FROM stored_events e JOIN stored_participants p ON p.event = e.key AND p.role IN ('actor', 'recipient')
                 JOIN stored_happenings h ON h.key = e.happening LEFT JOIN stored_names n ON n.key = p.name
                 LEFT JOIN stored_entities i ON i.key = p.entity WHERE e.happening = ?1",
            )?;
            let mut met: BTreeMap<Who, Met> = BTreeMap::new();
            for key in self.keys_with(name, country, MEETING, MAX_HAPPENINGS)? {
                let mut seen = BTreeSet::new();
                let mut rows = others.query([key])?;
                while let Some(row) = rows.next()? {
                    let is_self = row.get::<_, Option<i64>>(5)?.is_some_and(|name| own.contains(&name));
                    let (name, country): (String, Option<String>) = (row.get(0)?, row.get(1)?);
                    let who = who(&name, country.as_deref(), row.get::<_, Option<String>>(6)?.as_deref());
                    if is_self {
                        own_ids.insert(who);
                        continue;
                    }
                    if !seen.insert(who.clone()) {
                        continue;
                    }
                    let party = PartyRow { name, country, sector: row.get(2)? };
                    let fresh = Met { with: party, happenings: 0, first: None, last: None, ids: Vec::new() };
                    let held = met.entry(who).or_insert(fresh);
                    count(&mut held.happenings, &mut held.first, &mut held.last, row.get(4)?);
                    if held.ids.len() < MAX_IDS {
                        held.ids.push(row.get(3)?);
                    }
                }
            }
            // The same person in another spelling is nobody whom he met.
            met.retain(|who, _| !own_ids.contains(who));
            let mut met: Vec<Met> = met.into_values().collect();
            met.sort_by(|one, other| other.happenings.cmp(&one.happenings).then_with(|| other.last.cmp(&one.last)));
            met.truncate(limit);
            Ok(met)
        };
        run().map_err(|error: Error| error.at(&self.path))
    }

    /// The persons who met in happenings with these keys, as [`Reader::between`] gave them, the most often met first, at most `limit`; each with
    /// those of other countries whom he met.
    ///
    /// # Errors
    /// If the disk fails.
    pub fn meetings(&self, happenings: &[i64], limit: usize) -> Result<Vec<Meeting>, Error> {
        let run = || {
            let mut people: BTreeMap<Who, (Meeting, Others)> = BTreeMap::new();
            for &key in happenings {
                let present = self.present(key)?;
                for one in present.values() {
                    let (meeting, others) =
                        people.entry(one.who.clone()).or_insert_with(|| (one.meeting(), Others::new()));
                    count(&mut meeting.happenings, &mut meeting.first, &mut meeting.last, one.day.clone());
                    for other in present.values().filter(|other| other.country != one.country) {
                        others.entry(other.who.clone()).or_insert_with(|| (other.name.clone(), 0)).1 += 1;
                    }
                }
            }
            let mut meetings: Vec<Meeting> =
                people.into_values().map(|(meeting, others)| meeting.with(others)).collect();
            meetings
                .sort_by(|one, other| other.happenings.cmp(&one.happenings).then_with(|| other.last.cmp(&one.last)));
            meetings.truncate(limit);
            Ok(meetings)
        };
        run().map_err(|error: Error| error.at(&self.path))
    }

    /// The persons who take part in a happening, if it is a meeting, each once.
    fn present(&self, happening: i64) -> Result<BTreeMap<Who, Present>, Error> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT DISTINCT n.name, p.country, p.sector, h.date_start, i.knowledge_id
             FROM stored_happenings h JOIN stored_events e ON e.happening = h.key
             JOIN stored_participants p ON p.event = e.key AND p.role IN ('actor', 'recipient') AND p.is_person
             JOIN stored_names n ON n.key = p.name LEFT JOIN stored_entities i ON i.key = p.entity
             WHERE h.key = ? AND {MEETING} ORDER BY n.name, p.country, p.sector"
        ))?;
        let rows = statement.query_map([happening], |row| {
            let (name, country): (String, Option<String>) = (row.get(0)?, row.get(1)?);
            let who = who(&name, country.as_deref(), row.get::<_, Option<String>>(4)?.as_deref());
            Ok(Present { who, name, country, sector: row.get(2)?, day: row.get(3)? })
        })?;
        let mut present = BTreeMap::new();
        for row in rows {
            let one = row?;
            present.entry(one.who.clone()).or_insert(one);
        }
        Ok(present)
    }
}

/// Who somebody is, whatever spelling a report has: by the tables, else by name and country.
type Who = (String, Option<String>);

fn who(name: &str, country: Option<&str>, knowledge_id: Option<&str>) -> Who {
    // Ids of persons tell the office too: `person/shehbaz-sharif/prime-minister/pak/2024-03-04`.
    let person = knowledge_id.and_then(|id| id.strip_prefix("person/")?.split('/').next());
    match person {
        Some(person) => (format!("person/{person}"), None),
        None => (name.to_string(), country.map(str::to_string)),
    }
}

/// Whom a person met: a name, and how often.
type Others = BTreeMap<Who, (String, u64)>;

/// A person who takes part in a meeting.
struct Present {
    who: Who,
    name: String,
    country: Option<String>,
    sector: Option<String>,
    day: Option<String>,
}

impl Present {
    fn meeting(&self) -> Meeting {
        Meeting {
            name: self.name.clone(),
            country: self.country.clone(),
            sector: self.sector.clone(),
            with: Vec::new(),
            happenings: 0,
            first: None,
            last: None,
        }
    }
}

impl Meeting {
    fn with(self, others: Others) -> Meeting {
        let mut with: Vec<(String, u64)> = others.into_values().collect();
        with.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        Meeting { with: with.into_iter().map(|(name, _)| name).collect(), ..self }
    }
}

fn count(happenings: &mut u64, first: &mut Option<String>, last: &mut Option<String>, day: Option<String>) {
    *happenings += 1;
    let Some(day) = day else { return };
    if first.as_ref().is_none_or(|first| day < *first) {
        *first = Some(day.clone());
    }
    if last.as_ref().is_none_or(|last| day > *last) {
        *last = Some(day);
    }
}
