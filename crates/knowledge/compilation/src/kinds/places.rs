//! Places: towns, regions, bases, and seats that stand for states.

use gazetteer::{Alias, Entry, Kind, Strength, TownRow};
use ontology::{Country, Sector};

use super::keep;
use crate::Folder;
use crate::rows::Row;

pub(super) const TOWN_COLUMNS: &[&str] =
    &["name", "names", "country", "admin1", "latitude", "longitude", "geonames", "population", "feature"];

pub(super) fn town(row: &Row, folder: &mut Folder) {
    row.needed("country");
    let place = row.place();
    if place.is_none() {
        row.wrong("a town without its place", "fill in latitude and longitude");
    }
    let (Some(country), Some(place)) = (row.country(folder), place) else {
        return folder.problems.extend(row.problems());
    };
    let town = TownRow {
        name: row.needed("name").into(),
        names: row.list("names").map(Box::from).collect(),
        country,
        admin1: row.cell("admin1").into(),
        latitude: place.0,
        longitude: place.1,
        geonames: row.number("geonames").unwrap_or_default(),
        population: row.number("population").unwrap_or_default(),
        feature: row.cell("feature").into(),
    };
    let problems = row.problems();
    if !problems.is_empty() {
        return folder.problems.extend(problems);
    }
    let town_idx = folder.towns.len();
    for name in std::iter::once(&town.name).chain(&town.names) {
        let known = folder.town_idx.entry((country, name.clone())).or_insert(town_idx);
        if folder.towns.get(*known).is_some_and(|other| other.population < town.population) {
            *known = town_idx;
        }
    }
    folder.towns.push(town);
}

pub(super) fn town_alias(row: &Row, folder: &mut Folder) {
    let country = row.country(folder);
    let key = country.map(|country| (country, Box::from(row.needed("name"))));
    let town_idx = key.and_then(|key| folder.town_idx.get(&key).copied());
    if town_idx.is_none() {
        row.wrong(
            format!("no town `{}` in `{}`", row.cell("name"), row.cell("country")),
            "give it the name that towns.csv has",
        );
    }
    match (town_idx, row.problems()) {
        (Some(town_idx), problems) if problems.is_empty() => {
            folder.town_aliases.push((row.needed("alias").into(), town_idx));
        }
        (_, problems) => folder.problems.extend(problems),
    }
}

pub(super) fn metonym(row: &Row, folder: &mut Folder) {
    let (from, until) = row.term();
    let entry = Entry {
        body: row.given("stands_for").map(Box::from),
        place: row.place(),
        from,
        until,
        ..row.entry(Kind::Metonym, row.needed("name"), folder)
    };
    keep(row, entry, row.names("name"), folder);
}

pub(super) fn place(row: &Row, folder: &mut Folder) {
    let entry = Entry {
        class: row.cell("kind").into(),
        body: row.given("operator").map(Box::from),
        place: row.place(),
        town: row.given("town").map(Box::from),
        ..row.entry(Kind::Place, row.needed("name"), folder)
    };
    for (demonym, form) in demonyms(row) {
        let sectors = if form == Form::Adjective { vec![] } else { vec![Sector::Cvl] };
        let of = Entry { sectors, plural: form == Form::Plural, ..row.entry(Kind::Demonym, &demonym, folder) };
        let of = Entry { id: "".into(), country: entry.country, ..of };
        keep(row, of, vec![Alias { name: demonym.into(), strength: Strength::Strong }], folder);
    }
    keep(row, entry, row.names("name"), folder);
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Adjective,
    Singular,
    Plural,
}

/// The demonyms of a row. Adjectives in `-i` and `-an` are nouns as well, with a plural in `-s`; other nouns are listed
/// as `singular/plural`.
pub(super) fn demonyms(row: &Row) -> Vec<(String, Form)> {
    let mut demonyms = Vec::new();
    for adjective in row.list("adjectives") {
        demonyms.push((adjective.to_string(), Form::Adjective));
        if adjective.ends_with('i') || adjective.ends_with("an") {
            demonyms.push((format!("{adjective}s"), Form::Plural));
        }
    }
    for people in row.list("people") {
        match people.split_once('/') {
            Some((singular, plural)) => {
                demonyms.push((singular.to_string(), Form::Singular));
                demonyms.push((plural.to_string(), Form::Plural));
            }
            None => row.wrong(format!("`{people}` in `people`"), "write singular/plural, as in Briton/Britons"),
        }
    }
    demonyms.retain(|(demonym, _)| !demonym.is_empty());
    demonyms
}

/// Where a town of this name lies: the folder's, or one of the set below.
pub(super) fn coordinates(name: &str, country: Country, folder: &Folder) -> Option<(f64, f64)> {
    let own = folder.town_idx.get(&(country, Box::from(name))).map(|town_idx| &folder.towns[*town_idx]);
    let own = own.map(|town| (town.latitude, town.longitude));
    own.or_else(|| {
        let towns = folder.below?.towns(name);
        let town = towns.into_iter().find(|town| town.country == country)?;
        Some((town.latitude, town.longitude))
    })
}
