//! A record made by hand, with something in every list.

use super::paint::Paint;
use super::table::Table;
use record::Record;
use serde_json::{Value, json};

/// A table as lines without color.
pub fn rendered(table: Option<Table>) -> String {
    table.expect("a table").render(200, Paint { is_colored: false })
}

/// The record.
pub fn record() -> Record {
    serde_json::from_value(json!({
        "schema": "entente/1", "id": "sample", "title": null, "url": null, "publisher": null, "published": null,
        "language": null, "dateline": null, "text_sha256": "",
        "coder": {"name": "entente", "version": "0", "models": "", "knowledge": ""},
        "sentences": [[0, 60]],
        "entities": [entity("e1", "person", "Amina Diallo"), entity("e2", "organisation", "Radio Lac"),
            entity("e3", "organisation", "Chad Basin Force")],
        "events": [event("aaaa", json!([{"event": "bbbb", "entity": "e3", "text": "the force", "span": [0, 9]}])),
            event("bbbb", json!([]))],
        "times": [], "places": [],
        "quotes": [
            quote("We are ready", json!("e1"), json!([{"entity": "e1", "text": "Diallo", "span": [0, 6], "cue": "said"},
                {"entity": "e2", "text": "Radio Lac", "span": [0, 9], "cue": "according to"}])),
            quote("no comment", json!(null), json!([{"entity": null, "text": "an aide", "span": [0, 7], "cue": null}]))],
        "statements": [],
        "numbers": [{"start": 0, "end": 9, "text": "at least 12 herders killed", "kind": "killed", "low": 12.0, "high": null,
            "of": "herders", "event": "aaaa", "attribution": "e1", "why": "a test"}],
        "materiel": [{"start": 0, "end": 9, "text": "patrol boats", "item": null, "class": "ship", "supplier": "NOR",
            "supplier_entity": null, "receiver": "TCD", "receiver_entity": "e3", "maker": null, "stage": "delivered",
            "quantity": 6.0, "value": {"amount": 1.5e6, "currency": "EUR", "text": "€1.5m", "span": [0, 5]}, "event": null,
            "why": "a test"}],
        "exercises": [{"start": 0, "end": 9, "text": "the joint drill", "name": "Lake Shield", "participants": ["e3"],
            "event": "bbbb"}],
        "warnings": [],
    }))
    .expect("a record")
}

fn entity(id: &str, kind: &str, name: &str) -> Value {
    json!({"id": id, "kind": kind, "name": name, "country": null, "sectors": [], "knowledge_id": null, "wikidata": null,
        "offices": [], "mentions": []})
}

fn event(id: &str, denied_by: Value) -> Value {
    json!({"id": id, "sentence": 0, "trigger": {"start": 0, "end": 8, "text": "attacked"}, "type": "ASSAULT", "mode": null,
        "status": "actual", "quad": 4, "score": -9.0, "cameo": "190", "goldstein": -10.0, "contexts": [], "actors": [],
        "recipients": [], "date": null, "place": null, "attribution": null, "denied_by": denied_by, "confidence": 0.8,
        "evidence": [], "why": "a test"})
}

fn quote(text: &str, speaker: Value, sayings: Value) -> Value {
    json!({"start": 0, "end": 12, "text": text, "style": "direct", "speaker": speaker, "cue": sayings[0]["cue"], "target": null,
        "sayings": sayings, "why": "a test"})
}
