use super::filter::matching;
use crate::connection::Reader;
use crate::error::Error;
use jiff::civil::Date;
use rusqlite::params;
use serde::Serialize;
use utoipa::ToSchema;

/// One current report as it is listed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct ReportRow {
    /// Its id.
    pub id: String,
    /// Headline.
    pub title: Option<String>,
    /// Who printed it.
    pub publisher: Option<String>,
    /// The day it was published.
    pub published: Option<String>,
    /// Where it was found.
    pub url: Option<String>,
    /// ISO 639-1 code of its language.
    pub language: Option<String>,
    /// How many events it tells of.
    pub events: u64,
    /// The beginning of its text.
    pub beginning: String,
}

/// Characters of the beginning that is listed.
const BEGINNING: u32 = 240;

impl Reader {
    /// At most `limit` current reports whose title or text holds `words` (as of [`Filter::words`](crate::Filter::words)), printed by `publisher`,
    /// published between two days, those that were added last first, after the first `skip`.
    ///
    /// # Errors
    /// If `words` hold no word, or the disk fails.
    pub fn reports(
        &self,
        words: Option<&str>,
        publisher: Option<&str>,
        since: Option<Date>,
        until: Option<Date>,
        limit: usize,
        skip: usize,
    ) -> Result<Vec<ReportRow>, Error> {
        let run = || {
            let query = words.map(matching).transpose()?;
            let from = if query.is_some() {
                "search_reports s CROSS JOIN stored_reports r ON r.key = s.rowid WHERE s.search_reports MATCH ?1 AND"
            } else {
                "stored_reports r WHERE ?1 IS NULL AND"
            };
            let mut statement = self.connection.prepare_cached(&format!(
                "SELECT r.id, r.title, r.publisher, r.published, r.url, r.language, r.n_events,
                    (SELECT substr(text, 1, ?2) FROM stored_texts WHERE report = r.key)
                 FROM {from} r.state = 'current' AND (?3 IS NULL OR r.published >= ?3) AND (?4 IS NULL OR r.published <= ?4)
                    AND (?7 IS NULL OR r.publisher = ?7 COLLATE NOCASE)
                 ORDER BY r.key DESC LIMIT ?5 OFFSET ?6"
            ))?;
            let [limit, skip] = [limit, skip].map(|n| i64::try_from(n).unwrap_or(i64::MAX));
            let days = [since, until].map(|day| day.map(|day| day.to_string()));
            let rows =
                statement.query_map(params![query, BEGINNING, days[0], days[1], limit, skip, publisher], |row| {
                    Ok(ReportRow {
                        id: row.get(0)?,
                        title: row.get(1)?,
                        publisher: row.get(2)?,
                        published: row.get(3)?,
                        url: row.get(4)?,
                        language: row.get(5)?,
                        events: row.get(6)?,
                        beginning: row.get(7)?,
                    })
                })?;
            Ok(rows.collect::<Result<_, _>>()?)
        };
        run().map_err(|error: Error| error.at(&self.path))
    }
}
