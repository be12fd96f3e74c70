//! Corrected reports as gold, in the form that `entente evaluate events` reads.

use record::{Argument, Event, Points, Record, hash};
use serde_json::{Value, json};

/// Longest name of a file, in bytes.
const MAX_NAME: usize = 120;

/// One report as gold.
#[derive(Clone, PartialEq, Debug)]
pub struct Gold {
    /// The name of both files, without `.json`: the report's id, made safe.
    pub name: String,
    /// What `docs/NAME.json` holds.
    pub document: Value,
    /// What `events/NAME.json` holds.
    pub events: Value,
}

/// The text and the events of a report, all of them, as they are after correction.
pub fn gold(record: &Record, text: &str) -> Gold {
    let name = safe(&record.id);
    let points = Points::new(text);
    let document = json!({
        "id": name,
        "report": record.id,
        "title": record.title,
        "published": record.published,
        "url": record.url,
        "publisher": record.publisher,
        "sha256": record.text_sha256,
        "text": text,
        "sentences": record.sentences,
    });
    let events: Vec<Value> = record.events.iter().map(|event| gold_event(record, &points, event)).collect();
    Gold { document, events: json!({"id": name, "events": events}), name }
}

fn gold_event(record: &Record, points: &Points, event: &Event) -> Value {
    let place = event.place.as_ref();
    let is_within = |&[start, end]: &[usize; 2]| start <= event.trigger.start && event.trigger.start < end;
    let sentence = record.sentences.iter().position(is_within).unwrap_or(event.sentence);
    let side = |side: &[Argument]| side.iter().map(|argument| party(record, argument)).collect::<Vec<_>>();
    json!({
        "s": sentence,
        "trigger": trigger(record.sentences.get(sentence).copied().unwrap_or_default(), points, event),
        "type": event.event_type,
        "mode": event.mode,
        "status": event.status,
        "actors": side(&event.actors),
        "recipients": side(&event.recipients),
        "date": event.date.as_ref().map(|date| [&date.start, &date.end]),
        "place": place.map(|place| json!({"text": place.text, "country": place.country, "name": place.name})),
        "contexts": event.contexts,
        "attribution": event.attribution.as_ref().map(|said| {
            let entity = record.entities.iter().find(|entity| Some(&entity.id) == said.entity.as_ref());
            entity.map_or(&said.text, |entity| &entity.name)
        }),
    })
}

fn party(record: &Record, argument: &Argument) -> Value {
    let entity = record.entities.iter().find(|entity| entity.id == argument.entity);
    let name = entity.map(|entity| &entity.name);
    json!({"text": argument.text, "name": name, "country": argument.country, "sector": argument.sector})
}

/// The words of the trigger; with words before it where they stand in the sentence before, for whoever reads them takes the first ones.
fn trigger<'t>([start, end]: [usize; 2], points: &Points<'t>, event: &Event) -> &'t str {
    let (own, last) = (event.trigger.start.max(start), event.trigger.end.min(end));
    let sentence = points.slice([start, end]);
    let before: Vec<char> = points.slice([start, own]).chars().collect();
    let begins_word = |at: usize| before[at].is_alphanumeric() && (at == 0 || !before[at - 1].is_alphanumeric());
    let earlier = (0..before.len()).rev().filter(|&at| begins_word(at)).map(|at| start + at);
    let is_first = |from: &usize| {
        let words = points.slice([*from, last]);
        sentence.find(words).is_some_and(|byte| sentence[..byte].chars().count() == from - start)
    };
    let from = std::iter::once(own).chain(earlier).find(is_first).unwrap_or(own);
    points.slice([from, last])
}

/// A report's id as the name of a file: letters, digits, `.`, `_` and `-`; of others it tells a hash.
fn safe(id: &str) -> String {
    let is_safe = |character: char| character.is_ascii_alphanumeric() || "._-".contains(character);
    if !id.is_empty() && id.len() <= MAX_NAME && id.chars().all(is_safe) && !id.starts_with('.') {
        return id.to_string();
    }
    let kept: String = id.chars().map(|character| if is_safe(character) { character } else { '_' }).take(60).collect();
    format!("{}-{}", kept.trim_start_matches('.'), hash::id(&[id]))
}
