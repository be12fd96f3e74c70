//! The columns that CSV and Parquet share, and batches of them for Arrow. No files are touched here.
//!
//! A [`Table`] is a list of [`Column`]s; [`Tables::of_report`] and [`Tables::of_happening`] make the rows; [`Rows`]
//! turns rows into a [`RecordBatch`](arrow_array::RecordBatch) of the table's [`Table::schema`]. Absent values are nulls.
//!
//! That is the flat form; [`nested`] has the same columns in one row a report.

mod cells;
mod events;
mod findings;
pub mod nested;
mod parts;
mod reports;
mod rows;

pub use cells::{Cell, Row};
pub use parts::rows_of;
pub use rows::Rows;

use crate::{Error, Happening, Report};
use arrow_schema::{DataType, Field, Schema, TimeUnit};
use parts::Parts;
use serde_json::Value;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A word of a code list: a dictionary of strings.
    Code,
    /// Any words.
    Text,
    /// A list of words, `; ` between them in CSV.
    Texts,
    /// A whole number.
    Integer,
    /// Any number.
    Number,
    /// Yes or no.
    Flag,
    /// A civil day.
    Day,
    /// A moment in UTC.
    Instant,
}

impl Kind {
    fn data_type(self) -> DataType {
        match self {
            Kind::Code => DataType::Dictionary(DataType::Int32.into(), DataType::Utf8.into()),
            Kind::Text => DataType::Utf8,
            Kind::Texts => DataType::List(Arc::new(Field::new("item", DataType::Utf8, true))),
            Kind::Integer => DataType::Int64,
            Kind::Number => DataType::Float64,
            Kind::Flag => DataType::Boolean,
            Kind::Day => DataType::Date32,
            Kind::Instant => DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
        }
    }

    fn cell(self, value: &Value) -> Cell {
        let text = value.as_str();
        match self {
            Kind::Code | Kind::Text => Cell::from(text),
            Kind::Texts => Cell::from(value.as_array().map(|texts| texts.iter().map(written).collect::<Vec<_>>())),
            Kind::Integer => value.as_i64().map_or(Cell::Missing, Cell::Integer),
            Kind::Number => Cell::from(value.as_f64()),
            Kind::Flag => Cell::from(value.as_bool()),
            Kind::Day => text.map_or(Cell::Missing, Cell::day),
            Kind::Instant => text.and_then(|text| Cell::instant(text).ok()).unwrap_or(Cell::Missing),
        }
    }

    /// Without dictionaries, which many readers do not take inside lists.
    fn plain_type(self) -> DataType {
        if self == Kind::Code { DataType::Utf8 } else { self.data_type() }
    }
}

/// One column of a table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Column {
    /// Its name, in `snake_case`.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// What it means, in a few words.
    pub about: &'static str,
}

/// The columns of one table, in order.
#[derive(Debug)]
pub struct Table {
    /// `events`.
    pub name: &'static str,
    /// At least one.
    pub columns: Vec<Column>,
}

impl Table {
    /// The table's Arrow schema; every field may be null and tells in its metadata what it means.
    pub fn schema(&self) -> Schema {
        let field = |column: &Column| described(Field::new(column.name, column.kind.data_type(), true), column.about);
        Schema::new(self.columns.iter().map(field).collect::<Vec<_>>())
    }

    /// A row of values as programs read them; a value that is not of its column's kind is missing.
    pub fn row(&self, values: &[Value]) -> Row {
        self.columns.iter().zip(values).map(|(column, value)| column.kind.cell(value)).collect()
    }

    /// Where a column stands.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    /// The table for readers, in Markdown: column, kind, meaning.
    pub fn description(&self) -> String {
        let row = |column: &Column| format!("| `{}` | {:?} | {} |\n", column.name, column.kind, column.about);
        let rows: String = self.columns.iter().map(row).collect();
        format!("| `{}` | kind | meaning |\n| --- | --- | --- |\n{rows}", self.name)
    }
}

/// A string as it is, anything else as JSON.
fn written(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_string)
}

/// A field that tells in its metadata what it means.
fn described(field: Field, about: &str) -> Field {
    field.with_metadata(HashMap::from([("description".to_string(), about.to_string())]))
}

/// The rows that one item gives to each table.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct Tables {
    /// By [`TABLES`]' order.
    pub rows: [Vec<Row>; 9],
}

impl Tables {
    /// The rows of a report: of its chosen events, and of all else that its record holds.
    ///
    /// # Errors
    /// An index beyond the record's events; `added` that is no moment.
    pub fn of_report(report: &Report) -> Result<Tables, Error> {
        let Parts { report, events, findings } = Parts::of(report)?;
        let (events, participants): (Vec<Row>, Vec<Vec<Row>>) = events.into_iter().unzip();
        let [quotes, materiel, numbers, entities, offices] = findings;
        let participants = participants.into_iter().flatten().collect();
        Ok(Tables { rows: [events, participants, vec![report], quotes, materiel, numbers, entities, offices, vec![]] })
    }

    /// The row of a happening.
    ///
    /// # Errors
    /// An index beyond the record's events; `added` that is no moment.
    pub fn of_happening(happening: &Happening) -> Result<Tables, Error> {
        let mut tables = Tables::default();
        tables.rows[8].push(events::happening(happening)?);
        Ok(tables)
    }
}

/// All tables: events (mentions), participants, reports, quotes, materiel, numbers, entities, offices, happenings.
pub static TABLES: LazyLock<[Table; 9]> = LazyLock::new(|| {
    let table = |name, columns: Vec<&[Column]>| Table { name, columns: columns.concat() };
    [
        table("events", vec![events::MENTION, events::EVENT, events::VERSIONS]),
        table("participants", vec![events::PARTICIPANT, events::VERSIONS]),
        table("reports", vec![reports::REPORT, events::VERSIONS, reports::WHOLE]),
        table("quotes", vec![reports::ORIGIN, findings::QUOTE, events::VERSIONS]),
        table("materiel", vec![reports::ORIGIN, findings::MATERIEL, events::VERSIONS]),
        table("numbers", vec![reports::ORIGIN, findings::NUMBER, events::VERSIONS]),
        table("entities", vec![reports::ORIGIN, reports::ENTITY, events::VERSIONS]),
        table("offices", vec![reports::ORIGIN, reports::OFFICE, events::VERSIONS]),
        table("happenings", vec![events::HAPPENING, events::EVENT, events::VERSIONS]),
    ]
});

/// The table of this name.
pub fn table(name: &str) -> Option<&'static Table> {
    TABLES.iter().find(|table| table.name == name)
}

/// The schema of events: mentions, one row an event of a report.
pub fn events_schema() -> Schema {
    TABLES[0].schema()
}

/// The schema of happenings: one row what happened once.
pub fn happenings_schema() -> Schema {
    TABLES[8].schema()
}

/// Makes a list of columns, and the function that appends a row's values for them.
macro_rules! columns {
    ($(#[$doc:meta])* $list:ident, $fill:ident($source:ident: $type:ty) {
        $($name:ident: $kind:ident = $value:expr, $about:literal;)*
    }) => {
        $(#[$doc])*
        pub(super) const $list: &[crate::columns::Column] = &[$(crate::columns::Column {
            name: stringify!($name),
            kind: crate::columns::Kind::$kind,
            about: $about,
        }),*];

        fn $fill($source: $type, row: &mut crate::columns::Row) {
            $(row.push(crate::columns::Cell::from($value));)*
        }
    };
}
use columns;

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use std::collections::BTreeSet;

    #[test]
    fn names_of_a_table_differ_and_are_snake_case() {
        for table in TABLES.iter() {
            let names: BTreeSet<_> = table.columns.iter().map(|column| column.name).collect();
            assert_eq!(names.len(), table.columns.len(), "{}", table.name);
            let is_snake = |name: &str| name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
            assert!(names.iter().all(|name| is_snake(name)), "{names:?}");
            assert!(names.contains("schema_version") && names.contains("ontology_version"), "{}", table.name);
        }
    }

    #[test]
    fn values_as_programs_read_them_become_cells() {
        let column = |(name, kind)| Column { name, kind, about: "" };
        let kinds =
            [("a", Kind::Day), ("b", Kind::Texts), ("c", Kind::Integer), ("d", Kind::Number), ("e", Kind::Code)];
        let table = Table { name: "some", columns: kinds.map(column).to_vec() };
        let row = table.row(&[json!("1970-01-02"), json!(["x", 2]), json!(3), json!(4), Value::Null]);
        let texts = Cell::Texts(vec!["x".into(), "2".into()]);
        assert_eq!(row, [Cell::Day(1), texts, Cell::Integer(3), Cell::Number(4.0), Cell::Missing]);
        let row = table.row(&[json!("soon"), json!("x"), json!("3"), json!(null), json!("word")]);
        assert_eq!(row, [Cell::Missing, Cell::Missing, Cell::Missing, Cell::Missing, Cell::Text("word".into())]);
    }

    #[test]
    fn the_manual_shows_every_column() {
        let manual = include_str!("../../../../../docs/exports.md");
        for table in TABLES.iter() {
            assert!(manual.contains(&table.description()), "docs/exports.md lacks\n{}", table.description());
        }
    }
}
