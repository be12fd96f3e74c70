//! Ruling 20: a date carries over from what was told before when the act is plainly of the same occasion.

use annotation::{DateBasis, Event, EventDate};
use ontology::Status;

/// Gives events without a day of their own that of their sentence, else the last one told before; `days` has each
/// sentence's, if it tells news of one day.
pub(crate) fn occasion(events: &mut [Event], days: &[Option<EventDate>]) {
    for event in events {
        let is_open = event.date.as_ref().is_some_and(|date| date.basis != DateBasis::Stated);
        if !is_open || event.status != Status::Actual {
            continue;
        }
        let upto = days.get(..=event.sentence.0 as usize).unwrap_or(days);
        if let Some(day) = upto.iter().rev().flatten().next() {
            event.date = Some(day.clone());
            event.why.push("ruling 20: the day told before".into());
        }
    }
}
