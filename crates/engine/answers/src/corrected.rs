//! Corrections handed on: as annotations, as knowledge.

use crate::Error;
use corrections::{Correction, State, files, gold};
use serde_json::Value;
use std::path::Path;
use store::{CorrectionFilter, Reader, Version};

/// Writes each report whose events somebody corrected as `docs/NAME.json` and `events/NAME.json`, as `entente evaluate events` reads them;
/// tells how many.
///
/// # Errors
/// If the store or the folder fails.
pub fn write_gold(reader: &Reader, folder: &Path) -> Result<usize, Error> {
    let mut n_written = 0;
    reader.corrected(|version: &Version| {
        let gold = gold(&version.record, &version.text);
        for (part, value) in [("docs", &gold.document), ("events", &gold.events)] {
            write(&folder.join(part).join(format!("{}.json", gold.name)), pretty(value).as_bytes())?;
        }
        n_written += 1;
        Ok::<_, Error>(())
    })?;
    Ok(n_written)
}

/// Writes names and offices that analysts added as a folder that `--knowledge` takes; tells how many files.
///
/// # Errors
/// If the store or the folder fails.
pub fn write_knowledge(reader: &Reader, folder: &Path) -> Result<usize, Error> {
    let files = files(&additions(reader)?);
    files.iter().try_for_each(|(path, bytes)| write(&folder.join(path), bytes))?;
    Ok(files.len())
}

/// Aliases and offices that are in force, the earliest first.
///
/// # Errors
/// If the disk fails.
pub fn additions(reader: &Reader) -> Result<Vec<Correction>, Error> {
    let mut additions = Vec::new();
    for kind in ["alias", "office"] {
        let filter =
            CorrectionFilter { kind: Some(kind.into()), state: Some(State::Applied), ..CorrectionFilter::default() };
        additions.extend(reader.corrections(&filter, usize::MAX, 0)?.into_iter().rev());
    }
    Ok(additions)
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).expect("strings, numbers and lists are JSON") + "\n"
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let made = path.parent().map_or(Ok(()), std::fs::create_dir_all).and_then(|()| std::fs::write(path, bytes));
    made.map_err(|error| Error::file(path, error))
}
