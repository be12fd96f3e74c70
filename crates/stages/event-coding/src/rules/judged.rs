//! Whose deed is welcomed or condemned where the phrase only repeats it: `Peru suspended the talks. … Chile welcomed the
//! suspension`: Peru. Codebook section 3: a recipient is whoever the act is directed at.

use super::unsaid::is_told_before;
use crate::reasons;
use annotation::{Argument, Event, Passage};
use ontology::{Deprel, EventType};
use std::sync::Arc;

/// The deed was told so many sentences before at most.
const REACH: u32 = 4;

/// A recipient that is guessed makes the event that much less sure.
const DOUBT: f32 = 0.9;

/// Words begin alike for so many letters if one repeats the other.
const STEM: usize = 5;

/// Nouns for deeds, with the types of what they repeat.
const DEEDS: [(&str, &[EventType]); 17] = [
    ("accord", &[EventType::Support, EventType::Agree]),
    ("agreement", &[EventType::Support, EventType::Agree]),
    ("deal", &[EventType::Support, EventType::Agree]),
    ("pact", &[EventType::Support, EventType::Agree]),
    ("contract", &[EventType::Support, EventType::Agree]),
    ("purchase", &[EventType::Support, EventType::Agree]),
    ("sale", &[EventType::Support, EventType::Agree, EventType::Cooperate]),
    ("verdict", &[EventType::Sanction, EventType::Coerce]),
    ("sentence", &[EventType::Sanction, EventType::Coerce]),
    ("ruling", &[EventType::Sanction, EventType::Coerce]),
    ("penalty", &[EventType::Sanction, EventType::Coerce]),
    ("attack", &[EventType::Assault]),
    ("raid", &[EventType::Assault, EventType::Coerce]),
    ("killing", &[EventType::Assault]),
    ("violence", &[EventType::Assault]),
    ("crackdown", &[EventType::Assault, EventType::Coerce]),
    ("offer", &[EventType::Agree]),
];

/// Fills the recipients of an ACCUSE or SUPPORT that names only a deed; `earlier` are the events before, `beside` those of its sentence.
pub(crate) fn judged(passage: &Passage, event: &mut Event, earlier: &[Event], beside: &[Event]) {
    let is_judgement = matches!(event.event_type, EventType::Accuse | EventType::Support);
    if !is_judgement || !event.recipients.is_empty() || !is_told_before(passage, event) {
        return;
    }
    let Some(deed) = passage.child(event.word, &[Deprel::Obj, Deprel::NsubjPass]) else { return };
    let is_near = |other: &&Event| event.sentence.0 - other.sentence.0 <= REACH;
    let mut told: Vec<&Event> = earlier.iter().filter(is_near).collect();
    told.extend(beside.iter().filter(|other| other.word < event.word));
    told.reverse();
    let noun = passage.lemma(deed).to_lowercase();
    let stem = |other: &&&Event| repeats(&noun, &passage.document.slice(other.trigger).to_lowercase());
    let types = DEEDS.iter().find(|(known, _)| *known == noun).map_or(&[][..], |(_, types)| types);
    let is_other = |party: &&Argument| event.actors.iter().all(|actor| actor.entity != party.entity);
    let found = told.iter().find(stem).or_else(|| told.iter().find(|other| types.contains(&other.event_type)));
    let Some(found) = found else { return };
    let doers = found.actors.iter().filter(is_other);
    event.recipients = doers.map(|doer| Argument { why: Arc::from(reasons::BEFORE), ..doer.clone() }).collect();
    if !event.recipients.is_empty() {
        event.confidence *= DOUBT;
    }
}

/// `suspension` and `suspended`, `arrest` and `arrested`.
fn repeats(noun: &str, trigger: &str) -> bool {
    let n_alike = noun.chars().zip(trigger.chars()).take_while(|(one, other)| one == other).count();
    n_alike >= STEM || n_alike >= 4 && n_alike == noun.chars().count()
}
