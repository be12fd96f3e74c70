//! From the words around a trigger to the parties of an event.

use crate::frame::Frame;
use crate::lexicon::{Filler, Slot};
use crate::passage::Passage;
use annotation::{Argument, EntityId, EntityKind, MentionId};
use ontology::{EventType, Sector};
use std::sync::Arc;
use text::Span;

/// The parties that `filler` finds, in the order of the text; the first alternative with any party counts.
pub(crate) fn parties(passage: &Passage, frame: &Frame, filler: &Filler, event_type: EventType) -> Vec<Argument> {
    for union in filler {
        let mut found: Vec<Argument> = Vec::new();
        for slot in union {
            for word in frame.fillers(passage, slot) {
                add_party(passage, word, slot, frame, event_type, &mut found);
            }
        }
        if !found.is_empty() {
            found.sort_by_key(|argument| argument.span);
            found.dedup_by_key(|argument| (argument.mention, argument.entity));
            return found;
        }
    }
    Vec::new()
}

fn add_party(passage: &Passage, word: usize, slot: &Slot, frame: &Frame, event_type: EventType, found: &mut Vec<Argument>) {
    for conjunct in passage.conjuncts(word) {
        found.extend(arguments(passage, conjunct, path(slot, frame), event_type));
    }
}

fn path(slot: &Slot, frame: &Frame) -> Arc<str> {
    match slot {
        Slot::Subject => Arc::from(frame.subject_path),
        Slot::Object if frame.passive => Arc::from("subject of the passive"),
        Slot::Object => Arc::from("object"),
        Slot::Indirect => Arc::from("indirect object"),
        Slot::Possessor => Arc::from("possessor"),
        Slot::Modifier => Arc::from("modifier"),
        Slot::Preposition(form) => Arc::from(format!("after `{form}`")),
        Slot::ComplementSubject => Arc::from("subject of the complement"),
        Slot::ComplementObject => Arc::from("object of the complement"),
    }
}

/// The parties that the phrase headed by `word` names, if they can be parties of an event of this type.
///
/// One, or where the phrase means several (`both sides`) each of them, under the same words.
fn arguments(passage: &Passage, word: usize, why: Arc<str>, event_type: EventType) -> Vec<Argument> {
    let Some(mention) = passage.mention(word) else { return Vec::new() };
    let actor = passage.resolution.actor(mention);
    let suffers = matches!(event_type, EventType::Assault | EventType::Coerce) && actor.country.is_some();
    let thing = matches!(actor.kind, EntityKind::Place | EntityKind::Other);
    if thing && !suffers {
        return Vec::new();
    }
    let span = passage.mentions.get(mention).span;
    let members = &passage.resolution.entities[actor.entity.0 as usize].members;
    if !members.is_empty() {
        return members.iter().map(|&member| member_argument(passage, mention, member, span, &why)).collect();
    }
    let sector = if actor.sector == Sector::Unk && thing { Sector::Cvl } else { actor.sector };
    let other_sectors = actor.other_sectors.clone();
    vec![Argument { mention, entity: actor.entity, span, country: actor.country, sector, other_sectors, why }]
}

fn member_argument(passage: &Passage, mention: MentionId, member: EntityId, span: Span, why: &Arc<str>) -> Argument {
    let entity = &passage.resolution.entities[member.0 as usize];
    let sector = entity.sectors.first().copied().unwrap_or(Sector::Unk);
    let other_sectors = entity.sectors.iter().skip(1).copied().collect();
    let why = Arc::from(format!("{why}, one of several"));
    Argument { mention, entity: member, span, country: entity.country, sector, other_sectors, why }
}
