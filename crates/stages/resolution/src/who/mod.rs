//! Who is meant: entities, and the country and sector of every mention.

mod antecedents;
mod belonging;
mod bodies;
mod clauses;
mod defaults;
mod describe;
mod description;
mod draft;
mod entities;
mod groups;
mod index;
mod namesakes;
mod nations;
mod nearness;
mod offices;
mod owners;
mod persons;
mod pronouns;
mod roles;
mod text;

pub use antecedents::{Candidate, Judge, Learned, N_FEATURES, Question, Rules};
pub(crate) use entities::resolve;
pub(crate) use text::{Meant, Text, countries, in_title_case, place_names, surnames};
