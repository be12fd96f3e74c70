//! A network that answers from features and words' vectors: trained by `crates/lab/training/train_antecedents.py`.

use super::features::{N_FEATURES, always_means_somebody, is_proposal};
use super::{Judge, Question};
use annotation::Vectors;
use inference::layer::WeightsError;
use inference::ranking::{Projected, Ranker};
use std::collections::BTreeMap;

/// The weights.
pub struct Learned {
    ranker: Ranker,
}

impl Learned {
    /// Reads weights.
    ///
    /// # Errors
    /// If a matrix is missing or has another shape, or a number is not finite.
    pub fn load(bytes: &[u8]) -> Result<Learned, WeightsError> {
        Ok(Learned { ranker: Ranker::load(bytes, N_FEATURES)? })
    }

    /// A judge over the words of one document.
    pub fn judge<'a>(&'a self, vectors: &'a Vectors) -> impl Judge + 'a {
        Ranking { ranker: &self.ranker, vectors, others: BTreeMap::new() }
    }
}

struct Ranking<'a> {
    ranker: &'a Ranker,
    vectors: &'a Vectors,
    /// The words of candidates met so far.
    others: BTreeMap<usize, Projected>,
}

impl Judge for Ranking<'_> {
    fn choose(&mut self, question: &Question) -> Option<usize> {
        let Ranking { ranker, vectors, others } = self;
        let asking = ranker.ask(vectors.of(question.token));
        let new = ranker.score(&asking, &question.new, None);
        let mut best: Option<(f32, usize)> = None;
        for (at, candidate) in question.candidates.iter().enumerate() {
            let other = others.entry(candidate.token).or_insert_with(|| ranker.project(vectors.of(candidate.token)));
            let found = ranker.score(&asking, &candidate.features, Some(other));
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
