//! Whom a denial or refusal answers, who is told of before: `The BSF accused the Rifles of … . A spokesman for the force denied
//! the charge`: the BSF. Codebook section 3: a recipient is whoever the act is directed at.

use super::told;
use crate::{parties, reasons};
use annotation::{Argument, Event, Passage};
use ontology::{Country, EventType, Status};

/// What is answered was said so many sentences before at most: with one, fewer are found and no fewer wrong.
const REACH: u32 = 2;

/// Fills the recipients of a REJECT that names none; `earlier` are the events of the sentences before, `beside` those of its own.
pub(crate) fn answer(passage: &Passage, event: &mut Event, earlier: &[Event], beside: &[Event]) {
    let is_denial = event.event_type == EventType::Reject && event.status != Status::Negated;
    if !is_denial || !event.recipients.is_empty() || event.actors.is_empty() {
        return;
    }
    let found = told::before(event, earlier, beside, REACH).find_map(|other| answered(passage, event, other));
    if let Some(found) = found {
        event.recipients = found;
        event.confidence *= told::DOUBT;
    }
}

/// Who said what `event` answers, if `other` is said of, or asked of, who answers.
fn answered(passage: &Passage, event: &Event, other: &Event) -> Option<Vec<Argument>> {
    use EventType::*;
    let is_saying = matches!(other.event_type, Accuse | Request | Threaten);
    if is_saying && concerns(event, &other.recipients) {
        return told::because(reasons::ANSWERED, &other.actors, |sayer| is_another(event, sayer));
    }
    let mention = other.attribution.as_ref()?.mention?;
    let sayer = parties::named(passage, mention, reasons::ANSWERED);
    let can_act = passage.resolution.actor(mention).can_act();
    (can_act && concerns(event, &other.actors) && is_another(event, &sayer)).then(|| vec![sayer])
}

/// Whether one who answers is among them, or of one state with one of them.
fn concerns(event: &Event, parties: &[Argument]) -> bool {
    let is_one = |actor: &Argument, party: &Argument| {
        actor.entity == party.entity || polity(actor).is_some() && polity(actor) == polity(party)
    };
    event.actors.iter().any(|actor| parties.iter().any(|party| is_one(actor, party)))
}

/// Whether a party is none of those who answer: of one state another body.
fn is_another(event: &Event, party: &Argument) -> bool {
    event
        .actors
        .iter()
        .all(|actor| actor.entity != party.entity && (actor.country != party.country || actor.sector != party.sector))
}

fn polity(party: &Argument) -> Option<Country> {
    party.country.filter(|country| country.is_polity())
}
