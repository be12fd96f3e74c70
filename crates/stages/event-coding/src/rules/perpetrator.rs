//! Section 1: a report of one attack names the attacker once (`Gunmen stormed the post … Six soldiers were killed`).

use annotation::{Argument, Event};
use ontology::{EventType, Sector, Status};
use std::sync::Arc;

/// A perpetrator that another sentence names makes the event that much less sure.
const DOUBT: f32 = 0.7;

/// Gives attacks without an actor the one perpetrator that all other attacks of the report have.
pub(crate) fn perpetrator(events: &mut [Event]) {
    for event_type in DEEDS {
        fill(events, event_type);
    }
}

/// Deeds that a report tells in the passive once it has said whose they are.
const DEEDS: [EventType; 2] = [EventType::Assault, EventType::Coerce];

fn fill(events: &mut [Event], event_type: EventType) {
    let Some(actors) = only_perpetrator(events, event_type) else { return };
    for event in events.iter_mut().filter(|event| is_deed(event, event_type) && event.actors.is_empty()) {
        let is_victim = event.recipients.iter().any(|victim| victim.entity == actors[0].entity);
        if !is_victim {
            event.actors = actors.clone();
            event.confidence *= DOUBT;
        }
    }
}

fn is_deed(event: &Event, event_type: EventType) -> bool {
    event.event_type == event_type && event.status == Status::Actual
}

fn only_perpetrator(events: &[Event], event_type: EventType) -> Option<Vec<Argument>> {
    // Who fights an attacker is none: police shots at him leave the attack his.
    let is_law = |event: &Event| {
        event.actors.iter().any(|actor| matches!(actor.sector, Sector::Cop | Sector::Jud | Sector::Med))
    };
    let counts = |event: &&Event| {
        is_deed(event, event_type) && !event.actors.is_empty() && (event_type != EventType::Assault || !is_law(event))
    };
    let mut attacks = events.iter().filter(counts);
    let first = attacks.next()?;
    let same = |event: &Event| event.actors.len() == 1 && event.actors[0].country == first.actors[0].country;
    (same(first) && attacks.all(same)).then(|| {
        let named = |actor: &Argument| Argument { why: Arc::from("the report's only perpetrator"), ..actor.clone() };
        first.actors.iter().map(named).collect()
    })
}
