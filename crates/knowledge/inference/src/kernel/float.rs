//! All arithmetic in floating point, written once.
//!
//! Every function is inlined into one wrapper for each kind of processor and there turned into that
//! processor's vectors. Results are equal everywhere because nothing depends on the
//! width: sums run over sixteen lanes that are added in a fixed order, a fused multiply-add is written where one is
//! meant (a processor without the instruction computes the same), and exponentials are polynomials of our own.

/// Lanes of a sum, whatever the vectors of the processor.
pub(crate) const LANES: usize = 16;
/// The largest magnitude of an 8-bit number here.
const MAX_I8: f32 = 127.0;
/// The largest magnitude of queries, keys and values: 32 products of two stay below 2^31.
pub(crate) const MAX_I16: f32 = 8191.0;
/// Peaks below this count as a row of zeros, since their reciprocal may overflow.
const SMALLEST_PEAK: f32 = 1e-30;
/// 1.5 * 2^23: adding it rounds to a whole number, ties to even, and leaves that number in the low bits.
const ROUNDER: f32 = 12_582_912.0;
/// The score of a key that is not there; no true score comes near.
const MASKED: f32 = -1e30;
/// All bits but the sign.
const MAGNITUDE: u32 = 0x7FFF_FFFF;
/// One in the whole numbers that a softmax is summed in; 1024 of them stay below 2^31.
const WHOLE: f32 = 1_048_576.0;
/// The largest weight of a key after rounding.
const MAX_WEIGHT: f32 = 32_767.0;
/// The largest sum of the weights of a row, also when values have the largest scale: times `MAX_I16` it stays below 2^31.
const MAX_TOTAL: f32 = 131_072.0;

/// Factors from sums of products to numbers: one of the row, one of each column, and a bias.
#[derive(Clone, Copy)]
pub(crate) struct Affine<'a> {
    pub(crate) scale: &'a [f32],
    pub(crate) bias: &'a [f32],
}

/// Weight and bias of a layer norm.
#[derive(Clone, Copy)]
pub(crate) struct Norm<'a> {
    pub(crate) weight: &'a [f32],
    pub(crate) bias: &'a [f32],
    pub(crate) epsilon: f32,
}

/// `(sum * row) * scale + bias` for a row of sums.
#[inline(always)]
pub(crate) fn dequantize(sums: &[i32], row: f32, affine: Affine, out: &mut [f32]) {
    let n = out.len();
    let (sums, scale, bias) = (&sums[..n], &affine.scale[..n], &affine.bias[..n]);
    for i in 0..n {
        out[i] = (sums[i] as f32 * row).mul_add(scale[i], bias[i]);
    }
}

/// Rounds a row to 8 bits; returns its scale and the sum of the rounded numbers.
#[inline(always)]
pub(crate) fn quantize(row: &[f32], out: &mut [i8]) -> (f32, i32) {
    let (scale, inverse) = scales(peak(row), MAX_I8);
    let row = &row[..out.len()];
    let mut sum = 0i32;
    for i in 0..out.len() {
        let whole = rounded(row[i] * inverse, MAX_I8);
        out[i] = whole as i8;
        sum += i32::from(whole as i8);
    }
    (scale, sum)
}

/// Rounds a row to 16 bits within `limit`, two numbers a pair; returns its scale.
#[inline(always)]
pub(crate) fn quantize_pairs(row: &[f32], limit: f32, out: &mut [[i16; 2]]) -> f32 {
    let (scale, inverse) = scales(peak(row), limit);
    let row = &row[..out.len() * 2];
    for (pair, values) in out.iter_mut().zip(row.chunks_exact(2)) {
        *pair = [rounded(values[0] * inverse, limit) as i16, rounded(values[1] * inverse, limit) as i16];
    }
    scale
}

/// Sets negative numbers to zero.
#[inline(always)]
pub(crate) fn rectify(row: &mut [f32]) {
    for x in row {
        *x = if *x > 0.0 { *x } else { 0.0 };
    }
}

/// GELU of a dequantized row.
#[inline(always)]
pub(crate) fn dequantize_gelu(sums: &[i32], row: f32, affine: Affine, out: &mut [f32]) {
    let n = out.len();
    let (sums, scale, bias) = (&sums[..n], &affine.scale[..n], &affine.bias[..n]);
    for i in 0..n {
        out[i] = gelu((sums[i] as f32 * row).mul_add(scale[i], bias[i]));
    }
}

/// Adds a dequantized row to `x` and normalizes.
#[inline(always)]
pub(crate) fn add_and_normalize(sums: &[i32], row: f32, affine: Affine, norm: Norm, x: &mut [f32]) {
    let n = x.len();
    let (sums, scale, bias) = (&sums[..n], &affine.scale[..n], &affine.bias[..n]);
    for i in 0..n {
        x[i] += (sums[i] as f32 * row).mul_add(scale[i], bias[i]);
    }
    normalize(norm, x);
}

/// The embedding of a piece, normalized.
#[inline(always)]
pub(crate) fn embed(word: &[i8], scale: f32, position: &[f32], shape: &[f32], norm: Norm, x: &mut [f32]) {
    let n = x.len();
    let (word, position, shape) = (&word[..n], &position[..n], &shape[..n]);
    for i in 0..n {
        x[i] = f32::from(word[i]).mul_add(scale, position[i]) + shape[i];
    }
    normalize(norm, x);
}

/// One row of attention: scores of `keys` keys to rounded weights.
///
/// `query` and `key` turn sums into logits to base 2; `value` holds the values' scales, the largest being
/// one. Returns what turns a sum of weighted values into their mean, but for the largest scale.
#[inline(always)]
pub(crate) fn attend(
    sums: &[i32],
    query: f32,
    key: &[f32],
    value: &[f32],
    keys: usize,
    x: &mut [f32],
    out: &mut [i16],
) -> f32 {
    let n = x.len();
    let (sums, key, value, out) = (&sums[..n], &key[..n], &value[..n], &mut out[..n]);
    for i in 0..n {
        x[i] = sums[i] as f32 * query * key[i];
    }
    x[keys..].fill(MASKED);
    let top = largest(x);
    let mut total = 0;
    for i in 0..n {
        let y = exp2(x[i] - top);
        total += whole(y * WHOLE);
        x[i] = y * value[i];
    }
    let total = total as f32 / WHOLE;
    let factor = MAX_TOTAL / total;
    let factor = if factor < MAX_WEIGHT { factor } else { MAX_WEIGHT };
    for i in 0..n {
        out[i] = whole(x[i] * factor) as i16;
    }
    1.0 / (factor * total)
}

/// The sum of products of two rows.
#[inline(always)]
pub(crate) fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0f32; LANES];
    for (a, b) in a.chunks_exact(LANES).zip(b.chunks_exact(LANES)) {
        for l in 0..LANES {
            lanes[l] = a[l].mul_add(b[l], lanes[l]);
        }
    }
    fold(lanes, |a, b| a + b)
}

/// Adds to sixteen numbers the products of `x` with sixteen columns of a matrix, rows `stride` apart.
#[inline(always)]
pub(crate) fn add_product(x: &[f32], matrix: &[f32], stride: usize, out: &mut [f32]) {
    let mut lanes = [0f32; LANES];
    lanes.copy_from_slice(out);
    for (x, row) in x.iter().zip(matrix.chunks(stride)) {
        let row = &row[..LANES];
        for l in 0..LANES {
            lanes[l] = x.mul_add(row[l], lanes[l]);
        }
    }
    out.copy_from_slice(&lanes);
}

/// The same with a matrix of sums and their scales, where all sums have one more scale.
#[inline(always)]
pub(crate) fn add_scaled_product(x: &[f32], sums: &[i32], scale: &[f32], common: f32, stride: usize, out: &mut [f32]) {
    let mut lanes = [0f32; LANES];
    for ((x, sums), scale) in x.iter().zip(sums.chunks(stride)).zip(scale.chunks(stride)) {
        let (sums, scale) = (&sums[..LANES], &scale[..LANES]);
        for l in 0..LANES {
            lanes[l] = (sums[l] as f32 * scale[l]).mul_add(*x, lanes[l]);
        }
    }
    for l in 0..LANES {
        out[l] = lanes[l].mul_add(common, out[l]);
    }
}

/// Softmax in place.
#[inline(always)]
pub(crate) fn softmax(x: &mut [f32]) {
    let top = x.iter().fold(MASKED, |top, &x| if x > top { x } else { top });
    let mut total = 0.0;
    for x in x.iter_mut() {
        *x = exp2((*x - top) * std::f32::consts::LOG2_E);
        total += *x;
    }
    for x in x.iter_mut() {
        *x /= total;
    }
}

/// Scale and reciprocal for a row with this peak.
#[inline(always)]
fn scales(peak: f32, limit: f32) -> (f32, f32) {
    if peak > SMALLEST_PEAK { (peak / limit, limit / peak) } else { (0.0, 0.0) }
}

/// The nearest whole number within the limit, ties to even; not-a-number gives the lower limit.
#[inline(always)]
fn rounded(x: f32, limit: f32) -> i32 {
    let x = if x > -limit { x } else { -limit };
    let x = if x < limit { x } else { limit };
    whole(x)
}

/// The nearest whole number of one below 2^22, ties to even.
#[inline(always)]
fn whole(x: f32) -> i32 {
    (x + ROUNDER).to_bits().wrapping_sub(ROUNDER.to_bits()).cast_signed()
}

/// The largest magnitude of a row.
///
/// Magnitudes are in the order of their bits, and the largest whole number can be sought in any order.
#[inline(always)]
fn peak(row: &[f32]) -> f32 {
    f32::from_bits(row.iter().fold(0, |peak, x| peak.max(x.to_bits() & MAGNITUDE)))
}

/// The largest number of a row: where the sign is set, the order of bits is turned around.
#[inline(always)]
fn largest(row: &[f32]) -> f32 {
    let top = row.iter().fold(i32::MIN, |top, x| top.max(ordered(x.to_bits().cast_signed())));
    f32::from_bits(ordered(top).cast_unsigned())
}

/// Bits in the order of their numbers; done twice it gives the bits back.
#[inline(always)]
fn ordered(bits: i32) -> i32 {
    bits ^ ((bits >> 31) & i32::MAX)
}

#[inline(always)]
fn normalize(norm: Norm, x: &mut [f32]) {
    let n = x.len();
    let mut lanes = [0f32; LANES];
    for chunk in x.chunks_exact(LANES) {
        for l in 0..LANES {
            lanes[l] += chunk[l];
        }
    }
    let mean = fold(lanes, |a, b| a + b) / n as f32;
    let mut lanes = [0f32; LANES];
    for chunk in x.chunks_exact(LANES) {
        for l in 0..LANES {
            let y = chunk[l] - mean;
            lanes[l] = y.mul_add(y, lanes[l]);
        }
    }
    let variance = fold(lanes, |a, b| a + b) / n as f32;
    let inverse = 1.0 / (variance + norm.epsilon).sqrt();
    let (weight, bias) = (&norm.weight[..n], &norm.bias[..n]);
    for i in 0..n {
        x[i] = ((x[i] - mean) * inverse).mul_add(weight[i], bias[i]);
    }
}

/// Joins sixteen lanes, halves onto each other.
#[inline(always)]
fn fold(mut lanes: [f32; LANES], join: impl Fn(f32, f32) -> f32) -> f32 {
    for half in [8, 4, 2, 1] {
        for l in 0..half {
            lanes[l] = join(lanes[l], lanes[l + half]);
        }
    }
    lanes[0]
}

/// `2^x` for `x <= 0`, to 2e-7 of its value; below -126 the smallest normal number.
///
/// The polynomial is a minimax fit of degree 5 on -0.5..=0.5.
#[inline(always)]
fn exp2(x: f32) -> f32 {
    let x = if x > -126.0 { x } else { -126.0 };
    let shifted = x + ROUNDER;
    let part = x - (shifted - ROUNDER);
    let mut y: f32 = 1.327_647_1e-3;
    for c in [9.675_541e-3, 5.550_713e-2, 2.402_212e-1, 6.931_469_4e-1, 1.000_000_1] {
        y = y.mul_add(part, c);
    }
    f32::from_bits(y.to_bits().wrapping_add(shifted.to_bits() << 23))
}

/// Beyond this magnitude GELU is the identity or zero, to 6e-7.
const GELU_EDGE: f32 = 5.2;
/// `(Phi(x) - 1/2) / x` as a polynomial in `2 (x / GELU_EDGE)^2 - 1`, highest power first: a minimax
/// fit weighted so that GELU itself is right to 8e-7 on `-GELU_EDGE..=GELU_EDGE`.
const GELU: [f32; 14] = [
    -0.000_388_242_9,
    0.001_188_689_1,
    -0.001_468_752_9,
    0.002_005_171_7,
    -0.004_542_333_5,
    0.008_365_105,
    -0.012_619_651,
    0.018_038_77,
    -0.024_698_842,
    0.031_973_917,
    -0.039_931_986,
    0.050_025_616,
    -0.067_743_62,
    0.135_949_98,
];

#[inline(always)]
fn gelu(x: f32) -> f32 {
    let t = (x * x).mul_add(2.0 / (GELU_EDGE * GELU_EDGE), -1.0);
    let mut y = GELU[0];
    for c in &GELU[1..] {
        y = y.mul_add(t, *c);
    }
    let inner = x * x.mul_add(y, 0.5);
    let outer = if x > 0.0 { x } else { 0.0 };
    if x.abs() < GELU_EDGE { inner } else { outer }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `0.5 * (1 + erf(x / sqrt 2))` by the series of erf, in double precision.
    fn phi(x: f64) -> f64 {
        let z = x / std::f64::consts::SQRT_2;
        let (mut term, mut sum) = (z, z);
        for n in 1..200 {
            term *= -z * z / f64::from(n);
            sum += term / f64::from(2 * n + 1);
        }
        0.5 + sum / std::f64::consts::PI.sqrt()
    }

    #[test]
    fn gelu_is_right_to_a_millionth() {
        for i in -6000..=6000 {
            let x = i as f32 / 1000.0;
            let error = (f64::from(gelu(x)) - f64::from(x) * phi(f64::from(x))).abs();
            assert!(error < 1e-6, "gelu({x}) is off by {error}");
        }
    }

    #[test]
    fn exp2_is_right_to_a_millionth() {
        for i in 0..126_000 {
            let x = i as f32 / -1000.0;
            let right = f64::from(x).exp2();
            assert!((f64::from(exp2(x)) - right).abs() < 1e-6 * right.max(1e-3), "exp2({x})");
        }
    }

    #[test]
    fn rounding_ties_go_to_even() {
        let halves = [-2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 126.5, 300.0, f32::NAN];
        assert_eq!(halves.map(|x| rounded(x, 127.0)), [-2, -2, 0, 0, 2, 2, 126, 127, -127]);
    }

    #[test]
    fn zeros_and_specks_become_zeros() {
        for x in [0.0, -0.0, 1e-38, -1e-44] {
            let mut out = [1; 32];
            assert_eq!(quantize(&[x; 32], &mut out), (0.0, 0));
            assert_eq!(out, [0; 32]);
        }
    }

    #[test]
    fn softmax_adds_up_to_one() {
        let mut x = [1.0, 3.0, -200.0, 2.5];
        softmax(&mut x);
        assert!((x.iter().sum::<f32>() - 1.0).abs() < 1e-6);
        assert!((x[1] - 0.574_097).abs() < 1e-5, "{x:?}");
    }
}
