use crate::connection::Reader;
use crate::error::Error;
use jiff::civil::Date;
use rusqlite::params;

/// What two countries did in one month, as the roll-up holds it.
#[derive(Clone, PartialEq, Debug)]
pub struct Month {
    /// `2025-01`.
    pub month: String,
    /// Who did it to the other; none if they did it together.
    pub source: Option<String>,
    /// Quad category, 1 to 4.
    pub quad: u8,
    /// Status of the events.
    pub status: String,
    /// Events as reports mention them.
    pub mentions: u64,
    /// What they are mentions of.
    pub happenings: u64,
    /// Sum of the PLOVER scores of the mentions.
    pub score: f64,
    /// Sum of their Goldstein values.
    pub goldstein: f64,
}

/// How often a country takes part.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ActorCount {
    /// The country, or the code that stands in its place.
    pub country: String,
    /// Primary sector.
    pub sector: String,
    /// Events in which it acts.
    pub as_actor: u64,
    /// Events whose recipient it is.
    pub as_recipient: u64,
}

impl Reader {
    /// What the countries `one` and `other` did to, and with, each other by month, in the order of time.
    ///
    /// # Errors
    /// If the disk fails.
    pub fn months(&self, one: &str, other: &str) -> Result<Vec<Month>, Error> {
        let run = || {
            let mut statement = self.connection.prepare_cached(
                "SELECT month, CASE direction WHEN 'forth' THEN first WHEN 'back' THEN second END, quad, status, mentions, happenings,
                    score, goldstein FROM stored_dyad_months WHERE first = ? AND second = ? ORDER BY month, direction, quad, status",
            )?;
            let rows = statement.query_map([one.min(other), one.max(other)], |row| {
                Ok(Month {
                    month: row.get(0)?,
                    source: row.get(1)?,
                    quad: row.get(2)?,
                    status: row.get(3)?,
                    mentions: row.get(4)?,
                    happenings: row.get(5)?,
                    score: row.get(6)?,
                    goldstein: row.get(7)?,
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        };
        run().map_err(|error: Error| error.at(&self.path))
    }

    /// Who takes part most often between the months of two days, the most frequent first.
    ///
    /// # Errors
    /// If the disk fails.
    pub fn top_actors(&self, since: Option<Date>, until: Option<Date>, limit: usize) -> Result<Vec<ActorCount>, Error> {
        let month = |day: Option<Date>, otherwise: &str| {
            day.map_or(otherwise.to_string(), |day| day.strftime("%Y-%m").to_string())
        };
        let run = || {
            let mut statement = self.connection.prepare_cached(
                "SELECT country, sector, sum(iif(role = 'actor', mentions, 0)), sum(iif(role = 'recipient', mentions, 0))
                 FROM stored_actor_months WHERE month >= ? AND month <= ? GROUP BY country, sector
                 ORDER BY sum(mentions) DESC, country, sector LIMIT ?",
            )?;
            let rows = statement.query_map(params![month(since, ""), month(until, "9999"), limit], |row| {
                Ok(ActorCount {
                    country: row.get(0)?,
                    sector: row.get(1)?,
                    as_actor: row.get(2)?,
                    as_recipient: row.get(3)?,
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        };
        run().map_err(|error: Error| error.at(&self.path))
    }
}
