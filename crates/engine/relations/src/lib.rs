//! Relations over time, and where they turned.
#![forbid(unsafe_code)]

mod coverage;
mod error;
mod happening;
mod interval;
mod period;
mod series;
mod shift;
mod strand;
mod tally;

pub use coverage::{Attention, Coverage, Covered, Told};
pub use error::Error;
pub use happening::{Direction, Happening, Key};
pub use interval::{Estimate, Expected, Interval};
pub use period::Period;
pub use series::{Level, Point, Series};
pub use shift::{Change, Course, Ground, Kind, Measure, Quantity, Reason, Shift};
pub use strand::Strand;
pub use tally::Tally;
