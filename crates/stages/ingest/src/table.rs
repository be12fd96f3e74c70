//! Tables that somebody holds in memory, row by row.

use crate::columns::Columns;
use crate::piece::{Body, Piece, Place};
use crate::{Error, Format};
use serde_json::{Map, Value};
use std::sync::Arc;
use text::Document;

/// Which columns of a table in memory make a report.
///
/// # Examples
/// ```
/// let names = ["day", "body"].map(String::from);
/// let columns = ingest::Columns { published: Some("day".into()), ..ingest::Columns::default() };
/// let table = ingest::Table::of(&names, &columns)?;
/// let row = [("day", "2025-03-06"), ("body", "Talks resumed.")];
/// let row = row.map(|(name, value)| (name.to_string(), value.into()));
/// let report = table.document(1, row.into_iter().collect())?;
/// assert_eq!((report.text(), report.published.map(|day| day.to_string())), ("Talks resumed.", Some("2025-03-06".into())));
/// # Ok::<(), ingest::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Table {
    columns: Arc<Columns>,
    /// What is read, and at which position, in the order of positions.
    fields: Vec<(&'static str, usize)>,
}

impl Table {
    /// A table with columns of these names.
    ///
    /// # Errors
    /// If a column that `columns` names is not there, or none can be the text.
    pub fn of(names: &[String], columns: &Columns) -> Result<Table, Error> {
        let found = columns.find(names)?;
        let mut fields: Vec<_> = found.places.into_iter().map(|(field, place)| (field.name(), place)).collect();
        fields.sort_by_key(|(_, place)| *place);
        Ok(Table { columns: Arc::new(found.columns), fields })
    }

    /// The columns that are read, in their order: what each holds, as [`Columns::name`] calls it, and its position.
    pub fn fields(&self) -> &[(&'static str, usize)] {
        &self.fields
    }

    /// The report of one row, counted from 1, of the values of the columns that are read, by their names.
    ///
    /// # Errors
    /// If there is no text, or a value is of the wrong type; the message names row, column and remedy.
    pub fn document(&self, row: usize, values: Map<String, Value>) -> Result<Document, Error> {
        let line = Value::Object(values).to_string().into_bytes();
        Piece::new(Place::Row(row), Format::JsonLines, line, Body::JsonLine(self.columns.clone())).document()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_row_without_text_is_an_error_that_names_it() {
        let names = ["text", "other"].map(String::from);
        let table = Table::of(&names, &Columns::default()).expect("a text");
        assert_eq!(table.fields(), [("text", 0)]);
        let row = Map::from_iter([("text".to_string(), json!(null))]);
        let error = table.document(7, row).expect_err("no text");
        assert_eq!(error.to_string(), "row 7: `text`: expected a string, found none");
    }
}
