//! How often shifts are found that are there, and that are not: the tables of `docs/relations.md`.
//!
//! `cargo run --release -p entente-relations --example simulate -- calibrate` measures the thresholds that the crate ships
//! (`src/thresholds.rs`), `… -- calibrate-sureness` how stated odds relate to true ones (`src/place.rs`), `… -- report` prints the tables, on worlds of other seeds.

mod random;
mod rivals;
mod runs;
mod small;
mod tables;
mod world;

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
        _ => eprintln!("expected `calibrate`, `calibrate-sureness` or `report`"),
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

/// Prints the tail probability that gives each rate.
fn calibrate() {
    let setting = Setting { n_pairs: 3000, ..Setting::large(1, mixed()) };
    for rate in RATES {
        let tail = threshold(1e-6, 0.1, |tail| setting.false_alarms(Method::Shipped { tail }) < rate);
        println!("({rate}, {tail:.2e}),");
    }
}

/// Where `is_below` ends to hold, by eleven halvings of the logarithm.
fn threshold(low: f64, high: f64, is_below: impl Fn(f64) -> bool) -> f64 {
    let (mut low, mut high) = (low, high);
    for _ in 0..11 {
        let middle = f64::sqrt(low * high);
        if is_below(middle) { low = middle } else { high = middle }
    }
    f64::sqrt(low * high)
}

/// Prints offset and factor by which stated log odds become true ones: 0 and 1 if they are.
fn calibrate_sureness() {
    let odds = |probability: f64| (probability / (1.0 - probability)).ln().clamp(-15.0, 15.0);
    let told: Vec<(f64, f64)> =
        tables::sureness(1).into_iter().map(|(stated, is_true)| (odds(stated), f64::from(u8::from(is_true)))).collect();
    let (mut offset, mut factor) = (0.0, 0.1);
    for _ in 0..50 {
        let (mut gradient, mut information) = ([0.0; 2], [0.0; 3]);
        for (stated, is_true) in &told {
            let probability = 1.0 / (1.0 + f64::exp(-(offset + factor * stated)));
            let (residual, weight) = (is_true - probability, probability * (1.0 - probability));
            gradient = [gradient[0] + residual, gradient[1] + residual * stated];
            information =
                [information[0] + weight, information[1] + weight * stated, information[2] + weight * stated * stated];
        }
        let determinant = information[0] * information[2] - information[1] * information[1];
        offset += (information[2] * gradient[0] - information[1] * gradient[1]) / determinant;
        factor += (information[0] * gradient[1] - information[1] * gradient[0]) / determinant;
    }
    println!("({offset:.2}, {factor:.2}) of {} shifts", told.len());
}
