//! Whether confidence means what it says.

use std::fmt;

/// How confidence and being right go together; shown as a line, or as nothing where no prediction told its confidence.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Calibration {
    /// The confidence of each prediction, 0 to 1, and whether it was right.
    told: Vec<(f64, bool)>,
}

/// Predictions from here on are those that a careful reader keeps.
const HIGH: f64 = 0.8;

const BINS: usize = 10;

impl Calibration {
    /// Adds a prediction.
    pub fn add(&mut self, confidence: f64, is_right: bool) {
        self.told.push((confidence.clamp(0.0, 1.0), is_right));
    }

    /// How many predictions are at least this confident, and the part of them that is right; 0 for none.
    pub fn precision_from(&self, least: f64) -> (usize, f64) {
        let kept: Vec<bool> = self.told.iter().filter(|told| told.0 >= least).map(|told| told.1).collect();
        (kept.len(), mean(kept.iter().map(|&is_right| f64::from(is_right))))
    }

    /// The expected calibration error: the mean difference of confidence and precision over ten bins of equal width, each
    /// counting by its size (Naeini, Cooper and Hauskrecht 2015).
    pub fn error(&self) -> f64 {
        let off = (0..BINS).map(|bin| {
            let inside: Vec<&(f64, bool)> =
                self.told.iter().filter(|told| ((told.0 * BINS as f64) as usize).min(BINS - 1) == bin).collect();
            let confidence = mean(inside.iter().map(|told| told.0));
            let precision = mean(inside.iter().map(|told| f64::from(told.1)));
            inside.len() as f64 * (confidence - precision).abs()
        });
        let sum: f64 = off.sum();
        sum / self.told.len().max(1) as f64
    }

    /// Slope and intercept of a logistic regression of being right on the log odds of confidence (Cox 1958): 1 and 0 are perfect.
    pub fn slope_and_intercept(&self) -> (f64, f64) {
        let (mut slope, mut intercept) = (0.0, 0.0);
        for _ in 0..ROUNDS {
            // Newton's method; a weak prior towards 1 and 0 keeps it finite.
            let (mut gradient, mut hessian) = ([PRIOR * (slope - 1.0), PRIOR * intercept], [PRIOR, 0.0, PRIOR]);
            for &(confidence, is_right) in &self.told {
                let x = log_odds(confidence);
                let p = 1.0 / (1.0 + (-(slope * x + intercept)).exp());
                let (off, weight) = (p - f64::from(is_right), p * (1.0 - p));
                gradient = [gradient[0] + off * x, gradient[1] + off];
                hessian = [hessian[0] + weight * x * x, hessian[1] + weight * x, hessian[2] + weight];
            }
            let determinant = hessian[0] * hessian[2] - hessian[1] * hessian[1];
            slope -= (hessian[2] * gradient[0] - hessian[1] * gradient[1]) / determinant;
            intercept -= (hessian[0] * gradient[1] - hessian[1] * gradient[0]) / determinant;
        }
        (slope, intercept)
    }
}

const ROUNDS: usize = 30;
const PRIOR: f64 = 0.1;

fn log_odds(confidence: f64) -> f64 {
    let inside = confidence.clamp(0.001, 0.999);
    (inside / (1.0 - inside)).ln()
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0), |(sum, count), value| (sum + value, count + 1));
    if count == 0 { 0.0 } else { sum / f64::from(count) }
}

impl fmt::Display for Calibration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.told.is_empty() {
            return Ok(());
        }
        let (count, precision) = self.precision_from(HIGH);
        let (slope, intercept) = self.slope_and_intercept();
        write!(f, "confidence        precision {precision:.3} of {count} at {HIGH} and above; ")?;
        writeln!(
            f,
            "expected calibration error {:.3}; slope {slope:.3}, intercept {intercept:.3} of the log odds",
            self.error()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(parts: &[(f64, usize, usize)]) -> Calibration {
        let mut all = Calibration::default();
        for &(confidence, right, wrong) in parts {
            (0..right).for_each(|_| all.add(confidence, true));
            (0..wrong).for_each(|_| all.add(confidence, false));
        }
        all
    }

    #[test]
    fn who_means_what_he_says_is_calibrated() {
        let all = told(&[(0.25, 25, 75), (0.85, 85, 15)]);
        assert!(all.error() < 1e-9, "{}", all.error());
        let (slope, intercept) = all.slope_and_intercept();
        assert!((slope - 1.0).abs() < 0.01 && intercept.abs() < 0.01, "{slope} {intercept}");
        assert_eq!(all.precision_from(0.8), (100, 0.85));
    }

    #[test]
    fn boasting_shows() {
        let all = told(&[(0.95, 60, 40), (0.05, 40, 60)]);
        assert!((all.error() - 0.35).abs() < 1e-9, "{}", all.error());
        assert!(all.slope_and_intercept().0 < 0.3);
    }

    #[test]
    fn nothing_told_is_no_number_but_zero() {
        assert_eq!(Calibration::default().error(), 0.0);
        assert_eq!(Calibration::default().precision_from(0.8), (0, 0.0));
        let (slope, intercept) = Calibration::default().slope_and_intercept();
        assert!((slope - 1.0).abs() < 1e-9 && intercept.abs() < 1e-9);
    }
}
