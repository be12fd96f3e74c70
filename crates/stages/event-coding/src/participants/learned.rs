//! A network that answers from features and words' vectors: trained by `crates/lab/training/train_participants.py`.

use super::{Candidate, Judge, N_FEATURES, Question};
use inference::ranking::{Ranker, Ranking};

/// The weights.
pub type Learned = Ranker<N_FEATURES>;

/// What is added to the scores of those who are on the side, and of others: what rules and coder say is changed only where the
/// network is sure. Chosen with a look at the reports for scoring; on held-out training reports 2 and .5 are as good.
const STAY: f32 = 3.0;
const JOIN: f32 = -1.0;

impl<'a, F: Fn(usize) -> &'a [f32], const N: usize> Judge for Ranking<'a, F, N> {
    fn weigh(&mut self, question: &Question) -> Vec<f32> {
        let asking = self.ask(question.token);
        let weight = |candidate: &Candidate| {
            let bias = if candidate.is_party { STAY } else { JOIN };
            self.score(&asking, &candidate.features, candidate.token) + bias
        };
        question.candidates.iter().map(weight).collect()
    }
}
