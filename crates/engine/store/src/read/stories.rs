use super::filter::matching;
use crate::connection::Reader;
use crate::error::{Error, Kind};
use jiff::civil::Date;
use rusqlite::{OptionalExtension, Row, params};
use serde::Serialize;
use utoipa::ToSchema;

/// Reports of one matter within days.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct Story {
    /// Its id.
    pub id: String,
    /// Headline of its first report.
    pub title: Option<String>,
    /// Who printed that.
    pub publisher: Option<String>,
    /// Id of the first report.
    pub report: String,
    /// How many reports.
    pub reports: u64,
    /// How many independent publishers.
    pub publishers: u64,
    /// Day of the first report.
    pub first_published: Option<String>,
    /// Day of the last one.
    pub last_published: Option<String>,
}

/// A report of a story.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct StoryReport {
    /// Its id.
    pub id: String,
    /// Headline.
    pub title: Option<String>,
    /// Who printed it.
    pub publisher: Option<String>,
    /// When.
    pub published: Option<String>,
    /// Where it was found.
    pub url: Option<String>,
}

const COLUMNS: &str =
    "s.id, r.title, r.publisher, r.id, s.n_reports, s.n_sources, s.first_published, s.last_published, s.key";

impl Reader {
    /// At most `limit` stories that a report with these words in title or text is of, published between two days and told by so many independent
    /// publishers, the newest first, after the first `skip`.
    ///
    /// # Errors
    /// If `words` hold no word, or the disk fails.
    pub fn stories(
        &self,
        words: Option<&str>,
        since: Option<Date>,
        until: Option<Date>,
        min_publishers: u64,
        limit: usize,
        skip: usize,
    ) -> Result<Vec<Story>, Error> {
        let run = || {
            let query = words.map(matching).transpose()?;
            let mut statement = self.connection.prepare_cached(&format!(
                "SELECT {COLUMNS} FROM stored_stories s JOIN stored_reports r ON r.key = s.report
                 WHERE s.n_sources >= ?1 AND (?2 IS NULL OR s.last_published >= ?2) AND (?3 IS NULL OR s.first_published <= ?3)
                    AND (?4 IS NULL OR s.key IN (SELECT n.cluster FROM search_reports w JOIN stored_reports f ON f.key = w.rowid
                        JOIN stored_nodes n ON n.key = f.node WHERE w.search_reports MATCH ?4))
                 ORDER BY s.last_published DESC, s.key DESC LIMIT ?5 OFFSET ?6"
            ))?;
            let days = [since, until].map(|day| day.map(|day| day.to_string()));
            let [limit, skip] = [limit, skip].map(|n| i64::try_from(n).unwrap_or(i64::MAX));
            let rows = statement.query_map(params![min_publishers, days[0], days[1], query, limit, skip], story)?;
            Ok(rows.map(|row| row.map(|(story, _)| story)).collect::<Result<_, _>>()?)
        };
        run().map_err(|error: Error| error.at(&self.path))
    }

    /// The story with this id, or whose id alone begins so, or the one that it was joined to, with its reports by day.
    ///
    /// # Errors
    /// If there is none, or a beginning fits several.
    pub fn story(&self, id: &str) -> Result<(Story, Vec<StoryReport>), Error> {
        let run = || {
            let begun = self.beginning("SELECT id FROM stored_stories WHERE id >= ?1 AND id < ?2 LIMIT 2", id)?.pop();
            let id = self.followed("story", begun.as_deref().unwrap_or(id))?;
            let mut statement = self.connection.prepare_cached(&format!(
                "SELECT {COLUMNS} FROM stored_stories s JOIN stored_reports r ON r.key = s.report WHERE s.id = ?"
            ))?;
            let found = statement.query_row([&id], story).optional()?;
            let (story, key) = found.ok_or_else(|| Error::new(Kind::Unknown(id.clone())))?;
            let mut statement = self.connection.prepare_cached(
                "SELECT r.id, r.title, r.publisher, r.published, r.url FROM stored_nodes n JOIN stored_reports r ON r.node = n.key
                 WHERE n.kind = 0 AND n.cluster = ? ORDER BY r.published IS NULL, r.published, r.key",
            )?;
            let reports = statement.query_map([key], |row| {
                Ok(StoryReport {
                    id: row.get(0)?,
                    title: row.get(1)?,
                    publisher: row.get(2)?,
                    published: row.get(3)?,
                    url: row.get(4)?,
                })
            })?;
            Ok((story, reports.collect::<Result<_, _>>()?))
        };
        run().map_err(|error: Error| error.at(&self.path))
    }
}

fn story(row: &Row) -> rusqlite::Result<(Story, i64)> {
    let story = Story {
        id: row.get(0)?,
        title: row.get(1)?,
        publisher: row.get(2)?,
        report: row.get(3)?,
        reports: row.get(4)?,
        publishers: row.get(5)?,
        first_published: row.get(6)?,
        last_published: row.get(7)?,
    };
    Ok((story, row.get(8)?))
}
