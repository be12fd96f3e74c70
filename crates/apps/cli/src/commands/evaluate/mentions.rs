use crate::commands::{collect_each, load};
use crate::input;
use crate::settings::Settings;
use anyhow::Context;
use evaluation::mentions::{self, Sentence, Span};
use pipeline::Coding;
use record::MentionList;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What our labels are called where defence reports were annotated (re3d).
const NAMES: [(&str, &str); 14] = [
    ("person", "Person"),
    ("organisation", "Organisation"),
    ("gpe", "Location"),
    ("location", "Location"),
    ("facility", "Location"),
    ("norp", "Nationality"),
    ("rank", ""),
    ("office", ""),
    ("group", "Organisation"),
    ("state", "Organisation"),
    ("item", "MilitaryPlatform"),
    ("weapon", "Weapon"),
    ("date", "Temporal"),
    ("number", "Quantity"),
];

/// Scores labelled tokens against others; finds the names in the gold file's words if there are none.
pub fn run(
    gold: &Path,
    predictions: Option<&Path>,
    map: Option<&Path>,
    types: &BTreeSet<String>,
    settings: &Settings,
) -> anyhow::Result<String> {
    let gold = mentions::read(&input::read_to_string(gold)?);
    let (predicted, names) = match predictions {
        Some(path) => {
            let predicted = mentions::read(&input::read_to_string(path)?);
            mentions::check_words(&gold, &predicted)?;
            (labelled(&predicted), BTreeMap::new())
        }
        None => (found(&gold, settings)?, NAMES.map(|(ours, theirs)| (ours.to_string(), theirs.to_string())).into()),
    };
    let names = map.map(read_map).transpose()?.unwrap_or(names);
    Ok(mentions::score(&labelled(&gold), &predicted, &names, types).to_string())
}

fn labelled(sentences: &[Sentence]) -> Vec<BTreeSet<Span>> {
    sentences.iter().map(|sentence| mentions::spans(&sentence.labels)).collect()
}

/// New names of types; null leaves a type out.
fn read_map(path: &Path) -> anyhow::Result<BTreeMap<String, String>> {
    let map: BTreeMap<String, Option<String>> = serde_json::from_str(&input::read_to_string(path)?)
        .with_context(|| format!("{}: expected an object of type names", path.display()))?;
    Ok(map.into_iter().map(|(from, to)| (from, to.unwrap_or_default())).collect())
}

/// The mentions of every sentence, read by itself.
fn found(gold: &[Sentence], settings: &Settings) -> anyhow::Result<Vec<BTreeSet<Span>>> {
    let (pipeline, _) = load(settings)?;
    collect_each(gold.iter(), &pipeline, settings, |worker, sentence| {
        Ok(listed(&worker.code(text::Document::new(sentence.words.join(" "))?), &sentence.words))
    })
}

/// What `entente mentions` lists of a text, as spans of the words that were joined by spaces.
fn listed(coding: &Coding, words: &[String]) -> BTreeSet<Span> {
    let mut starts = Vec::with_capacity(words.len());
    let mut at = 0;
    for word in words {
        starts.push(at);
        at += word.chars().count() + 1;
    }
    let spans = MentionList::from_coding(coding).mentions.into_iter().filter_map(|mention| {
        let first = starts.partition_point(|&start| start <= mention.start).checked_sub(1)?;
        Some((first, starts.partition_point(|&start| start < mention.end), mention.kind))
    });
    spans.collect()
}
