//! Named things: states, bodies, groups, media, people, places.

use jiff::civil::Date;
use ontology::{Country, Sector};

use crate::Error;
use crate::table::{Row, Source};
use crate::towns::Towns;

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
}

/// One thing that names can mean; a person has an entry for each office.
#[derive(Clone, PartialEq, Debug)]
pub struct Entry {
    /// The canonical name. A demonym is its own canonical name.
    pub name: Box<str>,
    /// What sort of thing it is.
    pub kind: Kind,
    /// The country it acts for or lies in; none for seas, regions of several states and the like.
    pub country: Option<Country>,
    /// Sectors, the primary one first. Empty for places and adjectives.
    pub sectors: Vec<Sector>,
    /// Latitude and longitude.
    pub place: Option<(f64, f64)>,
    /// The first day on which the entry holds; none if it always did, or since nobody knows when.
    pub from: Option<Date>,
    /// The last day on which the entry holds; none if it still does.
    pub until: Option<Date>,
    /// The office that a person holds from `from` until `until`.
    pub office: Option<Box<str>>,
    /// Where the entry stands in the tables: `file:line`.
    pub source: Box<str>,
    /// Whether a demonym is a noun in the plural: `Bangladeshis`.
    pub plural: bool,
    /// The town that a place lies in.
    pub town: Option<Box<str>>,
}

/// An entry and all its names.
pub(crate) type Named = (Entry, Vec<String>);

/// Reads the table of states: each row gives a state, its capitals and its demonyms.
pub(crate) fn read_states(source: Source, towns: &Towns, named: &mut Vec<Named>) -> Result<(), Error> {
    for row in source.rows(&["code", "name", "names", "adjectives", "people", "capitals"])? {
        let country = row.country()?.ok_or_else(|| row.error("a country", ""))?;
        let entry = |name: &str, kind, sectors: &[Sector]| Entry {
            sectors: sectors.to_vec(),
            country: Some(country.sovereign()),
            ..Entry::new(name, kind, &row)
        };
        let names = std::iter::once(row.cell("name")).chain(row.list("names")).map(String::from).collect();
        named.push((entry(row.cell("name"), Kind::State, &[Sector::Gov]), names));
        for capital in row.list("capitals") {
            let place = towns
                .of_name(capital)
                .iter()
                .find(|town| town.country == country)
                .map(|town| (town.latitude, town.longitude));
            named.push((Entry { place, ..entry(capital, Kind::Metonym, &[Sector::Gov]) }, vec![capital.to_string()]));
        }
        for (demonym, form) in demonyms(&row)? {
            let sectors: &[Sector] = if form == Form::Adjective { &[] } else { &[Sector::Cvl] };
            let entry = Entry { plural: form == Form::Plural, ..entry(&demonym, Kind::Demonym, sectors) };
            named.push((entry, vec![demonym]));
        }
    }
    Ok(())
}

/// Reads a table of one kind. Regions may have demonyms, which become entries too.
pub(crate) fn read_entries(source: Source, kind: Kind, named: &mut Vec<Named>) -> Result<(), Error> {
    for row in source.rows(&["name", "aliases", "code"])? {
        let entry = Entry {
            country: row.country()?.map(Country::sovereign),
            sectors: row.sectors()?,
            place: place(&row)?,
            from: row.first_day("from")?,
            until: row.last_day("until")?,
            office: row.given("office").map(Box::from),
            town: row.given("town").map(Box::from),
            ..Entry::new(row.cell("name"), kind, &row)
        };
        if entry.from.zip(entry.until).is_some_and(|(from, until)| from > until) {
            return Err(row.error("an end after the start", row.cell("until")));
        }
        for (demonym, form) in demonyms(&row)? {
            let sectors = if form == Form::Adjective { vec![] } else { vec![Sector::Cvl] };
            let plural = form == Form::Plural;
            let demonym_entry =
                Entry { country: entry.country, sectors, plural, ..Entry::new(&demonym, Kind::Demonym, &row) };
            named.push((demonym_entry, vec![demonym]));
        }
        let aliases = row.list("aliases").chain(row.given("surname"));
        let names = std::iter::once(row.cell("name")).chain(aliases).map(String::from).collect();
        named.push((entry, names));
    }
    Ok(())
}

impl Entry {
    fn new(name: &str, kind: Kind, row: &Row) -> Entry {
        Entry {
            name: name.into(),
            kind,
            country: None,
            sectors: Vec::new(),
            place: None,
            from: None,
            until: None,
            office: None,
            source: row.place(),
            plural: false,
            town: None,
        }
    }
}

fn place(row: &Row) -> Result<Option<(f64, f64)>, Error> {
    let place = row.number("latitude")?.zip(row.number("longitude")?);
    match place.filter(|(latitude, longitude)| latitude.abs() > 90.0 || longitude.abs() > 180.0) {
        Some(_) => Err(row.error("a latitude and a longitude", row.cell("latitude"))),
        None => Ok(place),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Adjective,
    Singular,
    Plural,
}

/// The demonyms of a row. Adjectives in `-i` and `-an` are nouns as well, with a plural in `-s`; other nouns are listed
/// as `singular/plural`.
fn demonyms(row: &Row) -> Result<Vec<(String, Form)>, Error> {
    let mut demonyms = Vec::new();
    for adjective in row.list("adjectives") {
        demonyms.push((adjective.to_string(), Form::Adjective));
        if adjective.ends_with('i') || adjective.ends_with("an") {
            demonyms.push((format!("{adjective}s"), Form::Plural));
        }
    }
    for people in row.list("people") {
        let (singular, plural) = people.split_once('/').ok_or_else(|| row.error("singular/plural", people))?;
        demonyms.push((singular.to_string(), Form::Singular));
        demonyms.push((plural.to_string(), Form::Plural));
    }
    demonyms.retain(|(demonym, _)| !demonym.is_empty());
    Ok(demonyms)
}
