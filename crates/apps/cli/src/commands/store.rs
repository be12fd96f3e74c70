//! `entente store`.

use super::{flat, load_with_additions};
use crate::Outcome;
use crate::args::{StoreCommand, StoreTask};
use crate::clock;
use crate::output::{self, Results};
use crate::progress::Progress;
use crate::rows::Rows;
use crate::settings::{Settings, TableForm};
use anyhow::Context;
use pipeline::{Worker, work};
use record::Provenance;
use record::Record;
use serde_json::{Value, json};
use store::{Outdated, Reader, Store};
use text::Document;

/// Reports that are coded again before they are written.
const BATCH: usize = 64;

/// Looks after the store.
pub fn run(command: &StoreCommand, settings: &Settings) -> anyhow::Result<Outcome> {
    settings.table_form()?;
    match &command.task {
        StoreTask::Info => info(settings),
        StoreTask::Check => check(settings),
        StoreTask::Vacuum => vacuum(settings),
        StoreTask::Recode { all } => recode(*all, settings),
        StoreTask::Withdraw { id, reason } => withdraw(id, reason, settings),
        StoreTask::Migrate => {
            existing(settings)?;
            tell(&json!({"store": settings.store, "schema": store::SCHEMA}), settings)
        }
    }
}

/// The store, if there is one: a verb that looks after it does not make it.
fn existing(settings: &Settings) -> anyhow::Result<Store> {
    if !settings.store.exists() {
        Reader::open(&settings.store)?;
    }
    Ok(Store::open(&settings.store)?)
}

fn info(settings: &Settings) -> anyhow::Result<Outcome> {
    let info = Reader::open(&settings.store)?.info()?;
    tell(&answers::described(&info, &settings.store), settings)
}

/// Prints facts: for people one a line, else as one object.
fn tell(facts: &Value, settings: &Settings) -> anyhow::Result<Outcome> {
    if settings.table_form()? == TableForm::Json {
        Results::new().write(&format!("{facts}\n"));
        return Ok(Outcome::Done);
    }
    let mut rows = Rows::new(settings)?;
    rows.headings(&["what", "value"]);
    for (name, value) in facts.as_object().into_iter().flatten() {
        match value {
            Value::Null => {}
            Value::Array(coders) => {
                coders.iter().for_each(|coder| rows.add(vec!["coder".into(), coder_words(coder).into()]))
            }
            value => rows.add(vec![name.replace('_', " ").into(), value.clone()]),
        }
    }
    rows.finish();
    Ok(Outcome::Done)
}

/// `0.1.0, models 1f0c2b5a, knowledge 77ab01cd: 1200 reports`.
fn coder_words(coder: &Value) -> String {
    let short =
        |name: &str| coder[name].as_str().map(|hash| hash.chars().take(8).collect::<String>()).unwrap_or_default();
    let version = coder["version"].as_str().unwrap_or_default();
    format!("{version}, models {}, knowledge {}: {} reports", short("models"), short("knowledge"), coder["reports"])
}

fn check(settings: &Settings) -> anyhow::Result<Outcome> {
    let findings = Reader::open(&settings.store)?.check()?;
    let mut rows = Rows::new(settings)?;
    rows.headings(&["finding"]);
    findings.iter().for_each(|finding| rows.add(vec![finding.message.clone().into()]));
    if rows.finish() > 0 {
        return Ok(Outcome::Failed);
    }
    if settings.is_for_people() {
        Results::new().write(&format!("{}: sound\n", settings.store.display()));
    }
    Ok(Outcome::Done)
}

fn vacuum(settings: &Settings) -> anyhow::Result<Outcome> {
    let mut store = existing(settings)?;
    let before = store.reader()?.info()?.bytes;
    store.vacuum()?;
    let after = store.reader()?.info()?.bytes;
    tell(&json!({"store": settings.store, "bytes_before": before, "bytes": after}), settings)
}

fn withdraw(id: &str, reason: &str, settings: &Settings) -> anyhow::Result<Outcome> {
    let mut store = existing(settings)?;
    match store.withdraw(id, reason, &clock::now()) {
        Ok(n_events) => tell(&json!({"withdrawn": id, "events": n_events}), settings),
        Err(error) if error.is_unknown() => {
            output::complain(&error.to_string());
            Ok(Outcome::NothingFound)
        }
        Err(error) => Err(error.into()),
    }
}

/// Codes again what others coded, batch by batch; what is done stays done if it is stopped.
fn recode(all: bool, settings: &Settings) -> anyhow::Result<Outcome> {
    let mut store = existing(settings)?;
    let (pipeline, loaded) = load_with_additions(settings)?;
    let reader = store.reader()?;
    let stop = crate::interrupt::flag()?;
    let own = Provenance::of(&pipeline);
    // A version that nothing has makes every report outdated.
    let version = if all { "" } else { own.version };
    let (mut after, mut n_recoded, mut n_events, mut n_failed) = (0, 0usize, 0usize, 0usize);
    let mut progress = Progress::alone(settings.is_quiet, None);
    work::silence_guarded_panics();
    while !stop.load(std::sync::atomic::Ordering::Relaxed) {
        let outdated = reader.outdated(version, own.models, own.knowledge, after, BATCH)?;
        let Some(last) = outdated.last() else { break };
        after = last.key;
        let items = outdated.into_iter().map(|report| ((report.key, report.text.len()), report));
        let mut recoded = Vec::new();
        let coded = |worker: &mut Worker, report: Outdated| coded_again(worker, report, &own);
        work::map_in_order(
            items,
            settings.threads,
            || pipeline.worker(),
            coded,
            |(key, n_bytes), record| {
                progress.add(n_bytes);
                match flat(record) {
                    Ok(record) => recoded.push((key, record)),
                    Err(error) => {
                        progress.clear();
                        output::complain(&format!("report with key {key}: {error:#}"));
                        n_failed += 1;
                    }
                }
            },
        );
        n_recoded += recoded.len();
        n_events += recoded.iter().map(|(_, record)| record.events.len()).sum::<usize>();
        store.recode(&recoded, &clock::now())?;
    }
    progress.clear();
    tell(&json!({"recoded": n_recoded, "events": n_events, "failed": n_failed}), settings)?;
    let is_stopped = stop.load(std::sync::atomic::Ordering::Relaxed);
    Ok(if n_failed > 0 || is_stopped { Outcome::Failed } else { loaded })
}

fn coded_again(worker: &mut Worker, report: Outdated, provenance: &record::Provenance) -> anyhow::Result<Record> {
    let mut document = Document::new(report.text).context("a text of the store")?;
    document.id = report.id;
    document.title = report.title;
    document.url = report.url;
    document.publisher = report.publisher;
    document.published = report.published.and_then(|day| day.parse().ok());
    Ok(Record::from_coding(&worker.code(document), provenance))
}
