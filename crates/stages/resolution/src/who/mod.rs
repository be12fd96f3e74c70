//! Who is meant: entities, and the country and sector of every mention.

mod actors;
mod belonging;
mod bodies;
mod defaults;
mod describe;
mod international;
mod nearness;
mod offices;
pub mod origins;
mod persons;
mod roles;
mod sorts;
mod text;

pub(crate) use actors::resolve;
pub(crate) use describe::descriptions;
pub(crate) use text::{Meant, Text, body_words, countries, in_title_case, place_names, spelled, surnames};
