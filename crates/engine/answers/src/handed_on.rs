use crate::Error;
use exports::{Chosen, Exporter, Happening, Options, Report, Summary};
use std::cell::RefCell;
use std::path::Path;
use store::{Filter, HappeningRow, Reader, StoredReport, Version};

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
    Ok(exporter.report(&as_report(&stored.version, &as_chosen(&stored.events)))?)
}

fn hand_on_happening(exporter: &mut Exporter, row: &HappeningRow) -> Result<(), Error> {
    let mentions: Vec<&str> = row.mentions.iter().map(String::as_str).collect();
    Ok(exporter.happening(&as_happening(row, &mentions))?)
}

/// Events of a stored report, as exports take them.
pub fn as_chosen(events: &[(usize, String)]) -> Vec<Chosen<'_>> {
    events.iter().map(|(index, happening)| Chosen { index: *index, happening: Some(happening) }).collect()
}

/// A version of a report with some of its events, as exports take it.
pub fn as_report<'a>(version: &'a Version, events: &'a [Chosen<'a>]) -> Report<'a> {
    Report {
        record: &version.record,
        text: &version.text,
        byline: version.byline.as_deref(),
        version: version.version,
        added: Some(&version.added),
        events,
    }
}

/// A happening with the ids of its mentions, as exports take it.
pub fn as_happening<'a>(row: &'a HappeningRow, mentions: &'a [&'a str]) -> Happening<'a> {
    let version = &row.representative;
    Happening {
        id: &row.id,
        record: &version.record,
        text: &version.text,
        index: row.index,
        mentions,
        n_reports: row.reports,
        n_publishers: row.publishers,
        first_published: row.first_published.as_deref(),
        last_published: row.last_published.as_deref(),
        added: &version.added,
    }
}
