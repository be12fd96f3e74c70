//! Charts as a reader gets them.

mod bounds;
mod pictures;
mod properties;
mod samples;
mod terminal;
