//! Words: role nouns, ranks, forms of address, families of spellings.

use gazetteer::{Rank, Role, RoleKind};

use crate::Folder;
use crate::rows::Row;

pub(super) fn spelling(row: &Row, folder: &mut Folder) {
    let words: Vec<Box<str>> = row.list("variants").map(Box::from).collect();
    if words.len() < 2 {
        row.wrong("fewer than two spellings", "give all spellings in one cell, with `|` between them");
    }
    match row.problems() {
        problems if problems.is_empty() => folder.spellings.add(words),
        problems => folder.problems.extend(problems),
    }
}

pub(super) fn common(row: &Row, folder: &mut Folder) {
    folder.common_words.insert(row.needed("word").to_lowercase().into());
    folder.problems.extend(row.problems());
}

pub(super) fn role(row: &Row, folder: &mut Folder) {
    let phrase = row.needed("phrase").to_lowercase();
    let kind = row.one_of("kind", &RoleKind::ALL.map(RoleKind::name));
    let office = row.one_of("office", &["office"]).is_some();
    if folder.tables.roles.iter().any(|role| *role.phrase == *phrase) {
        row.wrong(format!("the phrase `{phrase}` is there already"), "take one of the rows out");
    }
    let kind = RoleKind::ALL.into_iter().find(|one| Some(one.name()) == kind).unwrap_or(RoleKind::Person);
    add_role(row, Role { phrase: phrase.into(), sectors: row.sectors(), kind, office, countries: Vec::new() }, folder);
}

pub(super) fn add_role(row: &Row, role: Role, folder: &mut Folder) {
    match row.problems() {
        problems if problems.is_empty() => folder.tables.roles.push(role),
        problems => folder.problems.extend(problems),
    }
}

pub(super) fn rank(row: &Row, folder: &mut Folder) {
    let name = row.needed("name").into();
    let sectors = row.sectors();
    let Some(sector) = sectors.first().copied() else {
        row.wrong("a rank without a sector", "give it MIL or COP");
        return folder.problems.extend(row.problems());
    };
    let rank = Rank { name, sector, grade: row.cell("grade").into() };
    let abbreviations = row.list("abbreviations").map(Box::from).collect();
    match row.problems() {
        problems if problems.is_empty() => folder.tables.ranks.push((rank, abbreviations)),
        problems => folder.problems.extend(problems),
    }
}

pub(super) fn title(row: &Row, folder: &mut Folder) {
    folder.tables.titles.push(row.needed("title").into());
    folder.problems.extend(row.problems());
}
