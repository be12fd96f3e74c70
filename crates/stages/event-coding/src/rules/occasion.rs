//! Ruling 20: a date carries over from what was told before when the act is plainly of the same occasion.

use annotation::{Argument, DateBasis, Event, EventDate, SentenceId};
use ontology::{EventType, Status};

/// Gives events without a day of their own that of the same deed told before, else that of their sentence, else the last one
/// told; `days` has each sentence's, if it tells news of one day. What is told as `earlier` than the rest has no day of the others.
pub(crate) fn occasion(events: &mut [Event], days: &[Option<EventDate>], earlier: &[(SentenceId, usize)]) {
    for at in 0..events.len() {
        let (before, rest) = events.split_at_mut(at);
        let Some(event) = rest.first_mut().filter(|event| is_open(event)) else { continue };
        if let Some(same) = before.iter().rev().find(|same| is_same_deed(same, event)) {
            event.date.clone_from(&same.date);
            event.why.push("ruling 20: the day of the same deed, told before".into());
            continue;
        }
        if earlier.contains(&(event.sentence, event.word)) {
            event.date = None;
            continue;
        }
        let upto = days.get(..=event.sentence.0 as usize).unwrap_or(days);
        if let Some(day) = upto.iter().rev().flatten().next() {
            event.date = Some(day.clone());
            event.why.push("ruling 20: the day told before".into());
        }
    }
}

/// Whether it is told as done, with no day but the report's.
fn is_open(event: &Event) -> bool {
    event.status == Status::Actual && event.date.as_ref().is_some_and(|date| date.basis != DateBasis::Stated)
}

/// `murdered last October … the murder`: force once done to the same one, of which a sentence before told the day.
fn is_same_deed(told: &Event, event: &Event) -> bool {
    let is_dated = told.date.as_ref().is_some_and(|date| date.basis == DateBasis::Stated && date.span.is_some());
    let suffers = |party: &Argument| event.recipients.iter().any(|other| other.entity == party.entity);
    let is_force = matches!(event.event_type, EventType::Assault | EventType::Coerce);
    is_force && told.event_type == event.event_type && is_dated && told.recipients.iter().any(suffers)
}
