//! What is asked of a store.

pub(crate) mod check;
pub(crate) mod corrections;
pub(crate) mod deals;
pub(crate) mod events;
pub(crate) mod export;
pub(crate) mod filter;
pub(crate) mod free;
pub(crate) mod happenings;
pub(crate) mod info;
pub(crate) mod months;
pub(crate) mod network;
pub(crate) mod news;
pub(crate) mod outdated;
pub(crate) mod pairs;
pub(crate) mod people;
pub(crate) mod places;
pub(crate) mod quotes;
pub(crate) mod reports;
pub(crate) mod show;
mod statement;
pub(crate) mod stories;
#[cfg(test)]
pub(crate) mod tests;

use crate::connection::Reader;
use crate::error::Error;
use crate::identity::{Content, Identity};
use rusqlite::{Connection, params};

impl Reader {
    /// Whether a report need not be coded: this content was read under this identity before, or, where nobody gave the
    /// report an id, its text (by SHA-256, in hexadecimal) is there.
    ///
    /// # Errors
    /// If the disk fails.
    pub fn knows(&self, identity: &Identity, content: &Content, text_sha256: &str) -> Result<bool, Error> {
        let hash = identity.is_told_by_text().then_some(text_sha256);
        is_known(&self.connection, identity, content, hash).map_err(|error| error.at(&self.path))
    }
}

pub(crate) fn is_known(
    connection: &Connection,
    identity: &Identity,
    content: &Content,
    text_sha256: Option<&str>,
) -> Result<bool, Error> {
    let mut statement =
        connection.prepare_cached("SELECT 1 FROM stored_reports WHERE identity = ? AND content = ? LIMIT 1")?;
    if statement.exists(params![identity.written(), content.bytes()])? {
        return Ok(true);
    }
    let Some(hash) = text_sha256 else { return Ok(false) };
    let mut statement = connection.prepare_cached(
        "SELECT 1 FROM stored_reports WHERE text_sha256 = ? AND identity NOT LIKE 'id:%' AND state <> 'replaced' LIMIT 1",
    )?;
    Ok(statement.exists([hash])?)
}
