//! An analyst's word on what the program coded: accepted, edited, struck, added, merged, split, and what the tables did not know.
//!
//! In: a correction as somebody sends it ([`NewCorrection`], JSON), the record that it is about and the report's text. Out: the correction as it is
//! kept ([`Plan`]: spans with their words, codes that go together, and an [`Anchor`] by which its event is found again), the record with all
//! corrections of its report in force ([`apply`]), and what others can use: gold events ([`gold`]) and a folder of knowledge ([`knowledge`]).
//!
//! How: the record as the program coded it stays as it is; corrections are laid over it, the earliest first, whenever it is coded again. Their
//! events are found by their ids, else by their triggers, else by the words of their sentences. What the program does not code any more is put
//! back as the analyst left it. Only where the words are gone from the text a correction is *stale*, until they come back.
//!
//! What is not done here: keeping corrections (the store does), joining and parting happenings (`deduplication` does, by ties between events).
//!
//! Codes and their rules: PLOVER 2.0; the form of records, `entente/1`; spans as the W3C text-position selector counts them.
#![forbid(unsafe_code)]

mod anchor;
mod apply;
mod edit;
mod entity;
mod error;
mod fields;
mod gold;
mod kept;
mod knowledge;
mod page;
mod request;

pub use anchor::Anchor;
pub use apply::{Applied, Kept, Review, apply};
pub use edit::{Plan, plan};
pub use error::Error;
pub use fields::{Days, Fields, Party, Place, Range, Said};
pub use gold::{Gold, gold};
pub use kept::{Correction, State, Undone};
pub use knowledge::{files, known};
pub use request::{Change, NewCorrection, checked_undo};
