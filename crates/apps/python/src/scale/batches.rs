//! Columns of batches that other programs hand over.

use crate::errors::Exception;
use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use arrow_array::{Array, ArrayRef, BinaryArray, Int64Array, ListArray, RecordBatch, StringArray, StructArray};
use arrow_schema::DataType;
use pyo3::prelude::*;

/// A column of words.
pub fn words(batch: &RecordBatch, name: &str) -> PyResult<StringArray> {
    Ok(column(batch, name, &DataType::Utf8)?.as_string::<i32>().clone())
}

/// A column of whole numbers without nulls.
pub fn numbers(batch: &RecordBatch, name: &str) -> PyResult<Int64Array> {
    filled(name, column(batch, name, &DataType::Int64)?.as_primitive::<Int64Type>().clone())
}

/// A column of bytes without nulls.
pub fn bytes(batch: &RecordBatch, name: &str) -> PyResult<BinaryArray> {
    filled(name, column(batch, name, &DataType::Binary)?.as_binary::<i32>().clone())
}

/// A column of lists of structs without nulls.
pub fn lists(batch: &RecordBatch, name: &str) -> PyResult<ListArray> {
    let column = named(batch, name)?;
    let lists = column.as_list_opt::<i32>().filter(|lists| matches!(lists.value_type(), DataType::Struct(_)));
    let lists = lists.ok_or_else(|| unlike(name, "lists of structs", column.data_type().to_string()))?;
    filled(name, lists.clone())
}

/// The structs of one list as a batch of their fields.
pub fn row_of(lists: &ListArray, row: usize) -> RecordBatch {
    let structs: StructArray = lists.value(row).as_struct().clone();
    RecordBatch::from(&structs)
}

/// Words at a row that must have them.
pub fn word<'w>(words: &'w StringArray, name: &str, row: usize) -> PyResult<&'w str> {
    optional(words, row).ok_or_else(|| unlike(name, "no nulls", format!("one in row {row}")))
}

/// Words at a row, if it has some.
pub fn optional(words: &StringArray, row: usize) -> Option<&str> {
    words.is_valid(row).then(|| words.value(row))
}

/// Why a column is not as expected.
pub fn unlike(name: &str, expected: &str, found: impl std::fmt::Display) -> PyErr {
    Exception::Input
        .with(format!("column `{name}`: expected {expected}, found {found}: hand over what `code_reports` gives"))
}

fn named<'b>(batch: &'b RecordBatch, name: &str) -> PyResult<&'b ArrayRef> {
    batch.column_by_name(name).ok_or_else(|| unlike(name, "it among the columns", "others"))
}

fn column(batch: &RecordBatch, name: &str, kind: &DataType) -> PyResult<ArrayRef> {
    let column = named(batch, name)?;
    if column.data_type() == kind {
        return Ok(column.clone());
    }
    arrow_cast::cast(column, kind).map_err(|error| unlike(name, &kind.to_string(), error))
}

fn filled<A: Array>(name: &str, array: A) -> PyResult<A> {
    match array.null_count() {
        0 => Ok(array),
        n_nulls => Err(unlike(name, "no nulls", format!("{n_nulls}"))),
    }
}
