//! Named things: states, bodies, groups, media, people, places, arms.

use jiff::civil::Date;
use ontology::{Country, Sector};

/// What sort of thing a name names.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Kind {
    /// A state or territory.
    State,
    /// A capital, seat or nickname that stands for a state or a body: the Kremlin, Islamabad.
    Metonym,
    /// An adjective of a country, or a noun for its people.
    Demonym,
    /// A named body, force, party, intergovernmental organization or firm.
    Organisation,
    /// An armed group that is no state's.
    ArmedGroup,
    /// A newspaper, broadcaster, agency.
    Media,
    /// A person, in one office.
    Person,
    /// A region, sea, base, headquarters.
    Place,
    /// What carries: an aircraft, ship, vehicle, drone that returns.
    Platform,
    /// What kills: a missile, gun, bomb, air-defence system.
    Weapon,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Kind; 10] = [
        Kind::State,
        Kind::Metonym,
        Kind::Demonym,
        Kind::Organisation,
        Kind::ArmedGroup,
        Kind::Media,
        Kind::Person,
        Kind::Place,
        Kind::Platform,
        Kind::Weapon,
    ];

    /// The word for it in what is printed.
    pub fn name(self) -> &'static str {
        match self {
            Kind::State => "state",
            Kind::Metonym => "metonym",
            Kind::Demonym => "demonym",
            Kind::Organisation => "organization",
            Kind::ArmedGroup => "armed group",
            Kind::Media => "media",
            Kind::Person => "person",
            Kind::Place => "place",
            Kind::Platform => "platform",
            Kind::Weapon => "weapon",
        }
    }
}

/// How much a name by itself says.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Strength {
    /// Means the thing wherever it stands.
    Strong,
    /// Letters: needs support in the report where several things have it.
    Acronym,
    /// Means the thing only where the report speaks of it, or of its country, by other words.
    Weak,
}

impl Strength {
    /// All, strongest first.
    pub const ALL: [Strength; 3] = [Strength::Strong, Strength::Acronym, Strength::Weak];

    /// The word for it in what is printed.
    pub fn name(self) -> &'static str {
        match self {
            Strength::Strong => "strong",
            Strength::Acronym => "acronym",
            Strength::Weak => "weak",
        }
    }
}

/// How sure a row is of itself.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Confidence {
    /// Name and dates are sure.
    High,
    /// The fact is sure, its dates are to the month or year.
    Medium,
    /// Probably so.
    Low,
}

impl Confidence {
    /// All, surest first.
    pub const ALL: [Confidence; 3] = [Confidence::High, Confidence::Medium, Confidence::Low];

    /// The word that tables have for it.
    pub fn name(self) -> &'static str {
        match self {
            Confidence::High => "high",
            Confidence::Medium => "medium",
            Confidence::Low => "low",
        }
    }
}

/// One thing that names can mean; a person has an entry for each office.
#[derive(Clone, PartialEq, Debug)]
pub struct Entry {
    /// By this users extend and disable it: `person/asim-munir/chief-of-army-staff/2022-11-29`.
    pub id: Box<str>,
    /// The canonical name. A demonym is its own canonical name.
    pub name: Box<str>,
    /// What sort of thing it is.
    pub kind: Kind,
    /// What it is among its kind: `service`, `missile`, `strait`, `government`; the class of arms; may be empty.
    pub class: Box<str>,
    /// The country it acts for or lies in; none for seas, regions of several states and the like.
    pub country: Option<Country>,
    /// Sectors, the primary one first. Empty for places and adjectives.
    pub sectors: Vec<Sector>,
    /// Degrees north and east.
    pub place: Option<(f64, f64)>,
    /// The first day on which the entry holds; none if it always did, or since nobody knows when.
    pub from: Option<Date>,
    /// The last day on which the entry holds; none if it still does.
    pub until: Option<Date>,
    /// The office that a person holds from `from` until `until`.
    pub office: Option<Box<str>>,
    /// The body that an office belongs to, that a body is part of, whose press wing a medium is; the maker of arms.
    pub body: Option<Box<str>>,
    /// Whether a demonym is a noun in the plural: `Bangladeshis`.
    pub plural: bool,
    /// The town that a place lies in.
    pub town: Option<Box<str>>,
    /// Where the entry stands in the tables: `file:line`.
    pub row: Box<str>,
    /// Where the row comes from: `own`, `factbook`, …
    pub source: Box<str>,
    /// The day on which somebody last looked at the row.
    pub checked: Option<Date>,
    /// How sure it is.
    pub confidence: Confidence,
}

impl Entry {
    /// Whether the entry holds on `day`.
    pub fn holds_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}
