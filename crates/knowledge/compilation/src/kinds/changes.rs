//! What a folder changes in the one below: further names, rows that shall not be used.

use std::collections::BTreeSet;

use gazetteer::{Alias, Strength};

use crate::Folder;
use crate::rows::Row;

pub(super) fn extend(row: &Row, folder: &mut Folder) {
    let id = row.needed("id");
    check(row, id, folder);
    let of = |column, strength| row.list(column).map(move |name| Alias { name: name.into(), strength });
    let strong = of("aliases", Strength::Strong);
    let names: Vec<Alias> = strong.chain(of("acronyms", Strength::Acronym)).chain(of("weak", Strength::Weak)).collect();
    if names.is_empty() {
        row.wrong("the row gives no name", "put names into aliases, acronyms or weak");
    }
    match row.problems() {
        problems if problems.is_empty() => {
            folder.tables.extended.extend(names.into_iter().map(|name| (Box::from(id), name)));
        }
        problems => folder.problems.extend(problems),
    }
}

pub(super) fn disable(row: &Row, folder: &mut Folder) {
    let id = row.needed("id");
    check(row, id, folder);
    match row.problems() {
        problems if problems.is_empty() => folder.tables.disabled.push(id.into()),
        problems => folder.problems.extend(problems),
    }
}

/// The id must be there below.
fn check(row: &Row, id: &str, folder: &Folder) {
    let ids: BTreeSet<&str> =
        folder.below.into_iter().flat_map(|below| below.entries()).map(|entry| &*entry.id).collect();
    if !id.is_empty() && !ids.contains(id) {
        row.wrong(
            format!("there is no row with the id `{id}`"),
            "look it up: entente knowledge lookup NAME prints ids",
        );
    }
}
