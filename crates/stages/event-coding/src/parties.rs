//! From the words around a trigger to the parties of an event.

use crate::frame::Frame;
use crate::lexicon::{Filler, Row, Slot};
use crate::matching::Match;
use crate::passage::Passage;
use annotation::{Argument, EntityId, EntityKind, MentionId};
use ontology::{Deprel, EventType, Quad, Sector, Upos};
use std::sync::Arc;
use text::Span;

/// Who does it: by the row, or by another row of the type that fits.
pub(crate) fn actors(passage: &Passage, found: &Match) -> Vec<Argument> {
    rows(found).map(|row| parties(passage, found, &row.actor)).find(|parties| !parties.is_empty()).unwrap_or_default()
}

/// To whom it is done: by the row, by another row of the type that fits, or where such parties stand in any clause.
pub(crate) fn recipients(passage: &Passage, found: &Match, actors: &[Argument]) -> Vec<Argument> {
    let mut fillers: Vec<Filler> = rows(found).map(|row| row.recipient.clone()).collect();
    let is_mutual = found.row.actor.iter().any(|union| union.len() > 1);
    if !is_mutual && (!found.row.recipient.is_empty() || found.row.event_type.quad() >= Quad::VerbalConflict) {
        fillers.push(usual_recipients(found.row.event_type));
    }
    let is_other = |party: &Argument| {
        actors.iter().all(|actor| actor.entity != party.entity && !is_possessed(passage, party, actor))
    };
    let others = |parties: Vec<Argument>| -> Vec<Argument> { parties.into_iter().filter(is_other).collect() };
    fillers
        .iter()
        .map(|filler| others(parties(passage, found, filler)))
        .find(|parties| !parties.is_empty())
        .unwrap_or_default()
}

/// `its soldiers`, `his own party`: the actor's, and no other party.
fn is_possessed(passage: &Passage, party: &Argument, actor: &Argument) -> bool {
    let mention = passage.mentions.get(party.mention);
    let pronoun = passage.child(mention.head, &[Deprel::NmodPoss]).filter(|&owner| passage.upos(owner) == Upos::Pron);
    pronoun.and_then(|owner| passage.actor(owner)).is_some_and(|owner| owner.entity == actor.entity)
}

/// The sayer as the party that acts.
pub(crate) fn sayer(passage: &Passage, mention: MentionId) -> Argument {
    let actor = passage.resolution.actor(mention);
    Argument {
        mention,
        entity: actor.entity,
        span: passage.mentions.get(mention).span,
        country: actor.country,
        sector: actor.sector,
        other_sectors: actor.other_sectors.clone(),
        why: Arc::from("who announces it"),
    }
}

fn rows<'m, 'l>(found: &'m Match<'l>) -> impl Iterator<Item = &'l Row> + 'm {
    std::iter::once(found.row).chain(found.others.iter().copied())
}

/// Where the party that an act is directed at stands when no row says so.
fn usual_recipients(event_type: EventType) -> Filler {
    use EventType::*;
    let after = |form: &str| Slot::Preposition(form.into());
    let slots = match event_type {
        Accuse | Reject | Threaten | Sanction | Request | Support => {
            vec![
                Slot::Object,
                Slot::Indirect,
                after("against"),
                after("to"),
                after("on"),
                after("with"),
                after("from"),
                after("of"),
                Slot::Possessor,
                Slot::Modifier,
            ]
        }
        Coerce | Assault => {
            vec![Slot::Object, after("against"), after("on"), after("at"), after("of"), after("from"), Slot::Modifier]
        }
        Aid | Agree | Concede | Cooperate => {
            vec![Slot::Indirect, after("to"), after("for"), after("with")]
        }
        Protest => vec![after("against"), after("at"), after("outside")],
        Consult | Retreat | Mobilize => Vec::new(),
    };
    slots.into_iter().map(|slot| vec![slot]).collect()
}

/// The parties that `filler` finds, in the order of the text; the first alternative with any party counts.
fn parties(passage: &Passage, found: &Match, filler: &Filler) -> Vec<Argument> {
    let frame = &found.frame;
    for union in filler {
        let mut parties: Vec<Argument> = Vec::new();
        for slot in union {
            for word in frame.fillers(passage, slot) {
                add_party(passage, word, slot, frame, found.row.event_type, &mut parties);
            }
        }
        if !parties.is_empty() {
            parties.sort_by_key(|argument| argument.span);
            parties.dedup_by_key(|argument| (argument.mention, argument.entity));
            return parties;
        }
    }
    Vec::new()
}

fn add_party(
    passage: &Passage,
    word: usize,
    slot: &Slot,
    frame: &Frame,
    event_type: EventType,
    found: &mut Vec<Argument>,
) {
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
