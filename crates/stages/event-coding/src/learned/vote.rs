//! How the network and the lexicon decide together whether a word reports an event.

use annotation::Event;
use inference::layer::{Matrix, WeightsError, ln, sigmoid};
use ontology::EventType;
use safetensors::SafeTensors;

/// A logistic regression over both voices, fitted on documents that neither learned from.
pub(crate) struct Vote {
    /// For each unit of the network's log odds of the type against no event.
    network: f32,
    /// If the lexicon says the same type, and for each unit of its confidence.
    same: (f32, f32),
    /// If it says another one.
    other: f32,
    bias: f32,
    /// From this probability on there is an event.
    least: f32,
    /// Slope and intercept that make log odds of confidences those of being right.
    calibration: (f32, f32),
}

/// Odds beyond e to this power tell no more.
const MOST: f32 = 8.0;

/// A row this likely knows idioms that are too rare for the network (`evinced interest in`).
const SURE: f32 = 0.8;
/// Where such a row says the same, this part of the probability is enough: on held-out reports neither better nor worse.
const BACKED: f32 = 0.5;

impl Vote {
    pub fn read(file: &SafeTensors) -> Result<Vote, WeightsError> {
        let vote = Matrix::read(file, "vote", 1, 6)?;
        let &[network, same, confident, other, bias, least] = vote.row(0) else {
            unreachable!("six columns were read")
        };
        let calibration = Matrix::read(file, "calibration", 1, 2)?;
        let &[slope, intercept] = calibration.row(0) else { unreachable!("two columns were read") };
        Ok(Vote { network, same: (same, confident), other, bias, least, calibration: (slope, intercept) })
    }

    /// How likely an event of this confidence is right, 0 to 1.
    pub fn calibrate(&self, confidence: f32) -> f32 {
        let inside = confidence.clamp(0.001, 0.999);
        let (slope, intercept) = self.calibration;
        sigmoid(slope * ln(inside / (1.0 - inside)) + intercept)
    }

    /// The likeliest type, if there is an event; `probabilities`: none, then every type.
    pub fn decide(&self, probabilities: &[f32], rule: Option<&Event>) -> Option<(EventType, f32)> {
        let best = self.judge(probabilities, rule).max_by(|(_, some), (_, other)| some.total_cmp(other))?;
        let is_backed = rule.is_some_and(|rule| rule.event_type == best.0 && rule.confidence >= SURE);
        let least = if is_backed { BACKED * self.least } else { self.least };
        (best.1 >= least).then_some(best)
    }

    /// How likely an event of each type is.
    pub fn judge(&self, probabilities: &[f32], rule: Option<&Event>) -> impl Iterator<Item = (EventType, f32)> {
        let none = probabilities[0].max(1e-9);
        EventType::ALL.into_iter().zip(&probabilities[1..]).map(move |(event_type, probability)| {
            let odds = ln(probability.max(1e-9) / none).clamp(-MOST, MOST);
            let said = match rule {
                Some(event) if event.event_type == event_type => self.same.0 + self.same.1 * event.confidence,
                Some(_) => self.other,
                None => 0.0,
            };
            (event_type, sigmoid(self.network * odds + said + self.bias))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vote(least: f32) -> Vote {
        Vote { network: 0.5, same: (2.5, 0.0), other: -1.5, bias: -2.0, least, calibration: (0.5, 0.25) }
    }

    #[test]
    fn calibration_moves_odds() {
        let calibrated = vote(0.5).calibrate(0.5);
        assert!((calibrated - 0.562).abs() < 0.001, "{calibrated}");
        assert!(vote(0.5).calibrate(0.9) < 0.9);
        assert!((0.0..=1.0).contains(&vote(0.5).calibrate(1.0)));
    }

    fn probabilities(none: f32, accuse: f32) -> Vec<f32> {
        let rest = (1.0 - none - accuse) / 15.0;
        let of = |event_type| if event_type == EventType::Accuse { accuse } else { rest };
        std::iter::once(none).chain(EventType::ALL.into_iter().map(of)).collect()
    }

    #[test]
    fn a_sure_network_decides_and_an_unsure_one_does_not() {
        let sure = vote(0.5).decide(&probabilities(0.001, 0.99), None);
        assert_eq!(sure.map(|(event_type, _)| event_type), Some(EventType::Accuse));
        assert_eq!(vote(0.5).decide(&probabilities(0.9, 0.09), None), None);
    }

    #[test]
    fn numbers_at_the_edge_stay_numbers() {
        for (none, accuse) in [(0.0, 1.0), (1.0, 0.0), (f32::NAN, 0.5)] {
            for (_, probability) in vote(0.0).judge(&probabilities(none, accuse), None) {
                assert!(none.is_nan() || (0.0..=1.0).contains(&probability), "{probability}");
            }
        }
    }
}
