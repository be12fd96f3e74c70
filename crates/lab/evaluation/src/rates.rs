/// What was found of what there is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Rates {
    /// Found and right.
    pub matched: usize,
    /// In the gold annotation.
    pub gold: usize,
    /// Found.
    pub predicted: usize,
}

impl Rates {
    /// The part of what was found that is right; 0 if nothing was found.
    pub fn precision(self) -> f64 {
        ratio(self.matched, self.predicted)
    }

    /// The part of the gold annotation that was found; 0 if it is empty.
    pub fn recall(self) -> f64 {
        ratio(self.matched, self.gold)
    }

    /// The harmonic mean of precision and recall.
    pub fn f1(self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
    }
}

/// `part / whole`, 0 for nothing of nothing.
pub(crate) fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_of_nothing_are_zero() {
        assert_eq!(Rates::default().f1(), 0.0);
        let rates = Rates { matched: 1, gold: 2, predicted: 4 };
        assert_eq!((rates.precision(), rates.recall()), (0.25, 0.5));
        assert!((rates.f1() - 1.0 / 3.0).abs() < 1e-12);
    }
}
