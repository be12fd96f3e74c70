use crate::commands::{collect_each, load};
use crate::input::{self, Item};
use crate::settings::Settings;
use anyhow::{anyhow, bail};
use record::{Provenance, Record};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// What was done in how long.
#[derive(Default)]
struct Work {
    reports: usize,
    bytes: usize,
    words: usize,
    sentences: usize,
    events: usize,
}

/// Codes the reports of `files` to records, which are thrown away, and tells how long it took.
pub fn run(files: &[PathBuf], settings: &Settings) -> anyhow::Result<String> {
    let begun = Instant::now();
    let (pipeline, _) = load(settings)?;
    let started = begun.elapsed();
    let documents: Vec<Item> = input::documents(files, settings.input.map(Into::into)).collect();
    let provenance = Provenance::of(&pipeline);
    let begun = Instant::now();
    let parts = collect_each(documents.into_iter(), &pipeline, settings, |worker, item| {
        let document = item.document.map_err(|error| anyhow!("{}: {error:#}", item.name))?;
        let words = document.text().split_whitespace().count();
        let (record, document) = Record::of(document, worker, &provenance);
        let (json, bytes) = (record.to_json(), document.text().len());
        anyhow::ensure!(!json.is_empty(), "a record is empty");
        Ok(Work { reports: 1, bytes, words, sentences: record.sentences.len(), events: record.events.len() })
    })?;
    let mut total = Work::default();
    parts.iter().for_each(|part| total.add(part));
    if total.reports == 0 {
        bail!("expected reports, found none");
    }
    Ok(describe(&total, started, begun.elapsed(), settings.threads))
}

impl Work {
    fn add(&mut self, other: &Work) {
        self.reports += other.reports;
        self.bytes += other.bytes;
        self.words += other.words;
        self.sentences += other.sentences;
        self.events += other.events;
    }
}

fn describe(work: &Work, started: Duration, spent: Duration, threads: usize) -> String {
    let seconds = spent.as_secs_f64().max(1e-9);
    let rate = |count: usize| count as f64 / seconds;
    let memory =
        peak_memory().map_or_else(|| "not known here".into(), |kib| format!("{:.0} MB", kib as f64 * 1024.0 / 1e6));
    format!(
        "threads      {threads}\nstart-up     {:.3} s\nreports      {} ({:.1} a second)\nsentences    {} ({:.0} a second)\n\
         words        {} ({:.0} a second)\nbytes        {} ({:.0} a second)\nevents       {}\ntime         {seconds:.2} s\npeak memory  {memory}\n",
        started.as_secs_f64(),
        work.reports,
        rate(work.reports),
        work.sentences,
        rate(work.sentences),
        work.words,
        rate(work.words),
        work.bytes,
        rate(work.bytes),
        work.events,
    )
}

/// The most memory this process has held, in KiB, where the system tells (Linux).
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}
