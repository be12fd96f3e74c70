//! Whom a pledge or praise is for when the sentence only says `the two air forces`, `both countries`: the other of the two.

use crate::{parties, reasons};
use annotation::Passage;
use annotation::{Argument, Event};
use ontology::EventType;

/// Fills the recipients of a one-sided AGREE or SUPPORT from a pair that the clause names and the actor belongs to.
pub(crate) fn partner(passage: &Passage, event: &mut Event) {
    let one_sided = matches!(event.event_type, EventType::Agree | EventType::Support) && event.recipients.is_empty();
    let country = event.actors.first().and_then(|actor| actor.country);
    if !one_sided || event.actors.iter().any(|actor| actor.country != country) {
        return;
    }
    let below = passage.tree.descendants(event.word);
    event.recipients = below.into_iter().find_map(|word| others_of_pair(passage, word, event)).unwrap_or_default();
}

fn others_of_pair(passage: &Passage, word: usize, event: &Event) -> Option<Vec<Argument>> {
    let mention = passage.mention(word)?;
    let members = &passage.resolution.entities[passage.resolution.actor(mention).entity.0 as usize].members;
    let is_actor = |member: &annotation::EntityId| {
        let country = passage.resolution.entities[member.0 as usize].country;
        event.actors.iter().any(|actor| actor.entity == *member || actor.country.is_some() && actor.country == country)
    };
    if !members.iter().any(is_actor) {
        return None;
    }
    let others = members.iter().filter(|member| !is_actor(member));
    let arguments: Vec<Argument> =
        others.map(|&member| parties::member(passage, mention, member, reasons::PARTNER)).collect();
    (!arguments.is_empty()).then_some(arguments)
}
