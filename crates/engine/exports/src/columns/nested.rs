//! The columns nested: a row a report, in which events, quotes and so on are lists of structs.
//!
//! The columns are those of [`TABLES`](super::TABLES) without what the report's row says already. Codes are plain
//! strings, because many readers take no dictionaries inside lists. Lists of structs are never null: they are empty where
//! there is nothing, and in the row of a report that could not be coded, of which `error` tells why.

use super::parts::Parts;
use super::rows::Builder;
use super::{Cell, Column, Row, Table, described, table};
use crate::{Error, Report};
use arrow_array::builder::StringBuilder;
use arrow_array::{ArrayRef, ListArray, RecordBatch, StructArray};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{DataType, Field, FieldRef, Fields, Schema, SchemaRef};
use std::sync::Arc;

/// The schema of nested rows; every field tells in its metadata what it means.
pub fn schema() -> Schema {
    Rows::new().schema.as_ref().clone()
}

/// The nested form for readers, in Markdown: column, what it is, the columns of its structs in order.
pub fn description() -> String {
    let line = |path: &str, kept: &Kept, more: &str| {
        let names: Vec<String> = kept.columns().map(|column| format!("`{}`", column.name)).collect();
        let (table, names) = (kept.table.name, names.join(", "));
        format!("| {path} | as in `{table}` | {names}{more} |\n")
    };
    let list = |name: &str| line(&format!("`{name}`: list"), &Kept::of(name), "");
    let lines = [
        "| nested | kinds and meanings | columns, in order |\n| --- | --- | --- |\n".to_string(),
        line("the row itself", &Kept::of("reports"), ""),
        line("`events`: list", &Kept::of("events"), ", `participants`"),
        line("`events.participants`: list", &Kept::of("participants"), ""),
        FINDINGS.map(list).concat(),
        format!("| `error` | Text | {ERROR} |\n"),
    ];
    lines.concat()
}

/// Collects nested rows.
pub struct Rows {
    schema: SchemaRef,
    /// The report's own columns.
    report: Columns,
    events: Lists,
    /// Those of all events, one list an event.
    participants: Lists,
    /// Their field in the structs of events.
    taking_part: FieldRef,
    /// By [`FINDINGS`]' order.
    findings: [Lists; 5],
    error: StringBuilder,
    n_rows: usize,
    n_bytes: usize,
}

impl Rows {
    /// None yet.
    pub fn new() -> Rows {
        let (report, events, participants) = (Columns::of("reports"), Lists::of("events"), Lists::of("participants"));
        let findings = FINDINGS.map(Lists::of);
        let taking_part = Arc::new(list("participants", participants.fields(None)));
        let mut fields = report.fields.to_vec();
        fields.push(list("events", events.fields(Some(&taking_part))).into());
        fields.extend(FINDINGS.iter().zip(&findings).map(|(name, lists)| list(name, lists.fields(None)).into()));
        fields.push(described(Field::new("error", DataType::Utf8, true), ERROR).into());
        Rows {
            schema: Schema::new(fields).into(),
            report,
            events,
            participants,
            taking_part,
            findings,
            error: StringBuilder::new(),
            n_rows: 0,
            n_bytes: 0,
        }
    }

    /// The schema of the batches.
    pub fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    /// How many there are since the last batch.
    pub fn len(&self) -> usize {
        self.n_rows
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.n_rows == 0
    }

    /// About how many bytes the rows since the last batch take, at most 2 GiB.
    pub fn n_bytes(&self) -> usize {
        self.n_bytes
    }

    /// Adds the row of a report with its chosen events; one that cannot be added changes nothing.
    ///
    /// # Errors
    /// An index beyond the record's events; `added` that is no moment; more than 2 GiB in a batch.
    pub fn push(&mut self, report: &Report) -> Result<(), Error> {
        let parts = Parts::of(report)?;
        self.hold(parts.n_bytes())?;
        self.report.push(&parts.report);
        for (event, participants) in &parts.events {
            self.events.push(event);
            self.participants.extend(participants);
        }
        self.error.append_null();
        self.end(&parts.findings);
        Ok(())
    }

    /// Adds the row of a report that could not be coded: its id if it is known, and why.
    ///
    /// # Errors
    /// More than 2 GiB in a batch.
    pub fn push_error(&mut self, id: Option<&str>, message: &str) -> Result<(), Error> {
        let mut row: Row = vec![Cell::Missing; self.report.n_of_table];
        row[REPORT_ID] = Cell::from(id);
        self.hold(row.iter().map(Cell::n_bytes).sum::<usize>() + message.len())?;
        self.report.push(&row);
        self.error.append_value(message);
        self.end(&Default::default());
        Ok(())
    }

    /// The rows as a batch; afterwards there are none.
    pub fn batch(&mut self) -> RecordBatch {
        let participants = self.participants.array(&self.taking_part, None);
        let field = |name| self.schema.field_with_name(name).expect("`new` made a field for each list");
        let mut arrays = self.report.arrays();
        arrays.push(self.events.array(field("events"), Some(participants)));
        arrays.extend(FINDINGS.iter().zip(&mut self.findings).map(|(name, lists)| lists.array(field(name), None)));
        arrays.push(Arc::new(self.error.finish()));
        (self.n_rows, self.n_bytes) = (0, 0);
        RecordBatch::try_new(self.schema.clone(), arrays).expect("columns follow the schema and are equally long")
    }

    /// Makes sure that no column grows beyond what its offsets can count.
    fn hold(&mut self, n_bytes: usize) -> Result<(), Error> {
        let held = self.n_bytes.saturating_add(n_bytes);
        if held > MAX_BYTES {
            let n_rows = self.n_rows;
            let expected = format!("expected at most {MAX_BYTES} bytes in a batch");
            return Err(Error::item(format!(
                "row {n_rows}: {expected}, found {held}; hand over fewer reports at once"
            )));
        }
        self.n_bytes = held;
        Ok(())
    }

    /// Ends a row.
    fn end(&mut self, findings: &[Vec<Row>; 5]) {
        self.events.end();
        for (lists, rows) in self.findings.iter_mut().zip(findings) {
            lists.extend(rows);
        }
        self.n_rows += 1;
    }
}

impl Default for Rows {
    fn default() -> Rows {
        Rows::new()
    }
}

/// The lists of a row beside its events, by the tables that they are made of.
const FINDINGS: [&str; 5] = ["quotes", "materiel", "numbers", "entities", "offices"];

/// What lists leave out: the report's row says it, or a single report cannot.
const OF_THE_REPORT: [&str; 12] = [
    "report_id",
    "report_version",
    "added",
    "title",
    "url",
    "publisher",
    "published",
    "published_precision",
    "language",
    "schema_version",
    "ontology_version",
    "happening_id",
];

/// Bytes that a batch can hold.
///
/// Source: Apache Arrow columnar format 1.5, variable-size binary layout: offsets are signed and have 32 bits.
const MAX_BYTES: usize = i32::MAX as usize;

/// Where the report's id stands in its row.
const REPORT_ID: usize = 0;

const ERROR: &str =
    "why the report could not be coded; its other columns are null or empty then, but for a known `report_id`";

/// What a list of structs means.
fn about(name: &str) -> &'static str {
    match name {
        "events" => "the report's events, in the order of `event_ids`",
        "participants" => "who takes part in the event: actors, then recipients",
        "quotes" => "words in somebody's mouth",
        "materiel" => "military items and where their deal stands",
        "numbers" => "casualties, crowds, amounts",
        "entities" => "who or what is named",
        _ => "ranks and posts that somebody holds",
    }
}

/// Whether the nested form has this column of a table.
fn is_kept(table: &Table, column: &Column) -> bool {
    match table.name {
        "reports" => column.name != "happening_ids",
        "participants" => column.name != "event_id" && !OF_THE_REPORT.contains(&column.name),
        _ => !OF_THE_REPORT.contains(&column.name),
    }
}

/// The columns of a table that the nested form has.
struct Kept {
    table: &'static Table,
    /// Where they stand in the table.
    at: Vec<usize>,
}

impl Kept {
    fn of(name: &str) -> Kept {
        let table = table(name).expect("lists are named as tables");
        let columns = table.columns.iter().enumerate();
        let at = columns.filter(|(_, column)| is_kept(table, column)).map(|(at, _)| at).collect();
        Kept { table, at }
    }

    fn columns(&self) -> impl Iterator<Item = &'static Column> {
        self.at.iter().map(|at| &self.table.columns[*at])
    }
}

/// Columns of a table on their way.
struct Columns {
    /// Where they stand in the table's rows.
    at: Vec<usize>,
    /// How many the table has.
    n_of_table: usize,
    fields: Fields,
    builders: Vec<Builder>,
}

impl Columns {
    fn of(name: &str) -> Columns {
        let kept = Kept::of(name);
        let field = |column: &Column| described(Field::new(column.name, column.kind.plain_type(), true), column.about);
        let fields = kept.columns().map(field).collect();
        let builders = kept.columns().map(|column| Builder::plain(column.kind)).collect();
        Columns { n_of_table: kept.table.columns.len(), at: kept.at, fields, builders }
    }

    fn push(&mut self, row: &Row) {
        self.builders.iter_mut().zip(&self.at).for_each(|(builder, at)| builder.push(&row[*at]));
    }

    fn arrays(&mut self) -> Vec<ArrayRef> {
        self.builders.iter_mut().map(Builder::array).collect()
    }
}

/// A column of lists of structs on its way.
struct Lists {
    /// What the structs hold.
    columns: Columns,
    n_structs: i32,
    /// 0, then how many structs there are at the end of each list.
    ends: Vec<i32>,
}

impl Lists {
    fn of(name: &str) -> Lists {
        Lists { columns: Columns::of(name), n_structs: 0, ends: vec![0] }
    }

    /// Adds a struct to the list that is not ended.
    fn push(&mut self, row: &Row) {
        self.columns.push(row);
        self.n_structs += 1;
    }

    fn end(&mut self) {
        self.ends.push(self.n_structs);
    }

    /// Adds a whole list.
    fn extend(&mut self, rows: &[Row]) {
        rows.iter().for_each(|row| self.push(row));
        self.end();
    }

    /// The fields of the structs; `inner`, a list, comes last.
    fn fields(&self, inner: Option<&FieldRef>) -> Fields {
        self.columns.fields.iter().chain(inner).cloned().collect()
    }

    /// The lists of a field that [`list`] made; afterwards there are none.
    fn array(&mut self, field: &Field, inner: Option<ArrayRef>) -> ArrayRef {
        let DataType::List(item) = field.data_type() else { unreachable!("`list` makes lists") };
        let DataType::Struct(fields) = item.data_type() else { unreachable!("`list` makes lists of structs") };
        let arrays = self.columns.arrays().into_iter().chain(inner).collect();
        let ends = OffsetBuffer::new(std::mem::replace(&mut self.ends, vec![0]).into());
        self.n_structs = 0;
        Arc::new(ListArray::new(item.clone(), ends, Arc::new(StructArray::new(fields.clone(), arrays, None)), None))
    }
}

/// A field of lists of structs: never null, and none of the structs is.
fn list(name: &str, fields: Fields) -> Field {
    let item = Field::new("item", DataType::Struct(fields), false);
    described(Field::new(name, DataType::List(item.into()), false), about(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manual_shows_the_nested_form() {
        let manual = include_str!("../../../../../docs/exports.md");
        assert!(manual.contains(&description()), "docs/exports.md lacks\n{}", description());
    }

    #[test]
    fn what_lists_leave_out_stands_in_the_row_of_the_report() {
        let kept: Vec<&str> = Kept::of("reports").columns().map(|column| column.name).collect();
        let lacking: Vec<&str> = OF_THE_REPORT.into_iter().filter(|name| !kept.contains(name)).collect();
        assert_eq!(lacking, ["happening_id"], "which a single report cannot know");
        assert_eq!(table("reports").unwrap().columns[REPORT_ID].name, "report_id");
    }

    #[test]
    fn only_lists_cannot_be_null() {
        let schema = schema();
        let lists = schema.fields().iter().filter(|field| !field.is_nullable()).map(|field| field.name().as_str());
        let expected = ["events", "quotes", "materiel", "numbers", "entities", "offices"];
        assert_eq!(lists.collect::<Vec<_>>(), expected);
        assert_eq!(schema.fields().last().unwrap().name(), "error");
    }

    #[test]
    fn a_batch_that_is_full_takes_no_more() {
        let mut rows = Rows::new();
        rows.n_bytes = MAX_BYTES - 10;
        let error = rows.push_error(Some("lamp-1"), "expected a text, found null").unwrap_err().to_string();
        assert!(error.starts_with("row 0: expected at most 2147483647 bytes in a batch, found 214748"), "{error}");
        assert!(error.ends_with("; hand over fewer reports at once"), "{error}");
        assert_eq!(rows.len(), 0);
    }
}
