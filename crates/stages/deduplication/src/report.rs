//! What the stage reads: reports, and the events that they tell.

use ontology::{Country, EventType, Mode, Sector, Status};

/// A day as its distance from 1 January 1970, in days.
pub type Day = i32;

/// A report as others are compared with it.
#[derive(Clone, PartialEq, Debug)]
pub struct Report<'r> {
    /// Who printed it.
    pub publisher: Option<&'r str>,
    /// When.
    pub published: Option<Day>,
    /// Headline.
    pub title: Option<&'r str>,
    /// Who wrote it, as printed.
    pub byline: Option<&'r str>,
    /// Its text.
    pub text: &'r str,
    /// Persons (true), bodies and groups (false) that it names, those that it speaks of most first.
    pub names: Vec<(&'r str, bool)>,
    /// Places that it names, with the numbers of their sentences, in the order of the text.
    pub places: Vec<(Place<'r>, usize)>,
    /// Events that it tells, in the order of the text.
    pub tellings: Vec<Telling<'r>>,
}

/// One event as one passage tells it.
#[derive(Clone, PartialEq, Debug)]
pub struct Telling<'r> {
    /// What was done.
    pub event_type: EventType,
    /// How.
    pub mode: Option<Mode>,
    /// Whether it was.
    pub status: Status,
    /// Who did it.
    pub actors: Vec<Party<'r>>,
    /// To whom.
    pub recipients: Vec<Party<'r>>,
    /// First and last day of it.
    pub days: Option<(Day, Day)>,
    /// How the days are known.
    pub days_from: DaysFrom,
    /// Where.
    pub place: Option<Place<'r>>,
    /// The words that express it.
    pub trigger: &'r str,
    /// The sentence that tells it.
    pub sentence: &'r str,
    /// Number of the sentence in the report.
    pub sentence_number: usize,
    /// Military items that it is about, as their tables name them.
    pub items: Vec<&'r str>,
    /// Numbers that belong to it.
    pub numbers: Vec<Count<'r>>,
}

/// Where the days of an event are taken from.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub enum DaysFrom {
    /// The sentence that tells it.
    Sentence,
    /// Another sentence of the report.
    Elsewhere,
    /// Dateline or publication.
    Report,
}

/// A party of an event.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Party<'r> {
    /// Country, or the code in its place.
    pub country: Option<Country>,
    /// Sector.
    pub sector: Sector,
    /// Its name, of a person, body or group that has one.
    pub name: Option<&'r str>,
    /// Whether it is a person.
    pub is_person: bool,
}

/// Where an event took place.
#[derive(Clone, PartialEq, Debug)]
pub struct Place<'r> {
    /// Its name in the tables.
    pub name: &'r str,
    /// Country.
    pub country: Option<Country>,
    /// Province.
    pub province: Option<&'r str>,
    /// Degrees north and east; of a country or province its middle.
    pub point: Option<(f64, f64)>,
    /// Whether it is a country or province rather than a spot.
    pub is_area: bool,
}

/// A number of people or things.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Count<'r> {
    /// What is counted: `killed`.
    pub kind: &'r str,
    /// At least.
    pub low: Option<f64>,
    /// At most.
    pub high: Option<f64>,
}
