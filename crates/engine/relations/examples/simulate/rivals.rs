//! Other ways to find shifts, each told the true dispersion and the true news volume, which the shipped one has to estimate.

use libm::lgamma;

/// One count of a pair over the months.
pub struct Observed {
    pub counts: Vec<f64>,
    /// What a level of one a month would give; 0 for a missing month.
    pub weights: Vec<f64>,
    pub size: f64,
}

/// A way to find shifts; gives the months of its alarms, and whether each was upward.
pub type Rival = fn(&Observed, f64) -> Vec<(usize, bool)>;

/// The rivals with their names and, loosest first, the thresholds to choose from.
pub fn all() -> Vec<(&'static str, Rival, Vec<f64>)> {
    vec![
        ("EWMA of standardized counts", ewma, (0..40).map(|n| 1.5 + 0.1 * f64::from(n)).collect()),
        ("CUSUM of standardized counts", cusum, (0..60).map(|n| 1.5 + 0.2 * f64::from(n)).collect()),
        ("Bayesian online change points", online, (0..60).map(|n| -2.0 + 0.2 * f64::from(n)).collect()),
        ("PELT, negative binomial", pelt, (0..60).map(|n| 1.5 + 0.2 * f64::from(n)).collect()),
        ("GLR scan, negative binomial, with season", glr, (0..60).map(|n| 1.5 + 0.2 * f64::from(n)).collect()),
    ]
}

const LEAST_PAST: usize = 6;
const RECENT: usize = 12;

/// A count and its weight, both divided by the excess of the variance over Poisson's.
type Weighed = (f64, f64);

fn weighed(observed: &Observed, level: f64) -> Vec<Weighed> {
    let both = observed.counts.iter().zip(&observed.weights);
    both.map(|(count, weight)| {
        let scale = 1.0 / (1.0 + level * weight / observed.size);
        (count * scale * f64::from(u8::from(*weight > 0.0)), weight * scale)
    })
    .collect()
}

fn level(observed: &Observed, from: usize, to: usize) -> f64 {
    let count: f64 = (from..to).filter(|&idx| observed.weights[idx] > 0.0).map(|idx| observed.counts[idx]).sum();
    (count + 0.5) / (observed.weights[from..to].iter().sum::<f64>() + 0.5)
}

fn standardized(observed: &Observed, from: usize, month: usize) -> Option<f64> {
    let weight = observed.weights[month];
    if weight <= 0.0 || month < from + LEAST_PAST {
        return None;
    }
    let level = level(observed, from, month.saturating_sub(2).max(from + 4));
    let mean = level * weight;
    let past = (month - from) as f64 - 2.0;
    let variance = (mean + mean * mean / observed.size) * (1.0 + 1.0 / past);
    Some((observed.counts[month] - mean) / variance.sqrt())
}

fn ewma(observed: &Observed, threshold: f64) -> Vec<(usize, bool)> {
    let (mut alarms, mut from, mut state) = (Vec::new(), 0, 0.0);
    for month in 0..observed.counts.len() {
        let Some(residual) = standardized(observed, from, month) else { continue };
        state = 0.6 * state + 0.4 * residual;
        // The standard deviation of the state is sqrt(0.4 / 1.6).
        if f64::abs(state) > 0.5 * threshold {
            alarms.push((month, state > 0.0));
            (from, state) = (month, 0.0);
        }
    }
    alarms
}

fn cusum(observed: &Observed, threshold: f64) -> Vec<(usize, bool)> {
    let (mut alarms, mut from, mut up, mut down) = (Vec::new(), 0, 0.0_f64, 0.0_f64);
    for month in 0..observed.counts.len() {
        let Some(residual) = standardized(observed, from, month) else { continue };
        (up, down) = ((up + residual - 0.75).max(0.0), (down - residual - 0.75).max(0.0));
        if up.max(down) > threshold {
            alarms.push((month, up > down));
            (from, up, down) = (month, 0.0, 0.0);
        }
    }
    alarms
}

fn sums(weighed: &[Weighed]) -> Vec<Weighed> {
    let mut sums = vec![(0.0, 0.0)];
    for one in weighed {
        let last = sums[sums.len() - 1];
        sums.push((last.0 + one.0, last.1 + one.1));
    }
    sums
}

fn between(sums: &[Weighed], from: usize, to: usize) -> Weighed {
    (sums[to].0 - sums[from].0, sums[to].1 - sums[from].1)
}

/// Gamma-Poisson marginal, the prior centered at `level`.
fn marginal((count, weight): Weighed, level: f64) -> f64 {
    let (shape, rate) = (1.0, 1.0 / level);
    shape * rate.ln() - lgamma(shape) + lgamma(shape + count) - (shape + count) * (rate + weight).ln()
}

/// Adams and MacKay 2007: posterior of the run length, with the integrals in closed form and a hazard of 1 in 60.
fn online(observed: &Observed, threshold: f64) -> Vec<(usize, bool)> {
    let (mut alarms, mut from) = (Vec::new(), 0);
    for month in 0..observed.counts.len() {
        if month < from + LEAST_PAST || observed.weights[month] <= 0.0 {
            continue;
        }
        let level = level(observed, from, month + 1);
        let sums = sums(&weighed(observed, level));
        let none =
            marginal(between(&sums, from, month + 1), level) + (month - from) as f64 * (1.0_f64 - 1.0 / 60.0).ln();
        let at = |cut: usize| {
            let (before, after) = (between(&sums, from, cut), between(&sums, cut, month + 1));
            marginal(before, level) + marginal(after, level) + (1.0_f64 / 60.0).ln()
        };
        let cuts: Vec<usize> = (month.saturating_sub(RECENT).max(from + 2)..=month).collect();
        let total: f64 = cuts.iter().map(|&cut| (at(cut) - none).exp()).sum();
        if total.ln() > threshold {
            let cut = cuts.into_iter().max_by(|&one, &other| at(one).total_cmp(&at(other))).unwrap_or(month);
            alarms.push((month, is_upward(&sums, from, cut, month + 1)));
            from = cut;
        }
    }
    alarms
}

fn is_upward(sums: &[Weighed], from: usize, cut: usize, to: usize) -> bool {
    let (before, after) = (between(sums, from, cut), between(sums, cut, to));
    after.0 / after.1.max(1e-9) > before.0 / before.1.max(1e-9)
}

/// Twice the log likelihood at its best, but for what does not depend on where is cut.
fn gain((count, weight): Weighed) -> f64 {
    if count > 0.0 { count * (count / weight).ln() - count } else { 0.0 }
}

/// Killick, Fearnhead and Eckley 2012, run anew each month; an alarm is a last segment that is new.
fn pelt(observed: &Observed, penalty: f64) -> Vec<(usize, bool)> {
    let (mut alarms, mut last_cut) = (Vec::new(), 0);
    for month in LEAST_PAST..observed.counts.len() {
        if observed.weights[month] <= 0.0 {
            continue;
        }
        let sums = sums(&weighed(observed, level(observed, 0, month + 1))[..=month]);
        let (mut best, mut cut_of) = (vec![-penalty], vec![0]);
        for end in 1..=month + 1 {
            let value = |cut: usize| best[cut] + gain(between(&sums, cut, end)) - penalty;
            let cut = (0..end).max_by(|&one, &other| value(one).total_cmp(&value(other))).unwrap_or(0);
            let value = value(cut);
            best.push(value);
            cut_of.push(cut);
        }
        let cut = cut_of[month + 1];
        if cut > last_cut + 3 && cut + RECENT > month {
            let before = cut_of[cut];
            alarms.push((month, is_upward(&sums, before, cut, month + 1)));
            last_cut = cut;
        }
    }
    alarms
}

/// Siegmund and Venkatraman 1995 for counts, with factors of the months of the year, drawn to 1.
fn glr(observed: &Observed, threshold: f64) -> Vec<(usize, bool)> {
    let (mut alarms, mut from) = (Vec::new(), 0);
    for month in 0..observed.counts.len() {
        if month < from + LEAST_PAST || observed.weights[month] <= 0.0 {
            continue;
        }
        let seasonal = with_season(observed, from, month);
        let sums = sums(&weighed(&seasonal, level(&seasonal, from, month + 1)));
        let none = gain(between(&sums, from, month + 1));
        let at = |cut: usize| gain(between(&sums, from, cut)) + gain(between(&sums, cut, month + 1)) - none;
        let cuts = month.saturating_sub(RECENT).max(from + 3)..=month;
        let cut = cuts.max_by(|&one, &other| at(one).total_cmp(&at(other))).unwrap_or(month);
        if at(cut) > threshold {
            alarms.push((month, is_upward(&sums, from, cut, month + 1)));
            from = cut;
        }
    }
    alarms
}

fn with_season(observed: &Observed, from: usize, to: usize) -> Observed {
    let level = level(observed, from, to);
    let mut factors = [1.0; 12];
    for (of_year, factor) in factors.iter_mut().enumerate() {
        let months = (from..to).filter(|month| month % 12 == of_year && observed.weights[*month] > 0.0);
        let (count, expected) = months
            .fold((0.0, 0.0), |sum, month| (sum.0 + observed.counts[month], sum.1 + level * observed.weights[month]));
        let drawn = 20.0 + 2.0 * level * level / observed.size;
        *factor = (count + drawn) / (expected + drawn);
    }
    let weights = observed.weights.iter().enumerate().map(|(month, weight)| weight * factors[month % 12]).collect();
    Observed { counts: observed.counts.clone(), weights, size: observed.size }
}
