//! Values of one column as JSON, the form in which rows go on.

use super::of_parquet;
use crate::columns::{Field, shortened};
use crate::error::{Error, Kind};
use crate::{date, decode};
use ::parquet::basic::{ConvertedType, LogicalType, TimeUnit, Type};
use ::parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use ::parquet::data_type::{ByteArray, DataType, FixedLenByteArray, Int96};
use ::parquet::schema::types::ColumnDescriptor;
use jiff::civil::Date;
use serde_json::Value;

/// What the values of a column are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Content {
    Text,
    Uuid,
    Integer,
    /// Days from 1970-01-01.
    Day,
    /// Instants from 1970-01-01; so many a second.
    Instant(i64),
    /// Nanoseconds of a Julian day, as Hive and old Spark write them.
    JulianInstant,
}

impl Content {
    /// # Errors
    /// If the values of the column cannot be what `field` is.
    pub(super) fn of(column: &ColumnDescriptor, field: Field) -> Result<Content, Error> {
        let name = column.path().parts().first().map_or("", String::as_str);
        if column.max_rep_level() > 1 || column.max_rep_level() == 1 && field != Field::Byline {
            return Err(wrong(name, field, "lists"));
        }
        let content = Content::of_type(column).map_err(|found| wrong(name, field, found))?;
        let fits = match field {
            Field::Id => matches!(content, Content::Text | Content::Uuid | Content::Integer),
            Field::Published => content != Content::Uuid,
            _ => content == Content::Text,
        };
        if fits { Ok(content) } else { Err(wrong(name, field, content.words())) }
    }

    /// What the column is declared to hold; in words if it can be no field.
    fn of_type(column: &ColumnDescriptor) -> Result<Content, &'static str> {
        let logical = column.logical_type_ref();
        match (column.physical_type(), logical, column.converted_type()) {
            (_, Some(LogicalType::Decimal(_)), _) | (_, _, ConvertedType::DECIMAL) => Err("decimal numbers"),
            (Type::BYTE_ARRAY, ..) => Ok(Content::Text),
            (Type::FIXED_LEN_BYTE_ARRAY, Some(LogicalType::Uuid), _) if column.type_length() == 16 => Ok(Content::Uuid),
            (Type::FIXED_LEN_BYTE_ARRAY, ..) => Err("bytes of a fixed length"),
            (Type::INT32, Some(LogicalType::Date), _) | (Type::INT32, _, ConvertedType::DATE) => Ok(Content::Day),
            (Type::INT64, Some(LogicalType::Timestamp(timestamp)), _) => Ok(Content::Instant(match timestamp.unit {
                TimeUnit::MILLIS => 1_000,
                TimeUnit::MICROS => 1_000_000,
                TimeUnit::NANOS => 1_000_000_000,
            })),
            (Type::INT64, _, ConvertedType::TIMESTAMP_MILLIS) => Ok(Content::Instant(1_000)),
            (Type::INT64, _, ConvertedType::TIMESTAMP_MICROS) => Ok(Content::Instant(1_000_000)),
            (Type::INT32 | Type::INT64, Some(LogicalType::Time(_)), _) => Err("times of day"),
            (Type::INT32 | Type::INT64, ..) => Ok(Content::Integer),
            (Type::INT96, ..) => Ok(Content::JulianInstant),
            (Type::BOOLEAN, ..) => Err("truth values"),
            (Type::FLOAT | Type::DOUBLE, ..) => Err("fractions"),
        }
    }

    fn words(self) -> &'static str {
        match self {
            Content::Text => "strings",
            Content::Uuid => "UUIDs",
            Content::Integer => "whole numbers",
            Content::Day => "dates",
            Content::Instant(_) | Content::JulianInstant => "timestamps",
        }
    }
}

/// The error of a column that cannot be `field`.
pub(super) fn wrong(name: &str, field: Field, found: &str) -> Error {
    let expected = match field {
        Field::Id => "a column of strings or whole numbers",
        Field::Published => "a column of dates, timestamps or strings",
        Field::Byline => "a column of strings or of lists of strings",
        _ => "a column of strings",
    };
    Error::new(Kind::Field { name: shortened(name), expected, found: found.to_string() })
}

/// One column of an open row group.
pub(super) struct Leaf {
    /// Its name in the file.
    pub name: String,
    field: Field,
    content: Content,
    levels: Levels,
    reader: ColumnReader,
}

/// The levels that mark a value as present, and lists as lists.
#[derive(Clone, Copy)]
struct Levels {
    definition: i16,
    repetition: i16,
}

impl Leaf {
    pub(super) fn new(
        name: &str,
        field: Field,
        column: &ColumnDescriptor,
        reader: ColumnReader,
    ) -> Result<Leaf, Error> {
        let levels = Levels { definition: column.max_def_level(), repetition: column.max_rep_level() };
        Ok(Leaf { name: name.to_string(), field, content: Content::of(column, field)?, levels, reader })
    }

    /// The values of the next `n_rows` rows, fewer at the end of the group.
    pub(super) fn read(&mut self, n_rows: usize) -> Result<Vec<Value>, Error> {
        let (content, field, levels) = (self.content, self.field, self.levels);
        match &mut self.reader {
            ColumnReader::ByteArrayColumnReader(reader) => rows(reader, levels, n_rows, text),
            ColumnReader::FixedLenByteArrayColumnReader(reader) => rows(reader, levels, n_rows, uuid),
            ColumnReader::Int32ColumnReader(reader) => {
                rows(reader, levels, n_rows, |&value| number(content, field, i64::from(value)))
            }
            ColumnReader::Int64ColumnReader(reader) => {
                rows(reader, levels, n_rows, |&value| number(content, field, value))
            }
            ColumnReader::Int96ColumnReader(reader) => rows(reader, levels, n_rows, julian),
            _ => Ok(Vec::new()),
        }
    }
}

/// Reads whole rows; of a column of lists each is a list.
fn rows<T: DataType>(
    reader: &mut ColumnReaderImpl<T>,
    levels: Levels,
    n_rows: usize,
    convert: impl Fn(&T::T) -> Result<Value, Error>,
) -> Result<Vec<Value>, Error> {
    let (mut definitions, mut repetitions, mut values) = (Vec::new(), Vec::new(), Vec::new());
    let read = reader.read_records(n_rows, Some(&mut definitions), Some(&mut repetitions), &mut values);
    let (n_read, ..) = read.map_err(of_parquet)?;
    let mut values = values.iter().map(convert);
    let mut next = || values.next().unwrap_or(Ok(Value::Null));
    if levels.definition == 0 {
        return (0..n_read).map(|_| next()).collect();
    }
    let mut rows = Vec::with_capacity(n_read);
    for (at, &definition) in definitions.iter().enumerate() {
        let value = if definition == levels.definition { next()? } else { Value::Null };
        match rows.last_mut() {
            _ if levels.repetition == 0 => rows.push(value),
            Some(Value::Array(list)) if repetitions.get(at).is_some_and(|&level| level > 0) => {
                list.extend(present(value))
            }
            _ => rows.push(Value::Array(present(value).into_iter().collect())),
        }
    }
    Ok(rows)
}

fn present(value: Value) -> Option<Value> {
    Some(value).filter(|value| !value.is_null())
}

fn text(bytes: &ByteArray) -> Result<Value, Error> {
    match bytes.as_utf8() {
        Ok(text) => Ok(Value::String(text.to_string())),
        Err(_) => decode::decode(bytes.data(), &[]).map(Value::String),
    }
}

fn uuid(bytes: &FixedLenByteArray) -> Result<Value, Error> {
    let digits: Vec<String> = bytes.data().iter().map(|byte| format!("{byte:02x}")).collect();
    let parts = [0..4, 4..6, 6..8, 8..10, 10..16].map(|range| digits.get(range).unwrap_or_default().concat());
    Ok(Value::String(parts.join("-")))
}

/// A whole number as it is, a day or an instant as its day.
fn number(content: Content, field: Field, value: i64) -> Result<Value, Error> {
    let day = match content {
        Content::Day => value.checked_mul(86_400).and_then(day),
        Content::Instant(unit) => day(value.div_euclid(unit)),
        _ if field == Field::Published => return Ok(Value::String(day_of_number(value))),
        _ => return Ok(Value::Number(value.into())),
    };
    Ok(Value::String(day.map_or_else(|| format!("{value} {} from 1970", content.words()), |day| day.to_string())))
}

/// `20250116`, or an instant in seconds, milliseconds, microseconds or nanoseconds from 1970, told by its size.
fn day_of_number(value: i64) -> String {
    const UNITS: [(i64, i64); 4] = [
        (100_000_000_000, 1),
        (100_000_000_000_000, 1_000),
        (100_000_000_000_000_000, 1_000_000),
        (i64::MAX, 1_000_000_000),
    ];
    if value < 100_000_000 {
        return value.to_string();
    }
    let unit = UNITS.iter().find(|&&(below, _)| value < below).map_or(1_000_000_000, |&(_, unit)| unit);
    day(value / unit).map_or_else(|| value.to_string(), |day| day.to_string())
}

/// The Julian day number of 1970-01-01 is 2,440,588.
fn julian(value: &Int96) -> Result<Value, Error> {
    let number = i64::from(value.data()[2]);
    let found = day((number - 2_440_588) * 86_400);
    Ok(Value::String(found.map_or_else(|| format!("Julian day {number}"), |day| day.to_string())))
}

/// The day in Greenwich of a second from 1970.
fn day(second: i64) -> Option<Date> {
    date::day_of(second, 0)
}
