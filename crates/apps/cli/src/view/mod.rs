//! What a person sees.

mod events;
mod paint;
mod table;
mod text;

pub use events::{report, visible};
pub use paint::{Paint, Tone};
pub use table::Table;
pub use text::{Mark, Page, wrap};
