//! From the words around a trigger to the parties of an event.

use crate::frame::Frame;
use crate::lexicon::{Filler, Row, Slot};
use crate::matching::Match;
use crate::reasons;
use annotation::Passage;
use annotation::{Argument, EntityId, EntityKind, MentionId, NameLabel};
use ontology::{Deprel, EventType, Quad, Sector, Upos};
use std::sync::Arc;

/// Who does it: by the row, or by another row of the type that fits.
pub(crate) fn actors(passage: &Passage, found: &Match) -> Vec<Argument> {
    let by_rows = rows(found).map(|row| parties(passage, found, &row.actor)).find(|parties| !parties.is_empty());
    by_rows.unwrap_or_else(|| agents_unsaid(passage, found))
}

/// Who does what a passive without `by` tells: whose attack it was in, the court or state that it was done in.
fn agents_unsaid(passage: &Passage, found: &Match) -> Vec<Argument> {
    let (event_type, frame) = (found.row.event_type, &found.frame);
    let is_harsh = matches!(event_type, EventType::Assault | EventType::Coerce | EventType::Sanction);
    if !is_harsh || !frame.passive || found.row.actor.is_empty() {
        return Vec::new();
    }
    let places =
        ["in", "during", "at"].into_iter().flat_map(|form| frame.fillers(passage, &Slot::Preposition(form.into())));
    let mut agents = Vec::new();
    for word in places {
        if event_type == EventType::Assault {
            if !passage.is(word, &ATTACKS) {
                continue;
            }
            let doers = Frame::of(passage, word).subjects;
            agents.extend(
                doers.into_iter().flat_map(|doer| arguments(passage, doer, "whose attack it was".into(), event_type)),
            );
        } else if passage
            .actor(word)
            .is_some_and(|actor| actor.kind == EntityKind::State || actor.sector == Sector::Jud)
        {
            agents.extend(arguments(passage, word, "the court or state it was done in".into(), event_type));
        }
    }
    agents.retain(|agent| passage.resolution.actor(agent.mention).can_act());
    agents.truncate(1);
    agents
}

/// Nouns for force that somebody uses: `killed in an Israeli raid`, not `in the Saudi consulate`.
const ATTACKS: [&str; 17] = [
    "attack",
    "raid",
    "strike",
    "airstrike",
    "bombing",
    "shelling",
    "shooting",
    "assault",
    "offensive",
    "operation",
    "ambush",
    "crackdown",
    "bombardment",
    "incursion",
    "invasion",
    "blast",
    "clash",
];

/// To whom it is done: by the row, by another row of the type that fits, or where such parties stand in any clause.
pub(crate) fn recipients(passage: &Passage, found: &Match, actors: &[Argument]) -> Vec<Argument> {
    let mut fillers: Vec<Filler> = rows(found).map(|row| row.recipient.clone()).collect();
    let is_mutual = found.row.actor.iter().any(|union| union.len() > 1);
    if !is_mutual && (!found.row.recipient.is_empty() || found.row.event_type.quad() >= Quad::VerbalConflict) {
        fillers.push(usual_recipients(found.row.event_type));
    }
    let is_own_means = |party: &Argument, actor: &Argument| {
        // `pledged to send officers`: one's own people are what is promised, not whom it is promised to.
        let same = party.country.is_some() && (party.country, party.sector) == (actor.country, actor.sector);
        same && &*party.why == OF_COMPLEMENT && found.row.event_type == EventType::Agree
    };
    let is_other = |party: &Argument| {
        actors.iter().all(|actor| {
            actor.entity != party.entity && !is_possessed(passage, party, actor) && !is_own_means(party, actor)
        })
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

/// The party that `mention` names, for a rule's reason.
pub(crate) fn named(passage: &Passage, mention: MentionId, why: &str) -> Argument {
    let actor = passage.resolution.actor(mention);
    Argument {
        mention,
        entity: actor.entity,
        span: passage.mentions.get(mention).span,
        country: actor.country,
        sector: actor.sector,
        other_sectors: actor.other_sectors.clone(),
        why: Arc::from(why),
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
    if *slot == Slot::Modifier && crate::frame::is_weapon(passage, word) {
        return;
    }
    // Who buys jets does something to their maker, not to the jets.
    let suffers = matches!(event_type, EventType::Assault | EventType::Coerce);
    if is_scene(passage, word, slot, event_type) {
        return;
    }
    let is_bought = |word: usize| *slot != Slot::Subject && !suffers && is_item(passage, word);
    for conjunct in passage.conjuncts(word).into_iter().filter(|&conjunct| !is_bought(conjunct)) {
        found.extend(arguments(passage, conjunct, path(slot, frame), event_type));
    }
}

/// `bombings in Tunisia`, `marched in Paris`: where force or protest took place is no party.
fn is_scene(passage: &Passage, word: usize, slot: &Slot, event_type: EventType) -> bool {
    let Slot::Preposition(form) = slot else { return false };
    let is_named = passage.actor(word).is_some_and(|actor| matches!(actor.kind, EntityKind::State | EntityKind::Place));
    matches!(event_type, EventType::Assault | EventType::Protest) && matches!(&**form, "in" | "near") && is_named
}

/// Whether the phrase headed by `word` is a military item or weapon.
pub(crate) fn is_item(passage: &Passage, word: usize) -> bool {
    let Some(mention) = passage.mention(word) else { return false };
    let names = passage.mentions.get(mention).names.iter().map(|&name| &passage.mentions.names[name]);
    let items = names.filter(|name| matches!(name.label, NameLabel::Item | NameLabel::Weapon));
    items.into_iter().any(|name| name.words.contains(&word))
}

/// How a party was found that is the object of what is promised or asked.
const OF_COMPLEMENT: &str = "object of the complement";

fn path(slot: &Slot, frame: &Frame) -> Arc<str> {
    match slot {
        Slot::Subject => Arc::from(frame.subject_path),
        Slot::Object if frame.passive => Arc::from("subject of the passive"),
        Slot::Object => Arc::from("object"),
        Slot::Indirect => Arc::from("indirect object"),
        Slot::Possessor => Arc::from("possessor"),
        Slot::Modifier => Arc::from("modifier"),
        Slot::Preposition(form) => Arc::from(format!("{}{form}`", reasons::AFTER)),
        Slot::ComplementSubject => Arc::from("subject of the complement"),
        Slot::ComplementObject => Arc::from(OF_COMPLEMENT),
    }
}

/// The noun that a state's adjective or genitive belongs to, if that is who acts: `Chadian gendarmes`, `Poland's PGZ`.
pub(crate) fn bearer(passage: &Passage, word: usize) -> Option<usize> {
    let first = if passage.deprel(word) == Deprel::Conj { passage.head(word)? } else { word };
    let modifies = matches!(
        passage.deprel(first),
        Deprel::Amod | Deprel::Compound | Deprel::NmodPoss | Deprel::NmodDesc | Deprel::NmodUnmarked
    );
    let is_state = passage.actor(word).is_some_and(|actor| actor.kind == EntityKind::State);
    let noun = passage.head(first).filter(|_| modifies && is_state)?;
    let actor = passage.actor(noun)?;
    (actor.can_act() && actor.sector != Sector::Unk).then_some(noun)
}

/// The parties that are meant where the network believes in the phrase headed by `word`: those whom it names, those whom it
/// counts (`hundreds of miners`), else those whose it is (`the ministry's decision`).
pub(crate) fn meant(passage: &Passage, word: usize, why: &str, event_type: EventType) -> Vec<Argument> {
    let mut word = word;
    for _ in 0..MAX_STEPS {
        let found = arguments(passage, word, why.into(), event_type);
        match crate::frame::counted(passage, word).or_else(|| owner(passage, word)) {
            Some(inner) if found.is_empty() => word = inner,
            _ => return found,
        }
    }
    Vec::new()
}

/// Which of two phrases has the other in it as a modifier or after `of` or `from`, if one has.
pub(crate) fn whole(passage: &Passage, one: MentionId, other: MentionId) -> Option<MentionId> {
    let head = |mention: MentionId| passage.mentions.get(mention).head;
    let is_in = |inner: usize, outer: usize| {
        let is_attribute = match passage.deprel(inner) {
            Deprel::Amod | Deprel::Compound | Deprel::NmodDesc | Deprel::NmodUnmarked => true,
            Deprel::Nmod => {
                passage.introducer(inner, Deprel::Case).is_some_and(|form| matches!(form.as_str(), "of" | "from"))
            }
            _ => false,
        };
        is_attribute && passage.head(inner) == Some(outer)
    };
    match () {
        () if is_in(head(one), head(other)) => Some(other),
        () if is_in(head(other), head(one)) => Some(one),
        () => None,
    }
}

/// `tens of thousands of the ministry's staff`: no phrase is deeper.
const MAX_STEPS: usize = 4;

/// Whose a thing is: an owner, a nationality.
fn owner(passage: &Passage, word: usize) -> Option<usize> {
    let acts = |owner: &usize| passage.actor(*owner).is_some_and(|actor| actor.can_act());
    let is_state = |owner: &usize| passage.actor(*owner).is_some_and(|actor| actor.kind == EntityKind::State);
    let mut nations = passage.children(word, &[Deprel::Amod, Deprel::Compound]);
    passage.child(word, &[Deprel::NmodPoss]).filter(acts).or_else(|| nations.find(is_state))
}

/// The parties that the phrase headed by `word` names, if they can be parties of an event of this type.
///
/// One, or where the phrase means several (`both sides`) each of them, under the same words.
pub(crate) fn arguments(passage: &Passage, word: usize, why: Arc<str>, event_type: EventType) -> Vec<Argument> {
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
        return members.iter().map(|&one| member(passage, mention, one, &why)).collect();
    }
    let sector = if actor.sector == Sector::Unk && thing { Sector::Cvl } else { actor.sector };
    let other_sectors = actor.other_sectors.clone();
    vec![Argument { mention, entity: actor.entity, span, country: actor.country, sector, other_sectors, why }]
}

/// The party that one member of the group `mention` is.
pub(crate) fn member(passage: &Passage, mention: MentionId, member: EntityId, why: &str) -> Argument {
    let entity = &passage.resolution.entities[member.0 as usize];
    let sector = entity.sectors.first().copied().unwrap_or(Sector::Unk);
    let other_sectors = entity.sectors.iter().skip(1).copied().collect();
    let span = passage.mentions.get(mention).span;
    let why = Arc::from(format!("{why}, one of several"));
    Argument { mention, entity: member, span, country: entity.country, sector, other_sectors, why }
}
