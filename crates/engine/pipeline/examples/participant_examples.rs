//! Writes what the judge of participants is trained on: coded events, with everybody who may be on each side.
//!
//! `cargo run --release -p entente-pipeline --example participant_examples -- OUT CHAINS.jsonl…`; each line of CHAINS is a text with
//! `id`, `published`, `chains` and `events`, as `crates/lab/training/chains.py` writes it. OUT/questions.jsonl has a line a document:
//! the events that have a label of their type in their sentence, with the labels' countries and both questions; OUT/vectors.f32 the
//! words' vectors. `crates/lab/training/train_participants.py` reads both.

#[path = "labels/mod.rs"]
mod labels;

use event_coding::participants::{Candidate, Judge, N_FEATURES, Question, Rules, Side};
use labels::sparse;
use pipeline::{Models, Pipeline};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::ops::Range;

/// A judge that leaves everybody where he is, and notes what it is asked.
struct Witness {
    /// The chains of each mention: of its own label, or the one that most mentions of its entity have.
    chains: Vec<Vec<String>>,
    sentences: Vec<Range<usize>>,
    vectors: Vec<Vec<f32>>,
    questions: Vec<Question>,
}

impl Judge for Witness {
    fn weigh(&mut self, question: &Question) -> Vec<f32> {
        self.questions.push(question.clone());
        Rules.weigh(question)
    }
}

/// A labeled event.
struct Label {
    trigger: Range<usize>,
    event_type: String,
    sides: [BTreeSet<String>; 2],
}

fn main() -> anyhow::Result<()> {
    let (mut lines, mut words, texts) = labels::asked()?;
    let pipeline = Pipeline::over(Models { participants: &[], ..Models::shipped() }, shipped::gazetteer())?;
    let mut worker = pipeline.worker();
    for (told, document) in texts {
        let witness = worker.partaken(&document, |annotated| Witness {
            chains: chains(&annotated, &told),
            sentences: annotated.sentences.iter().map(|sentence| sentence.span.start()..sentence.span.end()).collect(),
            vectors: (0..annotated.tokens.len()).map(|token| annotated.vectors.of(token).to_vec()).collect(),
            questions: Vec::new(),
        });
        words.next_document();
        let mut events = Vec::new();
        for (label, questions) in matched(&witness, labels(&told)) {
            let mut sides = Vec::new();
            for question in questions {
                let right = &label.sides[usize::from(question.side == Side::Recipients)];
                let mut candidates = Vec::new();
                for candidate in &question.candidates {
                    let row = words.row(candidate.token, &witness.vectors[candidate.token])?;
                    let is_right =
                        witness.chains[candidate.mention.0 as usize].iter().any(|chain| right.contains(chain));
                    candidates.push(json!({
                        "row": row, "features": sparse(&candidate.features), "right": is_right, "rules": candidate.is_party,
                        "countries": countries(candidate),
                        "span": [candidate.parties[0].span.start(), candidate.parties[0].span.end()],
                        "entities": candidate.parties.iter().map(|party| party.entity.0).collect::<Vec<_>>(),
                        "words": document.slice(candidate.parties[0].span),
                    }));
                }
                sides.push(json!({"row": words.row(question.token, &witness.vectors[question.token])?, "candidates": candidates}));
            }
            let gold = label.sides.iter().map(|side| codes(&told, side)).collect::<Vec<_>>();
            events.push(json!({"type": label.event_type, "trigger": document.text()[label.trigger].to_string(), "gold": gold, "sides": sides}));
        }
        writeln!(lines, "{}", json!({"id": told["id"], "features": N_FEATURES, "events": events}))?;
    }
    Ok(())
}

fn countries(candidate: &Candidate) -> Vec<&str> {
    candidate.parties.iter().filter_map(|party| Some(party.country?.code())).collect()
}

/// The chains of each mention.
fn chains(annotated: &annotation::Annotated, told: &Value) -> Vec<Vec<String>> {
    let labels = labels::of_mentions(annotated, told);
    let chain = |at: usize| told["chains"][at][2].as_str().unwrap_or_default();
    let of_entity = |id: usize| {
        let entity = &annotated.resolution.entities
            [annotated.resolution.actor(annotation::MentionId(id as u32)).entity.0 as usize];
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for label in entity.mentions.iter().filter_map(|mention| labels[mention.0 as usize]) {
            *counts.entry(chain(label)).or_insert(0) += 1;
        }
        counts.into_iter().max_by_key(|(_, count)| *count).map(|(chain, _)| chain)
    };
    let split = |chain: &str| chain.split(',').filter(|one| !one.is_empty()).map(str::to_string).collect();
    (0..labels.len()).map(|id| labels[id].map(chain).or_else(|| of_entity(id)).map(split).unwrap_or_default()).collect()
}

/// The countries of chains that a text's labels tell.
fn codes<'t>(told: &'t Value, chains: &BTreeSet<String>) -> BTreeSet<&'t str> {
    let labels = told["chains"].as_array().into_iter().flatten();
    let of = labels.filter(|label| label[2].as_str().is_some_and(|chain| chains.contains(chain)));
    of.filter_map(|label| label[4].as_str()).filter(|country| *country != "?").collect()
}

fn labels(told: &Value) -> Vec<Label> {
    let text = told["text"].as_str().unwrap_or_default();
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let byte = |value: &Value| bytes.get(value.as_u64().unwrap_or(0) as usize).copied().unwrap_or(text.len());
    let side = |value: &Value| {
        value.as_array().into_iter().flatten().filter_map(|one| Some(one.as_str()?.to_string())).collect()
    };
    let label = |event: &Value| Label {
        trigger: byte(&event[0])..byte(&event[1]),
        event_type: event[2].as_str().unwrap_or_default().to_string(),
        sides: [side(&event[3]), side(&event[4])],
    };
    told["events"].as_array().into_iter().flatten().map(label).collect()
}

/// Labels with both questions of the event that has their type in their sentence; of several the one whose trigger is nearest.
fn matched(witness: &Witness, labels: Vec<Label>) -> Vec<(Label, &[Question])> {
    let sentence = |at: usize| witness.sentences.iter().position(|sentence| sentence.contains(&at));
    let events: Vec<&[Question]> = witness.questions.chunks_exact(2).collect();
    let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
    for (at, label) in labels.iter().enumerate() {
        for (other, questions) in events.iter().enumerate() {
            let start = questions[0].trigger.start();
            if questions[0].event_type.name() == label.event_type && sentence(start) == sentence(label.trigger.start) {
                pairs.push((start.abs_diff(label.trigger.start), at, other));
            }
        }
    }
    pairs.sort_unstable();
    let (mut told, mut taken) = (BTreeMap::new(), BTreeSet::new());
    for (_, at, other) in pairs {
        if !told.contains_key(&at) && taken.insert(other) {
            told.insert(at, other);
        }
    }
    let found = labels.into_iter().enumerate().filter_map(|(at, label)| Some((label, events[*told.get(&at)?])));
    found.collect()
}
