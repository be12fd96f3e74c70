//! A network that answers from features and words' vectors: trained by `crates/lab/training/train_antecedents.py`.

use super::features::{N_FEATURES, always_means_somebody, is_proposal};
use super::{Judge, Question};
use annotation::Vectors;
use inference::layer::{Layer, Matrix, WeightsError, rectify};
use safetensors::SafeTensors;
use std::collections::BTreeMap;

/// Numbers of a word's vector, of the layer between, and of what two words are compared by.
const WIDTH: usize = 384;
const HIDDEN: usize = 48;
const KEY: usize = 32;

/// The weights.
pub struct Learned {
    features: Layer,
    own: Matrix,
    other: Matrix,
    own_key: Matrix,
    other_key: Matrix,
    product: Matrix,
    score: Layer,
}

impl Learned {
    /// Reads weights.
    ///
    /// # Errors
    /// If a matrix is missing or has another shape, or a number is not finite.
    pub fn load(bytes: &[u8]) -> Result<Learned, WeightsError> {
        let file = SafeTensors::deserialize(bytes).map_err(|error| WeightsError::new(error.to_string()))?;
        let matrix = |name: &str, rows, columns| Matrix::read(&file, &format!("{name}.weight"), rows, columns);
        Ok(Learned {
            features: Layer::read(&file, "features", N_FEATURES, HIDDEN)?,
            own: matrix("own", WIDTH, HIDDEN)?,
            other: matrix("other", WIDTH, HIDDEN)?,
            own_key: matrix("own_key", WIDTH, KEY)?,
            other_key: matrix("other_key", WIDTH, KEY)?,
            product: matrix("product", KEY, HIDDEN)?,
            score: Layer::read(&file, "score", HIDDEN, 1)?,
        })
    }

    /// A judge over the words of one document.
    pub fn judge<'a>(&'a self, vectors: &'a Vectors) -> impl Judge + 'a {
        Ranking { learned: self, vectors, others: BTreeMap::new() }
    }
}

/// A word as a candidate: its part of the layer between, and its key.
type Other = (Vec<f32>, Vec<f32>);

struct Ranking<'a> {
    learned: &'a Learned,
    vectors: &'a Vectors,
    others: BTreeMap<usize, Other>,
}

impl Ranking<'_> {
    fn other(&mut self, token: usize) -> &Other {
        let Ranking { learned, vectors, others } = self;
        others.entry(token).or_insert_with(|| {
            let vector = vectors.of(token);
            (product(&learned.other, vector, HIDDEN), product(&learned.other_key, vector, KEY))
        })
    }
}

fn product(matrix: &Matrix, vector: &[f32], columns: usize) -> Vec<f32> {
    let mut sum = vec![0.0; columns];
    matrix.add_product(vector, &mut sum);
    sum
}

/// Adds the rows of the features that are not zero.
fn add_features(matrix: &Matrix, features: &[f32], sum: &mut [f32]) {
    for (row, &factor) in features.iter().enumerate().filter(|(_, factor)| **factor != 0.0) {
        for (sum, value) in sum.iter_mut().zip(matrix.row(row)) {
            *sum += factor * value;
        }
    }
}

impl Judge for Ranking<'_> {
    fn choose(&mut self, question: &Question) -> Option<usize> {
        let learned = self.learned;
        let vector = self.vectors.of(question.token);
        let mut base = learned.features.bias().to_vec();
        learned.own.add_product(vector, &mut base);
        let key = product(&learned.own_key, vector, KEY);
        let score = |mut hidden: Vec<f32>| {
            rectify(&mut hidden);
            learned.score.of(&hidden)[0]
        };
        let mut hidden = base.clone();
        add_features(learned.features.weight(), &question.new, &mut hidden);
        let new = score(hidden);
        let mut best: Option<(f32, usize)> = None;
        for (at, candidate) in question.candidates.iter().enumerate() {
            let mut hidden = base.clone();
            add_features(learned.features.weight(), &candidate.features, &mut hidden);
            let (other, other_key) = self.other(candidate.token);
            hidden.iter_mut().zip(other).for_each(|(sum, value)| *sum += value);
            let compared: Vec<f32> = key.iter().zip(other_key).map(|(one, other)| one * other).collect();
            learned.product.add_product(&compared, &mut hidden);
            let found = score(hidden);
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
