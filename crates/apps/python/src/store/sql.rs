//! Answers of SQL as Arrow, of types that the values tell.

use crate::errors::{Exception, Raised};
use arrow_array::{ArrayRef, Float64Array, Int64Array, NullArray, RecordBatch, RecordBatchOptions, StringArray};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use serde_json::Value;
use std::sync::Arc;
use std::time::Duration;
use store::{Headings, Reader};

/// Most rows of a batch, and bytes of their words.
const MAX_ROWS: usize = 8192;
const MAX_BYTES: usize = 32 << 20;

/// Answers a statement that reads.
///
/// A column of whole numbers is int64, one of whole and other numbers float64, one with any string a string in all its rows, one without a
/// value null.
///
/// # Errors
/// If it is no statement that reads, or takes longer than `limit`.
pub fn answered(reader: &mut Reader, query: &str, limit: Duration) -> Result<(Vec<RecordBatch>, SchemaRef), Raised> {
    let mut answer = Answer::default();
    // Whatever is wrong, it is with the statement: to the user one kind of error.
    let asked = reader.sql(query, limit, &mut answer);
    asked.map_err(|error| Exception::Store.of(&error.of_a_program()))?;
    answer.finish()
}

/// What the values of a column are; the later in the order can write the earlier.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
enum Kind {
    #[default]
    Nothing,
    Whole,
    Number,
    Text,
}

impl Kind {
    fn of(value: &Value) -> Kind {
        match value {
            Value::Null => Kind::Nothing,
            Value::Number(number) if number.is_i64() => Kind::Whole,
            Value::Number(_) => Kind::Number,
            _ => Kind::Text,
        }
    }

    fn data_type(self) -> DataType {
        match self {
            Kind::Nothing => DataType::Null,
            Kind::Whole => DataType::Int64,
            Kind::Number => DataType::Float64,
            Kind::Text => DataType::Utf8,
        }
    }

    fn array(self, values: &[Value]) -> ArrayRef {
        match self {
            Kind::Nothing => Arc::new(NullArray::new(values.len())),
            Kind::Whole => Arc::new(values.iter().map(Value::as_i64).collect::<Int64Array>()),
            Kind::Number => Arc::new(values.iter().map(Value::as_f64).collect::<Float64Array>()),
            Kind::Text => Arc::new(values.iter().map(written).collect::<StringArray>()),
        }
    }
}

fn written(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

#[derive(Default)]
struct Answer {
    headings: Vec<String>,
    /// By column, as of all rows.
    kinds: Vec<Kind>,
    /// By column, rows that are in no batch yet.
    held: Vec<Vec<Value>>,
    n_bytes: usize,
    n_held: usize,
    /// Columns and number of rows of each batch.
    batches: Vec<(Vec<ArrayRef>, usize)>,
}

impl store::Answer for Answer {
    fn headings(&mut self, headings: Headings) {
        self.headings = headings.to_vec();
        self.kinds = vec![Kind::default(); headings.len()];
        self.held = vec![Vec::new(); headings.len()];
    }

    fn row(&mut self, values: Vec<Value>) -> bool {
        for ((value, kind), held) in values.into_iter().zip(&mut self.kinds).zip(&mut self.held) {
            *kind = Kind::of(&value).max(*kind);
            self.n_bytes += value.as_str().map_or(0, str::len);
            held.push(value);
        }
        self.n_held += 1;
        if self.n_held >= MAX_ROWS || self.n_bytes >= MAX_BYTES {
            self.flush();
        }
        true
    }
}

impl Answer {
    fn flush(&mut self) {
        let columns = self.held.iter_mut().map(|values| {
            let values = std::mem::take(values);
            let kind = values.iter().map(Kind::of).max().unwrap_or_default();
            kind.array(&values)
        });
        self.batches.push((columns.collect(), self.n_held));
        (self.n_held, self.n_bytes) = (0, 0);
    }

    fn finish(mut self) -> Result<(Vec<RecordBatch>, SchemaRef), Raised> {
        if self.n_held > 0 {
            self.flush();
        }
        let fields = self.headings.iter().zip(&self.kinds).map(|(name, kind)| Field::new(name, kind.data_type(), true));
        let schema: SchemaRef = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
        let batches = self.batches.iter().map(|(columns, n_rows)| {
            let cast =
                columns.iter().zip(&self.kinds).map(|(column, kind)| arrow_cast::cast(column, &kind.data_type()));
            let options = RecordBatchOptions::new().with_row_count(Some(*n_rows));
            RecordBatch::try_new_with_options(schema.clone(), cast.collect::<Result<_, _>>()?, &options)
        });
        let batches = batches.collect::<Result<_, _>>().map_err(|error| Exception::Internal.of(&error))?;
        Ok((batches, schema))
    }
}
