//! `entente show`.

use super::query::shortened;
use super::{explain, happenings};
use crate::Outcome;
use crate::args::Show;
use crate::output::{self, Results};
use crate::settings::Settings;
use crate::view::{self, Paint, Table, Tone, visible};
use answers::counted;
use serde_json::json;
use store::{EventAt, Happening, Named, NamedOffice, Reader, Story, StoryReport, Version};

/// Most persons and bodies that a name shows.
const MAX_NAMED: usize = 20;

/// Prints the report, event, happening or person that is meant.
pub fn run(command: &Show, settings: &Settings) -> anyhow::Result<Outcome> {
    settings.check_output()?;
    let reader = Reader::open(&settings.store)?;
    let shown = shown(&reader, command, settings)?;
    let Some(shown) = shown else {
        output::complain(&format!("{}: nothing with the id or name `{}`", settings.store.display(), command.id));
        return Ok(Outcome::NothingFound);
    };
    Results::new().write(&shown);
    Ok(Outcome::Done)
}

fn shown(reader: &Reader, command: &Show, settings: &Settings) -> anyhow::Result<Option<String>> {
    let mut ambiguous = None;
    if let Some(versions) = found(reader.report(&command.id), &mut ambiguous)? {
        return report(&versions, command, settings);
    }
    if command.version.is_none() {
        if let Some((story, reports)) = found(reader.story(&command.id), &mut ambiguous)? {
            return Ok(Some(self::story(&story, &reports, settings)));
        }
        if let Some((agreed, mentions)) = found(reader.happening(&command.id), &mut ambiguous)? {
            let events = mentions.iter().map(|id| reader.event(id)).collect::<Result<Vec<_>, _>>()?;
            return happening(&command.id, &agreed, &events, settings).map(Some);
        }
        if let Some(at) = found(reader.event(&command.id.to_lowercase()), &mut ambiguous)? {
            let (_, mentions) = reader.happening(&at.happening)?;
            return event(&at, &mentions, settings).map(Some);
        }
        let named = reader.named(&command.id, MAX_NAMED)?;
        if !named.is_empty() {
            return Ok(Some(names(&named, settings)));
        }
    }
    ambiguous.map_or(Ok(None), |error| Err(error.into()))
}

/// None where the store has nothing with that id; of several that begin so, something else may be meant.
fn found<T>(result: Result<T, store::Error>, ambiguous: &mut Option<store::Error>) -> anyhow::Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.is_unknown() => Ok(None),
        Err(error) if error.is_ambiguous() => {
            ambiguous.get_or_insert(error);
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

fn report(versions: &[Version], command: &Show, settings: &Settings) -> anyhow::Result<Option<String>> {
    let is_meant = |version: &&Version| command.version.is_none_or(|number| version.version == number);
    let Some(version) = versions.iter().find(is_meant) else { return Ok(None) };
    if !settings.is_for_people() {
        let whole = json!({
            "version": version.version, "state": version.state, "byline": version.byline, "source": version.source,
            "added": version.added, "versions": versions.len(), "text": version.text, "record": version.record,
            "coded": version.coded,
        });
        return Ok(Some(format!("{whole}\n")));
    }
    let paint = Paint { is_colored: settings.is_colored };
    let mut facts = vec![
        format!("report {}", visible(&version.record.id)),
        format!("version {} of {}, {}", version.version, versions.len(), version.state),
        format!("added {}", version.added),
    ];
    facts.extend(version.record.url.as_deref().map(visible));
    facts.extend(version.byline.as_deref().map(|byline| format!("by {}", visible(byline))));
    let shown = view::report(&version.record, &version.text, settings.width, paint);
    Ok(Some(format!("{}\n{shown}", paint.text(Tone::Faint, &facts.join(" · ")))))
}

fn event(at: &EventAt, mentions: &[String], settings: &Settings) -> anyhow::Result<String> {
    let record = &at.report.record;
    if !settings.is_for_people() {
        let mut value = explain::value(record, &record.events[at.index]);
        value["happening"] = json!({"id": at.happening, "mentions": mentions});
        return Ok(format!("{value}\n"));
    }
    let others: Vec<&str> =
        mentions.iter().map(String::as_str).filter(|id| *id != record.events[at.index].id).collect();
    let others = if others.is_empty() { String::new() } else { format!(", also mentioned by {}", others.join(", ")) };
    let shown = explain::text(record, &record.events[at.index], Some(&at.report.text), settings);
    Ok(format!("{shown}\nReport {} · happening {}{others}\n", visible(&record.id), at.happening))
}

fn story(story: &Story, reports: &[StoryReport], settings: &Settings) -> String {
    if !settings.is_for_people() {
        let whole = json!({"story": story.id, "publishers": story.publishers, "first_published": story.first_published,
            "last_published": story.last_published, "reports": reports});
        return format!("{whole}\n");
    }
    let mut table = Table::new(&["report", "published", "publisher", "title"]);
    let text = |value: &Option<String>| visible(value.as_deref().unwrap_or_default());
    for report in reports {
        table.add([
            (Tone::Strong, visible(&report.id)),
            (Tone::Plain, text(&report.published)),
            (Tone::Plain, text(&report.publisher)),
            (Tone::Plain, text(&report.title)),
        ]);
    }
    let paint = Paint { is_colored: settings.is_colored };
    let counts =
        format!("{}, {}", counted(story.reports, "report"), counted(story.publishers, "independent publisher"));
    format!("story {}, {counts}\n{}", story.id, table.render(settings.width, paint))
}

fn happening(asked: &str, agreed: &Happening, mentions: &[EventAt], settings: &Settings) -> anyhow::Result<String> {
    if !settings.is_for_people() {
        let mentions: Vec<_> = mentions
            .iter()
            .map(|at| {
                let record = &at.report.record;
                json!({"report": record.id, "publisher": record.publisher, "published": record.published,
                    "url": record.url, "event": record.events[at.index]})
            })
            .collect();
        return Ok(format!("{}\n", json!({"happening": agreed.id, "agreed": agreed, "mentions": mentions})));
    }
    let mut table = Table::new(&["event", "published", "publisher", "what", "when", "where", "sure"]);
    for at in mentions {
        let (record, event) = (&at.report.record, &at.report.record.events[at.index]);
        let text = |value: &Option<String>| visible(value.as_deref().unwrap_or_default());
        let day = event.date.as_ref().map(|date| date.start.clone());
        table.add([
            (Tone::Strong, event.id.clone()),
            (Tone::Plain, text(&record.published)),
            (Tone::Plain, text(&record.publisher)),
            (Tone::Quad(event.quad), format!("{} {}", event.event_type, text(&event.mode))),
            (Tone::Plain, text(&day)),
            (Tone::Plain, text(&event.place.as_ref().map(|place| place.name.clone()))),
            (Tone::Plain, format!("{:.0}%", event.confidence * 100.0)),
        ]);
        let [start, end] = record.sentences.get(event.sentence).copied().unwrap_or_default();
        let sentence: String = at.report.text.chars().skip(start).take(end.saturating_sub(start)).collect();
        table.add_note(visible(&shortened(&sentence)));
    }
    let paint = Paint { is_colored: settings.is_colored };
    let disputed: String =
        agreed.disagreements.iter().map(|told| format!("! {}\n", visible(&happenings::disagreement(told)))).collect();
    Ok(format!(
        "happening {}{}, {}, {}\n{}\n{}{disputed}",
        agreed.id,
        if agreed.id == asked { String::new() } else { format!(" (joined with {asked})") },
        counted(mentions.len() as u64, "mention"),
        counted(agreed.publishers, "independent publisher"),
        visible(&happenings::line(agreed)),
        table.render(settings.width, paint)
    ))
}

fn names(named: &[Named], settings: &Settings) -> String {
    if !settings.is_for_people() {
        return named.iter().map(|named| format!("{}\n", json!(named))).collect();
    }
    let mut table = Table::new(&["name", "kind", "country", "reports", "office", "first", "last", "said by"]);
    for named in named {
        let lines = if named.offices.is_empty() { vec![None] } else { named.offices.iter().map(Some).collect() };
        for (at, office) in lines.into_iter().enumerate() {
            let own = |text: String| if at == 0 { text } else { String::new() };
            let days = |day: fn(&NamedOffice) -> &Option<String>| {
                office.and_then(|office| day(office).clone()).unwrap_or_default()
            };
            table.add([
                (Tone::Strong, own(visible(&named.name))),
                (Tone::Plain, own(named.kind.clone())),
                (Tone::Plain, own(named.country.clone().unwrap_or_default())),
                (Tone::Plain, own(named.reports.to_string())),
                (Tone::Plain, office.map(office_words).unwrap_or_default()),
                (Tone::Plain, days(|office| &office.first)),
                (Tone::Plain, days(|office| &office.last)),
                (Tone::Plain, office.map(|office| office.reports.to_string()).unwrap_or_default()),
            ]);
        }
    }
    table.render(settings.width, Paint { is_colored: settings.is_colored })
}

/// `Lieutenant General, Principal Staff Officer, Armed Forces Division (former)`.
fn office_words(office: &NamedOffice) -> String {
    let parts = [&office.rank, &office.post, &office.body, &office.country];
    let words = parts.into_iter().flatten().map(|part| visible(part)).collect::<Vec<_>>().join(", ");
    if office.tense == "current" { words } else { format!("{words} ({})", office.tense) }
}
