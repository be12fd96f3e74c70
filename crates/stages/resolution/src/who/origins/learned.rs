//! A network that answers from features and words' vectors: trained by `crates/lab/training/train_origins.py`.

use super::{Judge, N_FEATURES, Question};
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

    /// A judge over a document; `heads` has a row for each word that heads a mention.
    pub fn judge<'a>(&'a self, heads: &'a Vectors) -> impl Judge + 'a {
        Ranking { ranker: &self.ranker, heads, words: BTreeMap::new() }
    }
}

struct Ranking<'a> {
    ranker: &'a Ranker,
    heads: &'a Vectors,
    /// The words of candidates met so far; none where no word names one.
    words: BTreeMap<Option<usize>, Projected>,
}

impl Judge for Ranking<'_> {
    fn choose(&mut self, question: &Question) -> Option<usize> {
        let Ranking { ranker, heads, words } = self;
        let asking = ranker.ask(heads.of(question.token));
        let mut best = (ranker.score(&asking, &question.none, None), None);
        for (at, candidate) in question.candidates.iter().enumerate() {
            let vector = || candidate.token.map_or(&[][..], |token| heads.of(token));
            let word = words.entry(candidate.token).or_insert_with(|| ranker.project(vector()));
            let score = ranker.score(&asking, &candidate.features, Some(word));
            if score > best.0 {
                best = (score, Some(at));
            }
        }
        best.1
    }
}
