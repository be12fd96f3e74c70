//! What corrections add to the tables: further names, offices.

use crate::error::Error;
use crate::kept::{Correction, State};
use crate::request::{Change, words};
use compilation::{Compilation, SourceFile};
use gazetteer::{Entry, Gazetteer};
use jiff::civil::Date;
use ontology::{Country, Sector};
use std::collections::BTreeMap;

/// Longest name in the tables, in characters.
const MAX_NAME: usize = 200;

/// Most sectors of an office, and most rows that an alias is of.
const MAX_LIST: usize = 20;

/// Things of one name that an error lists.
const MAX_TOLD: usize = 5;

/// The file that further names stand in.
const NAMES: &str = "extend.csv";

/// The file that offices stand in.
const OFFICES: &str = "terms/corrections.csv";

/// What an alias or office is once the tables below were asked: whose other name it is, in which sectors an office is. Other corrections stay
/// as they are.
///
/// # Errors
/// If nothing is known by the name, several things are, or the row is none that `entente knowledge check` takes.
pub fn known(change: &Change, below: &Gazetteer) -> Result<Change, Error> {
    let known = match change {
        Change::Alias { name, of, country, weak, .. } => {
            let ids = ids(of, country.as_deref(), below)?;
            let (name, of, country) = (name.clone(), of.clone(), country.clone());
            Change::Alias { name, of, country, weak: *weak, ids }
        }
        Change::Office { person, post, body, country, since, until, sectors } => {
            let words: Vec<&str> = post.split_whitespace().collect();
            let role = below.role(&words).filter(|(length, _)| sectors.is_empty() && *length == words.len());
            let told = role.map(|(_, role)| role.sectors.iter().map(|sector| sector.name().to_string()).collect());
            Change::Office {
                person: person.clone(),
                post: post.clone(),
                body: body.clone(),
                country: country.clone(),
                since: since.clone(),
                until: until.clone(),
                sectors: told.unwrap_or_else(|| sectors.clone()),
            }
        }
        other => return Ok(other.clone()),
    };
    let sources: Vec<SourceFile> = rows(std::iter::once((&known, "user", "")))
        .into_iter()
        .map(|(path, bytes)| SourceFile { path, bytes })
        .collect();
    let Compilation { problems, .. } = compilation::compile(&sources, Some(below));
    match problems.first() {
        Some(problem) => Err(Error::new(format!("{}; {}", problem.what, problem.remedy))),
        None => Ok(known),
    }
}

/// The files of a folder that `--knowledge` takes: path and content of each, of what was not taken back.
pub fn files(corrections: &[Correction]) -> Vec<(String, Vec<u8>)> {
    let live = corrections.iter().filter(|correction| correction.state != State::Undone);
    rows(live.map(|correction| (&correction.body, correction.by.as_str(), correction.at.get(..10).unwrap_or_default())))
}

/// Bounds of what is said of the world.
pub(crate) fn check(change: &Change) -> Result<(), Error> {
    match change {
        Change::Alias { name, of, country, ids, .. } => {
            cell("name", name)?;
            words("of", of, MAX_NAME)?;
            country.iter().try_for_each(|code| self::country("country", code))?;
            if ids.len() > MAX_LIST {
                return Err(Error::expected("ids", format!("at most {MAX_LIST}"), ids.len()));
            }
            ids.iter().try_for_each(|id| cell("ids", id))
        }
        Change::Office { person, post, body, country, since, until, sectors } => {
            cell("person", person)?;
            cell("post", post)?;
            body.iter().try_for_each(|body| cell("body", body))?;
            self::country("country", country)?;
            let first = since.as_deref().map(|day| self::day("since", day)).transpose()?;
            let last = until.as_deref().map(|day| self::day("until", day)).transpose()?;
            if let Some((first, last)) = first.zip(last).filter(|(first, last)| first > last) {
                return Err(Error::expected("until", format!("{first} or later"), last));
            }
            if sectors.len() > MAX_LIST {
                return Err(Error::expected("sectors", format!("at most {MAX_LIST}"), sectors.len()));
            }
            let is_unknown = |sector: &&String| Sector::from_name(sector).is_none();
            match sectors.iter().find(is_unknown) {
                Some(sector) => Err(Error::expected("sectors", "sectors such as GOV or MIL", format!("`{sector}`"))),
                None => Ok(()),
            }
        }
        _ => Ok(()),
    }
}

/// Words that fit into one cell.
fn cell(place: &str, text: &str) -> Result<(), Error> {
    words(place, text, MAX_NAME)?;
    if text.contains('|') || text.starts_with('#') {
        return Err(Error::expected(place, "a name without `|` and without `#` before it", format!("`{text}`")));
    }
    Ok(())
}

fn country(place: &str, code: &str) -> Result<(), Error> {
    // A folder of the user's can have coined it; whether it is known is seen where the row is compiled.
    let known = Country::coined(code).map(|_| ());
    known.ok_or_else(|| Error::expected(place, "a country's code of three letters, such as BGD", format!("`{code}`")))
}

/// The first day of what is written: a day, month or year.
fn day(place: &str, written: &str) -> Result<Date, Error> {
    let whole = match written.len() {
        4 => format!("{written}-01-01"),
        7 => format!("{written}-01"),
        _ => written.to_string(),
    };
    let day = whole.parse().ok().filter(|_| whole.len() == 10);
    day.ok_or_else(|| Error::expected(place, "YYYY-MM-DD, YYYY-MM or YYYY", format!("`{written}`")))
}

/// Ids of the rows that have this id or name.
fn ids(of: &str, country: Option<&str>, below: &Gazetteer) -> Result<Vec<String>, Error> {
    if below.entries().any(|entry| &*entry.id == of) {
        return Ok(vec![of.into()]);
    }
    let words: Vec<&str> = of.split_whitespace().collect();
    let senses = below.senses(&words).filter(|(length, _)| *length == words.len());
    let is_meant = |entry: &&Entry| {
        let is_there = country.is_none() || entry.country.map(|held| held.code()) == country;
        is_there && !entry.id.is_empty()
    };
    let found: Vec<&Entry> =
        senses.map(|(_, senses)| senses).unwrap_or_default().iter().map(|sense| sense.entry).filter(is_meant).collect();
    // A person has a row for each office: one thing all the same.
    let mut things: BTreeMap<(&str, &str, Option<&str>), Vec<String>> = BTreeMap::new();
    for entry in found {
        let thing = (entry.kind.name(), &*entry.name, entry.country.map(|country| country.code()));
        things.entry(thing).or_default().push(entry.id.to_string());
    }
    match things.len() {
        0 => Err(Error::expected(
            "of",
            "an id or a name that the tables have",
            format!("`{of}`: look it up with `entente knowledge lookup`"),
        )),
        1 => Ok(things.into_values().flatten().take(MAX_LIST).collect()),
        _ => {
            let told = things.values().flatten().take(MAX_TOLD).cloned().collect::<Vec<_>>().join(", ");
            Err(Error::expected(
                "of",
                format!("one thing: give `country`, or one of the ids {told}"),
                format!("several that are called `{of}`"),
            ))
        }
    }
}

/// Files of rows: what is said, by whom, on which day.
fn rows<'c>(all: impl Iterator<Item = (&'c Change, &'c str, &'c str)>) -> Vec<(String, Vec<u8>)> {
    let mut names: BTreeMap<&str, [Vec<&str>; 2]> = BTreeMap::new();
    let mut told: BTreeMap<&str, (&str, &str)> = BTreeMap::new();
    let mut offices: Vec<Vec<String>> = Vec::new();
    for (change, by, checked) in all {
        match change {
            Change::Alias { name, of, weak, ids, .. } => {
                let ids = if ids.is_empty() { std::slice::from_ref(of) } else { ids };
                for id in ids {
                    let list = &mut names.entry(id).or_default()[usize::from(*weak)];
                    if !list.contains(&name.as_str()) {
                        list.push(name);
                    }
                    told.insert(id, (by, checked));
                }
            }
            Change::Office { person, post, body, country, since, until, sectors } => {
                let given = |value: &Option<String>| value.clone().unwrap_or_default();
                let sectors = sectors.join("|");
                let cells =
                    [person, country, post, &given(body), &sectors, &given(since), &given(until)].map(String::clone);
                let row: Vec<String> = cells.into_iter().chain([by.replace('|', "/"), checked.to_string()]).collect();
                if !offices.iter().any(|held| held[..7] == row[..7]) {
                    offices.push(row);
                }
            }
            _ => {}
        }
    }
    let names: Vec<Vec<String>> = names
        .into_iter()
        .map(|(id, [strong, weak])| {
            let (by, checked) = told.get(id).copied().unwrap_or_default();
            vec![id.to_string(), strong.join("|"), weak.join("|"), by.replace('|', "/"), checked.to_string()]
        })
        .collect();
    let tables = [
        (NAMES, &["id", "aliases", "weak", "source", "checked"][..], names),
        (OFFICES, &["person", "country", "office", "body", "sectors", "from", "until", "source", "checked"], offices),
    ];
    let filled = tables.into_iter().filter(|(_, _, rows)| !rows.is_empty());
    filled.map(|(path, header, rows)| (path.to_string(), written(header, &rows))).collect()
}

fn written(header: &[&str], rows: &[Vec<String>]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(b"# What analysts added, by `entente corrections export`.\n".to_vec());
    writer.write_record(header).expect("writing to memory");
    rows.iter().for_each(|row| writer.write_record(row).expect("writing to memory"));
    writer.into_inner().expect("writing to memory")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::NewCorrection;

    fn change(json: &str) -> Result<Change, Error> {
        let whole = json.trim_end_matches('}').to_string() + r#", "by": "Rana", "reason": "seen in print"}"#;
        NewCorrection::from_json(&whole).map(|new| new.change)
    }

    fn written(json: &str) -> Vec<(String, String)> {
        let known = known(&change(json).expect("well formed"), &shipped::gazetteer()).expect("known");
        let files = rows(std::iter::once((&known, "Rana", "2026-01-02")));
        files.into_iter().map(|(path, bytes)| (path, String::from_utf8(bytes).expect("UTF-8"))).collect()
    }

    fn refused(json: &str) -> String {
        let known = change(json).and_then(|change| known(&change, &shipped::gazetteer()));
        known.expect_err(json).to_string()
    }

    #[test]
    fn an_alias_is_a_row_for_what_the_name_means() {
        let files = written(r#"{"kind": "alias", "name": "the Moon State", "of": "state/bgd"}"#);
        assert_eq!(files.len(), 1);
        assert!(
            files[0].1.ends_with("id,aliases,weak,source,checked\nstate/bgd,the Moon State,,Rana,2026-01-02\n"),
            "{files:?}"
        );
        let of_name = written(r#"{"kind": "alias", "name": "Hafiz Munir", "of": "Asim Munir"}"#);
        assert!(of_name[0].1.contains("person/asim-munir/") && of_name[0].1.contains(",Hafiz Munir,"), "{of_name:?}");
    }

    #[test]
    fn an_office_is_a_term_with_the_sector_of_its_post() {
        let files = written(
            r#"{"kind": "office", "person": "Nadia Quux", "post": "foreign minister", "country": "KEN", "since": "2025-03"}"#,
        );
        assert_eq!(files[0].0, "terms/corrections.csv");
        assert!(files[0].1.ends_with("\nNadia Quux,KEN,foreign minister,,GOV,2025-03,,Rana,2026-01-02\n"), "{files:?}");
    }

    #[test]
    fn what_the_tables_cannot_take_is_refused() {
        let unknown = refused(r#"{"kind": "alias", "name": "x", "of": "Nobody Whatsoever"}"#);
        assert!(unknown.contains("an id or a name that the tables have"), "{unknown}");
        assert!(refused(r#"{"kind": "alias", "name": "a|b", "of": "state/bgd"}"#).contains("without `|`"));
        let days = refused(
            r#"{"kind": "office", "person": "A B", "post": "minister", "country": "KEN", "since": "2025", "until": "2024-05"}"#,
        );
        assert_eq!(days, "`until`: expected 2025-01-01 or later, found 2024-05-01");
        let day = refused(
            r#"{"kind": "office", "person": "A B", "post": "minister", "country": "KEN", "since": "May 2025"}"#,
        );
        assert_eq!(day, "`since`: expected YYYY-MM-DD, YYYY-MM or YYYY, found `May 2025`");
        assert!(
            refused(r#"{"kind": "office", "person": "A B", "post": "minister", "country": "Kenya"}"#)
                .contains("three letters")
        );
        let land = refused(r#"{"kind": "office", "person": "A B", "post": "minister", "country": "QQQ"}"#);
        assert!(land.contains("QQQ"), "{land}");
    }
}
