//! What a person sees.

mod amounts;
mod denials;
mod events;
mod exercises;
mod lookup;
mod materiel;
mod numbers;
mod paint;
mod quotes;
#[cfg(test)]
mod sample;
mod table;
mod text;

pub use denials::lines as denials;
pub use events::{report, visible};
pub use exercises::table as exercises;
pub use lookup::entity;
pub use materiel::table as materiel;
pub use numbers::table as numbers;
pub use paint::{Paint, Tone};
pub use quotes::table as quotes;
pub use table::Table;
pub use text::{Mark, Page, wrap};
