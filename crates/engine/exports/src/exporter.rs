//! From items to files of any format.

use crate::destination::Destination;
use crate::staging::{Finished, Staging};
use crate::{Error, Format, Happening, Options, Report};
use std::collections::BTreeMap;
use std::path::Path;

/// Writes one export: first all reports, then all happenings, then [`Exporter::finish`].
pub struct Exporter {
    staging: Staging,
    writer: Box<dyn Writer>,
    had_happenings: bool,
}

/// What an export wrote.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Summary {
    /// The files, as paths below the destination's folder, in the order they became visible.
    pub files: Vec<String>,
    /// Rows that this export wrote, by file, or by table for Parquet.
    pub rows: BTreeMap<String, u64>,
    /// Chosen events and happenings left out for their status.
    pub events_left_out: u64,
    /// Rows left out because an event has more pairs than [`Options::max_pairs`].
    pub pairs_left_out: u64,
}

impl Exporter {
    /// Begins an export to a folder, or to a file where the format has one main table.
    ///
    /// With one main table `destination` is a file if it has an extension and no folder stands there: mentions go into
    /// it, happenings into `NAME.happenings.EXTENSION` beside it. The folder is made if it is missing; what stands there
    /// stays as it is until [`Exporter::finish`].
    ///
    /// # Errors
    /// Options that do not fit the format; a destination that cannot be written.
    pub fn create(format: Format, destination: &Path, options: &Options) -> Result<Exporter, Error> {
        options.check(format)?;
        let Destination { folder, names } = Destination::of(format, destination)?;
        let mut staging = Staging::create(&folder)?;
        let writer: Box<dyn Writer> = match format {
            Format::JsonLines => Box::new(crate::json_lines::JsonLines::new(&mut staging, names, options)?),
            Format::Parquet => Box::new(crate::parquet::Parquet::new(&staging, options)?),
            Format::Csv => Box::new(crate::flat::Csv::new(&mut staging, options)?),
            Format::Plover => Box::new(crate::plover::Plover::new(&mut staging, names, options)?),
            Format::Gdelt2 => Box::new(crate::gdelt::Gdelt::new(&mut staging, options)?),
            Format::Polecat => Box::new(crate::polecat::Polecat::new(&mut staging, names, options)?),
            Format::Icews => Box::new(crate::icews::Icews::new(&mut staging, names, options)?),
            Format::Quads => Box::new(crate::quads::Quads::new(&mut staging, options)?),
        };
        Ok(Exporter { staging, writer, had_happenings: false })
    }

    /// Writes one report with its chosen events.
    ///
    /// # Errors
    /// A report after a happening; an index beyond the record's events; a file that cannot be written.
    pub fn report(&mut self, report: &Report) -> Result<(), Error> {
        if self.had_happenings {
            let id = &report.record.id;
            return Err(Error::item(format!("report `{id}`: expected all reports before the first happening")));
        }
        self.writer.report(&mut self.staging, report)
    }

    /// Writes one happening.
    ///
    /// # Errors
    /// An index beyond the record's events; a file that cannot be written.
    pub fn happening(&mut self, happening: &Happening) -> Result<(), Error> {
        self.had_happenings = true;
        self.writer.happening(&mut self.staging, happening)
    }

    /// Brings everything to the disk and makes it visible.
    ///
    /// # Errors
    /// A file that cannot be written or renamed; an existing Parquet export whose manifest cannot be read.
    pub fn finish(self) -> Result<Summary, Error> {
        let Exporter { mut staging, writer, .. } = self;
        writer.finish(&mut staging)
    }
}

/// What a format does with the items.
pub(crate) trait Writer {
    fn report(&mut self, staging: &mut Staging, report: &Report) -> Result<(), Error>;

    fn happening(&mut self, staging: &mut Staging, happening: &Happening) -> Result<(), Error>;

    fn finish(self: Box<Self>, staging: &mut Staging) -> Result<Summary, Error>;
}

impl Summary {
    /// Makes `files` visible and tells of them.
    pub(crate) fn publish(
        staging: &mut Staging,
        files: Vec<(Finished, u64)>,
        summary: Summary,
    ) -> Result<Summary, Error> {
        let (files, rows): (Vec<Finished>, Vec<u64>) = files.into_iter().unzip();
        staging.publish(&files)?;
        let names: Vec<String> = files.into_iter().map(|file| file.name).collect();
        Ok(Summary { rows: names.iter().cloned().zip(rows).collect(), files: names, ..summary })
    }
}
