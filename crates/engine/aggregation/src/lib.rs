//! What groups of reports and of mentions come to: stories, happenings, sums by pair and month.
//!
//! In: the reports of a story ([`Printed`]) or the mentions of a happening ([`Mention`]), as their records tell them, with sketches that tell
//! which reports are one voice. Out: a [`Story`], a [`Happening`] with the values that its mentions agree on, and what both and single mentions
//! count as in the sums of pairs of countries and months ([`Months`]). How: reports are put in an order that their content gives; of the first ones
//! `deduplication` tells voices and agreement; the rest is written down here, once, for the store, which changes sums as reports come and go,
//! and for jobs that sum up all reports at once. Nothing depends on the order in which reports are handed over.
//!
//! What is not done here: grouping, naming groups, keeping sums.
//!
//! Sources: PLOVER 2.0 (types, modes, quad categories and scores); `docs/store.md` (directions of pairs).
#![forbid(unsafe_code)]

mod happening;
mod mention;
mod months;
mod pairs;
mod story;

pub use happening::{Happening, MAX_MENTIONS, Told, ToldValue};
pub use mention::{Mention, Place, Printed};
pub use months::{Cell, Months, Sums};
pub use pairs::{Direction, MAX_SIDE, Pair, countries, pairs};
pub use story::{MAX_COUNTED, Story};
