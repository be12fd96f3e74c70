//! The tables of [`columns`](crate::columns) as Parquet files with a manifest.
//!
//! `events/year=2025/month=01/part-….parquet` hold mentions by the month of the event, sorted by dyad and date;
//! `participants/`, `reports/` and the other tables have one file an export. A file's name holds the beginning of its
//! SHA-256. An export becomes visible by its manifest: files get their names first, then `manifest.json` is replaced,
//! then files that no manifest lists are removed.

use crate::columns::{Cell, Row, Rows, TABLES, Table, Tables};
use crate::exporter::Writer;
use crate::json_lines::{Exported, record_json};
use crate::manifest::{ListedFile, Manifest};
use crate::staging::{Finished, Staging, Unfinished};
use crate::{Error, Format, Happening, Options, Report, Summary};
use ::parquet::arrow::ArrowWriter;
use ::parquet::arrow::arrow_reader::{ArrowReaderOptions, ParquetRecordBatchReaderBuilder};
use ::parquet::basic::{Compression, ZstdLevel};
use ::parquet::file::properties::WriterProperties;
use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowTimestampType, Int32Type, Int64Type, TimestampMicrosecondType, TimestampMillisecondType,
    TimestampNanosecondType,
};
use arrow_array::{Array, RecordBatch};
use arrow_schema::{DataType, TimeUnit};
use record::Coder;
use sha2::Sha256;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// Reads a Parquet export back: its reports, in the order of its files.
///
/// Other programs may have written the files, as long as the columns `report_version`, `byline`, `text`, `record` and
/// `event_ids` have the kinds of the table `reports`: strings may be dictionaries or not, moments of milliseconds to
/// nanoseconds, whole numbers of 32 bits. `added` and `happening_ids` may be null or lacking.
///
/// # Errors
/// A folder without a manifest, or with one that cannot be read; as items: files and rows that are not as exported.
pub fn read_parquet(folder: &Path) -> Result<impl Iterator<Item = Result<Exported, Error>> + use<>, Error> {
    let manifest = Manifest::read(folder)?;
    let manifest = manifest.ok_or_else(|| Error::destination(folder, "expected `manifest.json`, found none"))?;
    let paths: Vec<PathBuf> = manifest.files_of("reports").map(|file| folder.join(&file.path)).collect();
    Ok(paths.into_iter().flat_map(|path| match reports_in(&path) {
        Ok(reports) => Box::new(reports) as Box<dyn Iterator<Item = Result<Exported, Error>>>,
        Err(error) => Box::new(std::iter::once(Err(error))),
    }))
}

/// A Parquet export on its way.
pub(crate) struct Parquet {
    options: Options,
    /// Mentions by their folder, until there are enough.
    partitions: BTreeMap<String, Partition>,
    /// Of all partitions together.
    held: Held,
    /// The other tables, by their place in [`TABLES`].
    sinks: BTreeMap<usize, Sink>,
    /// Files that are written.
    files: Vec<(Finished, &'static str, u64)>,
    /// Name, version, models, knowledge.
    coders: BTreeSet<[String; 4]>,
    summary: Summary,
}

impl Parquet {
    pub fn new(staging: &Staging, options: &Options) -> Result<Parquet, Error> {
        // What stands there is read again at the end; a folder that cannot be used is told of at once.
        Manifest::read(staging.folder())?;
        Ok(Parquet {
            options: options.clone(),
            partitions: BTreeMap::new(),
            held: Held::default(),
            sinks: BTreeMap::new(),
            files: Vec::new(),
            coders: BTreeSet::new(),
            summary: Summary::default(),
        })
    }

    fn write(&mut self, staging: &mut Staging, tables: Tables) -> Result<(), Error> {
        for (at, rows) in tables.rows.into_iter().enumerate() {
            for row in rows {
                *self.summary.rows.entry(TABLES[at].name.into()).or_default() += 1;
                match at {
                    EVENTS => self.hold(staging, row)?,
                    _ => self.sink(staging, at)?.push(&row)?,
                }
            }
        }
        Ok(())
    }

    /// Keeps a mention until its partition, or all together, have enough.
    fn hold(&mut self, staging: &mut Staging, row: Row) -> Result<(), Error> {
        let folder = partition_of(&row);
        let n_bytes: usize = row.iter().map(Cell::n_bytes).sum();
        let partition = self.partitions.entry(folder.clone()).or_default();
        partition.n_bytes += n_bytes;
        partition.rows.push(row);
        let is_full = partition.rows.len() >= self.options.rows_at_once;
        self.held = Held { n_rows: self.held.n_rows + 1, n_bytes: self.held.n_bytes + n_bytes };
        if is_full {
            return self.release(staging, &folder);
        }
        let max_rows = self.options.rows_at_once.saturating_mul(PARTITIONS_AT_ONCE);
        if self.held.n_rows < max_rows && self.held.n_bytes < BYTES_HELD {
            return Ok(());
        }
        let largest = self.partitions.iter().max_by_key(|(_, partition)| partition.n_bytes);
        let largest = largest.expect("a row was pushed").0.clone();
        self.release(staging, &largest)
    }

    /// Writes a partition's mentions into a file of their own.
    fn release(&mut self, staging: &mut Staging, folder: &str) -> Result<(), Error> {
        let mut partition = self.partitions.remove(folder).unwrap_or_default();
        self.held.n_rows -= partition.rows.len();
        self.held.n_bytes -= partition.n_bytes;
        partition.sort();
        let mut sink = Sink::create(staging, &TABLES[EVENTS], folder, self.options.rows_at_once)?;
        partition.rows.iter().try_for_each(|row| sink.push(row))?;
        self.files.push(sink.finish()?);
        Ok(())
    }

    fn sink(&mut self, staging: &mut Staging, at: usize) -> Result<&mut Sink, Error> {
        if !self.sinks.contains_key(&at) {
            let table = &TABLES[at];
            self.sinks.insert(at, Sink::create(staging, table, table.name, self.options.rows_at_once)?);
        }
        Ok(self.sinks.get_mut(&at).expect("it was inserted above"))
    }

    fn listed(&mut self, kept: &[ListedFile]) -> Result<Vec<ListedFile>, Error> {
        let mut taken: BTreeSet<String> = kept.iter().map(|file| file.path.clone()).collect();
        let mut listed = Vec::new();
        for (file, table, rows) in &mut self.files {
            let sha256 = file.digest::<Sha256>()?;
            file.name = free_name(&file.name, &sha256, &taken);
            taken.insert(file.name.clone());
            let path = file.name.clone();
            listed.push(ListedFile { path, table: table.to_string(), rows: *rows, bytes: file.n_bytes, sha256 });
        }
        Ok(listed)
    }
}

impl Writer for Parquet {
    fn report(&mut self, staging: &mut Staging, report: &Report) -> Result<(), Error> {
        let (events, n_left_out) = self.options.taken(Format::Parquet, report)?;
        self.summary.events_left_out += n_left_out;
        let Coder { name, version, models, knowledge } = report.record.coder.clone();
        self.coders.insert([name, version, models, knowledge]);
        let report = Report { events: &events, ..*report };
        let mut tables = Tables::of_report(&report)?;
        if !self.options.whole_records {
            let json = record_json(report.record, &report.chosen()?, false);
            let at = TABLES[REPORTS].position("record").expect("reports have their records");
            tables.rows[REPORTS].iter_mut().for_each(|row| row[at] = Cell::from(json.as_str()));
        }
        self.write(staging, tables)
    }

    fn happening(&mut self, staging: &mut Staging, happening: &Happening) -> Result<(), Error> {
        if !self.options.takes(Format::Parquet, happening.event()?) {
            self.summary.events_left_out += 1;
            return Ok(());
        }
        self.write(staging, Tables::of_happening(happening)?)
    }

    fn finish(mut self: Box<Self>, staging: &mut Staging) -> Result<Summary, Error> {
        let folders: Vec<String> = self.partitions.keys().cloned().collect();
        folders.iter().try_for_each(|folder| self.release(staging, folder))?;
        for (_, sink) in std::mem::take(&mut self.sinks) {
            self.files.push(sink.finish()?);
        }
        // Held until the end of this function: two exports into one folder follow each other.
        let _lock = lock(staging.folder());
        let before = Manifest::read(staging.folder())?.filter(|_| self.options.append);
        let (mut coders, kept) = before.map_or_else(Default::default, |manifest| (manifest.coders, manifest.files));
        let listed = self.listed(&kept)?;
        coders.extend(self.coders.into_iter().map(coder));
        let files: Vec<Finished> = self.files.into_iter().map(|(file, ..)| file).collect();
        staging.publish(&files)?;
        let manifest = Manifest::of(sorted(coders), [kept, listed].concat());
        manifest.publish(staging)?;
        sweep(staging.folder(), &manifest)?;
        let names = files.into_iter().map(|file| file.name).chain([crate::manifest::NAME.to_string()]);
        Ok(Summary { files: names.collect(), ..self.summary })
    }
}

/// Places in [`TABLES`].
const EVENTS: usize = 0;
const REPORTS: usize = 2;

/// So many full partitions of mentions are held together.
const PARTITIONS_AT_ONCE: usize = 4;

/// So many bytes of rows are held: of all partitions together, and of each other table.
const BYTES_HELD: usize = 32 << 20;

/// zstd's level: a quarter smaller than level 1 and as fast to read.
const LEVEL: i32 = 3;

#[derive(Default)]
struct Held {
    n_rows: usize,
    n_bytes: usize,
}

#[derive(Default)]
struct Partition {
    rows: Vec<Row>,
    n_bytes: usize,
}

impl Partition {
    fn sort(&mut self) {
        let table = &TABLES[EVENTS];
        let [dyad, date, id] = ["dyad", "event_date", "event_id"].map(|name| table.position(name).expect("a column"));
        self.rows.sort_by_cached_key(|row| (words(&row[dyad]), days(&row[date]), words(&row[id])));
    }
}

fn words(cell: &Cell) -> Option<String> {
    if let Cell::Text(text) = cell { Some(text.clone()) } else { None }
}

fn days(cell: &Cell) -> Option<i32> {
    if let Cell::Day(days) = cell { Some(*days) } else { None }
}

/// The folder of a mention, by the month of its event.
fn partition_of(row: &Row) -> String {
    let at = TABLES[EVENTS].position("event_date").expect("a column");
    let day =
        days(&row[at]).and_then(|days| jiff::civil::date(1970, 1, 1).checked_add(jiff::Span::new().days(days)).ok());
    match day {
        Some(day) => format!("events/year={:04}/month={:02}", day.year(), day.month()),
        None => "events/year=unknown/month=unknown".into(),
    }
}

/// One Parquet file that is being written.
struct Sink {
    table: &'static str,
    folder: String,
    writer: ArrowWriter<Unfinished>,
    path: PathBuf,
    rows: Rows,
    rows_at_once: usize,
    n_rows: u64,
}

impl Sink {
    fn create(staging: &mut Staging, table: &'static Table, folder: &str, rows_at_once: usize) -> Result<Sink, Error> {
        let rows = Rows::new(table);
        let file = staging.file(folder)?;
        let path = file.target().to_path_buf();
        let level = ZstdLevel::try_new(LEVEL).expect("zstd has this level");
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(level))
            .set_created_by(concat!("entente ", env!("CARGO_PKG_VERSION")).into())
            .build();
        let writer = ArrowWriter::try_new(file, rows.schema().clone(), Some(properties));
        let writer = writer.map_err(Error::columns(&path, "begin the file"))?;
        let folder = folder.to_string();
        Ok(Sink { table: table.name, folder, writer, path, rows, rows_at_once, n_rows: 0 })
    }

    fn push(&mut self, row: &Row) -> Result<(), Error> {
        self.rows.push(row);
        self.n_rows += 1;
        let is_full = self.rows.len() >= self.rows_at_once || self.rows.n_bytes() >= BYTES_HELD;
        if is_full { self.flush() } else { Ok(()) }
    }

    /// Writes what is held as a row group.
    fn flush(&mut self) -> Result<(), Error> {
        if !self.rows.is_empty() {
            self.writer.write(&self.rows.batch()).map_err(Error::columns(&self.path, "write rows"))?;
            self.writer.flush().map_err(Error::columns(&self.path, "write rows"))?;
        }
        Ok(())
    }

    fn finish(mut self) -> Result<(Finished, &'static str, u64), Error> {
        self.flush()?;
        let file = self.writer.into_inner().map_err(Error::columns(&self.path, "finish the file"))?;
        let mut file = file.finish()?;
        file.name = self.folder;
        Ok((file, self.table, self.n_rows))
    }
}

/// `FOLDER/part-HASH.parquet`, with a number where a file of the same bytes is listed already.
fn free_name(folder: &str, sha256: &str, taken: &BTreeSet<String>) -> String {
    let first = std::iter::once(format!("{folder}/part-{}.parquet", &sha256[..16]));
    let more = (2..).map(|copy: u32| format!("{folder}/part-{}-{copy}.parquet", &sha256[..16]));
    first.chain(more).find(|name| !taken.contains(name)).expect("there are more numbers than files")
}

fn coder([name, version, models, knowledge]: [String; 4]) -> Coder {
    Coder { name, version, models, knowledge }
}

fn sorted(coders: Vec<Coder>) -> Vec<Coder> {
    let keys = coders.into_iter().map(|coder| [coder.name, coder.version, coder.models, coder.knowledge]);
    keys.collect::<BTreeSet<_>>().into_iter().map(coder).collect()
}

/// Locks a folder against other exports, where the system can lock folders.
fn lock(folder: &Path) -> Option<File> {
    let folder = File::open(folder).ok()?;
    folder.lock().ok()?;
    Some(folder)
}

/// Removes files of exports that the manifest does not list: of a replaced export, or of one that was cut off.
fn sweep(folder: &Path, manifest: &Manifest) -> Result<(), Error> {
    let listed: BTreeSet<PathBuf> = manifest.files.iter().map(|file| folder.join(&file.path)).collect();
    for table in TABLES.iter() {
        let mut found = Vec::new();
        let depth = if table.name == TABLES[EVENTS].name { 2 } else { 0 };
        parts_in(&folder.join(table.name), depth, &mut found);
        for path in found.into_iter().filter(|path| !listed.contains(path)) {
            fs::remove_file(&path).map_err(Error::file(&path, "remove what the manifest does not list"))?;
            // Partitions that are empty now go; others stay.
            let _ = path.ancestors().skip(1).take(depth + 1).try_for_each(fs::remove_dir);
        }
    }
    Ok(())
}

/// Files of exports in a folder and so many levels below.
fn parts_in(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if depth > 0 && name.contains('=') && path.is_dir() {
            parts_in(&path, depth - 1, found);
        } else if is_part(name) {
            found.push(path);
        }
    }
}

/// Whether a file is named as exports name theirs: `part-`, 16 digits of a hash, perhaps `-2`, `.parquet`.
fn is_part(name: &str) -> bool {
    let middle = name.strip_prefix("part-").and_then(|rest| rest.strip_suffix(".parquet")).unwrap_or_default();
    let (hash, copy) = middle.split_once('-').unwrap_or((middle, "2"));
    hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()) && copy.parse::<u32>().is_ok()
}

fn reports_in(path: &Path) -> Result<impl Iterator<Item = Result<Exported, Error>> + use<>, Error> {
    let file = File::open(path).map_err(Error::file(path, "open"))?;
    // Without the writer's own Arrow types, dictionaries and large strings are read as what they hold.
    let options = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
    let builder = ParquetRecordBatchReaderBuilder::try_new_with_options(file, options);
    let builder = builder.map_err(Error::columns(path, "read as Parquet"))?;
    let reader = builder.with_batch_size(REPORTS_AT_ONCE).build().map_err(Error::columns(path, "read as Parquet"))?;
    let path = path.to_path_buf();
    Ok(reader.flat_map(move |batch| match batch {
        Ok(batch) => (0..batch.num_rows()).map(|at| exported(&path, &batch, at)).collect(),
        Err(error) => vec![Err(Error::columns(&path, "read rows")(error))],
    }))
}

/// Reports that are read together.
const REPORTS_AT_ONCE: usize = 64;

fn exported(path: &Path, batch: &RecordBatch, at: usize) -> Result<Exported, Error> {
    let lacking = |column: &str| Error::destination(path, format!("expected a value of `{column}` in row {at}"));
    let value = |column: &str| text(batch, column, at).ok_or_else(|| lacking(column));
    let json = value("record")?;
    let record = serde_json::from_str(json)
        .map_err(|error| Error::destination(path, format!("row {at}: expected a record: {error}")))?;
    let events = events(batch, at).map_err(|reason| Error::destination(path, format!("row {at}: {reason}")))?;
    Ok(Exported {
        record,
        text: value("text")?.into(),
        byline: text(batch, "byline", at).map(String::from),
        version: version(batch, at).ok_or_else(|| lacking("report_version"))?,
        added: added(batch, at).map_err(|reason| Error::destination(path, format!("row {at}: {reason}")))?,
        events,
    })
}

/// The exported events of a report: id of the event, id of its happening if it has one.
///
/// # Errors
/// A report without `event_ids`, or with `happening_ids` that are not one for each of them.
fn events(batch: &RecordBatch, at: usize) -> Result<BTreeMap<String, Option<String>>, String> {
    let ids = texts(batch, "event_ids", at)?.ok_or("expected a value of `event_ids`, found none")?;
    let ids = ids.into_iter().map(|id| id.ok_or("expected ids in `event_ids`, found null"));
    let ids = ids.collect::<Result<Vec<String>, _>>()?;
    let happenings = texts(batch, "happening_ids", at)?.unwrap_or_else(|| vec![None; ids.len()]);
    if happenings.len() != ids.len() {
        let (expected, found) = (ids.len(), happenings.len());
        return Err(format!("expected {expected} `happening_ids`, one for each of `event_ids`, found {found}"));
    }
    let happenings = happenings.into_iter().map(|id| id.filter(|id| !id.is_empty()));
    Ok(ids.into_iter().zip(happenings).collect())
}

fn text<'b>(batch: &'b RecordBatch, column: &str, at: usize) -> Option<&'b str> {
    let array = batch.column_by_name(column)?.as_string_opt::<i32>()?;
    array.is_valid(at).then(|| array.value(at))
}

/// The words of a list; none if it is null or the column is lacking.
fn texts(batch: &RecordBatch, column: &str, at: usize) -> Result<Option<Vec<Option<String>>>, String> {
    let Some(array) = batch.column_by_name(column).filter(|array| !array.is_null(at)) else { return Ok(None) };
    let wrong = || format!("expected lists of strings in `{column}`, found {}", array.data_type());
    let items = array.as_list_opt::<i32>().map(|list| list.value(at)).ok_or_else(wrong)?;
    let items = items.as_string_opt::<i32>().ok_or_else(wrong)?;
    Ok(Some(items.iter().map(|item| item.map(String::from)).collect()))
}

fn version(batch: &RecordBatch, at: usize) -> Option<u32> {
    let array = batch.column_by_name("report_version").filter(|array| array.is_valid(at))?;
    match array.data_type() {
        DataType::Int32 => array.as_primitive::<Int32Type>().value(at).try_into().ok(),
        _ => array.as_primitive_opt::<Int64Type>()?.value(at).try_into().ok(),
    }
}

/// When a report was added, in UTC; none if it is null or the column is lacking.
fn added(batch: &RecordBatch, at: usize) -> Result<Option<String>, String> {
    let Some(array) = batch.column_by_name("added").filter(|array| array.is_valid(at)) else { return Ok(None) };
    let moment = match array.data_type() {
        DataType::Timestamp(TimeUnit::Millisecond, _) => moment::<TimestampMillisecondType>(array, at),
        DataType::Timestamp(TimeUnit::Microsecond, _) => moment::<TimestampMicrosecondType>(array, at),
        DataType::Timestamp(TimeUnit::Nanosecond, _) => moment::<TimestampNanosecondType>(array, at),
        found => return Err(format!("expected moments in `added`, found {found}")),
    };
    moment.map(Some).ok_or_else(|| "expected a moment of the years -9999 to 9999 in `added`".into())
}

fn moment<T: ArrowTimestampType>(array: &dyn Array, at: usize) -> Option<String> {
    let count = array.as_primitive::<T>().value(at);
    let moment = match T::UNIT {
        TimeUnit::Second => jiff::Timestamp::from_second(count),
        TimeUnit::Millisecond => jiff::Timestamp::from_millisecond(count),
        TimeUnit::Microsecond => jiff::Timestamp::from_microsecond(count),
        TimeUnit::Nanosecond => jiff::Timestamp::from_nanosecond(count.into()),
    };
    Some(moment.ok()?.to_string())
}
