//! POLECAT's table: a header and 40 columns, lists joined by `; `, `None` for what is missing.
//!
//! Source: the header as the Temporal Graph Benchmark 2.0 (`tkgl_polecat.py`) and `rpolecat` read it.

use crate::exporter::Writer;
use crate::geography::Precision;
use crate::item::Party;
use crate::staging::Staging;
use crate::tabbed::{Line, Tabbed};
use crate::{Error, Format, Happening, Options, Report, Summary};
use ontology::Country;
use record::{Argument, Event, Record};
use std::borrow::Cow;

/// The names of the columns.
pub(crate) const COLUMNS: [&str; 40] = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
];

/// Two files: mentions and happenings.
pub(crate) struct Polecat {
    files: [Tabbed; 2],
    options: Options,
    summary: Summary,
}

impl Polecat {
    pub fn new(staging: &mut Staging, names: [String; 2], options: &Options) -> Result<Polecat, Error> {
        let files = [Tabbed::create(staging, &names[0], &COLUMNS)?, Tabbed::create(staging, &names[1], &COLUMNS)?];
        Ok(Polecat { files, options: options.clone(), summary: Summary::default() })
    }
}

impl Writer for Polecat {
    fn report(&mut self, _staging: &mut Staging, report: &Report) -> Result<(), Error> {
        let story = Story::of(report.record);
        for (event, _) in report.chosen()? {
            if !self.options.takes(Format::Polecat, event) {
                self.summary.events_left_out += 1;
                continue;
            }
            self.files[0].row(row(&event.id, report.record, event, &story))?;
        }
        Ok(())
    }

    fn happening(&mut self, _staging: &mut Staging, happening: &Happening) -> Result<(), Error> {
        let event = happening.event()?;
        if !self.options.takes(Format::Polecat, event) {
            self.summary.events_left_out += 1;
            return Ok(());
        }
        self.files[1].row(row(happening.id, happening.record, event, &Story::of(happening.record)))
    }

    fn finish(self: Box<Self>, staging: &mut Staging) -> Result<Summary, Error> {
        let files = self.files.into_iter().map(Tabbed::finish).collect::<Result<_, _>>()?;
        Summary::publish(staging, files, self.summary)
    }
}

/// Who and what the whole report names.
struct Story {
    people: String,
    organizations: String,
    locations: String,
}

impl Story {
    fn of(record: &Record) -> Story {
        let named = |kinds: &[&str]| {
            let of_kind = record.entities.iter().filter(|entity| kinds.contains(&entity.kind.as_str()));
            list(
                of_kind
                    .filter(|entity| entity.mentions.iter().any(|mention| mention.form == "name"))
                    .map(|e| e.name.as_str()),
            )
        };
        let mut places: Vec<&str> = record.places.iter().map(|place| place.name.as_str()).collect();
        places.dedup();
        Story {
            people: named(&["person"]),
            organizations: named(&["organisation"]),
            locations: list(places.into_iter()),
        }
    }
}

fn row<'a>(id: &'a str, record: &'a Record, event: &'a Event, story: &'a Story) -> Line<'a> {
    let place = event.place.as_ref();
    let town = place.filter(|place| Precision::of_event(place) == Precision::Town);
    let mut row: Line = vec![
        id.into(),
        text(event.date.as_ref().map(|date| date.start.as_str())),
        event.event_type.as_str().into(),
        text(event.mode.as_deref()),
        event.score.to_string().into(),
        quad(event.quad).into(),
        list(event.contexts.iter().map(String::as_str)).into(),
    ];
    row.extend(side(record, &event.actors).map(Cow::Owned));
    row.extend(side(record, &event.recipients).map(Cow::Owned));
    row.extend([
        text(place.map(|place| place.name.as_str())),
        text(town.map(|place| place.name.as_str())),
        text(None),
        text(place.and_then(|place| place.admin1.as_deref())),
        text(place.and_then(|place| place.country.as_deref())),
        number(place.and_then(|place| place.lat)),
        number(place.and_then(|place| place.lon)),
        number(place.and_then(|place| place.geonames)),
        text(place.map(|place| place.text.as_str())),
        text(place.and_then(|place| place.feature.as_deref())),
        text(record.publisher.as_deref()),
        text(record.published.as_deref()),
        story.people.as_str().into(),
        story.organizations.as_str().into(),
        story.locations.as_str().into(),
        text(record.language.as_deref()),
        format!("{} {}", record.coder.name, record.coder.version).into(),
    ]);
    row
}

/// Name, country, COW number, primary sectors, all sectors, title, words, Wikidata id: a list each, in the same order.
fn side(record: &Record, arguments: &[Argument]) -> [String; 8] {
    let parties = Party::all(record, arguments);
    let each = |value: &dyn Fn(&Party) -> Option<String>| {
        let values: Vec<Option<String>> = parties.iter().map(value).collect();
        if values.iter().all(Option::is_none) {
            MISSING.into()
        } else {
            list(values.iter().map(|v| v.as_deref().unwrap_or(MISSING)))
        }
    };
    let cow = |party: &Party| Some(Country::from_code(party.argument.country.as_deref()?)?.cow()?.to_string());
    let all_sectors = parties.iter().flat_map(|party| {
        std::iter::once(party.argument.sector.as_str()).chain(party.argument.other_sectors.iter().map(String::as_str))
    });
    [
        each(&|party| Some(party.name().to_string())),
        each(&|party| party.argument.country.clone()),
        each(&cow),
        each(&|party| Some(party.argument.sector.clone())),
        list(all_sectors),
        each(&title),
        each(&|party| Some(party.argument.text.clone())),
        each(&|party| party.entity?.wikidata.clone()),
    ]
}

fn title(party: &Party) -> Option<String> {
    let office = party.office()?;
    let parts: Vec<&str> = [&office.rank, &office.post].into_iter().flatten().map(String::as_str).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn list<'v>(values: impl Iterator<Item = &'v str>) -> String {
    let values: Vec<String> = values.map(|value| value.replace(';', ",")).collect();
    if values.is_empty() { MISSING.into() } else { values.join("; ") }
}

fn text(value: Option<&str>) -> Cow<'_, str> {
    value.unwrap_or(MISSING).into()
}

fn number<'v, T: ToString>(value: Option<T>) -> Cow<'v, str> {
    value.map_or(MISSING.into(), |value| value.to_string().into())
}

fn quad(quad: u8) -> &'static str {
    match quad {
        1 => "VERBAL COOPERATION",
        2 => "MATERIAL COOPERATION",
        3 => "VERBAL CONFLICT",
        4 => "MATERIAL CONFLICT",
        _ => MISSING,
    }
}

const MISSING: &str = "None";
