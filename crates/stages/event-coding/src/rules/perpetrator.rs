//! Section 1: a report of one attack names the attacker once (`Gunmen stormed the post … Six soldiers were killed`).

use annotation::{Argument, Event, Passage, SentenceId};
use ontology::{Deprel, EventType, Sector, Status, Upos};
use std::sync::Arc;

/// A perpetrator that another sentence names makes the event that much less sure.
const DOUBT: f32 = 0.7;

/// Gives attacks without an actor the one perpetrator that all other attacks of the report have, but for those told
/// of as `further` ones.
pub(crate) fn perpetrator(events: &mut [Event], further: &[(SentenceId, usize)]) {
    for event_type in DEEDS {
        fill(events, event_type, further);
    }
}

/// `a bombing`, `several shootings`: whether the noun tells of an attack that was not told of yet.
pub(crate) fn is_further(passage: &Passage, word: usize) -> bool {
    let is_counted = passage.head(word).filter(|_| passage.deprel(word) == Deprel::Nmod);
    let first = is_counted.filter(|&amount| crate::frame::counted(passage, amount) == Some(word)).unwrap_or(word);
    let mut determiners = passage.children(first, &[Deprel::Det, Deprel::Amod]);
    let is_new = |det: usize| ["a", "an", "another", "several", "other"].contains(&passage.form(det).as_str());
    passage.upos(word) == Upos::Noun && determiners.any(is_new)
}

/// Deeds that a report tells in the passive once it has said whose they are.
const DEEDS: [EventType; 2] = [EventType::Assault, EventType::Coerce];

fn fill(events: &mut [Event], event_type: EventType, further: &[(SentenceId, usize)]) {
    let Some(actors) = only_perpetrator(events, event_type) else { return };
    let is_his = |event: &Event| {
        let is_open = is_deed(event, event_type) && event.actors.is_empty();
        is_open && !further.contains(&(event.sentence, event.word))
    };
    for event in events.iter_mut().filter(|event| is_his(event)) {
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
