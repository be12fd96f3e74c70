//! Section 1: a report names once who arrests and searches (`Police stormed the hall … Six were detained`).
//!
//! Attacks are left without the attacker whom another sentence names: of such guesses more were wrong than right.

use annotation::{Argument, Event, Passage, SentenceId};
use ontology::{Deprel, EventType, Status, Upos};
use std::sync::Arc;

/// One whom another sentence names makes the event that much less sure.
const DOUBT: f32 = 0.7;

/// Gives COERCE events without an actor the one that all others of the report have, but for those told of as `further` ones.
pub(crate) fn perpetrator(events: &mut [Event], further: &[(SentenceId, usize)]) {
    let Some(actors) = only_perpetrator(events) else { return };
    let is_his = |event: &Event| {
        let is_open = is_deed(event) && event.actors.is_empty();
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

/// `a bombing`, `several shootings`: whether the noun tells of a deed that was not told of yet.
pub(crate) fn is_further(passage: &Passage, word: usize) -> bool {
    let is_counted = passage.head(word).filter(|_| passage.deprel(word) == Deprel::Nmod);
    let first = is_counted.filter(|&amount| crate::frame::counted(passage, amount) == Some(word)).unwrap_or(word);
    let mut determiners = passage.children(first, &[Deprel::Det, Deprel::Amod]);
    let is_new = |det: usize| ["a", "an", "another", "several", "other"].contains(&passage.form(det).as_str());
    passage.upos(word) == Upos::Noun && determiners.any(is_new)
}

fn is_deed(event: &Event) -> bool {
    event.event_type == EventType::Coerce && event.status == Status::Actual
}

fn only_perpetrator(events: &[Event]) -> Option<Vec<Argument>> {
    let mut deeds = events.iter().filter(|event| is_deed(event) && !event.actors.is_empty());
    let first = deeds.next()?;
    let same = |event: &Event| event.actors.len() == 1 && event.actors[0].country == first.actors[0].country;
    (same(first) && deeds.all(same)).then(|| {
        let named = |actor: &Argument| Argument { why: Arc::from("the report's only perpetrator"), ..actor.clone() };
        first.actors.iter().map(named).collect()
    })
}
