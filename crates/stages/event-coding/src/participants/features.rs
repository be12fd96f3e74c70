//! What is known of an event, a side and one who may be on it, in numbers: zeros and ones, each of a side of its own.

use super::{Around, Origin, Side};
use crate::learned::{N_WITHOUT_LEMMAS, Side as Scores, pair};
use crate::rules::{is_said, is_told_before};
use crate::{parties, plausible, reasons};
use annotation::{Argument, EntityKind, Event, MentionId, Passage};
use inference::ranking::{one_of, yes};
use ontology::{Deprel, EventType, Sector, Status, Upos};

/// Numbers of a candidate.
pub const N_FEATURES: usize = 2 * N_SIDE;

const N_SIDE: usize = N_EVENT + N_WHOSE + N_SCORES + N_ACTOR + N_TOLD + N_WITHOUT_LEMMAS;
const N_EVENT: usize = EventType::ALL.len() + Status::ALL.len() + 3 + 3 + 3 + 2 + N_SURE + 4;
const N_SURE: usize = 4;
const N_WHOSE: usize = 6 + N_REASONS;
const N_SCORES: usize = 2 * N_STEPS + 2;
const N_ACTOR: usize = 6 + Sector::ALL.len() + 4 + 8 + 3 + 4;
/// What another event tells of somebody: its type, his side there, whether the other side of it is this event's, how far it is.
const N_OTHER: usize = EventType::ALL.len() + 2 + 2 + 4;
const N_TOLD: usize = N_OTHER + 6;
/// Where scores of the coder's network begin to count as one more.
const STEPS: [f32; 11] = [0.01, 0.03, 0.06, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.97];
const N_STEPS: usize = STEPS.len() + 1;
const N_REASONS: usize = reasons::ALL.len() + 1;

/// What is the same for all candidates of a question.
pub(crate) struct Context<'a> {
    passage: &'a Passage<'a>,
    event: &'a Event,
    side: Side,
    scores: &'a [Scores],
    around: Around<'a>,
    base: Vec<f32>,
    /// The best score on the side.
    top: f32,
}

impl<'a> Context<'a> {
    pub fn of(
        passage: &'a Passage,
        event: &'a Event,
        side: Side,
        (scores, around): (&'a [Scores], Around<'a>),
    ) -> Context<'a> {
        let mut base: Vec<f32> =
            one_of(EventType::ALL.len(), EventType::ALL.iter().position(|known| *known == event.event_type)).collect();
        base.extend(one_of(Status::ALL.len(), Status::ALL.iter().position(|known| *known == event.status)));
        let part = match passage.upos(event.word) {
            Upos::Verb | Upos::Aux => 0,
            Upos::Noun | Upos::Propn => 1,
            _ => 2,
        };
        base.extend(one_of(3, Some(part)));
        base.extend(one_of(3, Some(event.actors.len().min(2))));
        base.extend(one_of(3, Some(event.recipients.len().min(2))));
        base.extend([yes(event.attribution.is_some()), yes(passage.home.is_some())]);
        let sure = [0.3, 0.5, 0.75].iter().take_while(|least| event.confidence >= **least).count();
        base.extend(one_of(N_SURE, Some(sure)));
        base.extend([
            yes(is_told_before(passage, event)),
            yes(is_said(passage, event.word)),
            yes(passage.child(event.word, &[Deprel::Obj, Deprel::NsubjPass]).is_some()),
            yes(passage.child(event.word, &[Deprel::Xcomp, Deprel::Ccomp]).is_some()),
        ]);
        let score = |one: &Scores| if side == Side::Actors { one.actor } else { one.recipient };
        let top = scores.iter().map(score).fold(0.0, f32::max);
        Context { passage, event, side, scores, around, base, top }
    }

    pub fn features(&self, parties: &[Argument], origin: Origin) -> Vec<f32> {
        let Context { passage, event, .. } = *self;
        let (own, others) = match self.side {
            Side::Actors => (&event.actors, &event.recipients),
            Side::Recipients => (&event.recipients, &event.actors),
        };
        let party = &parties[0];
        let mut told = self.base.clone();
        let whose = match origin {
            Origin::Own => 0,
            Origin::Other => 1,
            Origin::Sentence => 2,
            Origin::Before(back) => 3 + back,
        };
        told.extend(one_of(6, Some(whose)));
        let is_told = matches!(origin, Origin::Own | Origin::Other);
        let reason = reasons::ALL.iter().position(|reason| party.why.starts_with(reason));
        told.extend(one_of(N_REASONS, Some(reason.unwrap_or(N_REASONS - 1)).filter(|_| is_told)));
        let (here, there) = self.scores_of(party.mention);
        told.extend(one_of(N_STEPS, here.map(step)));
        told.extend(one_of(N_STEPS, there.map(step)));
        told.extend([
            yes(here.is_some_and(|score| score > 0.0 && score >= self.top)),
            yes(here.unwrap_or(0.0) > there.unwrap_or(0.0)),
        ]);
        let actor = passage.resolution.actor(party.mention);
        let kinds =
            [EntityKind::Person, EntityKind::Group, EntityKind::Organisation, EntityKind::State, EntityKind::Place];
        told.extend(one_of(6, Some(kinds.iter().position(|kind| *kind == actor.kind).unwrap_or(5))));
        told.extend(one_of(Sector::ALL.len(), Sector::ALL.iter().position(|known| *known == party.sector)));
        told.extend(one_of(
            4,
            Some(match party.country {
                None => 0,
                Some(country) if !country.is_polity() => 1,
                Some(country) if passage.home == Some(country) => 2,
                Some(_) => 3,
            }),
        ));
        let is_of = |some: &[Argument]| {
            party.country.is_some()
                && some.iter().any(|one| one.mention != party.mention && one.country == party.country)
        };
        let head = passage.mentions.get(party.mention).head;
        let is_here = passage.mentions.get(party.mention).sentence == passage.id;
        let sayer = event.attribution.as_ref().and_then(|attribution| attribution.mention);
        let overlaps =
            |some: &[Argument]| some.iter().any(|one| one.mention != party.mention && one.span.overlaps(party.span));
        told.extend([
            yes(is_of(own)),
            yes(is_of(others)),
            yes(overlaps(own)),
            yes(overlaps(others)),
            yes(sayer.is_some_and(|sayer| passage.resolution.actor(sayer).entity == party.entity)),
            yes(is_here && parties::is_item(passage, head)),
            yes(is_here && plausible::is_where(passage, head, event.event_type)),
            yes(is_here && plausible::is_of_occasion(passage, party.mention, event.word)),
        ]);
        told.extend(one_of(3, Some(parties.len().min(3) - 1)));
        let entity = &passage.resolution.entities[party.entity.0 as usize];
        let often = [2, 4, 8].iter().take_while(|least| entity.mentions.len() >= **least).count();
        told.extend(one_of(4, Some(often)));
        self.told_elsewhere(party, &mut told);
        let at = told.len();
        told.resize(N_SIDE, 0.0);
        if is_here {
            let pair = pair(passage, event.word, event.event_type, Some(event), party.mention);
            for feature in pair.into_iter().map(usize::from).filter(|feature| *feature < N_WITHOUT_LEMMAS) {
                told[at + feature] = 1.0;
            }
        }
        debug_assert_eq!(at + N_WITHOUT_LEMMAS, N_SIDE);
        match self.side {
            Side::Actors => told.resize(N_FEATURES, 0.0),
            Side::Recipients => {
                told.splice(0..0, std::iter::repeat_n(0.0, N_SIDE));
            }
        }
        told
    }

    /// What the nearest event with him tells, of the sentence or before, and which parts he has in all of them.
    fn told_elsewhere(&self, party: &Argument, told: &mut Vec<f32>) {
        let Context { event, around, .. } = *self;
        let opposite = match self.side {
            Side::Actors => &event.recipients,
            Side::Recipients => &event.actors,
        };
        let is_in = |side: &[Argument]| side.iter().any(|one| one.entity == party.entity);
        let all = || around.others(event).chain(around.lately(event));
        let nearest = all().find(|other| is_in(&other.actors) || is_in(&other.recipients));
        told.extend(one_of(
            EventType::ALL.len(),
            nearest.and_then(|other| EventType::ALL.iter().position(|known| *known == other.event_type)),
        ));
        let faces = |other: &Event, is_same: fn(&Argument, &Argument) -> bool| {
            let facing = if is_in(&other.actors) { &other.recipients } else { &other.actors };
            facing.iter().any(|one| opposite.iter().any(|own| is_same(one, own)))
        };
        told.extend([
            yes(nearest.is_some_and(|other| is_in(&other.actors))),
            yes(nearest.is_some_and(|other| is_in(&other.recipients))),
            yes(nearest.is_some_and(|other| faces(other, |one, own| one.entity == own.entity))),
            yes(nearest
                .is_some_and(|other| faces(other, |one, own| one.country.is_some() && one.country == own.country))),
        ]);
        let back = nearest.map(|other| (event.sentence.0 - other.sentence.0).min(3) as usize);
        told.extend(one_of(4, back));
        let has = |is_such: &dyn Fn(&Event) -> bool| yes(all().any(is_such));
        told.extend([
            has(&|other| is_in(&other.actors)),
            has(&|other| is_in(&other.recipients)),
            has(&|other| {
                is_in(&other.actors) && faces(other, |one, own| one.country.is_some() && one.country == own.country)
            }),
            yes(around.others(event).any(|other| is_in(&other.actors))),
            yes(around.others(event).any(|other| is_in(&other.recipients))),
            yes(around.lately(event).next().is_some_and(|last| is_in(&last.actors))),
        ]);
    }

    /// What the coder's network makes of a mention on this side and on the other.
    fn scores_of(&self, mention: MentionId) -> (Option<f32>, Option<f32>) {
        let found = self.scores.iter().find(|one| one.mention == mention);
        let (actor, recipient) = (found.map(|one| one.actor), found.map(|one| one.recipient));
        if self.side == Side::Actors { (actor, recipient) } else { (recipient, actor) }
    }
}

fn step(score: f32) -> usize {
    STEPS.iter().take_while(|least| score >= **least).count()
}
