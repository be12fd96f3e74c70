//! When a change began, and the evidence that there was one.
//!
//! Bayes' rule over the months that it may have begun in: on both sides of a month the rate (or the share) is one unknown
//! number. Counts are first divided by how much they vary beyond Poisson or binomial, which makes both integrals elementary.
//! Sources: Smith 1975, Biometrika 62, 407; Adams and MacKay 2007 for the same integrals used online.

use crate::Measure;
use crate::balance::{Share, Shared};
use crate::pair::Pair;
use crate::past::{Past, Prior};
use crate::scan::{Alarm, MOST_PAST, quantity, stretches};
use crate::special::{exp, ln, ln_beta, ln_gamma};
use crate::sureness::Evidence;

/// Slices before the end of the past that was left, in which a change may still have begun.
const BEFORE: usize = 5;

/// Probability beforehand that a relation changes in a given month: once in five years.
const HAZARD: f64 = 1.0 / 60.0;

/// What is added to the dispersion, because wave, slope and effect of the volume are not known as they are taken to be.
const DOUBT: f64 = 0.1;

/// Shape and rate of the prior of a rate against what the past foretold.
const PRIOR: f64 = 1.0;

/// Slices in which a change may have begun, each with its probability.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Placed {
    first: usize,
    probabilities: Vec<f64>,
    /// Logarithm of the odds that there was a change, by Bayes' rule alone.
    log_odds: f64,
}

/// What one slice says, or several.
#[derive(Clone, Copy, PartialEq, Default, Debug)]
struct Weighed {
    /// What was counted, and of how much, both divided by the excess of the variance.
    count: f64,
    expected: f64,
    /// Happenings to be expected had nothing changed; for balance, those that there were.
    usual: f64,
    /// Slices that were watched.
    exposure: f64,
    /// Logarithms of the news volume, each times what was watched.
    volume: f64,
}

impl Weighed {
    /// A sum divided by the slices that were watched; 0 if none was.
    fn each(&self, sum: f64) -> f64 {
        if self.exposure > 0.0 { sum / self.exposure } else { 0.0 }
    }
}

impl Placed {
    /// Where the change of `alarm` began, by the slices up to `end`, the last of them up to look `look_idx`; and what tells how
    /// sure it is.
    pub(crate) fn of(pair: &Pair, alarm: &Alarm, end: usize, look_idx: usize) -> (Placed, Evidence) {
        let begin = alarm.past_begin.max((alarm.past_end + 1).saturating_sub(MOST_PAST));
        let weighed = match alarm.measure {
            Measure::Balance => weighed_shares(pair, alarm, begin, end, look_idx),
            _ => weighed_counts(pair, alarm, begin, end, look_idx),
        };
        let marginal = match alarm.measure {
            Measure::Balance => ln_share_marginal,
            _ => ln_rate_marginal,
        };
        let first = alarm.past_end.saturating_sub(BEFORE).max(begin + 1).min(alarm.slice_idx);
        let logs: Vec<f64> = (first..=alarm.slice_idx)
            .map(|idx| marginal(sum(&weighed[..idx - begin])) + marginal(sum(&weighed[idx - begin..])))
            .collect();
        let placed = Placed::from_logs(first, &logs, marginal(sum(&weighed)));
        let (before, since) = weighed.split_at(placed.best() - begin);
        let (before, since) = (sum(before), sum(since));
        let evidence = Evidence {
            measure: alarm.measure,
            log_odds: placed.log_odds,
            level: since.each(since.usual),
            n_months: since.exposure,
            news: (since.each(since.volume) - before.each(before.volume)).abs(),
        };
        (placed, evidence)
    }

    /// The most probable slice.
    pub(crate) fn best(&self) -> usize {
        let best = (0..self.probabilities.len())
            .rev()
            .max_by(|&one, &other| self.probabilities[one].total_cmp(&self.probabilities[other]));
        self.first + best.unwrap_or(0)
    }

    /// The first and the last slice of the interval that holds the beginning with probability 0.9.
    pub(crate) fn interval(&self) -> (usize, usize) {
        let until = |level: f64| {
            let mut sum = 0.0;
            let reached = self.probabilities.iter().position(|probability| {
                sum += probability;
                sum >= level
            });
            self.first + reached.unwrap_or(self.probabilities.len() - 1)
        };
        (until(0.05).min(self.best()), until(0.95).max(self.best()))
    }

    /// By the logarithms of the likelihoods of slices from `first` on, and of no change.
    pub(crate) fn from_logs(first: usize, logs: &[f64], log_of_none: f64) -> Placed {
        let highest = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let scaled: Vec<f64> = logs.iter().map(|log| exp(log - highest)).collect();
        let total: f64 = scaled.iter().sum();
        let before = (HAZARD * logs.len() as f64).min(0.5);
        let log_odds = highest + ln(total / logs.len() as f64) - log_of_none + ln(before / (1.0 - before));
        let probabilities = scaled.iter().map(|value| value / total).collect();
        Placed { first, probabilities, log_odds }
    }
}

/// The slice in which the change of `alarm` most probably began, by what was known at the alarm.
pub(crate) fn begin(pair: &Pair, alarm: &Alarm) -> usize {
    Placed::of(pair, alarm, alarm.slice_idx, alarm.look_idx).0.best()
}

/// What is supposed of the measure once it changed, by the past that it left.
pub(crate) fn prior_after(pair: &Pair, alarm: &Alarm) -> Prior {
    if alarm.measure == Measure::Balance {
        return Prior::ANY;
    }
    let begin = alarm.past_begin.max((alarm.past_end + 1).saturating_sub(MOST_PAST));
    let stretches = stretches(pair, quantity(alarm.measure), begin, alarm.past_end, alarm.past_end);
    Past::of(&stretches, &alarm.prior).prior_after_change()
}

fn weighed_counts(pair: &Pair, alarm: &Alarm, begin: usize, end: usize, look_idx: usize) -> Vec<Weighed> {
    let quantity = quantity(alarm.measure);
    let mut stretches = stretches(pair, quantity, begin, end, alarm.past_end);
    let past = Past::of(&stretches[..=alarm.past_end - begin], &alarm.prior);
    if let Some(last) = stretches.last_mut() {
        *last = pair.stretch(quantity, end, look_idx, &pair.usual(alarm.past_end, MOST_PAST));
    }
    let expected: Vec<f64> = stretches.iter().map(|stretch| past.mean(stretch)).collect();
    let since = alarm.past_end + 1 - begin;
    let count_since: f64 = stretches[since..].iter().filter(|one| !one.is_missing()).map(|one| one.count).sum();
    let ratio = (count_since / expected[since..].iter().sum::<f64>().max(1e-9)).max(1.0);
    let weigh = |(idx, stretch): (usize, &crate::past::Stretch)| {
        let mean = expected[idx] * if idx < since { 1.0 } else { ratio };
        let weight = 1.0 / (1.0 + (past.dispersion() + DOUBT) * mean);
        if stretch.is_missing() {
            return Weighed::default();
        }
        let (count, usual) = (stretch.count, expected[idx]);
        let (exposure, volume) = (stretch.exposure, stretch.exposure * stretch.volume);
        Weighed { count: weight * count, expected: weight * usual, usual, exposure, volume }
    };
    stretches.iter().enumerate().map(weigh).collect()
}

fn weighed_shares(pair: &Pair, alarm: &Alarm, begin: usize, end: usize, look_idx: usize) -> Vec<Weighed> {
    let correlation = Share::left_by(pair, alarm).map_or(0.0, |share| share.correlation());
    let weigh = |slice_idx| {
        let look_idx = if slice_idx == end { look_idx } else { pair.whole(slice_idx) };
        let (shared, exposure) = (Shared::of_look(pair, look_idx), pair.calendar.looks[look_idx].exposure);
        let (count, usual, excess) = (shared.n_cooperation, shared.n, shared.excess(correlation));
        Weighed { count: count / excess, expected: usual / excess, usual, exposure, volume: 0.0 }
    };
    (begin..=end).map(weigh).collect()
}

fn sum(weighed: &[Weighed]) -> Weighed {
    weighed.iter().fold(Weighed::default(), |sum, one| Weighed {
        count: sum.count + one.count,
        expected: sum.expected + one.expected,
        usual: sum.usual + one.usual,
        exposure: sum.exposure + one.exposure,
        volume: sum.volume + one.volume,
    })
}

/// Logarithm of the probability of a count, the rate integrated out, but for what does not depend on where the cut is.
fn ln_rate_marginal(Weighed { count, expected, .. }: Weighed) -> f64 {
    PRIOR * ln(PRIOR) - ln_gamma(PRIOR) + ln_gamma(PRIOR + count) - (PRIOR + count) * ln(PRIOR + expected)
}

fn ln_share_marginal(Weighed { count, expected: n, .. }: Weighed) -> f64 {
    ln_beta(1.0 + count, 1.0 + (n - count).max(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_logs_leave_all_as_it_was_beforehand() {
        let placed = Placed::from_logs(10, &[0.0; 4], 0.0);
        assert_eq!((placed.interval(), placed.best()), ((10, 13), 10));
        // Odds of 4 in 60 beforehand, which no evidence changes: 1 in 14.
        assert!((placed.log_odds - ln(1.0 / 14.0)).abs() < 1e-12);
    }

    #[test]
    fn a_cut_where_the_rate_doubles_is_found() {
        let one = Weighed { count: 10.0, expected: 10.0, ..Weighed::default() };
        let weighed: Vec<Weighed> =
            (0..20).map(|n| if n < 12 { one } else { Weighed { count: 20.0, ..one } }).collect();
        let logs: Vec<f64> =
            (1..20).map(|k| ln_rate_marginal(sum(&weighed[..k])) + ln_rate_marginal(sum(&weighed[k..]))).collect();
        let placed = Placed::from_logs(1, &logs, ln_rate_marginal(sum(&weighed)));
        assert_eq!(placed.best(), 12);
        assert!(placed.interval().0 >= 10 && placed.interval().1 <= 14, "{placed:?}");
        assert!((placed.log_odds - 11.1).abs() < 0.5, "{placed:?}");
    }
}
