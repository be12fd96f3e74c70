//! What kinds of rows there are, and how each is read.

mod arms;
mod bodies;
mod changes;
mod geography;
mod nested;
mod offices;
mod places;
mod words;

use gazetteer::{Alias, Entry};

use crate::Folder;
use crate::rows::{Row, rows};

pub(crate) use nested::coin;
pub(crate) use offices::{Office, finish as finish_offices};

/// What the rows of a file are, in the order in which they are read: a state's capitals lie where the towns are.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Kind {
    Spellings,
    CommonWords,
    Towns,
    TownAliases,
    States,
    Metonyms,
    Organizations,
    Forces,
    ArmedGroups,
    Parties,
    Media,
    Makers,
    Terms,
    Places,
    MilitaryPlaces,
    Equipment,
    EquipmentPatterns,
    EquipmentNouns,
    Roles,
    Offices,
    OfficePatterns,
    Appointments,
    Ranks,
    Titles,
    Blocs,
    StateWords,
    Neighbours,
    Extend,
    Disable,
}

use Kind::*;

impl Kind {
    pub const ALL: [Kind; 29] = [
        Spellings,
        CommonWords,
        States,
        Towns,
        TownAliases,
        Metonyms,
        Organizations,
        Forces,
        ArmedGroups,
        Parties,
        Media,
        Makers,
        Terms,
        Places,
        MilitaryPlaces,
        Equipment,
        EquipmentPatterns,
        EquipmentNouns,
        Roles,
        Offices,
        OfficePatterns,
        Appointments,
        Ranks,
        Titles,
        Blocs,
        StateWords,
        Neighbours,
        Extend,
        Disable,
    ];

    /// The first part of the path of a file of this kind.
    pub fn name(self) -> &'static str {
        match self {
            Spellings => "spellings",
            CommonWords => "common-words",
            States => "states",
            Towns => "towns",
            TownAliases => "town-aliases",
            Metonyms => "metonyms",
            Organizations => "organizations",
            Forces => "forces",
            ArmedGroups => "armed-groups",
            Parties => "parties",
            Media => "media",
            Makers => "makers",
            Terms => "terms",
            Places => "places",
            MilitaryPlaces => "military-places",
            Equipment => "equipment",
            EquipmentPatterns => "equipment-patterns",
            EquipmentNouns => "equipment-nouns",
            Roles => "roles",
            Offices => "offices",
            OfficePatterns => "office-patterns",
            Appointments => "appointments",
            Ranks => "ranks",
            Titles => "titles",
            Blocs => "blocs",
            StateWords => "state-words",
            Neighbours => "neighbours",
            Extend => "extend",
            Disable => "disable",
        }
    }

    /// Whether a path is one of tables.
    pub fn is_source(path: &str) -> bool {
        path.ends_with(".csv") || path.ends_with(".toml")
    }

    /// The kind of the rows of a file.
    pub fn of(path: &str) -> Option<Kind> {
        let (stem, form) = path.rsplit_once('.')?;
        let first = stem.split('/').next()?;
        let kind = Kind::ALL.into_iter().find(|kind| kind.name() == first)?;
        (kind.is_nested() == (form == "toml")).then_some(kind)
    }

    /// Whether its files are TOML.
    fn is_nested(self) -> bool {
        matches!(self, States | Blocs)
    }

    /// All columns, and those that a file must have.
    fn columns(self) -> (&'static [&'static str], &'static [&'static str]) {
        match self {
            Spellings => (&["variants"], &["variants"]),
            CommonWords => (&["word"], &["word"]),
            Towns => (places::TOWN_COLUMNS, places::TOWN_COLUMNS),
            TownAliases => (&["alias", "name", "country"], &["alias", "name", "country"]),
            Metonyms => (
                &[
                    "name",
                    "aliases",
                    "weak",
                    "country",
                    "sectors",
                    "stands_for",
                    "from",
                    "until",
                    "latitude",
                    "longitude",
                ],
                &["name", "country", "sectors"],
            ),
            Organizations | Forces | ArmedGroups => (bodies::COLUMNS, &["name", "sectors"]),
            Parties => {
                (&["name", "aliases", "acronyms", "weak", "country", "stance", "from", "until"], &["name", "country"])
            }
            Media => (
                &[
                    "name",
                    "aliases",
                    "acronyms",
                    "weak",
                    "country",
                    "domain",
                    "ownership",
                    "press_wing_of",
                    "from",
                    "until",
                ],
                &["name"],
            ),
            Makers => (&["name", "aliases", "acronyms", "weak", "country"], &["name"]),
            Terms => (
                &["person", "aliases", "surname", "country", "office", "body", "sectors", "from", "until"],
                &["person", "office", "sectors"],
            ),
            Places => (
                &[
                    "name",
                    "aliases",
                    "weak",
                    "country",
                    "kind",
                    "adjectives",
                    "people",
                    "town",
                    "latitude",
                    "longitude",
                ],
                &["name"],
            ),
            MilitaryPlaces => (
                &["name", "aliases", "weak", "country", "kind", "operator", "town", "latitude", "longitude", "ident"],
                &["name", "kind"],
            ),
            Equipment => (
                &["name", "aliases", "weak", "class", "kind", "maker", "origin", "nato_name", "from"],
                &["name", "class", "kind"],
            ),
            EquipmentPatterns => {
                (&["pattern", "class", "kind", "origin", "examples"], &["pattern", "class", "kind", "examples"])
            }
            EquipmentNouns => (&["noun", "class", "kind"], &["noun", "class", "kind"]),
            Roles => (&["phrase", "sectors", "kind", "office"], &["phrase", "sectors", "kind"]),
            Offices => {
                (&["office", "aliases", "country", "body", "sectors", "level"], &["office", "country", "sectors"])
            }
            OfficePatterns => (&["pattern", "sectors", "level"], &["pattern", "sectors"]),
            Appointments => (&["name", "abbreviations", "sectors", "level"], &["name", "sectors"]),
            Ranks => (&["name", "abbreviations", "sectors", "grade"], &["name", "sectors"]),
            Titles => (&["title"], &["title"]),
            StateWords => (&["word", "kind", "states"], &["word", "states"]),
            Neighbours => (&["state", "neighbours"], &["state", "neighbours"]),
            Extend => (&["aliases", "acronyms", "weak"], &["id"]),
            Disable => (&["reason"], &["id"]),
            States | Blocs => (&[], &[]),
        }
    }
}

/// Columns that every table can have.
const SHARED: [&str; 4] = ["id", "source", "checked", "confidence"];

/// Reads a file; the number of its rows.
pub(crate) fn read(kind: Kind, path: &str, text: &str, folder: &mut Folder) -> usize {
    if kind.is_nested() {
        return nested::read(kind, path, text, folder);
    }
    let (known, needed) = kind.columns();
    let known: Vec<&str> = known.iter().copied().chain(SHARED).collect();
    let rows = rows(path, text, &known, needed, folder);
    for row in &rows {
        match kind {
            Spellings => words::spelling(row, folder),
            CommonWords => words::common(row, folder),
            Towns => places::town(row, folder),
            TownAliases => places::town_alias(row, folder),
            Metonyms => places::metonym(row, folder),
            Organizations | Forces => bodies::body(row, gazetteer::Kind::Organisation, folder),
            ArmedGroups => bodies::body(row, gazetteer::Kind::ArmedGroup, folder),
            Parties => bodies::party(row, folder),
            Media => bodies::medium(row, folder),
            Makers => bodies::maker(row, folder),
            Terms => offices::term(row, folder),
            Places | MilitaryPlaces => places::place(row, folder),
            Equipment => arms::equipment(row, folder),
            EquipmentPatterns => arms::pattern(row, folder),
            EquipmentNouns => arms::noun(row, folder),
            Roles => words::role(row, folder),
            Offices => offices::office(row, folder),
            OfficePatterns => offices::pattern(row, folder),
            Appointments => offices::appointment(row, folder),
            Ranks => words::rank(row, folder),
            Titles => words::title(row, folder),
            StateWords => geography::state_word(row, folder),
            Neighbours => geography::neighbours(row, folder),
            Extend => changes::extend(row, folder),
            Disable => changes::disable(row, folder),
            States | Blocs => unreachable!("nested kinds are read above"),
        }
    }
    rows.len()
}

/// Keeps an entry of a row without problems, under an id of its own.
fn keep(row: &Row, mut entry: Entry, names: Vec<Alias>, folder: &mut Folder) {
    let problems = row.problems();
    if !problems.is_empty() {
        folder.problems.extend(problems);
        return;
    }
    if entry.id.is_empty() {
        entry.id = id(&entry);
    } else if folder.ids.contains_key(&entry.id) {
        row.wrong(format!("the id `{}` is there already", entry.id), "give the row another id");
        folder.problems.extend(row.problems());
        return;
    }
    let n_same = folder.ids.entry(entry.id.clone()).or_insert(0);
    *n_same += 1;
    if *n_same > 1 {
        entry.id = format!("{}/{}", entry.id, n_same).into();
        folder.ids.insert(entry.id.clone(), 1);
    }
    folder.tables.entries.push((entry, names));
}

/// An id made of kind, name and what else tells rows apart: `person/asim-munir/chief-of-army-staff/2022-11-29`.
fn id(entry: &Entry) -> Box<str> {
    let kind = slug(entry.kind.name());
    let name = slug(&entry.name);
    let country = entry.country.map(|country| country.code().to_lowercase()).unwrap_or_default();
    let from = entry.from.map(|from| from.to_string()).unwrap_or_default();
    let office = entry.office.as_deref().map(slug).unwrap_or_default();
    [kind, name, office, country, from].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/").into()
}

/// Letters and digits in lower case, runs of others a hyphen.
fn slug(text: &str) -> String {
    let mut slug = String::new();
    for c in text.chars() {
        match c.is_alphanumeric() {
            true => slug.extend(c.to_lowercase()),
            false if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            false => {}
        }
    }
    slug.trim_end_matches('-').to_string()
}
