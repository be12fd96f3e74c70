//! What one report gives, before its rows go into tables of their own or into one row.

use super::events::{Mention, participants};
use super::reports::Origin;
use super::{Cell, Row, findings, reports};
use crate::{Error, Report};
use record::Points;

/// The rows of one report.
pub(super) struct Parts {
    /// Of `reports`.
    pub report: Row,
    /// Of `events`, each with its rows of `participants`.
    pub events: Vec<(Row, Vec<Row>)>,
    /// Of quotes, materiel, numbers, entities, offices.
    pub findings: [Vec<Row>; 5],
}

impl Parts {
    /// # Errors
    /// An index beyond the record's events; `added` that is no moment.
    pub fn of(report: &Report) -> Result<Parts, Error> {
        let (points, origin) = (Points::new(report.text), Origin::of(report)?);
        let mentions = mentions(report, &points, &origin)?;
        Ok(Parts {
            report: reports::report(report, &report.chosen()?, &origin),
            events: mentions.iter().map(|mention| (mention.row(), participants(mention))).collect(),
            findings: [
                findings::quotes(report, &origin),
                findings::materiel(report, &origin),
                findings::numbers(report, &origin),
                reports::entities(report, &origin),
                reports::offices(report, &origin),
            ],
        })
    }

    /// About how many bytes they take.
    pub fn n_bytes(&self) -> usize {
        let told = self.events.iter().flat_map(|(event, participants)| participants.iter().chain([event]));
        let found = self.findings.iter().flatten();
        let rows = told.chain(found).chain([&self.report]);
        rows.flatten().map(Cell::n_bytes).sum()
    }
}

/// The rows that a report gives to the table of this name, without making those of other tables.
///
/// # Errors
/// An index beyond the record's events; `added` that is no moment.
pub fn rows_of(table: &str, report: &Report) -> Result<Vec<Row>, Error> {
    let (points, origin) = (Points::new(report.text), Origin::of(report)?);
    Ok(match table {
        "events" => mentions(report, &points, &origin)?.iter().map(Mention::row).collect(),
        "participants" => mentions(report, &points, &origin)?.iter().flat_map(participants).collect(),
        "reports" => vec![reports::report(report, &report.chosen()?, &origin)],
        "quotes" => findings::quotes(report, &origin),
        "materiel" => findings::materiel(report, &origin),
        "numbers" => findings::numbers(report, &origin),
        "entities" => reports::entities(report, &origin),
        "offices" => reports::offices(report, &origin),
        _ => Vec::new(),
    })
}

fn mentions<'a>(report: &'a Report, points: &'a Points, origin: &Origin) -> Result<Vec<Mention<'a>>, Error> {
    let mention = |(event, happening)| Mention { report, points, event, happening, added: origin.added.clone() };
    Ok(report.chosen()?.into_iter().map(mention).collect())
}
