//! Codes reports without the rest of the program, so that a change of a stage can be scored after a small build:
//! `cargo run --release -p entente-evaluation --example code -- code [--models FOLDER] [--threads N] < REPORTS.jsonl > RECORDS.jsonl`.
//!
//! Takes what the scoring scripts of this folder pass to `entente code` (`--input jsonl --output json --quiet` are what it does
//! anyway); a line has `text` and may have `id`, `title`, `publisher`, `published`. Records stand in the order of the lines.

use anyhow::{Context, anyhow, bail};
use pipeline::{Worker, work};
use record::{Provenance, Record};
use serde_json::Value;
use std::io::{BufRead, Write};
use std::path::PathBuf;

fn main() -> anyhow::Result<()> {
    let asked = Asked::read(std::env::args().skip(1))?;
    let pipeline = loading::pipeline(asked.models.as_deref(), shipped::gazetteer())?;
    let provenance = Provenance::of(&pipeline);
    let lines = std::io::stdin().lock().lines().collect::<Result<Vec<String>, _>>()?;
    let documents = lines.iter().enumerate().map(|(at, line)| Ok((at, document(line)?)));
    let documents = documents.collect::<anyhow::Result<Vec<_>>>()?;
    let code = |worker: &mut Worker, document| Record::of(document, worker, &provenance).0.to_json();
    let (mut out, mut failed) = (std::io::stdout().lock(), Ok(()));
    work::map_in_order(
        documents.into_iter(),
        asked.threads,
        || pipeline.worker(),
        code,
        |at: usize, record| {
            let written = record.map_err(|panicked| anyhow!("line {}: {panicked}", at + 1));
            let written = written.and_then(|record| Ok(writeln!(out, "{record}")?));
            if failed.is_ok() {
                failed = written;
            }
        },
    );
    failed
}

struct Asked {
    models: Option<PathBuf>,
    threads: usize,
}

impl Asked {
    fn read(mut arguments: impl Iterator<Item = String>) -> anyhow::Result<Asked> {
        let mut asked = Asked { models: None, threads: work::cores() };
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().with_context(|| format!("{argument} needs a value"));
            match argument.as_str() {
                "--models" => asked.models = Some(value()?.into()),
                "--threads" => asked.threads = value()?.parse().context("--threads takes a number")?,
                "--input" | "--output" => drop(value()?),
                "code" | "--quiet" => {}
                other => bail!("unexpected `{other}`: see the head of this example"),
            }
        }
        Ok(asked)
    }
}

fn document(line: &str) -> anyhow::Result<text::Document> {
    let told: Value = serde_json::from_str(line)?;
    let field = |name: &str| told[name].as_str().map(str::to_string);
    let mut document = text::Document::new(field("text").unwrap_or_default())?;
    document.id = field("id");
    document.title = field("title");
    document.publisher = field("publisher");
    document.published = field("published").and_then(|day| ingest::parse_date(&day));
    Ok(document)
}
