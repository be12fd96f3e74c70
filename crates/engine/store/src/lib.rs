//! The records kept: one file, in which a collection grows, is found again and is handed on.
//!
//! In: records of reports with their texts, batch by batch ([`Store::add`]). Out: pages of events ([`Reader::events`]), whole
//! reports ([`Reader::report`]), rows of the documented views ([`Reader::sql`], `docs/store.md`), and everything that an export
//! needs ([`Reader::export`]). The file is SQLite's (write-ahead log, full-text search), so that Python, R and the `sqlite3` shell
//! open it too. What was committed survives a crash; a batch is in the store whole or not at all; readers see the last
//! committed batch while the next one is written. Roll-ups by pair and month and by actor and month are kept in the transaction
//! that changes what they sum.
//!
//! A report is known by its identity; the same content again changes nothing, another content is its next version, whose
//! events take the place of the old ones. What was published once and is no more leaves a row in the view `deletions`.
//! What analysts say of events is kept in a ledger ([`Store::correct`]) and laid over the records whenever they are written: every query, sum and
//! export follows, what was coded stays readable ([`Version::coded`]), and each correction can be taken back ([`Store::undo_correction`]).
//! Nothing here reads the clock: the moment of writing is an argument. What is not done here: reading reports, coding them. Which reports are of one
//! story and which mentions are one happening, `deduplication` tells; the store keeps its nodes, names the groups and sums them up.
#![forbid(unsafe_code)]

mod connection;
mod error;
mod event_key;
mod identity;
mod migration;
mod packing;
mod read;
mod write;

pub use connection::{Interrupter, Reader, Store, beside, files};
pub use error::Error;
pub use identity::{Content, Identity, Incoming};
pub use read::check::Finding;
pub use read::corrections::CorrectionFilter;
pub use read::deals::{Deal, DealFilter, Step};
pub use read::events::{AddedEvents, EventRow, Page, PartyRow};
pub use read::export::{HappeningRow, StoredEvent, StoredReport};
pub use read::filter::{Filter, Party, Sort};
pub use read::free::{Answer, Answered, Headings};
pub use read::happenings::{Disagreement, Happening, Told, ToldValue};
pub use read::info::{Counts, Info, Produced};
pub use read::months::{ActorCount, Month};
pub use read::network::Edge;
pub use read::news::Arrived;
pub use read::outdated::Outdated;
pub use read::pairs::{Alert, DayVolume, Direction, PairCount, PairHappening};
pub use read::people::{Meeting, Met};
pub use read::places::PlaceCount;
pub use read::quotes::{QuoteFilter, QuoteRow};
pub use read::reports::ReportRow;
pub use read::show::{EventAt, Named, NamedOffice, Version};
pub use read::stories::{Story, StoryReport};
pub use write::Added;
pub use write::feeds::Feed;

/// The schema that this version writes.
pub const SCHEMA: u32 = migration::NEWEST;
