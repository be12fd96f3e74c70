//! Section 1: a person takes the sector of the office held at the time of the event.

use annotation::{Argument, DateBasis, Event, Resolution, Term};
use ontology::Status;

/// Gives the parties of an event of another day the sectors that they had then.
pub(crate) fn office_on_day(event: &mut Event, resolution: &Resolution) {
    let day = event.date.as_ref().filter(|date| date.basis == DateBasis::Stated).map(|date| date.first);
    let is_past = event.status == Status::Historical;
    for party in event.actors.iter_mut().chain(&mut event.recipients) {
        let actor = resolution.actor(party.mention);
        let term = match day {
            Some(day) => actor.career.iter().find(|term| term.covers(day)),
            // Background tells of what one did in office.
            None if is_past && party.sector == ontology::Sector::Eli => only(&actor.career),
            None => None,
        };
        if let Some(term) = term.filter(|_| party.entity == actor.entity) {
            hold(party, term);
        }
    }
}

fn only(career: &[Term]) -> Option<&Term> {
    let [term] = career else { return None };
    Some(term)
}

fn hold(party: &mut Argument, term: &Term) {
    let Some((first, others)) = term.sectors.split_first() else { return };
    if party.sector != *first {
        party.sector = *first;
        party.other_sectors = others.to_vec();
        party.why = format!("{}; office held on the day, {}", party.why, term.row).into();
    }
}
