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

/// Those at home do not visit: they are visited.
fn turn_round(event: &mut Event, place: Country) {
    let is_host = |party: &Argument| party.country == Some(place);
    let all = || event.actors.iter().chain(&event.recipients);
    let is_told =
        all().any(is_host) && all().any(|party| !is_host(party)) && all().all(|party| party.country.is_some());
    let is_right = !event.actors.iter().any(is_host) && event.recipients.iter().all(is_host);
    if !is_told || is_right {
        return;
    }
    let mut all: Vec<Argument> = event.actors.drain(..).chain(event.recipients.drain(..)).collect();
    all.sort_by_key(|party| party.span);
    (event.recipients, event.actors) = all.into_iter().partition(is_host);
    event.why.push("ruling 7: the guest is the actor".into());
}
