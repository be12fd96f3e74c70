//! Who is meant: entities, and the country and sector of every mention.

mod defaults;
mod describe;
mod entities;
mod offices;
mod pronouns;
mod text;

pub(crate) use entities::resolve;
pub(crate) use text::Text;
