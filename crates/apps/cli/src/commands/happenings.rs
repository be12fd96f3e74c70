//! `entente happenings`.

use super::query::{self, aside, days, deed, parties, place, shortened};
use crate::Outcome;
use crate::args::Happenings;
use crate::output;
use crate::rows::Rows;
use crate::settings::{Settings, TableForm};
use serde_json::{Value, json};
use store::{Disagreement, Happening, Reader, Told, ToldValue};

/// Prints happenings of the store.
pub fn run(command: &Happenings, settings: &Settings) -> anyhow::Result<Outcome> {
    let form = settings.table_form()?;
    let words = Some(command.words.join(" ")).filter(|words| !words.trim().is_empty());
    let filter = command.wanted.filter(words)?;
    let told = Told { min_publishers: command.publishers, is_disputed: command.disputed };
    let reader = Reader::open(&settings.store)?;
    let (found, has_more) = reader.happenings(&filter, told, command.sort, command.limit, command.skip)?;
    let mut rows = Rows::new(settings)?;
    if form == TableForm::Text {
        rows.headings(&["happening", "when", "who", "did what", "to or with whom", "where", "publishers", "reports"]);
        found.iter().for_each(|happening| rows.add_noted(for_people(happening), notes(happening)));
    } else {
        rows.headings(&COLUMNS);
        found.iter().for_each(|happening| rows.add(for_programs(happening, form)));
    }
    let n_printed = rows.finish();
    if has_more && !settings.is_quiet {
        output::note(&format!("there are more: `--skip {}` goes on", command.skip + n_printed));
    }
    Ok(if n_printed == 0 { Outcome::NothingFound } else { Outcome::Done })
}

fn for_people(happening: &Happening) -> Vec<Value> {
    vec![
        json!(happening.id),
        days(&happening.date_start, &happening.date_end).into(),
        parties(&happening.actors).into(),
        (deed(&happening.event_type, happening.mode.as_deref()) + &aside(&happening.status)).into(),
        parties(&happening.recipients).into(),
        place(&happening.place, &happening.place_country).into(),
        json!(happening.publishers),
        json!(happening.reports),
    ]
}

/// The evidence, and below it what publishers disagree on.
fn notes(happening: &Happening) -> Vec<String> {
    let disputed = happening.disagreements.iter().map(|told| format!("! {}", disagreement(told)));
    std::iter::once(shortened(&happening.evidence)).chain(disputed).collect()
}

/// `killed: 14 (Reuters, AFP) or 19 (The Standard)`.
pub fn disagreement(told: &Disagreement) -> String {
    let who = |value: &ToldValue| match value.publishers.len() {
        0 => String::new(),
        _ => format!(" ({})", value.publishers.join(", ")),
    };
    let values: Vec<String> = told.values.iter().map(|value| format!("{}{}", value.value, who(value))).collect();
    format!("{}: {}", told.field, values.join(" or "))
}

const COLUMNS: [&str; 29] = [
    "id",
    "mentions",
    "reports",
    "publishers",
    "first_published",
    "last_published",
    "event",
    "type",
    "mode",
    "status",
    "quad",
    "score",
    "goldstein",
    "contexts",
    "actors",
    "recipients",
    "date_start",
    "date_end",
    "date_basis",
    "place",
    "place_country",
    "latitude",
    "longitude",
    "confidence",
    "disagreements",
    "evidence",
    "publisher",
    "title",
    "url",
];

fn for_programs(happening: &Happening, form: TableForm) -> Vec<Value> {
    let mut row = query::for_programs(happening, &COLUMNS, form);
    if form == TableForm::Csv
        && let Some(at) = COLUMNS.iter().position(|column| *column == "disagreements")
    {
        row[at] = happening.disagreements.iter().map(disagreement).collect();
    }
    row
}

/// What happened in a line: who did what to whom, when, where.
pub fn line(happening: &Happening) -> String {
    let words: Vec<String> = for_people(happening)[1..6].iter().filter_map(Value::as_str).map(str::to_string).collect();
    words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" · ")
}
