//! Relations over time, and where they turned.
//!
//! In: the happenings of one pair (states, sectors, bodies or persons: nothing here asks), and what the whole store holds of
//! each day. Out: [`Series`], the relation period by period with what was to be expected; [`Shift`]s, where cooperation,
//! conflict or their balance changed, from what to what and how sure; [`reasons`], the happenings that made a shift, best
//! first; [`triangles`] of shifts of many pairs.
//!
//! How: counts are held against a negative binomial forecast from the pair's own past (level, slope, yearly wave) and the
//! news volume, missing periods left out. At the looks of each month (days 8, 15, 22 and the last) the counts of the last 1,
//! 2, 3, 6 and 12 months are compared with the forecast made before them; a tail probability below a threshold, which
//! simulation ties to a rate of false alarms, is an alarm, and the past begins anew where it probably began. A look uses only
//! what was there on its day, so that the same code tells shifts as data come and looking back.
//!
//! Not here: what is a happening of which pair (`store`, `deduplication`), which alerts were raised already, charts. No clock:
//! today is an argument. Elementary functions come from `libm`, so that every machine gives the same bits.
//!
//! Sources: PLOVER manual 2.0 for quad categories and scores; Noufaily, Enki, Farrington and others 2013, Statistics in
//! Medicine 32, 1206, for the forecast of counts under surveillance; Smith 1975, Biometrika 62, 407, for when a change began.
//! `docs/relations.md` tells analysts what the numbers are and how often they mislead.
//!
//! # Examples
//! ```
//! # fn example(happenings: &[relations::Happening], coverage: &relations::Coverage) -> Result<(), relations::Error> {
//! use relations::{Detector, reasons};
//! let today = jiff::civil::date(2025, 1, 16);
//! let detector = Detector::new(coverage, today, 0.005)?;
//! for shift in detector.shifts(happenings) {
//!     println!("{:?} since {}, sure to {:.2}", shift.course, shift.began, shift.probability);
//!     let best = reasons(&shift, happenings).into_iter().take(3);
//!     best.for_each(|reason| println!("{:?}: {:?}", reason.key, reason.grounds));
//! }
//! # Ok(())
//! # }
//! ```
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
mod sureness;
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
pub use sureness::Evidence;
pub use tally::Tally;
pub use triangle::{Triangle, Turned, triangles};
