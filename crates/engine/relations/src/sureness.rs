//! How sure a change is.
//!
//! Bayes' rule says how far counts speak for a change if the model is right. It is not quite: waves, slopes and the effect of the
//! news are known by halves, which misleads the more the busier a pair is and the longer one looks, and only what raised an alarm
//! is asked about. So the odds that are stated are those that the simulation found true, by logistic regression on what Bayes'
//! rule says, the level, the months since, and how far the news changed.

use crate::Measure;
use crate::special::{exp, ln};

/// What makes stated odds of a changed count true ones: the factors of [`Evidence::covariates`].
///
/// Measured by `simulate -- calibrate-sureness`, where a pair changes once in five years.
const OF_COUNTS: [f64; 7] = [1.831, 1.187, 0.363, -0.085, -0.726, -0.698, -0.524];

/// The same of a changed balance.
const OF_BALANCE: [f64; 7] = [-2.339, 0.931, 0.622, 0.001, 0.664, 0.0, -1.206];

/// Odds from which on more of them count less: the logarithm of the odds is taken as it is near 0, and logarithmically far off.
const BEND: f64 = 3.0;

/// What odds against a change count: all that is asked about raised an alarm.
const AGAINST: f64 = 0.6;

/// Happenings a month between which the level makes a difference, and in the middle of them.
const LEVELS: (f64, f64) = (0.5, 100.0);
const LEVEL: f64 = 5.0;

/// Happenings a month from which on the level makes another difference, what the model does not know being more than chance.
const BUSY: f64 = 10.0;

/// What tells how sure a change is.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Evidence {
    /// What changed.
    pub measure: Measure,
    /// Logarithm of the odds that it did, by Bayes' rule alone.
    pub log_odds: f64,
    /// Happenings a month to be expected had nothing changed; for balance, happenings a month that there were.
    pub level: f64,
    /// Months watched since the change most probably began.
    pub n_months: f64,
    /// By how much the logarithm of the news volume differs between before and since; 0 for balance, which the news do not touch.
    pub news: f64,
}

impl Evidence {
    /// What the logarithm of true odds is linear in.
    pub fn covariates(&self) -> [f64; 7] {
        let side = if self.log_odds < 0.0 { -AGAINST } else { 1.0 };
        let bent = side * BEND * ln(1.0 + self.log_odds.abs() / BEND);
        let level = ln(self.level.clamp(LEVELS.0, LEVELS.1) / LEVEL);
        let busy = ln(self.level.clamp(BUSY, LEVELS.1) / BUSY);
        [1.0, bent, level, bent * level, ln(self.n_months.max(0.5)), self.news, busy]
    }

    /// The probability that there was a change, as the simulation finds it.
    pub(crate) fn probability(&self) -> f64 {
        let factors = if self.measure == Measure::Balance { OF_BALANCE } else { OF_COUNTS };
        let log_odds: f64 = factors.iter().zip(self.covariates()).map(|(factor, covariate)| factor * covariate).sum();
        1.0 / (1.0 + exp(-log_odds.clamp(-30.0, 30.0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Evidence =
        Evidence { measure: Measure::Cooperation, log_odds: 0.0, level: LEVEL, n_months: 1.0, news: 0.0 };

    #[test]
    fn large_odds_are_bent_and_small_ones_are_not() {
        assert_eq!(PLAIN.covariates(), [1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]);
        // 0.6 times 3 ln(1 + 6 / 3), ln(10 / 5), their product, ln 12.
        let far = Evidence { log_odds: -6.0, level: 10.0, n_months: 12.0, news: 0.7, ..PLAIN }.covariates();
        let expected = [1.0, -1.9775, std::f64::consts::LN_2, -1.3707, 2.4849, 0.7, 0.0];
        assert!(far.iter().zip(expected).all(|(one, other)| (one - other).abs() < 1e-3), "{far:?}");
        let near = Evidence { log_odds: 0.1, ..PLAIN }.covariates()[1];
        assert!((near - 0.1).abs() < 0.002, "{near}");
    }

    #[test]
    fn more_evidence_is_surer_at_every_level() {
        for measure in [Measure::Cooperation, Measure::Balance] {
            for level in [0.0, 0.3, 1.0, 4.0, 20.0, 80.0, 1e6] {
                let stated = |log_odds| Evidence { measure, log_odds, level, n_months: 6.0, news: 0.0 }.probability();
                let odds = [-40.0, -3.0, 0.0, 2.0, 5.0, 9.0, 30.0];
                assert!(odds.windows(2).all(|pair| stated(pair[0]) < stated(pair[1])), "{measure:?} at {level}");
            }
        }
    }

    #[test]
    fn the_same_odds_are_surer_of_a_calm_small_pair_than_of_a_busy_one() {
        let stated = |level| Evidence { log_odds: 5.0, level, n_months: 12.0, ..PLAIN }.probability();
        assert!(stated(1.0) > stated(40.0), "{} {}", stated(1.0), stated(40.0));
    }
}
