//! Writes what the judge of antecedents is trained on: questions of mentions, with the entities that they may mean.
//!
//! `cargo run --release -p entente-pipeline --example antecedent_examples -- OUT CHAINS.jsonl…`; each line of CHAINS is a text
//! with `id`, `published`, `complete` (whether what has no label means nobody told of before), and `chains`: `[start, end, chain,
//! head]` in code points, `head` the first one of the word that heads the phrase, or -1. OUT/questions.jsonl has a line
//! a document: questions with features, words and which candidates are right; OUT/vectors.f32 the words' vectors.
//! `crates/lab/training/train_antecedents.py` reads both.

#[path = "labels/mod.rs"]
mod labels;

use annotation::MentionId;
use coreference::{Judge, N_FEATURES, Question};
use labels::sparse;
use pipeline::{Models, Pipeline};
use serde_json::json;
use std::collections::BTreeMap;
use std::io::Write;

/// A judge that knows the answers and notes what it is asked.
struct Teacher {
    /// The chain of each mention that has a label.
    chains: Vec<Option<String>>,
    is_complete: bool,
    /// Whether each mention is a pronoun of people.
    of_people: Vec<bool>,
    words: Vec<String>,
    questions: Vec<(Question, Vec<usize>)>,
}

impl Teacher {
    fn is_of_people(&self, id: MentionId) -> bool {
        self.of_people[id.0 as usize]
    }

    fn chain(&self, id: MentionId) -> Option<&str> {
        self.chains[id.0 as usize].as_deref()
    }

    /// The chain that most of an entity's mentions belong to, the first of equals.
    fn chain_of(&self, mentions: &[MentionId]) -> Option<&str> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for chain in mentions.iter().filter_map(|&id| self.chain(id)) {
            *counts.entry(chain).or_insert(0) += 1;
        }
        let top = counts.values().copied().max()?;
        mentions.iter().filter_map(|&id| self.chain(id)).find(|chain| counts[chain] == top)
    }

    /// The chain of an entity, of one with members theirs.
    fn chain_of_candidate(&self, candidate: &coreference::Candidate) -> Option<String> {
        if let Some(chain) = self.chain_of(&candidate.mentions) {
            return Some(chain.to_string());
        }
        let members: Option<Vec<&str>> = candidate.members.iter().map(|&id| self.chain(id)).collect();
        let mut members = members?;
        members.sort_unstable();
        members.dedup();
        (!members.is_empty()).then(|| members.join(","))
    }
}

impl Judge for Teacher {
    fn choose(&mut self, question: &Question) -> Option<usize> {
        let proposed = || question.candidates.iter().position(|candidate| candidate.features[N_FEATURES - 1] > 0.5);
        let own = self.chain(question.mention).map(str::to_string);
        let right: Vec<usize> = match &own {
            // Labelers skip a `he` that nothing is told of.
            None if self.is_complete && !self.is_of_people(question.mention) => Vec::new(),
            // Nobody knows what is right: the rules speak, and nothing is noted.
            None => return proposed(),
            Some(own) => {
                let is_right =
                    |candidate: &coreference::Candidate| self.chain_of_candidate(candidate).as_ref() == Some(own);
                let all = question.candidates.iter().enumerate();
                all.filter(|(_, candidate)| is_right(candidate)).map(|(at, _)| at).collect()
            }
        };
        let answer = right.first().copied();
        self.questions.push((question.clone(), right));
        answer
    }
}

fn main() -> anyhow::Result<()> {
    let (mut lines, mut words, texts) = labels::asked()?;
    let pipeline = Pipeline::over(Models { antecedents: &[], ..Models::shipped() }, shipped::gazetteer())?;
    let mut worker = pipeline.worker();
    for (told, document) in texts {
        let mut rows: Vec<Vec<f32>> = Vec::new();
        let mut n_labeled = (0, 0);
        let teacher = worker.judged(&document, |annotated, heads| {
            rows = (0..annotated.tokens.len()).map(|token| heads.of(token).to_vec()).collect();
            let of_mentions = labels::of_mentions(&annotated, &told);
            let chain = |label: usize| told["chains"][label][2].as_str().map(str::to_string);
            let chains: Vec<Option<String>> = of_mentions.into_iter().map(|label| label.and_then(chain)).collect();
            n_labeled = (chains.iter().flatten().count(), told["chains"].as_array().map_or(0, Vec::len));
            let of_people = annotated.mentions.mentions.iter().map(|mention| {
                let is_thing = ["it"].contains(&document.slice(mention.span).to_lowercase().as_str());
                mention.form == annotation::Form::Pronoun && !is_thing
            });
            let of_people = of_people.collect();
            let words = annotated.mentions.mentions.iter().map(|mention| document.slice(mention.span).to_string());
            let words = words.collect();
            Teacher {
                chains,
                of_people,
                words,
                is_complete: told["complete"].as_bool().unwrap_or(false),
                questions: Vec::new(),
            }
        });
        words.next_document();
        let mut row = |token: usize| words.row(token, &rows[token]);
        let mut questions = Vec::new();
        for (question, right) in &teacher.questions {
            let mut candidates = Vec::new();
            for candidate in &question.candidates {
                let words =
                    candidate.mentions.iter().chain(&candidate.members).map(|id| teacher.words[id.0 as usize].as_str());
                candidates.push(json!([
                    row(candidate.token)?,
                    sparse(&candidate.features),
                    words.collect::<Vec<_>>().join(" / ")
                ]));
            }
            questions.push(json!({"row": row(question.token)?, "new": sparse(&question.new), "candidates": candidates, "right": right, "words": teacher.words[question.mention.0 as usize], "chain": teacher.chain(question.mention)}));
        }
        writeln!(
            lines,
            "{}",
            json!({"id": told["id"], "features": N_FEATURES, "questions": questions, "mentions": n_labeled.0, "labels": n_labeled.1})
        )?;
    }
    Ok(())
}
