//! What the examples share that write questions for a judge to learn from: texts and the labels of their phrases, as
//! `crates/lab/training/chains.py` writes them, and the file of words' vectors.

use annotation::Annotated;
use anyhow::Context;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use text::Document;

/// Texts with all that their lines tell.
type Texts = Vec<(Value, Document)>;

/// What `OUT CHAINS…` asks for: the file of questions in the folder OUT, a line a text, that of words' vectors, and the texts.
pub fn asked() -> anyhow::Result<(BufWriter<File>, Rows, Texts)> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (out, files) = arguments.split_first().context("expected OUT CHAINS…")?;
    std::fs::create_dir_all(out)?;
    let lines = BufWriter::new(File::create(format!("{out}/questions.jsonl"))?);
    Ok((lines, Rows::create(&format!("{out}/vectors.f32"))?, texts(files)?))
}

/// The texts of some files, a line each, with all that the line tells.
fn texts(files: &[String]) -> anyhow::Result<Texts> {
    let mut found = Vec::new();
    for file in files {
        for line in BufReader::new(File::open(file)?).lines() {
            let told: Value = serde_json::from_str(&line?)?;
            let mut document = Document::new(told["text"].as_str().unwrap_or_default().to_string())?;
            document.published = ingest::parse_date(told["published"].as_str().unwrap_or_default());
            found.push((told, document));
        }
    }
    Ok(found)
}

/// The file of words' vectors, a row for each word that a question names.
pub struct Rows {
    file: BufWriter<File>,
    n_rows: usize,
    /// The rows of the document's words.
    of: BTreeMap<usize, usize>,
}

impl Rows {
    /// An empty file of that name.
    fn create(path: &str) -> std::io::Result<Rows> {
        Ok(Rows { file: BufWriter::new(File::create(path)?), n_rows: 0, of: BTreeMap::new() })
    }

    /// Goes on to the next document.
    pub fn next_document(&mut self) {
        self.of.clear();
    }

    /// The row of a word with this vector.
    pub fn row(&mut self, token: usize, vector: &[f32]) -> std::io::Result<usize> {
        if let Some(&row) = self.of.get(&token) {
            return Ok(row);
        }
        for value in vector {
            self.file.write_all(&value.to_le_bytes())?;
        }
        self.of.insert(token, self.n_rows);
        self.n_rows += 1;
        Ok(self.n_rows - 1)
    }
}

/// The features that are not zero: their places, with their values where these are not one.
pub fn sparse(features: &[f32]) -> Vec<Value> {
    let set = features.iter().enumerate().filter(|(_, value)| **value != 0.0);
    set.map(|(at, value)| if *value == 1.0 { json!(at) } else { json!([at, value]) }).collect()
}

/// The label of each mention, as an index into `chains` of the text: that of the phrase with the same head, or that covers it
/// best.
pub fn of_mentions(annotated: &Annotated, told: &Value) -> Vec<Option<usize>> {
    let text = annotated.document.text();
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let byte = |value: &Value| bytes.get(value.as_u64().unwrap_or(u64::MAX) as usize).copied();
    let labels: Vec<(usize, usize, Option<usize>, usize)> = told["chains"]
        .as_array()
        .into_iter()
        .flatten()
        .enumerate()
        .filter_map(|(at, label)| Some((byte(&label[0])?, byte(&label[1])?, byte(&label[3]), at)))
        .collect();
    let mentions = &annotated.mentions.mentions;
    let mut found: Vec<Option<usize>> = vec![None; mentions.len()];
    for (start, end, head, label) in labels {
        let fits = |mention: &annotation::Mention| {
            let first = annotated.sentences[mention.sentence.0 as usize].tokens.start;
            let head_span = annotated.tokens[first + mention.head].span;
            if let Some(head) = head {
                return if head_span.start() <= head && head < head_span.end() { 1.0 } else { 0.0 };
            }
            let overlap = mention.span.end().min(end).saturating_sub(mention.span.start().max(start)) as f64;
            let union = (mention.span.end().max(end) - mention.span.start().min(start)) as f64;
            let has_head = start <= head_span.start() && head_span.end() <= end;
            if has_head && overlap * 2.0 >= (end - start) as f64 { overlap / union } else { 0.0 }
        };
        let near =
            mentions.partition_point(|mention| annotated.sentences[mention.sentence.0 as usize].span.end() <= start);
        let here = mentions[near..]
            .iter()
            .take_while(|mention| annotated.sentences[mention.sentence.0 as usize].span.start() < end);
        let mut best: Option<(f64, usize)> = None;
        for (at, mention) in here.enumerate() {
            let score = fits(mention);
            if score > best.map_or(0.0, |(top, _)| top) && found[near + at].is_none() {
                best = Some((score, near + at));
            }
        }
        if let Some((_, at)) = best {
            found[at] = Some(label);
        }
    }
    found
}
