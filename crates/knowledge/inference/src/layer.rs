//! Small heads over words' vectors and features, in floats. Sums have one order, so that every machine gives the same.

use safetensors::SafeTensors;

/// Weights that do not have the form they should have.
#[derive(Debug)]
pub struct WeightsError(String);

impl WeightsError {
    /// Says what is wrong.
    pub fn new(message: impl Into<String>) -> WeightsError {
        WeightsError(message.into())
    }
}

impl std::fmt::Display for WeightsError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for WeightsError {}

/// A matrix: `columns` numbers for each of its rows.
pub struct Matrix {
    values: Vec<f32>,
    columns: usize,
}

impl Matrix {
    /// Reads a matrix of this shape.
    ///
    /// # Errors
    /// If it is missing, has another shape or type, or a number is not finite.
    pub fn read(file: &SafeTensors, name: &str, rows: usize, columns: usize) -> Result<Matrix, WeightsError> {
        let wrong = || WeightsError(format!("expected `{name}` of {rows} by {columns} floats"));
        let tensor = file.tensor(name).map_err(|_| wrong())?;
        let is_right =
            tensor.dtype() == safetensors::Dtype::F32 && tensor.shape().iter().product::<usize>() == rows * columns;
        let (values, rest) = tensor.data().as_chunks::<4>();
        if !is_right || !rest.is_empty() {
            return Err(wrong());
        }
        let values: Vec<f32> = values.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect();
        if values.iter().any(|value| !value.is_finite()) {
            return Err(WeightsError(format!("`{name}` has a number that is not finite")));
        }
        Ok(Matrix { values, columns })
    }

    /// The numbers of a row.
    ///
    /// # Panics
    /// If there is no such row.
    pub fn row(&self, row: usize) -> &[f32] {
        &self.values[row * self.columns..(row + 1) * self.columns]
    }

    /// Adds row `row` to `sum`.
    ///
    /// # Panics
    /// If there is no such row.
    pub fn add_row(&self, row: usize, sum: &mut [f32]) {
        for (sum, value) in sum.iter_mut().zip(self.row(row)) {
            *sum += value;
        }
    }

    /// Adds the rows, each times its input, to `sum`.
    pub fn add_product(&self, input: &[f32], sum: &mut [f32]) {
        for (row, &factor) in self.values.chunks_exact(self.columns).zip(input) {
            for (sum, value) in sum.iter_mut().zip(row) {
                *sum += factor * value;
            }
        }
    }
}

/// A matrix and what is added to its product.
pub struct Layer {
    weight: Matrix,
    bias: Matrix,
}

impl Layer {
    /// Reads `NAME.weight`, a row an input, and `NAME.bias`.
    ///
    /// # Errors
    /// As [`Matrix::read`].
    pub fn read(file: &SafeTensors, name: &str, rows: usize, columns: usize) -> Result<Layer, WeightsError> {
        let weight = Matrix::read(file, &format!("{name}.weight"), rows, columns)?;
        Ok(Layer { weight, bias: Matrix::read(file, &format!("{name}.bias"), 1, columns)? })
    }

    /// The layer's output.
    pub fn of(&self, input: &[f32]) -> Vec<f32> {
        let mut sum = self.bias.row(0).to_vec();
        self.weight.add_product(input, &mut sum);
        sum
    }

    /// What is added to the product.
    pub fn bias(&self) -> &[f32] {
        self.bias.row(0)
    }

    /// The matrix.
    pub fn weight(&self) -> &Matrix {
        &self.weight
    }
}

/// Numbers below zero become zero.
pub fn rectify(values: &mut [f32]) {
    values.iter_mut().for_each(|value| *value = value.max(0.0));
}

/// Exponentials that sum to one.
pub fn softmax(logits: &[f32]) -> Vec<f32> {
    let top = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let powers: Vec<f32> = logits.iter().map(|logit| exp(logit - top)).collect();
    let total: f32 = powers.iter().sum();
    powers.into_iter().map(|power| power / total).collect()
}

/// e to the power of a number of at most zero, by the same steps on every machine.
fn exp(x: f32) -> f32 {
    // Halved until small, then a series, then squared as often.
    let x = f64::from(x.max(-60.0)) / 64.0;
    let series = 1.0 + x * (1.0 + x / 2.0 * (1.0 + x / 3.0 * (1.0 + x / 4.0 * (1.0 + x / 5.0 * (1.0 + x / 6.0)))));
    let mut power = series;
    for _ in 0..6 {
        power *= power;
    }
    power as f32
}

/// The probability of log odds.
pub fn sigmoid(odds: f32) -> f32 {
    let power = exp(-odds.abs());
    if odds < 0.0 { power / (1.0 + power) } else { 1.0 / (1.0 + power) }
}

/// The natural logarithm of a number above zero, by the same steps on every machine.
pub fn ln(x: f32) -> f32 {
    // x is 2 to the power of `exponent` times a mantissa from 1 to 2.
    let bits = f64::from(x).to_bits();
    let exponent = (bits >> 52) as i64 - 1023;
    let mantissa = f64::from_bits(bits & ((1 << 52) - 1) | 1023 << 52);
    let t = (mantissa - 1.0) / (mantissa + 1.0);
    let (mut series, mut power) = (0.0, t);
    for odd in (1..30).step_by(2) {
        series += power / f64::from(odd);
        power *= t * t;
    }
    (2.0 * series + exponent as f64 * std::f64::consts::LN_2) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithms_are_logarithms() {
        for x in [1e-9f32, 0.3, 1.0, 1.999, 2.0, 77.5, 1e9] {
            assert!((ln(x) - x.ln()).abs() < 1e-5 * x.ln().abs().max(1.0), "{x}");
        }
        assert!((sigmoid(0.0) - 0.5).abs() < 1e-6 && sigmoid(-9.0) < 0.001 && sigmoid(9.0) > 0.999);
    }

    #[test]
    fn exponentials_are_exponentials() {
        for x in [0.0f32, -0.5, -1.0, -7.25, -30.0] {
            assert!((exp(x) - x.exp()).abs() < 1e-6, "{x}");
        }
        let probabilities = softmax(&[1.0, 3.0, 3.0]);
        assert!((probabilities.iter().sum::<f32>() - 1.0).abs() < 1e-6 && probabilities[1] == probabilities[2]);
    }
}
