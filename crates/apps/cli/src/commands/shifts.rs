//! `entente shifts`.

use super::query::{days, deed, parties, shortened};
use crate::Outcome;
use crate::args::Shifts;
use crate::output::{self, Results};
use crate::rows::Rows;
use crate::settings::{Settings, TableForm};
use crate::view::{Paint, Tone, visible};
use answers::tables::{SHIFTS, headings, shift_row};
use answers::{Names, ShiftsAsked, Spelling, changes, country};
use relations::{Ground, Shift};
use std::fmt::Write;
use store::Reader;
use survey::{Told, Turn, turn_json};

/// Prints where relations turned.
pub fn run(command: &Shifts, settings: &Settings) -> anyhow::Result<Outcome> {
    let form = settings.table_form()?;
    let asked = ShiftsAsked {
        between: command.between.as_deref().and_then(|pair| <[String; 2]>::try_from(pair.to_vec()).ok()),
        since: command.since,
        until: command.until,
        false_alarms: command.false_alarms,
        sure: command.sure,
        limit: command.limit,
    };
    let reader = Reader::open(&settings.store)?;
    let turns = answers::shifts(&reader, &asked, &Names::default(), Spelling::Flags)?;
    match form {
        TableForm::Json => {
            let mut results = Results::new();
            turns.iter().for_each(|turn| results.write(&format!("{}\n", turn_json(turn))));
        }
        TableForm::Csv => print_csv(&turns, settings)?,
        TableForm::Text => print_text(&turns, settings),
    }
    Ok(if turns.is_empty() { Outcome::NothingFound } else { Outcome::Done })
}

fn print_csv(turns: &[Turn], settings: &Settings) -> anyhow::Result<()> {
    let mut rows = Rows::new(settings)?;
    rows.headings(&headings(&SHIFTS));
    turns.iter().for_each(|turn| rows.add(shift_row(turn)));
    rows.finish();
    Ok(())
}

fn print_text(turns: &[Turn], settings: &Settings) {
    let paint = Paint { is_colored: settings.is_colored };
    let mut results = Results::new();
    for turn in turns {
        results.write(&format!("{}\n", text(turn, paint)));
    }
    for (hub, warmer, cooler) in survey::triangles(turns) {
        let line = format!(
            "{} warms to {} while it cools to {}\n",
            country(&hub),
            country(other(warmer, &hub)),
            country(other(cooler, &hub))
        );
        results.write(&paint.text(Tone::Strong, &line));
    }
}

/// The side of a turn that is not `hub`.
fn other<'t>(turn: &'t Turn, hub: &str) -> &'t str {
    let [first, second] = turn.names();
    if first == hub { second } else { first }
}

/// A turn in lines: who, when, what changed, what made it.
fn text(turn: &Turn, paint: Paint) -> String {
    let shift = &turn.shift;
    let [first, second] = turn.names();
    let course = shift.course.name();
    let mut text =
        paint.text(Tone::Strong, &format!("{} and {}: {course}", visible(&country(first)), visible(&country(second))));
    let _ = writeln!(text, ", {}", summary(shift));
    let _ = writeln!(text, "  {}", changes(shift));
    for told in &turn.made_by {
        let _ = writeln!(text, "  · {}", visible(&line(told)));
        let _ = writeln!(text, "    {}", paint.text(Tone::Faint, &visible(&shortened(&told.happening.evidence))));
    }
    text
}

/// `since September 2024 (August to October), 97 % sure, told on 2024-10-31`.
fn summary(shift: &Shift) -> String {
    let month = |day: jiff::civil::Date| day.strftime("%Y-%m").to_string();
    let span = if shift.began_first == shift.began_last {
        String::new()
    } else {
        format!(" ({} to {})", month(shift.began_first), month(shift.began_last))
    };
    format!(
        "since {}{span}, {:.0} % sure, could be told on {}",
        month(shift.began),
        shift.probability * 100.0,
        shift.told
    )
}

/// `2024-10-14 Kamrul Hassan (BGD MIL) CONSULT visit Asim Munir (PAK MIL); 3 publishers; new dealing`.
fn line(told: &Told) -> String {
    let happening = &told.happening;
    let sources = match happening.publishers {
        0 | 1 => happening.publisher.clone().unwrap_or_default(),
        n_publishers => format!("{n_publishers} publishers"),
    };
    let is_new = told.grounds.contains(&Ground::NewDealing);
    let words = [
        days(&happening.date_start, &happening.date_end),
        parties(&happening.actors),
        deed(&happening.event_type, happening.mode.as_deref()),
        parties(&happening.recipients),
    ];
    let words: Vec<String> = words.into_iter().filter(|word| !word.is_empty()).collect();
    let new = if is_new { "; first of its kind" } else { "" };
    let sources = if sources.is_empty() { sources } else { format!("; {sources}") };
    format!("{}{sources}{new}", words.join(" "))
}

/// One line of a turn that nobody was told of yet.
pub fn alert(turn: &Turn) {
    let [first, second] = turn.names();
    let course = turn.shift.course.name();
    let best = turn.made_by.first().map(|told| format!("; {}", line(told))).unwrap_or_default();
    output::note(&format!(
        "shift: {} and {} {course}, {}: {}{best}",
        country(first),
        country(second),
        summary(&turn.shift),
        changes(&turn.shift)
    ));
}
