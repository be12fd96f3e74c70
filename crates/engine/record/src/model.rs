//! The fields of a record, in their published order.
//!
//! Offsets `start`, `end` and spans `[start, end]` are Unicode code points into the report's text,
//! half-open. A value that is not known is `null` or an empty list.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What one report becomes.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, ToSchema)]
pub struct Record {
    /// [`FORM`](crate::FORM).
    pub schema: String,
    /// The caller's id, or the text's hash.
    pub id: String,
    /// Headline.
    pub title: Option<String>,
    /// Where the report was found.
    pub url: Option<String>,
    /// Who printed it.
    pub publisher: Option<String>,
    /// The day it was published.
    pub published: Option<String>,
    /// ISO 639-1 code of its language.
    pub language: Option<String>,
    /// The place-and-date line it begins with.
    pub dateline: Option<Dateline>,
    /// SHA-256 of the text in UTF-8, in hexadecimal.
    pub text_sha256: String,
    /// What coded it.
    pub coder: Coder,
    /// Sentences, in order.
    pub sentences: Vec<[usize; 2]>,
    /// Who and what is named or takes part, by first mention.
    pub entities: Vec<Entity>,
    /// Events, in the order of their triggers.
    pub events: Vec<Event>,
    /// Time expressions, in the order of the text.
    pub times: Vec<Time>,
    /// Places named, in the order of the text.
    pub places: Vec<Place>,
    /// Words between quotation marks, in the order of the text.
    pub quotes: Vec<Quote>,
    /// What is retold without quotation marks, in the order of the text.
    pub statements: Vec<Quote>,
    /// Casualties, crowds, amounts.
    pub numbers: Vec<Number>,
    /// Military items and where their deal stands.
    pub materiel: Vec<Materiel>,
    /// Military exercises.
    pub exercises: Vec<Exercise>,
    /// What a reader should know of gaps.
    pub warnings: Vec<String>,
}

/// A place-and-date line.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, ToSchema)]
pub struct Dateline {
    /// Places, as written.
    pub places: Vec<String>,
    /// The day it names.
    pub date: Option<String>,
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

/// The program that coded a report, and what it knew.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, ToSchema)]
pub struct Coder {
    /// `entente`.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Hash of the models.
    pub models: String,
    /// Hash of the tables.
    pub knowledge: String,
}

/// Someone or something that the report speaks of.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, ToSchema)]
pub struct Entity {
    /// `e1`, `e2`, in this record.
    pub id: String,
    /// `person`, `group`, `organisation`, `state` or `place`.
    pub kind: String,
    /// Its fullest name in the text, or first description.
    pub name: String,
    /// Country, or the code that stands in its place.
    pub country: Option<String>,
    /// Sectors, the primary one first.
    pub sectors: Vec<String>,
    /// Its id in the tables.
    pub knowledge_id: Option<String>,
    /// Its id in Wikidata.
    pub wikidata: Option<String>,
    /// A person's offices.
    pub offices: Vec<Office>,
    /// Its mentions, in the order of the text.
    pub mentions: Vec<Mention>,
}

/// A rank or post, as one passage tells it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, ToSchema)]
pub struct Office {
    /// `Lieutenant General`.
    pub rank: Option<String>,
    /// `Principal Staff Officer`.
    pub post: Option<String>,
    /// `Armed Forces Division`.
    pub body: Option<String>,
    /// The country it is an office of.
    pub country: Option<String>,
    /// `current`, `former` or `incoming`.
    pub when: String,
    /// First code point of the words that say so.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

/// A phrase that means an entity.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, ToSchema)]
pub struct Mention {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The words.
    pub text: String,
    /// `name`, `nominal`, `pronoun` or `modifier`.
    pub form: String,
}

/// One actor set doing one thing to at most one recipient set, as one passage reports it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, ToSchema)]
pub struct Event {
    /// Stable over runs and machines: a hash of document, type, trigger and parties.
    pub id: String,
    /// Index into the record's sentences.
    pub sentence: usize,
    /// The words that express the action.
    pub trigger: Trigger,
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
    /// The CAMEO code that fits best.
    pub cameo: String,
    /// That code's Goldstein value.
    pub goldstein: f64,
    /// What it is about.
    pub contexts: Vec<String>,
    /// Who does it.
    pub actors: Vec<Argument>,
    /// To whom.
    pub recipients: Vec<Argument>,
    /// When.
    pub date: Option<EventDate>,
    /// Where.
    pub place: Option<EventPlace>,
    /// Who says so.
    pub attribution: Option<Attribution>,
    /// Who denies it, in this report.
    pub denied_by: Vec<Denial>,
    /// Probability that type and parties are right, 0 to 1.
    pub confidence: f64,
    /// All spans that support the event.
    pub evidence: Vec<[usize; 2]>,
    /// The reasons, separated by `; `.
    pub why: String,
}

/// The words that express an event.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, ToSchema)]
pub struct Trigger {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The words.
    pub text: String,
}

/// A party of an event.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, ToSchema)]
pub struct Argument {
    /// Which of the record's entities.
    pub entity: String,
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The words.
    pub text: String,
    /// Country at the time of the event.
    pub country: Option<String>,
    /// Primary sector at the time of the event.
    pub sector: String,
    /// Further sectors.
    pub other_sectors: Vec<String>,
}

/// When an event took place.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, ToSchema)]
pub struct EventDate {
    /// First day.
    pub start: String,
    /// Last day.
    pub end: String,
    /// `stated`, `dateline` or `published`.
    pub basis: String,
    /// The words that say so.
    pub text: Option<String>,
    /// Where they stand.
    pub span: Option<[usize; 2]>,
}

/// Where an event took place.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, ToSchema)]
pub struct EventPlace {
    /// The words.
    pub text: String,
    /// Where they stand.
    pub span: [usize; 2],
    /// Name in the tables, or as written.
    pub name: String,
    /// Country.
    pub country: Option<String>,
    /// Province or state.
    pub admin1: Option<String>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// GeoNames id.
    pub geonames: Option<u32>,
    /// GeoNames feature code.
    pub feature: Option<String>,
}

/// Who says that an event took place.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, ToSchema)]
pub struct Attribution {
    /// Which of the record's entities.
    pub entity: Option<String>,
    /// The words.
    pub text: String,
    /// Where they stand.
    pub span: [usize; 2],
}

/// A time expression.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, ToSchema)]
pub struct Time {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The words.
    pub text: String,
    /// First day it means.
    pub first: Option<String>,
    /// Last day it means.
    pub last: Option<String>,
}

/// A place that the text names.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, ToSchema)]
pub struct Place {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The words.
    pub text: String,
    /// Name in the tables, or as written.
    pub name: String,
    /// Country.
    pub country: Option<String>,
    /// Province or state.
    pub admin1: Option<String>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// GeoNames id.
    pub geonames: Option<u32>,
}

/// Words that the text puts into a mouth.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, ToSchema)]
pub struct Quote {
    /// First code point of the words, without their quotation marks.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The words.
    pub text: String,
    /// `direct`, `mixed` or `indirect`.
    pub style: String,
    /// Which of the record's entities says them.
    pub speaker: Option<String>,
    /// The word of saying.
    pub cue: Option<String>,
    /// About which of the record's entities they are, where they are a statement about somebody.
    pub target: Option<String>,
    /// The speaker, then those who pass it on, nearest first: `the ISPR said, according to Dawn`.
    pub sayings: Vec<Saying>,
    /// The rule that found the speaker.
    pub why: String,
}

/// One who says something or passes it on.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, ToSchema)]
pub struct Saying {
    /// Which of the record's entities.
    pub entity: Option<String>,
    /// The words that name him.
    pub text: String,
    /// Where they stand.
    pub span: [usize; 2],
    /// The word of saying.
    pub cue: Option<String>,
}

/// Who denies an event.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, ToSchema)]
pub struct Denial {
    /// The event that denies.
    pub event: String,
    /// Which of the record's entities.
    pub entity: Option<String>,
    /// The words that name him.
    pub text: Option<String>,
    /// Where they stand.
    pub span: Option<[usize; 2]>,
}

/// A count that the text gives.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, ToSchema)]
pub struct Number {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The words.
    pub text: String,
    /// What is counted: `killed`.
    pub kind: String,
    /// At least so many.
    pub low: Option<f64>,
    /// At most so many.
    pub high: Option<f64>,
    /// Of whom or what.
    pub of: Option<String>,
    /// The event it belongs to.
    pub event: Option<String>,
    /// Which of the record's entities says so.
    pub attribution: Option<String>,
    /// The rule that read it.
    pub why: String,
}

/// A military item, and where its deal stands.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, ToSchema)]
pub struct Materiel {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The words.
    pub text: String,
    /// Its id in the tables.
    pub item: Option<String>,
    /// What class of item.
    pub class: String,
    /// The country that gives it.
    pub supplier: Option<String>,
    /// Which of the record's entities gives it.
    pub supplier_entity: Option<String>,
    /// The country that gets it, or has it.
    pub receiver: Option<String>,
    /// Which of the record's entities gets it, or has it.
    pub receiver_entity: Option<String>,
    /// Who makes it.
    pub maker: Option<String>,
    /// Where the deal stands.
    pub stage: String,
    /// How many.
    pub quantity: Option<f64>,
    /// What it costs.
    pub value: Option<Value>,
    /// The event it belongs to.
    pub event: Option<String>,
    /// The reasons, separated by `; `.
    pub why: String,
}

/// A sum of money.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, ToSchema)]
pub struct Value {
    /// In units of the currency.
    pub amount: f64,
    /// ISO 4217 code.
    pub currency: Option<String>,
    /// The words.
    pub text: String,
    /// Where they stand.
    pub span: [usize; 2],
}

/// A military exercise.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, ToSchema)]
pub struct Exercise {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The words.
    pub text: String,
    /// Its name, if it has one.
    pub name: Option<String>,
    /// Which of the record's entities take part.
    pub participants: Vec<String>,
    /// The event it belongs to.
    pub event: Option<String>,
}
