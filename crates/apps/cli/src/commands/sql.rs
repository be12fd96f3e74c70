//! `entente sql`.

use crate::Outcome;
use crate::args::Sql;
use crate::rows::Rows;
use crate::settings::Settings;
use serde_json::Value;
use std::time::Duration;
use store::{Answer, Headings, Reader};

/// Answers a statement that reads.
pub fn run(command: &Sql, settings: &Settings) -> anyhow::Result<Outcome> {
    let mut printed = Printed(Rows::new(settings)?);
    let mut reader = Reader::open(&settings.store)?;
    let answered = reader.sql(&command.statement, Duration::from_secs(command.seconds), &mut printed);
    printed.0.finish();
    Ok(if answered?.n_rows == 0 { Outcome::NothingFound } else { Outcome::Done })
}

struct Printed<'s>(Rows<'s>);

impl Answer for Printed<'_> {
    fn headings(&mut self, headings: Headings) {
        let headings: Vec<&str> = headings.iter().map(String::as_str).collect();
        self.0.headings(&headings);
    }

    fn row(&mut self, values: Vec<Value>) -> bool {
        self.0.add(values);
        true
    }
}
