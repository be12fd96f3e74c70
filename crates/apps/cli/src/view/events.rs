//! A coded report for an analyst: the text with its events marked, who did what to whom, then what else the report tells.

use super::paint::{Paint, Tone};
use super::table::Table;
use super::text::{Mark, Page};
use super::{denials, exercises, materiel, numbers, quotes};
use record::{Argument, Entity, Event, EventDate, EventPlace, Record};

/// The view of `record`, which is of `text`.
pub fn report(record: &Record, text: &str, width: usize, paint: Paint) -> String {
    let mut parts = vec![heading(record, paint)];
    parts.push(Page::new(text).render(&marks(record), width, paint));
    if record.events.is_empty() {
        parts.push("No events found.\n".into());
    } else {
        parts.push(events(record, width, paint));
    }
    parts.extend(people(record, width, paint));
    parts.extend(lists(record).map(|table| table.render(width, paint)));
    parts.extend(notes(record, paint));
    parts.retain(|part| !part.is_empty());
    parts.join("\n")
}

/// What the report tells besides events, a table a list. What is retold without quotation marks is left out: it is most of the text.
fn lists(record: &Record) -> impl Iterator<Item = Table> {
    let tables = [
        quotes::table(record, &record.quotes),
        numbers::table(record, &record.numbers),
        materiel::table(record, &record.materiel),
        exercises::table(record, &record.exercises),
    ];
    tables.into_iter().flatten()
}

fn heading(record: &Record, paint: Paint) -> String {
    let title =
        record.title.as_deref().map(|title| paint.text(Tone::Strong, &visible(title)) + "\n").unwrap_or_default();
    let published = record.published.as_deref().map(|day| format!("published {day}"));
    let dateline = record.dateline.as_ref().map(|line| {
        let day = line.date.iter().cloned();
        format!("dateline {}", line.places.iter().cloned().chain(day).collect::<Vec<_>>().join(", "))
    });
    let counts = format!("{}, {}", count(record.sentences.len(), "sentence"), count(record.events.len(), "event"));
    let facts: Vec<String> =
        [record.publisher.clone(), published, dateline, Some(counts)].into_iter().flatten().collect();
    title + &paint.text(Tone::Faint, &visible(&facts.join(" · "))) + "\n"
}

fn count(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

/// Control characters have no place in what comes from outside.
pub fn visible(text: &str) -> String {
    text.chars().filter(|character| !character.is_control()).collect()
}

fn marks(record: &Record) -> Vec<Mark> {
    let mark = |(at, event): (usize, &Event)| Mark {
        span: event.trigger.start..event.trigger.end,
        tone: Tone::Trigger(event.quad),
        label: (at + 1).to_string(),
    };
    record.events.iter().enumerate().map(mark).collect()
}

fn events(record: &Record, width: usize, paint: Paint) -> String {
    let mut table = Table::new(&[
        "#",
        "when",
        "who",
        "did what",
        "to or with whom",
        "where",
        "who says so",
        "who denies it",
        "sure",
    ]);
    for (at, event) in record.events.iter().enumerate() {
        table.add([
            (Tone::Faint, (at + 1).to_string()),
            (Tone::Plain, event.date.as_ref().map(when).unwrap_or_default()),
            (Tone::Plain, parties(&event.actors)),
            (Tone::Quad(event.quad), what(event)),
            (Tone::Plain, parties(&event.recipients)),
            (Tone::Plain, event.place.as_ref().map(place).unwrap_or_default()),
            (Tone::Plain, event.attribution.as_ref().map(|said| said.text.clone()).unwrap_or_default()),
            (Tone::Plain, denials::lines(record, &event.denied_by)),
            (Tone::Faint, format!("{:.0}%", event.confidence * 100.0)),
        ]);
    }
    let is_guessed = |event: &Event| event.date.as_ref().is_some_and(|date| date.basis != "stated");
    let legend =
        if record.events.iter().any(is_guessed) { "~ the report's own day: the text tells no other" } else { "" };
    let legend = paint.text(Tone::Faint, legend);
    table.render(width, paint) + &legend + if legend.is_empty() { "" } else { "\n" }
}

/// `2025-01-14`, `2025-01-13/2025-01-17`; the report's own day with `~`.
fn when(date: &EventDate) -> String {
    let guess = if date.basis == "stated" { "" } else { "~" };
    let end = if date.start == date.end { String::new() } else { format!("/{}", date.end) };
    // A cell is wrapped at spaces alone, and a period is wide.
    format!("{guess}{}{}", date.start, end.replace('/', "\n/"))
}

fn what(event: &Event) -> String {
    let mode = event.mode.as_deref().map(|mode| format!(" {mode}")).unwrap_or_default();
    let status = if event.status == "actual" { String::new() } else { format!("\n({})", event.status) };
    format!("{}{mode}{status}", event.event_type)
}

fn parties(arguments: &[Argument]) -> String {
    arguments.iter().map(party).collect::<Vec<_>>().join("\n")
}

/// `the general (BGD MIL)`.
fn party(argument: &Argument) -> String {
    let sector = Some(argument.sector.as_str()).filter(|sector| *sector != "UNK");
    let codes: Vec<&str> = argument.country.as_deref().into_iter().chain(sector).collect();
    let words = argument.text.split_whitespace().collect::<Vec<_>>().join(" ");
    if codes.is_empty() { words } else { format!("{words} ({})", codes.join(" ")) }
}

fn place(place: &EventPlace) -> String {
    let country = place.country.as_deref().filter(|_| !place.name.is_empty());
    [Some(place.name.as_str()), country].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Who is named, with the posts that the report gives them.
fn people(record: &Record, width: usize, paint: Paint) -> Option<String> {
    let named =
        |entity: &&Entity| entity.kind == "person" && entity.mentions.iter().any(|mention| mention.form == "name");
    let people: Vec<&Entity> = record.entities.iter().filter(named).collect();
    let mut table = Table::new(&["people", "code", "rank and post"]);
    for person in &people {
        let sectors = person.sectors.iter().map(String::as_str).filter(|sector| *sector != "UNK");
        let codes: Vec<&str> = person.country.as_deref().into_iter().chain(sectors).collect();
        let offices: Vec<String> = person.offices.iter().map(office).collect();
        table.add([
            (Tone::Plain, person.name.clone()),
            (Tone::Plain, codes.join(" ")),
            (Tone::Plain, offices.join("\n")),
        ]);
    }
    (!people.is_empty()).then(|| table.render(width, paint))
}

/// `Lieutenant General, Principal Staff Officer, Armed Forces Division, BGD (former)`.
fn office(office: &record::Office) -> String {
    let parts = [&office.rank, &office.post, &office.body, &office.country];
    let words = parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(", ");
    if office.when == "current" { words } else { format!("{words} ({})", office.when) }
}

fn notes(record: &Record, paint: Paint) -> Option<String> {
    let note = |warning: &String| paint.text(Tone::Faint, &format!("Note: {warning}")) + "\n";
    (!record.warnings.is_empty()).then(|| record.warnings.iter().map(note).collect())
}
