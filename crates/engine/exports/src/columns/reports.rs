//! Reports, what is named in them, and the offices they tell of.

use super::events::{cow, versions, written};
use super::{Cell, Row, columns};
use crate::{Error, Report};
use record::{Entity, Event, Office};

/// What the rows of a report's findings begin with.
pub(super) struct Origin {
    row: Row,
    pub added: Cell,
}

impl Origin {
    /// # Errors
    /// `added` that is no moment.
    pub fn of(report: &Report) -> Result<Origin, Error> {
        let mut row = Row::new();
        origin(report, &mut row);
        let added = report.added.map(Cell::instant).transpose()?;
        Ok(Origin { row, added: added.unwrap_or(Cell::Missing) })
    }

    /// A row of these values, then `fill`'s, then the versions.
    pub fn row(&self, fill: impl FnOnce(&mut Row)) -> Row {
        let mut row = self.row.clone();
        fill(&mut row);
        versions(&mut row);
        row
    }
}

pub(super) fn report(report: &Report, chosen: &[(&Event, Option<&str>)], origin: &Origin) -> Row {
    let mut row = Row::with_capacity(32);
    values(&Chosen { report, chosen, added: &origin.added }, &mut row);
    versions(&mut row);
    whole(report, &mut row);
    row
}

pub(super) fn entities(report: &Report, origin: &Origin) -> Vec<Row> {
    report.record.entities.iter().map(|named| origin.row(|row| entity(named, row))).collect()
}

pub(super) fn offices(report: &Report, origin: &Origin) -> Vec<Row> {
    let held = report.record.entities.iter().flat_map(|holder| holder.offices.iter().map(move |held| (holder, held)));
    held.map(|held| origin.row(|row| office(held, row))).collect()
}

columns! {
    /// Which report a finding is from.
    ORIGIN, origin(source: &Report) {
        report_id: Text = &source.record.id, "id of the report";
        report_version: Integer = source.version, "version of a report that changed, from 1";
        publisher: Text = &source.record.publisher, "who printed it";
        published: Day = source.record.published.as_deref().map_or(Cell::Missing, Cell::day), "day it was published";
    }
}

struct Chosen<'a> {
    report: &'a Report<'a>,
    chosen: &'a [(&'a Event, Option<&'a str>)],
    added: &'a Cell,
}

columns! {
    /// One row a report.
    REPORT, values(source: &Chosen) {
        report_id: Text = &source.report.record.id, "the caller's id, or the text's hash";
        report_version: Integer = source.report.version, "version of a report that changed, from 1";
        added: Instant = source.added.clone(), "when it was added to the collection";
        title: Text = &source.report.record.title, "headline";
        url: Text = &source.report.record.url, "where it was found";
        publisher: Text = &source.report.record.publisher, "who printed it";
        byline: Text = source.report.byline, "who wrote it";
        published: Day = source.report.record.published.as_deref().map_or(Cell::Missing, Cell::day), "day it was published";
        published_precision: Code = source.report.record.published.as_ref().map(|_| "day"), "always a day where it is known";
        language: Code = &source.report.record.language, "ISO 639-1";
        dateline_places: Texts = source.report.record.dateline.as_ref().map(|line| &line.places), "places of the line it begins with";
        dateline_date: Day = source.report.record.dateline.as_ref().and_then(|line| line.date.as_deref()).map_or(Cell::Missing, Cell::day), "day of that line";
        n_sentences: Integer = source.report.record.sentences.len(), "how many sentences";
        event_ids: Texts = source.chosen.iter().map(|(event, _)| event.id.clone()).collect::<Vec<_>>(), "ids of its exported mentions";
        happening_ids: Texts = happening_ids(source.chosen), "ids of their happenings, in the same order";
        warnings: Texts = &source.report.record.warnings, "what a reader should know of gaps";
        text_sha256: Text = &source.report.record.text_sha256, "SHA-256 of the text";
        coder_version: Code = &source.report.record.coder.version, "version of the program that coded it";
        coder_models: Code = &source.report.record.coder.models, "hash of its models";
        coder_knowledge: Code = &source.report.record.coder.knowledge, "hash of its tables";
    }
}

columns! {
    /// The report itself.
    WHOLE, whole(source: &Report) {
        text: Text = source.text, "the text that all offsets count in, in code points";
        record: Text = source.record.to_json(), "the record as JSON; in Parquet only";
    }
}

columns! {
    /// Who or what is named.
    ENTITY, entity(source: &Entity) {
        entity_id: Text = &source.id, "e1, e2, in this report";
        kind: Code = &source.kind, "person, group, organisation, state or place";
        name: Text = &source.name, "its fullest name in the report, or first description";
        country: Code = &source.country, "ISO 3166-1 alpha-3, or the code in its place";
        cow: Integer = cow(source.country.as_deref()), "Correlates of War number of that country";
        sectors: Texts = &source.sectors, "sectors, the primary one first";
        knowledge_id: Text = &source.knowledge_id, "id in the knowledge tables";
        wikidata: Text = &source.wikidata, "id in Wikidata";
        n_mentions: Integer = source.mentions.len(), "how often it is mentioned";
        mention_texts: Texts = source.mentions.iter().map(|mention| mention.text.clone()).collect::<Vec<_>>(), "words of each mention";
        mention_spans: Texts = source.mentions.iter().map(|mention| written([mention.start, mention.end])).collect::<Vec<_>>(), "where they stand";
    }
}

columns! {
    /// A rank or post that somebody holds.
    OFFICE, office(source: (&Entity, &Office)) {
        entity_id: Text = &source.0.id, "which of the report's entities";
        name: Text = &source.0.name, "its name";
        rank: Text = &source.1.rank, "Lieutenant General";
        post: Text = &source.1.post, "Principal Staff Officer";
        body: Text = &source.1.body, "Armed Forces Division";
        country: Code = &source.1.country, "country it is an office of";
        when: Code = &source.1.when, "current, former or incoming";
        start: Integer = source.1.start, "first code point of the words that say so";
        end: Integer = source.1.end, "one past the last";
    }
}

/// An id for each event, empty for an event without one; none at all if no event has one.
fn happening_ids(chosen: &[(&Event, Option<&str>)]) -> Option<Vec<String>> {
    let is_known = chosen.is_empty() || chosen.iter().any(|(_, happening)| happening.is_some());
    is_known.then(|| chosen.iter().map(|(_, happening)| happening.unwrap_or_default().to_string()).collect())
}
