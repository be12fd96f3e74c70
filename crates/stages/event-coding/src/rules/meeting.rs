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
    let is_visit = event.mode == Some(Mode::ConsultVisit);
    if !is_visit {
        // All who talk, before it is asked who came to whom.
        event.actors.append(&mut event.recipients);
        event.actors.sort_by_key(|party| party.span);
        event.actors.dedup_by_key(|party| (party.mention, party.entity));
    }
    match place {
        Some(place) if event.mode.is_none() => settle_by_place(event, place),
        Some(place) if is_visit => turn_round(event, place),
        _ => {}
    }
}

fn settle_by_place(event: &mut Event, place: Country) {
    let known = event.actors.iter().all(|party| party.country.is_some());
    if !known || event.actors.len() < 2 {
        return;
    }
    let (hosts, guests): (Vec<Argument>, Vec<Argument>) =
        event.actors.drain(..).partition(|party| party.country == Some(place));
    match (hosts.is_empty(), guests.is_empty()) {
        (false, false) => {
            event.mode = Some(Mode::ConsultVisit);
            event.why.push("ruling 7: received in the country of one side".into());
            (event.actors, event.recipients) = (guests, hosts);
        }
        (true, false) => {
            if is_international(&guests) {
                event.mode = Some(Mode::ConsultThirdParty);
                event.why.push("ruling 23: in a third country".into());
            }
            event.actors = guests;
        }
        _ => event.actors = hosts,
    }
}

fn is_international(parties: &[Argument]) -> bool {
    parties.iter().any(|party| party.country != parties[0].country)
}

/// The one who is at home does not visit.
fn turn_round(event: &mut Event, place: Country) {
    let all = |parties: &[Argument], home: bool| {
        !parties.is_empty()
            && parties.iter().all(|party| party.country.is_some_and(|country| (country == place) == home))
    };
    if all(&event.actors, true) && all(&event.recipients, false) {
        std::mem::swap(&mut event.actors, &mut event.recipients);
        event.why.push("ruling 7: the guest is the actor".into());
    }
}
