//! Arms: what they are called, how designations are formed, common nouns.

use gazetteer::{Alias, Arm, Designation, Entry, Kind, Strength};
use regex::Regex;

use super::keep;
use crate::Folder;
use crate::rows::Row;

const KINDS: [&str; 2] = ["platform", "weapon"];

pub(super) fn equipment(row: &Row, folder: &mut Folder) {
    let kind = if is_weapon(row) { Kind::Weapon } else { Kind::Platform };
    let entry = Entry {
        class: row.needed("class").into(),
        body: row.given("maker").map(Box::from),
        country: row.given("origin").and_then(|code| row.code(code, folder)),
        from: row.first_day("from"),
        ..row.entry(kind, row.needed("name"), folder)
    };
    let mut names = row.names("name");
    // `Flanker-E` alone may be many things.
    names.extend(row.list("nato_name").map(|name| Alias { name: name.into(), strength: Strength::Weak }));
    keep(row, entry, names, folder);
}

pub(super) fn pattern(row: &Row, folder: &mut Folder) {
    let pattern = row.needed("pattern");
    match Regex::new(&format!("^(?:{pattern})$")) {
        Ok(regex) => {
            for example in row.list("examples").filter(|example| !regex.is_match(example)) {
                row.wrong(
                    format!("the pattern does not match its example `{example}`"),
                    "mend the pattern or the example",
                );
            }
        }
        Err(_) => row.wrong(
            format!("`{pattern}` is no regular expression"),
            "see the syntax of the regex crate: no look-around",
        ),
    }
    let designation = Designation {
        pattern: pattern.into(),
        class: row.needed("class").into(),
        is_weapon: is_weapon(row),
        origin: row.given("origin").and_then(|code| row.code(code, folder)),
    };
    match row.problems() {
        problems if problems.is_empty() => folder.tables.designations.push(designation),
        problems => folder.problems.extend(problems),
    }
}

pub(super) fn noun(row: &Row, folder: &mut Folder) {
    let noun = row.needed("noun").to_lowercase().into();
    let arm = Arm { noun, class: row.needed("class").into(), is_weapon: is_weapon(row) };
    match row.problems() {
        problems if problems.is_empty() => folder.tables.arms.push(arm),
        problems => folder.problems.extend(problems),
    }
}

fn is_weapon(row: &Row) -> bool {
    row.one_of("kind", &KINDS) == Some("weapon")
}
