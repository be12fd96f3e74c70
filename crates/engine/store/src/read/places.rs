use super::filter::{Filter, Sort};
use super::statement;
use crate::connection::Reader;
use crate::error::Error;
use rusqlite::params_from_iter;
use rusqlite::types::Value;
use serde::Serialize;
use utoipa::ToSchema;

/// A place, and what happened there.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
pub struct PlaceCount {
    /// Its name.
    pub name: String,
    /// Its country.
    pub country: Option<String>,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// Happenings there.
    pub happenings: u64,
    /// Those that are cooperation.
    pub cooperation: u64,
    /// Those that are conflict.
    pub conflict: u64,
}

/// Newest events that places are counted of.
const MAX_EVENTS: usize = 100_000;

impl Reader {
    /// At most `limit` places with coordinates where what `filter` wants took place, the most happenings first; of the newest 100,000 events.
    ///
    /// # Errors
    /// If the words of the filter hold no word, or the disk fails.
    pub fn places(&self, filter: &Filter, limit: usize) -> Result<Vec<PlaceCount>, Error> {
        let run = || {
            let columns = "e.place AS place, e.place_country AS country, e.latitude AS latitude, e.longitude AS longitude, \
                e.happening AS happening, e.quad AS quad";
            let first = self.narrowest(filter)?;
            let mut events = statement::events(filter, columns, Sort::Newest, first)?;
            events.values.extend([MAX_EVENTS, limit].map(|n| Value::Integer(i64::try_from(n).unwrap_or(i64::MAX))));
            let sql = format!(
                "SELECT place, country, avg(latitude), avg(longitude), count(DISTINCT happening) AS n,
                    count(DISTINCT CASE WHEN quad <= 2 THEN happening END), count(DISTINCT CASE WHEN quad > 2 THEN happening END)
                 FROM ({} LIMIT ?) WHERE place IS NOT NULL AND latitude IS NOT NULL AND longitude IS NOT NULL
                 GROUP BY place, country ORDER BY n DESC, place, country LIMIT ?",
                events.sql
            );
            let mut statement = self.connection.prepare_cached(&sql)?;
            let rows = statement.query_map(params_from_iter(events.values), |row| {
                Ok(PlaceCount {
                    name: row.get(0)?,
                    country: row.get(1)?,
                    latitude: row.get(2)?,
                    longitude: row.get(3)?,
                    happenings: row.get(4)?,
                    cooperation: row.get(5)?,
                    conflict: row.get(6)?,
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        };
        run().map_err(|error: Error| error.at(&self.path))
    }
}
