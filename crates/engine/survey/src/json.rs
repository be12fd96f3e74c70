//! Series and turns as programs read them.

use crate::turn::{Told, Turn};
use relations::{Change, Covered, Estimate, Expected, Ground, Interval, Kind, Level, Measure, Period, Point, Tally};
use serde_json::{Value, json};
use store::PartyRow;

/// A point of a series: one object with the columns that `docs/relations.md` tells.
pub fn point_json(point: &Point, period: Period) -> Value {
    json!({
        "period": period.label(point.first),
        "first": point.first.to_string(),
        "last": point.last.to_string(),
        "covered": match point.covered {
            Covered::Whole => 1.0,
            Covered::Partly(share) => rounded(share),
            Covered::Missing => 0.0,
        },
        "all": tally(&point.all),
        "forth": tally(&point.forth),
        "back": tally(&point.back),
        "mutual": tally(&point.mutual),
        "military": tally(&point.military),
        "diplomatic": tally(&point.diplomatic),
        "economic": tally(&point.economic),
        "attention_of_first": point.attention_of_first.map(rounded),
        "attention_of_second": point.attention_of_second.map(rounded),
        "cooperation": level(&point.cooperation),
        "conflict": level(&point.conflict),
    })
}

fn tally(tally: &Tally) -> Value {
    json!({
        "happenings": tally.n_happenings,
        "mentions": tally.n_mentions,
        "by_quad": tally.by_quad,
        "score_sum": rounded(tally.score_sum),
        "score_mean": tally.mean_score().map(rounded),
        "goldstein_sum": rounded(tally.goldstein_sum),
        "goldstein_mean": tally.mean_goldstein().map(rounded),
    })
}

fn level(level: &Level) -> Value {
    json!({
        "count": level.count,
        "rate": level.rate.as_ref().map(estimate),
        "expected": level.expected.as_ref().map(expected),
    })
}

fn expected(expected: &Expected) -> Value {
    json!({"mean": rounded(expected.mean), "eighty": interval(&expected.eighty), "ninety_five": interval(&expected.ninety_five)})
}

fn estimate(estimate: &Estimate) -> Value {
    json!({"value": rounded(estimate.value), "interval": interval(&estimate.interval)})
}

fn interval(interval: &Interval) -> Value {
    json!([rounded(interval.low), rounded(interval.high)])
}

/// Four digits after the point: more say nothing.
fn rounded(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}

/// A turn, with what changed and what made it.
pub fn turn_json(turn: &Turn) -> Value {
    let [first, second] = turn.pair.codes();
    json!({
        "first": first,
        "second": second,
        "course": turn.shift.course.name(),
        "began": turn.shift.began.to_string(),
        "began_first": turn.shift.began_first.to_string(),
        "began_last": turn.shift.began_last.to_string(),
        "told": turn.shift.told.to_string(),
        "probability": rounded(turn.shift.probability),
        "changes": turn.shift.changes.iter().map(change).collect::<Vec<_>>(),
        "made_by": turn.made_by.iter().map(told).collect::<Vec<_>>(),
    })
}

fn change(change: &Change) -> Value {
    json!({
        "measure": match change.measure {
            Measure::Cooperation => "cooperation",
            Measure::Conflict => "conflict",
            Measure::Balance => "balance",
        },
        "kind": match change.kind {
            Kind::Level => "level",
            Kind::Trend => "trend",
            Kind::Balance => "balance",
        },
        "before": estimate(&change.before),
        "after": estimate(&change.after),
        "probability": rounded(change.probability),
    })
}

fn told(told: &Told) -> Value {
    let happening = &told.happening;
    let party = |party: &PartyRow| json!({"name": party.name, "country": party.country, "sector": party.sector});
    let ground = |ground: &Ground| match ground {
        Ground::NewDealing => "new dealing",
        Ground::Material => "deed",
        Ground::Weighty => "weighty",
        Ground::ManyPublishers => "many publishers",
        Ground::NearChange => "near the change",
    };
    json!({
        "happening": happening.id,
        "event": happening.event,
        "type": happening.event_type,
        "mode": happening.mode,
        "date_start": happening.date_start,
        "actors": happening.actors.iter().map(party).collect::<Vec<_>>(),
        "recipients": happening.recipients.iter().map(party).collect::<Vec<_>>(),
        "publishers": happening.publishers,
        "grounds": told.grounds.iter().map(ground).collect::<Vec<_>>(),
        "evidence": happening.evidence,
        "publisher": happening.publisher,
        "title": happening.title,
        "url": happening.url,
    })
}
