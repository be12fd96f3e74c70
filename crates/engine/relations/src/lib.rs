//! Relations over time, and where they turned.
#![forbid(unsafe_code)]

mod balance;
mod calendar;
mod change;
mod coverage;
mod detector;
mod error;
mod expectation;
mod happening;
mod interval;
mod negative_binomial;
mod pair;
mod past;
mod period;
mod place;
mod reason;
mod scan;
mod series;
mod shift;
mod special;
mod strand;
mod tally;
mod thresholds;
mod triangle;

pub use coverage::{Attention, Coverage, Covered, Told};
pub use detector::Detector;
pub use error::Error;
pub use happening::{Direction, Happening, Key};
pub use interval::{Estimate, Expected, Interval};
pub use period::Period;
pub use reason::{Ground, Reason, reasons};
pub use series::{Level, Options, Point, Series};
pub use shift::{Change, Course, Kind, Measure, Quantity, Shift, is_same};
pub use strand::Strand;
pub use tally::Tally;
pub use triangle::{Triangle, Turned, triangles};
