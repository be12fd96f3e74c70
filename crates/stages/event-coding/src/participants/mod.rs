//! Who really takes part: what is asked of a judge about everybody whom rules and networks make a party of an event, and about
//! the others whom they could.
//!
//! [`Rules`] says just what they say; [`Learned`] is a network over what is known of an event when its sentence is coded.

mod features;
mod learned;

use crate::learned::Side as Scores;
use crate::{parties, rules};
use annotation::{Annotated, Argument, EntityId, Event, MentionId, Passage};
use ontology::EventType;
use text::Span;

pub use features::N_FEATURES;
pub use learned::Learned;

/// A side of an event.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    /// Who does it.
    Actors,
    /// To whom.
    Recipients,
}

/// Who is on one side of an event.
#[derive(Clone, Debug)]
pub struct Question {
    /// The event's trigger.
    pub trigger: Span,
    /// The event's type.
    pub event_type: EventType,
    /// Which side.
    pub side: Side,
    /// The document's word that heads the trigger.
    pub token: usize,
    /// Who may be: the parties of both sides, then those of the sentence, the likeliest first, then those of the events before.
    pub candidates: Vec<Candidate>,
}

/// One who may be a party, or several by one phrase.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The phrase.
    pub mention: MentionId,
    /// The document's word that heads it.
    pub token: usize,
    /// Who is meant by it, at least one.
    pub parties: Vec<Argument>,
    /// Whether they are on the question's side as it is.
    pub is_party: bool,
    /// [`N_FEATURES`] numbers.
    pub features: Vec<f32>,
}

/// Answers questions.
pub trait Judge {
    /// How sure it is of each candidate that he is on that side: above zero if he is.
    fn weigh(&mut self, question: &Question) -> Vec<f32>;
}

/// Everybody stays where he is.
pub struct Rules;

impl Judge for Rules {
    fn weigh(&mut self, question: &Question) -> Vec<f32> {
        question.candidates.iter().map(|candidate| if candidate.is_party { 1.0 } else { -1.0 }).collect()
    }
}

/// What is told around an event.
#[derive(Clone, Copy)]
pub(crate) struct Around<'a> {
    /// The events of the sentences before, the last one last.
    pub before: &'a [Event],
    /// Those of its sentence, itself among them.
    pub beside: &'a [Event],
}

impl<'a> Around<'a> {
    /// The events of the sentences just before, the last one first.
    fn lately(self, event: &Event) -> impl Iterator<Item = &'a Event> {
        let sentence = event.sentence.0;
        self.before.iter().rev().take_while(move |told| sentence - told.sentence.0 <= REACH)
    }

    /// The others of its sentence.
    fn others(self, event: &Event) -> impl Iterator<Item = &'a Event> {
        let word = event.word;
        self.beside.iter().filter(move |other| other.word != word)
    }
}

/// So many candidates are looked at.
const MAX_CANDIDATES: usize = 24;
/// So many of them in sentences before.
const MAX_BEFORE: usize = 8;
/// How many sentences back.
const REACH: u32 = 3;

/// Gives an event the parties that the judge believes; `scores` is what the coder's network makes of the sentence's mentions,
/// `around` the events told before and those of its sentence.
pub(crate) fn revise(
    (annotated, passage): (&Annotated, &Passage),
    event: &mut Event,
    scores: &[Scores],
    around: Around,
    judge: &mut impl Judge,
) {
    let mut weighed: Vec<(Side, f32, Candidate)> = Vec::new();
    for side in [Side::Actors, Side::Recipients] {
        let question = question((annotated, passage), event, side, scores, around);
        let weights = judge.weigh(&question);
        let weighed_here = question.candidates.into_iter().zip(weights);
        weighed.extend(weighed_here.map(|(one, weight)| (side, ruled(passage, event, &one, weight), one)));
    }
    weighed.retain(|(_, weight, _)| *weight > 0.0);
    weighed.sort_by(|one, other| other.1.total_cmp(&one.1));
    let mut chosen: Vec<(Side, Candidate)> = Vec::new();
    for (side, _, candidate) in weighed {
        if !chosen.iter().any(|(_, other)| clashes(other, &candidate)) {
            chosen.push((side, candidate));
        }
    }
    let of = |side: Side| {
        let parties =
            chosen.iter().filter(|(taken, _)| *taken == side).flat_map(|(_, one)| one.parties.iter().cloned());
        let mut parties: Vec<Argument> = parties.collect();
        parties.sort_by_key(|party| (party.span, party.entity));
        parties
    };
    let (actors, recipients) = (of(Side::Actors), of(Side::Recipients));
    let is_same = |some: &[Argument], others: &[Argument]| {
        some.len() == others.len() && some.iter().all(|one| others.iter().any(|other| is_alike(one, other)))
    };
    if is_same(&actors, &event.actors) && is_same(&recipients, &event.recipients) {
        return;
    }
    let left = event
        .actors
        .iter()
        .chain(&event.recipients)
        .filter(|one| !actors.iter().chain(&recipients).any(|other| is_alike(one, other)));
    let left = left.map(|one| format!("judged to take no part: `{}`", passage.document.slice(one.span)).into());
    event.why.extend(left.collect::<Vec<_>>());
    if !is_same(&actors, &event.actors) {
        event.actors = actors;
    }
    if !is_same(&recipients, &event.recipients) {
        event.recipients = recipients;
    }
    rules::office_on_day(event, passage.resolution);
}

/// Of a meeting and a visit rulings say who is on which side (rules/meeting.rs): nobody leaves, and only where one is alone
/// another of the sentence may join.
fn ruled(passage: &Passage, event: &Event, candidate: &Candidate, weight: f32) -> f32 {
    if event.event_type != EventType::Consult {
        return weight;
    }
    let is_alone = event.actors.len() + event.recipients.len() < 2;
    let is_here = passage.mentions.get(candidate.mention).sentence == passage.id;
    match candidate.is_party {
        true => f32::MAX,
        false if is_alone && is_here => weight,
        false => f32::MIN,
    }
}

fn is_alike(one: &Argument, other: &Argument) -> bool {
    one.entity == other.entity && one.mention == other.mention
}

/// Whether one cannot be a party as well: the same one, or part of his name.
fn clashes(one: &Candidate, other: &Candidate) -> bool {
    let overlaps = one.parties[0].span.overlaps(other.parties[0].span);
    let is_same = one.parties.iter().any(|party| other.parties.iter().any(|second| second.entity == party.entity));
    is_same || overlaps && !(one.is_party && other.is_party)
}

fn question(
    (annotated, passage): (&Annotated, &Passage),
    event: &Event,
    side: Side,
    scores: &[Scores],
    around: Around,
) -> Question {
    let (own, others) = match side {
        Side::Actors => (&event.actors, &event.recipients),
        Side::Recipients => (&event.recipients, &event.actors),
    };
    let mut options: Vec<(Vec<Argument>, Origin)> = Vec::new();
    for (parties, origin) in [(own, Origin::Own), (others, Origin::Other)] {
        for party in parties {
            match options.iter_mut().find(|(known, from)| *from == origin && known[0].mention == party.mention) {
                Some((known, _)) => known.push(party.clone()),
                None => options.push((vec![party.clone()], origin)),
            }
        }
    }
    let mut ordered: Vec<&Scores> = scores.iter().collect();
    let score = |one: &Scores| match side {
        Side::Actors => one.actor,
        Side::Recipients => one.recipient,
    };
    ordered.sort_by(|one, other| score(other).total_cmp(&score(one)).then(one.mention.cmp(&other.mention)));
    for one in ordered {
        let head = passage.mentions.get(one.mention).head;
        let found = parties::arguments(passage, head, "judged to take part".into(), event.event_type);
        add(&mut options, found, Origin::Sentence, MAX_CANDIDATES);
    }
    let most = options.len() + MAX_BEFORE;
    for (back, told) in around.lately(event).enumerate() {
        for party in told.actors.iter().chain(&told.recipients) {
            let party = Argument { why: "judged to take part, told before".into(), ..party.clone() };
            add(&mut options, vec![party], Origin::Before(back.min(2)), most.min(MAX_CANDIDATES));
        }
    }
    let context = features::Context::of(passage, event, side, (scores, around));
    let candidates = options.into_iter().map(|(parties, origin)| {
        let mention = parties[0].mention;
        let told = passage.mentions.get(mention);
        Candidate {
            mention,
            token: annotated.view().token(told),
            features: context.features(&parties, origin),
            parties,
            is_party: origin == Origin::Own,
        }
    });
    let token = passage.sentence.tokens.start + event.word;
    let candidates = candidates.collect();
    Question { trigger: event.trigger, event_type: event.event_type, side, token, candidates }
}

/// Where a candidate comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Origin {
    /// He is on the side.
    Own,
    /// He is on the other side.
    Other,
    /// He is told of in the sentence.
    Sentence,
    /// He is a party of an event told before: the last one, the one before, an earlier one.
    Before(usize),
}

/// Adds who is nobody yet whom the options mean.
fn add(options: &mut Vec<(Vec<Argument>, Origin)>, found: Vec<Argument>, origin: Origin, most: usize) {
    let entities = |parties: &[Argument]| parties.iter().map(|party| party.entity).collect::<Vec<EntityId>>();
    let told = entities(&found);
    let is_known = |(known, _): &(Vec<Argument>, Origin)| entities(known).iter().any(|entity| told.contains(entity));
    if !found.is_empty() && options.len() < most && !options.iter().any(is_known) {
        options.push((found, origin));
    }
}
