//! `mentions.CSV`: 16 columns, one row an event of a report.

use super::knowledge::source;
use crate::tabbed::{Line, shown, words};
use record::{Argument, Event, Record};
use std::borrow::Cow;

/// A mention's row. `n_points` is the length of the report's text in code points.
pub(super) fn row<'a>(id: i64, record: &'a Record, event: &'a Event, n_points: usize, stamp: &'a str) -> Line<'a> {
    let (collection, name, identifier) = source(record);
    let confidence = (event.confidence * 100.0).round().clamp(10.0, 100.0) as u8;
    vec![
        shown(id),
        words(stamp),
        words(stamp),
        shown(collection),
        name,
        identifier,
        shown(event.sentence + 1),
        offset(event.actors.first()),
        offset(other(event)),
        shown(event.trigger.start),
        words("1"),
        shown(confidence),
        shown(n_points),
        words(None),
        words(None),
        words(None),
    ]
}

/// The second party: the first recipient, or the second actor of those who act together.
fn other(event: &Event) -> Option<&Argument> {
    event.recipients.first().or(event.actors.get(1))
}

/// Where the words of a party begin; -1 where there is none, as in GDELT's files.
fn offset<'a>(argument: Option<&Argument>) -> Cow<'a, str> {
    argument.map_or("-1".into(), |argument| shown(argument.start))
}
