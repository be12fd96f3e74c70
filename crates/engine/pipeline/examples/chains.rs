//! Prints which phrases of texts mean the same: `cargo run --release -p entente-pipeline --example chains -- TEXTS.jsonl`.
//!
//! Each line of TEXTS is a text with `id`, `text` and `published`; each line printed has `id` and `chains`: first and last code point
//! of a phrase, its entity, and the first code point of the word that heads it. `crates/lab/evaluation/conll_coreference.py`
//! scores them.

use pipeline::Pipeline;
use serde_json::{Value, json};
use std::io::BufRead;

fn main() -> anyhow::Result<()> {
    let file = std::env::args().nth(1).expect("expected TEXTS.jsonl");
    let pipeline = Pipeline::new()?;
    let mut worker = pipeline.worker();
    for line in std::io::BufReader::new(std::fs::File::open(file)?).lines() {
        let told: Value = serde_json::from_str(&line?)?;
        let mut document = text::Document::new(told["text"].as_str().unwrap_or_default().to_string())?;
        document.published = ingest::parse_date(told["published"].as_str().unwrap_or_default());
        let coding = worker.code(document);
        let points = text::CodePoints::new(coding.document.text());
        let mention = |(id, mention): (usize, &annotation::Mention)| {
            let [start, end] = points.span(mention.span);
            let word = coding.sentences[mention.sentence.0 as usize].tokens.start + mention.head;
            json!([start, end, coding.resolution.actors[id].entity.0, points.span(coding.tokens[word].span)[0]])
        };
        let chains: Vec<Value> = coding.mentions.mentions.iter().enumerate().map(mention).collect();
        println!("{}", json!({"id": told["id"], "chains": chains}));
    }
    Ok(())
}
