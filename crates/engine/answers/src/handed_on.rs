use crate::Error;
use exports::{Chosen, Exporter, Happening, Options, Report, Summary};
use std::cell::RefCell;
use std::path::Path;
use store::{Filter, HappeningRow, Reader, StoredReport};

/// Writes the events that `filter` wants, and their happenings, to `destination`: a folder, or a file where the format has one main table.
///
/// Without a filter records are handed on whole.
///
/// # Errors
/// What the store or the exporter return; nothing is left at the destination then.
pub fn hand_on(
    reader: &Reader,
    filter: &Filter,
    format: exports::Format,
    destination: &Path,
    options: Options,
) -> Result<Summary, Error> {
    let options = Options { whole_records: *filter == Filter::default(), ..options };
    let exporter = RefCell::new(Exporter::create(format, destination, &options)?);
    let report = |stored: &StoredReport| hand_on_report(&mut exporter.borrow_mut(), stored);
    let happening = |row: &HappeningRow| hand_on_happening(&mut exporter.borrow_mut(), row);
    reader.export(filter, report, happening)?;
    Ok(exporter.into_inner().finish()?)
}

fn hand_on_report(exporter: &mut Exporter, stored: &StoredReport) -> Result<(), Error> {
    let events: Vec<Chosen> =
        stored.events.iter().map(|(index, happening)| Chosen { index: *index, happening }).collect();
    let version = &stored.version;
    Ok(exporter.report(&Report {
        record: &version.record,
        text: &version.text,
        byline: version.byline.as_deref(),
        version: version.version,
        added: &version.added,
        events: &events,
    })?)
}

fn hand_on_happening(exporter: &mut Exporter, row: &HappeningRow) -> Result<(), Error> {
    let mentions: Vec<&str> = row.mentions.iter().map(String::as_str).collect();
    let version = &row.representative;
    Ok(exporter.happening(&Happening {
        id: &row.id,
        record: &version.record,
        text: &version.text,
        index: row.index,
        mentions: &mentions,
        n_reports: row.reports,
        n_publishers: row.publishers,
        first_published: row.first_published.as_deref(),
        last_published: row.last_published.as_deref(),
        added: &version.added,
    })?)
}
