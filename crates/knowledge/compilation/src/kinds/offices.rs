//! Who holds which post, which posts there are, how posts are worded.

use std::collections::BTreeMap;

use gazetteer::{Entry, Kind, Post, Role, RoleKind};
use ontology::{Country, Sector};

use super::keep;
use super::words::add_role;
use crate::Folder;
use crate::alternatives::expand;
use crate::rows::Row;

/// A post of one state.
pub(crate) struct Office {
    phrase: Box<str>,
    sectors: Vec<Sector>,
    country: Country,
}

pub(super) const LEVELS: [&str; 19] = [
    "head-of-state",
    "head-of-government",
    "deputy",
    "foreign",
    "defence",
    "interior",
    "finance",
    "minister",
    "chief-of-defence",
    "service-chief",
    "command",
    "intelligence",
    "police",
    "judiciary",
    "legislature",
    "envoy",
    "spokesperson",
    "regional",
    "security-adviser",
];
const OTHER_LEVELS: [&str; 2] = ["party", "other"];

fn check_level(row: &Row) {
    row.one_of("level", &[&LEVELS[..], &OTHER_LEVELS].concat());
}

pub(super) fn term(row: &Row, folder: &mut Folder) {
    let (from, until) = row.term();
    // Whoever governs a dependency is coded for its state, and looked up for the dependency.
    let territory = row.country(folder).filter(|country| country.sovereign() != *country);
    let entry = Entry {
        class: territory.map(|country| country.code()).unwrap_or_default().into(),
        office: Some(row.needed("office"))
            .filter(|office| !office.is_empty())
            .map(|office| office.to_lowercase().into()),
        body: row.given("body").map(Box::from),
        from,
        until,
        ..row.entry(Kind::Person, row.needed("person"), folder)
    };
    keep(row, entry, row.names("person"), folder);
}

pub(super) fn office(row: &Row, folder: &mut Folder) {
    check_level(row);
    let country = row.country(folder);
    if country.is_none() {
        row.wrong("an office without a country", "give the state, or word it as a pattern in office-patterns.csv");
    }
    let sectors = row.sectors();
    let phrases = std::iter::once(row.needed("office")).chain(row.list("aliases"));
    let offices: Vec<Office> = phrases
        .filter_map(|phrase| {
            Some(Office {
                phrase: phrase.to_lowercase().into(),
                sectors: sectors.clone(),
                country: country?.sovereign(),
            })
        })
        .collect();
    match row.problems() {
        problems if problems.is_empty() => {
            folder.tables.posts.extend(titles(row, "office", "aliases", country.map(|country| country.sovereign())));
            folder.offices.extend(offices);
        }
        problems => folder.problems.extend(problems),
    }
}

pub(super) fn pattern(row: &Row, folder: &mut Folder) {
    check_level(row);
    let pattern = row.needed("pattern").to_lowercase();
    row.sectors();
    let problems = row.problems();
    if !problems.is_empty() {
        return folder.problems.extend(problems);
    }
    let Some(phrases) = expand(&pattern) else {
        row.wrong(
            format!("the brackets of `{pattern}` do not close, or it stands for too many phrases"),
            "write (a|b) and [optional]",
        );
        return folder.problems.extend(row.problems());
    };
    for phrase in phrases.into_iter().filter(|phrase| !phrase.is_empty()) {
        post(row, &phrase, folder);
    }
}

pub(super) fn appointment(row: &Row, folder: &mut Folder) {
    check_level(row);
    row.needed("name");
    row.sectors();
    let problems = row.problems();
    if !problems.is_empty() {
        return folder.problems.extend(problems);
    }
    if row.given("abbreviations").is_some() {
        folder.tables.posts.extend(titles(row, "name", "abbreviations", None));
    }
    for phrase in std::iter::once(row.needed("name")).chain(row.list("abbreviations")) {
        post(row, &phrase.to_lowercase(), folder);
    }
}

/// The titles of a row's post, each with the post.
fn titles(row: &Row, name: &str, aliases: &str, country: Option<Country>) -> Vec<Post> {
    let (name, body) = (row.needed(name), row.given("body"));
    let post = |title: &str| Post {
        title: title.to_lowercase().into(),
        name: name.into(),
        country,
        body: body.map(Box::from),
    };
    std::iter::once(name).chain(row.list(aliases)).map(post).collect()
}

/// A post that any state can have, unless a row before says otherwise.
fn post(row: &Row, phrase: &str, folder: &mut Folder) {
    if folder.tables.roles.iter().any(|role| &*role.phrase == phrase) {
        return;
    }
    let kind = RoleKind::Person;
    let role = Role { phrase: phrase.into(), sectors: row.sectors(), kind, office: true, countries: Vec::new() };
    add_role(row, role, folder);
}

/// Makes the posts of states into roles. A title that any state can have tells no country.
pub(crate) fn finish(folder: &mut Folder) {
    let mut by_phrase: BTreeMap<Box<str>, Role> = BTreeMap::new();
    let known: std::collections::BTreeSet<Box<str>> =
        folder.tables.roles.iter().map(|role| role.phrase.clone()).collect();
    for Office { phrase, sectors, country } in std::mem::take(&mut folder.offices) {
        let is_general = known.contains(&phrase)
            || folder.below.is_some_and(|below| {
                let words: Vec<&str> = phrase.split(' ').collect();
                below.role(&words).is_some_and(|(length, role)| length == words.len() && role.countries.is_empty())
            });
        if is_general {
            continue;
        }
        let (kind, office) = (RoleKind::Person, true);
        let new = || Role { phrase: phrase.clone(), sectors, kind, office, countries: Vec::new() };
        let role = by_phrase.entry(phrase.clone()).or_insert_with(new);
        if !role.countries.contains(&country) {
            role.countries.push(country);
        }
    }
    folder.tables.roles.extend(by_phrase.into_values());
}
