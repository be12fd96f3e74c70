//! Ruling 20: a date carries over from what was told before when the act is plainly of the same occasion.

use annotation::{Argument, DateBasis, Event, EventDate, SentenceId};
use ontology::{EventType, Status};
use std::collections::{BTreeMap, BTreeSet};

/// What the sentences of a report tell of days besides their events' own.
#[derive(Default)]
pub(crate) struct Occasions {
    /// Of each sentence the day of which it tells news, if it is one.
    pub days: Vec<Option<EventDate>>,
    /// Triggers of what lay before the day told.
    pub earlier: BTreeSet<(SentenceId, usize)>,
    /// Triggers of what is told of as known already.
    pub again: BTreeSet<(SentenceId, usize)>,
    /// Triggers of what is told to have gone on, and for how many days.
    pub lengths: BTreeMap<(SentenceId, usize), i64>,
}

/// A passage on what is long ago has hardly more sentences.
const PASSAGE: u32 = 4;

/// So many events before it are looked at for the same deed.
const MAX_BACK: usize = 200;

/// Gives events without a day of their own that of the same deed told before, else that of their sentence, else the last one
/// told. What is told as earlier than the rest has no day of the others.
pub(crate) fn occasion(events: &mut [Event], occasions: &Occasions) {
    for at in 0..events.len() {
        let (before, rest) = events.split_at_mut(at);
        let Some(event) = rest.first_mut().filter(|event| is_open(event)) else { continue };
        if let Some(same) = before.iter().rev().take(MAX_BACK).find(|same| is_same_deed(same, event, occasions)) {
            event.date.clone_from(&same.date);
            event.why.push("ruling 20: the day of the same deed, told before".into());
            continue;
        }
        if occasions.earlier.contains(&(event.sentence, event.word)) {
            event.date = None;
            continue;
        }
        let upto = occasions.days.get(..=event.sentence.0 as usize).unwrap_or(&occasions.days);
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

/// `murdered last October … the murder`: force once done to the same one, what is told of as known, or force of which the
/// report goes on to tell without another day, of long ago only near by, where a sentence before told the day.
fn is_same_deed(told: &Event, event: &Event, occasions: &Occasions) -> bool {
    if told.event_type != event.event_type || !has_own_day(told) {
        return false;
    }
    let suffers = |party: &Argument| event.recipients.iter().any(|other| other.entity == party.entity);
    let is_force = matches!(event.event_type, EventType::Assault | EventType::Coerce);
    let is_of_same = is_force && told.recipients.iter().any(suffers);
    let is_known = occasions.again.contains(&(event.sentence, event.word));
    let is_near = told.sentence.0 + PASSAGE >= event.sentence.0;
    let goes_on = event.event_type == EventType::Assault
        && (told.status == Status::Actual || is_near)
        && !has_day_near(event.sentence, &occasions.days);
    is_of_same || (is_known || goes_on) && told.sentence < event.sentence
}

/// Whether its own sentence tells its day.
fn has_own_day(told: &Event) -> bool {
    let span = told.date.as_ref().filter(|date| date.basis == DateBasis::Stated).and_then(|date| date.span);
    span.is_some_and(|span| told.evidence.iter().any(|evidence| evidence.contains(span)))
}

/// Whether the sentence or the one before it tells news of a day.
fn has_day_near(sentence: SentenceId, days: &[Option<EventDate>]) -> bool {
    let at = sentence.0 as usize;
    days.get(at.saturating_sub(1)..=at).is_some_and(|near| near.iter().any(Option::is_some))
}
