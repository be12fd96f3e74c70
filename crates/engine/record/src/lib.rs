//! The published record of one report, `entente/1`, and the published trees, CoNLL-U.
//!
//! In: a [`pipeline::Coding`]. Out: a [`Record`], the same facts under the names that the store, the
//! HTTP interface and the exports share, as one line of JSON. Spans become Unicode code points here
//! and nowhere else. The record is described to strangers by [`SCHEMA`], a JSON Schema (draft 2020-12).
#![forbid(unsafe_code)]

mod codes;
pub mod conllu;
mod convert;
mod entities;
mod events;
mod findings;
pub mod hash;
mod mentions;
mod model;
mod names;
mod points;
mod telling;

pub use codes::Codes;
pub use convert::Provenance;
pub use mentions::{ListedMention, MentionList};
pub use model::{
    Argument, Attribution, Coder, Dateline, Denial, Entity, Event, EventDate, EventPlace, Exercise, Materiel, Mention,
    Number, Office, Place, Quote, Record, Saying, Time, Trigger, Value,
};
pub use points::Points;
pub use telling::{comparable, is_day_told, is_foretold, printed_by};

/// The JSON Schema of a record.
pub const SCHEMA: &str = include_str!("../schema/entente-1.schema.json");

/// The name of the form, as the field `schema` holds it.
pub const FORM: &str = "entente/1";
