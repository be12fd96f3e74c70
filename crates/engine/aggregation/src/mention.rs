//! Reports and mentions of happenings, as their records tell them.

use crate::pairs::{Pair, countries, pairs};
use record::{Argument, Event, EventPlace, Record, is_day_told, is_foretold, printed_by};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Who printed a report and when, and what tells it from others.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Printed {
    /// Its id.
    pub id: String,
    /// Where it was found.
    pub url: Option<String>,
    /// Who printed it, as its record says.
    pub publisher: Option<String>,
    /// The day it was published.
    pub published: Option<String>,
    /// SHA-256 of its text, in hexadecimal.
    pub text_sha256: String,
}

impl Printed {
    /// What a record says of its report.
    pub fn of(record: &Record) -> Printed {
        Printed {
            id: record.id.clone(),
            url: record.url.clone(),
            publisher: record.publisher.clone(),
            published: record.published.clone(),
            text_sha256: record.text_sha256.clone(),
        }
    }

    /// By what reports are ordered: the day, those without one last; then text, id and address.
    pub fn order(&self) -> impl Ord + '_ {
        (self.published.is_none(), &self.published, &self.text_sha256, &self.id, &self.url)
    }

    /// What tells it from all other reports that are there.
    pub(crate) fn key(&self) -> (&str, Option<&str>) {
        (&self.id, self.url.as_deref())
    }

    /// Who printed it, or whose page it is.
    pub(crate) fn by(&self) -> Option<&str> {
        printed_by(self.publisher.as_deref(), self.url.as_deref())
    }
}

/// An event as one passage of one report tells it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Mention {
    /// The report.
    pub report: Printed,
    /// Number of the event in the report, from 0.
    pub number: usize,
    /// Id of the event.
    pub event: String,
    /// PLOVER type.
    #[serde(rename = "type")]
    pub event_type: String,
    /// Mode of the type.
    pub mode: Option<String>,
    /// `actual`, `future`, `hypothetical`, `negated` or `historical`.
    pub status: String,
    /// PLOVER's quad category, 1 to 4.
    pub quad: u8,
    /// PLOVER's conflict-cooperation score, -10 to 10.
    pub score: f64,
    /// Goldstein value of the CAMEO code.
    pub goldstein: f64,
    /// What it is about.
    pub contexts: Vec<String>,
    /// Whether somebody denies it in the report.
    pub is_denied: bool,
    /// Country and sector of those who act and have a country, such as `BGD MIL`: in order, each once.
    pub actors: Vec<String>,
    /// The same of those to whom it is done.
    pub recipients: Vec<String>,
    /// Whether it is done to nobody, with a country or without.
    pub is_one_sided: bool,
    /// First and last day, as the record tells them.
    pub days: Option<(String, String)>,
    /// `stated`, `dateline` or `published`.
    pub basis: Option<String>,
    /// Whether the sentence that tells the event tells its day ([`is_day_told`]).
    pub is_day_stated: bool,
    /// Where.
    pub place: Option<Place>,
    /// Probability that type and parties are right, 0 to 1.
    pub confidence: f64,
    /// Numbers of people and things by their kinds: at least, at most.
    pub numbers: Vec<(String, Option<f64>, Option<f64>)>,
}

/// Where an event took place.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Place {
    /// Name in the tables, or as written.
    pub name: String,
    /// Country.
    pub country: Option<String>,
    /// Province or state.
    pub admin1: Option<String>,
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
}

impl Mention {
    /// Event `number` of a record; none if there is no such event.
    pub fn from_record(record: &Record, number: usize) -> Option<Mention> {
        let event = record.events.get(number)?;
        Some(Mention {
            report: Printed::of(record),
            number,
            event: event.id.clone(),
            event_type: event.event_type.clone(),
            mode: event.mode.clone(),
            status: event.status.clone(),
            quad: event.quad,
            score: event.score,
            goldstein: event.goldstein,
            contexts: event.contexts.clone(),
            is_denied: !event.denied_by.is_empty(),
            actors: codes(&event.actors),
            recipients: codes(&event.recipients),
            is_one_sided: event.recipients.is_empty(),
            days: event.date.as_ref().map(|date| (date.start.clone(), date.end.clone())),
            basis: event.date.as_ref().map(|date| date.basis.clone()),
            is_day_stated: is_day_told(record, event),
            place: event.place.as_ref().map(place),
            confidence: event.confidence,
            numbers: numbers(record, event),
        })
    }

    /// By what mentions are ordered: their reports, then their places in them.
    pub fn order(&self) -> impl Ord + '_ {
        (self.report.order(), self.number)
    }

    /// Its days as those of a happening, with their basis: what is told as done and dated after its report took place before it was printed.
    pub fn happened(&self) -> Option<((&str, &str), Option<&str>)> {
        let (first, last) = self.days.as_ref()?;
        let published = self.report.published.as_deref();
        match published.filter(|_| is_foretold(&self.status, first, published)) {
            Some(published) => Some(((published, published), Some("published"))),
            None => Some(((first, last), self.basis.as_deref())),
        }
    }

    /// The pairs of countries that it joins.
    pub fn pairs(&self) -> BTreeSet<Pair> {
        pairs(&countries(&self.actors), &countries(&self.recipients), self.is_one_sided)
    }
}

fn codes(arguments: &[Argument]) -> Vec<String> {
    let known = arguments.iter().filter_map(|argument| Some((argument.country.as_ref()?, &argument.sector)));
    let ordered: BTreeSet<(&String, &String)> = known.collect();
    ordered.into_iter().map(|(country, sector)| format!("{country} {sector}")).collect()
}

fn place(place: &EventPlace) -> Place {
    Place {
        name: place.name.clone(),
        country: place.country.clone(),
        admin1: place.admin1.clone(),
        latitude: place.lat,
        longitude: place.lon,
    }
}

fn numbers(record: &Record, event: &Event) -> Vec<(String, Option<f64>, Option<f64>)> {
    let of_event = record.numbers.iter().filter(|number| number.event.as_ref() == Some(&event.id));
    let mut numbers: Vec<_> = of_event.map(|number| (number.kind.clone(), number.low, number.high)).collect();
    numbers.sort_by(|one, other| one.0.cmp(&other.0));
    numbers
}
