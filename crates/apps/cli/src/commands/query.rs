//! `entente query`.

use crate::Outcome;
use crate::args::Query;
use crate::output;
use crate::rows::Rows;
use crate::settings::{Settings, TableForm};
use serde::Serialize;
use serde_json::{Value, json};
use store::{EventRow, PartyRow, Reader};

/// Longest piece of evidence in a table for people, in characters.
const MAX_EVIDENCE: usize = 240;

/// Prints events of the store.
pub fn run(command: &Query, settings: &Settings) -> anyhow::Result<Outcome> {
    let form = settings.table_form()?;
    let words = Some(command.words.join(" ")).filter(|words| !words.trim().is_empty());
    let reader = Reader::open(&settings.store)?;
    if command.reports {
        return reports(words.as_deref(), command, &reader, settings);
    }
    let filter = command.wanted.filter(words)?;
    let mut rows = Rows::new(settings)?;
    if command.count {
        rows.headings(&["events"]);
        rows.add(vec![reader.count(&filter)?.into()]);
        rows.finish();
        return Ok(Outcome::Done);
    }
    let page = reader.events(&filter, command.sort, command.limit, command.skip)?;
    if form == TableForm::Text {
        rows.headings(&["event", "when", "who", "did what", "to or with whom", "where", "publisher", "sure"]);
        page.events.iter().for_each(|event| rows.add_noted(for_people(event), vec![shortened(&event.evidence)]));
    } else {
        rows.headings(&COLUMNS);
        page.events.iter().for_each(|event| rows.add(for_programs(event, &COLUMNS, form)));
    }
    let n_printed = rows.finish();
    if page.has_more && !settings.is_quiet {
        let next = command.skip + n_printed;
        output::note(&format!(
            "there are more: `--skip {next}` goes on, `--limit` prints more at a time, `--count` counts"
        ));
    }
    Ok(if n_printed == 0 { Outcome::NothingFound } else { Outcome::Done })
}

/// Lists reports.
fn reports(words: Option<&str>, command: &Query, reader: &Reader, settings: &Settings) -> anyhow::Result<Outcome> {
    let (wanted, form) = (&command.wanted, settings.table_form()?);
    let found =
        reader.reports(words, wanted.publisher.as_deref(), wanted.since, wanted.until, command.limit, command.skip)?;
    let mut rows = Rows::new(settings)?;
    rows.headings(&["id", "published", "publisher", "title", "events", "language", "url", "beginning"]);
    for report in found {
        let mut row: Vec<Value> = vec![
            report.id.into(),
            report.published.into(),
            report.publisher.into(),
            report.title.into(),
            report.events.into(),
            report.language.into(),
            report.url.into(),
        ];
        let note = if form == TableForm::Text {
            row.extend([Value::Null]);
            vec![shortened(&report.beginning)]
        } else {
            row.push(report.beginning.into());
            Vec::new()
        };
        rows.add_noted(row, note);
    }
    Ok(if rows.finish() == 0 { Outcome::NothingFound } else { Outcome::Done })
}

fn for_people(event: &EventRow) -> Vec<Value> {
    vec![
        event.id.clone().into(),
        days(&event.date_start, &event.date_end).into(),
        parties(&event.actors).into(),
        (deed(&event.event_type, event.mode.as_deref()) + &aside(&event.status)).into(),
        parties(&event.recipients).into(),
        place(&event.place, &event.place_country).into(),
        event.publisher.clone().into(),
        format!("{:.0}%", event.confidence * 100.0).into(),
    ]
}

/// `CONSULT visit`.
pub fn deed(event_type: &str, mode: Option<&str>) -> String {
    [Some(event_type), mode].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// ` (negated)` of what is not simply so.
pub fn aside(status: &str) -> String {
    if status == "actual" { String::new() } else { format!(" ({status})") }
}

/// `Dhaka, BGD`.
pub fn place(name: &Option<String>, country: &Option<String>) -> String {
    [name.as_deref(), country.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Parties as people read them.
pub fn parties(parties: &[PartyRow]) -> String {
    parties.iter().map(party).collect::<Vec<_>>().join(", ")
}

/// `Asim Munir (PAK MIL)`.
fn party(party: &PartyRow) -> String {
    let code = [party.country.as_deref(), party.sector.as_deref()];
    let code = code.into_iter().flatten().collect::<Vec<_>>().join(" ");
    if code.is_empty() { party.name.clone() } else { format!("{} ({code})", party.name) }
}

/// `2025-01-14`, or `2025-01-14/2025-01-16`.
pub fn days(first: &Option<String>, last: &Option<String>) -> String {
    match (first, last) {
        (Some(start), Some(end)) if start != end => format!("{start}/{end}"),
        (start, _) => start.clone().unwrap_or_default(),
    }
}

/// A passage on one line, cut where it is long.
pub fn shortened(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(MAX_EVIDENCE) {
        Some((end, _)) => format!("{} …", &text[..end]),
        None => text,
    }
}

const COLUMNS: [&str; 30] = [
    "id",
    "happening",
    "report",
    "title",
    "publisher",
    "published",
    "url",
    "type",
    "mode",
    "status",
    "quad",
    "score",
    "cameo",
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
    "attribution",
    "denials",
    "confidence",
    "trigger",
    "evidence",
    "review",
];

/// The columns of a row of the store as programs read them.
pub fn for_programs(row: &impl Serialize, columns: &[&str], form: TableForm) -> Vec<Value> {
    let value = json!(row);
    columns
        .iter()
        .map(|column| if form == TableForm::Csv { flat(&value[column]) } else { value[column].clone() })
        .collect()
}

/// A cell of a spreadsheet holds no objects: parties read there as in the view `events`.
fn flat(value: &Value) -> Value {
    let Some(items) = value.as_array() else { return value.clone() };
    let one =
        |item: &Value| serde_json::from_value::<PartyRow>(item.clone()).map_or(item.clone(), |row| party(&row).into());
    items.iter().map(one).collect()
}
