//! When: time expressions and the days they mean, and the dateline that a wire report begins with.
//!
//! In: a document with its publication day, and its sentences. Out: [`Time`]s in the order of the text and the
//! [`Dateline`]. Every sentence is read once from left to right by a small grammar over its words: at each word
//! the longest expression that begins there is taken, with its preposition. What counts from the report (`on
//! Tuesday`, `last week`) is resolved against the dateline's day or, without one, the day of publication; what
//! counts from the occasion before (`the same day`, `hours later`) against the last day resolved. A cue such as
//! `will` or `is due` to the left makes `on Friday` the next Friday instead of the last.
//!
//! Not done: clock times and time zones; movable feasts other than Easter; days that an event gives (`after the
//! attack`). The convention for vague words (`mid-June`, `two weeks ago`) is that of the project's labelled reports.

mod calendar;
mod cues;
mod dateline;
mod dates;
mod days;
mod grammar;
mod hours;
mod leads;
mod units;
mod words;

use annotation::{Dateline, Sentence, Time};
use grammar::Reader;
use jiff::civil::Date;
use text::Document;

/// The days that a report's expressions count from.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Clock {
    /// When the report was published.
    pub published: Option<Date>,
    /// The day that its dateline names.
    pub dateline: Option<Date>,
}

impl Clock {
    /// The dateline's day, which is when the report was written; without one the day of publication.
    pub fn reference(self) -> Option<Date> {
        self.dateline.or(self.published)
    }
}

/// The time expressions of `document` and its dateline. Time is linear in the text.
///
/// `is_place` tells whether a name is a town or state; only a dateline without date, agency or capitals needs it.
pub fn find_times(
    document: &Document,
    sentences: &[Sentence],
    is_place: impl Fn(&str) -> bool,
) -> (Vec<Time>, Option<Dateline>) {
    let dateline = dateline::find(document, is_place);
    let clock = Clock { published: document.published, dateline: dateline.as_ref().and_then(|line| line.date) };
    let mut reader = Reader::new(clock.reference());
    let mut times = Vec::new();
    for sentence in sentences {
        let words = words::words(document.text(), sentence.span);
        reader.read(&words, &mut times);
    }
    (times, dateline)
}

#[cfg(test)]
mod tests;
