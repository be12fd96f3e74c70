use crate::connection::Reader;
use crate::error::Error;
use jiff::civil::Date;
use rusqlite::params;
use serde::Serialize;
use utoipa::ToSchema;

/// Two countries and what took place between them in a period.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
pub struct Edge {
    /// The first in the alphabet.
    pub first: String,
    /// The other.
    pub second: String,
    /// Happenings.
    pub happenings: u64,
    /// Those that are cooperation.
    pub cooperation: u64,
    /// Those that are conflict.
    pub conflict: u64,
    /// Mean PLOVER score of their mentions, -10 to 10.
    pub score_mean: f64,
}

impl Reader {
    /// Pairs of countries that at least `least` happenings of the months of a period join, the most first, at most `limit`.
    ///
    /// # Errors
    /// If the disk fails.
    pub fn network(
        &self,
        since: Option<Date>,
        until: Option<Date>,
        least: u64,
        limit: usize,
    ) -> Result<Vec<Edge>, Error> {
        let run = || {
            let mut statement = self.connection.prepare_cached(
                "SELECT first, second, sum(happenings) AS n, sum(happenings * (quad <= 2)), sum(happenings * (quad > 2)),
                    sum(score) / max(sum(mentions), 1)
                 FROM stored_dyad_months
                 WHERE status IN ('actual', 'historical') AND (?1 IS NULL OR month >= ?1) AND (?2 IS NULL OR month <= ?2)
                 GROUP BY first, second HAVING n >= max(?3, 1) ORDER BY n DESC, first, second LIMIT ?4",
            )?;
            let limit = i64::try_from(limit).unwrap_or(i64::MAX);
            let month = |day: Option<Date>| day.map(|day| day.strftime("%Y-%m").to_string());
            let rows = statement.query_map(params![month(since), month(until), least, limit], |row| {
                Ok(Edge {
                    first: row.get(0)?,
                    second: row.get(1)?,
                    happenings: row.get(2)?,
                    cooperation: row.get(3)?,
                    conflict: row.get(4)?,
                    score_mean: row.get(5)?,
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        };
        run().map_err(|error: Error| error.at(&self.path))
    }
}
