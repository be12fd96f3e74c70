//! From a coding to a record.

use crate::entities::Published;
use crate::events::EventIds;
use crate::findings::Findings;
use crate::model::{Coder, Dateline, Event, Place, Record, Time};
use crate::{FORM, events, hash, names};
use pipeline::{Coding, Pipeline, Worker};
use std::collections::BTreeSet;
use text::{CodePoints, Document, Span};

/// What coded a report: the version of the program, the hashes of its models and tables.
#[derive(Clone, Copy, Debug)]
pub struct Provenance<'a> {
    /// Version of the program.
    pub version: &'a str,
    /// Hash of the models, hexadecimal.
    pub models: &'a str,
    /// Hash of the tables, hexadecimal.
    pub knowledge: &'a str,
}

impl<'p> Provenance<'p> {
    /// This program with the models and tables of `pipeline`.
    pub fn of(pipeline: &'p Pipeline) -> Provenance<'p> {
        Provenance {
            version: env!("CARGO_PKG_VERSION"),
            models: pipeline.models_hash(),
            knowledge: pipeline.knowledge_hash(),
        }
    }
}

/// A coding with the index that turns its bytes into code points.
pub(crate) struct Page<'c> {
    pub(crate) coding: &'c Coding,
    pub(crate) text_sha256: String,
    points: CodePoints<'c>,
}

impl<'c> Page<'c> {
    pub(crate) fn new(coding: &'c Coding) -> Page<'c> {
        let text = coding.document.text();
        Page { coding, text_sha256: hash::sha256(text.as_bytes()), points: CodePoints::new(text) }
    }

    /// The caller's id, or the text's hash.
    pub(crate) fn id(&self) -> String {
        self.coding.document.id.clone().unwrap_or_else(|| self.text_sha256.clone())
    }

    pub(crate) fn span(&self, span: Span) -> [usize; 2] {
        self.points.span(span)
    }

    pub(crate) fn words(&self, span: Span) -> String {
        self.coding.document.slice(span).to_string()
    }

    /// Degrees to five digits: a meter.
    pub(crate) fn coordinates(&self, place: &annotation::Place) -> [Option<f64>; 2] {
        let degrees = |value: f64| Some(names::rounded(value, 5));
        place.coordinates.map_or([None, None], |(lat, lon)| [degrees(lat), degrees(lon)])
    }
}

impl Record {
    /// What `worker` makes of one report, and the report; `provenance` is of its pipeline.
    pub fn of(document: Document, worker: &mut Worker, provenance: &Provenance) -> (Record, Document) {
        let coding = worker.code(document);
        (Record::from_coding(&coding, provenance), coding.document)
    }

    /// The record of what the stages found.
    pub fn from_coding(coding: &Coding, provenance: &Provenance) -> Record {
        let document = &coding.document;
        let page = Page::new(coding);
        let published = Published::of(coding);
        let ids = EventIds::of_all(&page);
        let findings = Findings { page: &page, published: &published, ids: &ids };
        Record {
            schema: FORM.into(),
            id: page.id(),
            title: document.title.clone(),
            url: document.url.clone(),
            publisher: document.publisher.clone(),
            published: document.published.map(|day| day.to_string()),
            language: coding.language.clone(),
            dateline: dateline(&page),
            text_sha256: page.text_sha256.clone(),
            coder: coder(provenance),
            sentences: coding.sentences.iter().map(|sentence| page.span(sentence.span)).collect(),
            entities: published.entities(&page),
            events: events::events(&page, &published, &ids),
            times: coding.resolution.times.iter().map(|time| self::time(&page, time)).collect(),
            places: coding.resolution.places.iter().map(|place| self::place(&page, place)).collect(),
            quotes: findings.quotes(),
            statements: findings.statements(),
            numbers: findings.numbers(),
            materiel: findings.materiel(),
            exercises: findings.exercises(),
            warnings: coding.warnings.clone(),
        }
    }

    /// Leaves out the events that `is_kept` refuses, and what points at them.
    pub fn keep_events(&mut self, is_kept: impl Fn(&Event) -> bool) {
        self.events.retain(is_kept);
        let ids: BTreeSet<String> = self.events.iter().map(|event| event.id.clone()).collect();
        let forget = |event: &mut Option<String>| *event = event.take().filter(|id| ids.contains(id));
        self.numbers.iter_mut().for_each(|number| forget(&mut number.event));
        self.materiel.iter_mut().for_each(|item| forget(&mut item.event));
        self.exercises.iter_mut().for_each(|exercise| forget(&mut exercise.event));
        for event in &mut self.events {
            event.denied_by.retain(|denial| ids.contains(&denial.event));
        }
    }

    /// Whether this is the record of `text`.
    pub fn is_of(&self, text: &str) -> bool {
        self.text_sha256 == hash::sha256(text.as_bytes())
    }

    /// The record as JSON on one line, without the line's end.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("strings, numbers and lists are JSON")
    }
}

fn coder(provenance: &Provenance) -> Coder {
    Coder {
        name: "entente".into(),
        version: provenance.version.into(),
        models: provenance.models.into(),
        knowledge: provenance.knowledge.into(),
    }
}

fn dateline(page: &Page) -> Option<Dateline> {
    let dateline = page.coding.resolution.dateline.as_ref()?;
    let [start, end] = page.span(dateline.span);
    let places = dateline.places.iter().map(|&span| page.words(span)).collect();
    Some(Dateline { places, date: dateline.date.map(|day| day.to_string()), start, end })
}

fn time(page: &Page, time: &annotation::Time) -> Time {
    let [start, end] = page.span(time.span);
    let first = time.days.map(|(first, _)| first.to_string());
    let last = time.days.map(|(_, last)| last.to_string());
    Time { start, end, text: page.words(time.span), first, last }
}

fn place(page: &Page, place: &annotation::Place) -> Place {
    let [start, end] = page.span(place.span);
    let [lat, lon] = page.coordinates(place);
    Place {
        start,
        end,
        text: page.words(place.span),
        name: place.name.clone(),
        country: names::country(place.country),
        admin1: place.admin1.clone(),
        lat,
        lon,
        geonames: place.geonames,
    }
}
