//! The TOML files: states with their names and people, blocs with their members.

use gazetteer::{Alias, Entry, Membership, Strength};
use ontology::{Country, Sector};
use toml::{Spanned, Table, Value};

use super::places::{Form, coordinates, demonyms};
use super::{Kind, keep};
use crate::rows::Row;
use crate::{Folder, Problem};

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct StatesFile {
    state: Vec<Spanned<Table>>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct BlocsFile {
    bloc: Vec<Spanned<Table>>,
}

pub(super) fn read(kind: Kind, path: &str, text: &str, folder: &mut Folder) -> usize {
    let tables = match kind {
        Kind::States => toml::from_str::<StatesFile>(text).map(|file| file.state),
        _ => toml::from_str::<BlocsFile>(text).map(|file| file.bloc),
    };
    let tables = match tables {
        Ok(tables) => tables,
        Err(error) => {
            let line = error.span().map_or(1, |span| line_of(text, span.start));
            let remedy = if kind == Kind::States { "write tables [[state]]" } else { "write tables [[bloc]]" };
            folder.problems.push(Problem::new(path, line, error.message().trim().replace('\n', " "), remedy));
            return 0;
        }
    };
    for table in &tables {
        let row = row(path, line_of(text, table.span().start), table.get_ref());
        match kind {
            Kind::States => state(&row, folder),
            _ => bloc(&row, table.get_ref(), folder),
        }
    }
    tables.len()
}

fn line_of(text: &str, at: usize) -> usize {
    text.as_bytes()[..at.min(text.len())].iter().filter(|byte| **byte == b'\n').count() + 1
}

/// Codes of a file of states that no list has become the folder's.
pub(crate) fn coin(text: &str, folder: &mut Folder) {
    let states = toml::from_str::<StatesFile>(text).map(|file| file.state).unwrap_or_default();
    for table in &states {
        let code = table.get_ref().get("code").and_then(Value::as_str).unwrap_or_default();
        if let (None, Some(country)) = (Country::from_code(code), Country::coined(code)) {
            folder.coined.push(country);
        }
    }
}

/// The table as a row: lists of strings become cells with `|`.
fn row(path: &str, line: usize, table: &Table) -> Row {
    let cell = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("|"),
        other => other.to_string(),
    };
    Row::of(path, line, table.iter().map(|(key, value)| (key.clone(), cell(value))).collect())
}

/// No key that the kind does not have.
fn check_keys(row: &Row, known: &[&str], keys: impl Iterator<Item = String>) {
    for key in keys.filter(|key| !known.contains(&key.as_str())) {
        row.wrong(format!("there is no key `{key}`"), format!("the keys are: {}", known.join(", ")));
    }
}

const STATE_KEYS: [&str; 13] = [
    "id",
    "code",
    "name",
    "names",
    "weak",
    "adjectives",
    "people",
    "capitals",
    "wikidata",
    "sovereign",
    "source",
    "checked",
    "confidence",
];

fn state(row: &Row, folder: &mut Folder) {
    check_keys(row, &STATE_KEYS, row.keys());
    let code = row.needed("code").to_string();
    let Some(country) = row.code(&code, folder) else { return folder.problems.extend(row.problems()) };
    let of = |kind, name: &str, sectors: &[Sector], folder: &Folder| Entry {
        country: Some(country.sovereign()),
        sectors: sectors.to_vec(),
        ..row.entry(kind, name, folder)
    };
    let alias = |name: &str, strength| Alias { name: name.into(), strength };
    let name = row.needed("name");
    let mut names: Vec<Alias> =
        std::iter::once(name).chain(row.list("names")).map(|name| alias(name, Strength::Strong)).collect();
    names.extend(row.list("weak").map(|name| alias(name, Strength::Weak)));
    let entry = Entry {
        id: format!("state/{}", code.to_lowercase()).into(),
        class: if country.is_state() { "state" } else { "territory" }.into(),
        ..of(gazetteer::Kind::State, name, &[Sector::Gov], folder)
    };
    let demonyms = demonyms(row);
    let problems = row.problems();
    if !problems.is_empty() {
        return folder.problems.extend(problems);
    }
    keep(row, entry, names, folder);
    for capital in row.list("capitals") {
        let place = coordinates(capital, country, folder);
        let entry = Entry {
            id: "".into(),
            class: "capital".into(),
            place,
            ..of(gazetteer::Kind::Metonym, capital, &[Sector::Gov], folder)
        };
        keep(row, entry, vec![alias(capital, Strength::Strong)], folder);
    }
    for (demonym, form) in demonyms {
        let sectors: &[Sector] = if form == Form::Adjective { &[] } else { &[Sector::Cvl] };
        let plural = form == Form::Plural;
        let entry = Entry { id: "".into(), plural, ..of(gazetteer::Kind::Demonym, &demonym, sectors, folder) };
        keep(row, entry, vec![alias(&demonym, Strength::Strong)], folder);
    }
}

const BLOC_KEYS: [&str; 11] =
    ["id", "name", "aliases", "acronyms", "code", "kind", "founded", "dissolved", "source", "checked", "confidence"];

fn bloc(row: &Row, table: &Table, folder: &mut Folder) {
    check_keys(row, &BLOC_KEYS, row.keys().filter(|key| key != "members"));
    let name = row.needed("name").to_string();
    let country = row.given("code").and_then(|code| row.code(code, folder));
    let members = members(row, table, &name, folder);
    let entry = Entry {
        class: row.cell("kind").into(),
        country,
        sectors: vec![Sector::Gov],
        from: row.first_day("founded"),
        until: row.last_day("dissolved"),
        ..row.entry(gazetteer::Kind::Organisation, &name, folder)
    };
    let names = row.names("name");
    let problems = row.problems();
    if !problems.is_empty() {
        return folder.problems.extend(problems);
    }
    folder.tables.memberships.extend(members);
    // NATO and the like are bodies with rows of their own; here they have members only.
    let words: Vec<&str> = name.split_whitespace().collect();
    let below = folder.below.and_then(|below| below.longest(&words)).filter(|(length, _)| *length == words.len());
    let is_below = below.is_some_and(|(_, entries)| entries.iter().any(|other| other.kind == entry.kind));
    let is_same =
        |other: &Entry, names: &[Alias]| other.kind == entry.kind && names.iter().any(|alias| *alias.name == *name);
    let is_known = is_below || folder.tables.entries.iter().any(|(other, names)| is_same(other, names));
    if !is_known {
        keep(row, entry, names, folder);
    }
}

fn members(row: &Row, table: &Table, bloc: &str, folder: &Folder) -> Vec<Membership> {
    let members = table.get("members").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let member = |member: &Value| {
        let parts: Vec<&str> = member.as_array()?.iter().map(|part| part.as_str().unwrap_or_default()).collect();
        let &[code, from, until] = parts.as_slice() else {
            row.wrong(format!("the member {member}"), "write [\"POL\", \"1999-03-12\", \"\"]: country, from, until");
            return None;
        };
        let cells = [("from", from), ("until", until)].map(|(key, value)| (key.to_string(), value.to_string()));
        let dates = Row::of("", 0, cells.to_vec());
        let (from, until) = dates.term();
        for problem in dates.problems() {
            row.wrong(format!("member {code}: {}", problem.what), problem.remedy);
        }
        Some(Membership { bloc: bloc.into(), country: row.code(code, folder)?, from, until })
    };
    members.iter().filter_map(member).collect()
}
