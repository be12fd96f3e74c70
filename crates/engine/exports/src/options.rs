//! What a caller can decide about an export.

use crate::{Chosen, Error, Format, Report};
use ontology::Status;
use record::Event;

/// How an export is made.
#[derive(Clone, Debug)]
pub struct Options {
    /// The moment of the export in UTC as 14 digits, `20261126231322`. GDELT's files are named by it.
    pub stamp: String,
    /// Which events are exported by their status; by default what the format can tell apart ([`Format::statuses`]).
    pub statuses: Option<Vec<Status>>,
    /// Whether records are written with all their events, or with the chosen ones only.
    pub whole_records: bool,
    /// Whether an existing export is extended instead of replaced. For JSON lines and Parquet.
    pub append: bool,
    /// At most so many rows an event in formats with one actor and one recipient a row; what is left out is counted in
    /// [`Summary::pairs_left_out`](crate::Summary::pairs_left_out).
    pub max_pairs: usize,
    /// Parquet holds at most so many rows of a table, or of a partition, before it writes them.
    pub rows_at_once: usize,
    /// Whether CSV puts an apostrophe before values that a spreadsheet would take for a formula.
    pub guard_formulas: bool,
    /// What stands before the file names in GDELT's lists: `https://example.org/gdeltv2/`.
    pub base_address: String,
}

impl Options {
    /// Whole records, replacing, at most 100 rows an event, 100,000 rows held, values as they are.
    pub fn at(stamp: &str) -> Options {
        Options {
            stamp: stamp.into(),
            statuses: None,
            whole_records: true,
            append: false,
            max_pairs: 100,
            rows_at_once: 100_000,
            guard_formulas: false,
            base_address: String::new(),
        }
    }

    pub(crate) fn check(&self, format: Format) -> Result<(), Error> {
        let is_stamp = self.stamp.len() == 14 && self.stamp.bytes().all(|byte| byte.is_ascii_digit());
        if !is_stamp {
            return Err(Error::item(format!(
                "stamp: expected 14 digits as in `20261126231322`, found `{}`",
                self.stamp
            )));
        }
        if self.append && !matches!(format, Format::JsonLines | Format::Parquet) {
            return Err(Error::item(format!("{}: expected JSON lines or Parquet to append to", format.name())));
        }
        if self.max_pairs == 0 || self.rows_at_once == 0 {
            return Err(Error::item("max_pairs, rows_at_once: expected at least 1, found 0"));
        }
        Ok(())
    }

    /// Whether `format` takes events of this status.
    pub(crate) fn takes(&self, format: Format, event: &Event) -> bool {
        let statuses = self.statuses.as_deref().unwrap_or(format.statuses());
        statuses.iter().any(|status| status.name() == event.status)
    }
    /// The chosen events that `format` takes, and how many it does not.
    pub(crate) fn taken<'a>(&self, format: Format, report: &Report<'a>) -> Result<(Vec<Chosen<'a>>, u64), Error> {
        let events = report.chosen()?;
        let taken = report.events.iter().zip(&events).filter(|(_, (event, _))| self.takes(format, event));
        let taken: Vec<Chosen> = taken.map(|(chosen, _)| *chosen).collect();
        let n_left_out = (events.len() - taken.len()) as u64;
        Ok((taken, n_left_out))
    }
}
