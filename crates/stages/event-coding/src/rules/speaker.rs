//! Ruling 8: where the speaker is himself a party that acts, there is no attribution.

use annotation::{Event, Resolution};

/// Drops an attribution to one of the event's own actors.
pub(crate) fn drop_speaker(event: &mut Event, resolution: &Resolution) {
    let Some(sayer) = event.attribution.as_ref().and_then(|attribution| attribution.mention) else { return };
    let entity = resolution.actor(sayer).entity;
    if event.actors.iter().any(|actor| actor.entity == entity) {
        event.attribution = None;
    }
}
