//! `entente code --pairs`.

use super::{flat, load, outcome};
use crate::Outcome;
use crate::input;
use crate::output::{self, Results};
use crate::settings::Settings;
use anyhow::{Context, bail};
use pipeline::{Worker, work};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::PathBuf;
use text::{Document, Span};

/// A pair that is asked for.
#[derive(Deserialize, Clone, Debug)]
pub struct Question {
    /// Any value; it is given back.
    #[serde(default)]
    pub id: serde_json::Value,
    /// The text.
    pub text: String,
    /// The one who acts, in code points.
    #[serde(default)]
    pub source: Option<[usize; 2]>,
    /// The one who is acted upon, likewise.
    #[serde(default)]
    pub target: Option<[usize; 2]>,
}

/// The answer.
#[derive(Serialize, Clone, Debug)]
pub struct Answer {
    /// The question's.
    pub id: serde_json::Value,
    /// The best PLOVER type.
    #[serde(rename = "type")]
    pub event_type: &'static str,
    /// Its mode.
    pub mode: Option<&'static str>,
    /// Its status.
    pub status: &'static str,
    /// Every type's share.
    pub scores: BTreeMap<&'static str, f32>,
}

/// Answers every line of the files; a line that is no question is an error, and the others are answered.
pub fn run(files: &[PathBuf], settings: &Settings) -> anyhow::Result<Outcome> {
    let (pipeline, loaded) = load(settings)?;
    let files = if files.is_empty() { vec![PathBuf::from("-")] } else { files.to_vec() };
    let (mut results, mut n_printed, mut n_failed) = (Results::new(), 0usize, 0usize);
    work::silence_guarded_panics();
    for file in &files {
        let name = input::name(file);
        let content = match input::read_to_string(file) {
            Ok(content) => content,
            Err(error) => {
                output::complain(&format!("{error:#}"));
                n_failed += 1;
                continue;
            }
        };
        let lines = content.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        let items = lines.map(|(at, line)| (at + 1, line.to_string()));
        let answer = |worker: &mut Worker<'_>, line: String| answer(worker, question(&line)?);
        work::map_in_order(
            items,
            settings.threads,
            || pipeline.worker(),
            answer,
            |line, answered| match flat(answered) {
                Ok(answer) => {
                    results.write(&(serde_json::to_string(&answer).expect("an answer is JSON") + "\n"));
                    n_printed += 1;
                }
                Err(error) => {
                    output::complain(&format!("{name}:{line}: {error:#}"));
                    n_failed += 1;
                }
            },
        );
    }
    results.flush();
    Ok(loaded.max(outcome(n_printed, n_failed)))
}

/// Reads a line.
///
/// # Errors
/// If it is no pair.
pub fn question(line: &str) -> anyhow::Result<Question> {
    serde_json::from_str(line)
        .context("expected {\"id\", \"text\", \"source\": [start, end], \"target\": [start, end]}")
}

/// Answers a question.
///
/// # Errors
/// If a span does not lie in the text.
pub fn answer(worker: &mut Worker<'_>, question: Question) -> anyhow::Result<Answer> {
    let bytes: Vec<usize> = question.text.char_indices().map(|(at, _)| at).chain([question.text.len()]).collect();
    let span = |name: &str, span: Option<[usize; 2]>| match span {
        None => Ok(None),
        Some([start, end]) if start < end && end < bytes.len() => Ok(Some(Span::new(bytes[start], bytes[end]))),
        Some([start, end]) => {
            bail!("`{name}` [{start}, {end}] is no span of a text of {} code points", bytes.len() - 1)
        }
    };
    let parties = (span("source", question.source)?, span("target", question.target)?);
    let pair = worker.pair(&Document::new(question.text)?, parties);
    Ok(Answer {
        id: question.id,
        event_type: pair.event_type.name(),
        mode: pair.mode.map(ontology::Mode::name),
        status: pair.status.name(),
        scores: pair.scores.iter().map(|(event_type, score)| (event_type.name(), *score)).collect(),
    })
}
