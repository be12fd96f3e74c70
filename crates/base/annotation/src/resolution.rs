//! What mentions mean in the world: who, where, when.

use crate::MentionId;
use jiff::civil::Date;
use ontology::{Country, Sector};
use std::sync::Arc;
use text::Span;

/// Index of an entity in its document, from 0.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct EntityId(pub u32);

/// What sort of thing an entity is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum EntityKind {
    /// One person.
    Person,
    /// People described, not named one by one: `protesters`, `three marines`.
    Group,
    /// A body with a name or a function: a ministry, a force, a firm, an armed group.
    Organisation,
    /// A state acting as one.
    State,
    /// A place that does not act.
    Place,
    /// Whatever else a phrase means: things, events, ideas. Never an actor.
    Other,
}

/// Whether an office is held at the time of the report.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tenure {
    /// Held now.
    Current,
    /// Held once: `former`, `then`, `ousted`.
    Former,
    /// To be held: `incoming`, `designate`.
    Incoming,
}

/// What one passage says of the rank or post a person holds.
#[derive(Clone, PartialEq, Debug)]
pub struct Office {
    /// `Lieutenant General`, spelled out.
    pub rank: Option<String>,
    /// `Principal Staff Officer`.
    pub post: Option<String>,
    /// `Armed Forces Division`.
    pub body: Option<String>,
    /// The country it is an office of.
    pub country: Option<Country>,
    /// Whether it is held now.
    pub tenure: Tenure,
    /// The words that say so.
    pub span: Span,
    /// How it is known: the phrase, a clause, the table that added the body.
    pub why: Arc<str>,
}

/// Something that the mentions of one document mean.
#[derive(Clone, PartialEq, Debug)]
pub struct Entity {
    /// What sort of thing.
    pub kind: EntityKind,
    /// The fullest name that the text gives, or the first description.
    pub name: String,
    /// Its country, or the code that stands in a country's place.
    pub country: Option<Country>,
    /// Its sectors, the primary one first; empty if it is no actor.
    pub sectors: Vec<Sector>,
    /// The id of the tables' entry, where they know it by name.
    pub knowledge: Option<Arc<str>>,
    /// A person's offices, in the order of the text.
    pub offices: Vec<Office>,
    /// Its mentions, in the order of the text, never empty.
    pub mentions: Vec<MentionId>,
    /// Who together make up a group (`both sides`, `they`), where the text names them; else empty.
    pub members: Vec<EntityId>,
}

/// What one mention means as a party of an event.
#[derive(Clone, PartialEq, Debug)]
pub struct Actor {
    /// Which entity. Two mentions of one entity may differ in sector (`then`, `former`).
    pub entity: EntityId,
    /// What sort of thing.
    pub kind: EntityKind,
    /// Country, or the code that stands in its place; none if the text does not tell.
    pub country: Option<Country>,
    /// Primary sector; `Unk` if the text does not tell.
    pub sector: Sector,
    /// Further sectors.
    pub other_sectors: Vec<Sector>,
    /// The offices that the tables know of a person, for the sector on another day than the report's.
    pub career: Arc<[Term]>,
    /// The rule and the table row or words that gave country and sector.
    pub why: Arc<str>,
}

/// A time in which a person held an office.
#[derive(Clone, PartialEq, Debug)]
pub struct Term {
    /// The first day, if it is known.
    pub from: Option<Date>,
    /// The last day; none if it is not over.
    pub until: Option<Date>,
    /// The office's sectors, the primary one first.
    pub sectors: Vec<Sector>,
    /// The table row.
    pub row: Arc<str>,
}

impl Term {
    /// Whether the office was held on `day`.
    pub fn covers(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

impl Actor {
    /// Whether this can do something of the codebook's section 2, or have it done to it.
    pub fn can_act(&self) -> bool {
        !matches!(self.kind, EntityKind::Place | EntityKind::Other)
    }
}

/// A place that the text names.
#[derive(Clone, PartialEq, Debug)]
pub struct Place {
    /// The words, without preposition.
    pub span: Span,
    /// The mention, where one covers it.
    pub mention: Option<MentionId>,
    /// Name in the gazetteer, or as written.
    pub name: String,
    /// Country; none for what lies in none or is not known.
    pub country: Option<Country>,
    /// Province or state.
    pub admin1: Option<String>,
    /// Degrees north and east, WGS 84.
    pub coordinates: Option<(f64, f64)>,
    /// GeoNames id.
    pub geonames: Option<u32>,
    /// GeoNames feature code: `PPLC`, `PPLA2`.
    pub feature: Option<String>,
}

/// A time expression and the days it means.
#[derive(Clone, PartialEq, Debug)]
pub struct Time {
    /// The words, with a leading preposition (`On Tuesday`).
    pub span: Span,
    /// First day; none if it could not be resolved (no publication date and no year).
    pub days: Option<(Date, Date)>,
    /// Whether it counts from the report's own date (`yesterday`, `on Tuesday`), rather than naming a day whole.
    pub relative: bool,
    /// Whether it tells how long or how often, not when (`for two hours`, `every year`).
    pub duration: bool,
}

/// Everything a document's mentions mean.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Resolution {
    /// By first mention. [`EntityId`] indexes it.
    pub entities: Vec<Entity>,
    /// What each mention means, by [`MentionId`]; as long as the mentions.
    pub actors: Vec<Actor>,
    /// In the order of the text.
    pub places: Vec<Place>,
    /// In the order of the text, not overlapping.
    pub times: Vec<Time>,
    /// The dateline, if the report has one.
    pub dateline: Option<Dateline>,
}

/// The place-and-date line that a wire report begins with: `Islamabad/Dhaka, Jan 16 (Reuters) -`.
#[derive(Clone, PartialEq, Debug)]
pub struct Dateline {
    /// From the first place to the end of the date or agency.
    pub span: Span,
    /// Places, as written.
    pub places: Vec<Span>,
    /// The day it names, resolved.
    pub date: Option<Date>,
}

impl Resolution {
    /// What `mention` means.
    ///
    /// # Panics
    /// If `mention` belongs to another document.
    pub fn actor(&self, mention: MentionId) -> &Actor {
        &self.actors[mention.0 as usize]
    }
}
