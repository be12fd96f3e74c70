//! A record as it is compared with others.

use crate::model::{Argument, Entity, Event, EventDate, EventPlace, Record};
use crate::points::Points;
use deduplication::{Count, Day, DaysFrom, Party, Place, Report, Telling};
use ontology::{Country, EventType, Sector, Status};
use std::collections::BTreeMap;

/// GeoNames features that are areas: countries, provinces and regions begin so.
const AREAS: [&str; 3] = ["ADM", "PCL", "RGN"];

/// What the stage of deduplication reads of a record and its text.
///
/// Events of codes that this version does not know (a record of another version) are told as the nearest known: the type
/// CONSULT, the sector UNK, the status actual.
pub fn comparable<'r>(record: &'r Record, text: &'r str, byline: Option<&'r str>) -> Report<'r> {
    let points = Points::new(text);
    let entities: BTreeMap<&str, &Entity> = record.entities.iter().map(|entity| (entity.id.as_str(), entity)).collect();
    Report {
        publisher: printed_by(record.publisher.as_deref(), record.url.as_deref()),
        published: record.published.as_deref().and_then(day),
        title: record.title.as_deref(),
        byline,
        text,
        names: names(record),
        places: places(record),
        tellings: record.events.iter().map(|event| telling(record, event, &points, &entities)).collect(),
    }
}

/// Who printed a report, or, where nobody says so, whose page it is: `news.example` of `https://www.news.example/a`.
pub fn printed_by<'r>(publisher: Option<&'r str>, url: Option<&'r str>) -> Option<&'r str> {
    publisher.or_else(|| host(url?))
}

fn host(url: &str) -> Option<&str> {
    let after = url.split_once("://")?.1;
    let host = after.split(['/', '?', '#', ':']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty()).then_some(host)
}

/// Days since 1 January 1970 of a civil day.
fn day(written: &str) -> Option<Day> {
    let date: jiff::civil::Date = written.get(..10)?.parse().ok()?;
    let days = date.since((jiff::Unit::Day, jiff::civil::date(1970, 1, 1))).ok()?;
    Some(days.get_days())
}

fn places(record: &Record) -> Vec<(deduplication::Place<'_>, usize)> {
    let sentence = |at: usize| record.sentences.partition_point(|[_, end]| *end <= at);
    record.places.iter().map(|place| (named(place), sentence(place.start))).collect()
}

fn named(place: &crate::Place) -> Place<'_> {
    Place {
        name: &place.name,
        country: place.country.as_deref().and_then(Country::coined),
        province: place.admin1.as_deref(),
        point: place.lat.zip(place.lon),
        is_area: place.admin1.as_deref() == Some(place.name.as_str()),
    }
}

fn names(record: &Record) -> Vec<(&str, bool)> {
    let mut named: Vec<&Entity> = record.entities.iter().filter(|entity| name(entity).is_some()).collect();
    named.sort_by_key(|entity| std::cmp::Reverse(entity.mentions.len()));
    named.iter().map(|entity| (entity.name.as_str(), entity.kind == "person")).collect()
}

/// The name of an entity that has one and is not a state or place.
fn name(entity: &Entity) -> Option<&str> {
    let is_named = entity.mentions.iter().any(|mention| mention.form == "name");
    let can_be_named = matches!(entity.kind.as_str(), "person" | "organisation" | "group");
    (is_named && can_be_named).then_some(entity.name.as_str())
}

fn telling<'r>(
    record: &'r Record,
    event: &'r Event,
    points: &Points<'r>,
    entities: &BTreeMap<&str, &'r Entity>,
) -> Telling<'r> {
    let event_type = EventType::from_name(&event.event_type).unwrap_or(EventType::Consult);
    let parties = |arguments: &'r [Argument]| arguments.iter().map(|argument| party(argument, entities)).collect();
    let items = record.materiel.iter().filter(|item| item.event.as_ref() == Some(&event.id));
    let numbers = record.numbers.iter().filter(|number| number.event.as_ref() == Some(&event.id));
    Telling {
        event_type,
        mode: event.mode.as_deref().and_then(|mode| event_type.mode(mode)),
        status: Status::from_name(&event.status).unwrap_or(Status::Actual),
        actors: parties(&event.actors),
        recipients: parties(&event.recipients),
        days: days(record, event),
        days_from: days_from(record, event),
        place: event.place.as_ref().filter(|place| place.name.starts_with(char::is_uppercase)).map(place),
        trigger: &event.trigger.text,
        sentence: record.sentences.get(event.sentence).map_or("", |sentence| points.slice(*sentence)),
        sentence_number: event.sentence,
        items: items.map(|item| item.item.as_deref().unwrap_or(&item.text)).collect(),
        numbers: numbers.map(|number| Count { kind: &number.kind, low: number.low, high: number.high }).collect(),
    }
}

/// First and last day; none of what is told as done and dated after its report: that is the day of what was promised.
fn days(record: &Record, event: &Event) -> Option<(Day, Day)> {
    let date = event.date.as_ref()?;
    let is_foretold = is_foretold(&event.status, &date.start, record.published.as_deref());
    (!is_foretold).then_some((day(&date.start)?, day(&date.end)?))
}

/// Whether an event of this status and first day is told as done and dated after its report, a day between time zones aside: the day is that of what
/// was promised.
pub fn is_foretold(status: &str, first: &str, published: Option<&str>) -> bool {
    let is_done = matches!(status, "actual" | "historical");
    is_done && day(first).zip(published.and_then(day)).is_some_and(|(first, published)| first > published + 1)
}

/// Whether the sentence that tells an event tells its day, as one that the event can have taken place on.
pub fn is_day_told(record: &Record, event: &Event) -> bool {
    days_from(record, event) == DaysFrom::Sentence
}

fn days_from(record: &Record, event: &Event) -> DaysFrom {
    let is_told = |date: &&EventDate| {
        date.basis == "stated" && !is_foretold(&event.status, &date.start, record.published.as_deref())
    };
    let Some(date) = event.date.as_ref().filter(is_told) else { return DaysFrom::Report };
    let sentence = record.sentences.get(event.sentence).copied().unwrap_or_default();
    let is_within = date.span.is_some_and(|[start, end]| start >= sentence[0] && end <= sentence[1]);
    if is_within { DaysFrom::Sentence } else { DaysFrom::Elsewhere }
}

fn party<'r>(argument: &Argument, entities: &BTreeMap<&str, &'r Entity>) -> Party<'r> {
    let entity = entities.get(argument.entity.as_str()).copied();
    Party {
        country: argument.country.as_deref().and_then(Country::coined),
        sector: Sector::from_name(&argument.sector).unwrap_or(Sector::Unk),
        name: entity.and_then(name),
        is_person: entity.is_some_and(|entity| entity.kind == "person"),
    }
}

fn place(place: &EventPlace) -> Place<'_> {
    let country = place.country.as_deref().and_then(Country::coined);
    let is_country = country.is_some_and(|country| country.name() == place.name);
    let is_area_by_feature =
        place.feature.as_deref().is_some_and(|feature| AREAS.iter().any(|area| feature.starts_with(area)));
    let is_province = place.admin1.as_deref() == Some(place.name.as_str()) && place.feature.is_none();
    Place {
        name: &place.name,
        country,
        province: place.admin1.as_deref(),
        point: place.lat.zip(place.lon),
        is_area: is_country || is_area_by_feature || is_province,
    }
}
