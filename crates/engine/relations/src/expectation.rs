//! What was to be expected, period by period.

use crate::pair::Pair;
use crate::past::{Past, Prior};
use crate::scan::{LEAST_AFTER_CHANGE, LEAST_PAST, Since, quantity};
use crate::{Expected, Measure, Period};
use jiff::civil::Date;

/// What each slice was expected to hold, by the slices before it; none while they are too few.
///
/// `changes` holds the days on which a change was told, and when it began: from then on only what came since counts.
pub(crate) fn expected(pair: &Pair, measure: Measure, changes: &[(Date, Date)]) -> Vec<Option<Expected>> {
    let slices = &pair.calendar.slices;
    let (most_past, n_at_once) = reach(pair.calendar.period);
    let (mut expected, mut changes) = (vec![None; slices.len()], changes.iter().peekable());
    let mut since = Since { begin: 0, prior: Prior::ANY, least: LEAST_PAST };
    let mut past: Option<Past> = None;
    for end in (0..slices.len()).step_by(n_at_once) {
        while let Some((_, began)) = changes.next_if(|(told, _)| *told <= slices[end].last) {
            let prior = past.as_ref().map_or(since.prior, Past::prior_after_change);
            let begin = pair.calendar.slice_of(*began).unwrap_or(since.begin);
            since = Since { begin, prior, least: LEAST_AFTER_CHANGE };
            past = None;
        }
        let Some(next_past) = fitted(pair, measure, &since, end, most_past, past.as_ref()) else { continue };
        let usual = pair.usual(end, most_past);
        let ahead = expected.iter_mut().enumerate().skip(end + 1).take(n_at_once);
        for (slice_idx, expected) in ahead {
            let stretch = pair.stretch(quantity(measure), slice_idx, pair.whole(slice_idx), &usual);
            let sum = next_past.forecast([&stretch]);
            let whole = Expected { mean: sum.mean, eighty: sum.interval(0.8), ninety_five: sum.interval(0.95) };
            *expected = (!stretch.is_missing()).then_some(whole);
        }
        past = Some(next_past);
    }
    expected
}

fn fitted(
    pair: &Pair,
    measure: Measure,
    since: &Since,
    end: usize,
    most_past: usize,
    last: Option<&Past>,
) -> Option<Past> {
    let begin = since.begin.max((end + 1).saturating_sub(most_past)).min(end);
    let usual = pair.usual(end, most_past);
    let stretches: Vec<_> =
        (begin..=end).map(|idx| pair.stretch(quantity(measure), idx, pair.whole(idx), &usual)).collect();
    let n_watched = stretches.iter().filter(|stretch| !stretch.is_missing()).count();
    (n_watched >= since.least).then(|| Past::following(&stretches, &since.prior, last))
}

/// Slices of the past that count, and slices that one model of it serves.
fn reach(period: Period) -> (usize, usize) {
    match period {
        Period::Day => (365, 7),
        Period::Week => (156, 1),
        Period::Month => (72, 1),
        Period::Quarter => (24, 1),
        Period::Year => (10, 1),
    }
}
