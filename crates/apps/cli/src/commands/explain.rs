//! `entente explain`.

use crate::Outcome;
use crate::args::Explain;
use crate::input;
use crate::output::{self, Results};
use crate::settings::Settings;
use crate::view::{self, Mark, Page, Paint, Table, Tone, entity, visible, wrap};
use answers::Explained;
use anyhow::{Context, bail};
use record::{Argument, Event, Record};
use serde_json::{Value, json};
use std::io::Read;
use std::path::Path;
use store::Reader;

/// Finds an event in records and prints why it was coded so.
pub fn run(command: &Explain, settings: &Settings) -> anyhow::Result<Outcome> {
    settings.check_output()?;
    if is_store(&command.records) {
        return of_store(command, settings);
    }
    let file = input::read_to_string(&command.records)?;
    let found = find(&file, &command.event).with_context(|| input::name(&command.records))?;
    let Some((record, at)) = found else {
        output::complain(&format!("{}: no event `{}`", input::name(&command.records), command.event));
        return Ok(Outcome::NothingFound);
    };
    let own = command.report.as_deref().map(|path| report_text(path, &record)).transpose()?;
    let mut results = Results::new();
    if settings.is_for_people() {
        results.write(&text(&record, &record.events[at], own.as_deref(), settings));
    } else {
        results.write(&format!("{}\n", value(&record, &record.events[at])));
    }
    Ok(Outcome::Done)
}

/// Whether a file is a store and not records.
fn is_store(path: &Path) -> bool {
    const MAGIC: &[u8] = b"SQLite format 3\0";
    let mut start = [0; MAGIC.len()];
    let read = std::fs::File::open(path).and_then(|mut file| file.read_exact(&mut start));
    read.is_ok() && start == MAGIC
}

/// Of an event of a store, whose report is at hand.
fn of_store(command: &Explain, settings: &Settings) -> anyhow::Result<Outcome> {
    let at = match Reader::open(&command.records)?.event(&command.event) {
        Ok(at) => at,
        Err(error) if error.is_unknown() => {
            output::complain(&error.to_string());
            return Ok(Outcome::NothingFound);
        }
        Err(error) => return Err(error.into()),
    };
    let (record, event) = (&at.report.record, &at.report.record.events[at.index]);
    let explained = if settings.is_for_people() {
        text(record, event, Some(&at.report.text), settings)
    } else {
        format!("{}\n", value(record, event))
    };
    Results::new().write(&explained);
    Ok(Outcome::Done)
}

/// The record that has the event, and the event's place in it; `digits` may be the beginning of its id.
fn find(file: &str, digits: &str) -> anyhow::Result<Option<(Record, usize)>> {
    let mut found: Option<(Record, usize)> = None;
    for (at, line) in file.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let record: Record = serde_json::from_str(line)
            .with_context(|| format!("line {}: not a record, as `entente code --output json` prints it", at + 1))?;
        let is_meant = |event: &Event| !digits.is_empty() && event.id.starts_with(digits);
        let Some(first) = record.events.iter().position(is_meant) else { continue };
        // A record that stands there twice has the same events.
        let (holder, event) = found.get_or_insert_with(|| (record.clone(), first));
        if record.events.iter().any(|other| is_meant(other) && other.id != holder.events[*event].id) {
            bail!("several events begin with `{digits}`: give more digits");
        }
    }
    Ok(found)
}

/// The text that the record is of, among the reports of a file.
fn report_text(path: &Path, record: &Record) -> anyhow::Result<String> {
    let items = input::documents(&[path.to_path_buf()], None).filter_map(|item| item.document.ok());
    let mut texts = items.map(|document| document.text().to_string());
    let found = texts.find(|text| record.is_of(text));
    found.with_context(|| format!("{}: no report in it has the text that was coded", path.display()))
}

/// Why `event` was coded so, for people; `text` is the report's, where it is at hand.
pub fn text(record: &Record, event: &Event, text: Option<&str>, settings: &Settings) -> String {
    let paint = Paint { is_colored: settings.is_colored };
    let mut parts = vec![
        heading(record, event, paint),
        evidence(record, event, text, settings.width, paint),
        fields(record, event).render(settings.width, paint),
    ];
    parts.extend(tables(record, &Explained::of(record, event)).map(|table| table.render(settings.width, paint)));
    parts.push(reasons(record, event, settings.width, paint));
    parts.join("\n")
}

/// A table for each list that has something.
fn tables(record: &Record, explained: &Explained) -> impl Iterator<Item = Table> {
    let tables = [
        view::quotes(record, explained.quotes.iter().copied()),
        view::numbers(record, explained.numbers.iter().copied()),
        view::materiel(record, explained.materiel.iter().copied()),
        view::exercises(record, explained.exercises.iter().copied()),
    ];
    tables.into_iter().flatten()
}

/// The reasons of each, led by its words: `at least 12 killed: the object of what is done`.
fn reasons_around(explained: &Explained) -> Vec<String> {
    let quotes = explained.quotes.iter().map(|quote| (&quote.text, &quote.why));
    let numbers = explained.numbers.iter().map(|number| (&number.text, &number.why));
    let items = explained.materiel.iter().map(|item| (&item.text, &item.why));
    quotes.chain(numbers).chain(items).map(|(words, why)| format!("{}: {why}", short(words))).collect()
}

/// The first words of what may be long.
fn short(words: &str) -> String {
    const MAX_WORDS: usize = 8;
    let mut all = words.split_whitespace();
    let first: Vec<&str> = all.by_ref().take(MAX_WORDS).collect();
    let rest = if all.next().is_some() { " …" } else { "" };
    format!("`{}{rest}`", first.join(" "))
}

fn heading(record: &Record, event: &Event, paint: Paint) -> String {
    let mode = event.mode.as_deref().map(|mode| format!(" {mode}")).unwrap_or_default();
    let code = paint.text(Tone::Quad(event.quad), &visible(&format!("{}{mode}", event.event_type)));
    let scores = format!(
        "quad {} ({}), score {:+.1}, CAMEO {}, Goldstein {:+.1}",
        event.quad,
        quad(event.quad),
        event.score,
        visible(&event.cameo),
        event.goldstein
    );
    let report = record.title.as_deref().unwrap_or(&record.id);
    let (status, id) = (visible(&event.status), visible(&event.id));
    format!("{code}, {status} · event {id}\n{scores}\n{}\n", paint.text(Tone::Faint, &visible(report)))
}

fn quad(quad: u8) -> &'static str {
    match quad {
        1 => "verbal cooperation",
        2 => "material cooperation",
        3 => "verbal conflict",
        _ => "material conflict",
    }
}

/// The sentence with the evidence underlined; without the report, the trigger alone.
fn evidence(record: &Record, event: &Event, text: Option<&str>, width: usize, paint: Paint) -> String {
    let (Some(text), Some(&[start, end])) = (text, record.sentences.get(event.sentence)) else {
        let words = paint.text(Tone::Trigger(event.quad), &visible(&event.trigger.text));
        return format!(
            "Sentence {}: … {words} …  (with --report FILE the whole sentence)\n",
            event.sentence.saturating_add(1)
        );
    };
    let trigger = event.trigger.start..event.trigger.end;
    let mut marks = vec![Mark { span: trigger.clone(), tone: Tone::Trigger(event.quad), label: String::new() }];
    for &[start, end] in &event.evidence {
        // What lies before and behind the trigger; the trigger has its own mark.
        for span in [start..end.min(trigger.start.max(start)), start.max(trigger.end.min(end))..end] {
            marks.push(Mark { span, tone: Tone::Evidence, label: String::new() });
        }
    }
    format!(
        "Sentence {}:\n{}",
        event.sentence.saturating_add(1),
        Page::new(text).render_part(start..end, &marks, width, paint)
    )
}

fn fields(record: &Record, event: &Event) -> Table {
    let mut table = Table::new(&["field", "value", "words", "at"]);
    let mut row = |field: &str, value: String, words: &str, span: Option<[usize; 2]>| {
        let at = span.map(|[start, end]| format!("{start}..{end}")).unwrap_or_default();
        table.add([(Tone::Strong, field.into()), (Tone::Plain, value), (Tone::Plain, words.into()), (Tone::Faint, at)]);
    };
    row("trigger", event.event_type.clone(), &event.trigger.text, Some([event.trigger.start, event.trigger.end]));
    for (role, arguments) in [("actor", &event.actors), ("recipient", &event.recipients)] {
        for argument in arguments {
            row(role, party(record, argument), &argument.text, Some([argument.start, argument.end]));
        }
    }
    if let Some(date) = &event.date {
        row(
            "date",
            format!("{}/{} ({})", date.start, date.end, date.basis),
            date.text.as_deref().unwrap_or(""),
            date.span,
        );
    }
    if let Some(place) = &event.place {
        let name = [Some(&place.name), place.admin1.as_ref(), place.country.as_ref()];
        row("place", name.into_iter().flatten().cloned().collect::<Vec<_>>().join(", "), &place.text, Some(place.span));
    }
    if let Some(said) = &event.attribution {
        let sayer = said.entity.as_deref().and_then(|id| entity(record, id));
        row("attribution", sayer.map(|sayer| sayer.name.clone()).unwrap_or_default(), &said.text, Some(said.span));
    }
    for denial in &event.denied_by {
        let who = view::denials(record, std::slice::from_ref(denial));
        row("denied by", who, denial.text.as_deref().unwrap_or(""), denial.span);
    }
    if !event.contexts.is_empty() {
        row("contexts", event.contexts.join(", "), "", None);
    }
    row("confidence", event.confidence.to_string(), "", None);
    table
}

/// `SM Kamrul Hassan, BGD MIL`.
fn party(record: &Record, argument: &Argument) -> String {
    let name = entity(record, &argument.entity).map_or("", |entity| &entity.name);
    let country = argument.country.as_deref().unwrap_or("no country");
    let sectors = [argument.sector.clone()].into_iter().chain(argument.other_sectors.iter().cloned());
    format!("{name}, {country} {}", sectors.collect::<Vec<_>>().join(" "))
}

fn reasons(record: &Record, event: &Event, width: usize, paint: Paint) -> String {
    let explained = Explained::of(record, event);
    let own = explained.reasons.iter().map(|reason| reason.to_string());
    let lines = own.chain(reasons_around(&explained)).flat_map(|reason| {
        let lines = wrap(&reason, width.saturating_sub(2)).into_iter().enumerate();
        lines.map(|(at, line)| if at == 0 { format!("- {line}\n") } else { format!("  {line}\n") }).collect::<Vec<_>>()
    });
    paint.text(Tone::Strong, "Why") + "\n" + &lines.collect::<String>()
}

/// Why `event` was coded so, for programs.
pub fn value(record: &Record, event: &Event) -> Value {
    json!(Explained::of(record, event))
}
