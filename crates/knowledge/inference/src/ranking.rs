//! A small network that scores options of a question by features and words' vectors.
//!
//! A layer over the option's features, the asking word's vector, the option's word's vector and the product of two
//! projections of these, and a score of what it gives. `crates/lab/training/ranking.py` trains it. Sums have one order, so that
//! every machine gives the same.

use crate::layer::{Layer, Matrix, WeightsError, rectify};
use safetensors::SafeTensors;
use std::collections::BTreeMap;

/// Numbers of a word's vector, of the layer between, and of what two words are compared by.
const WIDTH: usize = 384;
const HIDDEN: usize = 48;
const KEY: usize = 32;

/// The weights over `N` features.
pub struct Ranker<const N: usize> {
    features: Layer,
    own: Matrix,
    other: Matrix,
    own_key: Matrix,
    other_key: Matrix,
    product: Matrix,
    score: Layer,
}

/// A question's part of the layer between, and its key.
pub struct Asking {
    base: Vec<f32>,
    key: Vec<f32>,
}

/// An option's word: its part of the layer between, and its key.
struct Projected {
    part: Vec<f32>,
    key: Vec<f32>,
}

impl<const N: usize> Ranker<N> {
    /// Reads weights.
    ///
    /// # Errors
    /// If a matrix is missing or has another shape, or a number is not finite.
    pub fn load(bytes: &[u8]) -> Result<Ranker<N>, WeightsError> {
        let file = SafeTensors::deserialize(bytes).map_err(|error| WeightsError::new(error.to_string()))?;
        let matrix = |name: &str, rows, columns| Matrix::read(&file, &format!("{name}.weight"), rows, columns);
        Ok(Ranker {
            features: Layer::read(&file, "features", N, HIDDEN)?,
            own: matrix("own", WIDTH, HIDDEN)?,
            other: matrix("other", WIDTH, HIDDEN)?,
            own_key: matrix("own_key", WIDTH, KEY)?,
            other_key: matrix("other_key", WIDTH, KEY)?,
            product: matrix("product", KEY, HIDDEN)?,
            score: Layer::read(&file, "score", HIDDEN, 1)?,
        })
    }

    /// The network over the words of one document; `vector_of` gives the vector of a word, an empty one if it has none.
    pub fn over<'a, F: Fn(usize) -> &'a [f32]>(&'a self, vector_of: F) -> Ranking<'a, F, N> {
        Ranking { ranker: self, vector_of, projected: BTreeMap::new() }
    }

    /// The question of a word with this vector; an empty one counts as zeros.
    fn ask(&self, vector: &[f32]) -> Asking {
        let mut base = self.features.bias().to_vec();
        self.own.add_product(vector, &mut base);
        Asking { base, key: product(&self.own_key, vector, KEY) }
    }

    /// The word of an option; an empty vector counts as zeros.
    fn project(&self, vector: &[f32]) -> Projected {
        Projected { part: product(&self.other, vector, HIDDEN), key: product(&self.other_key, vector, KEY) }
    }

    /// The score of an option by its features, with or without a word of its own.
    fn score(&self, asking: &Asking, features: &[f32], option: Option<&Projected>) -> f32 {
        let mut hidden = asking.base.clone();
        add_features(self.features.weight(), features, &mut hidden);
        if let Some(Projected { part, key }) = option {
            hidden.iter_mut().zip(part).for_each(|(sum, value)| *sum += value);
            let compared: Vec<f32> = asking.key.iter().zip(key).map(|(one, other)| one * other).collect();
            self.product.add_product(&compared, &mut hidden);
        }
        rectify(&mut hidden);
        self.score.of(&hidden)[0]
    }
}

/// A network over the words of one document, each of which is projected once.
pub struct Ranking<'a, F, const N: usize> {
    ranker: &'a Ranker<N>,
    vector_of: F,
    /// The words of options met so far; none where no word names one.
    projected: BTreeMap<Option<usize>, Projected>,
}

impl<'a, F: Fn(usize) -> &'a [f32], const N: usize> Ranking<'a, F, N> {
    /// The question of a word.
    pub fn ask(&self, token: usize) -> Asking {
        self.ranker.ask((self.vector_of)(token))
    }

    /// The score of an option that stands for nobody, by its features.
    pub fn score_nobody(&self, asking: &Asking, features: &[f32]) -> f32 {
        self.ranker.score(asking, features, None)
    }

    /// The score of an option by its features and its word, zeros if no word names it.
    pub fn score(&mut self, asking: &Asking, features: &[f32], token: impl Into<Option<usize>>) -> f32 {
        let Ranking { ranker, vector_of, projected } = self;
        let token = token.into();
        let word = projected.entry(token).or_insert_with(|| ranker.project(token.map_or(&[][..], vector_of)));
        ranker.score(asking, features, Some(word))
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

/// A feature that holds or does not.
pub fn yes(is: bool) -> f32 {
    f32::from(u8::from(is))
}

/// `length` features of which the one at `at` holds, if any does.
pub fn one_of(length: usize, at: Option<usize>) -> impl Iterator<Item = f32> {
    (0..length).map(move |index| yes(Some(index) == at))
}
