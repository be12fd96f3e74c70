//! Bodies: organizations, forces, armed groups, parties, media, makers of arms.

use gazetteer::{Entry, Kind};
use ontology::Sector;

use super::keep;
use crate::Folder;
use crate::rows::Row;

pub(super) const COLUMNS: &[&str] =
    &["name", "aliases", "acronyms", "weak", "country", "sectors", "kind", "parent", "from", "until"];

pub(super) fn body(row: &Row, kind: Kind, folder: &mut Folder) {
    let (from, until) = row.term();
    let entry = Entry {
        class: row.cell("kind").into(),
        body: row.given("parent").map(Box::from),
        from,
        until,
        ..row.entry(kind, row.needed("name"), folder)
    };
    keep(row, entry, row.names("name"), folder);
}

pub(super) fn party(row: &Row, folder: &mut Folder) {
    let (from, until) = row.term();
    let stance = row.one_of("stance", &["government", "opposition"]).unwrap_or_default();
    let sectors = match stance {
        "government" => vec![Sector::Gov, Sector::Pty],
        "opposition" => vec![Sector::Pty, Sector::Opp],
        _ => vec![Sector::Pty],
    };
    let class = if stance.is_empty() { "party" } else { stance };
    let entry = Entry {
        class: class.into(),
        sectors,
        from,
        until,
        ..row.entry(Kind::Organisation, row.needed("name"), folder)
    };
    keep(row, entry, row.names("name"), folder);
}

pub(super) fn medium(row: &Row, folder: &mut Folder) {
    let (from, until) = row.term();
    let ownership = row.one_of("ownership", &["state", "public", "private", "party", "military"]).unwrap_or_default();
    let sectors = match ownership {
        "military" => vec![Sector::Mil, Sector::Jrn],
        _ => vec![Sector::Jrn],
    };
    let entry = Entry {
        class: ownership.into(),
        body: row.given("press_wing_of").map(Box::from),
        sectors,
        from,
        until,
        ..row.entry(Kind::Media, row.needed("name"), folder)
    };
    keep(row, entry, row.names("name"), folder);
}

pub(super) fn maker(row: &Row, folder: &mut Folder) {
    let entry = Entry {
        class: "maker".into(),
        sectors: vec![Sector::Bus],
        ..row.entry(Kind::Organisation, row.needed("name"), folder)
    };
    keep(row, entry, row.names("name"), folder);
}
