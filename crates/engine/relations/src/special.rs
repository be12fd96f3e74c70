//! Functions of mathematics that the standard library lacks.
//!
//! Elementary functions come from `libm`, so that every machine computes the same bits. Sources: NIST Digital Library of
//! Mathematical Functions, release 1.2, sections 8.17.22 (continued fraction of the incomplete beta function), 8.7.1 and 8.9.2
//! (series and continued fraction of the incomplete gamma function); Lentz's method after Thompson and Barnett 1986.

const MOST_TERMS: usize = 500;
const PRECISION: f64 = 1e-14;
const TINY: f64 = 1e-300;

pub(crate) use libm::{cos, exp, lgamma as ln_gamma, log as ln, sin, sqrt};

/// The regularized incomplete beta function `I_x(a, b)`; `a` and `b` above 0, `x` in `0.0..=1.0`.
pub(crate) fn beta_cumulative(x: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    let front = exp(a * ln(x) + b * libm::log1p(-x) - ln_beta(a, b));
    let value = if x < (a + 1.0) / (a + b + 2.0) {
        front * beta_fraction(x, a, b) / a
    } else {
        1.0 - front * beta_fraction(1.0 - x, b, a) / b
    };
    value.clamp(0.0, 1.0)
}

/// The regularized lower incomplete gamma function `P(a, x)`; `a` above 0.
pub(crate) fn gamma_cumulative(a: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    let front = exp(a * ln(x) - x - ln_gamma(a));
    let value = if x < a + 1.0 { front * gamma_series(a, x) } else { 1.0 - front * gamma_fraction(a, x) };
    value.clamp(0.0, 1.0)
}

/// The `x` below which a gamma variable of that shape and rate 1 lies with that probability.
pub(crate) fn gamma_quantile(shape: f64, probability: f64) -> f64 {
    let high = doubled_until(shape + 1.0, |x| gamma_cumulative(shape, x) >= probability);
    bisected(0.0, high, |x| gamma_cumulative(shape, x) < probability)
}

/// The `x` below which a beta variable lies with that probability.
pub(crate) fn beta_quantile(a: f64, b: f64, probability: f64) -> f64 {
    bisected(0.0, 1.0, |x| beta_cumulative(x, a, b) < probability)
}

/// `ln B(a, b)`.
pub(crate) fn ln_beta(a: f64, b: f64) -> f64 {
    ln_gamma(a) + ln_gamma(b) - ln_gamma(a + b)
}

fn doubled_until(start: f64, reached: impl Fn(f64) -> bool) -> f64 {
    let mut value = start;
    while !reached(value) && value < 1e300 {
        value *= 2.0;
    }
    value
}

/// The border between where `is_below` holds and where it does not, to 60 halvings.
fn bisected(mut low: f64, mut high: f64, is_below: impl Fn(f64) -> bool) -> f64 {
    for _ in 0..60 {
        let middle = 0.5 * (low + high);
        if is_below(middle) { low = middle } else { high = middle }
    }
    0.5 * (low + high)
}

fn gamma_series(a: f64, x: f64) -> f64 {
    let (mut term, mut sum) = (1.0 / a, 1.0 / a);
    for n in 1..MOST_TERMS * 20 {
        term *= x / (a + n as f64);
        sum += term;
        if term < sum * PRECISION {
            break;
        }
    }
    sum
}

fn gamma_fraction(a: f64, x: f64) -> f64 {
    let first = x + 1.0 - a;
    let term = |n: usize| {
        let n = n as f64;
        (-n * (n - a), first + 2.0 * n)
    };
    1.0 / lentz(first, MOST_TERMS * 20, term)
}

fn beta_fraction(x: f64, a: f64, b: f64) -> f64 {
    let term = |n: usize| {
        let m = (n / 2) as f64;
        let numerator = if n.is_multiple_of(2) {
            m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m))
        } else {
            -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0))
        };
        (numerator, 1.0)
    };
    1.0 / lentz(1.0, MOST_TERMS * 20, term)
}

/// `first + n1/(d1 + n2/(d2 + …))`, where `term(i)` gives numerator and denominator, from 1 on.
fn lentz(first: f64, most_terms: usize, term: impl Fn(usize) -> (f64, f64)) -> f64 {
    let mut value = away_from_zero(first);
    let (mut c, mut d) = (value, 0.0);
    for n in 1..most_terms {
        let (numerator, denominator) = term(n);
        d = 1.0 / away_from_zero(denominator + numerator * d);
        c = away_from_zero(denominator + numerator / c);
        value *= c * d;
        if (c * d - 1.0).abs() < PRECISION {
            break;
        }
    }
    value
}

fn away_from_zero(value: f64) -> f64 {
    if value.abs() < TINY { TINY } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: f64, expected: f64) {
        assert!((found - expected).abs() < 1e-9 * expected.abs().max(1.0), "expected {expected}, found {found}");
    }

    #[test]
    fn incomplete_beta_of_whole_numbers_is_a_binomial_tail() {
        close(beta_cumulative(0.5, 1.0, 1.0), 0.5);
        close(beta_cumulative(0.25, 2.0, 1.0), 0.0625);
        close(beta_cumulative(0.5, 3.0, 2.0), 5.0 / 16.0);
        close(beta_cumulative(0.9, 1.0, 3.0), 0.999);
        close(beta_cumulative(0.5, 20_000.0, 20_000.0), 0.5);
    }

    #[test]
    fn incomplete_gamma_of_whole_numbers_is_a_poisson_tail() {
        close(gamma_cumulative(1.0, 2.0), 1.0 - exp(-2.0));
        close(gamma_cumulative(3.0, 2.0), 1.0 - exp(-2.0) * (1.0 + 2.0 + 2.0));
        close(gamma_cumulative(2.0, 30.0), 1.0 - exp(-30.0) * 31.0);
        close(gamma_cumulative(0.5, 0.5), 0.682_689_492_137_086);
    }

    #[test]
    fn quantiles_undo_cumulatives() {
        for probability in [0.001, 0.025, 0.5, 0.975, 0.999] {
            for shape in [0.5, 1.0, 7.5, 400.0] {
                close(gamma_cumulative(shape, gamma_quantile(shape, probability)), probability);
                close(beta_cumulative(beta_quantile(shape, 3.0, probability), shape, 3.0), probability);
            }
        }
    }
}
