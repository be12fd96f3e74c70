//! Tables in Apache Parquet files.
//!
//! Read column by column with the `parquet` crate, without Arrow: a value is a slice of its page, so
//! that memory is that of one page a column, however often a dictionary repeats a text. Pages and
//! footers are bounded before the crate sees them, and a panic of the crate over a damaged file is an
//! error of that row group.

mod footer;
mod leaf;
mod pages;

use crate::columns::{Columns, Field, Found};
use crate::error::{Error, Kind};
use crate::piece::{Body, Piece};
use crate::{Format, Place};
use ::parquet::column::reader::get_column_reader;
use ::parquet::file::metadata::{ParquetMetaData, ParquetMetaDataReader};
use leaf::{Content, Leaf};
use pages::{Bounded, BoundedPages};
use serde_json::{Map, Value};
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

pub use ::parquet::file::reader::ChunkReader;

/// Rows that are read at a time.
const BATCH: usize = 64;

/// Bytes given out from which on the ratio to the file's length is looked at.
const UNSUSPECTED: u64 = 1 << 30;

/// Bytes given out for each byte of the file, beyond which it is a bomb.
const MAX_RATIO: u64 = 1000;

/// The bytes that a row is counted as, beside its text.
const ROW_COST: u64 = 64;

/// The rows of a Parquet file that can be read at any place, a file or bytes in memory.
///
/// # Errors
/// If it is no Parquet file or not a whole one, or a column is missing.
pub fn pieces_of_parquet<R: ChunkReader + 'static>(input: R, columns: &Columns) -> Result<Rows<R>, Error> {
    Rows::open(input, columns)
}

/// The rows of a Parquet file as pieces.
///
/// A row group that is damaged is an error at its row, and the next row group follows.
pub struct Rows<R: ChunkReader> {
    input: Arc<Bounded<R>>,
    metadata: ParquetMetaData,
    found: Found,
    columns: Arc<Columns>,
    /// Row groups begun so far.
    n_groups: usize,
    group: Vec<Leaf>,
    /// Rows of the open group that are not read yet.
    n_left: usize,
    batch: VecDeque<Map<String, Value>>,
    /// Rows given out so far.
    n_rows: usize,
    n_given: u64,
}

impl<R: ChunkReader + 'static> Rows<R> {
    pub(crate) fn open(input: R, columns: &Columns) -> Result<Rows<R>, Error> {
        let input = Bounded(input);
        let metadata = guarded(|| metadata(&input))?;
        let found = found(&metadata, columns)?;
        let columns = Arc::new(found.columns.clone());
        Ok(Rows {
            input: Arc::new(input),
            metadata,
            found,
            columns,
            n_groups: 0,
            group: Vec::new(),
            n_left: 0,
            batch: VecDeque::new(),
            n_rows: 0,
            n_given: 0,
        })
    }

    /// The next row, read in batches.
    fn row(&mut self) -> Result<Option<Map<String, Value>>, Error> {
        while self.batch.is_empty() {
            if self.n_left == 0 && !self.begin_group()? {
                return Ok(None);
            }
            self.read_batch()?;
        }
        Ok(self.batch.pop_front())
    }

    /// Opens the columns of the next row group that has rows; false if there is none.
    fn begin_group(&mut self) -> Result<bool, Error> {
        if self.n_groups == self.metadata.num_row_groups() {
            return Ok(false);
        }
        let group = self.metadata.row_group(self.n_groups);
        self.n_groups += 1;
        self.n_left = usize::try_from(group.num_rows()).map_err(|_| damaged("a negative number of rows"))?;
        let open = |&(field, leaf): &(Field, usize)| {
            let pages = BoundedPages::open(self.input.clone(), group.column(leaf))?;
            let column = group.schema_descr().column(leaf);
            let reader = get_column_reader(column.clone(), Box::new(pages));
            Leaf::new(self.columns.given(field).unwrap_or_default(), field, &column, reader)
        };
        self.group = guarded(|| self.found.places.iter().map(open).collect::<Result<Vec<Leaf>, Error>>())?;
        Ok(true)
    }

    fn read_batch(&mut self) -> Result<(), Error> {
        let n_rows = self.n_left.min(BATCH);
        let mut rows: Vec<Map<String, Value>> = vec![Map::new(); n_rows];
        for leaf in &mut self.group {
            let values = guarded(|| leaf.read(n_rows))?;
            if values.len() != n_rows {
                return Err(damaged("a column ends before its row group"));
            }
            for (row, value) in rows.iter_mut().zip(values) {
                row.insert(leaf.name.clone(), value);
            }
        }
        self.n_left -= n_rows;
        self.batch = rows.into();
        Ok(())
    }

    fn piece(&mut self, row: Map<String, Value>) -> Result<Piece, Error> {
        self.n_rows += 1;
        let line = Value::Object(row).to_string().into_bytes();
        self.n_given += line.len() as u64 + ROW_COST;
        if self.n_given > UNSUSPECTED && self.n_given / MAX_RATIO > self.input.length() {
            self.end();
            return Err(Error::new(Kind::ParquetBomb).at(Place::Row(self.n_rows)));
        }
        Ok(Piece::new(Place::Row(self.n_rows), Format::Parquet, line, Body::JsonLine(self.columns.clone())))
    }

    fn end(&mut self) {
        self.n_groups = self.metadata.num_row_groups();
        self.leave_group();
    }

    /// Passes over what is left of the open row group.
    fn leave_group(&mut self) {
        self.n_rows = self.n_rows.saturating_add(self.n_left);
        self.n_left = 0;
        self.group.clear();
        self.batch.clear();
    }
}

impl<R: ChunkReader + 'static> Iterator for Rows<R> {
    type Item = Result<Piece, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.row() {
            Ok(row) => row.map(|row| self.piece(row)),
            Err(error) => {
                let place = Place::Row(self.n_rows.saturating_add(1));
                self.leave_group();
                Some(Err(error.at(place)))
            }
        }
    }
}

fn metadata<R: ChunkReader>(input: &Bounded<R>) -> Result<ParquetMetaData, Error> {
    footer::check(input)?;
    ParquetMetaDataReader::new().parse_and_finish(input).map_err(of_parquet)
}

/// The columns of a file, by their place among its leaves.
fn found(metadata: &ParquetMetaData, columns: &Columns) -> Result<Found, Error> {
    let schema = metadata.file_metadata().schema_descr();
    let names: Vec<String> = schema.root_schema().get_fields().iter().map(|field| field.name().to_string()).collect();
    let found = columns.find(&names)?;
    let mut places = Vec::new();
    for (field, root) in found.places {
        let leaves: Vec<usize> =
            (0..schema.num_columns()).filter(|&leaf| schema.get_column_root_idx(leaf) == root).collect();
        let is_guess = columns.given(field).is_none() && names[root] != field.names()[0] && field != Field::Text;
        match leaves.as_slice() {
            &[leaf] => match Content::of(&schema.column(leaf), field) {
                Ok(_) => places.push((field, leaf)),
                Err(_) if is_guess => {}
                Err(error) => return Err(error),
            },
            _ if is_guess => {}
            _ => return Err(leaf::wrong(&names[root], field, "a structure")),
        }
    }
    Ok(Found { columns: found.columns, places })
}

/// What `read` returns; an error if it panics.
fn guarded<T>(read: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(damaged("its parts contradict each other")))
}

fn damaged(reason: &str) -> Error {
    Error::new(Kind::Parquet(reason.to_string()))
}

/// The crate's own reason, in one line.
fn of_parquet(error: ::parquet::errors::ParquetError) -> Error {
    let reason = error.to_string();
    damaged(
        &reason
            .chars()
            .map(|character| if character.is_control() { ' ' } else { character })
            .take(200)
            .collect::<String>(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::outcomes;
    use ::parquet::basic::{Compression, Encoding, GzipLevel, ZstdLevel};
    use ::parquet::data_type::{ByteArray, ByteArrayType, DataType, Int32Type, Int64Type, Int96, Int96Type};
    use ::parquet::file::properties::{WriterProperties, WriterVersion};
    use ::parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
    use ::parquet::schema::parser::parse_message_type;
    use bytes::Bytes;

    type Group<'a> = SerializedRowGroupWriter<'a, Vec<u8>>;

    fn file(schema: &str, properties: WriterProperties, groups: &[&dyn Fn(&mut Group<'_>)]) -> Vec<u8> {
        let schema = Arc::new(parse_message_type(schema).expect("a schema"));
        let mut writer = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties)).expect("a writer");
        for write in groups {
            let mut group = writer.next_row_group().expect("a group");
            write(&mut group);
            group.close().expect("whole columns");
        }
        writer.into_inner().expect("to memory")
    }

    fn column<T: DataType>(group: &mut Group<'_>, values: &[T::T], present: Option<&[i16]>, lists: Option<&[i16]>) {
        let mut writer = group.next_column().expect("a column").expect("one more column");
        writer.typed::<T>().write_batch(values, present, lists).expect("fitting values");
        writer.close().expect("a whole column");
    }

    fn texts(texts: &[&str]) -> Vec<ByteArray> {
        texts.iter().map(|text| ByteArray::from(*text)).collect()
    }

    fn simple(properties: WriterProperties) -> Vec<u8> {
        let schema = "message news { required binary body (STRING); optional binary headline (STRING); }";
        let first = |group: &mut Group<'_>| {
            column::<ByteArrayType>(group, &texts(&["a", "b"]), None, None);
            column::<ByteArrayType>(group, &texts(&["T"]), Some(&[0, 1]), None);
        };
        let second = |group: &mut Group<'_>| {
            column::<ByteArrayType>(group, &texts(&["c"]), None, None);
            column::<ByteArrayType>(group, &[], Some(&[0]), None);
        };
        file(schema, properties, &[&first, &second])
    }

    fn documents(bytes: Vec<u8>) -> Vec<text::Document> {
        let rows = pieces_of_parquet(Bytes::from(bytes), &Columns::default()).expect("a file");
        rows.map(|piece| piece.expect("a row").document().expect("a report")).collect()
    }

    #[test]
    fn rows_of_all_groups_and_codecs_are_reports() {
        let zstd = Compression::ZSTD(ZstdLevel::default());
        for compression in
            [Compression::UNCOMPRESSED, Compression::SNAPPY, Compression::GZIP(GzipLevel::default()), zstd]
        {
            for version in [WriterVersion::PARQUET_1_0, WriterVersion::PARQUET_2_0] {
                let properties = WriterProperties::builder().set_compression(compression).set_writer_version(version);
                assert_eq!(outcomes(&simple(properties.build())), ["a", "b", "c"], "{compression} {version:?}");
            }
        }
    }

    #[test]
    fn differences_are_read() {
        for encoding in [Encoding::DELTA_LENGTH_BYTE_ARRAY, Encoding::DELTA_BYTE_ARRAY, Encoding::PLAIN] {
            let properties = WriterProperties::builder().set_dictionary_enabled(false).set_encoding(encoding);
            assert_eq!(outcomes(&simple(properties.build())), ["a", "b", "c"], "{encoding}");
        }
    }

    #[test]
    fn a_row_keeps_its_place_and_its_input() {
        let bytes = Bytes::from(simple(WriterProperties::default()));
        let rows = pieces_of_parquet(bytes, &Columns::default()).expect("a file");
        let piece = rows.last().expect("rows").expect("a row");
        assert_eq!(piece.place().to_string(), "row 3");
        assert_eq!(outcomes(piece.bytes()), ["c"]);
    }

    #[test]
    fn days_instants_numbers_and_lists_are_read() {
        let schema = "message news { required int64 id; required binary text (STRING); required int32 date (DATE);
            optional group authors (LIST) { repeated group list { optional binary element (STRING); } } }";
        let write = |group: &mut Group<'_>| {
            column::<Int64Type>(group, &[7, 8, 9], None, None);
            column::<ByteArrayType>(group, &texts(&["a", "b", "c"]), None, None);
            column::<Int32Type>(group, &[20_104, 0, -1], None, None);
            column::<ByteArrayType>(group, &texts(&["A", "B", "C"]), Some(&[3, 3, 0, 3, 2]), Some(&[0, 1, 0, 0, 1]));
        };
        let read = documents(file(schema, WriterProperties::default(), &[&write]));
        let days: Vec<String> =
            read.iter().filter_map(|document| document.published).map(|day| day.to_string()).collect();
        assert_eq!(days, ["2025-01-16", "1970-01-01", "1969-12-31"]);
        let bylines: Vec<Option<&str>> = read.iter().map(|document| document.byline.as_deref()).collect();
        assert_eq!(bylines, [Some("A, B"), None, Some("C")]);
        assert_eq!(read[0].id.as_deref(), Some("7"));
    }

    #[test]
    fn timestamps_and_numbers_give_their_day() {
        let check = |kind: &str, value: i64| {
            let schema = format!("message news {{ required binary text (STRING); required int64 published {kind}; }}");
            let write = |group: &mut Group<'_>| {
                column::<ByteArrayType>(group, &texts(&["a"]), None, None);
                column::<Int64Type>(group, &[value], None, None);
            };
            let read = documents(file(&schema, WriterProperties::default(), &[&write]));
            assert_eq!(read[0].published.map(|day| day.to_string()).as_deref(), Some("2025-01-16"), "{kind} {value}");
        };
        check("(TIMESTAMP(MILLIS,true))", 1_736_985_600_000);
        check("(TIMESTAMP(NANOS,false))", 1_736_985_600_000_000_000);
        check("", 20_250_116);
        check("", 1_736_985_600);
        check("", 1_736_985_600_000);
        let schema = "message news { required binary text (STRING); required int96 published; }";
        let write = |group: &mut Group<'_>| {
            column::<ByteArrayType>(group, &texts(&["a"]), None, None);
            let mut value = Int96::new();
            value.set_data(0, 0, 2_460_692);
            column::<Int96Type>(group, &[value], None, None);
        };
        let read = documents(file(schema, WriterProperties::default(), &[&write]));
        assert_eq!(read[0].published.map(|day| day.to_string()).as_deref(), Some("2025-01-16"));
    }

    #[test]
    fn a_row_without_text_and_a_day_that_is_none_are_errors() {
        let schema = "message news { optional binary text (STRING); required int32 date (DATE); }";
        let write = |group: &mut Group<'_>| {
            column::<ByteArrayType>(group, &texts(&["a", "c"]), Some(&[1, 0, 1]), None);
            column::<Int32Type>(group, &[20_104, 0, i32::MAX], None, None);
        };
        let found = outcomes(&file(schema, WriterProperties::default(), &[&write]));
        let expected = [
            "a",
            "! row 2: `text`: expected a string, found none",
            "! row 3: `date`: expected a date such as 2025-01-16, found `2147483647 dates from 1970`",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_column_that_cannot_be_what_is_asked_is_an_error_at_once() {
        let schema = "message news { required binary text (STRING); required int64 author; required double title; }";
        let write = |group: &mut Group<'_>| {
            column::<ByteArrayType>(group, &texts(&["a"]), None, None);
            column::<Int64Type>(group, &[1], None, None);
            column::<::parquet::data_type::DoubleType>(group, &[1.0], None, None);
        };
        let bytes = Bytes::from(file(schema, WriterProperties::default(), &[&write]));
        let error = |columns: Columns| match pieces_of_parquet(bytes.clone(), &columns) {
            Ok(_) => String::new(),
            Err(error) => error.to_string(),
        };
        assert_eq!(error(Columns::default()), "`title`: expected a column of strings, found fractions");
        let without = Columns { title: Some(String::new()), ..Columns::default() };
        assert_eq!(error(without.clone()), "");
        let named = Columns { byline: Some("author".into()), ..without };
        assert_eq!(error(named), "`author`: expected a column of strings or of lists of strings, found whole numbers");
        let missing = Columns { text: Some("body".into()), ..Columns::default() };
        assert_eq!(error(missing), "expected a column `body`, found only `text`, `author`, `title`: name one of them");
    }

    #[test]
    fn a_file_that_is_cut_is_an_error() {
        let bytes = simple(WriterProperties::default());
        for length in [4, 5, 11, 12, bytes.len() / 2, bytes.len() - 1] {
            let found = outcomes(&bytes[..length]);
            assert_eq!(found.len(), 1);
            assert!(found[0].starts_with("! not a whole Parquet file: "), "{found:?}");
        }
    }

    #[test]
    fn damage_in_any_byte_is_an_error_or_nothing() {
        let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
        let bytes = simple(properties);
        for at in 4..bytes.len() {
            for flip in [0x01, 0x80, 0xFF] {
                let mut damaged = bytes.clone();
                damaged[at] ^= flip;
                assert!(outcomes(&damaged).len() <= 6, "{at}");
            }
        }
    }
}
