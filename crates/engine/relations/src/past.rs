//! What is to be expected of a pair, given its own past and the news volume.
//!
//! A log-linear model of negative binomial counts with level, slope, one yearly wave, and the news volume, whose effect is
//! about proportional. All coefficients have normal priors, so that a short past is no trouble and what is not known widens the
//! forecast. Fitted by Fisher scoring. Sources: McCullagh and Nelder 1989, sections 2.5 and 11.2; Noufaily and others 2013 for
//! forecasts of counts under surveillance with trend, season and overdispersion.

use crate::negative_binomial::NegativeBinomial;
use crate::special::{exp, ln, sqrt};

/// Level, slope a year, cosine and sine of the yearly wave, departure of the volume's effect from proportional.
const WIDTH: usize = 5;

/// Standard deviations of the priors. A slope of 0.12 is 13 % a year; a wave of 0.13 in each part 18 % up and down; happenings
/// grow with the volume to a power between 0.5 and 1.5.
const SPREAD: [f64; WIDTH] = [2.0, 0.12, 0.13, 0.13, 0.25];

/// Mean of the prior of the level: one happening in three periods.
const LEVEL: f64 = -1.1;

/// Standard deviation of the logarithm of a level after a change, around the level before.
const LEVEL_AFTER_CHANGE: f64 = 0.5;

/// Mean and standard deviation of the prior of dispersion, the inverse of a size: sizes of 10 to 50 are usual.
const DISPERSION: (f64, f64) = (0.06, 0.08);

const SQRT_3: f64 = 1.732_050_807_568_877_2;

/// No series is taken for closer to Poisson than that.
const LEAST_DISPERSION: f64 = 0.005;

/// Standard errors by which the dispersion is taken for larger when a tail is computed: what is measured too low makes alarms,
/// what is measured too high makes none. Chosen by simulation, as is [`MOST_DOUBT`].
const CAUTION: f64 = 0.6;

/// The largest standard deviation of the logarithm of the dispersion.
const MOST_DOUBT: f64 = 0.9;

/// A stretch of time of one pair.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Stretch {
    /// Happenings counted.
    pub(crate) count: f64,
    /// The part of a period that was watched, in `0.0..=1.0`; 0.0 is missing.
    pub(crate) exposure: f64,
    /// Logarithm of the news volume while watched, against the usual.
    pub(crate) volume: f64,
    /// Its middle, in years since any fixed day.
    pub(crate) year: f64,
    /// Cosine and sine of the yearly wave there.
    pub(crate) wave: (f64, f64),
}

/// What is supposed of a pair before its counts are seen.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Prior {
    means: [f64; WIDTH],
    spreads: [f64; WIDTH],
    /// The year at which the level holds.
    origin: f64,
}

/// What the past of a pair says of its future.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Past {
    coefficients: [f64; WIDTH],
    covariance: [[f64; WIDTH]; WIDTH],
    dispersion: f64,
    /// Standard error of the dispersion, as a part of it.
    doubt: f64,
    origin: f64,
    prior: Prior,
}

impl Prior {
    /// What is supposed of any pair.
    pub(crate) const ANY: Prior = Prior { means: [LEVEL, 0.0, 0.0, 0.0, 0.0], spreads: SPREAD, origin: 0.0 };

    /// The means, the level moved to year `origin`.
    fn means_at(&self, origin: f64) -> [f64; WIDTH] {
        let mut means = self.means;
        means[0] += means[1] * (origin - self.origin);
        means
    }
}

impl Stretch {
    pub(crate) fn is_missing(&self) -> bool {
        self.exposure <= 0.0
    }

    /// What a level of one a period would hold.
    pub(crate) fn weight(&self) -> f64 {
        self.exposure * exp(self.volume)
    }

    fn covariates(&self, origin: f64) -> [f64; WIDTH] {
        [1.0, self.year - origin, self.wave.0, self.wave.1, self.volume]
    }
}

impl Past {
    /// The model of `stretches`, in the order of time; what is missing is passed over.
    pub(crate) fn of(stretches: &[Stretch], prior: &Prior) -> Past {
        Past::following(stretches, prior, None)
    }

    /// The same, faster if `last` is the model of nearly the same stretches.
    pub(crate) fn following(stretches: &[Stretch], prior: &Prior, last: Option<&Past>) -> Past {
        let origin = stretches.last().map_or(0.0, |stretch| stretch.year);
        let rows: Vec<Row> =
            stretches.iter().filter(|stretch| !stretch.is_missing()).map(|one| Row::of(one, origin)).collect();
        let mut past = Past {
            coefficients: last.map_or_else(|| first_guess(&rows, prior.means_at(origin)), |last| last.at(origin)),
            covariance: [[0.0; WIDTH]; WIDTH],
            dispersion: last.map_or(DISPERSION.0, |last| last.dispersion),
            doubt: 0.0,
            origin,
            prior: Prior { means: prior.means_at(origin), spreads: prior.spreads, origin },
        };
        past.scored(&rows, 12);
        past.disperse(&rows);
        past.scored(&rows, 1);
        past
    }

    /// What is supposed of the same pair once its level changed: a new level, near or far from the old, but slope, wave and
    /// effect of the volume as they were known.
    pub(crate) fn prior_after_change(&self) -> Prior {
        let mut spreads = self.prior.spreads;
        for (i, spread) in spreads.iter_mut().enumerate().skip(1) {
            *spread = sqrt(self.covariance[i][i].max(0.0)).max(0.3 * SPREAD[i]);
        }
        spreads[0] = LEVEL_AFTER_CHANGE;
        Prior { means: self.coefficients, spreads, origin: self.origin }
    }

    /// How much counts vary beyond Poisson: the inverse of the size.
    pub(crate) fn dispersion(&self) -> f64 {
        self.dispersion
    }

    /// Happenings of a whole period at the usual news volume, at the end of the past and without the wave.
    pub(crate) fn level(&self) -> f64 {
        exp(self.coefficients[0].clamp(-30.0, 30.0))
    }

    /// Happenings to be expected in `stretch`.
    pub(crate) fn mean(&self, stretch: &Stretch) -> f64 {
        if stretch.is_missing() {
            return 0.0;
        }
        Row::of(stretch, self.origin).mean(&self.coefficients)
    }

    /// The sum of the counts of some stretches, if nothing changes.
    pub(crate) fn forecast<'a>(&self, stretches: impl IntoIterator<Item = &'a Stretch>) -> NegativeBinomial {
        let mut forecast = Forecast::default();
        for stretch in stretches {
            forecast.add(self, stretch);
        }
        forecast.sum(self)
    }

    /// The coefficients, the level moved to year `origin`.
    fn at(&self, origin: f64) -> [f64; WIDTH] {
        let mut coefficients = self.coefficients;
        coefficients[0] += coefficients[1] * (origin - self.origin);
        coefficients
    }

    fn scored(&mut self, rows: &[Row], most_steps: usize) {
        for _ in 0..most_steps {
            if self.step(rows) < 1e-3 {
                break;
            }
        }
    }

    /// Takes the dispersion from the residuals by weighted least squares of their squares, drawn to the prior as far as the
    /// counts are too small to tell.
    fn disperse(&mut self, rows: &[Row]) {
        let n_free: f64 =
            (0..WIDTH).map(|i| 1.0 - self.covariance[i][i] / (self.prior.spreads[i] * self.prior.spreads[i])).sum();
        let n_rows = rows.len() as f64;
        let correction = n_rows / (n_rows - n_free).max(1.0);
        let (mut excess, mut information) = (0.0, 0.0);
        for row in rows {
            let mean = row.mean(&self.coefficients);
            let scale = 1.0 + self.dispersion * mean;
            let residual = row.count - mean;
            let weight = mean * mean / (2.0 * mean * mean * scale * scale + mean);
            excess += weight * (residual * residual * correction - mean);
            information += weight * mean * mean;
        }
        let prior = 1.0 / (DISPERSION.1 * DISPERSION.1);
        let dispersion = (excess + prior * DISPERSION.0) / (information + prior);
        self.dispersion = dispersion.clamp(LEAST_DISPERSION, 2.0);
        self.doubt = 1.0 / sqrt(information + prior) / self.dispersion;
    }

    /// One step of Fisher scoring; how far the coefficients went.
    fn step(&mut self, rows: &[Row]) -> f64 {
        let mut gradient = [0.0; WIDTH];
        let mut information = [[0.0; WIDTH]; WIDTH];
        for row in rows {
            let mean = row.mean(&self.coefficients);
            let scale = 1.0 / (1.0 + self.dispersion * mean);
            for i in 0..WIDTH {
                gradient[i] += row.covariates[i] * (row.count - mean) * scale;
                let weighed = row.covariates[i] * mean * scale;
                information[i][..=i].iter_mut().zip(row.covariates).for_each(|(cell, other)| *cell += weighed * other);
            }
        }
        for i in 0..WIDTH {
            let precision = 1.0 / (self.prior.spreads[i] * self.prior.spreads[i]);
            gradient[i] -= (self.coefficients[i] - self.prior.means[i]) * precision;
            information[i][i] += precision;
        }
        self.covariance = inverse(information);
        let mut length = 0.0_f64;
        for i in 0..WIDTH {
            let change: f64 = (0..WIDTH).map(|j| self.covariance[i][j] * gradient[j]).sum();
            let change = change.clamp(-1.0, 1.0);
            self.coefficients[i] += change;
            length = length.max(change.abs());
        }
        length
    }
}

/// A sum of counts to come, gathered stretch by stretch.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Forecast {
    mean: f64,
    /// Variance beyond Poisson's, were the coefficients known.
    dispersed: f64,
    gradient: [f64; WIDTH],
}

impl Forecast {
    pub(crate) fn add(&mut self, past: &Past, stretch: &Stretch) {
        if stretch.is_missing() {
            return;
        }
        let row = Row::of(stretch, past.origin);
        let mean = row.mean(&past.coefficients);
        self.mean += mean;
        self.dispersed += past.dispersion * mean * mean;
        for i in 0..WIDTH {
            self.gradient[i] += mean * row.covariates[i];
        }
    }

    /// The distribution of the sum.
    pub(crate) fn sum(&self, past: &Past) -> NegativeBinomial {
        self.sum_with(past, 1.0)
    }

    /// Tail probability on the side of `count`, and whether that is the upper; none within `near` standard deviations.
    ///
    /// The dispersion is integrated out over three points (Gauss and Hermite) of its logarithm.
    pub(crate) fn tail(&self, past: &Past, count: f64, near: f64) -> Option<(f64, bool)> {
        let sum = self.sum(past);
        let distance = count - self.mean;
        if distance * distance < near * near * (sum.mean + sum.mean * sum.mean / sum.size) {
            return None;
        }
        let is_upward = distance > 0.0;
        let points = [(-SQRT_3, 1.0 / 6.0), (0.0, 2.0 / 3.0), (SQRT_3, 1.0 / 6.0)];
        let tail = points.into_iter().map(|(place, weight)| {
            let factor = exp(place * past.doubt.min(MOST_DOUBT)) * (1.0 + CAUTION * past.doubt);
            let sum = self.sum_with(past, factor);
            weight * if is_upward { sum.upper_tail(count) } else { sum.lower_tail(count) }
        });
        Some((tail.sum(), is_upward))
    }

    /// The distribution of the sum if the dispersion is multiplied by `factor`.
    fn sum_with(&self, past: &Past, factor: f64) -> NegativeBinomial {
        let unsure: f64 = (0..WIDTH)
            .map(|i| self.gradient[i] * (0..WIDTH).map(|j| past.covariance[i][j] * self.gradient[j]).sum::<f64>())
            .sum();
        NegativeBinomial::with_variance(self.mean, self.mean + factor * self.dispersed + unsure.max(0.0))
    }
}

struct Row {
    covariates: [f64; WIDTH],
    offset: f64,
    count: f64,
}

impl Row {
    fn of(stretch: &Stretch, origin: f64) -> Row {
        let offset = ln(stretch.exposure) + stretch.volume;
        Row { covariates: stretch.covariates(origin), offset, count: stretch.count }
    }

    fn mean(&self, coefficients: &[f64; WIDTH]) -> f64 {
        let sum: f64 = (0..WIDTH).map(|i| self.covariates[i] * coefficients[i]).sum();
        exp((self.offset + sum).clamp(-30.0, 30.0))
    }
}

fn first_guess(rows: &[Row], means: [f64; WIDTH]) -> [f64; WIDTH] {
    let count: f64 = rows.iter().map(|row| row.count).sum();
    let expected: f64 = rows.iter().map(|row| row.mean(&[0.0, means[1], means[2], means[3], means[4]])).sum();
    [ln((count + 0.3) / (expected + 1.0)), means[1], means[2], means[3], means[4]]
}

/// How much neighbors differ beyond Poisson, drawn to the prior as far as the counts are too small to tell.
///
/// Neighbors, because a change of level or trend then weighs only once.
pub(crate) fn dispersion(stretches: &[Stretch]) -> f64 {
    let (mut excess, mut square, mut rate, mut n_pairs) = (0.0, 0.0, 0.0, 0.0);
    let present: Vec<(f64, f64)> =
        stretches.iter().filter(|stretch| !stretch.is_missing()).map(|one| (one.count, one.weight())).collect();
    for pair in present.windows(2) {
        let [(count, weight), (next_count, next_weight)] = [pair[0], pair[1]];
        let mean = (count + next_count) / (weight + next_weight);
        let difference = count / weight - next_count / next_weight;
        excess += difference * difference - mean * (1.0 / weight + 1.0 / next_weight);
        square += 2.0 * (mean * mean - mean / (weight + next_weight));
        rate += mean;
        n_pairs += 1.0;
    }
    if square <= 0.0 || !excess.is_finite() {
        return DISPERSION.0;
    }
    let noise = std::f64::consts::SQRT_2 * (n_pairs / rate + DISPERSION.0) / sqrt(n_pairs);
    let trust = DISPERSION.1 * DISPERSION.1 / (DISPERSION.1 * DISPERSION.1 + noise * noise);
    (trust * excess / square + (1.0 - trust) * DISPERSION.0).clamp(LEAST_DISPERSION, 2.0)
}

/// The inverse of a symmetric positive matrix of which the lower half is given, by Gauss and Jordan.
fn inverse(lower: [[f64; WIDTH]; WIDTH]) -> [[f64; WIDTH]; WIDTH] {
    let mut left = lower;
    let mut right = [[0.0; WIDTH]; WIDTH];
    for i in 0..WIDTH {
        right[i][i] = 1.0;
        for j in i + 1..WIDTH {
            left[i][j] = lower[j][i];
        }
    }
    for i in 0..WIDTH {
        let pivot = left[i][i].max(1e-12);
        for j in 0..WIDTH {
            left[i][j] /= pivot;
            right[i][j] /= pivot;
        }
        for k in (0..WIDTH).filter(|&k| k != i) {
            let factor = left[k][i];
            for j in 0..WIDTH {
                left[k][j] -= factor * left[i][j];
                right[k][j] -= factor * right[i][j];
            }
        }
    }
    right
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::array::from_fn;

    fn wave(year: f64) -> (f64, f64) {
        let angle = std::f64::consts::TAU * year;
        (crate::special::cos(angle), crate::special::sin(angle))
    }

    fn months(counts: &[f64]) -> Vec<Stretch> {
        let stretch = |(n, &count)| Stretch {
            count,
            exposure: 1.0,
            volume: 0.0,
            year: n as f64 / 12.0,
            wave: wave(n as f64 / 12.0),
        };
        counts.iter().enumerate().map(stretch).collect()
    }

    #[test]
    fn a_steady_past_expects_the_same() {
        let past = Past::of(&months(&[10.0; 36]), &Prior::ANY);
        let next = Stretch { count: 0.0, exposure: 1.0, volume: 0.0, year: 3.0, wave: wave(3.0) };
        assert!((past.mean(&next) - 10.0).abs() < 0.3, "{}", past.mean(&next));
        assert!((past.mean(&Stretch { exposure: 0.5, ..next }) - 5.0).abs() < 0.15);
        assert!((past.mean(&Stretch { volume: ln(2.0), ..next }) - 20.0).abs() < 0.6);
        assert_eq!(past.mean(&Stretch { exposure: 0.0, ..next }), 0.0);
        assert!((past.level() - 10.0).abs() < 0.3, "{}", past.level());
    }

    #[test]
    fn a_dispersion_that_is_little_known_is_taken_for_larger() {
        let past = Past::of(&months(&[10.0; 36]), &Prior::ANY);
        let next = Stretch { count: 0.0, exposure: 1.0, volume: 0.0, year: 3.0, wave: wave(3.0) };
        let mut forecast = Forecast::default();
        forecast.add(&past, &next);
        let (tail, is_upward) = forecast.tail(&past, 24.0, 1.8).unwrap();
        let known = Past { doubt: 0.0, ..past };
        assert!(is_upward && tail > 1.2 * forecast.sum(&known).upper_tail(24.0), "{tail}");
    }

    #[test]
    fn a_volume_not_seen_before_makes_the_forecast_wider() {
        let past = Past::of(&months(&[10.0; 36]), &Prior::ANY);
        let usual = Stretch { count: 0.0, exposure: 1.0, volume: 0.0, year: 3.0, wave: wave(3.0) };
        let doubled = Stretch { volume: ln(2.0), ..usual };
        assert!(past.forecast([&doubled]).size < past.forecast([&usual]).size);
    }

    #[test]
    fn nothing_in_two_years_is_little_not_impossible() {
        let past = Past::of(&months(&[0.0; 24]), &Prior::ANY);
        let next = Stretch { count: 0.0, exposure: 1.0, volume: 0.0, year: 2.0, wave: wave(2.0) };
        let mean = past.mean(&next);
        assert!(mean > 0.005 && mean < 0.1, "{mean}");
        let tail = past.forecast([&next]).upper_tail(1.0);
        assert!(tail > 0.005 && tail < 0.1, "{tail}");
    }

    #[test]
    fn dispersion_of_equal_counts_is_low_and_of_wild_ones_high() {
        let wild: Vec<f64> = (0..60).map(|n| if n % 2 == 0 { 40.0 } else { 120.0 }).collect();
        assert!(dispersion(&months(&[80.0; 60])) < 0.02);
        assert!(dispersion(&months(&wild)) > 0.3);
        assert_eq!(dispersion(&[]), 0.06);
    }

    #[test]
    fn an_inverse_undoes_its_matrix() {
        let cell = |i: usize, j: usize| if i == j { 4.0 + i as f64 } else { 0.5 + 0.1 * i.min(j) as f64 };
        let lower: [[f64; WIDTH]; WIDTH] = from_fn(|i| from_fn(|j| if j <= i { cell(i, j) } else { 0.0 }));
        let found = inverse(lower);
        for (i, j) in (0..WIDTH).flat_map(|i| (0..WIDTH).map(move |j| (i, j))) {
            let product: f64 = (0..WIDTH).map(|k| cell(i, k) * found[k][j]).sum();
            assert!((product - if i == j { 1.0 } else { 0.0 }).abs() < 1e-12);
        }
    }
}
