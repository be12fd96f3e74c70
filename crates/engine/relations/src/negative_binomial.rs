//! Counts that vary more than Poisson's.
//!
//! Parameters are mean and size: the variance is `mean + mean² / size`, and Poisson is the limit of a large size. Source:
//! Johnson, Kemp and Kotz 2005, Univariate Discrete Distributions, chapter 5.

use crate::Interval;
use crate::special::{beta_cumulative, exp, gamma_cumulative, ln, ln_gamma};

/// A size from which on the difference to Poisson does not show.
const POISSON_SIZE: f64 = 1e7;

/// The distribution of a count.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct NegativeBinomial {
    /// At least 0.
    pub(crate) mean: f64,
    /// Above 0, perhaps infinite.
    pub(crate) size: f64,
}

impl NegativeBinomial {
    /// The one of that mean and variance; Poisson if the variance is not above the mean.
    pub(crate) fn with_variance(mean: f64, variance: f64) -> NegativeBinomial {
        let excess = variance - mean;
        let size = if excess > 0.0 { mean * mean / excess } else { f64::INFINITY };
        NegativeBinomial { mean, size: size.max(1e-6) }
    }

    /// Probability of a count of at most `count`; `count` may lie between whole numbers, which interpolates smoothly.
    pub(crate) fn at_most(&self, count: f64) -> f64 {
        if count < 0.0 {
            return 0.0;
        }
        if self.mean <= 0.0 {
            return 1.0;
        }
        if self.size > POISSON_SIZE {
            return 1.0 - gamma_cumulative(count + 1.0, self.mean);
        }
        beta_cumulative(self.size / (self.size + self.mean), self.size, count + 1.0)
    }

    /// Probability of `count` itself.
    pub(crate) fn exactly(&self, count: f64) -> f64 {
        if self.mean <= 0.0 {
            return if count == 0.0 { 1.0 } else { 0.0 };
        }
        if self.size > POISSON_SIZE {
            return exp(count * ln(self.mean) - self.mean - ln_gamma(count + 1.0));
        }
        let total = self.size + self.mean;
        exp(ln_gamma(self.size + count) - ln_gamma(self.size) - ln_gamma(count + 1.0)
            + self.size * ln(self.size / total)
            + count * ln(self.mean / total))
    }

    /// Probability of more than `count`, and half that of `count` itself.
    ///
    /// The half makes the mean of what is found under the hypothesis one half, however coarse the counts are (Lancaster 1961).
    pub(crate) fn upper_tail(&self, count: f64) -> f64 {
        (1.0 - self.at_most(count) + 0.5 * self.exactly(count)).clamp(0.0, 1.0)
    }

    /// Probability of fewer than `count`, and half that of `count` itself.
    pub(crate) fn lower_tail(&self, count: f64) -> f64 {
        (self.at_most(count) - 0.5 * self.exactly(count)).clamp(0.0, 1.0)
    }

    /// The counts that cut off half of `1 - level` on each side.
    pub(crate) fn interval(&self, level: f64) -> Interval {
        let outside = 0.5 * (1.0 - level);
        Interval { low: self.quantile(outside), high: self.quantile(1.0 - outside) }
    }

    /// The lowest count that is not exceeded with at least that probability.
    fn quantile(&self, probability: f64) -> f64 {
        let mut high = 1.0;
        while self.at_most(high) < probability && high < 1e15 {
            high *= 2.0;
        }
        let mut low = -1.0;
        while high - low > 1.0 {
            let middle = ((low + high) / 2.0).floor();
            if self.at_most(middle) < probability { low = middle } else { high = middle }
        }
        high
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: f64, expected: f64) {
        assert!((found - expected).abs() < 1e-9, "expected {expected}, found {found}");
    }

    #[test]
    fn size_one_is_geometric() {
        let geometric = NegativeBinomial { mean: 3.0, size: 1.0 };
        for count in 0..6 {
            close(geometric.exactly(f64::from(count)), 0.25 * 0.75_f64.powi(count));
            close(geometric.at_most(f64::from(count)), 1.0 - 0.75_f64.powi(count + 1));
        }
        close(geometric.upper_tail(0.0), 0.75 + 0.125);
        close(geometric.lower_tail(0.0), 0.125);
    }

    #[test]
    fn without_excess_it_is_poisson() {
        let poisson = NegativeBinomial::with_variance(2.0, 2.0);
        close(poisson.exactly(2.0), 2.0 * exp(-2.0));
        close(poisson.at_most(1.0), 3.0 * exp(-2.0));
        assert_eq!(poisson.interval(0.95), Interval { low: 0.0, high: 5.0 });
    }

    #[test]
    fn both_tails_make_one() {
        for (mean, size) in [(0.2, 0.5), (4.0, 3.0), (60.0, 20.0), (1000.0, f64::INFINITY)] {
            let counts = NegativeBinomial { mean, size };
            for count in [0.0, 1.0, 5.0, 70.0] {
                close(counts.upper_tail(count) + counts.lower_tail(count), 1.0);
            }
        }
    }

    #[test]
    fn nothing_expected_is_nothing() {
        let nothing = NegativeBinomial::with_variance(0.0, 0.0);
        assert_eq!((nothing.at_most(0.0), nothing.exactly(1.0)), (1.0, 0.0));
        assert_eq!(nothing.interval(0.8), Interval { low: 0.0, high: 0.0 });
    }
}
