//! Labelled reports, read beside their records.

use crate::Error;
use record::Record;
use serde::Deserialize;
use std::collections::HashMap;

/// A labelled report and what it was coded as.
#[derive(Debug)]
pub struct Labelled {
    /// The part of the data that it belongs to: the first letter of its id.
    pub part: char,
    /// Its id.
    pub id: String,
    /// Its story.
    pub story: String,
    /// Its text.
    pub text: String,
    /// Its record.
    pub record: Record,
    /// Labelled mentions: the happening, and the index of the coded event that is this mention, if there is one.
    pub mentions: Vec<(String, Option<usize>)>,
}

#[derive(Deserialize)]
struct Row {
    id: String,
    story: String,
    text: String,
    happenings: Vec<Label>,
}

#[derive(Deserialize)]
struct Label {
    id: String,
    sentence: String,
    trigger: String,
}

/// Reads labelled reports and their records, both as JSON lines.
///
/// # Errors
/// Names the line that is of another form, that has no record, or whose labelled sentence is not in its text.
pub fn read(gold: &str, records: &str) -> Result<Vec<Labelled>, Error> {
    let mut coded = HashMap::new();
    for (number, line) in records.lines().enumerate() {
        let record: Record =
            serde_json::from_str(line).map_err(|error| Error::new(format!("records, line {}: {error}", number + 1)))?;
        coded.insert(record.id.clone(), record);
    }
    let mut labelled = Vec::new();
    for (number, line) in gold.lines().enumerate() {
        let fail = |what: String| Error::new(format!("gold, line {}: {what}", number + 1));
        let row: Row = serde_json::from_str(line).map_err(|error| fail(error.to_string()))?;
        let record = coded.remove(&row.id).ok_or_else(|| fail(format!("no record of `{}`", row.id)))?;
        let mut mentions = Vec::new();
        for label in &row.happenings {
            let span = trigger_span(&row.text, label)
                .ok_or_else(|| fail(format!("`{}` is not in `{}`", label.trigger, label.sentence)))?;
            mentions.push((label.id.clone(), event_at(&record, span)));
        }
        let part = row.id.chars().next().unwrap_or(' ');
        labelled.push(Labelled { part, id: row.id, story: row.story, text: row.text, record, mentions });
    }
    Ok(labelled)
}

/// Code points of the trigger.
fn trigger_span(text: &str, label: &Label) -> Option<[usize; 2]> {
    let sentence = text.find(&label.sentence)?;
    let start = sentence + label.sentence.find(&label.trigger)?;
    let points = |byte: usize| text[..byte].chars().count();
    Some([points(start), points(start + label.trigger.len())])
}

/// The surest coded event whose trigger overlaps the span.
fn event_at(record: &Record, [start, end]: [usize; 2]) -> Option<usize> {
    let overlaps = |event: &record::Event| event.trigger.start < end && event.trigger.end > start;
    let events = record.events.iter().enumerate().filter(|(_, event)| overlaps(event));
    events
        .max_by(|(a, one), (b, other)| one.confidence.total_cmp(&other.confidence).then(b.cmp(a)))
        .map(|(index, _)| index)
}
