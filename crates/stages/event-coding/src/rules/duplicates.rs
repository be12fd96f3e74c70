//! Section 1: a bare repetition is no event. Of two triggers of one type in one sentence, one under the
//! other and with no other parties (`killed in an airstrike`, `paid a visit`), the fuller one stays.

use annotation::Passage;
use annotation::{Argument, Event};
use ontology::EventType;

/// Removes from `events`, all of one sentence, those that repeat another one.
pub(crate) fn drop_duplicates(passage: &Passage, events: Vec<Event>) -> Vec<Event> {
    let mut kept: Vec<Event> = Vec::new();
    for event in events {
        match kept.iter().position(|other| repeats(passage, &event, other)) {
            Some(at) if weight(&event) > weight(&kept[at]) => kept[at] = absorb(event, kept[at].clone()),
            Some(at) => kept[at] = absorb(kept[at].clone(), event),
            None => kept.push(event),
        }
    }
    kept
}

fn weight(event: &Event) -> (usize, bool, u32) {
    let parties = event.actors.len() + event.recipients.len();
    (parties, event.mode.is_some(), (event.confidence * 1000.0) as u32)
}

/// `kept`, with the mode and parties that only `gone` had.
fn absorb(mut kept: Event, gone: Event) -> Event {
    kept.mode = kept.mode.or(gone.mode);
    if kept.actors.is_empty() {
        kept.actors = gone.actors;
    }
    if kept.recipients.is_empty() && kept.event_type != EventType::Consult {
        let is_actor = |party: &Argument| kept.actors.iter().any(|actor| actor.entity == party.entity);
        kept.recipients = gone.recipients.into_iter().filter(|party| !is_actor(party)).collect();
    }
    kept.date = kept.date.or(gone.date);
    kept.place = kept.place.or(gone.place);
    kept
}

fn repeats(passage: &Passage, event: &Event, other: &Event) -> bool {
    event.event_type == other.event_type
        && event.status == other.status
        && under(passage, event.word, other.word)
        && compatible(&event.actors, &other.actors)
        && compatible(&event.recipients, &other.recipients)
}

fn under(passage: &Passage, word: usize, other: usize) -> bool {
    let mut up = passage.tree.ancestors(word).take(3);
    let mut down = passage.tree.ancestors(other).take(3);
    up.any(|above| above == other) || down.any(|above| above == word)
}

fn compatible(some: &[Argument], others: &[Argument]) -> bool {
    some.is_empty() || others.is_empty() || some.iter().any(|party| others.iter().any(|other| same(party, other)))
}

fn same(party: &Argument, other: &Argument) -> bool {
    party.entity == other.entity
        || party.country.is_some() && party.country == other.country && party.sector == other.sector
}
