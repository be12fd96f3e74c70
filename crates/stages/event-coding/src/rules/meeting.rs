//! CONSULT: who visits whom (section 2, rulings 7, 22 and 23).
//!
//! A meeting at the seat or in the country of one side is a `visit` with the other side as actor; one in a
//! third country is `third-party`. Where nobody visits, everyone who talks is an actor.

use annotation::{Argument, Event};
use ontology::{Country, EventType, Mode};

/// Settles mode and roles of a CONSULT; `place` is the country it took place in.
pub(crate) fn meeting(event: &mut Event, place: Option<Country>) {
    if event.event_type != EventType::Consult {
        return;
    }
    if event.mode.is_none()
        && let Some(place) = place
    {
        settle_by_place(event, place);
    }
    if !matches!(event.mode, Some(Mode::ConsultVisit)) && !event.recipients.is_empty() {
        event.actors.append(&mut event.recipients);
        event.actors.sort_by_key(|party| party.span);
        event.actors.dedup_by_key(|party| (party.mention, party.entity));
    }
}

fn settle_by_place(event: &mut Event, place: Country) {
    let all_of = |parties: &[Argument], test: &dyn Fn(Country) -> bool| {
        !parties.is_empty() && parties.iter().all(|party| party.country.is_some_and(test))
    };
    let at_home = |parties: &[Argument]| all_of(parties, &|country| country == place);
    let abroad = |parties: &[Argument]| all_of(parties, &|country| country != place);
    if at_home(&event.recipients) && abroad(&event.actors) {
        event.mode = Some(Mode::ConsultVisit);
        event.why.push("ruling 7: received in the recipient's country".into());
    } else if at_home(&event.actors) && abroad(&event.recipients) {
        std::mem::swap(&mut event.actors, &mut event.recipients);
        event.mode = Some(Mode::ConsultVisit);
        event.why.push("ruling 7: the guest is the actor".into());
    } else if abroad(&event.actors) && abroad(&event.recipients) {
        event.mode = Some(Mode::ConsultThirdParty);
        event.why.push("ruling 23: in a third country".into());
    }
}
