//! Section 2: who says that he will not meet, help, trade or agree refuses, REJECT.

use annotation::Event;
use annotation::Passage;
use ontology::{Deprel, EventType, Mode, Status};

/// Recodes a cooperative `event` that its own actor will not do.
pub(crate) fn refusal(passage: &Passage, event: &mut Event, predicate: usize) {
    let refused = match event.event_type {
        EventType::Consult => Some(Mode::RejectMeet),
        EventType::Aid | EventType::Cooperate => Some(Mode::RejectAssist),
        EventType::Agree | EventType::Support => None,
        _ => return,
    };
    // `I will not discuss it` refuses nobody.
    let with_nobody = event.event_type == EventType::Consult && event.actors.len() + event.recipients.len() < 2;
    if event.status != Status::Negated || with_nobody || !is_of_will(passage, predicate) {
        return;
    }
    if event.event_type == EventType::Consult && event.recipients.is_empty() {
        // Who will not meet stands before the verb, whom he will not meet behind it.
        let trigger = event.trigger;
        (event.actors, event.recipients) = event.actors.drain(..).partition(|party| party.span < trigger);
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
