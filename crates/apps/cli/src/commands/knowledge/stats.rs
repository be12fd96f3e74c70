//! `entente knowledge stats`.

use crate::Outcome;
use crate::knowledge;
use crate::output::Results;
use crate::settings::Settings;
use crate::view::{Paint, Table, Tone};
use gazetteer::{Confidence, Entry, Gazetteer, Kind};
use ontology::Country;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// Prints how much there is and how fresh.
pub fn run(settings: &Settings) -> anyhow::Result<Outcome> {
    let knowledge = knowledge::open(&settings.knowledge)?;
    let gazetteer = &knowledge.gazetteer;
    let counts = counts(gazetteer);
    let mut results = Results::new();
    if settings.is_for_people() {
        let mut table = Table::new(&["what", "how many"]);
        for (what, count) in &counts {
            table.add([(Tone::Plain, what.to_string()), (Tone::Strong, count.to_string())]);
        }
        results.write(&table.render(settings.width, Paint { is_colored: settings.is_colored }));
        results.write(&format!("\n{}\n", freshness(gazetteer)));
        results.write(&format!("compiled {:.1} MB, hash {}\n", gazetteer.n_bytes() as f64 / 1e6, gazetteer.hash()));
    } else {
        let counts: serde_json::Map<String, serde_json::Value> =
            counts.into_iter().map(|(what, count)| (what.replace(' ', "_"), json!(count))).collect();
        let line = json!({"counts": counts, "freshness": freshness(gazetteer), "bytes": gazetteer.n_bytes(),
            "hash": gazetteer.hash()});
        results.write(&format!("{line}\n"));
    }
    Ok(if knowledge.is_whole { Outcome::Done } else { Outcome::Failed })
}

fn counts(gazetteer: &Gazetteer) -> Vec<(&'static str, usize)> {
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

fn freshness(gazetteer: &Gazetteer) -> String {
    let checked: Vec<_> = gazetteer.entries().filter_map(|entry| entry.checked).collect();
    let confidence = |wanted: Confidence| gazetteer.entries().filter(|entry| entry.confidence == wanted).count();
    let days = checked.iter().min().zip(checked.iter().max());
    let days = days.map(|(first, last)| format!("checked {first} to {last}")).unwrap_or_else(|| "never checked".into());
    let levels = Confidence::ALL.map(|level| format!("{} {}", confidence(level), level.name())).join(", ");
    format!("{days}; confidence: {levels}")
}
