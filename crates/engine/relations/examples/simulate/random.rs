//! Random counts, by a seed.

use fastrand::Rng;

/// A gamma variable of mean 1 and variance `1 / shape`. Source: Marsaglia and Tsang 2000.
fn gamma(random: &mut Rng, shape: f64) -> f64 {
    let d = shape.max(1.0) - 1.0 / 3.0;
    let c = 1.0 / (9.0 * d).sqrt();
    loop {
        let x = normal(random);
        let v = (1.0 + c * x).powi(3);
        if v > 0.0 && random.f64().ln() < 0.5 * x * x + d - d * v + d * v.ln() {
            return d * v / shape.max(1.0);
        }
    }
}

/// A standard normal variable (Box and Muller 1958).
pub fn normal(random: &mut Rng) -> f64 {
    (-2.0 * (1.0 - random.f64()).ln()).sqrt() * (std::f64::consts::TAU * random.f64()).cos()
}

/// A Poisson variable, by products of uniform ones (Knuth), at most 20 of the mean at once.
pub fn poisson(random: &mut Rng, mean: f64) -> u64 {
    let (mut left, mut count) = (mean, 0);
    while left > 0.0 {
        let limit = (-left.min(20.0)).exp();
        let mut product = random.f64();
        while product > limit {
            product *= random.f64();
            count += 1;
        }
        left -= 20.0;
    }
    count
}

/// A negative binomial variable of variance `mean + mean² / size`.
pub fn negative_binomial(random: &mut Rng, mean: f64, size: f64) -> u64 {
    let rate = mean * gamma(random, size);
    poisson(random, rate)
}
