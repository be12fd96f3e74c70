//! What the command line and the service ask and answer alike.
//!
//! In: what a person or a program typed (a party, a type, a period), records and rows of the store. Out: the filter that the store is asked
//! with ([`Names::filter`]), why an event was coded so ([`Explained`]), what a name can mean ([`meanings`]), the chart of a relation
//! ([`picture`]), the store handed on in another format ([`hand_on`]), and what analysts corrected
//! ([`write_gold`], [`write_knowledge`]). Relations, shifts, deals and stories come as they are and as tables ([`tables`]). Not here: printing for people, sockets, arguments.
#![forbid(unsafe_code)]

mod corrected;
mod deals;
mod described;
mod error;
mod explained;
mod handed_on;
mod meaning;
mod picture;
mod related;
mod shifts;
mod stock;
pub mod tables;
mod wanted;

pub use corrected::{additions, write_gold, write_knowledge};
pub use deals::{DealsAsked, deals};
pub use described::described;
pub use error::Error;
pub use explained::Explained;
pub use handed_on::{as_chosen, as_happening, as_report, hand_on};
pub use meaning::{Asked, Meaning, meanings};
pub use picture::{Drawn, changes, counted, country, name, picture};
pub use related::{Lens, Related, RelationAsked};
pub use shifts::{ShiftsAsked, shifts};
pub use stock::{counts, freshness, stock};
pub use wanted::{Names, Spelling, Wanted, in_order, one_of};
