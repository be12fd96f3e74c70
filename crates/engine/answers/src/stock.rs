//! How much is known, and how fresh it is.

use gazetteer::{Confidence, Entry, Gazetteer, Kind};
use ontology::Country;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Counts, freshness, size and hash, as programs read them.
pub fn stock(gazetteer: &Gazetteer) -> Value {
    let named = |(what, count): (&str, usize)| (what.replace(' ', "_"), json!(count));
    let counts: Map<String, Value> = counts(gazetteer).into_iter().map(named).collect();
    json!({"counts": counts, "freshness": freshness(gazetteer), "bytes": gazetteer.n_bytes(), "hash": gazetteer.hash()})
}

/// How many rows there are of each kind, by what they are.
pub fn counts(gazetteer: &Gazetteer) -> Vec<(&'static str, usize)> {
    let files = files(gazetteer);
    let rows = |kind: &str| -> usize {
        files.iter().filter(|(path, _)| path.split(['/', '.']).next() == Some(kind)).map(|(_, rows)| rows).sum()
    };
    let of = |kind: Kind| gazetteer.entries().filter(|entry| entry.kind == kind).count();
    let terms = |offices: &[&str]| {
        let holds =
            |entry: &&Entry| entry.until.is_none() && entry.office.as_deref().is_some_and(|o| offices.contains(&o));
        let states: BTreeSet<Country> = gazetteer.entries().filter(holds).filter_map(|entry| entry.country).collect();
        states.into_iter().filter(|country| country.is_state()).count()
    };
    let chiefs: BTreeSet<Country> =
        gazetteer.entries().filter(|entry| is_chief(entry)).filter_map(|e| e.country).collect();
    let blocs: BTreeSet<&str> = gazetteer.memberships().iter().map(|member| &*member.bloc).collect();
    vec![
        ("states and territories", of(Kind::State)),
        ("metonyms with capitals", of(Kind::Metonym)),
        ("offices", rows("offices")),
        ("office patterns", rows("office-patterns")),
        ("terms of office", rows("terms")),
        ("states with a foreign minister now", terms(&["foreign minister"])),
        (
            "states with a defence minister now",
            terms(&["defence minister", "secretary of defence", "defence secretary"]),
        ),
        ("states with service chiefs", chiefs.len()),
        ("organizations and forces", rows("organizations") + rows("forces")),
        ("armed groups", rows("armed-groups")),
        ("media", rows("media")),
        ("parties", rows("parties")),
        ("makers of arms", rows("makers")),
        ("military places", rows("military-places")),
        ("regions, seas, crossings", rows("places")),
        ("towns", gazetteer.n_towns()),
        ("items of equipment", rows("equipment")),
        ("designation patterns", rows("equipment-patterns")),
        ("ranks and appointments", rows("ranks") + rows("appointments")),
        ("blocs", blocs.len()),
        ("memberships of blocs", gazetteer.memberships().len()),
        ("words for states", gazetteer.n_state_words()),
        ("role phrases", gazetteer.roles().len()),
        ("spellings of names", gazetteer.spellings().count()),
    ]
}

/// Path and rows of every file that a set was made from.
fn files(gazetteer: &Gazetteer) -> BTreeMap<String, usize> {
    let mut files = BTreeMap::new();
    for line in gazetteer.manifests().flat_map(str::lines) {
        let mut parts = line.splitn(3, ' ').skip(1);
        if let (Some(rows), Some(path)) = (parts.next(), parts.next()) {
            *files.entry(path.to_string()).or_insert(0) += rows.parse::<usize>().unwrap_or_default();
        }
    }
    files
}

/// Whether the office is one of those who lead armed forces or a service.
fn is_chief(entry: &Entry) -> bool {
    let is_military = entry.sectors.first() == Some(&ontology::Sector::Mil);
    let words = ["chief", "commander", "head", "chairman", "inspector"];
    entry.kind == Kind::Person
        && is_military
        && entry.office.as_deref().is_some_and(|office| words.iter().any(|word| office.contains(word)))
}

/// When rows were checked, first and last, and how sure they are.
pub fn freshness(gazetteer: &Gazetteer) -> String {
    let checked: Vec<_> = gazetteer.entries().filter_map(|entry| entry.checked).collect();
    let confidence = |wanted: Confidence| gazetteer.entries().filter(|entry| entry.confidence == wanted).count();
    let days = checked.iter().min().zip(checked.iter().max());
    let days = days.map(|(first, last)| format!("checked {first} to {last}")).unwrap_or_else(|| "never checked".into());
    let levels = Confidence::ALL.map(|level| format!("{} {}", confidence(level), level.name())).join(", ");
    format!("{days}; confidence: {levels}")
}
