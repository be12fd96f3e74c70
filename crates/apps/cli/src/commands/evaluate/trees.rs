use crate::commands::{collect_each, load, parse};
use crate::input;
use crate::settings::Settings;
use anyhow::{Context, anyhow};
use evaluation::trees::{self, Treebank};
use record::conllu;
use std::path::Path;

/// Scores a CoNLL-U file against another; parses the gold file's raw text if there is none.
pub fn run(gold: &Path, system: Option<&Path>, is_aligned: bool, settings: &Settings) -> anyhow::Result<String> {
    let gold_file = input::read_to_string(gold)?;
    let system_file = match system {
        Some(path) => input::read_to_string(path)?,
        None => parse_raw(&gold_file, settings).with_context(|| input::name(gold))?,
    };
    let gold = Treebank::read(&gold_file).map_err(|error| anyhow!("{}: {error}", input::name(gold)))?;
    let system = Treebank::read(&system_file).map_err(|error| anyhow!("the system's file: {error}"))?;
    if !is_aligned && gold.has_same_words(&system) {
        return Ok(trees::plain(&gold, &system)?.to_string());
    }
    Ok(trees::aligned(&gold, &system)?.to_string())
}

/// The treebank's text, document by document, parsed as `entente parse` would.
fn parse_raw(gold_file: &str, settings: &Settings) -> anyhow::Result<String> {
    let (pipeline, _) = load(settings)?;
    let sentences = conllu::read(gold_file)?;
    let documents = sentences.chunk_by(|_, next| !next.starts_document).map(conllu::raw_text);
    let documents = documents.filter(|text| !text.is_empty()).collect::<Vec<_>>().into_iter();
    let files = collect_each(documents, &pipeline, settings, |worker, text| {
        Ok(conllu::write(&parse::trees(&worker.parse(text::Document::new(text)?))))
    })?;
    Ok(files.concat())
}
