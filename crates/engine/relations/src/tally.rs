//! Sums over happenings.

use crate::{Happening, Quantity};
use ontology::Quad;

/// What the happenings of one period add up to.
#[derive(Clone, Copy, PartialEq, Default, Debug)]
pub struct Tally {
    /// Happenings of all four quad categories.
    pub n_happenings: u64,
    /// Event mentions of these happenings.
    pub n_mentions: u64,
    /// Happenings by quad category, in the order 1 to 4.
    pub by_quad: [u64; 4],
    /// Sum of PLOVER's scores.
    pub score_sum: f64,
    /// Happenings that have a score.
    pub n_scored: u64,
    /// Sum of Goldstein's scores.
    pub goldstein_sum: f64,
    /// Happenings that have a Goldstein score.
    pub n_goldstein: u64,
}

impl Tally {
    /// Happenings of one quad category.
    pub fn quad(&self, quad: Quad) -> u64 {
        self.by_quad[quad as usize - 1]
    }

    /// Happenings of quad categories 1 and 2, or 3 and 4.
    pub fn count(&self, quantity: Quantity) -> u64 {
        match quantity {
            Quantity::Cooperation => self.by_quad[0] + self.by_quad[1],
            Quantity::Conflict => self.by_quad[2] + self.by_quad[3],
        }
    }

    /// Mean of PLOVER's scores; none without happenings.
    pub fn mean_score(&self) -> Option<f64> {
        mean(self.score_sum, self.n_scored)
    }

    /// Mean of Goldstein's scores; none if no happening has one.
    pub fn mean_goldstein(&self) -> Option<f64> {
        mean(self.goldstein_sum, self.n_goldstein)
    }

    /// Cooperation's share of all happenings; none without happenings.
    pub fn balance(&self) -> Option<f64> {
        mean(self.count(Quantity::Cooperation) as f64, self.n_happenings)
    }

    pub(crate) fn add(&mut self, happening: &Happening) {
        self.n_happenings += 1;
        self.n_mentions += u64::from(happening.n_mentions);
        self.by_quad[happening.quad as usize - 1] += 1;
        add_finite(&mut self.score_sum, &mut self.n_scored, Some(happening.score));
        add_finite(&mut self.goldstein_sum, &mut self.n_goldstein, happening.goldstein);
    }
}

fn add_finite(sum: &mut f64, n: &mut u64, value: Option<f64>) {
    if let Some(value) = value.filter(|value| value.is_finite()) {
        *sum += value.clamp(-10.0, 10.0);
        *n += 1;
    }
}

fn mean(sum: f64, n: u64) -> Option<f64> {
    (n > 0).then(|| sum / n as f64)
}
