//! A network that answers from features and words' vectors: trained by `crates/lab/training/train_antecedents.py`.

use super::features::{N_FEATURES, always_means_somebody, is_proposal};
use super::{Judge, Question};
use inference::ranking::{Ranker, Ranking};

/// The weights.
pub type Learned = Ranker<N_FEATURES>;

impl<'a, F: Fn(usize) -> &'a [f32], const N: usize> Judge for Ranking<'a, F, N> {
    fn choose(&mut self, question: &Question) -> Option<usize> {
        let asking = self.ask(question.token);
        let new = self.score_nobody(&asking, &question.new);
        let mut best: Option<(f32, usize)> = None;
        for (at, candidate) in question.candidates.iter().enumerate() {
            let found = self.score(&asking, &candidate.features, candidate.token);
            if best.is_none_or(|(score, _)| found > score) {
                best = Some((found, at));
            }
        }
        let meant = best.filter(|(score, _)| *score > new).map(|(_, at)| at);
        // `their refusal` of two whom nobody joined before: better whom the rules mean, or anybody, than nobody.
        meant.or_else(|| {
            let proposal = || question.candidates.iter().position(|candidate| is_proposal(&candidate.features));
            let somebody = || proposal().or(best.map(|(_, at)| at));
            always_means_somebody(&question.new).then(somebody).flatten()
        })
    }
}
