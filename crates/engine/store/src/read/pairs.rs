use super::filter::{Filter, Party, Sort};
use super::statement;
use crate::connection::Reader;
use crate::error::Error;
use jiff::civil::Date;
use rusqlite::{Row, params, params_from_iter};
use std::collections::{BTreeMap, HashMap};

/// Who does it to whom, of a pair.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Direction {
    /// The first to the second.
    Forth,
    /// The second to the first.
    Back,
    /// Both together.
    Mutual,
}

/// A happening between two, as far as relations count it.
#[derive(Clone, PartialEq, Debug)]
pub struct PairHappening {
    /// Its key in the store: what [`Reader::happenings_of`] takes.
    pub key: i64,
    /// First day.
    pub day: Date,
    /// Who does it to whom.
    pub direction: Direction,
    /// PLOVER type.
    pub event_type: String,
    /// Mode.
    pub mode: Option<String>,
    /// Quad category, 1 to 4.
    pub quad: u8,
    /// PLOVER's score.
    pub score: f64,
    /// Goldstein value.
    pub goldstein: f64,
    /// Contexts.
    pub contexts: Vec<String>,
    /// How many events mention it.
    pub mentions: u32,
    /// How many independent publishers tell it.
    pub publishers: u32,
    /// Probability that its surest mention is right.
    pub confidence: f64,
}

/// How much was published and told on a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DayVolume {
    /// The day.
    pub day: Date,
    /// Current reports that were published on it.
    pub reports: u64,
    /// Happenings that began on it.
    pub happenings: u64,
}

/// Two countries, and how many happenings join them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PairCount {
    /// The first in the alphabet.
    pub first: String,
    /// The other.
    pub second: String,
    /// Happenings that took place.
    pub happenings: u64,
}

/// What took place: not what was to come, might be or was not.
const DONE: &str = "h.status IN ('actual', 'historical') AND h.date_start IS NOT NULL";

const COLUMNS: &str = "h.key, h.date_start, h.type, h.mode, h.quad, h.score, h.goldstein, h.contexts, h.n_mentions, h.n_sources, h.confidence";

impl Reader {
    /// What took place between two, each happening once, by first day.
    ///
    /// Two countries are joined by what their happenings agree on; sectors, bodies and persons by mentions that name them.
    ///
    /// # Errors
    /// If a name holds no word, or the disk fails.
    pub fn between(&self, one: &Party, other: &Party) -> Result<Vec<PairHappening>, Error> {
        let run = || {
            let mut found = match (one, other) {
                (Party::Country(one), Party::Country(other)) => self.between_countries(one, other)?,
                _ => self.between_parties(one, other)?,
            };
            found.sort_by_key(|happening| (happening.day, happening.key));
            Ok(found)
        };
        run().map_err(|error: Error| error.at(&self.path))
    }

    fn between_countries(&self, one: &str, other: &str) -> Result<Vec<PairHappening>, Error> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {COLUMNS}, p.direction FROM stored_happening_pairs p JOIN stored_happenings h ON h.key = p.happening
             WHERE p.first = ? AND p.second = ? AND {DONE}"
        ))?;
        let is_turned = one > other;
        let rows = statement.query_map([one.min(other), one.max(other)], |row| {
            let direction = match (row.get_ref(11)?.as_str()?, is_turned) {
                ("forth", false) | ("back", true) => Direction::Forth,
                ("forth", true) | ("back", false) => Direction::Back,
                _ => Direction::Mutual,
            };
            happening(row, direction)
        })?;
        // What is done in both directions joins them twice and counts once.
        let mut once: BTreeMap<i64, PairHappening> = BTreeMap::new();
        for row in rows {
            let Some(row) = row? else { continue };
            let direction = row.direction;
            let held = once.entry(row.key).or_insert(row);
            if held.direction != direction {
                held.direction = Direction::Mutual;
            }
        }
        Ok(once.into_values().collect())
    }

    fn between_parties(&self, one: &Party, other: &Party) -> Result<Vec<PairHappening>, Error> {
        let both = Filter { between: Some((one.clone(), other.clone())), ..Filter::default() };
        let acts = |actor: &Party, recipient: &Party| Filter {
            actors: vec![actor.clone()],
            recipients: vec![recipient.clone()],
            ..Filter::default()
        };
        let (forth, back) = (self.keys(&acts(one, other))?, self.keys(&acts(other, one))?);
        let mut statement = self
            .connection
            .prepare_cached(&format!("SELECT {COLUMNS} FROM stored_happenings h WHERE h.key = ? AND {DONE}"))?;
        let mut found = Vec::new();
        for key in self.keys(&both)?.into_keys() {
            let direction = match (forth.contains_key(&key), back.contains_key(&key)) {
                (true, false) => Direction::Forth,
                (false, true) => Direction::Back,
                _ => Direction::Mutual,
            };
            let rows = statement.query_map([key], |row| happening(row, direction))?;
            for row in rows {
                found.extend(row?);
            }
        }
        Ok(found)
    }

    /// Happenings of the events that a filter wants, and how many of these each has.
    fn keys(&self, filter: &Filter) -> Result<BTreeMap<i64, usize>, Error> {
        let statement = statement::events(filter, "e.happening", Sort::Oldest, 0)?;
        let mut prepared = self.connection.prepare_cached(&statement.sql)?;
        let keys = prepared.query_map(params_from_iter(statement.values), |row| row.get::<_, i64>(0))?;
        let mut counts = BTreeMap::new();
        for key in keys {
            *counts.entry(key?).or_default() += 1;
        }
        Ok(counts)
    }

    /// How much was published and told day by day.
    ///
    /// # Errors
    /// If the disk fails.
    pub fn volume(&self) -> Result<Vec<DayVolume>, Error> {
        let run = || {
            let mut days: BTreeMap<Date, (u64, u64)> = BTreeMap::new();
            let mut statement = self.connection.prepare_cached(
                "SELECT published, count(*) FROM stored_reports WHERE state = 'current' AND published IS NOT NULL GROUP BY published",
            )?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                if let Some(day) = date(row.get_ref(0)?.as_str().unwrap_or_default()) {
                    days.entry(day).or_default().0 += row.get::<_, u64>(1)?;
                }
            }
            for (day, happenings) in self.days_of("")? {
                days.entry(day).or_default().1 += happenings;
            }
            Ok(days.into_iter().map(|(day, (reports, happenings))| DayVolume { day, reports, happenings }).collect())
        };
        run().map_err(|error: Error| error.at(&self.path))
    }

    /// In how many happenings a party takes part, by day.
    ///
    /// # Errors
    /// If a name holds no word, or the disk fails.
    pub fn attention(&self, party: &Party) -> Result<Vec<(Date, u64)>, Error> {
        let run = || match party {
            Party::Country(country) => self.days_of(country),
            _ => {
                let side = |actors: Vec<Party>, recipients| Filter { actors, recipients, ..Filter::default() };
                let mut keys = self.keys(&side(vec![party.clone()], Vec::new()))?;
                keys.extend(self.keys(&side(Vec::new(), vec![party.clone()]))?);
                let mut statement =
                    self.connection.prepare_cached("SELECT date_start FROM stored_happenings WHERE key = ?")?;
                let mut days: BTreeMap<Date, u64> = BTreeMap::new();
                for key in keys.into_keys() {
                    let day: Option<String> = statement.query_row([key], |row| row.get(0))?;
                    if let Some(day) = day.as_deref().and_then(date) {
                        *days.entry(day).or_default() += 1;
                    }
                }
                Ok(days.into_iter().collect())
            }
        };
        run().map_err(|error: Error| error.at(&self.path))
    }

    fn days_of(&self, country: &str) -> Result<Vec<(Date, u64)>, Error> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT day, happenings FROM stored_country_days WHERE country = ? ORDER BY day")?;
        let rows = statement.query_map([country], |row| Ok((row.get::<_, String>(0)?, row.get(1)?)))?;
        let mut days = Vec::new();
        for row in rows {
            let (day, happenings) = row?;
            days.extend(date(&day).map(|day| (day, happenings)));
        }
        Ok(days)
    }

    /// Pairs of countries that at least so many happenings join, the most first.
    ///
    /// # Errors
    /// If the disk fails.
    pub fn pairs(&self, least: u64) -> Result<Vec<PairCount>, Error> {
        let run = || {
            let mut statement = self.connection.prepare_cached(
                "SELECT first, second, sum(happenings) AS n FROM stored_dyad_months WHERE status IN ('actual', 'historical')
                 GROUP BY first, second HAVING n >= ? ORDER BY n DESC, first, second",
            )?;
            let rows = statement.query_map(params![least], |row| {
                Ok(PairCount { first: row.get(0)?, second: row.get(1)?, happenings: row.get(2)? })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        };
        run().map_err(|error: Error| error.at(&self.path))
    }

    /// The happenings with these keys, as [`Reader::between`] gave them, in that order.
    ///
    /// # Errors
    /// If the disk fails.
    pub fn happenings_of(&self, keys: &[i64]) -> Result<HashMap<i64, super::happenings::Happening>, Error> {
        let run = || {
            let mut found = HashMap::new();
            for &key in keys {
                found.extend(self.happening_at(key)?.map(|happening| (key, happening)));
            }
            Ok(found)
        };
        run().map_err(|error: Error| error.at(&self.path))
    }
}

fn date(written: &str) -> Option<Date> {
    written.get(..10)?.parse().ok()
}

/// None if its day is none.
fn happening(row: &Row, direction: Direction) -> rusqlite::Result<Option<PairHappening>> {
    let Some(day) = date(row.get_ref(1)?.as_str()?) else { return Ok(None) };
    let contexts: String = row.get(7)?;
    Ok(Some(PairHappening {
        key: row.get(0)?,
        day,
        direction,
        event_type: row.get(2)?,
        mode: row.get(3)?,
        quad: row.get(4)?,
        score: row.get(5)?,
        goldstein: row.get(6)?,
        contexts: contexts.split_whitespace().map(str::to_string).collect(),
        mentions: row.get(8)?,
        publishers: row.get(9)?,
        confidence: row.get(10)?,
    }))
}

/// A shift that was told.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Alert {
    /// One country, the first in the alphabet.
    pub first: String,
    /// The other.
    pub second: String,
    /// `warmer` or `cooler`.
    pub course: String,
    /// First day of the month in which it most probably began.
    pub began: String,
    /// Earliest such day.
    pub began_first: String,
    /// Latest such day.
    pub began_last: String,
    /// Day on which it could be told.
    pub told: String,
    /// The shift as JSON.
    pub shift: String,
    /// When it was told, UTC.
    pub at: String,
}

impl Reader {
    /// Shifts that were told of two countries, the first in the alphabet first, in the order in which they were.
    ///
    /// # Errors
    /// If the disk fails.
    pub fn alerts(&self, first: &str, second: &str) -> Result<Vec<Alert>, Error> {
        let run = || {
            let mut statement = self.connection.prepare_cached(
                "SELECT first, second, course, began, began_first, began_last, told, shift, at FROM stored_alerts
                 WHERE first = ?1 AND second = ?2 ORDER BY key",
            )?;
            let rows = statement.query_map([first, second], alert)?;
            Ok(rows.collect::<Result<_, _>>()?)
        };
        run().map_err(|error: Error| error.at(&self.path))
    }

    /// Pairs of countries, the first in the alphabet first, whose happenings changed since shifts were told of them last
    /// ([`Store::keep_alerts`](crate::Store::keep_alerts)).
    ///
    /// # Errors
    /// If the disk fails.
    pub fn changed_pairs(&self) -> Result<Vec<(String, String)>, Error> {
        let run = || {
            let mut statement = self
                .connection
                .prepare_cached("SELECT first, second FROM stored_changed_pairs ORDER BY first, second")?;
            let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(rows.collect::<Result<_, _>>()?)
        };
        run().map_err(|error: Error| error.at(&self.path))
    }

    /// How many happenings join two countries, the first in the alphabet first.
    ///
    /// # Errors
    /// If the disk fails.
    pub fn n_between(&self, first: &str, second: &str) -> Result<u64, Error> {
        let run = || {
            let mut statement = self.connection.prepare_cached(
                "SELECT coalesce(sum(happenings), 0) FROM stored_dyad_months
                 WHERE first = ? AND second = ? AND status IN ('actual', 'historical')",
            )?;
            Ok(statement.query_row([first, second], |row| row.get(0))?)
        };
        run().map_err(|error: Error| error.at(&self.path))
    }

    /// The day up to which all pairs were looked at for shifts; none if they never were.
    ///
    /// # Errors
    /// If the disk fails.
    pub fn looked(&self) -> Result<Option<String>, Error> {
        let run = || {
            let found = self.connection.query_row("SELECT max(day) FROM stored_looks", [], |row| row.get(0));
            Ok(found?)
        };
        run().map_err(|error: Error| error.at(&self.path))
    }
}

/// A row of the columns in the order of [`Alert`].
pub(crate) fn alert(row: &Row) -> rusqlite::Result<Alert> {
    Ok(Alert {
        first: row.get(0)?,
        second: row.get(1)?,
        course: row.get(2)?,
        began: row.get(3)?,
        began_first: row.get(4)?,
        began_last: row.get(5)?,
        told: row.get(6)?,
        shift: row.get(7)?,
        at: row.get(8)?,
    })
}
