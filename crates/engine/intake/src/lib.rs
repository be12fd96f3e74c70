//! From sources to the store: read, extract, code on all cores, write in batches by one writer.
//!
//! In: files, folders and globs ([`expand`], [`arrivals`]), feeds and pages of the web ([`Visits`]). Out: a store with all of
//! them, and a [`Summary`]. One thread reads, as many as there are cores extract and code, and the caller's writes; no more
//! than a few reports a core are under way, so that memory does not grow with the input. Reports come into the store in the order
//! of the input, whatever the number of threads. A report that the store has is told before it is coded, so that a run that was
//! cut off goes on where it stopped when it is started again. What fails is a [`Failure`] with its reason and its input; written
//! down by [`Failures`], it can be read again as a source.
//!
//! Nothing here knows which formats there are (`ingest`), how reports are coded (`pipeline`) or kept (`store`).
#![forbid(unsafe_code)]

mod arrival;
mod error;
mod failures;
mod identify;
mod run;
mod source;
mod summary;
mod visits;

pub use arrival::{Arrival, Input, Meter, addresses, arrivals};
pub use error::Error;
pub use failures::{Failure, Failures, Kept};
pub use identify::as_kept;
pub use run::{Defaults, Intake, Observer};
pub use source::{Source, expand};
pub use summary::Summary;
pub use visits::{Address, Ledger, Visits, feed_state, until_due};
