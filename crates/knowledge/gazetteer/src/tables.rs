//! What a folder of knowledge holds once its tables are read and checked: the contents of a compiled set.

use jiff::civil::Date;
use ontology::{Country, Sector};

use crate::{Entry, Strength};

/// All rows but those of populated places.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Tables {
    /// Named things, each with its names.
    pub entries: Vec<(Entry, Vec<Alias>)>,
    /// Nouns and phrases that say what somebody is; posts of one state have its country.
    pub roles: Vec<Role>,
    /// Ranks with their spellings.
    pub ranks: Vec<(Rank, Vec<Box<str>>)>,
    /// Forms of address.
    pub titles: Vec<Box<str>>,
    /// How designations of arms are formed.
    pub designations: Vec<Designation>,
    /// Common nouns for arms.
    pub arms: Vec<Arm>,
    /// What titles and acronyms of posts stand for, and whose posts they are.
    pub posts: Vec<Post>,
    /// Who belongs to which bloc, and when.
    pub memberships: Vec<Membership>,
    /// Words for states, with those that each fits.
    pub state_words: Vec<StateWord>,
    /// Which states border on which.
    pub neighbours: Vec<Neighbours>,
    /// Names given to entries of the set below this one: id of the entry, name.
    pub extended: Vec<(Box<str>, Alias)>,
    /// Ids of entries of the set below this one that shall not be used.
    pub disabled: Vec<Box<str>>,
}

/// One name of an entry.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Alias {
    /// As a table has it.
    pub name: Box<str>,
    /// How much it says.
    pub strength: Strength,
}

/// What sort of thing a role phrase refers to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum RoleKind {
    /// A person: `minister`.
    Person,
    /// People together: `police`, `crowd`.
    Group,
    /// A body: `government`, `company`.
    Organisation,
    /// Where people are, and what attacks hit: `market`, `hospital`.
    Facility,
}

impl RoleKind {
    /// All kinds.
    pub const ALL: [RoleKind; 4] = [RoleKind::Person, RoleKind::Group, RoleKind::Organisation, RoleKind::Facility];

    /// The word that tables have for it.
    pub fn name(self) -> &'static str {
        match self {
            RoleKind::Person => "person",
            RoleKind::Group => "group",
            RoleKind::Organisation => "organization",
            RoleKind::Facility => "facility",
        }
    }
}

/// What a common noun says of whom it refers to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Role {
    /// The phrase, in lower case and in the singular.
    pub phrase: Box<str>,
    /// Sectors, the primary one first.
    pub sectors: Vec<Sector>,
    /// What sort of thing it refers to.
    pub kind: RoleKind,
    /// Whether it is a post that one holds: minister, chief of army staff, ambassador, spokesman.
    pub office: bool,
    /// The states that have a post of this title, where the title tells: `taoiseach`, `principal staff officer`.
    pub countries: Vec<Country>,
}

/// A post by one of its titles.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Post {
    /// The title or acronym, in lower case.
    pub title: Box<str>,
    /// The title in full: `Chief of the Naval Staff` for `cns`.
    pub name: Box<str>,
    /// The state that has it; none for a post that any state can have.
    pub country: Option<Country>,
    /// The body whose post it is.
    pub body: Option<Box<str>>,
}

/// A rank before a name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rank {
    /// Spelled out: Lieutenant General.
    pub name: Box<str>,
    /// [`Sector::Mil`], or [`Sector::Cop`] for ranks that only the police have.
    pub sector: Sector,
    /// NATO grade after STANAG 2116, `OF-1` to `OF-10` and `OR-1` to `OR-9`; empty where there is none.
    pub grade: Box<str>,
}

/// A form that designations of arms have.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Designation {
    /// A regular expression for the whole designation.
    pub pattern: Box<str>,
    /// Class of arms: `aircraft`, `missile`, …
    pub class: Box<str>,
    /// Whether it is a weapon; else it is a platform.
    pub is_weapon: bool,
    /// The state whose arms are named so.
    pub origin: Option<Country>,
}

/// A common noun for arms.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Arm {
    /// In lower case, singular.
    pub noun: Box<str>,
    /// Class of arms.
    pub class: Box<str>,
    /// Whether it is a weapon; else it is a platform.
    pub is_weapon: bool,
}

/// A state in a bloc.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Membership {
    /// The bloc's name: that of an entry.
    pub bloc: Box<str>,
    /// The member.
    pub country: Country,
    /// The first day; none if it has been a member from the start.
    pub from: Option<Date>,
    /// The last day; none if it still is a member.
    pub until: Option<Date>,
}

/// A word that describes states: `kingdom`, `island`, `Baltic`, `landlocked`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StateWord {
    /// As news writes it: nouns in lower case and in the singular, adjectives of regions with a capital.
    pub word: Box<str>,
    /// What it says besides.
    pub sort: WordSort,
    /// The states and territories that it fits.
    pub states: Vec<Country>,
}

/// What a word for states says besides which they may be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WordSort {
    /// What a state is like: `landlocked`.
    Plain,
    /// Where it lies; the leaders of a region are of no one state: `Baltic`.
    Region,
    /// A people that lives in several: `Kurdish`.
    People,
}

impl WordSort {
    /// All, as the set numbers them.
    pub const ALL: [WordSort; 3] = [WordSort::Plain, WordSort::Region, WordSort::People];
}

/// A state with those that border on it, or lie across a strait.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Neighbours {
    /// The state.
    pub state: Country,
    /// Its neighbours.
    pub neighbours: Vec<Country>,
}
