use crate::commands::{collect_each, load};
use crate::input;
use crate::output;
use crate::settings::Settings;
use anyhow::{Context, anyhow, bail};
use evaluation::events::{self, Document, Event};
use record::{Provenance, Record};
use std::collections::BTreeMap;
use std::path::Path;

type ByDocument<T> = BTreeMap<String, T>;

/// Scores records against a folder of gold events; codes its documents if there are no records.
pub fn run(folder: &Path, predictions: Option<&Path>, settings: &Settings) -> anyhow::Result<String> {
    let documents: ByDocument<Document> = json_files(&folder.join("docs"))?
        .into_iter()
        .map(|(name, file)| {
            Ok((name.clone(), serde_json::from_str(&file).with_context(|| format!("docs/{name}.json"))?))
        })
        .collect::<anyhow::Result<_>>()?;
    let gold = gold(&documents, &folder.join("events"))?;
    let records = match predictions {
        Some(path) => input::read_to_string(path)?,
        None => code(&documents, settings)?,
    };
    let predicted = predicted(&records, &documents)?;
    warn_of_missing(&gold, &predicted);
    let scores = events::score(&gold, &predicted);
    Ok(format!("{scores}{}", scores.confidence))
}

/// The JSON files of a folder by their names without `.json`.
fn json_files(folder: &Path) -> anyhow::Result<ByDocument<String>> {
    let read = std::fs::read_dir(folder).with_context(|| format!("{}: cannot be read", folder.display()))?;
    let mut files = BTreeMap::new();
    for entry in read {
        let path = entry?.path();
        if let (Some("json"), Some(name)) = (path.extension().and_then(|end| end.to_str()), path.file_stem()) {
            files.insert(name.to_string_lossy().into_owned(), input::read_to_string(&path)?);
        }
    }
    if files.is_empty() {
        bail!("{}: expected X.json, found none", folder.display());
    }
    Ok(files)
}

fn gold(documents: &ByDocument<Document>, folder: &Path) -> anyhow::Result<ByDocument<Vec<Event>>> {
    let with_text = json_files(folder)?.into_iter().filter(|(name, _)| documents.contains_key(name));
    let read = with_text.map(|(name, file)| {
        let events = events::gold(&documents[&name], &file).map_err(|error| anyhow!("events/{name}.json: {error}"))?;
        Ok((name, events))
    });
    read.collect()
}

fn predicted(records: &str, documents: &ByDocument<Document>) -> anyhow::Result<ByDocument<Vec<Event>>> {
    let lines = records.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(at, line)| events::predicted(line, documents).map_err(|error| anyhow!("line {}: {error}", at + 1)))
        .collect()
}

fn warn_of_missing(gold: &ByDocument<Vec<Event>>, predicted: &ByDocument<Vec<Event>>) {
    let missing: Vec<&str> = gold.keys().filter(|id| !predicted.contains_key(*id)).map(String::as_str).collect();
    if !missing.is_empty() {
        let first = missing.iter().take(5).copied().collect::<Vec<_>>().join(", ");
        output::complain(&format!("{} documents have no record: {first}", missing.len()));
    }
}

/// Codes the documents, as `entente code` would.
fn code(documents: &ByDocument<Document>, settings: &Settings) -> anyhow::Result<String> {
    let (pipeline, _) = load(settings)?;
    let provenance = Provenance::of(&pipeline);
    let records = collect_each(documents.clone().into_iter(), &pipeline, settings, |worker, (id, document)| {
        Ok(Record::of(report(id, document)?, worker, &provenance).0.to_json() + "\n")
    })?;
    Ok(records.concat())
}

fn report(id: String, gold: Document) -> anyhow::Result<text::Document> {
    let mut report = text::Document::new(gold.text)?;
    report.id = Some(id);
    report.title = gold.title;
    report.published = gold.published.as_deref().and_then(ingest::parse_date);
    Ok(report)
}
