//! How often shifts are found that are there, and that are not: the tables of `docs/relations.md`.
//!
//! `cargo run --release -p entente-relations --example simulate -- calibrate` measures the thresholds that the crate ships
//! (`src/thresholds.rs`), `… -- calibrate-sureness` what makes stated odds true ones (`src/sureness.rs`), `… -- report` prints the tables, on
//! worlds of other seeds.

mod random;
mod rivals;
mod runs;
mod small;
mod sureness;
mod tables;
mod world;

use relations::Measure;
use runs::{Method, Setting};
use world::Habit;

/// Levels of cooperation a month; conflict is half of it.
const LEVELS: [f64; 6] = [2.0, 5.0, 10.0, 20.0, 40.0, 80.0];

/// Sizes of the negative binomial distribution of a month's count.
const SIZES: [f64; 3] = [10.0, 20.0, 50.0];

/// Rates of false alarms a month of a pair for which thresholds are measured.
const RATES: [f64; 6] = [0.0005, 0.001, 0.0025, 0.005, 0.02, 0.05];

fn main() {
    match std::env::args().nth(1).as_deref() {
        Some("calibrate") => calibrate(),
        Some("calibrate-sureness") => calibrate_sureness(),
        Some("report") => tables::report(),
        Some("report-sureness") => tables::probabilities(),
        _ => eprintln!("expected `calibrate`, `calibrate-sureness`, `report` or `report-sureness`"),
    }
}

/// A pair with trend and season: growth of 8 % a year (one standard deviation), waves of up to 25 %.
fn habit(cooperation: f64, size: f64) -> Habit {
    Habit { cooperation, conflict: 0.5 * cooperation, size, trend: 0.08, season: 0.25 }
}

/// Pairs of all levels but the highest, and of all sizes.
fn mixed() -> Vec<Habit> {
    LEVELS[..5].iter().flat_map(|&level| SIZES.iter().map(move |&size| habit(level, size))).collect()
}

/// By how much fewer false alarms are aimed at than are asked for: chance in the calibration is not to make them more.
const MARGIN: f64 = 0.94;

/// Prints the tail probability that gives each rate.
fn calibrate() {
    let setting = Setting { n_pairs: 4000, ..Setting::large(1, mixed()) };
    let mut low = 3e-5;
    for rate in RATES {
        let is_below = |tail| setting.false_alarms(Method::Shipped { tail }) < MARGIN * rate;
        low = threshold(low, 8.0 * low, 6, is_below);
        println!("({rate}, {low:.2e}),");
    }
}

/// Where `is_below` ends to hold, by halvings of the logarithm.
fn threshold(low: f64, high: f64, n_halvings: usize, is_below: impl Fn(f64) -> bool) -> f64 {
    let (mut low, mut high) = (low, high);
    for _ in 0..n_halvings {
        let middle = f64::sqrt(low * high);
        if is_below(middle) { low = middle } else { high = middle }
    }
    f64::sqrt(low * high)
}

/// Prints what makes stated odds true ones.
fn calibrate_sureness() {
    let stated = sureness::stated(1, 16_000, 12_000);
    let rows = |is_balance: bool| -> Vec<([f64; sureness::N], bool)> {
        let each = stated.iter().flat_map(|one| one.evidence.iter().map(|evidence| (evidence, one.is_true)));
        let chosen = each.filter(|(evidence, _)| (evidence.measure == Measure::Balance) == is_balance);
        chosen.map(|(evidence, is_true)| (evidence.covariates(), is_true)).collect()
    };
    for (name, rows) in [("counts", rows(false)), ("balance", rows(true))] {
        println!("{name}: {:.3?} of {} changes", sureness::fitted(&rows), rows.len());
    }
}
