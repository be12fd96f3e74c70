//! Writes what the coder's heads are trained on: words, what the lexicon says of them, and the labels of gold documents.
//!
//! `cargo run --release -p entente-pipeline --example coder_examples -- OUT.jsonl GOLD…`; each GOLD has docs/X.json (text,
//! sentences, published) and events/X.json. The first line of OUT tells the number of features and the names of types, modes
//! and statuses; each other line is a document: words, lengths of sentences, the lexicon's events, the number of labels, and for
//! each labeled trigger that is a word here all mentions of its sentence: the head's number, 0 for no party, 1 for an actor, 2
//! for a recipient, and the features that hold. `crates/lab/training/train_coder.py` reads it.

use annotation::MentionId;
use ontology::EventType;
use pipeline::{Coding, Pipeline};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

/// A labeled event, as bytes of the text.
struct Gold {
    trigger: std::ops::Range<usize>,
    event_type: EventType,
    mode: Value,
    status: Value,
    sides: Vec<(std::ops::Range<usize>, u8)>,
}

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (out, golds) = arguments.split_first().expect("expected OUT GOLD…");
    let (pipeline, coder) = (Pipeline::new()?, event_coding::Coder::new()?);
    let mut worker = pipeline.worker();
    let mut lines = std::io::BufWriter::new(std::fs::File::create(out)?);
    let modes = ontology::Mode::ALL.iter().map(|mode| json!([mode.event_type().name(), mode.name()]));
    let header = json!({
        "features": event_coding::N_FEATURES,
        "types": EventType::ALL.iter().map(|found| found.name()).collect::<Vec<_>>(),
        "modes": modes.collect::<Vec<_>>(),
        "statuses": ontology::Status::ALL.iter().map(|found| found.name()).collect::<Vec<_>>(),
    });
    writeln!(lines, "{header}")?;
    for gold in golds {
        let mut paths: Vec<_> = std::fs::read_dir(Path::new(gold).join("docs"))?
            .map(|entry| Ok(entry?.path()))
            .collect::<std::io::Result<_>>()?;
        paths.sort();
        for path in paths {
            let doc: Value = serde_json::from_slice(&std::fs::read(&path)?)?;
            let labels = Path::new(gold).join("events").join(path.file_name().expect("a name"));
            let Ok(labels) = std::fs::read(labels) else { continue };
            let labels: Value = serde_json::from_slice(&labels)?;
            let text = doc["text"].as_str().unwrap_or_default();
            let mut document = text::Document::new(text.to_string())?;
            let day = doc["published"].as_str().or(doc["date"].as_str()).unwrap_or_default();
            document.published = ingest::parse_date(day);
            let Coding { document, tokens, sentences, trees, mentions, resolution, .. } = worker.code(document);
            let events = gold_events(text, &doc, &labels);
            let vectors = annotation::Vectors::default();
            let annotated = annotation::Annotated {
                document: &document,
                tokens: &tokens,
                sentences: &sentences,
                trees: &trees,
                mentions: &mentions,
                resolution: &resolution,
                vectors: &vectors,
            };
            let examples = |types: &BTreeMap<usize, usize>| {
                coder.examples(annotated, |token| types.get(&token).map(|event| events[*event].event_type))
            };
            // The word of each trigger: one where the rules have an event, else the topmost.
            let plain = examples(&BTreeMap::new());
            let mut of_word = BTreeMap::new();
            for (at, event) in events.iter().enumerate() {
                let inside = |token: usize| {
                    let span = tokens[token].span;
                    span.start() < event.trigger.end && event.trigger.start < span.end()
                };
                let words: Vec<_> = plain.iter().filter(|candidate| inside(candidate.token)).collect();
                let is_top = |parent: Option<usize>| parent.is_none_or(|parent| !inside(parent));
                let chosen = words
                    .iter()
                    .find(|word| word.rule.is_some())
                    .or(words.iter().find(|word| is_top(word.parent)))
                    .or(words.first());
                if let Some(word) = chosen {
                    of_word.entry(word.token).or_insert(at);
                }
            }
            let found = examples(&of_word);
            let labeled = found.iter().filter_map(|candidate| Some((candidate, of_word.get(&candidate.token)?)));
            let triggers: Vec<Value> = labeled
                .map(|(candidate, at)| {
                    let pair = |(id, head, features): &(MentionId, usize, Vec<u16>)| {
                        json!([head, side(*id, &events[*at], &mentions), features])
                    };
                    let Gold { event_type, mode, status, .. } = &events[*at];
                    let pairs: Vec<Value> = candidate.pairs.iter().map(pair).collect();
                    json!({"t": candidate.token, "type": event_type.name(), "mode": mode, "status": status, "pairs": pairs})
                })
                .collect();
            let rules: Vec<Value> = plain
                .iter()
                .filter_map(|word| {
                    let (event_type, mode, status, confidence) = word.rule?;
                    Some(json!([
                        word.token,
                        event_type.name(),
                        mode.map(ontology::Mode::name),
                        status.name(),
                        confidence
                    ]))
                })
                .collect();
            let forms: Vec<&str> = tokens.iter().map(|token| document.slice(token.span)).collect();
            let lengths: Vec<usize> = sentences.iter().map(|sentence| sentence.tokens.len()).collect();
            let line = json!({
                "id": doc["id"], "gold": gold, "words": forms, "sentences": lengths, "rules": rules,
                "labels": events.len(), "triggers": triggers,
            });
            writeln!(lines, "{line}")?;
        }
    }
    Ok(())
}

/// What the labels say of a mention: it is the phrase that a label marks, and no part of one.
fn side(id: MentionId, event: &Gold, mentions: &annotation::Mentions) -> u8 {
    let mention = mentions.get(id);
    let span = mention.span;
    let of = event.sides.iter().filter(|(range, _)| span.start() < range.end && range.start < span.end());
    // The label's words hold the mention's head, and nothing above the head but what they do not hold.
    let fits = |range: &std::ops::Range<usize>| {
        let overlap = span.end().min(range.end).saturating_sub(span.start().max(range.start));
        let union = span.end().max(range.end) - span.start().min(range.start);
        overlap * 2 > union || span.start() == range.start && overlap * 5 > union * 2
    };
    of.filter(|(range, _)| fits(range)).map(|(_, side)| *side).next().unwrap_or(0)
}

fn gold_events(text: &str, doc: &Value, labels: &Value) -> Vec<Gold> {
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let byte = |value: &Value| bytes.get(value.as_u64().unwrap_or(0) as usize).copied().unwrap_or(text.len());
    let mut found = Vec::new();
    for event in labels["events"].as_array().into_iter().flatten() {
        let sentence = &doc["sentences"][event["s"].as_u64().unwrap_or(0) as usize];
        let (start, end) = (byte(&sentence[0]), byte(&sentence[1]));
        let within = &text[start..end];
        let Some(event_type) = event["type"].as_str().and_then(EventType::from_name) else { continue };
        let trigger = event["trigger"].as_str().unwrap_or_default();
        let Some(at) = within.find(trigger).filter(|_| !trigger.is_empty()) else { continue };
        let trigger = start + at..start + at + trigger.len();
        let mut sides = Vec::new();
        for (name, side) in [("actors", 1), ("recipients", 2)] {
            for party in event[name].as_array().into_iter().flatten() {
                let words = party["text"].as_str().unwrap_or_default();
                if words.is_empty() {
                    continue;
                }
                // Of several places with these words the nearest.
                let places = within.match_indices(words).map(|(at, _)| start + at..start + at + words.len());
                sides.extend(places.min_by_key(|range| range.start.abs_diff(trigger.start)).map(|range| (range, side)));
            }
        }
        found.push(Gold { trigger, event_type, mode: event["mode"].clone(), status: event["status"].clone(), sides });
    }
    found
}
