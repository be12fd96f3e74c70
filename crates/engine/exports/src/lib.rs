//! The records of a store in the formats that the field uses.
//!
//! In: reports with their records and texts, one at a time, then happenings, from a caller that has filtered them. Out:
//! files as JSON lines, Parquet, CSV, PLOVER's JSON lines, GDELT 2.0, POLECAT, ICEWS, or quads for graph learning.
//! Mentions (one row an event of a report) and happenings (one row what happened, however often it is reported) are kept
//! apart in every format. Files are written under temporary names in the destination's folder, brought to the disk and
//! renamed by [`Exporter::finish`]; an exporter that is dropped leaves nothing behind. What is held in memory is bounded:
//! one report, and [`Options::rows_at_once`] rows of each Parquet table; quads hold the names of their entities.
//!
//! Not here: choosing events (the store's queries), clustering mentions into happenings (`deduplication`), reading of
//! foreign GDELT or POLECAT files. No clock: the moment of an export is [`Options::stamp`].
//!
//! `docs/exports.md` describes every column. Sources: GDELT Event Codebook 2.0 and GKG Codebook 2.1 (19 February 2015);
//! CAMEO codebook 1.1b3; PLOVER manual 2.0, chapter on JSON; the column lists of ICEWS and POLECAT as the Temporal Graph
//! Benchmark 2.0 and `rpolecat` read them; RFC 4180.
//!
//! # Examples
//! ```no_run
//! # fn example(report: exports::Report, happening: exports::Happening) -> Result<(), exports::Error> {
//! use exports::{Exporter, Format, Options};
//! let mut exporter = Exporter::create(Format::Csv, "tables".as_ref(), &Options::at("20261126231322"))?;
//! exporter.report(&report)?;
//! exporter.happening(&happening)?;
//! let summary = exporter.finish()?;
//! assert_eq!(summary.rows["events.csv"], 1);
//! # Ok(())
//! # }
//! ```
#![forbid(unsafe_code)]

mod cameo;
pub mod columns;
mod destination;
mod error;
mod exporter;
mod flat;
mod format;
mod gdelt;
mod geography;
mod icews;
mod item;
mod json_lines;
mod manifest;
mod options;
mod pairs;
mod parquet;
mod plover;
mod polecat;
mod quads;
mod staging;
mod tabbed;

pub use error::Error;
pub use exporter::{Exporter, Summary};
pub use format::Format;
pub use item::{Chosen, Happening, Report};
pub use json_lines::{Exported, read_json_lines};
pub use manifest::{ListedFile, Manifest};
pub use options::Options;
pub use parquet::read_parquet;

/// Version of the columns of CSV and Parquet, as their column `schema_version` holds it.
pub const SCHEMA_VERSION: &str = "1.0";

/// The code lists that events are coded with, as the column `ontology_version` holds them.
pub const ONTOLOGY_VERSION: &str = "plover-base-2.0+cameo-1.1b3";
