//! A filter as one SQL statement.
//!
//! The rows that the narrowest condition knows by index drive the statement (`CROSS JOIN` keeps their order); the other
//! conditions are looked up a row at a time. All indexes end in the key of the event, which is in the order of time, so that a
//! page of the newest stops at its last row.

use super::filter::{Filter, Party, Sort, matching};
use crate::error::{Error, Kind};
use crate::event_key::DayKeys;
use jiff::civil::Date;
use rusqlite::types::Value;

/// Most parties of one side: each is a statement of its own.
const MAX_PARTIES: usize = 100;

/// Longest duration of an event, in days, that a period is searched for: longer ones are found by their first day.
const LONGEST: i64 = 400;

/// A statement and its values.
pub(crate) struct Statement {
    pub(crate) sql: String,
    pub(crate) values: Vec<Value>,
}

/// Some events, as rows to begin with and as a condition on others.
struct Set {
    /// How many there are as a rule, as a rank: the lowest begins.
    rank: u8,
    /// Selects their keys as `event`, each once, in the order of time where an index has it.
    rows: Clause,
    /// Whether these come in the order of time.
    is_ordered: bool,
    /// Whether `e` is one of them.
    member: Clause,
}

struct Clause {
    sql: String,
    values: Vec<Value>,
}

impl Clause {
    fn new(sql: impl Into<String>, values: &[&str]) -> Clause {
        Clause { sql: sql.into(), values: values.iter().map(|value| Value::Text(value.to_string())).collect() }
    }
}

#[derive(Default)]
struct Conditions {
    sql: Vec<String>,
    values: Vec<Value>,
}

impl Conditions {
    fn add(&mut self, sql: impl Into<String>, values: impl IntoIterator<Item = Value>) {
        self.sql.push(sql.into());
        self.values.extend(values);
    }

    /// All of them, as one.
    fn joined(&self) -> String {
        if self.sql.is_empty() { "1".into() } else { self.sql.join(" AND ") }
    }

    /// One of `choices`, if there are any.
    fn one_of(&mut self, column: &str, choices: &[String]) {
        if let [only] = choices {
            self.add(format!("{column} = ?"), [Value::Text(only.clone())]);
        } else if !choices.is_empty() {
            self.add(format!("{column} IN ({})", marks(choices.len())), choices.iter().cloned().map(Value::Text));
        }
    }
}

/// Events that a condition may have before the order asked for is walked instead: looking each up and sorting
/// them takes 15 ms.
const BROAD: usize = 5_000;

/// Events of two broad conditions beyond which it does not matter which one is begun with.
const MANY: usize = 100_000;

/// Events that are walked before it is given up that many of them meet the conditions: 20 ms.
const WALKED: usize = 10_000;

/// A condition with an index of its own, as far as it matters for where to begin.
pub(crate) struct Beginning {
    /// Tells whether many events meet it, counting no further than that.
    pub(crate) is_broad: Statement,
    /// Counts them, no further than makes a difference.
    pub(crate) size: Statement,
    /// Whether its events come in the order of time.
    pub(crate) is_ordered: bool,
}

/// The conditions that one can begin with, the narrowest as a rule first.
pub(crate) fn beginnings(filter: &Filter) -> Result<Vec<Beginning>, Error> {
    let beginning = |set: Set| {
        let sql = format!("SELECT count(*) FROM (SELECT 1 FROM ({}) LIMIT {MANY})", set.rows.sql);
        let size = Statement { sql, values: set.rows.values.clone() };
        Beginning { is_ordered: set.is_ordered, is_broad: is_broad(set.rows), size }
    };
    Ok(sets(filter)?.into_iter().map(beginning).collect())
}

/// Tells whether many events meet the other conditions together.
pub(crate) fn is_broad_without_sets(filter: &Filter) -> Statement {
    let mut conditions = Conditions::default();
    plain(filter, &mut conditions);
    let sql = format!("SELECT 1 FROM stored_events e WHERE {}", conditions.joined());
    is_broad(Clause { sql, values: conditions.values })
}

fn is_broad(clause: Clause) -> Statement {
    let sql = format!("SELECT count(*) > {BROAD} FROM (SELECT 1 FROM ({}) LIMIT {})", clause.sql, BROAD + 1);
    Statement { sql, values: clause.values }
}

/// The statement that selects `columns` of the events that `filter` wants among the first of all events in the order of `sort`: for
/// conditions that many events meet, so that a page is full soon.
pub(crate) fn walked(filter: &Filter, columns: &str, sort: Sort) -> Result<Statement, Error> {
    let mut conditions = Conditions::default();
    for set in sets(filter)? {
        conditions.add(set.member.sql, set.member.values);
    }
    plain(filter, &mut conditions);
    let only_type = <&[String; 1]>::try_from(filter.types.as_slice()).ok().map(|[only]| only);
    let (column, index) = match sort {
        Sort::Newest | Sort::Oldest => ("key", "stored_events_type"),
        Sort::Confidence => ("confidence", "stored_events_type_confidence"),
        Sort::Conflict | Sort::Cooperation => ("score", "stored_events_type_score"),
    };
    let index = match (only_type, column) {
        (Some(_), _) => format!("INDEXED BY {index}"),
        (None, "key") => "NOT INDEXED".into(),
        (None, column) => format!("INDEXED BY stored_events_{column}"),
    };
    let (direction, within) = match sort {
        Sort::Newest | Sort::Confidence | Sort::Cooperation => (" DESC", ">="),
        Sort::Oldest | Sort::Conflict => ("", "<="),
    };
    let of_type = if only_type.is_some() { "WHERE w.type = ? " } else { "" };
    // No bound if there are no more events than that.
    let end = format!(
        "(SELECT w.{column} FROM stored_events w {index} {of_type}ORDER BY w.{column}{direction} LIMIT 1 OFFSET {WALKED})"
    );
    conditions.add(
        format!("e.{column} {within} coalesce({end}, e.{column})"),
        only_type.map(|only| Value::Text(only.clone())),
    );
    let wanted = conditions.joined();
    let sql = format!("SELECT {columns} FROM stored_events e {index} WHERE {wanted} ORDER BY {}", order(sort, "e.key"));
    Ok(Statement { sql, values: conditions.values })
}

/// The statement that selects `columns` of the events that `filter` wants of the reports after the one of key `after` up to that of
/// `last`, in the order in which they were added.
pub(crate) fn added(filter: &Filter, columns: &str, after: i64, last: i64) -> Result<Statement, Error> {
    let mut conditions = Conditions::default();
    conditions.add("e.report > ? AND e.report <= ?", [Value::Integer(after), Value::Integer(last)]);
    for set in sets(filter)? {
        conditions.add(set.member.sql, set.member.values);
    }
    plain(filter, &mut conditions);
    let wanted = conditions.joined();
    let from = "stored_events e INDEXED BY stored_events_report";
    let sql = format!("SELECT {columns} FROM {from} WHERE {wanted} ORDER BY e.report, e.number");
    Ok(Statement { sql, values: conditions.values })
}

/// The statement that selects `columns` of the events that `filter` wants, beginning with the condition at `first` of
/// [`beginnings`], if there are any.
pub(crate) fn events(filter: &Filter, columns: &str, sort: Sort, first: usize) -> Result<Statement, Error> {
    let mut sets = sets(filter)?;
    let mut conditions = Conditions::default();
    let (from, key, mut values) = if sets.is_empty() {
        ("stored_events e".into(), "e.key", Vec::new())
    } else {
        let first = sets.remove(first.min(sets.len() - 1));
        let from = format!("({}) d CROSS JOIN stored_events e ON e.key = d.event", first.rows.sql);
        (from, "d.event", first.rows.values)
    };
    for other in sets {
        // Told by the key alone, so that an event's row is not fetched to be thrown away.
        conditions.add(other.member.sql.replace("e.key", key), other.member.values);
    }
    plain(filter, &mut conditions);
    let wanted = conditions.joined();
    values.extend(conditions.values);
    let sql = format!("SELECT {columns} FROM {from} WHERE {wanted} ORDER BY {}", order(sort, key));
    Ok(Statement { sql, values })
}

fn order(sort: Sort, key: &str) -> String {
    match sort {
        Sort::Newest => format!("{key} DESC"),
        Sort::Oldest => key.into(),
        Sort::Confidence => format!("e.confidence DESC, {key} DESC"),
        Sort::Conflict => format!("e.score, {key}"),
        Sort::Cooperation => format!("e.score DESC, {key} DESC"),
    }
}

/// The conditions that have an index of their own, the narrowest as a rule first.
fn sets(filter: &Filter) -> Result<Vec<Set>, Error> {
    let mut sets = Vec::new();
    for (name, value) in [("materiel", &filter.materiel), ("place", &filter.place), ("publisher", &filter.publisher)] {
        if value.as_deref().is_some_and(|value| value.trim().is_empty()) {
            return Err(Error::new(Kind::Filter(format!("`{name}`: expected a name, found nothing"))));
        }
    }
    if filter.actors.len().max(filter.recipients.len()) > MAX_PARTIES {
        return Err(Error::new(Kind::Filter(format!("expected at most {MAX_PARTIES} parties of a side"))));
    }
    sets.extend(filter.report.as_deref().map(of_report));
    sets.extend(filter.words.as_deref().map(with_words).transpose()?);
    sets.extend(filter.materiel.as_deref().map(materiel));
    sets.extend(filter.person.as_deref().map(person).transpose()?);
    if let Some((one, other)) = &filter.between {
        sets.extend(between(one, other)?);
    }
    for (parties, roles) in [(&filter.actors, &["actor"]), (&filter.recipients, &["recipient"])] {
        if !parties.is_empty() {
            sets.push(any_of(parties, roles)?);
        }
    }
    sets.extend(filter.place.as_deref().map(|name| if is_code(name) { place_in(name) } else { place(name) }));
    sets.sort_by_key(|set| set.rank);
    Ok(sets)
}

fn of_report(id: &str) -> Set {
    let rows = "SELECT x.key AS event FROM stored_reports r JOIN stored_events x ON x.report = r.key WHERE r.id = ?";
    let member = "e.report IN (SELECT key FROM stored_reports WHERE id = ?)";
    Set { rank: 0, is_ordered: false, rows: Clause::new(rows, &[id]), member: Clause::new(member, &[id]) }
}

fn with_words(words: &str) -> Result<Set, Error> {
    let query = matching(words)?;
    let rows = "SELECT rowid AS event FROM search_events WHERE search_events MATCH ?";
    let member = "e.key IN (SELECT rowid FROM search_events WHERE search_events MATCH ?)";
    Ok(Set { rank: 1, is_ordered: true, rows: Clause::new(rows, &[&query]), member: Clause::new(member, &[&query]) })
}

/// Events that a deal of the item belongs to, or, where it belongs to none, in whose sentence it stands. Ids of items are made of names: `platform/jf-17-thunder/chn/2007-01-01`.
fn materiel(item: &str) -> Set {
    let meant =
        "(m.item LIKE '%' || ? || '%' ESCAPE '\\' OR m.class = lower(?) OR m.text LIKE '%' || ? || '%' ESCAPE '\\')";
    let rows = format!(
        "SELECT m.event AS event FROM stored_materiel m WHERE m.event IS NOT NULL AND {meant}
         UNION SELECT x.key FROM stored_materiel m CROSS JOIN stored_events x ON x.report = m.report
         WHERE m.event IS NULL AND m.start >= x.sentence_start AND m.start < x.sentence_end AND {meant}"
    );
    let id = item.trim().replace(' ', "-");
    let values = [escaped(&id), id, escaped(item)];
    let values: Vec<&str> = values.iter().chain(&values).map(String::as_str).collect();
    let member = format!("e.key IN ({rows})");
    Set { rank: 1, is_ordered: false, rows: Clause::new(rows, &values), member: Clause::new(member, &values) }
}

fn person(name: &str) -> Result<Set, Error> {
    named(name, &["actor", "recipient", "sayer"], " AND p.is_person")
}

/// Whoever has the words in the name.
fn named(name: &str, roles: &[&str], condition: &str) -> Result<Set, Error> {
    let query = matching(name)?;
    let names = "SELECT rowid FROM search_names WHERE search_names MATCH ?";
    let chosen = format!("p.name IN ({names}) AND p.role IN ({}){condition}", listed(roles));
    let rows = format!("SELECT DISTINCT p.event AS event FROM stored_participants p WHERE {chosen}");
    let member = format!("EXISTS (SELECT 1 FROM stored_participants p WHERE p.event = e.key AND {chosen})");
    Ok(Set { rank: 1, is_ordered: false, rows: Clause::new(rows, &[&query]), member: Clause::new(member, &[&query]) })
}

/// Of two countries or sectors, events that join them; of others, events in which both take part.
fn between(one: &Party, other: &Party) -> Result<Vec<Set>, Error> {
    const ROLES: [&str; 2] = ["actor", "recipient"];
    let mut sets = Vec::new();
    // Sectors of one country are joined by events in which both take part.
    if let Some((one, other)) = country(one).zip(country(other)).filter(|(one, other)| one != other) {
        sets.push(pair(one, other));
    }
    let is_pair = !sets.is_empty();
    for party in [one, other] {
        let is_told = is_pair && matches!(party, Party::Country(_));
        if !is_told {
            sets.push(of_party(party, &ROLES)?);
        }
    }
    Ok(sets)
}

/// The country of a party that is one or is of one.
fn country(party: &Party) -> Option<&str> {
    match party {
        Party::Country(country) | Party::Sector(country, _) => Some(country),
        Party::Named(_) => None,
    }
}

/// Events that join two countries.
fn pair(one: &str, other: &str) -> Set {
    let values = [one.min(other), one.max(other)];
    // An event may join two in both directions; it is one event.
    let rows = "SELECT p.event AS event FROM stored_pairs p WHERE p.first = ? AND p.second = ? AND p.direction =
        (SELECT min(q.direction) FROM stored_pairs q WHERE q.first = p.first AND q.second = p.second AND q.event = p.event)";
    let member = "EXISTS (SELECT 1 FROM stored_pairs p WHERE p.first = ? AND p.second = ? AND p.event = e.key)";
    Set { rank: 2, is_ordered: true, rows: Clause::new(rows, &values), member: Clause::new(member, &values) }
}

fn any_of(parties: &[Party], roles: &[&str]) -> Result<Set, Error> {
    let mut sets = parties.iter().map(|party| of_party(party, roles)).collect::<Result<Vec<_>, _>>()?;
    if sets.len() == 1 {
        return Ok(sets.remove(0));
    }
    let join = |clauses: Vec<Clause>, by: &str, form: fn(&str) -> String| Clause {
        sql: clauses.iter().map(|clause| form(&clause.sql)).collect::<Vec<_>>().join(by),
        values: clauses.into_iter().flat_map(|clause| clause.values).collect(),
    };
    let rank = sets.iter().map(|set| set.rank).max().unwrap_or_default();
    let (rows, members) = sets.into_iter().map(|set| (set.rows, set.member)).unzip();
    let rows = join(rows, " UNION ", |sql| format!("SELECT event FROM ({sql})"));
    let mut member = join(members, " OR ", |sql| format!("({sql})"));
    member.sql = format!("({})", member.sql);
    Ok(Set { rank, is_ordered: false, rows, member })
}

fn of_party(party: &Party, roles: &[&str]) -> Result<Set, Error> {
    let (country, sector) = match party {
        Party::Named(name) => return named(name, roles, ""),
        Party::Country(country) => (country, None),
        Party::Sector(country, sector) => (country, Some(sector.as_str())),
    };
    let distinct = if roles.len() > 1 { "DISTINCT " } else { "" };
    let mut values = vec![country.as_str()];
    let mut chosen = format!("c.country = ? AND c.role IN ({})", listed(roles));
    if let Some(sector) = sector {
        chosen += " AND EXISTS (SELECT 1 FROM stored_participants p WHERE p.event = c.event AND p.role = c.role AND p.country = c.country
            AND (p.sector = ? OR ' ' || p.other_sectors || ' ' LIKE '% ' || ? || ' %'))";
        values.extend([sector, sector]);
    }
    let rows = format!("SELECT {distinct}c.event AS event FROM stored_countries c WHERE {chosen}");
    let member = format!("EXISTS (SELECT 1 FROM stored_countries c WHERE c.event = e.key AND {chosen})");
    Ok(Set {
        rank: 3,
        is_ordered: roles.len() == 1,
        rows: Clause::new(rows, &values),
        member: Clause::new(member, &values),
    })
}

/// A place or province by name.
fn place(name: &str) -> Set {
    let rows = "SELECT key AS event FROM stored_events WHERE place = ? COLLATE NOCASE
        UNION SELECT key FROM stored_events WHERE admin1 = ? COLLATE NOCASE";
    let member = "(e.place = ? COLLATE NOCASE OR e.admin1 = ? COLLATE NOCASE)";
    let values = [name.trim(), name.trim()];
    Set { rank: 2, is_ordered: false, rows: Clause::new(rows, &values), member: Clause::new(member, &values) }
}

/// The places of a country.
fn place_in(country: &str) -> Set {
    let rows = "SELECT key AS event FROM stored_events WHERE place_country = ?";
    let member = "EXISTS (SELECT 1 FROM stored_events x INDEXED BY stored_events_country WHERE x.place_country = ? AND x.key = e.key)";
    Set { rank: 3, is_ordered: true, rows: Clause::new(rows, &[country]), member: Clause::new(member, &[country]) }
}

/// Whether a place is told by the code of its country.
fn is_code(place: &str) -> bool {
    place.len() == 3 && place.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn plain(filter: &Filter, conditions: &mut Conditions) {
    conditions.one_of("e.type", &filter.types);
    conditions.one_of("e.mode", &filter.modes);
    conditions.one_of("e.status", &filter.statuses);
    if !filter.contexts.is_empty() {
        let each = vec!["' ' || e.contexts || ' ' LIKE '% ' || ? || ' %'"; filter.contexts.len()].join(" OR ");
        conditions.add(format!("({each})"), filter.contexts.iter().cloned().map(Value::Text));
    }
    if let Some(publisher) = &filter.publisher {
        let sql = "e.report IN (SELECT key FROM stored_reports WHERE publisher LIKE ? ESCAPE '\\')";
        conditions.add(sql, [Value::Text(escaped(publisher))]);
    }
    period(filter, conditions);
    if let Some(least) = filter.min_confidence {
        conditions.add("e.confidence >= ?", [Value::Real(least)]);
    }
}

fn period(filter: &Filter, conditions: &mut Conditions) {
    if let Some(since) = filter.since {
        let earliest = since.checked_sub(jiff::Span::new().days(LONGEST)).unwrap_or(Date::MIN);
        conditions.add("e.key >= ?", [Value::Integer(DayKeys::of(Some(earliest)).first)]);
        conditions.add("coalesce(e.date_end, e.date_start) >= ?", [Value::Text(since.to_string())]);
    }
    if let Some(until) = filter.until {
        conditions.add("e.key < ?", [Value::Integer(DayKeys::of(Some(until)).end)]);
        conditions.add("e.date_start IS NOT NULL", []);
    }
}

/// `text` with nothing in it that has a meaning in a pattern.
fn escaped(text: &str) -> String {
    text.trim().replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

/// `'actor', 'recipient'`, of words that are ours.
fn listed(words: &[&str]) -> String {
    words.iter().map(|word| format!("'{word}'")).collect::<Vec<_>>().join(", ")
}

fn marks(n: usize) -> String {
    vec!["?"; n].join(", ")
}
