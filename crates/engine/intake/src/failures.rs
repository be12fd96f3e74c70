use crate::arrival::{Arrival, Input};
use crate::error::Error;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ingest::Format;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

/// Longest input that is kept in a file of failures, in bytes: of a longer one the source is named.
const MAX_KEPT: usize = 1 << 20;

/// Longest line of such a file: an input in base64, and what is said of it.
const MAX_LINE: u64 = 4 << 20;

/// How a line of such a file begins.
const BEGINNING: &[u8] = b"{\"failed\":";

/// What could not be read or coded, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Failure {
    /// Where it is from.
    pub source: String,
    /// Where in the source it stands; empty if it is all of it.
    pub place: String,
    /// What is wrong and what to do.
    pub reason: String,
    /// The input, if it was read.
    pub input: Option<Vec<u8>>,
    /// What the input is, if that was told.
    pub format: Option<Format>,
}

/// One line of a file of failures.
#[derive(Serialize, Deserialize, Debug)]
struct Line {
    failed: Told,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    format: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    input: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    input_base64: Option<String>,
}

#[derive(Serialize, Deserialize, Debug)]
struct Told {
    source: String,
    place: String,
    reason: String,
    at: String,
}

/// A file of what failed, one JSON object a line, which can be ingested like any other.
///
/// It is made when something fails. If the run reads the file it writes to, what fails again takes the place of all that was
/// there, once the run is over; else it is added.
#[derive(Debug)]
pub struct Failures {
    path: PathBuf,
    written: Option<(PathBuf, BufWriter<File>)>,
    is_replaced: bool,
}

impl Failures {
    /// Failures go to `path`; `is_read` tells that this run reads the file too.
    pub fn new(path: &Path, is_read: bool) -> Failures {
        Failures { path: path.to_path_buf(), written: None, is_replaced: is_read }
    }

    /// Where they are written.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes one down, at a moment such as `2026-11-26T12:00:00Z`.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn write(&mut self, failure: &Failure, at: &str) -> Result<(), Error> {
        let line = serde_json::to_string(&line(failure, at)).expect("strings are JSON");
        let path = self.path.clone();
        let writer = self.writer().map_err(|error| Error::of_file(&path, error))?;
        writeln!(writer, "{line}").and_then(|()| writer.flush()).map_err(|error| Error::of_file(&path, error))
    }

    fn writer(&mut self) -> std::io::Result<&mut BufWriter<File>> {
        if self.written.is_none() {
            let path = if self.is_replaced { beside(&self.path) } else { self.path.clone() };
            let mut options = File::options();
            options.create(true);
            let file = if self.is_replaced { options.write(true).truncate(true) } else { options.append(true) };
            self.written = Some((path.clone(), BufWriter::new(file.open(&path)?)));
        }
        Ok(&mut self.written.as_mut().expect("it was opened").1)
    }

    /// Ends the file. `is_whole` tells that the run came to the end of its sources: only then old failures are dropped.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn finish(self, is_whole: bool) -> Result<(), Error> {
        let fail = |error| Error::of_file(&self.path, error);
        match self.written {
            Some((path, writer)) => {
                let file = writer.into_inner().map_err(|error| fail(error.into_error()))?;
                file.sync_all().map_err(fail)?;
                if self.is_replaced && is_whole {
                    std::fs::rename(&path, &self.path).map_err(fail)?;
                } else if self.is_replaced {
                    std::fs::remove_file(&path).map_err(fail)?;
                }
                Ok(())
            }
            None if self.is_replaced && is_whole => std::fs::remove_file(&self.path).map_err(fail),
            None => Ok(()),
        }
    }
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".partial");
    name.into()
}

fn line(failure: &Failure, at: &str) -> Line {
    let kept = failure.input.as_ref().filter(|input| input.len() <= MAX_KEPT);
    let text = kept.and_then(|input| std::str::from_utf8(input).ok());
    Line {
        failed: Told {
            source: failure.source.clone(),
            place: failure.place.clone(),
            reason: failure.reason.clone(),
            at: at.into(),
        },
        format: kept.and(failure.format).map(|format| format.name().into()),
        input: text.map(str::to_string),
        input_base64: kept.filter(|_| text.is_none()).map(|input| STANDARD.encode(input)),
    }
}

/// Whether `path` is a file of failures.
pub(crate) fn is_kept(path: &Path) -> std::io::Result<bool> {
    let mut start = Vec::new();
    if path.extension().is_some_and(|extension| extension == "jsonl") {
        File::open(path)?.take(BEGINNING.len() as u64).read_to_end(&mut start)?;
    }
    Ok(start == BEGINNING)
}

/// What a line of a file of failures keeps.
pub(crate) enum Kept {
    /// The input itself.
    Input { source: String, bytes: Vec<u8>, format: Option<Format> },
    /// The file that has it.
    Source(String),
}

/// What the lines of a file of failures keep; a line that is none is a failure.
pub(crate) fn read(path: &Path) -> std::io::Result<impl Iterator<Item = Result<Kept, Arrival>> + Send + use<>> {
    let (mut reader, name) = (BufReader::new(File::open(path)?), path.display().to_string());
    let mut number = 0;
    Ok(std::iter::from_fn(move || {
        let mut line = Vec::new();
        number += 1;
        match reader.by_ref().take(MAX_LINE).read_until(b'\n', &mut line) {
            Ok(0) => None,
            Ok(_) => Some(kept(&line).map_err(|reason| Arrival {
                source: name.clone(),
                file: None,
                input: Input::Failed { place: format!("line {number}"), reason },
            })),
            Err(error) => {
                let input =
                    Input::Failed { place: format!("line {number}"), reason: format!("cannot be read: {error}") };
                Some(Err(Arrival { source: name.clone(), file: None, input }))
            }
        }
    }))
}

fn kept(line: &[u8]) -> Result<Kept, String> {
    let line: Line =
        serde_json::from_slice(line).map_err(|error| format!("not a line of a file of failures: {error}"))?;
    let source = line.failed.source;
    let format = line.format.as_deref().and_then(Format::from_name);
    let decoded = line.input_base64.map(|input| STANDARD.decode(input)).transpose();
    let decoded = decoded.map_err(|error| format!("`input_base64` is not base64: {error}"))?;
    match (line.input.map(String::into_bytes).or(decoded), line.failed.place.is_empty()) {
        (Some(bytes), _) => Ok(Kept::Input { source, bytes, format }),
        (None, true) => Ok(Kept::Source(source)),
        (None, false) => {
            Err(format!("its input was too long to keep: ingest `{source}` again ({})", line.failed.reason))
        }
    }
}
