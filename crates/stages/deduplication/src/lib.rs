//! Which reports are of one story, and which of their events are one happening.
//!
//! In: reports with the events that were coded of them ([`Report`], [`Telling`]), one after the other. Out: groups of reports within days
//! (*stories*) and groups of event mentions that are one event (*happenings*). How: each report and each event becomes a [sketch](Sketch)
//! of fixed size; sketches that share a block (bands of MinHash signatures, rare words, codes and days) are compared by a learned
//! [`Judge`]; what it finds alike is linked, and components of links are parted by average linkage ([`graph`]). A pair that its dates,
//! places or parties tell apart is never joined. The groups depend on what is there and not on the order in which it came; what a report
//! costs depends on what is near it and not on how much there is.
//!
//! The same groups of all reports at once come from pieces that many machines can share ([`bulk`]), with sketches as bytes between them
//! ([`Sketch::packed`], postcard's wire format 1.0). [`voices`] tells how many independent sources reports
//! are, [`agreement`] what the mentions of a happening say together and where they disagree.
//! What is not done here: keeping sketches and groups (a [`graph::Shelf`] does, such as the store's; [`Collection`] holds them in memory), naming groups.
//!
//! Sources: Broder 1997 (MinHash); Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", chapter 3 (banding); Sokal and Michener 1958
//! (average linkage); Bagga and Baldwin 1998 (B-cubed, by which it is measured).
#![forbid(unsafe_code)]

mod agencies;
mod agreement;
mod blocks;
pub mod bulk;
mod distance;
#[cfg(test)]
mod examples;
pub mod graph;
mod kind;
mod likeness;
mod memory;
mod packing;
mod partition;
pub mod register;
mod report;
mod signature;
mod sketch;
mod voices;
mod words;

pub use agreement::{Account, Agreement, Disagreement, Spot, agreement};
pub use blocks::Block;
pub use kind::{Events, Kind, Reports};
pub use likeness::{EventFeature, Judge, Likeness, ReportFeature, Weights};
pub use memory::Collection;
pub use packing::{Error, MAX_PACKED};
pub use report::{Count, Day, DaysFrom, Party, Place, Report, Telling};
pub use sketch::{Sketch, Told};
pub use voices::voices;
