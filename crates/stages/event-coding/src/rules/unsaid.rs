//! Section 1: whom an act is directed at though its clause does not say so (`Kyiv's plea for shells was turned down by
//! Seoul`, `Minsk rejected the charge`): the nearest other party of the sentence, then of the sentence before.

use crate::{parties, plausible, reasons};
use annotation::Passage;
use annotation::{Argument, EntityId, EntityKind, Event, MentionId};
use ontology::{Country, Deprel, EventType, Sector};
use std::sync::Arc;

/// Who does anything to whom.
pub(crate) fn doings(events: &[Event]) -> Vec<(EntityId, EntityId)> {
    let of = |event: &Event| -> Vec<(EntityId, EntityId)> {
        let to =
            |actor: &Argument| event.recipients.iter().map(|party| (actor.entity, party.entity)).collect::<Vec<_>>();
        event.actors.iter().flat_map(to).collect()
    };
    events.iter().flat_map(of).collect()
}

/// Fills the recipients of an act that always has one; `doings` are those of its sentence.
pub(crate) fn unsaid(passage: &Passage, event: &mut Event, before: &[Event], doings: &[(EntityId, EntityId)]) {
    if !event.recipients.is_empty() || event.actors.is_empty() || !is_directed(event.event_type) {
        return;
    }
    let is_domestic = is_domestic(passage, event);
    let found = if is_told_before(passage, event) {
        in_sentence_before(event, before, is_domestic).or_else(|| in_sentence(passage, event, doings))
    } else {
        in_sentence(passage, event, doings).or_else(|| in_sentence_before(event, before, false))
    };
    if let Some(party) = found {
        event.recipients.push(party);
        event.confidence *= DOUBT;
    }
}

/// Whether one of the state that the report is about acts.
fn is_domestic(passage: &Passage, event: &Event) -> bool {
    passage.home.is_some() && event.actors.iter().any(|actor| actor.country == passage.home)
}

/// Types that in the project's training sentences name a recipient nine times in ten, and for which the nearest other
/// party is the right one oftener than not.
fn is_directed(event_type: EventType) -> bool {
    use EventType::*;
    matches!(event_type, Accuse | Request | Threaten | Sanction | Aid | Assault)
}

/// `criticized the decision`, `this move was condemned`: whose it is was told before.
pub(crate) fn is_told_before(passage: &Passage, event: &Event) -> bool {
    let object = passage.child(event.word, &[Deprel::Obj, Deprel::NsubjPass]);
    let determined = |object: usize| {
        let mut determiners = passage.children(object, &[Deprel::Det]);
        let definite =
            determiners.any(|det| ["the", "this", "that", "these", "those"].contains(&passage.form(det).as_str()));
        definite && passage.child(object, &[Deprel::Nmod, Deprel::NmodPoss, Deprel::AclRelcl, Deprel::Acl]).is_none()
    };
    object.is_some_and(determined)
}

/// A recipient that is guessed makes the event that much less sure.
const DOUBT: f32 = 0.8;

fn in_sentence(passage: &Passage, event: &Event, doings: &[(EntityId, EntityId)]) -> Option<Argument> {
    let taken: Vec<_> = event.actors.iter().map(|actor| actor.entity).collect();
    let countries: Vec<Option<Country>> = event.actors.iter().map(|actor| actor.country).collect();
    let sayer = event.attribution.as_ref().and_then(|attribution| attribution.mention);
    let sayer = sayer.map(|mention| passage.resolution.actor(mention).entity);
    let fits = |mention: MentionId, abroad: bool| {
        let actor = passage.resolution.actor(mention);
        // `Police arrested a man after the shooting`: who acts upon the one who did it is not whom he did it to.
        let acts_upon = |&(one, other): &(EntityId, EntityId)| one == actor.entity && taken.contains(&other);
        let other = !taken.contains(&actor.entity) && Some(actor.entity) != sayer && !doings.iter().any(acts_upon);
        let head = passage.mentions.get(mention).head;
        actor.can_act()
            && other
            && !is_channel(passage, mention)
            && !is_told_of(passage, head, event)
            && !plausible::is_where(passage, head, event.event_type)
            && !plausible::is_no_party(passage, head)
            && !parties::is_item(passage, head)
            && !plausible::is_land(passage, head)
            && !is_of_actor(passage, mention, event)
            && actor.country.is_some()
            && countries.contains(&actor.country) != abroad
    };
    let mut words: Vec<usize> = (0..passage.len()).collect();
    words.sort_by_key(|&word| (word > event.word, word.abs_diff(event.word)));
    let mentions = || words.iter().filter_map(|&word| passage.mention(word));
    let find = |abroad: bool| mentions().find(|&mention| fits(mention, abroad));
    let nearest = || mentions().find(|&mention| fits(mention, true) || fits(mention, false));
    // In a report of one state's affairs both sides are of it; else the other side is another state's.
    let mention = if is_domestic(passage, event) { nearest() } else { find(true).or_else(|| find(false)) }?;
    Some(parties::named(passage, mention, reasons::NEAREST))
}

/// `Sudanese` in `Sudanese troops`, and a state told of again: who is part of an actor's own name.
fn is_of_actor(passage: &Passage, mention: MentionId, event: &Event) -> bool {
    let span = passage.mentions.get(mention).span;
    let kind = |mention: MentionId| passage.resolution.actor(mention).kind;
    let country = passage.resolution.actor(mention).country;
    event.actors.iter().any(|actor| {
        let is_same_state =
            kind(mention) == EntityKind::State && kind(actor.mention) == EntityKind::State && actor.country == country;
        is_same_state || actor.span.overlaps(span)
    })
}

/// `Jihadists, who are linked to the Taliban, claimed the attack`: who only tells more of an actor.
fn is_told_of(passage: &Passage, word: usize, event: &Event) -> bool {
    let heads: Vec<usize> = event.actors.iter().map(|actor| passage.mentions.get(actor.mention).head).collect();
    let is_actor = |above: usize| passage.head(above).is_some_and(|head| heads.contains(&head));
    let mut path = std::iter::once(word).chain(passage.tree.ancestors(word));
    path.any(|above| passage.deprel(above) == Deprel::AclRelcl && is_actor(above))
}

/// Who only carries the words: media, and what something is said `via` or `on`.
fn is_channel(passage: &Passage, mention: MentionId) -> bool {
    let head = passage.mentions.get(mention).head;
    let is_medium = passage.resolution.actor(mention).sector == Sector::Jrn;
    is_medium
        || passage
            .introducer(head, Deprel::Case)
            .is_some_and(|form| matches!(form.as_str(), "via" | "on" | "using" | "like"))
}

/// Who decides, and so is blamed and asked for what was decided.
fn rules_at_home(party: &Argument) -> bool {
    matches!(party.sector, Sector::Gov | Sector::Leg | Sector::Jud | Sector::Mil | Sector::Cop)
}

/// How many sentences back a party may have been told of.
const REACH: u32 = 2;

fn in_sentence_before(event: &Event, before: &[Event], may_be_at_home: bool) -> Option<Argument> {
    let last = before.last().filter(|last| event.sentence.0 - last.sentence.0 <= REACH)?;
    let other = |party: &&Argument| {
        let same = |actor: &Argument| {
            actor.entity == party.entity || actor.country == party.country && !(may_be_at_home && rules_at_home(party))
        };
        party.country.is_some() && !event.actors.iter().any(same)
    };
    let found = last.actors.iter().chain(&last.recipients).find(other)?;
    Some(Argument { why: Arc::from(reasons::BEFORE), ..found.clone() })
}
