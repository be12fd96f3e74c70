//! Corrections of one invented report, laid over what was coded and handed on.

use corrections::{Kept, NewCorrection, Review, apply, gold, plan};
use proptest::prelude::*;
use record::{Argument, Coder, Entity, Event, Mention, Record, Trigger, hash};
use serde_json::{Value, json};

const TEXT: &str = "Ghana met Togo, and Benin met Mali – then Ghana left.";

fn argument(entity: &str, start: usize, text: &str, country: &str) -> Argument {
    Argument {
        entity: entity.into(),
        start,
        end: start + text.chars().count(),
        text: text.into(),
        country: Some(country.into()),
        sector: "GOV".into(),
        other_sectors: vec![],
    }
}

fn event(id: &str, start: usize, actor: Argument, recipient: Argument) -> Event {
    Event {
        id: id.into(),
        sentence: 0,
        trigger: Trigger { start, end: start + 3, text: "met".into() },
        event_type: "CONSULT".into(),
        mode: None,
        status: "actual".into(),
        quad: 1,
        score: 1.5,
        cameo: "040".into(),
        goldstein: 1.0,
        contexts: vec![],
        actors: vec![actor],
        recipients: vec![recipient],
        date: None,
        place: None,
        attribution: None,
        denied_by: vec![],
        confidence: 0.7,
        evidence: vec![[0, 53]],
        why: "lexicon".into(),
    }
}

fn entity(id: &str, name: &str, country: &str, start: usize) -> Entity {
    let mention = Mention { start, end: start + name.chars().count(), text: name.into(), form: "name".into() };
    Entity {
        id: id.into(),
        kind: "state".into(),
        name: name.into(),
        country: Some(country.into()),
        sectors: vec![],
        knowledge_id: None,
        wikidata: None,
        offices: vec![],
        mentions: vec![mention],
    }
}

fn record() -> Record {
    Record {
        schema: record::FORM.into(),
        id: "r/1".into(),
        title: None,
        url: None,
        publisher: None,
        published: Some("2025-01-14".into()),
        language: Some("en".into()),
        dateline: None,
        text_sha256: hash::sha256(TEXT.as_bytes()),
        coder: Coder { name: "entente".into(), version: "1".into(), models: "m".into(), knowledge: "k".into() },
        sentences: vec![[0, TEXT.chars().count()]],
        entities: vec![
            entity("e1", "Ghana", "GHA", 0),
            entity("e2", "Togo", "TGO", 10),
            entity("e3", "Benin", "BEN", 20),
            entity("e4", "Mali", "MLI", 30),
        ],
        events: vec![
            event("one", 6, argument("e1", 0, "Ghana", "GHA"), argument("e2", 10, "Togo", "TGO")),
            event("two", 26, argument("e3", 20, "Benin", "BEN"), argument("e4", 30, "Mali", "MLI")),
        ],
        times: vec![],
        places: vec![],
        quotes: vec![],
        statements: vec![],
        numbers: vec![],
        materiel: vec![],
        exercises: vec![],
        warnings: vec![],
    }
}

fn new(mut body: Value) -> NewCorrection {
    body["by"] = json!("Rana; of the desk");
    body["reason"] = json!("seen");
    NewCorrection::from_value(body).expect("well formed")
}

/// Corrections as they are kept, each made of the record with those before it.
fn kept(bodies: &[Value]) -> Vec<Kept> {
    let mut kept: Vec<Kept> = Vec::new();
    for (number, body) in bodies.iter().enumerate() {
        let current = apply(&record(), TEXT, &kept).record;
        let new = new(body.clone());
        let plan = plan(&new, &current, TEXT, &number.to_string()).expect("a correction that can be");
        let (id, by, reason) = (number.to_string(), new.by, new.reason);
        kept.push(Kept { id, by, reason, change: plan.change, anchor: plan.anchor, is_undone: false });
    }
    kept
}

#[test]
fn codes_follow_from_what_is_set_and_the_reason_names_who_set_it() {
    let applied = apply(&record(), TEXT, &kept(&[json!({"kind": "edit", "event": "two", "set": {"mode": "visit"}})]));
    let event = &applied.record.events[1];
    assert_eq!((event.id.as_str(), event.score, event.cameo.as_str(), event.goldstein), ("two", 4.0, "042", 1.9));
    assert_eq!(event.why, "lexicon; type, mode set by Rana, of the desk");
    assert_eq!(applied.reviews["two"], Review::Edited);
    assert_eq!(applied.record.events[0], record().events[0]);
}

#[test]
fn a_struck_sibling_does_not_take_the_other_event_of_its_words_along() {
    let mut with_sibling = record();
    let mut sibling = with_sibling.events[0].clone();
    sibling.id = "sibling".into();
    sibling.actors = vec![argument("e3", 20, "Benin", "BEN")];
    with_sibling.events.insert(1, sibling);
    let strike = new(json!({"kind": "strike", "event": "one"}));
    let plan = plan(&strike, &with_sibling, TEXT, "").expect("a correction");
    let strike = Kept {
        id: "0".into(),
        by: strike.by,
        reason: strike.reason,
        change: plan.change,
        anchor: plan.anchor,
        is_undone: false,
    };
    // Coded again with other ids; only the sibling is left.
    with_sibling.coder.version = "2".into();
    with_sibling.events.remove(0);
    with_sibling.events[0].id = "sibling again".into();
    let applied = apply(&with_sibling, TEXT, &[strike]);
    assert_eq!(applied.record.events.len(), 2, "the sibling stays");
}

#[test]
fn words_that_moved_are_found_and_words_that_are_gone_wait() {
    let kept =
        kept(&[json!({"kind": "edit", "event": "two", "set": {"recipients": [{"text": "Togo", "country": "TGO"}]}})]);
    let moved_text = format!("Ünlike before: {TEXT}");
    let mut moved = record();
    moved.text_sha256 = hash::sha256(moved_text.as_bytes());
    moved.sentences = vec![[0, 15], [15, moved_text.chars().count()]];
    moved.events.clear();
    let applied = apply(&moved, &moved_text, &kept);
    let event = &applied.record.events[0];
    assert_eq!((event.trigger.start, event.actors[0].start, event.recipients[0].start), (41, 35, 25));
    assert_eq!(event.sentence, 1);
    assert!(applied.stale.is_empty());
    let gone = apply(&moved, "Nothing of it.", &kept);
    assert_eq!((gone.record.events.len(), gone.record.entities.len(), gone.stale.len()), (0, 4, 1));
}

#[test]
fn gold_names_a_trigger_so_that_it_is_found_where_it_stands() {
    let gold = gold(&record(), TEXT);
    let triggers: Vec<&str> = gold.events["events"]
        .as_array()
        .expect("events")
        .iter()
        .map(|event| event["trigger"].as_str().expect("words"))
        .collect();
    assert_eq!(triggers, ["met", "Benin met"], "the first `met` is another");
    assert_eq!(
        gold.events["events"][0]["actors"][0],
        json!({"text": "Ghana", "name": "Ghana", "country": "GHA", "sector": "GOV"})
    );
    assert!(gold.name.starts_with("r_1-") && gold.document["report"] == "r/1", "{}", gold.name);
}

proptest! {
    /// Whatever is taken back leaves the record that the others make, and spans stay in the text.
    #[test]
    fn any_corrections_leave_a_whole_record(
        said in proptest::collection::vec((0usize..5, 0usize..40, 1usize..12, any::<bool>()), 0..8),
    ) {
        let mut held: Vec<Kept> = Vec::new();
        for (number, (kind, start, length, is_undone)) in said.into_iter().enumerate() {
            let current = apply(&record(), TEXT, &held).record;
            let Some(event) = current.events.get(start % current.events.len().max(1)).map(|event| event.id.clone()) else { break };
            let body = match kind {
                0 => json!({"kind": "accept", "event": event}),
                1 => json!({"kind": "strike", "event": event}),
                2 => json!({"kind": "edit", "event": event, "set": {"type": "ASSAULT", "actors": [{"start": start, "end": start + length}]}}),
                3 => json!({"kind": "edit", "event": event, "set": {"place": {"span": [start, start + length], "country": "GHA"}}}),
                _ => json!({"kind": "add", "report": "r/1", "event": {"trigger": {"start": start, "end": start + length}, "type": "AID",
                    "actors": [{"text": "Mali"}]}}),
            };
            let new = new(body);
            let Ok(plan) = plan(&new, &current, TEXT, &number.to_string()) else { continue };
            held.push(Kept { id: number.to_string(), by: new.by, reason: new.reason, change: plan.change, anchor: plan.anchor, is_undone });
        }
        let applied = apply(&record(), TEXT, &held);
        let made = &applied.record;
        for event in &made.events {
            prop_assert!(event.trigger.end <= 53 && made.sentences.len() > event.sentence);
            for party in event.actors.iter().chain(&event.recipients) {
                let words: String = TEXT.chars().skip(party.start).take(party.end - party.start).collect();
                prop_assert_eq!(&words, &party.text);
                prop_assert!(made.entities.iter().any(|entity| entity.id == party.entity));
            }
        }
        let mut ids: Vec<&str> = made.events.iter().map(|event| event.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        prop_assert_eq!(ids.len(), made.events.len());
        let starts: Vec<[usize; 2]> = made.events.iter().map(|event| [event.trigger.start, event.trigger.end]).collect();
        prop_assert!(starts.is_sorted());
        // All taken back: as coded.
        let undone: Vec<Kept> = held.into_iter().map(|kept| Kept { is_undone: true, ..kept }).collect();
        prop_assert_eq!(apply(&record(), TEXT, &undone).record, record());
    }
}
