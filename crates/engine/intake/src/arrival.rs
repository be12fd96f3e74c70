use crate::failures::{self, Kept, Line, NoLine};
use crate::source::{self, Source};
use ingest::{Format, Options, Piece, Place};
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// What standard input is called.
const STANDARD: &str = "standard input";

/// Something that may be a report, on its way in.
#[derive(Debug)]
pub struct Arrival {
    /// Where it is from, for people: a path, an address.
    pub source: String,
    /// The absolute path of the file, if it holds nothing else.
    pub file: Option<String>,
    /// What is there.
    pub input: Input,
    /// What is known of it, if it failed before.
    pub kept: Option<Arc<Kept>>,
}

impl Arrival {
    /// Something that arrives for the first time.
    pub(crate) fn new(source: &str, input: Input) -> Arrival {
        Arrival { source: source.to_string(), file: None, input, kept: None }
    }

    /// Where in its source it stands: `line 3`, or nothing if it is all of it.
    pub(crate) fn place(&self) -> String {
        match (&self.kept, &self.input) {
            (Some(kept), _) => kept.place.clone(),
            (None, Input::Piece(piece)) => written(piece.place()),
            (None, Input::Document(_)) => String::new(),
            (None, Input::Failed { place, .. }) => place.clone(),
        }
    }
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
/// the files. The files of `store` are not opened: to close one takes away the locks that this process has on it.
pub fn arrivals(
    sources: Vec<Source>,
    options: Options,
    meter: Meter,
    store: &Path,
) -> impl Iterator<Item = Arrival> + Send + use<> {
    let reading = Reading { options, meter, own: own(store) };
    sources.into_iter().flat_map(move |source| reading.of_source(source))
}

/// The addresses among `sources`, and those that files of failures among them keep, each once.
pub fn addresses(sources: &[Source]) -> Vec<String> {
    let mut addresses = Vec::new();
    for source in sources {
        match source {
            Source::Address(address) => addresses.push(address.clone()),
            Source::File(path) => addresses.extend(kept_addresses(path).unwrap_or_default()),
            Source::Standard | Source::Unreadable { .. } => {}
        }
    }
    let mut met = BTreeSet::new();
    addresses.retain(|address| met.insert(address.clone()));
    addresses
}

/// A file that cannot be read has none: that is told when its reports are.
fn kept_addresses(path: &Path) -> std::io::Result<Vec<String>> {
    if !std::fs::metadata(path)?.is_file() || !failures::is_kept(path)? {
        return Ok(Vec::new());
    }
    let sources = failures::sources_to_read(path)?.into_keys();
    Ok(sources.filter(|source| source::is_address(source)).collect())
}

type Arrivals = Box<dyn Iterator<Item = Arrival> + Send>;

/// How sources are read.
#[derive(Clone)]
struct Reading {
    options: Options,
    meter: Meter,
    /// Files of the store.
    own: Vec<PathBuf>,
}

impl Reading {
    fn of_source(&self, source: Source) -> Arrivals {
        match source {
            Source::Address(_) => Box::new(std::iter::empty()),
            Source::Standard => {
                let reader = Metered { inner: std::io::stdin(), meter: self.meter.clone() };
                of_reader(STANDARD, None, BufReader::new(reader), &self.options)
            }
            Source::File(path) => match self.of_file(&path) {
                Ok(arrivals) => arrivals,
                Err(error) => failed(&path.display().to_string(), format!("cannot be read: {error}")),
            },
            Source::Unreadable { name, reason } => failed(&name, reason),
        }
    }

    fn of_file(&self, path: &Path) -> std::io::Result<Arrivals> {
        let (name, metadata) = (path.display().to_string(), std::fs::metadata(path)?);
        let whole_path = std::fs::canonicalize(path).ok();
        if whole_path.as_ref().is_some_and(|path| self.own.contains(path)) {
            return Ok(failed(&name, "a file of the store itself, expected reports".into()));
        }
        if metadata.is_dir() {
            return Err(std::io::Error::other("a folder, expected a file"));
        }
        let options = Options { named: Format::of_name(&name), ..self.options.clone() };
        if !metadata.is_file() {
            // A pipe cannot be looked into and read again from its start.
            let reader = BufReader::new(Metered { inner: File::open(path)?, meter: self.meter.clone() });
            return Ok(of_reader(&name, None, reader, &options));
        }
        if failures::is_kept(path)? {
            return Ok(self.of_failures(path));
        }
        let mut file = File::open(path)?;
        let file_path = whole_path.map(|path| path.display().to_string());
        if ingest::is_parquet(&mut file)? {
            self.meter.0.fetch_add(metadata.len(), Ordering::Relaxed);
            return Ok(match ingest::pieces_of_parquet(file, &options.columns) {
                Ok(rows) => Box::new(rows.map(move |piece| of_piece(&name, file_path.as_deref(), piece))),
                Err(error) => Box::new(std::iter::once(of_piece(&name, None, Err(error)))),
            });
        }
        let reader = BufReader::with_capacity(1 << 16, Metered { inner: file, meter: self.meter.clone() });
        Ok(of_reader(&name, file_path, reader, &options))
    }

    /// The inputs that a file of failures keeps, and the sources whose inputs it does not keep.
    fn of_failures(&self, path: &Path) -> Arrivals {
        let read = || Ok((failures::sources_to_read(path)?, failures::read(path)?));
        let (mut sources, lines) = match read() {
            Ok(read) => read,
            Err(error) => {
                let error: std::io::Error = error;
                return failed(&path.display().to_string(), format!("cannot be read: {error}"));
            }
        };
        let (reading, name) = (self.clone(), path.display().to_string());
        Box::new(lines.flat_map(move |line| -> Arrivals {
            match line {
                Ok(Line::Input { source, kept }) => reading.of_kept(&source, kept),
                Ok(Line::Source { source, place, reason }) if source == STANDARD => {
                    Box::new(std::iter::once(Arrival::new(&source, Input::Failed { place, reason })))
                }
                Ok(Line::Source { source, .. }) => match sources.remove(&source) {
                    Some(places) => reading.of_source_again(&source, places),
                    None => Box::new(std::iter::empty()),
                },
                Err(NoLine { place, reason }) => {
                    Box::new(std::iter::once(Arrival::new(&name, Input::Failed { place, reason })))
                }
            }
        }))
    }

    /// The reports of an input that failed before.
    fn of_kept(&self, source: &str, kept: Kept) -> Arrivals {
        let options = Options { format: kept.format.or(self.options.format), ..self.options.clone() };
        let file = Some(source.to_string()).filter(|source| Path::new(source).is_absolute());
        let kept = Arc::new(kept);
        let reader = std::io::Cursor::new(kept.bytes.clone());
        let arrivals = of_reader(source, file, reader, &options);
        Box::new(arrivals.map(move |arrival| Arrival { kept: Some(kept.clone()), ..arrival }))
    }

    /// The reports of a source that failed before, without those in `places`, whose inputs were kept.
    fn of_source_again(&self, source: &str, places: BTreeSet<String>) -> Arrivals {
        let reading = self.clone();
        let sources = source::expand(&[source.to_string()]).into_iter();
        let arrivals = sources.flat_map(move |source| reading.of_source(source));
        Box::new(arrivals.filter(move |arrival| !places.contains(&arrival.place())))
    }
}

/// The files of a store, as far as they are there.
fn own(store: &Path) -> Vec<PathBuf> {
    store::files(store).iter().filter_map(|path| std::fs::canonicalize(path).ok()).collect()
}

fn of_reader(name: &str, file: Option<String>, reader: impl BufRead + Send + 'static, options: &Options) -> Arrivals {
    let name = name.to_string();
    Box::new(ingest::pieces(reader, options).map(move |piece| of_piece(&name, file.as_deref(), piece)))
}

fn of_piece(source: &str, file: Option<&str>, piece: Result<Piece, ingest::Error>) -> Arrival {
    match piece {
        Ok(piece) => {
            let file = file.filter(|_| piece.place() == Place::Whole).map(str::to_string);
            Arrival { file, ..Arrival::new(source, Input::Piece(Box::new(piece))) }
        }
        Err(error) => Arrival::new(source, Input::Failed { place: written(error.place()), reason: error.to_string() }),
    }
}

/// `line 3`, or nothing for a whole source.
pub(crate) fn written(place: Place) -> String {
    match place {
        Place::Whole => String::new(),
        place => place.to_string(),
    }
}

fn failed(name: &str, reason: String) -> Arrivals {
    Box::new(std::iter::once(Arrival::new(name, Input::Failed { place: String::new(), reason })))
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
