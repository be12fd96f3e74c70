use crate::failures::{self, Kept};
use crate::source::Source;
use ingest::{Options, Piece, Place};
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Something that may be a report, on its way in.
#[derive(Debug)]
pub struct Arrival {
    /// Where it is from, for people: a path, an address.
    pub source: String,
    /// The absolute path of the file, if it holds nothing else.
    pub file: Option<String>,
    /// What is there.
    pub input: Input,
}

/// What arrives.
#[derive(Debug)]
pub enum Input {
    /// A report as its source holds it.
    Piece(Box<Piece>),
    /// A report that is read already.
    Document(Box<text::Document>),
    /// Why there is none, with its place in the source.
    Failed {
        /// `line 3`; empty if it is all of the source.
        place: String,
        /// What is wrong and what to do.
        reason: String,
    },
}

/// Counts the bytes that are read, from any thread.
#[derive(Clone, Debug, Default)]
pub struct Meter(Arc<AtomicU64>);

impl Meter {
    /// Bytes so far.
    pub fn bytes(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// What the files among `sources` hold, one after the other; addresses are passed over.
///
/// What `options` say holds for every file; files of failures are read as what they keep. `meter` counts bytes as they lie in
/// the files.
pub fn arrivals(sources: Vec<Source>, options: Options, meter: Meter) -> impl Iterator<Item = Arrival> + Send {
    sources.into_iter().flat_map(move |source| of_source(source, &options, &meter))
}

type Arrivals = Box<dyn Iterator<Item = Arrival> + Send>;

fn of_source(source: Source, options: &Options, meter: &Meter) -> Arrivals {
    match source {
        Source::Address(_) => Box::new(std::iter::empty()),
        Source::Standard => {
            let reader = Metered { inner: std::io::stdin(), meter: meter.clone() };
            of_reader("standard input".into(), None, BufReader::new(reader), options)
        }
        Source::File(path) => of_file(&path, options, meter).unwrap_or_else(|error| failed(&path, &error.to_string())),
    }
}

fn of_file(path: &Path, options: &Options, meter: &Meter) -> std::io::Result<Arrivals> {
    let name = path.display().to_string();
    if std::fs::metadata(path)?.is_dir() {
        return Err(std::io::Error::other("a folder, expected a file"));
    }
    if failures::is_kept(path)? {
        return Ok(of_failures(path, options, meter));
    }
    let mut file = File::open(path)?;
    let file_path = std::fs::canonicalize(path).ok().map(|path| path.display().to_string());
    if is_parquet(&mut file)? {
        meter.0.fetch_add(file.metadata()?.len(), Ordering::Relaxed);
        return Ok(match ingest::pieces_of_parquet(file, &options.columns) {
            Ok(rows) => Box::new(rows.map(move |piece| of_piece(&name, file_path.as_deref(), piece))),
            Err(error) => Box::new(std::iter::once(of_piece(&name, None, Err(error)))),
        });
    }
    let reader = BufReader::with_capacity(1 << 16, Metered { inner: file, meter: meter.clone() });
    Ok(of_reader(name, file_path, reader, options))
}

/// Whether a file is Parquet, which is read from its end.
fn is_parquet(file: &mut File) -> std::io::Result<bool> {
    let mut start = Vec::new();
    file.by_ref().take(4).read_to_end(&mut start)?;
    file.seek(SeekFrom::Start(0))?;
    Ok(ingest::is_parquet(&start))
}

fn of_reader(name: String, file: Option<String>, reader: impl BufRead + Send + 'static, options: &Options) -> Arrivals {
    Box::new(ingest::pieces(reader, options).map(move |piece| of_piece(&name, file.as_deref(), piece)))
}

fn of_piece(source: &str, file: Option<&str>, piece: Result<Piece, ingest::Error>) -> Arrival {
    match piece {
        Ok(piece) => {
            let file = file.filter(|_| piece.place() == Place::Whole).map(str::to_string);
            Arrival { source: source.into(), file, input: Input::Piece(Box::new(piece)) }
        }
        Err(error) => {
            let input = Input::Failed { place: place_of(&error), reason: error.to_string() };
            Arrival { source: source.into(), file: None, input }
        }
    }
}

/// The inputs that a file of failures keeps.
fn of_failures(path: &Path, options: &Options, meter: &Meter) -> Arrivals {
    let (options, meter) = (options.clone(), meter.clone());
    let kept = match failures::read(path) {
        Ok(kept) => kept,
        Err(error) => return failed(path, &error.to_string()),
    };
    Box::new(kept.flat_map(move |kept| -> Arrivals {
        match kept {
            Ok(Kept::Input { source, bytes, format }) => {
                let options = Options { format: format.or(options.format), ..options.clone() };
                let file = Some(source.clone()).filter(|source| Path::new(source).is_absolute());
                of_reader(source, file, std::io::Cursor::new(bytes), &options)
            }
            Ok(Kept::Source(source)) => of_source(Source::File(PathBuf::from(source)), &options, &meter),
            Err(failure) => Box::new(std::iter::once(failure)),
        }
    }))
}

/// `line 3`, or nothing for a whole source.
pub(crate) fn place_of(error: &ingest::Error) -> String {
    match error.place() {
        Place::Whole => String::new(),
        place => place.to_string(),
    }
}

fn failed(path: &Path, reason: &str) -> Arrivals {
    let input = Input::Failed { place: String::new(), reason: format!("cannot be read: {reason}") };
    Box::new(std::iter::once(Arrival { source: path.display().to_string(), file: None, input }))
}

/// A reader whose bytes are counted.
struct Metered<R> {
    inner: R,
    meter: Meter,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let n_bytes = self.inner.read(buffer)?;
        self.meter.0.fetch_add(n_bytes as u64, Ordering::Relaxed);
        Ok(n_bytes)
    }
}
