//! A network that answers from features and words' vectors: trained by `crates/lab/training/train_origins.py`.

use super::{Judge, N_FEATURES, Question};
use annotation::Vectors;
use inference::layer::WeightsError;
use inference::ranking::{Ranker, Ranking};

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

    /// A judge over a document; `heads` has a row for each word that heads a mention.
    pub fn judge<'a>(&'a self, heads: &'a Vectors) -> impl Judge + 'a {
        Ranking::new(&self.ranker, |token| heads.of(token))
    }
}

impl<'a, F: Fn(usize) -> &'a [f32]> Judge for Ranking<'a, F> {
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
