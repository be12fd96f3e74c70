//! The share of cooperation among the happenings of a pair.
//!
//! Given how many happenings there are, the share does not depend on the news volume. It is held against a beta-binomial
//! distribution whose excess over the binomial comes from the dispersion of both counts. Source: Johnson, Kemp and Kotz 2005,
//! section 6.9.2.

use crate::Measure;
use crate::pair::Pair;
use crate::scan::{Alarm, Expectation, LEAST_HAPPENINGS, LEAST_PAST, Since};
use crate::special::{beta_cumulative, exp, ln_beta, ln_gamma, sqrt};
use std::ops::RangeInclusive;

/// Months of the past that count: three years, for balances drift.
const MOST_PAST: usize = 36;

/// Drift of the log odds in the past that is no change, one standard deviation.
const DRIFT: f64 = 0.2;

/// Happenings of a window beyond which a continuous distribution stands in.
const MOST_COUNTED: f64 = 500.0;

/// Dispersion of each count that is usual, as in the model of counts.
const DISPERSION: f64 = 0.06;

/// Standard deviations below which no tail is computed.
const NEAR: f64 = 1.8;

/// Counts of cooperation among all.
#[derive(Clone, Copy, PartialEq, Default, Debug)]
pub(crate) struct Shared {
    pub(crate) n_cooperation: f64,
    pub(crate) n: f64,
    /// Sum of `n * (n - 1)` over slices, by which happenings of one slice are alike.
    pub(crate) alike: f64,
}

/// What share was usual.
pub(crate) struct Share {
    mean: f64,
    /// Variance of what is not known of the mean.
    doubt: f64,
    /// Correlation of two happenings of one slice.
    correlation: f64,
    end: usize,
}

impl Shared {
    /// Counts of whole slices.
    pub(crate) fn of(pair: &Pair, slices: impl IntoIterator<Item = usize>) -> Shared {
        let mut shared = Shared::default();
        for slice_idx in slices {
            shared.add(pair, pair.whole(slice_idx));
        }
        shared
    }

    /// Counts of one slice up to a look.
    pub(crate) fn of_look(pair: &Pair, look_idx: usize) -> Shared {
        let mut shared = Shared::default();
        shared.add(pair, look_idx);
        shared
    }

    fn add(&mut self, pair: &Pair, look_idx: usize) {
        let (cooperation, conflict) = pair.counts(look_idx);
        let n = cooperation + conflict;
        self.n_cooperation += cooperation;
        self.n += n;
        self.alike += n * (n - 1.0).max(0.0);
    }

    /// By how much the variance is above the binomial one; at least 1.
    pub(crate) fn excess(&self, correlation: f64) -> f64 {
        if self.n > 0.0 { 1.0 + correlation * self.alike / self.n } else { 1.0 }
    }

    /// The share, drawn to one half by one happening.
    pub(crate) fn mean(&self) -> f64 {
        (self.n_cooperation + 0.5) / (self.n + 1.0)
    }
}

impl Share {
    /// The past that `alarm` left.
    pub(crate) fn left_by(pair: &Pair, alarm: &Alarm) -> Option<Share> {
        let since = Since { begin: alarm.past_begin, prior: alarm.prior, least: 1 };
        Share::made(pair, alarm.measure, &since, alarm.past_end, None)
    }

    /// Correlation of two happenings of one slice.
    pub(crate) fn correlation(&self) -> f64 {
        self.correlation
    }
}

impl Expectation for Share {
    fn made(pair: &Pair, _measure: Measure, since: &Since, end: usize, _last: Option<&Share>) -> Option<Share> {
        let begin = since.begin.max((end + 1).saturating_sub(MOST_PAST));
        let past = Shared::of(pair, begin..=end);
        if end + 1 - begin < since.least || past.n < LEAST_PAST as f64 {
            return None;
        }
        let mean = past.mean();
        let spread = mean * (1.0 - mean);
        let correlation = correlation(pair, begin..=end, mean);
        let doubt = spread * past.excess(correlation) / (past.n + 2.0) + (DRIFT * spread) * (DRIFT * spread);
        Some(Share { mean, doubt, correlation, end })
    }

    fn tail(&self, pair: &Pair, length: usize, look: usize) -> Option<(f64, bool)> {
        let last = self.end + length;
        let mut window = Shared::of(pair, self.end + 1..last);
        window.add(pair, pair.calendar.slices[last].looks.start + look);
        let spread = self.mean * (1.0 - self.mean);
        let variance = window.n * spread * window.excess(self.correlation) + window.n * window.n * self.doubt;
        let distance = window.n_cooperation - window.n * self.mean;
        if window.n < LEAST_HAPPENINGS || distance * distance < NEAR * NEAR * variance {
            return None;
        }
        let excess = (variance / (window.n * spread)).max(1.0);
        let (lower, upper) = tails(window.n_cooperation, window.n, self.mean, excess);
        Some(if distance > 0.0 { (upper, true) } else { (lower, false) })
    }

    fn cost(&self) -> f64 {
        1.0
    }
}

/// How far happenings of one slice are alike, by weighted least squares, drawn to what the dispersion of counts leads to expect.
fn correlation(pair: &Pair, slices: RangeInclusive<usize>, mean: f64) -> f64 {
    let spread = mean * (1.0 - mean);
    let usual = 2.0 * DISPERSION * spread;
    let (mut excess, mut information) = (usual / (usual * usual), 1.0 / (usual * usual));
    for slice_idx in slices {
        let (cooperation, conflict) = pair.counts(pair.whole(slice_idx));
        let n = cooperation + conflict;
        let (binomial, pairs) = (n * spread, n * (n - 1.0).max(0.0) * spread);
        let scale = binomial * (1.0 + (n - 1.0) * usual);
        if pairs > 0.0 {
            let weight = pairs / (2.0 * scale * scale + binomial);
            excess += weight * ((cooperation - n * mean) * (cooperation - n * mean) - binomial);
            information += weight * pairs;
        }
    }
    (excess / information + 0.5 / sqrt(information)).clamp(1e-4, 0.9)
}

/// Probabilities of fewer and of more than `count` of `n`, each with half that of `count` itself.
///
/// Beta-binomial with the given mean and a variance `excess` times the binomial.
fn tails(count: f64, n: f64, mean: f64, excess: f64) -> (f64, f64) {
    let excess = excess.min(0.98 * n.max(1.0)).max(1.0 + 1e-6);
    let total = ((n - excess) / (excess - 1.0)).max(0.05);
    let (a, b) = (mean * total, (1.0 - mean) * total);
    if n > MOST_COUNTED {
        // A beta distribution of the share with the same variance.
        let sum = n / excess - 1.0;
        let lower = beta_cumulative(count / n, mean * sum.max(0.1), (1.0 - mean) * sum.max(0.1));
        return (lower, 1.0 - lower);
    }
    let at = exp(ln_choose(n, count) + ln_beta(count + a, n - count + b) - ln_beta(a, b));
    if count > n * mean {
        let upper = (sum_upward(at, count, n, a, b) - 0.5 * at).clamp(0.0, 1.0);
        (1.0 - upper, upper)
    } else {
        let lower = (sum_upward(at, n - count, n, b, a) - 0.5 * at).clamp(0.0, 1.0);
        (lower, 1.0 - lower)
    }
}

/// Sum of the probabilities from `count`, whose own is `at`, to `n`.
fn sum_upward(at: f64, count: f64, n: f64, a: f64, b: f64) -> f64 {
    let (mut sum, mut term, mut k) = (at, at, count);
    while k < n {
        let below = (b + n - k - 1.0).max(1e-12);
        term *= (n - k) / (k + 1.0) * (a + k) / below;
        sum += term;
        k += 1.0;
    }
    sum
}

fn ln_choose(n: f64, k: f64) -> f64 {
    ln_gamma(n + 1.0) - ln_gamma(k + 1.0) - ln_gamma(n - k + 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: (f64, f64), expected: (f64, f64)) {
        assert!(
            (found.0 - expected.0).abs() < 1e-4 && (found.1 - expected.1).abs() < 1e-4,
            "{found:?}, not {expected:?}"
        );
    }

    #[test]
    fn without_excess_tails_are_binomial() {
        close(tails(3.0, 3.0, 0.5, 1.0), (1.0 - 1.0 / 16.0, 1.0 / 16.0));
        close(tails(0.0, 4.0, 0.5, 1.0), (1.0 / 32.0, 31.0 / 32.0));
        close(tails(2.0, 2.0, 0.25, 1.0), (1.0 - 1.0 / 32.0, 1.0 / 32.0));
    }

    #[test]
    fn a_uniform_share_makes_all_counts_alike() {
        // With a = b = 1 the variance is n (n + 2) / 12, (n + 2) / 3 times the binomial one.
        close(tails(4.0, 4.0, 0.5, 2.0), (0.9, 0.1));
        close(tails(3.0, 4.0, 0.5, 2.0), (0.7, 0.3));
    }

    #[test]
    fn large_counts_go_on_where_small_ones_end() {
        let (_, counted) = tails(290.0, 500.0, 0.5, 3.0);
        let (_, continuous) = tails(290.58, 501.0, 0.5, 3.0);
        assert!((counted / continuous - 1.0).abs() < 0.1, "{counted} {continuous}");
    }
}
