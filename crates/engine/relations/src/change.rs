//! From what to what a measure changed.

use crate::balance::{Share, Shared};
use crate::pair::Pair;
use crate::past::{Past, Stretch};
use crate::place::Placed;
use crate::scan::{Alarm, MOST_PAST, quantity, stretches};
use crate::special::{beta_quantile, exp, gamma_quantile, ln};
use crate::sureness::Evidence;
use crate::{Change, Estimate, Interval, Kind, Measure};
use std::ops::RangeInclusive;
use std::sync::OnceLock;

/// Slices after an alarm that are still used to tell when it began, and how.
const AFTERWARD: usize = 12;

/// How much the logarithm of the likelihood of a slope must be above that of a step; 2 is a ratio of 7.
const SLOPE_MARGIN: f64 = 2.0;

/// Slices from the beginning on below which a slope is not told from a step.
const LEAST_FOR_SLOPE: usize = 5;

/// Slopes a slice that are tried, both ways.
const SLOPES: [f64; 10] = [0.02, 0.03, 0.045, 0.065, 0.09, 0.12, 0.16, 0.21, 0.27, 0.35];

/// A change and when it began.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Found {
    pub(crate) alarm: Alarm,
    pub(crate) change: Change,
    pub(crate) placed: Placed,
    pub(crate) evidence: Evidence,
}

impl Found {
    /// What became of `alarm`, by the slices until the next change of the same measure, or until now.
    pub(crate) fn of(pair: &Pair, alarm: &Alarm, next: Option<&Alarm>) -> Found {
        let last = next.map_or(pair.calendar.slices.len(), |next| next.begin).saturating_sub(1);
        let end = last.min(alarm.slice_idx + AFTERWARD).max(alarm.slice_idx);
        let look_idx = if end == alarm.slice_idx && next.is_some() { alarm.look_idx } else { pair.whole(end) };
        let (stepped, evidence) = Placed::of(pair, alarm, end, look_idx);
        let sloped = next.is_none_or(|next| next.is_upward == alarm.is_upward).then(|| sloped(pair, alarm)).flatten();
        let probability = evidence.probability();
        let kind = match (alarm.measure, &sloped) {
            (Measure::Balance, _) => Kind::Balance,
            (_, Some(_)) => Kind::Trend,
            (_, None) => Kind::Level,
        };
        let placed = sloped.unwrap_or(stepped);
        let begin = placed.best();
        let before = alarm.past_begin.max(begin.saturating_sub(MOST_PAST))..=begin - 1;
        let after = if kind == Kind::Trend { begin.max(end.saturating_sub(2)) } else { begin }..=end;
        let (before, after) = (level(pair, alarm, before), level(pair, alarm, after));
        let change = Change { measure: alarm.measure, kind, before, after, tail: alarm.tail, probability };
        Found { alarm: *alarm, change, placed, evidence }
    }
}

/// The level of whole slices: happenings a slice at the usual news volume, or a share.
fn level(pair: &Pair, alarm: &Alarm, slices: RangeInclusive<usize>) -> Estimate {
    match alarm.measure {
        Measure::Balance => share(pair, alarm, slices),
        _ => rate(&stretches(pair, quantity(alarm.measure), *slices.start(), *slices.end(), alarm.past_end)),
    }
}

fn share(pair: &Pair, alarm: &Alarm, slices: RangeInclusive<usize>) -> Estimate {
    let correlation = Share::left_by(pair, alarm).map_or(0.0, |share| share.correlation());
    let shared = Shared::of(pair, slices);
    let excess = shared.excess(correlation);
    let (count, others) = (shared.n_cooperation / excess, (shared.n - shared.n_cooperation) / excess);
    let interval = Interval {
        low: beta_quantile(count + 0.5, others + 0.5, 0.025),
        high: beta_quantile(count + 0.5, others + 0.5, 0.975),
    };
    let value = if shared.n > 0.0 { shared.n_cooperation / shared.n } else { 0.5 };
    Estimate { value, interval: around(interval, value) }
}

/// Happenings a slice wholly watched, at the usual news volume.
///
/// Jeffreys' interval of a Poisson rate, with counts and exposure divided by the excess of the variance.
pub(crate) fn rate(stretches: &[Stretch]) -> Estimate {
    let present = || stretches.iter().filter(|stretch| !stretch.is_missing());
    let count: f64 = present().map(|stretch| stretch.count).sum();
    let weight: f64 = present().map(Stretch::weight).sum();
    if weight <= 0.0 {
        return Estimate { value: 0.0, interval: Interval { low: 0.0, high: f64::INFINITY } };
    }
    let (value, dispersion) = (count / weight, crate::past::dispersion(stretches));
    let scale = |stretch: &Stretch| 1.0 / (1.0 + dispersion * value * stretch.weight());
    let count: f64 = present().map(|stretch| scale(stretch) * stretch.count).sum();
    let weight: f64 = present().map(|stretch| scale(stretch) * stretch.weight()).sum();
    Estimate { value, interval: around(rate_interval(count, weight), value) }
}

/// Jeffreys' interval of 95 % of a rate, after a count in that much exposure.
pub(crate) fn rate_interval(count: f64, exposure: f64) -> Interval {
    let [low, high] = whole(count).map_or_else(|| jeffreys(count), |n| *WHOLE[n].get_or_init(|| jeffreys(count)));
    Interval { low: low / exposure, high: high / exposure }
}

/// Bounds after a count in an exposure of 1.
fn jeffreys(count: f64) -> [f64; 2] {
    let low = if count > 0.0 { gamma_quantile(count + 0.5, 0.025) } else { 0.0 };
    [low, gamma_quantile(count + 0.5, 0.975)]
}

/// Those after whole counts, each found once: they are most of what a series costs.
static WHOLE: [OnceLock<[f64; 2]>; 1024] = [const { OnceLock::new() }; 1024];

fn whole(count: f64) -> Option<usize> {
    let n = count as usize;
    (n < WHOLE.len() && n as f64 == count).then_some(n)
}

fn around(interval: Interval, value: f64) -> Interval {
    Interval { low: interval.low.min(value), high: interval.high.max(value) }
}

/// When a slope began that tells the counts better than a step does; none if none does.
fn sloped(pair: &Pair, alarm: &Alarm) -> Option<Placed> {
    let end = (alarm.slice_idx + AFTERWARD).min(pair.calendar.slices.len() - 1);
    let past_begin = alarm.past_begin.max((alarm.past_end + 1).saturating_sub(MOST_PAST));
    let first = alarm.past_end.saturating_sub(AFTERWARD).max(past_begin + 1).min(alarm.slice_idx);
    if alarm.measure == Measure::Balance || end + 1 - first < LEAST_FOR_SLOPE {
        return None;
    }
    let stretches = stretches(pair, quantity(alarm.measure), past_begin, end, alarm.past_end);
    let past = Past::of(&stretches[..=alarm.past_end - past_begin], &alarm.prior);
    let rows: Vec<(f64, f64)> =
        stretches[first - past_begin..].iter().map(|stretch| (stretch.count, past.mean(stretch))).collect();
    let each = |ln_likelihood: &dyn Fn(usize) -> f64| (0..=alarm.slice_idx - first).map(ln_likelihood).collect();
    let steps: Vec<f64> = each(&|cut| ln_likelihood_of_step(&rows, cut, past.dispersion()));
    let slopes: Vec<f64> = each(&|cut| ln_likelihood_of_slope(&rows, cut, past.dispersion(), alarm.is_upward));
    let best = |logs: &[f64]| logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    (best(&slopes) > best(&steps) + SLOPE_MARGIN).then(|| Placed::from_logs(first, &slopes, 0.0))
}

/// Counts and what was expected of them; from row `cut` on the rate is another one.
fn ln_likelihood_of_step(rows: &[(f64, f64)], cut: usize, dispersion: f64) -> f64 {
    let since = rows[cut..].iter().fold((0.0, 0.0), |sum, row| (sum.0 + row.0, sum.1 + row.1));
    let factor = (since.0 / since.1.max(1e-9)).max(1e-3);
    ln_likelihood(rows, dispersion, |idx| if idx < cut { 1.0 } else { factor })
}

/// From row `cut` on the rate grows or falls, slice by slice, by the best of some slopes.
fn ln_likelihood_of_slope(rows: &[(f64, f64)], cut: usize, dispersion: f64, is_upward: bool) -> f64 {
    let sign = if is_upward { 1.0 } else { -1.0 };
    let grown = |slope: f64| move |idx: usize| if idx < cut { 1.0 } else { exp(sign * slope * (idx + 1 - cut) as f64) };
    SLOPES.iter().map(|&slope| ln_likelihood(rows, dispersion, grown(slope))).fold(f64::NEG_INFINITY, f64::max)
}

/// Negative binomial, but for what does not depend on the means.
fn ln_likelihood(rows: &[(f64, f64)], dispersion: f64, factor: impl Fn(usize) -> f64) -> f64 {
    let row = |(idx, &(count, expected)): (usize, &(f64, f64))| {
        let mean = expected * factor(idx);
        if expected <= 0.0 { 0.0 } else { count * ln(mean) - (count + 1.0 / dispersion) * ln(1.0 + dispersion * mean) }
    };
    rows.iter().enumerate().map(row).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_per_whole_slice_at_usual_volume() {
        let half = Stretch { count: 6.0, exposure: 0.5, volume: 0.0, year: 0.0, wave: (1.0, 0.0) };
        let doubled = Stretch { count: 24.0, exposure: 1.0, volume: ln(2.0), year: 0.0, wave: (1.0, 0.0) };
        let missing = Stretch { count: 9.0, exposure: 0.0, volume: 0.0, year: 0.0, wave: (1.0, 0.0) };
        let rate = rate(&[half, doubled, missing]);
        assert!((rate.value - 12.0).abs() < 1e-12);
        assert!(rate.interval.low > 6.0 && rate.interval.low < 10.0 && rate.interval.high < 21.0, "{rate:?}");
    }

    #[test]
    fn jeffreys_intervals_are_those_of_the_tables() {
        let none = rate_interval(0.0, 1.0);
        assert!(none.low == 0.0 && (none.high - 2.5119).abs() < 1e-3, "{none:?}");
        let ten = rate_interval(10.0, 2.0);
        assert!((ten.low - 2.5706).abs() < 1e-3 && (ten.high - 8.8698).abs() < 1e-3, "{ten:?}");
    }
}
