//! Scores what the program finds against what people annotated.
//!
//! In: gold annotations and predictions as text. Out: counts, and their `Display` as lines to print.
//! [`events`] scores coded events, [`trees`] CoNLL-U files as the CoNLL 2018 shared task does,
//! [`mentions`] labelled spans as `seqeval` does, [`pairs`] types of source and target as Zero-Shot-PLOVER does. They are ports
//! of the Python programs that the annotations came with, and print the same lines; tests run both where the Python ones are at hand.
//! This crate reads no file and runs no stage.
#![forbid(unsafe_code)]

pub mod clusters;
mod confidence;
pub mod events;
pub mod mentions;
pub mod pairs;
mod rates;
pub mod trees;

pub use confidence::Calibration;
pub use rates::Rates;

/// Why gold annotations or predictions cannot be scored: not of their form, or not of each other's texts.
#[derive(Debug)]
pub struct Error(String);

impl Error {
    fn new(message: impl Into<String>) -> Error {
        Error(message.into())
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Error {}
