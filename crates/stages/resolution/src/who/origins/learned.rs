//! A network that answers from features and words' vectors: trained by `crates/lab/training/train_origins.py`.

use super::{Judge, N_FEATURES, Question};
use inference::ranking::{Ranker, Ranking};

/// The weights.
pub type Learned = Ranker<N_FEATURES>;

impl<'a, F: Fn(usize) -> &'a [f32], const N: usize> Judge for Ranking<'a, F, N> {
    fn choose(&mut self, question: &Question) -> Option<usize> {
        let asking = self.ask(question.token);
        let mut best = (self.score_nobody(&asking, &question.none), None);
        for (at, candidate) in question.candidates.iter().enumerate() {
            let score = self.score(&asking, &candidate.features, candidate.token);
            if score > best.0 {
                best = (score, Some(at));
            }
        }
        best.1
    }
}
