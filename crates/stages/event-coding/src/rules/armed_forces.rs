//! Section 1: `Turkish airstrikes` are the Turkish forces', whoever sent them.

use crate::passage::Passage;
use annotation::{EntityKind, Event, Form};
use ontology::{EventType, Sector};

/// An adjective of a state before a noun for an act of force means its armed forces.
pub(crate) fn armed_forces(passage: &Passage, event: &mut Event) {
    if event.event_type != EventType::Assault || passage.is_verb(event.word) {
        return;
    }
    for party in &mut event.actors {
        let is_adjective = passage.mentions.get(party.mention).form == Form::Modifier;
        let is_state = passage.resolution.actor(party.mention).kind == EntityKind::State;
        if is_adjective && is_state && party.sector == Sector::Gov {
            party.sector = Sector::Mil;
            party.why = format!("{}; a state's act of force is its armed forces'", party.why).into();
        }
    }
}
