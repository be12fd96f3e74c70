//! The columns that CSV and Parquet share, and batches of them for Arrow. No files are touched here.
//!
//! A [`Table`] is a list of [`Column`]s; [`Tables::of_report`] and [`Tables::of_happening`] make the rows; [`Rows`]
//! turns rows into a [`RecordBatch`] of the table's [`Table::schema`]. Absent values are nulls.

mod cells;
mod events;
mod findings;
mod reports;
mod rows;

pub use cells::{Cell, Row};
pub use rows::Rows;

use crate::{Error, Happening, Report};
use arrow_schema::{DataType, Field, Schema, TimeUnit};
use record::Points;
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
        let field = |column: &Column| {
            let about = HashMap::from([("description".to_string(), column.about.to_string())]);
            Field::new(column.name, column.kind.data_type(), true).with_metadata(about)
        };
        Schema::new(self.columns.iter().map(field).collect::<Vec<_>>())
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
        let points = Points::new(report.text);
        let chosen = report.chosen()?;
        let mut tables = Tables::default();
        let [events, participants, reports, quotes, materiel, numbers, entities, offices, _] = &mut tables.rows;
        let origin = reports::Origin::of(report)?;
        for &(event, happening) in &chosen {
            let added = origin.added.clone();
            let mention = events::Mention { report, points: &points, event, happening, added };
            events.push(mention.row());
            participants.extend(events::participants(&mention));
        }
        reports.push(reports::report(report, &chosen, &origin));
        quotes.extend(findings::quotes(report, &origin));
        materiel.extend(findings::materiel(report, &origin));
        numbers.extend(findings::numbers(report, &origin));
        entities.extend(reports::entities(report, &origin));
        offices.extend(reports::offices(report, &origin));
        Ok(tables)
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
    fn the_manual_shows_every_column() {
        let manual = include_str!("../../../../../docs/exports.md");
        for table in TABLES.iter() {
            assert!(manual.contains(&table.description()), "docs/exports.md lacks\n{}", table.description());
        }
    }
}
