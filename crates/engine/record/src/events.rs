//! Events as a record tells them.

use crate::codes::Codes;
use crate::convert::Page;
use crate::entities::Published;
use crate::model::{Argument, Attribution, Denial, Event, EventDate, EventPlace, Trigger};
use crate::{hash, names};
use annotation::EventId;
use std::collections::BTreeSet;

/// Under which ids a coding's events are published.
pub(crate) struct EventIds(Vec<String>);

impl EventIds {
    /// Ids by hash, given in the order of the triggers.
    pub fn of_all(page: &Page) -> EventIds {
        let mut taken = BTreeSet::new();
        let mut ids = vec![String::new(); page.coding.events.len()];
        for at in in_order(page) {
            ids[at] = unique_id(page, &page.coding.events[at], &mut taken);
        }
        EventIds(ids)
    }

    /// The published id of an event.
    pub fn of(&self, event: EventId) -> &str {
        &self.0[event.0 as usize]
    }
}

/// The events by their triggers.
fn in_order(page: &Page) -> Vec<usize> {
    let mut order: Vec<usize> = (0..page.coding.events.len()).collect();
    order.sort_by_key(|&at| page.coding.events[at].trigger);
    order
}

/// All events, in the order of their triggers.
pub(crate) fn events(page: &Page, published: &Published, ids: &EventIds) -> Vec<Event> {
    in_order(page).into_iter().map(|at| event(page, published, ids, EventId(at as u32))).collect()
}

fn event(page: &Page, published: &Published, ids: &EventIds, id: EventId) -> Event {
    let coded = &page.coding.events[id.0 as usize];
    let codes = Codes::of(coded.event_type, coded.mode, &coded.contexts);
    let arguments =
        |list: &[annotation::Argument]| list.iter().map(|argument| self::argument(page, published, argument)).collect();
    Event {
        id: ids.of(id).to_string(),
        sentence: coded.sentence.0 as usize,
        trigger: trigger(page, coded),
        event_type: coded.event_type.name().into(),
        mode: coded.mode.map(|mode| mode.name().to_string()),
        status: coded.status.name().into(),
        quad: codes.quad,
        score: codes.score,
        cameo: codes.cameo.into(),
        goldstein: codes.goldstein,
        contexts: coded.contexts.iter().map(|context| context.name().to_string()).collect(),
        actors: arguments(&coded.actors),
        recipients: arguments(&coded.recipients),
        date: coded.date.as_ref().map(|date| self::date(page, date)),
        place: coded.place.map(|place| self::place(page, place)),
        attribution: coded.attribution.as_ref().map(|said| attribution(page, published, said)),
        denied_by: denials(page, published, ids, id),
        confidence: names::rounded(coded.confidence.into(), 3),
        evidence: coded.evidence.iter().map(|&span| page.span(span)).collect(),
        why: why(page, coded),
    }
}

fn trigger(page: &Page, coded: &annotation::Event) -> Trigger {
    let [start, end] = page.span(coded.trigger);
    Trigger { start, end, text: page.words(coded.trigger) }
}

fn argument(page: &Page, published: &Published, argument: &annotation::Argument) -> Argument {
    let [start, end] = page.span(argument.span);
    Argument {
        entity: published.id_of(argument.entity).expect("whoever takes part is published"),
        start,
        end,
        text: page.words(argument.span),
        country: names::country(argument.country),
        sector: argument.sector.name().into(),
        other_sectors: names::sectors(&argument.other_sectors),
    }
}

fn date(page: &Page, date: &annotation::EventDate) -> EventDate {
    EventDate {
        start: date.first.to_string(),
        end: date.last.to_string(),
        basis: names::basis(date.basis).into(),
        text: date.span.map(|span| page.words(span)),
        span: date.span.map(|span| page.span(span)),
    }
}

fn place(page: &Page, index: usize) -> EventPlace {
    let place = &page.coding.resolution.places[index];
    let [lat, lon] = page.coordinates(place);
    EventPlace {
        text: page.words(place.span),
        span: page.span(place.span),
        name: place.name.clone(),
        country: names::country(place.country),
        admin1: place.admin1.clone(),
        lat,
        lon,
        geonames: place.geonames,
        feature: place.feature.clone(),
    }
}

fn attribution(page: &Page, published: &Published, said: &annotation::Attribution) -> Attribution {
    let entity = said.mention.and_then(|mention| published.id(page.coding, mention));
    Attribution { entity, text: page.words(said.span), span: page.span(said.span) }
}

fn denials(page: &Page, published: &Published, ids: &EventIds, denied: EventId) -> Vec<Denial> {
    let of = page.coding.denials.iter().filter(|denial| denial.of == denied);
    let denial = |denial: &annotation::Denial| {
        let who = page.coding.events[denial.by.0 as usize].actors.first();
        Denial {
            event: ids.of(denial.by).to_string(),
            entity: who.and_then(|who| published.id_of(who.entity)),
            text: who.map(|who| page.words(who.span)),
            span: who.map(|who| page.span(who.span)),
        }
    };
    of.map(denial).collect()
}

/// A hash of document, type, trigger and parties; a second event with the same ones takes the next free hash.
fn unique_id(page: &Page, coded: &annotation::Event, taken: &mut BTreeSet<String>) -> String {
    let caller = page.coding.document.id.as_deref().unwrap_or_default();
    let spans =
        format!("{:?} {:?} {:?}", page.span(coded.trigger), spans(page, &coded.actors), spans(page, &coded.recipients));
    let candidates =
        (0u32..).map(|copy| hash::id(&[caller, &page.text_sha256, coded.event_type.name(), &spans, &copy.to_string()]));
    let id = candidates.into_iter().find(|id| !taken.contains(id)).expect("there are more hashes than events");
    taken.insert(id.clone());
    id
}

fn spans(page: &Page, arguments: &[annotation::Argument]) -> Vec<[usize; 2]> {
    arguments.iter().map(|argument| page.span(argument.span)).collect()
}

/// The coder's reasons, then for every party how it was found and who it is.
fn why(page: &Page, coded: &annotation::Event) -> String {
    let party = |role: &str, argument: &annotation::Argument| {
        let identity = &page.coding.resolution.actor(argument.mention).why;
        format!("{role} `{}`: {}, {identity}", page.words(argument.span), argument.why)
    };
    let reasons = coded.why.iter().map(|reason| reason.to_string());
    let actors = coded.actors.iter().map(|argument| party("actor", argument));
    let recipients = coded.recipients.iter().map(|argument| party("recipient", argument));
    let all: Vec<String> = reasons.chain(actors).chain(recipients).map(|reason| reason.replace(';', ",")).collect();
    all.join("; ")
}
