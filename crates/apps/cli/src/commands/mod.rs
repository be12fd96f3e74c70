//! The verbs.

mod alerts;
pub mod code;
pub mod corrections;
pub mod evaluate;
pub mod explain;
pub mod export;
pub mod happenings;
pub mod ingest;
pub mod knowledge;
pub mod materiel;
pub mod mentions;
pub mod pairs;
pub mod parse;
pub mod query;
pub mod relations;
pub mod serve;
pub mod shifts;
pub mod show;
pub mod sql;
pub mod store;
pub mod stories;
pub mod token;
pub mod watch;

use crate::input::{self, Item};
use crate::output::{self, Results};
use crate::progress::Progress;
use crate::settings::Settings;
use crate::{Outcome, args};
use anyhow::anyhow;
use gazetteer::Gazetteer;
use loading::Knowledge;
use pipeline::work::{self, Panicked};
use pipeline::{Pipeline, Worker};
use std::path::PathBuf;
use std::sync::Arc;
use text::Document;

/// The pipeline with the models and the knowledge that the settings name; how that went.
fn load(settings: &Settings) -> anyhow::Result<(Pipeline, Outcome)> {
    over(Knowledge::open(&settings.knowledge)?, settings)
}

/// As [`load`], with what analysts added to the tables laid over all folders: aliases and offices that the store has.
fn load_with_additions(settings: &Settings) -> anyhow::Result<(Pipeline, Outcome)> {
    let mut knowledge = Knowledge::open(&settings.knowledge)?;
    // Without a store of this schema there are none; whoever needs the store is told so by it.
    if let Ok(reader) = ::store::Reader::open(&settings.store) {
        let files = ::corrections::files(&answers::additions(&reader)?);
        knowledge = knowledge.with_additions(files, &settings.store)?;
    }
    over(knowledge, settings)
}

fn over(knowledge: Knowledge, settings: &Settings) -> anyhow::Result<(Pipeline, Outcome)> {
    let (gazetteer, outcome) = told(knowledge);
    Ok((loading::pipeline(settings.models.as_deref(), gazetteer)?, outcome))
}

/// What is known, after every problem of users' folders was told of.
fn told(knowledge: Knowledge) -> (Arc<Gazetteer>, Outcome) {
    knowledge.problems.iter().for_each(|problem| output::complain(&problem.to_string()));
    (knowledge.gazetteer, if knowledge.problems.is_empty() { Outcome::Done } else { Outcome::Failed })
}

/// The reports that `read` names.
fn reports(read: &args::Read, settings: &Settings) -> impl Iterator<Item = Item> + Send + use<> {
    let format = read.input.or(settings.input).map(::ingest::Format::from);
    input::documents(&read.files, format)
}

/// What one report gives to print, and its length in bytes.
struct Printed {
    text: String,
    bytes: usize,
}

/// Works on all reports in threads and prints what `work` makes of each, in their order.
fn print_each<'p>(
    items: impl Iterator<Item = Item> + Send,
    pipeline: &'p Pipeline,
    settings: &Settings,
    mut progress: Progress,
    work: impl Fn(&mut Worker<'p>, Document) -> String + Sync,
) -> Outcome {
    let each = |worker: &mut Worker<'p>, document: anyhow::Result<Document>| {
        let document = document?;
        let bytes = document.text().len();
        anyhow::Ok(Printed { text: work(worker, document), bytes })
    };
    let (mut results, mut n_printed, mut n_failed) = (Results::new(), 0usize, 0usize);
    let items = items.map(|item| (item.name, item.document));
    work::silence_guarded_panics();
    work::map_in_order(
        items,
        settings.threads,
        || pipeline.worker(),
        each,
        |name, printed| match flat(printed) {
            Ok(Printed { text, bytes }) => {
                results.write(&text);
                progress.add(bytes);
                n_printed += 1;
            }
            Err(error) => {
                progress.clear();
                output::complain(&format!("{name}: {error:#}"));
                n_failed += 1;
            }
        },
    );
    progress.clear();
    results.flush();
    outcome(n_printed, n_failed)
}

/// One error for both ways to fail.
fn flat<T>(result: Result<anyhow::Result<T>, Panicked>) -> anyhow::Result<T> {
    result.unwrap_or_else(|panicked| Err(anyhow!("{panicked}")))
}

/// Works on all items in threads; their results in order, or the first error.
fn collect_each<'p, I: Send, O: Send>(
    items: impl Iterator<Item = I> + Send,
    pipeline: &'p Pipeline,
    settings: &Settings,
    work: impl Fn(&mut Worker<'p>, I) -> anyhow::Result<O> + Sync,
) -> anyhow::Result<Vec<O>> {
    let mut all = Vec::new();
    let items = items.map(|item| ((), item));
    work::map_in_order(items, settings.threads, || pipeline.worker(), work, |(), result| all.push(flat(result)));
    all.into_iter().collect()
}

fn outcome(n_printed: usize, n_failed: usize) -> Outcome {
    match (n_printed, n_failed) {
        (_, 1..) => Outcome::Failed,
        (0, 0) => Outcome::NothingFound,
        _ => Outcome::Done,
    }
}

/// How many bytes `files` have together, if all are files.
fn total_bytes(files: &[PathBuf]) -> Option<u64> {
    let sizes =
        files.iter().map(|path| std::fs::metadata(path).ok().filter(|file| file.is_file()).map(|file| file.len()));
    sizes.sum::<Option<u64>>().filter(|&total| total > 0)
}
