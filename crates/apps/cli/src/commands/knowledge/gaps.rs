//! `entente knowledge gaps`.

use crate::Outcome;
use crate::args::Read;
use crate::commands::{load, reports};
use crate::output::{self, Results};
use crate::settings::Settings;
use crate::view::{Paint, Table, Tone};
use annotation::NameLabel;
use gazetteer::Gazetteer;
use pipeline::{Coding, work};
use serde_json::json;
use std::collections::BTreeMap;

/// A name that nobody knows.
#[derive(Default)]
struct Gap {
    mentions: usize,
    reports: usize,
    example: String,
}

/// No more names are kept; beyond it the rarest are dropped.
const MOST_NAMES: usize = 200_000;
/// Rows that a person is shown.
const MOST_ROWS: usize = 100;

/// Reads a corpus and prints the names that no table has, most frequent first.
pub fn run(read: &Read, settings: &Settings) -> anyhow::Result<Outcome> {
    crate::input::greet(&read.files);
    let (pipeline, mut outcome) = load(settings)?;
    let mut gaps: BTreeMap<(&'static str, String), Gap> = BTreeMap::new();
    let items = reports(read, settings).map(|item| (item.name, item.document));
    work::silence_guarded_panics();
    let gazetteer = pipeline.gazetteer();
    let names = |worker: &mut pipeline::Worker, document: anyhow::Result<text::Document>| {
        anyhow::Ok(unknown(&worker.code(document?), gazetteer))
    };
    work::map_in_order(
        items,
        settings.threads,
        || pipeline.worker(),
        names,
        |name, found| match super::super::flat(found) {
            Ok(found) => add(&mut gaps, found),
            Err(error) => {
                output::complain(&format!("{name}: {error:#}"));
                outcome = Outcome::Failed;
            }
        },
    );
    let mut ranked: Vec<(&(&str, String), &Gap)> = gaps.iter().collect();
    ranked.sort_by_key(|(key, gap)| (std::cmp::Reverse((gap.reports, gap.mentions)), *key));
    print(&ranked, settings);
    Ok(if ranked.is_empty() { outcome.max(Outcome::NothingFound) } else { outcome })
}

/// Kind, name, sentence of each unknown name of a report.
type Unknown = Vec<(&'static str, String, String)>;

fn unknown(coding: &Coding, gazetteer: &Gazetteer) -> Unknown {
    let mut found = Vec::new();
    for name in &coding.mentions.names {
        let kind = match name.label {
            NameLabel::Person => "person",
            NameLabel::Organisation => "organization",
            NameLabel::Gpe | NameLabel::Location | NameLabel::Facility => "place",
            NameLabel::Item | NameLabel::Weapon => "arms",
            NameLabel::Norp => "people",
            NameLabel::Office => "office",
            _ => continue,
        };
        let first = coding.sentences[name.sentence.0 as usize].tokens.start;
        let tokens = &coding.tokens[first + name.words.start..first + name.words.end];
        let words: Vec<&str> = tokens.iter().map(|token| coding.document.slice(token.span)).collect();
        // A surname alone, and what is no name, tell nothing to write down.
        let is_name = words.iter().any(|word| word.starts_with(char::is_uppercase));
        if !is_name || kind == "person" && words.len() < 2 || is_known(kind, &words, gazetteer) {
            continue;
        }
        let sentence = coding.document.slice(coding.sentences[name.sentence.0 as usize].span);
        let text = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        found.push((kind, text(coding.document.slice(name.span)), text(sentence)));
    }
    found
}

fn is_known(kind: &str, words: &[&str], gazetteer: &Gazetteer) -> bool {
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let lower: Vec<&str> = lower.iter().map(String::as_str).collect();
    let whole = |length: usize| length == words.len();
    gazetteer.senses(words).is_some_and(|(length, _)| whole(length))
        || kind == "place" && gazetteer.longest_town(words).is_some_and(|(length, _)| whole(length))
        || kind == "arms" && (gazetteer.designation(words).is_some() || gazetteer.arms(&lower).is_some())
        || kind == "office" && gazetteer.role(&lower).is_some()
}

fn add(gaps: &mut BTreeMap<(&'static str, String), Gap>, found: Unknown) {
    let mut seen = std::collections::BTreeSet::new();
    for (kind, name, sentence) in found {
        let key = (kind, name);
        let gap = gaps.entry(key.clone()).or_default();
        gap.mentions += 1;
        gap.reports += usize::from(seen.insert(key));
        if gap.example.is_empty() {
            gap.example = sentence;
        }
    }
    if gaps.len() > MOST_NAMES {
        gaps.retain(|_, gap| gap.mentions > 1);
    }
}

fn print(ranked: &[(&(&str, String), &Gap)], settings: &Settings) {
    let mut results = Results::new();
    if !settings.is_for_people() {
        for ((kind, name), gap) in ranked {
            let line = json!({"kind": kind, "name": name, "mentions": gap.mentions, "reports": gap.reports, "example": gap.example});
            results.write(&format!("{line}\n"));
        }
        return;
    }
    let mut table = Table::new(&["kind", "name", "mentions", "reports", "for example"]);
    for ((kind, name), gap) in ranked.iter().take(MOST_ROWS) {
        table.add([
            (Tone::Plain, kind.to_string()),
            (Tone::Strong, crate::view::visible(name).to_string()),
            (Tone::Plain, gap.mentions.to_string()),
            (Tone::Plain, gap.reports.to_string()),
            (Tone::Faint, crate::view::visible(&gap.example.chars().take(160).collect::<String>()).to_string()),
        ]);
    }
    results.write(&table.render(settings.width, Paint { is_colored: settings.is_colored }));
}
