//! Writes what the judge of origins is trained on: those whose phrases tell no country, with the countries that may be theirs.
//!
//! `cargo run --release -p entente-pipeline --example origin_examples -- OUT CHAINS.jsonl…`; each line of CHAINS is a text with
//! `id`, `published` and `chains`: `[start, end, chain, head, country]`, as `crates/lab/training/chains.py` writes it; the country
//! is `?` where nobody tells. OUT/questions.jsonl has a line a document: questions with features, words and which candidate is right;
//! OUT/vectors.f32 the words' vectors. `crates/lab/training/train_origins.py` reads both.

#[path = "labels/mod.rs"]
mod labels;

use labels::sparse;
use pipeline::{Models, Pipeline};
use resolution::origins::{Judge, N_FEATURES, Question};
use serde_json::json;
use std::collections::BTreeMap;
use std::io::Write;

/// A judge that knows the answers and notes what it is asked.
struct Teacher {
    /// The country of each mention that has a label.
    countries: Vec<Option<String>>,
    words: Vec<String>,
    vectors: BTreeMap<usize, Vec<f32>>,
    questions: Vec<(Question, String)>,
}

impl Judge for Teacher {
    fn choose(&mut self, question: &Question) -> Option<usize> {
        let labels = question.mentions.iter().filter_map(|id| self.countries[id.0 as usize].as_ref());
        let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
        labels.for_each(|country| *counts.entry(country).or_insert(0) += 1);
        let proposed = question.candidates.iter().position(|candidate| candidate.is_proposal);
        let Some((country, _)) = counts.into_iter().max_by_key(|(_, count)| *count) else { return proposed };
        let country = country.clone();
        let right = question.candidates.iter().position(|candidate| candidate.country.code() == country);
        self.questions.push((question.clone(), country));
        right
    }
}

fn main() -> anyhow::Result<()> {
    let (mut lines, mut words, texts) = labels::asked()?;
    let pipeline = Pipeline::over(Models { origins: &[], ..Models::shipped() }, shipped::gazetteer())?;
    let mut worker = pipeline.worker();
    for (told, document) in texts {
        let teacher = worker.placed(&document, |annotated, heads| {
            let country = |label: usize| told["chains"][label][4].as_str().map(str::to_string);
            let labels = labels::of_mentions(&annotated, &told);
            let tokens = (0..annotated.tokens.len()).filter(|&token| !heads.of(token).is_empty());
            let words = annotated.mentions.mentions.iter().map(|mention| document.slice(mention.span).to_string());
            Teacher {
                countries: labels.into_iter().map(|label| label.and_then(country)).collect(),
                words: words.collect(),
                vectors: tokens.map(|token| (token, heads.of(token).to_vec())).collect(),
                questions: Vec::new(),
            }
        });
        words.next_document();
        let mut row = |token: usize| words.row(token, &teacher.vectors[&token]);
        let mut questions = Vec::new();
        for (question, country) in &teacher.questions {
            let mut candidates = Vec::new();
            for candidate in &question.candidates {
                let token = candidate.token.map(&mut row).transpose()?;
                candidates.push(json!([token, sparse(&candidate.features), candidate.country.code()]));
            }
            questions.push(json!({
                "row": row(question.token)?, "none": sparse(&question.none), "candidates": candidates, "country": country,
                "rules": question.candidates.iter().position(|candidate| candidate.is_proposal),
                "words": teacher.words[question.mentions[0].0 as usize],
            }));
        }
        writeln!(lines, "{}", json!({"id": told["id"], "features": N_FEATURES, "questions": questions}))?;
    }
    Ok(())
}
