//! What a store holds as Arrow, row by row: what is held is the answer and a batch on its way, not all records.

use crate::errors::{Exception, Raised};
use crate::growing::Growing;
use answers::{as_chosen, as_happening, as_report};
use exports::Chosen;
use exports::columns::{Table, Tables, rows_of, table};
use pipeline::work::Panicked;
use pyo3::prelude::*;
use serde_json::{Value, json};
use store::{Filter, Reader, Sort, Told, Version};

/// Rows of values as programs read them.
pub fn of_values(table: &Table, rows: impl IntoIterator<Item = Vec<Value>>) -> Growing {
    let mut answer = Growing::new(table);
    rows.into_iter().for_each(|values| answer.extend([&table.row(&values)]));
    answer
}

/// Rows of `events` or `participants` of at most `limit` events.
///
/// # Errors
/// If the store cannot be asked so, or the disk fails.
pub fn mentions(reader: &Reader, name: &str, filter: &Filter, sort: Sort, limit: usize) -> Result<Growing, Raised> {
    let mut answer = Growing::new(named(name)?);
    reader.export_events(filter, sort, limit, |event| {
        let chosen = [Chosen { index: event.index, happening: Some(event.happening) }];
        answer.extend(&rows_of(name, &as_report(event.report, &chosen))?);
        Ok::<_, Raised>(())
    })?;
    Ok(answer)
}

/// Rows of another table of at most `limit` reports.
///
/// # Errors
/// If the store cannot be asked so, or the disk fails.
pub fn reported(reader: &Reader, name: &str, filter: &Filter, limit: usize) -> Result<Growing, Raised> {
    let mut answer = Growing::new(named(name)?);
    reader.export_reports(filter, limit, |stored| {
        answer.extend(&rows_of(name, &as_report(&stored.version, &as_chosen(&stored.events)))?);
        Ok::<_, Raised>(())
    })?;
    Ok(answer)
}

/// Rows of `happenings`, at most `limit`.
///
/// # Errors
/// If the store cannot be asked so, or the disk fails.
pub fn happenings(reader: &Reader, filter: &Filter, told: Told, limit: usize) -> Result<Growing, Raised> {
    let mut answer = Growing::new(named("happenings")?);
    reader.export_happenings(filter, told, limit, |row| {
        let mentions: Vec<&str> = row.mentions.iter().map(String::as_str).collect();
        let tables = Tables::of_happening(&as_happening(row, &mentions))?;
        tables.rows.iter().for_each(|rows| answer.extend(rows));
        Ok::<_, Raised>(())
    })?;
    Ok(answer)
}

/// A version of a report: its record as JSON, its text, and the rest as JSON.
///
/// # Errors
/// If there is none with this id, or none with this number.
pub fn version(reader: &Reader, id: &str, number: Option<u32>) -> Result<(String, String, String), Raised> {
    let versions = reader.report(id)?;
    let is_meant = |version: &&Version| number.is_none_or(|number| version.version == number);
    let version = versions.iter().find(is_meant).ok_or_else(|| {
        let (path, newest) = (reader.path().display(), versions.first().map_or(0, |version| version.version));
        let number = number.unwrap_or_default();
        Exception::Store.with(format!("{path}: report `{id}`: expected a version from 1 to {newest}, found {number}"))
    })?;
    let rest = json!({"version": version.version, "versions": versions.len(), "state": version.state, "byline": version.byline,
        "source": version.source, "added": version.added, "corrected": version.coded.is_some()});
    Ok((version.record.to_json(), version.text.clone(), rest.to_string()))
}

fn named(name: &str) -> PyResult<&'static Table> {
    table(name).ok_or_else(|| Exception::Internal.with(Panicked(format!("no table `{name}`")).to_string()))
}
