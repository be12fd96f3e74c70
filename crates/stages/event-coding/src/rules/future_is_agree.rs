//! Section 2 and ruling 18: a planned CONSULT, SUPPORT, COOPERATE or AID is the promise of it, AGREE;
//! a third party's prediction of one is AGREE, future. An announced RETREAT is CONCEDE.

use annotation::Event;
use ontology::{EventType, Status};

/// Recodes `event` if it is promised rather than done. `by_others`: the sayer is none of the parties.
pub(crate) fn future_is_agree(event: &mut Event, by_others: bool) {
    if event.status != Status::Future {
        return;
    }
    match event.event_type {
        EventType::Consult | EventType::Support | EventType::Cooperate | EventType::Aid => {
            event.event_type = EventType::Agree;
            event.status = if by_others { Status::Future } else { Status::Actual };
            event.mode = None;
            event.why.push("ruling 18: planned cooperation is AGREE".into());
        }
        EventType::Agree | EventType::Concede | EventType::Threaten => event.status = Status::Actual,
        EventType::Retreat => {
            event.event_type = EventType::Concede;
            event.status = Status::Actual;
            event.mode = None;
            event.why.push("section 2: an announced retreat is CONCEDE".into());
        }
        _ => {}
    }
}
