//! Rows of the store as `relations` reads them.

use crate::json::turn_json;
use crate::turn::Turn;
use jiff::civil::Date;
use ontology::{Context, EventType, Quad};
use relations::{Change, Course, Direction, Estimate, Happening, Interval, Key, Kind, Measure, Shift, Told};
use store::{Alert, DayVolume, PairHappening};

pub(crate) fn told(day: &DayVolume) -> (Date, Told) {
    (day.day, Told { n_reports: day.reports, n_happenings: day.happenings })
}

/// None of a type that this version does not know.
pub(crate) fn happening(row: &PairHappening) -> Option<Happening> {
    let event_type = EventType::from_name(&row.event_type)?;
    Some(Happening {
        key: Key(row.key as u64),
        day: row.day,
        direction: match row.direction {
            store::Direction::Forth => Direction::Forth,
            store::Direction::Back => Direction::Back,
            store::Direction::Mutual => Direction::Mutual,
        },
        event_type,
        mode: row.mode.as_deref().and_then(|mode| event_type.mode(mode)),
        quad: quad(row.quad)?,
        score: row.score,
        goldstein: Some(row.goldstein),
        contexts: row.contexts.iter().filter_map(|context| Context::from_name(context)).collect(),
        n_mentions: row.mentions,
        n_publishers: row.publishers,
        confidence: row.confidence,
    })
}

fn quad(number: u8) -> Option<Quad> {
    let quads = [Quad::VerbalCooperation, Quad::MaterialCooperation, Quad::VerbalConflict, Quad::MaterialConflict];
    quads.into_iter().find(|quad| *quad as u8 == number)
}

/// A turn as the store keeps that it was told.
pub(crate) fn of_turn(turn: &Turn, at: &str) -> Alert {
    let ([first, second], shift) = (turn.names(), &turn.shift);
    Alert {
        first: first.into(),
        second: second.into(),
        course: shift.course.name().into(),
        began: shift.began.to_string(),
        began_first: shift.began_first.to_string(),
        began_last: shift.began_last.to_string(),
        told: shift.told.to_string(),
        shift: turn_json(turn).to_string(),
        at: at.into(),
    }
}

/// As much of a shift that was told as tells whether it is the same as another.
pub(crate) fn alert(alert: &Alert) -> Option<Shift> {
    let nothing = Estimate { value: 0.0, interval: Interval { low: 0.0, high: 0.0 } };
    let change = Change {
        measure: Measure::Balance,
        kind: Kind::Balance,
        before: nothing,
        after: nothing,
        tail: 1.0,
        probability: 0.0,
    };
    Some(Shift {
        course: if alert.course == Course::Warmer.name() { Course::Warmer } else { Course::Cooler },
        changes: vec![change],
        began_first: alert.began_first.parse().ok()?,
        began: alert.began.parse().ok()?,
        began_last: alert.began_last.parse().ok()?,
        told: alert.told.parse().ok()?,
        probability: 0.0,
    })
}
