//! `entente code`.

use super::{load_with_additions, print_each, reports, total_bytes};
use crate::Outcome;
use crate::args::Code;
use crate::input::{self, Item};
use crate::progress::Progress;
use crate::register::Register;
use crate::settings::Settings;
use crate::view::{self, Paint};
use anyhow::anyhow;
use pipeline::{Pipeline, Worker};
use record::{Provenance, Record};
use std::sync::Mutex;
use text::Document;

/// Codes reports and prints their records.
pub fn run(command: &Code, settings: &Settings) -> anyhow::Result<Outcome> {
    settings.check_output()?;
    input::greet(&command.read.files);
    if command.pairs {
        return super::pairs::run(&command.read.files, settings);
    }
    let (pipeline, loaded) = load_with_additions(settings)?;
    let register = command.register.as_deref().map(Register::read).transpose()?.map(Mutex::new);
    let items = reports(&command.read, settings).enumerate().map(told(command));
    let progress = Progress::new(settings.is_quiet, total_bytes(&command.read.files));
    let (is_for_people, paint) = (settings.is_for_people(), Paint { is_colored: settings.is_colored });
    let printed = print_each(items, &pipeline, settings, progress, |worker, document| {
        let (mut record, document) = record_of(&pipeline, worker, document);
        if let Some(least) = command.min_confidence {
            record.keep_events(|event| event.confidence >= least);
        }
        if let Some(register) = &register {
            register.lock().unwrap_or_else(|held| held.into_inner()).learn(&record, document.text());
        }
        if is_for_people {
            view::report(&record, document.text(), settings.width, paint) + "\n"
        } else {
            record.to_json() + "\n"
        }
    });
    if let (Some(register), Some(path)) = (register, &command.register) {
        register.into_inner().unwrap_or_else(|held| held.into_inner()).write(path)?;
    }
    Ok(loaded.max(printed))
}
/// The record of one report, and the report.
pub fn record_of(pipeline: &Pipeline, worker: &mut Worker, document: Document) -> (Record, Document) {
    let coding = worker.code(document);
    (Record::from_coding(&coding, &provenance(pipeline)), coding.document)
}

/// What codes: this program with the models and tables of `pipeline`.
pub fn provenance(pipeline: &Pipeline) -> Provenance<'_> {
    Provenance {
        version: env!("CARGO_PKG_VERSION"),
        models: pipeline.models_hash(),
        knowledge: pipeline.knowledge_hash(),
    }
}

/// Adds to each report what the caller told of it.
fn told(command: &Code) -> impl Fn((usize, Item)) -> Item + Send + use<> {
    let (published, id, title) = (command.published, command.id.clone(), command.title.clone());
    move |(at, mut item)| {
        if at > 0 && (id.is_some() || title.is_some()) {
            item.document = Err(anyhow!("--id and --title are for one report, and this is another: use JSON lines"));
        } else if let Ok(document) = &mut item.document {
            document.published = document.published.or(published);
            document.id = id.clone().or(document.id.take());
            document.title = title.clone().or(document.title.take());
        }
        item
    }
}
