//! `entente knowledge lookup`.

use crate::Outcome;
use crate::commands::told;
use crate::output::Results;
use crate::register::{Register, Stated};
use crate::settings::Settings;
use crate::view::{Paint, Table, Tone};
use answers::Meaning;
use jiff::civil::Date;
use loading::Knowledge;
use ontology::Country;
use serde_json::json;
use std::path::Path;

/// What is asked.
pub struct Asked<'a> {
    /// A name, or an office of a state.
    pub name: &'a str,
    /// Only what holds on this day.
    pub date: Option<Date>,
    /// Words of a report.
    pub context: Option<&'a str>,
    /// A register of offices that reports stated.
    pub register: Option<&'a Path>,
}

/// Prints what a name can mean, likeliest first.
pub fn run(asked: &Asked, settings: &Settings) -> anyhow::Result<Outcome> {
    let (gazetteer, outcome) = told(Knowledge::open(&settings.knowledge)?);
    let question = answers::Asked { name: asked.name, date: asked.date, context: asked.context };
    let mut meanings = answers::meanings(&question, &gazetteer);
    if let Some(path) = asked.register {
        let register = Register::read(path)?;
        meanings.extend(register.of(asked.name).filter(|row| covers(row, asked.date)).map(stated));
    }
    let mut results = Results::new();
    if settings.is_for_people() && !meanings.is_empty() {
        results.write(&table(&meanings).render(settings.width, Paint { is_colored: settings.is_colored }));
    } else {
        meanings.iter().for_each(|meaning| results.write(&format!("{}\n", meaning.value)));
    }
    let found = if meanings.is_empty() { Outcome::NothingFound } else { Outcome::Done };
    Ok(outcome.max(found))
}

/// Whether a row of the register says anything about the day: it was reported by then.
fn covers(row: &Stated, day: Option<Date>) -> bool {
    day.is_none_or(|day| row.first_reported.is_empty() || row.first_reported <= day.to_string())
}

fn stated(row: &Stated) -> Meaning {
    let office: Vec<&str> =
        [&row.rank, &row.post, &row.body].into_iter().map(String::as_str).filter(|t| !t.is_empty()).collect();
    Meaning {
        kind: "person, as reported".into(),
        name: row.person.clone(),
        code: row.country.clone(),
        office: format!("{} ({})", office.join(", "), row.when),
        term: format!("reported {} – {}", row.first_reported, row.last_reported),
        source: format!("{}: “{}”", row.reports, row.evidence),
        value: json!({"kind": "reported", "name": row.person, "country": row.country, "rank": row.rank, "office": row.post,
            "body": row.body, "when": row.when, "first_reported": row.first_reported, "last_reported": row.last_reported,
            "reports": row.reports.split('|').collect::<Vec<_>>(), "evidence": row.evidence}),
        country: Country::coined(&row.country),
    }
}

fn table(meanings: &[Meaning]) -> Table {
    let mut table = Table::new(&["kind", "name", "code", "office or class", "holds", "source"]);
    for meaning in meanings {
        table.add([
            (Tone::Plain, meaning.kind.clone()),
            (Tone::Strong, meaning.name.clone()),
            (Tone::Plain, meaning.code.clone()),
            (Tone::Plain, meaning.office.clone()),
            (Tone::Plain, meaning.term.clone()),
            (Tone::Faint, meaning.source.clone()),
        ]);
    }
    table
}
