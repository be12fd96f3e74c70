use crate::error::Error;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ingest::Format;
use record::hash;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Longest input that is kept in a file of failures, in bytes: of a longer one the source is named.
const MAX_KEPT: usize = 1 << 20;

/// Longest line of such a file: an input all of control characters, six bytes each, and what is said of it.
const MAX_LINE: u64 = 8 << 20;

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

/// One line of a file of failures, as it is written.
#[derive(Serialize, Deserialize, Debug)]
struct Written {
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

impl Written {
    fn of(failure: &Failure, at: &str) -> Written {
        let kept = failure.input.as_ref().filter(|input| input.len() <= MAX_KEPT);
        let text = kept.and_then(|input| std::str::from_utf8(input).ok());
        Written {
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

    fn has_input(&self) -> bool {
        self.input.is_some() || self.input_base64.is_some()
    }

    fn json(&self) -> String {
        serde_json::to_string(self).expect("strings are JSON")
    }

    /// What tells it from other failures: everything but its moment.
    fn hash(mut self) -> String {
        self.failed.at.clear();
        hash::id(&[&self.json()])
    }
}

/// A file of what failed, one JSON object a line, which can be ingested like any other.
///
/// It is made when something fails. If the run reads the file it writes to, what fails again takes the place of all that was
/// there, once the run is over; else it is added, unless it is there already: a run that is repeated tells nothing twice.
#[derive(Debug)]
pub struct Failures {
    path: PathBuf,
    written: Option<Output>,
    is_replaced: bool,
}

/// The file that is written, and the hashes of what it holds.
#[derive(Debug)]
struct Output {
    path: PathBuf,
    file: File,
    held: HashSet<String>,
}

impl Failures {
    /// Failures go to `path`; `is_read` tells that this run reads the file too. Call it before the store is opened: to look into one's
    /// own store would take away its locks.
    ///
    /// # Errors
    /// If another file stands there.
    pub fn at(path: &Path, is_read: bool) -> Result<Failures, Error> {
        let is_others = std::fs::metadata(path).is_ok_and(|file| file.is_file() && file.len() > 0)
            && !is_kept(path).map_err(|error| Error::of_file(path, error))?;
        if is_others {
            let error =
                std::io::Error::other("there is a file that is none of failures: name another with `--failures`");
            return Err(Error::of_file(path, error));
        }
        Ok(Failures { path: path.to_path_buf(), written: None, is_replaced: is_read })
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
        let path = self.path.clone();
        self.add(Written::of(failure, at)).map_err(|error| Error::of_file(&path, error))
    }

    fn add(&mut self, written: Written) -> std::io::Result<()> {
        // In one piece: another process may add to the same file.
        let line = written.json() + "\n";
        let output = self.output()?;
        if output.held.insert(written.hash()) {
            output.file.write_all(line.as_bytes())?;
        }
        Ok(())
    }

    fn output(&mut self) -> std::io::Result<&mut Output> {
        if self.written.is_none() {
            self.written = Some(if self.is_replaced {
                Output::anew(store::beside(&self.path, ".partial"))?
            } else {
                Output::added_to(&self.path)?
            });
        }
        Ok(self.written.as_mut().expect("it was opened"))
    }

    /// Ends the file. `is_whole` tells that the run came to the end of its sources: only then old failures are dropped.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn finish(self, is_whole: bool) -> Result<(), Error> {
        let fail = |error| Error::of_file(&self.path, error);
        match self.written {
            Some(Output { path, file, .. }) => {
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

impl Output {
    fn anew(path: PathBuf) -> std::io::Result<Output> {
        Ok(Output { file: File::create(&path)?, path, held: HashSet::new() })
    }

    fn added_to(path: &Path) -> std::io::Result<Output> {
        let mut file = File::options().create(true).read(true).append(true).open(path)?;
        if !ends_in_line_end(&mut file)? {
            // The line that a crash cut off.
            file.write_all(b"\n")?;
        }
        // A pipe or a device has no lines to go back to, or no end of them.
        let held = if file.metadata()?.is_file() {
            lines(path)?.filter_map(|line| line.ok()?.1.ok().map(Written::hash)).collect()
        } else {
            HashSet::new()
        };
        Ok(Output { path: path.to_path_buf(), file, held })
    }
}

fn ends_in_line_end(file: &mut File) -> std::io::Result<bool> {
    if file.metadata()?.len() == 0 {
        return Ok(true);
    }
    let mut last = [0];
    file.seek(SeekFrom::End(-1))?;
    file.read_exact(&mut last)?;
    Ok(last == *b"\n")
}

/// Whether `path`, a file, is a file of failures.
pub(crate) fn is_kept(path: &Path) -> std::io::Result<bool> {
    let mut start = Vec::new();
    File::open(path)?.take(BEGINNING.len() as u64).read_to_end(&mut start)?;
    Ok(start == BEGINNING)
}

/// An input that failed before.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Kept {
    /// Where in its source it stood; empty if it was all of it.
    pub place: String,
    /// The input.
    pub bytes: Vec<u8>,
    /// What it is, if that was told.
    pub format: Option<Format>,
}

/// What a line of a file of failures keeps.
pub(crate) enum Line {
    /// The input itself.
    Input { source: String, kept: Kept },
    /// Where the input is from and what was wrong with it.
    Source { source: String, place: String, reason: String },
}

/// Why a line is none of a file of failures.
pub(crate) struct NoLine {
    /// `line 3`.
    pub(crate) place: String,
    pub(crate) reason: String,
}

/// What the lines of a file of failures keep.
pub(crate) fn read(path: &Path) -> std::io::Result<impl Iterator<Item = Result<Line, NoLine>> + Send + use<>> {
    Ok(lines(path)?.map(|line| match line {
        Ok((place, line)) => {
            line.and_then(kept).map_err(|reason| NoLine { place: place.clone(), reason: format!("{place}: {reason}") })
        }
        Err(error) => Err(NoLine { place: String::new(), reason: format!("cannot be read: {error}") }),
    }))
}

/// The sources that must be read again, since some input of them is not kept, each with the places whose inputs are.
pub(crate) fn sources_to_read(path: &Path) -> std::io::Result<BTreeMap<String, BTreeSet<String>>> {
    let told = || Ok::<_, std::io::Error>(lines(path)?.filter_map(|line| line.ok()?.1.ok()));
    let without = told()?.filter(|line| !line.has_input());
    let mut sources: BTreeMap<String, BTreeSet<String>> =
        without.map(|line| (line.failed.source, BTreeSet::new())).collect();
    for line in told()?.filter(Written::has_input) {
        if let Some(places) = sources.get_mut(&line.failed.source) {
            places.insert(line.failed.place);
        }
    }
    Ok(sources)
}

/// The lines of a file of failures with their places; none after an error.
#[allow(clippy::type_complexity, reason = "an iterator's item, spelled once")]
fn lines(
    path: &Path,
) -> std::io::Result<impl Iterator<Item = std::io::Result<(String, Result<Written, String>)>> + Send + use<>> {
    let mut reader = BufReader::new(File::open(path)?);
    let mut number = 0;
    let mut is_over = false;
    Ok(std::iter::from_fn(move || {
        let mut line = Vec::new();
        number += 1;
        match (!is_over).then(|| reader.by_ref().take(MAX_LINE).read_until(b'\n', &mut line))? {
            Ok(0) => None,
            Ok(_) => {
                let parsed = serde_json::from_slice(&line);
                let parsed = parsed.map_err(|error| format!("not a line of a file of failures: {error}"));
                Some(Ok((format!("line {number}"), parsed)))
            }
            Err(error) => {
                is_over = true;
                Some(Err(error))
            }
        }
    }))
}

fn kept(line: Written) -> Result<Line, String> {
    let Told { source, place, reason, .. } = line.failed;
    let format = line.format.as_deref().and_then(Format::from_name);
    let decoded = line.input_base64.map(|input| STANDARD.decode(input)).transpose();
    let decoded = decoded.map_err(|error| format!("`input_base64` is not base64: {error}"))?;
    Ok(match line.input.map(String::into_bytes).or(decoded) {
        Some(bytes) => Line::Input { source, kept: Kept { place, bytes, format } },
        None => Line::Source { source, place, reason },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failure(place: &str, input: Option<&[u8]>) -> Failure {
        let (source, reason) = ("a.jsonl".into(), "no text".into());
        Failure { source, place: place.into(), reason, input: input.map(<[u8]>::to_vec), format: None }
    }

    fn write(path: &Path, is_read: bool, failures: &[Failure]) {
        let mut file = Failures::at(path, is_read).expect("a file of failures");
        failures.iter().for_each(|failure| file.write(failure, "2026-11-26T12:00:00Z").expect("a file"));
        file.finish(true).expect("a file");
    }

    fn places(path: &Path) -> Vec<String> {
        let place = |line| match line {
            Ok(Line::Input { kept, .. }) => kept.place,
            Ok(Line::Source { place, .. }) => place,
            Err(NoLine { reason, .. }) => format!("! {}", reason.split(':').next().unwrap_or_default()),
        };
        read(path).expect("a file").map(place).collect()
    }

    #[test]
    fn a_failure_is_written_once_however_often_it_comes() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("x.failed.jsonl");
        let (one, two) = (failure("line 1", Some(b"{}")), failure("line 2", Some(b"\xFF")));
        write(&path, false, &[one.clone(), one.clone()]);
        write(&path, false, &[two.clone(), one.clone()]);
        assert_eq!(places(&path), ["line 1", "line 2"]);
        write(&path, true, &[two]);
        assert_eq!(places(&path), ["line 2"]);
        write(&path, true, &[]);
        assert!(!path.exists());
    }

    #[test]
    fn a_line_that_a_crash_cut_costs_no_other() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("x.failed.jsonl");
        std::fs::write(&path, "{\"failed\":{\"source\":\"a").expect("a file");
        write(&path, false, &[failure("line 1", None)]);
        assert_eq!(places(&path), ["! line 1", "line 1"]);
    }

    #[test]
    fn a_source_is_read_again_without_what_was_kept_of_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("x.failed.jsonl");
        write(&path, false, &[failure("line 1", Some(b"{}")), failure("line 3", None)]);
        let expected = BTreeMap::from([("a.jsonl".to_string(), BTreeSet::from(["line 1".to_string()]))]);
        assert_eq!(sources_to_read(&path).expect("a file"), expected);
    }

    #[test]
    fn the_longest_input_makes_a_line_that_is_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("x.failed.jsonl");
        write(&path, false, &[failure("line 1", Some(&vec![1; MAX_KEPT])), failure("line 2", Some(b"x"))]);
        assert_eq!(places(&path), ["line 1", "line 2"]);
    }
}
