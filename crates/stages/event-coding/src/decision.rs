//! Lexicon and network together: which words report events, and who their parties are.

use crate::coder::settle;
use crate::frame::Frame;
use crate::learned::{Learned, Side};
use crate::{attribution, dates, parties, places, plausible, reasons, rules, status};
use annotation::Passage;
use annotation::Vectors;
use annotation::{Argument, Event, MentionId};
use ontology::{Deprel, EventType, Sector};
use std::collections::BTreeMap;
use text::Span;

/// What the network makes of a sentence's mentions as parties of the event at a word.
pub(crate) type Scores = BTreeMap<usize, Vec<Side>>;

/// The events of a sentence on which lexicon and network agree, with what the network says of mode and parties.
pub(crate) fn voted(
    passage: &Passage,
    learned: &Learned,
    vectors: &Vectors,
    coded: Vec<Event>,
) -> (Vec<Event>, Scores) {
    let mut scores = Scores::new();
    let first = passage.sentence.tokens.start;
    let mut decide = |word: usize| {
        let rule = coded.iter().find(|event| event.word == word);
        let (event_type, probability) = learned.event_type(vectors, first + word, rule)?;
        let mut event = match rule {
            Some(event) if event.event_type == event_type => event.clone(),
            _ => told(passage, word, event_type),
        };
        event.mode = event.mode.or_else(|| learned.mode(vectors, first + word, event_type, rule));
        event.confidence = probability;
        event.why.push(format!("learned: {} {probability:.2}", event_type.name()).into());
        let others = learned.event_types(vectors, first + word, rule).into_iter().filter(|other| other.0 != event_type);
        if let Some((other, probability)) =
            others.max_by(|one, other| one.1.total_cmp(&other.1)).filter(is_worth_telling)
        {
            event.why.push(format!("also considered: {} {probability:.2}", other.name()).into());
        }
        let sides = learned.sides(passage, vectors, word, event_type, rule);
        choose(passage, &mut event, &sides);
        scores.insert(word, sides);
        rules::addressee(passage, &mut event);
        let spans: Vec<Span> = event.actors.iter().chain(&event.recipients).map(|party| party.span).collect();
        event.place = places::place(passage, word, Frame::of(passage, word).light_verb, &spans);
        settle(passage, &mut event);
        Some(event)
    };
    let events = (0..passage.len()).filter_map(&mut decide).collect();
    (rules::drop_duplicates(passage, events), scores)
}

/// An event that no lexicon row tells of, still without parties.
fn told(passage: &Passage, word: usize, event_type: EventType) -> Event {
    let frame = Frame::of(passage, word);
    let (told, cue) = status::status(passage, word, &frame);
    let mut trigger = passage.span(word);
    if let Some(&particle) = frame.particles.first().filter(|&&particle| particle == word + 1) {
        trigger = trigger.join(passage.span(particle));
    }
    Event {
        sentence: passage.id,
        word,
        trigger,
        event_type,
        mode: None,
        status: told,
        actors: Vec::new(),
        recipients: Vec::new(),
        date: dates::stated(passage, word, frame.light_verb, event_type),
        place: None,
        contexts: Vec::new(),
        attribution: attribution::attribution(passage, word),
        confidence: 0.0,
        evidence: Vec::new(),
        why: cue.map(|cue| format!("status {}: `{cue}`", told.name()).into()).into_iter().collect(),
    }
}

/// What came second is told from this probability on.
fn is_worth_telling((_, probability): &(EventType, f32)) -> bool {
    *probability >= 0.02
}

/// A mention this likely is a party, whichever side it is on. Chosen on held-out statements.
const IS_PARTY: f32 = 0.5;

/// Types of which three in four labeled events have a recipient.
fn has_recipient(event_type: EventType) -> bool {
    use EventType::{Accuse, Aid, Assault, Coerce, Request, Sanction, Support, Threaten};
    matches!(event_type, Accuse | Aid | Assault | Coerce | Request | Sanction | Support | Threaten)
}

/// Where nobody is believed to be on a side, the likeliest is, if this likely. Chosen on held-out statements, which .1 and .2 suit as well.
const MAY_BE_PARTY: f32 = 0.15;

/// Who stands in a list with a party is one too, if this likely.
const IN_LIST: f32 = 0.05;

/// Whether two words are coordinated.
fn are_listed(passage: &Passage, one: usize, other: usize) -> bool {
    let first = |word: usize| passage.head(word).filter(|_| passage.deprel(word) == Deprel::Conj).unwrap_or(word);
    first(one) == first(other)
}

/// What came second as a party is told from this score on.
const WORTH_TELLING: f32 = 0.1;

/// Whether it is known of what country and sector somebody is who acts.
fn is_known(passage: &Passage, mention: MentionId) -> bool {
    let actor = passage.resolution.actor(mention);
    actor.can_act() && actor.country.is_some() && actor.sector != Sector::Unk
}

/// A party, and how likely the network holds it.
struct Believed {
    party: Argument,
    score: f32,
}

/// Gives an event the parties that the network believes; where it believes none, those of the lexicon stay.
fn choose(passage: &Passage, event: &mut Event, sides: &[Side]) {
    let parties = |of: fn(&Side) -> (f32, f32), takes_likeliest: bool| -> Vec<Believed> {
        let believed = |side: &&Side| {
            let (score, other) = of(side);
            score + other >= IS_PARTY && score > other
        };
        let mut chosen: Vec<&Side> = sides.iter().filter(believed).collect();
        if chosen.is_empty() && takes_likeliest {
            let likely = |side: &&Side| of(side).0 > of(side).1 && of(side).0 >= MAY_BE_PARTY;
            chosen.extend(sides.iter().filter(likely).max_by(|one, other| of(one).0.total_cmp(&of(other).0)));
        }
        // `asked Japan and the European Union`: who stands in the list of one is on his side.
        let partners: Vec<&Side> = {
            let is_partner = |side: &&Side| {
                let is_chosen = |other: &&Side| other.mention == side.mention;
                let head = passage.mentions.get(side.mention).head;
                let listed =
                    || chosen.iter().any(|one| are_listed(passage, passage.mentions.get(one.mention).head, head));
                !chosen.iter().any(is_chosen) && of(side).0 > of(side).1 && of(side).0 >= IN_LIST && listed()
            };
            sides.iter().filter(is_partner).collect()
        };
        chosen.extend(partners);
        // Of `Kenyan` and `Kenyan jets` only the whole phrase is the party if both may be, else the likelier.
        let is_told_by_another = |side: &Side| {
            let span = passage.mentions.get(side.mention).span;
            let is_likelier = |other: &Side| (of(other).0, other.mention) > (of(side).0, side.mention);
            let is_better = |other: &Side| match parties::whole(passage, side.mention, other.mention) {
                Some(whole) if is_known(passage, whole) => whole == other.mention,
                _ => is_likelier(other),
            };
            chosen.iter().any(|other| {
                other.mention != side.mention
                    && passage.mentions.get(other.mention).span.overlaps(span)
                    && is_better(other)
            })
        };
        let party = |side: &Side| {
            let head = passage.mentions.get(side.mention).head;
            let why = format!("{} {:.2}", reasons::LEARNED, of(side).0);
            let head = parties::bearer(passage, head).filter(|&noun| noun != event.word).unwrap_or(head);
            let meant = parties::meant(passage, head, &why, event.event_type);
            meant.into_iter().map(|party| Believed { party, score: of(side).0 }).collect::<Vec<_>>()
        };
        let all = chosen.iter().filter(|side| !is_told_by_another(side)).flat_map(|side| party(side));
        let mut once: Vec<Believed> = Vec::new();
        for believed in all {
            if !once.iter().any(|other| other.party.entity == believed.party.entity) {
                once.push(believed);
            }
        }
        once
    };
    // Whose deed it is that a sentence tells in the passive, another sentence says (rules/perpetrator.rs).
    let is_deed = matches!(event.event_type, EventType::Assault | EventType::Coerce);
    let mut actors = parties(|side| (side.actor, side.recipient), event.actors.is_empty() && !is_deed);
    let mut recipients =
        parties(|side| (side.recipient, side.actor), event.recipients.is_empty() && has_recipient(event.event_type));
    let event_type = event.event_type;
    let is_told_of = |told: &[usize], party: &Argument| plausible::is_told_of(passage, party, told, event.word);
    let heads = |all: &[Believed]| plausible::heads(passage, all.iter().map(|believed| &believed.party));
    let (doing, suffering) = (heads(&actors), heads(&recipients));
    actors.retain(|actor| plausible::can_do(passage, &actor.party, event_type) && !is_told_of(&doing, &actor.party));
    recipients.retain(|recipient| {
        plausible::can_suffer(passage, &recipient.party, event_type)
            && !plausible::is_apart_from_protest(passage, &recipient.party, event)
            && !plausible::is_of_occasion(passage, recipient.party.mention, event.word)
            && !is_told_of(&suffering, &recipient.party)
    });
    event.actors.retain(|actor| plausible::can_do(passage, actor, event_type));
    event.recipients.retain(|recipient| plausible::can_suffer(passage, recipient, event_type));
    // Nobody is on both sides: where the likelier mention puts him.
    let is_surer = |one: &Believed, others: &[Believed]| {
        others.iter().all(|other| other.party.entity != one.party.entity || other.score < one.score)
    };
    recipients.retain(|recipient| is_surer(recipient, &actors));
    actors.retain(|actor| is_surer(actor, &recipients));
    let just = |all: Vec<Believed>| all.into_iter().map(|believed| believed.party).collect::<Vec<Argument>>();
    let (actors, recipients) = (just(actors), just(recipients));
    let runner_up = |parties: &[Argument], of: fn(&Side) -> f32| {
        let is_party = |side: &Side| {
            let span = passage.mentions.get(side.mention).span;
            parties.iter().any(|party| party.span.overlaps(span))
        };
        let second = sides.iter().filter(|side| !is_party(side) && of(side) >= WORTH_TELLING);
        let second = second.max_by(|one, other| of(one).total_cmp(&of(other)))?;
        Some((passage.document.slice(passage.mentions.get(second.mention).span).to_string(), of(second)))
    };
    for (name, second) in
        [("actor", runner_up(&actors, |side| side.actor)), ("recipient", runner_up(&recipients, |side| side.recipient))]
    {
        event
            .why
            .extend(second.map(|(words, score)| format!("also considered as {name}: `{words}` {score:.2}").into()));
    }
    let is_among = |parties: &[Argument], party: &Argument| parties.iter().any(|other| other.entity == party.entity);
    if !actors.is_empty() {
        event.recipients.retain(|party| !is_among(&actors, party));
        event.actors = actors;
    }
    if !recipients.is_empty() {
        event.actors.retain(|party| !is_among(&recipients, party));
        event.recipients = recipients;
    }
}
