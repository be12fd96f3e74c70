//! The steps of the network on blocks of rows, between two integer products.
//!
//! Each is instantiated for every kind of processor by [`super::Kernels`], hence `inline(always)`.

use super::float::{self, Affine, LANES, MAX_I16, Norm};

/// Rows rounded to 8 bits, as the products take them.
pub(crate) struct RowsMut<'a> {
    pub(crate) numbers: &'a mut [i8],
    pub(crate) scale: &'a mut [f32],
    pub(crate) sum: &'a mut [i32],
}

/// One of queries, keys and values: rows rounded to 16 bits.
pub(crate) struct PairsMut<'a> {
    pub(crate) numbers: &'a mut [[i16; 2]],
    pub(crate) scale: &'a mut [f32],
}

/// Sums of products with what turns them into numbers.
#[derive(Clone, Copy)]
pub(crate) struct Product<'a> {
    /// `[rows, stride]`, of which `columns` count.
    pub(crate) sums: &'a [i32],
    pub(crate) stride: usize,
    pub(crate) columns: usize,
    /// The scale of each row.
    pub(crate) rows: &'a [f32],
    pub(crate) affine: Affine<'a>,
}

impl<'a> Product<'a> {
    #[inline(always)]
    fn iter(self) -> impl Iterator<Item = (&'a [i32], f32)> {
        self.sums.chunks_exact(self.stride).zip(self.rows.iter().copied())
    }
}

/// The scores of a block of queries against the keys of one window.
#[derive(Clone, Copy)]
pub(crate) struct Scores<'a> {
    /// `[queries, padded keys]`
    pub(crate) sums: &'a [i32],
    /// Scales of the queries, those of the keys (to base 2), and those of the values over the largest.
    pub(crate) query: &'a [f32],
    pub(crate) key: &'a [f32],
    pub(crate) value: &'a [f32],
    /// How many keys there are; the others are padding.
    pub(crate) keys: usize,
}

/// Rounds rows to 8 bits.
#[inline(always)]
pub(crate) fn quantize(x: &[f32], out: RowsMut) {
    let rows = out.scale.len();
    let width = out.numbers.len() / rows.max(1);
    for row in 0..rows {
        let (scale, sum) = float::quantize(&x[row * width..][..width], &mut out.numbers[row * width..][..width]);
        out.scale[row] = scale;
        out.sum[row] = sum;
    }
}

/// Rounds rows to 16 bits within a limit.
#[inline(always)]
pub(crate) fn quantize_pairs(x: &[f32], limit: f32, out: PairsMut) {
    let rows = out.scale.len();
    let pairs = out.numbers.len() / rows.max(1);
    for row in 0..rows {
        let numbers = &mut out.numbers[row * pairs..][..pairs];
        out.scale[row] = float::quantize_pairs(&x[row * pairs * 2..][..pairs * 2], limit, numbers);
    }
}

/// Dequantizes rows; `out` has as many columns as it needs, at most those of the product.
#[inline(always)]
pub(crate) fn dequantize(product: Product, columns: usize, out: &mut [f32]) {
    for ((sums, row), out) in product.iter().zip(out.chunks_exact_mut(columns)) {
        float::dequantize(sums, row, product.affine, out);
    }
}

/// Dequantizes rows and sets negative numbers to zero.
#[inline(always)]
pub(crate) fn dequantize_rectified(product: Product, columns: usize, out: &mut [f32]) {
    dequantize(product, columns, out);
    float::rectify(out);
}

/// Splits rows into queries, keys and values of 16 bits; `row` has room for one row.
#[inline(always)]
pub(crate) fn split(product: Product, row: &mut [f32], queries: PairsMut, keys: PairsMut, values: PairsMut) {
    let width = product.columns / 3;
    for (index, (sums, scale)) in product.iter().enumerate() {
        let row = &mut row[..product.columns];
        float::dequantize(sums, scale, product.affine, row);
        let at = index * width / 2..(index + 1) * width / 2;
        queries.scale[index] = float::quantize_pairs(&row[..width], MAX_I16, &mut queries.numbers[at.clone()]);
        keys.scale[index] = float::quantize_pairs(&row[width..2 * width], MAX_I16, &mut keys.numbers[at.clone()]);
        values.scale[index] = float::quantize_pairs(&row[2 * width..], MAX_I16, &mut values.numbers[at]);
    }
}

/// GELU of rows, rounded to 8 bits; `row` has room for one row.
#[inline(always)]
pub(crate) fn activate(product: Product, row: &mut [f32], out: RowsMut) {
    let columns = product.columns;
    for (index, (sums, scale)) in product.iter().enumerate() {
        let row = &mut row[..columns];
        float::dequantize_gelu(sums, scale, product.affine, row);
        let (scale, sum) = float::quantize(row, &mut out.numbers[index * columns..][..columns]);
        out.scale[index] = scale;
        out.sum[index] = sum;
    }
}

/// Adds rows to the stream `x`, normalizes it, and rounds it to 8 bits.
#[inline(always)]
pub(crate) fn add_and_normalize(product: Product, norm: Norm, x: &mut [f32], out: RowsMut) {
    let width = product.columns;
    for (index, (sums, scale)) in product.iter().enumerate() {
        let x = &mut x[index * width..][..width];
        float::add_and_normalize(sums, scale, product.affine, norm, x);
        let (scale, sum) = float::quantize(x, &mut out.numbers[index * width..][..width]);
        out.scale[index] = scale;
        out.sum[index] = sum;
    }
}

/// The embedding of one piece.
#[inline(always)]
pub(crate) fn embed(word: &[i8], scale: f32, position: &[f32], shape: &[f32], norm: Norm, x: &mut [f32]) {
    float::embed(word, scale, position, shape, norm, x);
}

/// Scores to rounded weights; `row` has room for one row of scores, `factor` takes what the
/// weighted sums of values are to be multiplied by.
#[inline(always)]
pub(crate) fn attend(scores: Scores, row: &mut [f32], weights: &mut [[i16; 2]], factor: &mut [f32]) {
    let padded = scores.key.len();
    let weights = weights.as_flattened_mut();
    for (index, (&query, factor)) in scores.query.iter().zip(factor).enumerate() {
        let sums = &scores.sums[index * padded..][..padded];
        let out = &mut weights[index * padded..][..padded];
        *factor = float::attend(sums, query, scores.key, scores.value, scores.keys, &mut row[..padded], out);
    }
}

/// Writes the weighted sums of one attention head into its columns of the rows of `out`.
#[inline(always)]
pub(crate) fn place(
    sums: &[i32],
    head_width: usize,
    factor: &[f32],
    scale: f32,
    width: usize,
    column: usize,
    out: &mut [f32],
) {
    for (index, factor) in factor.iter().enumerate() {
        let factor = factor * scale;
        let sums = &sums[index * head_width..][..head_width];
        let out = &mut out[index * width + column..][..head_width];
        for i in 0..head_width {
            out[i] = sums[i] as f32 * factor;
        }
    }
}

/// The dot product of every row of `a` with every row of `b`, plus the row of `b`'s bias.
#[inline(always)]
pub(crate) fn cross(a: &[f32], b: &[f32], inner: usize, bias: &[f32], out: &mut [f32]) {
    let columns = bias.len();
    for (a, out) in a.chunks_exact(inner).zip(out.chunks_exact_mut(columns)) {
        for ((b, bias), out) in b.chunks_exact(inner).zip(bias).zip(out) {
            *out = float::dot(a, b) + bias;
        }
    }
}

/// Adds `x` times a matrix `[x.len(), out.len()]`; `out` has a multiple of sixteen numbers.
#[inline(always)]
pub(crate) fn add_product(x: &[f32], matrix: &[f32], out: &mut [f32]) {
    let stride = out.len();
    for (block, out) in out.chunks_exact_mut(LANES).enumerate() {
        float::add_product(x, &matrix[block * LANES..], stride, out);
    }
}

/// Adds `common` times `x` times the matrix `sums * scale`, of the same shape.
#[inline(always)]
pub(crate) fn add_scaled_product(x: &[f32], sums: &[i32], scale: &[f32], common: f32, out: &mut [f32]) {
    let stride = out.len();
    for (block, out) in out.chunks_exact_mut(LANES).enumerate() {
        let at = block * LANES;
        float::add_scaled_product(x, &sums[at..], &scale[at..], common, stride, out);
    }
}

/// See [`float::softmax`].
#[inline(always)]
pub(crate) fn softmax(x: &mut [f32]) {
    float::softmax(x);
}
