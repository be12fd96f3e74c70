use crate::connection::Reader;
use crate::error::Error;
use rusqlite::params;

/// A report that something else coded than what codes now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outdated {
    /// Its key in the store, for [`Store::recode`](crate::Store::recode).
    pub key: i64,
    /// The id under which it was coded; none if nobody gave it one.
    pub id: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Where it was found.
    pub url: Option<String>,
    /// Who printed it.
    pub publisher: Option<String>,
    /// The day it was published.
    pub published: Option<String>,
    /// Its text.
    pub text: String,
}

impl Reader {
    /// At most `limit` current reports with keys above `after` that were coded by other models, tables or versions than these.
    ///
    /// # Errors
    /// If the disk fails.
    pub fn outdated(
        &self,
        version: &str,
        models: &str,
        knowledge: &str,
        after: i64,
        limit: usize,
    ) -> Result<Vec<Outdated>, Error> {
        let run = || {
            let mut statement = self.connection.prepare_cached(
                "SELECT r.key, iif(r.identity LIKE 'id:%', r.id, NULL), r.title, r.url, r.publisher, r.published, t.text
                 FROM stored_reports r JOIN stored_texts t ON t.report = r.key
                 WHERE r.key > ?1 AND r.state = 'current' AND r.coder NOT IN
                    (SELECT key FROM stored_coders WHERE version = ?2 AND models = ?3 AND knowledge = ?4)
                 ORDER BY r.key LIMIT ?5",
            )?;
            let rows = statement.query_map(params![after, version, models, knowledge, limit], |row| {
                Ok(Outdated {
                    key: row.get(0)?,
                    id: row.get(1)?,
                    title: row.get(2)?,
                    url: row.get(3)?,
                    publisher: row.get(4)?,
                    published: row.get(5)?,
                    text: row.get(6)?,
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        };
        run().map_err(|error: Error| error.at(&self.path))
    }
}
