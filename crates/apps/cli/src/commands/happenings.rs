//! `entente happenings`.

use super::query::{aside, days, deed, parties, parties_value, place, shortened};
use crate::Outcome;
use crate::args::Happenings;
use crate::output;
use crate::rows::Rows;
use crate::settings::{Settings, TableForm};
use crate::wanted;
use serde_json::{Value, json};
use store::{Disagreement, Happening, Reader, Told, ToldValue};

/// Prints happenings of the store.
pub fn run(command: &Happenings, settings: &Settings) -> anyhow::Result<Outcome> {
    let form = settings.table_form()?;
    let words = Some(command.words.join(" ")).filter(|words| !words.trim().is_empty());
    let filter = wanted::filter(words, &command.wanted)?;
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

const COLUMNS: [&str; 27] = [
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
    "confidence",
    "disagreements",
    "evidence",
    "publisher",
    "title",
    "url",
];

fn for_programs(happening: &Happening, form: TableForm) -> Vec<Value> {
    // A cell of a spreadsheet holds no objects.
    let told = |told: &Disagreement| if form == TableForm::Csv { Value::from(disagreement(told)) } else { json!(told) };
    vec![
        json!(happening.id),
        json!(happening.mentions),
        json!(happening.reports),
        json!(happening.publishers),
        json!(happening.first_published),
        json!(happening.last_published),
        json!(happening.event),
        json!(happening.event_type),
        json!(happening.mode),
        json!(happening.status),
        json!(happening.quad),
        json!(happening.score),
        json!(happening.goldstein),
        json!(happening.contexts),
        parties_value(&happening.actors, form),
        parties_value(&happening.recipients, form),
        json!(happening.date_start),
        json!(happening.date_end),
        json!(happening.date_basis),
        json!(happening.place),
        json!(happening.place_country),
        json!(happening.confidence),
        Value::from(happening.disagreements.iter().map(told).collect::<Vec<_>>()),
        json!(happening.evidence),
        json!(happening.publisher),
        json!(happening.title),
        json!(happening.url),
    ]
}

/// A happening as one object.
pub fn value(happening: &Happening) -> Value {
    let columns = COLUMNS.iter().map(|column| column.to_string());
    Value::Object(columns.zip(for_programs(happening, TableForm::Json)).collect())
}

/// What happened in a line: who did what to whom, when, where.
pub fn line(happening: &Happening) -> String {
    let words: Vec<String> = for_people(happening)[1..6].iter().filter_map(Value::as_str).map(str::to_string).collect();
    words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" · ")
}
