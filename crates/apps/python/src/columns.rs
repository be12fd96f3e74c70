//! Reports out of Arrow: which columns are read, and what a cell says.

use arrow_array::cast::AsArray;
use arrow_array::types::{Int64Type, UInt64Type};
use arrow_array::{Array, ArrayRef, RecordBatch, make_array};
use arrow_schema::{DataType, Field, Schema};
use ingest::{Columns, Table};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::sync::Arc;
use text::Document;

/// Of a longer text only a small part would be coded ([`pipeline::MAX_BYTES`]), and columns of Arrow hold 2 GiB.
const MAX_TEXT_BYTES: usize = 256 << 20;

/// Columns by what they hold: `{"text": "body"}`.
///
/// # Errors
/// If there is no such field.
pub fn named(given: &BTreeMap<String, String>) -> Result<Columns, String> {
    let mut columns = Columns::default();
    match given.iter().find(|(field, name)| !columns.name(field, name)) {
        Some((field, _)) => Err(format!("columns: expected one of {}, found `{field}`", Columns::fields().join(", "))),
        None => Ok(columns),
    }
}

/// The columns that are read, in the order of the table: their names and what they hold.
///
/// # Errors
/// If a column that `columns` names is not there, or none can be the text.
pub fn names_read(names: &[String], columns: &Columns) -> Result<Vec<(String, &'static str)>, String> {
    let table = Table::of(names, columns).map_err(|error| error.to_string())?;
    Ok(table.fields().iter().map(|&(field, place)| (names[place].clone(), field)).collect())
}

/// How rows of batches of one schema become reports.
pub struct Reports {
    table: Table,
    names: Vec<String>,
}

impl Reports {
    /// # Errors
    /// If a column that `columns` names is not there, none can be the text, or one cannot hold what it should.
    pub fn of(schema: &Schema, columns: &Columns) -> Result<Reports, String> {
        let names: Vec<String> = schema.fields().iter().map(|field| field.name().clone()).collect();
        let table = Table::of(&names, columns).map_err(|error| error.to_string())?;
        let reports = Reports { table, names };
        reports.table.fields().iter().try_for_each(|&(field, place)| check(field, schema.field(place)))?;
        Ok(reports)
    }

    /// The columns of a batch that are read, in forms that [`Reports::report`] takes.
    ///
    /// # Errors
    /// If a column cannot be converted.
    pub fn cells(&self, batch: &RecordBatch) -> Result<Cells, String> {
        let mut cells = Cells { columns: Vec::new(), id: None, text: None, n_rows: batch.num_rows() };
        for &(field, place) in self.table.fields() {
            let name = self.names[place].clone();
            let plain = plain(field, batch.column(place)).map_err(|error| format!("column `{name}`: {error}"))?;
            match field {
                "id" => cells.id = Some(plain.clone()),
                "text" => cells.text = Some(plain.clone()),
                _ => {}
            }
            cells.columns.push((name, plain));
        }
        Ok(cells)
    }

    /// The report of a row of a batch; `number` counts rows from 1 over all batches.
    ///
    /// # Errors
    /// If the row holds no report; the message names row, column and remedy.
    pub fn report(&self, cells: &Cells, row: usize, number: usize) -> Result<Document, String> {
        let n_bytes = cells.n_bytes_of_text(row);
        if n_bytes > MAX_TEXT_BYTES {
            return Err(format!(
                "row {number}: expected at most {MAX_TEXT_BYTES} bytes of text, found {n_bytes}: split it"
            ));
        }
        self.table.document(number, cells.values(row)).map_err(|error| error.to_string())
    }
}

/// What is read of a batch.
pub struct Cells {
    columns: Vec<(String, ArrayRef)>,
    id: Option<ArrayRef>,
    text: Option<ArrayRef>,
    n_rows: usize,
}

impl Cells {
    /// How many rows.
    pub fn len(&self) -> usize {
        self.n_rows
    }

    /// The id that the table gives a row.
    pub fn id(&self, row: usize) -> Option<String> {
        match value(self.id.as_ref()?, row) {
            Value::String(id) => Some(id).filter(|id| !id.is_empty()),
            Value::Number(id) => Some(id.to_string()),
            _ => None,
        }
    }

    fn n_bytes_of_text(&self, row: usize) -> usize {
        let texts = self.text.as_ref().and_then(|texts| texts.as_string_opt::<i64>());
        texts.map_or(0, |texts| texts.value_length(row).try_into().unwrap_or(0))
    }

    fn values(&self, row: usize) -> Map<String, Value> {
        let mut values = Map::new();
        for (name, array) in &self.columns {
            values.entry(name.clone()).or_insert_with(|| value(array, row));
        }
        values
    }
}

/// Refuses a column of a type that cannot hold the field.
fn check(field: &str, column: &Field) -> Result<(), String> {
    let found = column.data_type();
    let (is_read, expected) = match field {
        "id" => (is_text(found) || found.is_integer(), "strings or whole numbers"),
        "published" => (is_text(found) || found.is_integer() || is_time(found), "days, moments or strings"),
        "byline" => (is_text(found) || is_list_of_text(found), "strings or lists of strings"),
        _ => (is_text(found), "strings"),
    };
    if is_read {
        return Ok(());
    }
    let name = column.name();
    Err(format!(
        "column `{name}`: expected {expected}, found {found}: convert it, or name another column, \
         or none by an empty name, with `columns={{\"{field}\": \"…\"}}`"
    ))
}

/// A column that holds the field: ids that are whole numbers as they are, lists as lists, all else as strings.
fn plain(field: &str, array: &ArrayRef) -> Result<ArrayRef, String> {
    let target = match (field, array.data_type()) {
        ("id", kind) if kind.is_unsigned_integer() => DataType::UInt64,
        ("id", kind) if kind.is_integer() => DataType::Int64,
        ("byline", kind) if is_list_of_text(kind) => DataType::new_list(DataType::LargeUtf8, true),
        ("published", DataType::Timestamp(..)) => {
            return cast(&cast(&zoneless(array)?, &DataType::Date32)?, &STRINGS);
        }
        ("published", DataType::Date64) => return cast(&cast(array, &DataType::Date32)?, &STRINGS),
        _ => STRINGS,
    };
    cast(array, &target)
}

const STRINGS: DataType = DataType::LargeUtf8;

fn is_text(kind: &DataType) -> bool {
    match kind {
        DataType::Dictionary(_, values) => is_text(values),
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Null => true,
        _ => false,
    }
}

fn is_time(kind: &DataType) -> bool {
    matches!(kind, DataType::Date32 | DataType::Date64 | DataType::Timestamp(..))
}

fn is_list_of_text(kind: &DataType) -> bool {
    match kind {
        DataType::List(item) | DataType::LargeList(item) => is_text(item.data_type()),
        _ => false,
    }
}

fn cast(array: &ArrayRef, target: &DataType) -> Result<ArrayRef, String> {
    arrow_cast::cast(array, target).map_err(|error| error.to_string())
}

/// Moments as the clock of Greenwich has them.
fn zoneless(moments: &ArrayRef) -> Result<ArrayRef, String> {
    let DataType::Timestamp(unit, Some(_)) = moments.data_type() else { return Ok(Arc::clone(moments)) };
    let plain = moments.to_data().into_builder().data_type(DataType::Timestamp(*unit, None)).build();
    plain.map(make_array).map_err(|error| error.to_string())
}

/// A cell of what [`plain`] makes.
fn value(array: &ArrayRef, row: usize) -> Value {
    if array.is_null(row) {
        return Value::Null;
    }
    match array.data_type() {
        DataType::Int64 => array.as_primitive::<Int64Type>().value(row).into(),
        DataType::UInt64 => array.as_primitive::<UInt64Type>().value(row).into(),
        DataType::List(_) => {
            let items = array.as_list::<i32>().value(row);
            (0..items.len()).map(|item| value(&items, item)).collect()
        }
        _ => array.as_string::<i64>().value(row).into(),
    }
}
