//! What the pipeline's tests share: one loaded pipeline, and codings as lines to read.

use annotation::{Argument, Event};
use pipeline::{Coding, Pipeline};
use std::fmt::Write;
use std::sync::LazyLock;
use text::Document;

static PIPELINE: LazyLock<Pipeline> =
    LazyLock::new(|| Pipeline::new().expect("the model and tables of the repository"));

/// The pipeline, loaded once a test program.
pub fn pipeline() -> &'static Pipeline {
    &PIPELINE
}

/// The coding of `text`, published on `published`.
pub fn code(text: &str, published: &str) -> Coding {
    let mut document = Document::new(text.to_string()).expect("a short text");
    document.published = Some(published.parse().expect("a date"));
    pipeline().worker().code(document)
}

/// Who says so, of the events that somebody else tells.
pub fn sayers(coding: &Coding) -> Vec<&str> {
    let attributions = coding.events.iter().filter_map(|event| event.attribution.as_ref());
    attributions.map(|told| coding.document.slice(told.span)).collect()
}

/// One line an event: `CONSULT visit: KEN MIL > IND MIL | "met" | 2025-03-04 | Mombasa KEN | by …`.
pub fn lines(coding: &Coding) -> String {
    coding.events.iter().map(|event| line(coding, event) + "\n").collect()
}

fn line(coding: &Coding, event: &Event) -> String {
    let mut line = event.event_type.name().to_string();
    if let Some(mode) = event.mode {
        write!(line, " {}", mode.name()).expect("a string");
    }
    if event.status != ontology::Status::Actual {
        write!(line, " ({})", event.status.name()).expect("a string");
    }
    write!(line, ": {} > {}", parties(coding, &event.actors), parties(coding, &event.recipients)).expect("a string");
    write!(line, " | {:?}", coding.document.slice(event.trigger)).expect("a string");
    if let Some(date) = &event.date {
        write!(line, " | {}", date.first).expect("a string");
        if date.last != date.first {
            write!(line, "..{}", date.last).expect("a string");
        }
    }
    if let Some(place) = event.place {
        let place = &coding.resolution.places[place];
        write!(line, " | at {} {}", place.name, place.country.map_or("?", |country| country.code())).expect("a string");
    }
    if let Some(told) = &event.attribution {
        write!(line, " | by {}", coding.document.slice(told.span)).expect("a string");
    }
    line
}

fn parties(coding: &Coding, parties: &[Argument]) -> String {
    let name = |party: &Argument| {
        let country = party.country.map_or("?", |country| country.code());
        format!("{country} {} {:?}", party.sector.name(), coding.document.slice(party.span))
    };
    parties.iter().map(name).collect::<Vec<_>>().join(", ")
}
