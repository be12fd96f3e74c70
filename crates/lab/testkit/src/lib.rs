//! What tests of several crates share.
#![forbid(unsafe_code)]

pub mod json_schema;
mod sample;

pub use sample::Sample;
