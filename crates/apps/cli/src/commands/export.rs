//! `entente export`.

use super::ingest::is_one;
use crate::args::Export;
use crate::output::{self, Results};
use crate::settings::Settings;
use crate::{Outcome, clock};
use anyhow::bail;
use exports::Options;
use serde_json::json;
use std::path::Path;
use store::Reader;

/// Hands the store's records on.
pub fn run(command: &Export, settings: &Settings) -> anyhow::Result<Outcome> {
    settings.table_form()?;
    let filter = command.wanted.filter(command.words.clone())?;
    check_destination(&command.destination, settings)?;
    let reader = Reader::open(&settings.store)?;
    let is_filtered = filter != store::Filter::default();
    if is_filtered && reader.count(&filter)? == 0 {
        // What stands there stays: nothing found is not an empty collection.
        return Ok(Outcome::NothingFound);
    }
    let stamp = command.stamp.clone().unwrap_or_else(clock::stamp);
    let options = Options { append: command.append, ..Options::at(&stamp) };
    let summary = answers::hand_on(&reader, &filter, command.format, &command.destination, options)?;
    if summary.events_left_out > 0 && !settings.is_quiet {
        let n = summary.events_left_out;
        output::note(&format!(
            "{n} events and happenings left out: the format cannot tell what did not happen from what did"
        ));
    }
    let n_rows: u64 = summary.rows.values().sum();
    let told = if settings.is_for_people() {
        summary.rows.iter().map(|(file, n)| format!("{file}: {n} rows\n")).collect()
    } else {
        let left_out = json!({"events": summary.events_left_out, "pairs": summary.pairs_left_out});
        format!("{}\n", json!({"files": summary.files, "rows": summary.rows, "left_out": left_out}))
    };
    Results::new().write(&told);
    Ok(if n_rows == 0 { Outcome::NothingFound } else { Outcome::Done })
}

/// Refuses to write over the store, and names that say what is not meant.
fn check_destination(destination: &Path, settings: &Settings) -> anyhow::Result<()> {
    let name = destination.display();
    if store::files(&settings.store).iter().any(|path| is_one(path, destination)) {
        bail!("{name}: the store itself, expected another file or folder");
    }
    if destination == Path::new("-") {
        bail!("-: an export goes to a file or folder, not to standard output");
    }
    if destination.extension().is_some_and(|extension| extension == "gz" || extension == "zst") {
        bail!("{name}: exports are not compressed but for Parquet: name the file without that ending");
    }
    Ok(())
}
