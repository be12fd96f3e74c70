//! Casualties, crowds and amounts.
//!
//! In: everything the stages before found in a document, and its events. Out: [`annotation::Number`]s, in the order of the text.
//! A numeral is read with what bounds it (`numeral`); the tree tells the phrase that it counts (`phrase`), the clause what those
//! counted met with (`ruling`), and the nearest event that can have such a number is the one it belongs to (`belonging`).
//! It does not add up numbers, nor choose among reports that differ: every number told is a row, totals and parts alike.
//!
//! Source: the project's codebook, sections 2 and 7, rulings 9 and 36; bounds and vague numbers as `bounds` and `value` say.
#![forbid(unsafe_code)]

mod belonging;
mod bounds;
mod counter;
mod countries;
mod idiom;
mod lists;
mod money;
mod numeral;
mod phrase;
mod quoting;
mod ruling;
mod saying;
mod value;
mod words;

pub use counter::Counter;
