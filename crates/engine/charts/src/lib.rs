//! A pair's cooperation and conflict over time, drawn.
//!
//! In: a [`Chart`] of at most [`MAX_PERIODS`] periods with their counts, expected intervals and mean scores, its shifts
//! and its words. Out: the same chart as text for a terminal, as an SVG, or as a PNG. Cooperation and conflict stand on
//! the two sides of one axis in one scale, what was expected lies behind them, periods without reports are hatched, and
//! shifts are bands with labels that do not overlap. SVG and PNG come from one scene of simple shapes; letters are
//! measured, and drawn in the PNG, by a font that this crate holds.
//!
//! Not here: counting, expecting and finding shifts (`relations`); choosing a length of period, but for text, where
//! periods beyond 60 are joined by the calendar. The PNG's font has Latin, Greek and Cyrillic letters, unshaped;
//! [`Picture::undrawn`] names what it lacks. No clock, no randomness, no file, no font of the system: the same chart
//! gives the same bytes.
//!
//! Sources: SVG 1.1 (second edition), chapters 5, 8 and 10; XML 1.0 (fifth edition), section 2.2; PNG (third edition);
//! ISO 8601-1:2019 for the labels; Okabe and Ito 2008 for two colors that color-blind readers tell apart.
//!
//! # Examples
//! ```
//! use charts::{Bar, Chart, Coverage, Letters, Terminal};
//! let bar = |label: &str, cooperation, conflict| Bar {
//!     label: label.to_string(),
//!     coverage: Coverage::Whole,
//!     cooperation,
//!     conflict,
//!     expected_cooperation: None,
//!     expected_conflict: None,
//!     mean_score: None,
//! };
//! let chart = Chart {
//!     title: "Ghana and Togo".to_string(),
//!     subtitle: "Happenings by month".to_string(),
//!     periods: vec![bar("2024-09", 1, 2), bar("2024-10", 4, 0)],
//!     expected_percent: None,
//!     shifts: vec![],
//!     footnote: "120 reports of 14 publishers".to_string(),
//! };
//! let terminal = Terminal { width: 80, letters: Letters::Ascii, is_colored: false };
//! assert!(charts::text(&chart, &terminal)?.contains("2024-10"));
//! assert!(charts::svg(&chart)?.starts_with("<svg "));
//! assert!(charts::png(&chart)?.bytes.starts_with(b"\x89PNG"));
//! # Ok::<(), charts::Error>(())
//! ```
#![forbid(unsafe_code)]

mod calendar;
mod chart;
mod drawing;
mod error;
mod png;
mod svg;
mod text;
mod ticks;
mod wording;

pub use chart::{Bar, Chart, Coverage, Direction, Interval, MAX_PERIODS, MAX_SHIFTS, Mark};
pub use error::Error;
pub use png::{Picture, png};
pub use svg::svg;
pub use text::{Letters, Terminal, text};
