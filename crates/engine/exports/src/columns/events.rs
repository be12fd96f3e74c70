//! Events, their participants, and happenings.

use super::{Cell, Row, columns};
use crate::geography::{Precision, date_precision};
use crate::item::Party;
use crate::{Error, Happening, ONTOLOGY_VERSION, Report, SCHEMA_VERSION};
use ontology::Country;
use record::Points;
use record::{Argument, Event, Record};
use std::collections::BTreeSet;

/// An event as its report tells it.
pub(super) struct Mention<'a> {
    pub report: &'a Report<'a>,
    pub points: &'a Points<'a>,
    pub event: &'a Event,
    pub happening: Option<&'a str>,
    pub added: Cell,
}

impl Mention<'_> {
    /// A row of `events`.
    pub fn row(&self) -> Row {
        let mut row = Row::with_capacity(64);
        mention(self, &mut row);
        event(&Told { record: self.report.record, points: self.points, event: self.event }, &mut row);
        versions(&mut row);
        row
    }
}

/// The row of a happening.
pub(super) fn happening(happening: &Happening) -> Result<Row, Error> {
    let (event, added) = (happening.event()?, Cell::instant(happening.added)?);
    let mut row = Row::with_capacity(64);
    once(&Once { happening, event, added }, &mut row);
    self::event(&Told { record: happening.record, points: &Points::new(happening.text), event }, &mut row);
    versions(&mut row);
    Ok(row)
}

/// A row for each actor and recipient of an event.
pub(super) fn participants(mention: &Mention) -> Vec<Row> {
    let row = |role: &'static str, position: usize, party: Party| {
        let mut row = Row::with_capacity(32);
        participant(&Participant { mention, role, position, party }, &mut row);
        versions(&mut row);
        row
    };
    let sides = [("actor", &mention.event.actors), ("recipient", &mention.event.recipients)];
    let rows = sides.into_iter().flat_map(|(role, arguments)| {
        let parties = Party::all(mention.report.record, arguments).into_iter().enumerate();
        parties.map(move |(position, party)| row(role, position, party)).collect::<Vec<_>>()
    });
    rows.collect()
}

/// Appends the values of [`VERSIONS`].
pub(super) fn versions(row: &mut Row) {
    current(&(), row);
}

/// A span as `start-end`.
pub(super) fn written([start, end]: [usize; 2]) -> String {
    format!("{start}-{end}")
}

columns! {
    /// What every row ends with.
    VERSIONS, current(_source: &()) {
        schema_version: Code = SCHEMA_VERSION, "version of these columns";
        ontology_version: Code = ONTOLOGY_VERSION, "code lists the events are coded with";
    }
}

columns! {
    /// Columns of a mention.
    MENTION, mention(source: &Mention) {
        event_id: Text = &source.event.id, "id of the mention: stable over runs and machines";
        happening_id: Text = source.happening, "id of what happened, shared by all its mentions";
        report_version: Integer = source.report.version, "version of a report that changed, from 1";
        added: Instant = source.added.clone(), "when it was added to the collection";
    }
}

/// A happening, with what is checked before its row is made.
struct Once<'a> {
    happening: &'a Happening<'a>,
    event: &'a Event,
    added: Cell,
}

columns! {
    /// Columns of a happening.
    HAPPENING, once(source: &Once) {
        happening_id: Text = source.happening.id, "id of what happened";
        event_id: Text = &source.event.id, "its representative mention, which the columns below describe";
        mentions: Texts = source.happening.mentions.iter().map(|id| id.to_string()).collect::<Vec<_>>(), "ids of the mentions";
        n_mentions: Integer = source.happening.mentions.len(), "how many mentions";
        n_reports: Integer = source.happening.n_reports, "how many reports";
        n_publishers: Integer = source.happening.n_publishers, "how many independent publishers tell it";
        first_published: Day = source.happening.first_published.map_or(Cell::Missing, Cell::day), "first day a report of it was published";
        last_published: Day = source.happening.last_published.map_or(Cell::Missing, Cell::day), "last day";
        added: Instant = source.added.clone(), "when it was added to the collection";
    }
}

/// An event with what its values are read from.
struct Told<'a> {
    record: &'a Record,
    points: &'a Points<'a>,
    event: &'a Event,
}

columns! {
    /// What a mention and the representative mention of a happening both tell.
    EVENT, event(source: &Told) {
        report_id: Text = &source.record.id, "id of the report";
        publisher: Text = &source.record.publisher, "who printed it";
        url: Text = &source.record.url, "where it was found";
        title: Text = &source.record.title, "its headline";
        published: Day = source.record.published.as_deref().map_or(Cell::Missing, Cell::day), "day it was published";
        published_precision: Code = source.record.published.as_ref().map(|_| "day"), "always a day where it is known";
        language: Code = &source.record.language, "ISO 639-1";
        event_type: Code = &source.event.event_type, "PLOVER type";
        mode: Code = &source.event.mode, "PLOVER mode";
        status: Code = &source.event.status, "actual, future, hypothetical, negated or historical";
        quad: Integer = usize::from(source.event.quad), "PLOVER quad: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict";
        score: Number = source.event.score, "PLOVER conflict-cooperation score, -10 to 10";
        cameo: Code = &source.event.cameo, "CAMEO code that fits best; a string with its leading zero";
        goldstein: Number = source.event.goldstein, "that code's Goldstein value";
        contexts: Texts = &source.event.contexts, "PLOVER contexts";
        event_date: Day = source.event.date.as_ref().map_or(Cell::Missing, |date| Cell::day(&date.start)), "first day of the event";
        event_date_end: Day = source.event.date.as_ref().map_or(Cell::Missing, |date| Cell::day(&date.end)), "last day it can have been";
        event_date_precision: Code = source.event.date.as_ref().map(date_precision), "day, week, month, year or range";
        event_date_basis: Code = source.event.date.as_ref().map(|date| &date.basis), "stated, dateline or published: how the date is known";
        event_date_text: Text = source.event.date.as_ref().and_then(|date| date.text.as_ref()), "words that say so";
        dyad: Code = dyad(source.event), "first two countries that meet in it, in alphabetical order: BGD-PAK";
        actor_names: Texts = names(source.record, &source.event.actors), "who does it";
        actor_countries: Texts = countries(&source.event.actors), "their countries, without repetition";
        actor_sectors: Texts = sectors(&source.event.actors), "their primary sectors, without repetition";
        recipient_names: Texts = names(source.record, &source.event.recipients), "to whom";
        recipient_countries: Texts = countries(&source.event.recipients), "their countries, without repetition";
        recipient_sectors: Texts = sectors(&source.event.recipients), "their primary sectors, without repetition";
        place_name: Text = source.event.place.as_ref().map(|place| &place.name), "where";
        place_country: Code = source.event.place.as_ref().and_then(|place| place.country.as_ref()), "ISO 3166-1 alpha-3";
        place_admin1: Text = source.event.place.as_ref().and_then(|place| place.admin1.as_ref()), "province or state";
        latitude: Number = source.event.place.as_ref().and_then(|place| place.lat), "degrees north";
        longitude: Number = source.event.place.as_ref().and_then(|place| place.lon), "degrees east";
        geonames_id: Integer = source.event.place.as_ref().and_then(|place| place.geonames), "GeoNames id";
        place_feature: Code = source.event.place.as_ref().and_then(|place| place.feature.as_ref()), "GeoNames feature code";
        place_precision: Code = source.event.place.as_ref().map(|place| Precision::of_event(place).name()), "town, province, country or unresolved";
        place_text: Text = source.event.place.as_ref().map(|place| &place.text), "words that name it";
        attribution: Text = source.event.attribution.as_ref().map(|said| &said.text), "who says so";
        denied_by: Texts = source.event.denied_by.iter().map(|denial| denial.text.clone().unwrap_or_default()).collect::<Vec<_>>(), "who denies it, in this report";
        confidence: Number = source.event.confidence, "probability that type and parties are right, 0 to 1";
        sentence: Integer = source.event.sentence, "index of the sentence, from 0";
        trigger: Text = &source.event.trigger.text, "words that express the action";
        trigger_start: Integer = source.event.trigger.start, "first code point";
        trigger_end: Integer = source.event.trigger.end, "one past the last";
        evidence: Texts = source.event.evidence.iter().map(|&span| source.points.slice(span).to_string()).collect::<Vec<_>>(), "words that support it";
        evidence_spans: Texts = source.event.evidence.iter().map(|&span| written(span)).collect::<Vec<_>>(), "where they stand: start-end in code points";
        why: Text = &source.event.why, "the coder's reasons";
    }
}

struct Participant<'a> {
    mention: &'a Mention<'a>,
    role: &'static str,
    position: usize,
    party: Party<'a>,
}

columns! {
    /// Who takes part in an event.
    PARTICIPANT, participant(source: &Participant) {
        event_id: Text = &source.mention.event.id, "id of the mention";
        happening_id: Text = source.mention.happening, "id of what happened";
        report_id: Text = &source.mention.report.record.id, "id of the report";
        role: Code = source.role, "actor or recipient";
        position: Integer = source.position, "place among those of the role, from 0";
        entity_id: Text = &source.party.argument.entity, "which of the report's entities";
        kind: Code = source.party.entity.map(|entity| &entity.kind), "person, group, organisation, state or place";
        name: Text = source.party.name(), "its fullest name in the report";
        country: Code = &source.party.argument.country, "at the time of the event: ISO 3166-1 alpha-3, or the code in its place";
        cow: Integer = cow(source.party.argument.country.as_deref()), "Correlates of War number of that country";
        sector: Code = &source.party.argument.sector, "primary sector at the time";
        other_sectors: Texts = &source.party.argument.other_sectors, "further sectors";
        rank: Text = source.party.office().and_then(|office| office.rank.as_ref()), "rank of its office";
        post: Text = source.party.office().and_then(|office| office.post.as_ref()), "post";
        body: Text = source.party.office().and_then(|office| office.body.as_ref()), "body it is a post of";
        knowledge_id: Text = source.party.entity.and_then(|entity| entity.knowledge_id.as_ref()), "id in the knowledge tables";
        wikidata: Text = source.party.entity.and_then(|entity| entity.wikidata.as_ref()), "id in Wikidata";
        text: Text = &source.party.argument.text, "words that mean it here";
        start: Integer = source.party.argument.start, "first code point";
        end: Integer = source.party.argument.end, "one past the last";
    }
}

/// The Correlates of War number of a country by its code.
pub(super) fn cow(country: Option<&str>) -> Option<u32> {
    Country::from_code(country?)?.cow().map(u32::from)
}

fn names(record: &Record, arguments: &[Argument]) -> Vec<String> {
    Party::all(record, arguments).iter().map(|party| party.name().to_string()).collect()
}

fn countries(arguments: &[Argument]) -> Vec<String> {
    distinct(arguments.iter().filter_map(|argument| argument.country.as_ref()))
}

fn sectors(arguments: &[Argument]) -> Vec<String> {
    distinct(arguments.iter().map(|argument| &argument.sector))
}

fn distinct<'a>(values: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    values.filter(|value| seen.insert(*value)).cloned().collect()
}

/// The first actor's country with the first other one among the recipients, or among the actors if there are none.
fn dyad(event: &Event) -> Option<String> {
    let actors = countries(&event.actors);
    let others = if event.recipients.is_empty() { actors.clone() } else { countries(&event.recipients) };
    let met = actors.iter().find_map(|actor| Some((actor, others.iter().find(|other| *other != actor)?)));
    met.map(|(a, b)| if a < b { format!("{a}-{b}") } else { format!("{b}-{a}") })
}
