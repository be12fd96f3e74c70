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
use record::{Provenance, Record};
use std::sync::Mutex;

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
    let provenance = Provenance::of(&pipeline);
    let (is_for_people, paint) = (settings.is_for_people(), Paint { is_colored: settings.is_colored });
    let printed = print_each(items, &pipeline, settings, progress, |worker, document| {
        let (mut record, document) = Record::of(document, worker, &provenance);
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
