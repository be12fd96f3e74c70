use crate::connection::{Reader, Store};
use crate::error::Error;
use rusqlite::{OptionalExtension, params};

/// What is known of a feed, or of any address that is polled.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Feed {
    /// Its address.
    pub url: String,
    /// `ETag` of its last answer.
    pub etag: Option<String>,
    /// `Last-Modified` of its last answer.
    pub last_modified: Option<String>,
    /// When to ask again, in seconds since 1970.
    pub next_poll: Option<i64>,
    /// Failures in a row.
    pub failures: u32,
    /// Where it moved for good.
    pub moved_to: Option<String>,
    /// Whether it is gone for good.
    pub is_gone: bool,
}

impl Store {
    /// What was kept of the feed at `url`.
    ///
    /// # Errors
    /// If the disk fails.
    pub fn feed(&self, url: &str) -> Result<Option<Feed>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT url, etag, last_modified, next_poll, failures, moved_to, is_gone FROM stored_feeds WHERE url = ?",
        )?;
        let feed = statement.query_row([url], |row| {
            Ok(Feed {
                url: row.get(0)?,
                etag: row.get(1)?,
                last_modified: row.get(2)?,
                next_poll: row.get(3)?,
                failures: row.get(4)?,
                moved_to: row.get(5)?,
                is_gone: row.get(6)?,
            })
        });
        feed.optional().map_err(|error| Error::from(error).at(&self.path))
    }

    /// Keeps what is known of a feed now.
    ///
    /// # Errors
    /// If the disk is full or fails.
    pub fn keep_feed(&mut self, feed: &Feed) -> Result<(), Error> {
        let mut statement = self.connection.prepare_cached(
            "INSERT OR REPLACE INTO stored_feeds (url, etag, last_modified, next_poll, failures, moved_to, is_gone)
             VALUES (?, ?, ?, ?, ?, ?, ?)",
        )?;
        let values = params![
            feed.url,
            feed.etag,
            feed.last_modified,
            feed.next_poll,
            feed.failures,
            feed.moved_to,
            feed.is_gone
        ];
        statement.execute(values).map_err(|error| Error::from(error).at(&self.path))?;
        Ok(())
    }

    /// Remembers that the page at `url` was fetched, at a moment in seconds since 1970.
    ///
    /// # Errors
    /// If the disk is full or fails.
    pub fn keep_fetched(&mut self, url: &str, at: i64) -> Result<(), Error> {
        let mut statement =
            self.connection.prepare_cached("INSERT OR REPLACE INTO stored_pages (url, fetched) VALUES (?, ?)")?;
        statement.execute(params![url, at]).map_err(|error| Error::from(error).at(&self.path))?;
        Ok(())
    }
}

impl Reader {
    /// Whether the page at `url` was fetched before.
    ///
    /// # Errors
    /// If the disk fails.
    pub fn has_fetched(&self, url: &str) -> Result<bool, Error> {
        let mut statement = self.connection.prepare_cached("SELECT 1 FROM stored_pages WHERE url = ?")?;
        statement.exists([url]).map_err(|error| Error::from(error).at(&self.path))
    }
}
