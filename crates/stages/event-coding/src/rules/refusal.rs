//! Section 2: who says that he will not meet, help, trade or agree refuses, REJECT.

use crate::passage::Passage;
use annotation::Event;
use ontology::{Deprel, EventType, Mode, Status};

/// Recodes a cooperative `event` that its own actor will not do.
pub(crate) fn refusal(passage: &Passage, event: &mut Event, predicate: usize) {
    let refused = match event.event_type {
        EventType::Consult => Some(Mode::RejectMeet),
        EventType::Aid | EventType::Cooperate => Some(Mode::RejectAssist),
        EventType::Agree | EventType::Support => None,
        _ => return,
    };
    if event.status != Status::Negated || !is_of_will(passage, predicate) {
        return;
    }
    event.event_type = EventType::Reject;
    event.mode = refused;
    event.status = Status::Actual;
    event.why.push("section 2: will not is REJECT".into());
}

/// `will not`, `would not`.
fn is_of_will(passage: &Passage, predicate: usize) -> bool {
    let mut auxiliaries = passage.children(predicate, &[Deprel::Aux]);
    auxiliaries.any(|aux| matches!(passage.form(aux).as_str(), "will" | "wo" | "would" | "shall"))
}
