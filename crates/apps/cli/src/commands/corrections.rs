//! `entente corrections`.

use crate::args::{CorrectionForm, CorrectionTask, Corrections};
use crate::output::{self, Results};
use crate::rows::Rows;
use crate::settings::{Settings, TableForm};
use crate::{Outcome, clock, input};
use anyhow::{Context, bail};
use corrections::{Correction, NewCorrection, known};
use gazetteer::Gazetteer;
use serde_json::json;
use std::cell::OnceCell;
use std::path::Path;
use std::sync::Arc;
use store::{CorrectionFilter, Reader, Store};

/// Lists corrections, makes them, takes them back, hands them on.
pub fn run(command: &Corrections, settings: &Settings) -> anyhow::Result<Outcome> {
    settings.table_form()?;
    match &command.task {
        None => list(command, settings),
        Some(CorrectionTask::Add { file }) => add(file, settings),
        Some(CorrectionTask::Undo { id, by, reason }) => undo(id, by, reason, settings),
        Some(CorrectionTask::Export { folder, form }) => export(folder, *form, settings),
    }
}

fn list(command: &Corrections, settings: &Settings) -> anyhow::Result<Outcome> {
    let filter = CorrectionFilter {
        report: command.report.clone(),
        event: None,
        kind: command.kind.clone(),
        state: command.state,
    };
    let found = match Reader::open(&settings.store)?.corrections(&filter, command.limit, command.skip) {
        Err(error) if error.is_unknown() => {
            output::complain(&error.to_string());
            return Ok(Outcome::NothingFound);
        }
        found => found?,
    };
    Ok(if print(&found, settings)? == 0 { Outcome::NothingFound } else { Outcome::Done })
}

/// Prints corrections: whole for programs, in a table for people and spreadsheets.
fn print(corrections: &[Correction], settings: &Settings) -> anyhow::Result<usize> {
    if settings.table_form()? == TableForm::Json {
        let mut results = Results::new();
        corrections.iter().for_each(|correction| results.write(&format!("{}\n", json!(correction))));
        results.flush();
        return Ok(corrections.len());
    }
    let mut rows = Rows::new(settings)?;
    rows.headings(&["id", "at", "kind", "target", "by", "reason", "state", "report", "overrides"]);
    for correction in corrections {
        rows.add(vec![
            json!(correction.id),
            json!(correction.at),
            json!(correction.kind),
            json!(correction.target),
            json!(correction.by),
            json!(correction.reason),
            json!(correction.state),
            json!(correction.report),
            json!(correction.overrides),
        ]);
    }
    Ok(rows.finish())
}

/// Makes one correction after the other; those that are refused are told, and the others hold.
fn add(file: &Path, settings: &Settings) -> anyhow::Result<Outcome> {
    let lines = input::read_to_string(file)?;
    let mut store = existing(settings)?;
    let tables = OnceCell::new();
    let (mut n_made, mut n_failed) = (0usize, 0usize);
    let is_told_at_once = settings.table_form()? == TableForm::Json;
    let mut made = Vec::new();
    for (number, line) in lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match make(line, &mut store, &tables, settings) {
            // It is on the disk: whoever reads along may count on it.
            Ok(correction) if is_told_at_once => n_made += print(&[correction], settings)?,
            Ok(correction) => made.push(correction),
            Err(error) => {
                output::complain(&format!("{}, line {}: {error:#}", input::name(file), number + 1));
                n_failed += 1;
            }
        }
    }
    if !is_told_at_once {
        n_made = print(&made, settings)?;
    }
    Ok(match (n_made, n_failed) {
        (_, 1..) => Outcome::Failed,
        (0, 0) => Outcome::NothingFound,
        _ => Outcome::Done,
    })
}

fn make(
    line: &str,
    store: &mut Store,
    tables: &OnceCell<Arc<Gazetteer>>,
    settings: &Settings,
) -> anyhow::Result<Correction> {
    let mut new = NewCorrection::from_json(line)?;
    if new.change.is_knowledge() {
        if tables.get().is_none() {
            // Problems of a user's folder were told, and its other rows are used.
            let _ = tables.set(loading::Knowledge::open(&settings.knowledge)?.gazetteer);
        }
        if let Some(below) = tables.get() {
            new.change = known(&new.change, below)?;
        }
    }
    Ok(store.correct(&new, &clock::now())?)
}

fn undo(id: &str, by: &str, reason: &str, settings: &Settings) -> anyhow::Result<Outcome> {
    match existing(settings)?.undo_correction(id, by, reason, &clock::now()) {
        Ok(correction) => print(&[correction], settings).map(|_| Outcome::Done),
        Err(error) if error.is_unknown() => {
            output::complain(&error.to_string());
            Ok(Outcome::NothingFound)
        }
        Err(error) => Err(error.into()),
    }
}

/// The store, if there is one.
fn existing(settings: &Settings) -> anyhow::Result<Store> {
    if !settings.store.exists() {
        Reader::open(&settings.store)?;
    }
    Ok(Store::open(&settings.store)?)
}

fn export(folder: &Path, form: CorrectionForm, settings: &Settings) -> anyhow::Result<Outcome> {
    let reader = Reader::open(&settings.store)?;
    check_empty(folder)?;
    let n_written = match form {
        CorrectionForm::Gold => answers::write_gold(&reader, folder)?,
        CorrectionForm::Knowledge => answers::write_knowledge(&reader, folder)?,
    };
    if settings.is_for_people() {
        let what = if form == CorrectionForm::Gold { "report" } else { "file" };
        Results::new().write(&format!("{}: {}\n", folder.display(), answers::counted(n_written as u64, what)));
    } else {
        Results::new().write(&format!("{}\n", json!({"folder": folder, "written": n_written})));
    }
    Ok(if n_written == 0 { Outcome::NothingFound } else { Outcome::Done })
}

/// What lies in a folder stays as it is: half of it would be of another export.
fn check_empty(folder: &Path) -> anyhow::Result<()> {
    match std::fs::read_dir(folder).map(|entries| entries.count()) {
        Ok(1..) => bail!("{}: not empty, expected a new or empty folder", folder.display()),
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("{}: cannot be written", folder.display()))
        }
        _ => Ok(()),
    }
}
