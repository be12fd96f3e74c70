//! Which tail probability makes an alarm, by how many false alarms are asked for.

use crate::special::{exp, ln};

/// False alarms a month of a pair, and the tail probability that gives them.
///
/// Measured by `cargo run --release -p entente-relations --example simulate -- calibrate`.
const CALIBRATION: [(f64, f64); 6] =
    [(0.0005, 6.87e-5), (0.001, 1.43e-4), (0.0025, 3.84e-4), (0.005, 7.73e-4), (0.02, 3.18e-3), (0.05, 8.84e-3)];

/// Between the measured rates by straight lines through logarithms, and beyond them along the last line.
pub(crate) fn threshold(false_alarms: f64) -> f64 {
    let inner = &CALIBRATION[1..CALIBRATION.len() - 1];
    let idx = inner.partition_point(|(rate, _)| *rate < false_alarms);
    let [(rate, tail), (next_rate, next_tail)] = [CALIBRATION[idx], CALIBRATION[idx + 1]];
    let part = (ln(false_alarms) - ln(rate)) / (ln(next_rate) - ln(rate));
    exp(ln(tail) + part * (ln(next_tail) - ln(tail))).clamp(1e-12, 0.25)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measured_rates_give_measured_thresholds_and_others_lie_between() {
        for (rate, tail) in CALIBRATION {
            assert!((threshold(rate) / tail - 1.0).abs() < 1e-9);
        }
        let rates = [1e-9, 1e-4, 3e-4, 7e-4, 3e-3, 1e-2, 4e-2, 0.2, 0.9];
        assert!(rates.windows(2).all(|pair| threshold(pair[0]) <= threshold(pair[1])));
    }
}
