//! Relations over time, and where they turned.
#![forbid(unsafe_code)]

mod balance;
mod calendar;
mod change;
mod coverage;
mod detector;
mod error;
mod happening;
mod interval;
mod negative_binomial;
mod pair;
mod past;
mod period;
mod place;
mod scan;
mod series;
mod shift;
mod special;
mod strand;
mod tally;
mod thresholds;

pub use coverage::{Attention, Coverage, Covered, Told};
pub use detector::Detector;
pub use error::Error;
pub use happening::{Direction, Happening, Key};
pub use interval::{Estimate, Expected, Interval};
pub use period::Period;
pub use series::{Level, Point, Series};
pub use shift::{Change, Course, Ground, Kind, Measure, Quantity, Reason, Shift};
pub use strand::Strand;
pub use tally::Tally;
