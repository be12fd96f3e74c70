//! Files as rows of reports: what `entente ingest` reads, batch by batch.

use crate::columns::{Reports, named};
use crate::errors::Exception;
use arrow_array::builder::{Date32Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use bytes::Bytes;
use ingest::{ChunkReader, Format, Options, Piece, Place};
use jiff::civil::{Date, date};
use pipeline::work::{Panicked, map_in_order};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3_arrow::{PyRecordBatch, PySchema};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use text::Document;

/// Adds what is here to the module.
pub fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<FileReports>()?;
    module.add_function(wrap_pyfunction!(reports_schema, module)?)?;
    module.add_function(wrap_pyfunction!(report_rows, module)?)
}

/// The reports of one file, on their way into batches.
///
/// A file at a path is read as it is needed; one that is handed over as bytes is in memory. Memory beside that is bounded by the longest report.
#[pyclass(frozen, module = "entente._entente")]
pub struct FileReports {
    name: String,
    pieces: Mutex<Pieces>,
}

type Pieces = Box<dyn Iterator<Item = Result<Piece, ingest::Error>> + Send>;

/// Where the bytes of a file are.
#[derive(FromPyObject)]
enum Content {
    Bytes(PyBackedBytes),
    Path(PathBuf),
}

#[pymethods]
impl FileReports {
    #[new]
    #[pyo3(signature = (content, name, format=None, columns=BTreeMap::new()))]
    fn new(
        content: Content,
        name: String,
        format: Option<&str>,
        columns: BTreeMap<String, String>,
    ) -> PyResult<FileReports> {
        let format = format.map(format_of).transpose()?;
        let columns = named(&columns).map_err(|error| Exception::Input.with(error))?;
        let options = Options { format, named: Format::of_name(&name), columns };
        let pieces = pieces(content, &options).unwrap_or_else(|reason| Box::new(std::iter::once(Err(reason))));
        Ok(FileReports { name, pieces: Mutex::new(pieces) })
    }

    /// The next rows, at most `n_rows` of them; none at the end.
    fn batch(&self, py: Python<'_>, n_rows: usize) -> Option<PyRecordBatch> {
        let batch = py.detach(|| {
            let mut pieces = self.pieces.lock().unwrap_or_else(PoisonError::into_inner);
            let mut rows = Rows::new(Some(&self.name));
            let taken = Taken { pieces: &mut pieces, n_rows, n_bytes: BYTES_AT_ONCE };
            let read = |_: &mut (), piece: Result<Piece, ingest::Error>| piece.and_then(|piece| piece.document());
            map_in_order(taken, 1, || (), read, |place, read| rows.push(place, read));
            (rows.n_rows > 0).then(|| rows.batch())
        });
        batch.map(PyRecordBatch::new)
    }
}

/// The columns of the rows that files are read to.
#[pyfunction]
pub fn reports_schema() -> PySchema {
    PySchema::new(schema())
}

/// Rows of any table as rows of reports; those before them, `n_before`, count in messages.
#[pyfunction]
pub fn report_rows(
    py: Python<'_>,
    rows: PyRecordBatch,
    columns: BTreeMap<String, String>,
    n_before: usize,
) -> PyResult<PyRecordBatch> {
    let (batch, columns) = (rows.into_inner(), named(&columns).map_err(|error| Exception::Input.with(error))?);
    let made = py.detach(|| {
        let source = Reports::of(&batch.schema(), &columns)?;
        let cells = source.cells(&batch)?;
        let mut made = Rows::new(None);
        for row in 0..cells.len() {
            made.push_read(source.report(&cells, row, n_before + row + 1));
        }
        Ok::<_, String>(made.batch())
    });
    made.map(PyRecordBatch::new).map_err(|error| Exception::Input.with(error))
}

/// Bytes of text from which on a batch is full.
const BYTES_AT_ONCE: usize = 8 << 20;

/// The pieces of one batch, each with its place.
struct Taken<'p> {
    pieces: &'p mut Pieces,
    /// Rows that there is room for.
    n_rows: usize,
    /// Bytes that there is room for; the last piece may take more.
    n_bytes: usize,
}

impl Iterator for Taken<'_> {
    type Item = (Place, Result<Piece, ingest::Error>);

    fn next(&mut self) -> Option<Self::Item> {
        if self.n_rows == 0 || self.n_bytes == 0 {
            return None;
        }
        let piece = self.pieces.next()?;
        self.n_rows -= 1;
        let (place, n_bytes) = match &piece {
            Ok(piece) => (piece.place(), piece.bytes().len()),
            Err(error) => (error.place(), 0),
        };
        self.n_bytes = self.n_bytes.saturating_sub(n_bytes);
        Some((place, piece))
    }
}

fn format_of(name: &str) -> PyResult<Format> {
    Format::from_name(name).ok_or_else(|| {
        let names = Format::ALL.map(Format::name).join(", ");
        Exception::Input.with(format!("format: expected one of {names}, found `{name}`"))
    })
}

fn pieces(content: Content, options: &Options) -> Result<Pieces, ingest::Error> {
    let opened = match content {
        Content::Bytes(bytes) => of_bytes(Bytes::from_owner(bytes), options),
        Content::Path(path) => of_file(&path, options),
    };
    opened.unwrap_or_else(|error| Ok(unreadable(error)))
}

fn of_bytes(bytes: Bytes, options: &Options) -> std::io::Result<Result<Pieces, ingest::Error>> {
    if ingest::is_parquet(&mut Cursor::new(&bytes))? {
        return Ok(of_parquet(bytes, options));
    }
    Ok(Ok(Box::new(ingest::pieces(Cursor::new(bytes), options))))
}

fn of_file(path: &Path, options: &Options) -> std::io::Result<Result<Pieces, ingest::Error>> {
    let mut file = File::open(path)?;
    if ingest::is_parquet(&mut file)? {
        return Ok(of_parquet(file, options));
    }
    Ok(Ok(Box::new(ingest::pieces(BufReader::with_capacity(1 << 16, file), options))))
}

fn of_parquet(input: impl ChunkReader + 'static, options: &Options) -> Result<Pieces, ingest::Error> {
    Ok(Box::new(ingest::pieces_of_parquet(input, &options.columns)?))
}

/// A file whose first byte cannot be read fails as one that breaks off.
fn unreadable(error: std::io::Error) -> Pieces {
    Box::new(ingest::pieces(BufReader::new(Broken(Some(error))), &Options::default()))
}

/// A reader that fails.
struct Broken(Option<std::io::Error>);

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// Rows of reports, and of what could not be read.
struct Rows<'n> {
    /// The file that they are of.
    file: Option<&'n str>,
    texts: [StringBuilder; 6],
    published: Date32Builder,
    files: StringBuilder,
    places: StringBuilder,
    errors: StringBuilder,
    n_rows: usize,
}

/// Columns of words, in order.
const TEXTS: [&str; 6] = ["id", "title", "url", "publisher", "byline", "text"];

fn schema() -> SchemaRef {
    let texts = TEXTS.map(|name| Field::new(name, DataType::Utf8, true));
    let published = Field::new("published", DataType::Date32, true);
    let found = ["file", "place", "error"].map(|name| Field::new(name, DataType::Utf8, true));
    Arc::new(Schema::new(texts.into_iter().chain([published]).chain(found).collect::<Vec<_>>()))
}

impl Rows<'_> {
    fn new(file: Option<&str>) -> Rows<'_> {
        Rows {
            file,
            texts: std::array::from_fn(|_| StringBuilder::new()),
            published: Date32Builder::new(),
            files: StringBuilder::new(),
            places: StringBuilder::new(),
            errors: StringBuilder::new(),
            n_rows: 0,
        }
    }

    /// Adds the row of what stands at a place; whatever happens over it, those after it are read.
    fn push(&mut self, place: Place, read: Result<Result<Document, ingest::Error>, Panicked>) {
        self.push_place((place != Place::Whole).then(|| place.to_string()).as_deref());
        match read {
            Ok(Ok(document)) => self.push_document(document),
            Ok(Err(error)) => self.push_error(&error.to_string()),
            Err(panicked) => self.push_error(&panicked.to_string()),
        }
    }

    /// Adds the row of a row.
    fn push_read(&mut self, read: Result<Document, String>) {
        self.push_place(None);
        match read {
            Ok(document) => self.push_document(document),
            Err(reason) => self.push_error(&reason),
        }
    }

    fn push_place(&mut self, place: Option<&str>) {
        self.n_rows += 1;
        self.files.append_option(self.file);
        self.places.append_option(place);
    }

    fn push_document(&mut self, document: Document) {
        let document = intake::as_kept(document);
        let [id, title, url, publisher, byline, text] = &mut self.texts;
        id.append_option(document.id.as_deref());
        title.append_option(document.title.as_deref());
        url.append_option(document.url.as_deref());
        publisher.append_option(document.publisher.as_deref());
        byline.append_option(document.byline.as_deref());
        text.append_value(document.text());
        self.published.append_option(document.published.map(days));
        self.errors.append_null();
    }

    fn push_error(&mut self, reason: &str) {
        self.texts.iter_mut().for_each(StringBuilder::append_null);
        self.published.append_null();
        match self.file {
            Some(file) => self.errors.append_value(format!("{file}: {reason}")),
            None => self.errors.append_value(reason),
        }
    }

    fn batch(mut self) -> RecordBatch {
        let mut columns: Vec<ArrayRef> = Vec::new();
        columns.extend(self.texts.iter_mut().map(|builder| Arc::new(builder.finish()) as ArrayRef));
        columns.push(Arc::new(self.published.finish()));
        let found = [&mut self.files, &mut self.places, &mut self.errors];
        columns.extend(found.map(|builder| Arc::new(builder.finish()) as ArrayRef));
        RecordBatch::try_new(schema(), columns).expect("every row has a value in each column")
    }
}

/// Days since 1 January 1970.
fn days(day: Date) -> i32 {
    let since = day.since((jiff::Unit::Day, date(1970, 1, 1))).expect("days between any two dates can be counted");
    since.get_days()
}
