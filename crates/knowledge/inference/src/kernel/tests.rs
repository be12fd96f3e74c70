//! Every path against the plain definition, bit by bit.

use proptest::prelude::*;

use super::rows::{PairsMut, RowsMut};
use super::*;

fn kernels() -> Vec<Kernels> {
    Path::available().into_iter().filter_map(Kernels::on).collect()
}

/// Numbers in -127..=127, with many at the ends.
fn number() -> impl Strategy<Value = i8> {
    prop_oneof![3 => -127..=127i8, 1 => Just(127i8), 1 => Just(-127i8)]
}

fn matrix(rows: usize, columns: usize) -> impl Strategy<Value = Vec<i8>> {
    prop::collection::vec(number(), rows * columns)
}

/// Rows, columns and inner length of a product, with both factors.
fn product8() -> impl Strategy<Value = (usize, Vec<i8>, Vec<i8>)> {
    (1..70usize, 1..80usize, (1..8usize).prop_map(|blocks| blocks * 32))
        .prop_flat_map(|(rows, columns, inner)| (Just(inner), matrix(rows, inner), matrix(columns, inner)))
}

/// The product in whole numbers, as it is written in the format.
fn expected8(inner: usize, a: &[i8], weights: &[i8]) -> Vec<Vec<i32>> {
    let dot = |a: &[i8], w: &[i8]| a.iter().zip(w).map(|(&a, &w)| i32::from(a) * i32::from(w)).sum();
    a.chunks(inner).map(|a| weights.chunks(inner).map(|w| dot(a, w)).collect()).collect()
}

fn found8(kernels: Kernels, inner: usize, a: &[i8], weights: &[i8]) -> Vec<Vec<i32>> {
    let panels = kernels.pack(weights, inner);
    let sums: Vec<i32> = a.chunks(inner).map(|row| row.iter().map(|&x| i32::from(x)).sum()).collect();
    let mut out = vec![0; sums.len() * panels.stride()];
    kernels.multiply8(a, &sums, &panels, &mut out);
    out.chunks(panels.stride()).map(|row| row[..weights.len() / inner].to_vec()).collect()
}

#[track_caller]
fn check8(inner: usize, a: &[i8], weights: &[i8]) {
    let expected = expected8(inner, a, weights);
    for kernels in kernels() {
        assert!(found8(kernels, inner, a, weights) == expected, "{kernels:?}");
    }
}

#[test]
fn the_largest_sums_are_exact() {
    for (a, w) in [(127, 127), (-127, 127), (127, -127), (-127, -127)] {
        check8(16_384, &[a; 3 * 16_384], &[w; 2 * 16_384]);
    }
}

#[test]
fn no_rows_are_no_work() {
    for kernels in kernels() {
        kernels.multiply8(&[], &[], &kernels.pack(&[1; 64], 64), &mut []);
        kernels.multiply16(&[], 0, 0, &[], 0, &mut []);
    }
}

proptest! {
    #[test]
    fn products_of_bytes_are_exact((inner, a, weights) in product8()) {
        check8(inner, &a, &weights);
    }

    #[test]
    fn products_of_pairs_are_exact(
        rows in 1..40usize, panels in 1..4usize, pairs in 1..20usize, gap in 0..3usize,
        numbers in prop::collection::vec(any::<[i16; 2]>().prop_map(|pair| pair.map(|x| x % 5_000)), 2 * 128),
    ) {
        let stride = pairs + gap;
        let take = |n: usize, skip: usize| numbers.iter().copied().cycle().skip(skip).take(n).collect::<Vec<_>>();
        let (a, b) = (take(rows * stride, 0), take(panels * pairs * COLUMNS, 7));
        let run = |kernels: Kernels| {
            let mut out = vec![0; rows * panels * COLUMNS];
            kernels.multiply16(&a, stride, rows, &b, pairs, &mut out);
            out
        };
        let mut expected = Vec::new();
        for row in 0..rows {
            for column in 0..panels * COLUMNS {
                let panel = &b[column / COLUMNS * pairs * COLUMNS..][..pairs * COLUMNS];
                let product = |k: usize, part: usize| {
                    i32::from(a[row * stride + k][part]) * i32::from(panel[k * COLUMNS + column % COLUMNS][part])
                };
                expected.push((0..pairs).map(|k| product(k, 0) + product(k, 1)).sum::<i32>());
            }
        }
        for kernels in kernels() {
            prop_assert_eq!(&run(kernels), &expected, "{:?}", kernels);
        }
    }

    #[test]
    fn steps_in_floats_are_the_same_on_every_path(
        bits in prop::collection::vec(any::<f32>(), 64), sums in prop::collection::vec(-1_000_000..1_000_000, 96), keys in 1..=96usize,
    ) {
        // Any float for rounding; tame ones for what follows.
        let tame: Vec<f32> = bits.iter().map(|x| if x.is_finite() { x % 4.0 } else { 0.5 }).collect();
        let scale: Vec<f32> = tame.iter().cycle().take(96).map(|x| 1e-6 * (x.abs() + 0.1)).collect();
        let share: Vec<f32> = tame.iter().cycle().take(96).map(|x| x.abs() / 4.0).collect();
        let run = |kernels: Kernels| {
            let (mut numbers, mut row_scale, mut sum) = ([0i8; 64], [0f32; 1], [0i32; 1]);
            kernels.quantize(&bits, RowsMut { numbers: &mut numbers, scale: &mut row_scale, sum: &mut sum });
            let mut pairs = [[0i16; 2]; 32];
            let mut pair_scale = [0f32; 1];
            kernels.quantize_pairs(&bits, 8191.0, PairsMut { numbers: &mut pairs, scale: &mut pair_scale });

            let affine = float::Affine { scale: &scale, bias: &tame };
            let product = Product { sums: &sums[..64], stride: 64, columns: 64, rows: &[0.7], affine };
            let mut active = ([0f32; 64], [0i8; 64], [0f32; 1], [0i32; 1]);
            let out = RowsMut { numbers: &mut active.1, scale: &mut active.2, sum: &mut active.3 };
            kernels.activate(product, &mut active.0, out);
            let norm = Norm { weight: &tame, bias: &tame, epsilon: 1e-12 };
            let mut stream = (tame.clone(), [0i8; 64], [0f32; 1], [0i32; 1]);
            let out = RowsMut { numbers: &mut stream.1, scale: &mut stream.2, sum: &mut stream.3 };
            kernels.add_and_normalize(product, norm, &mut stream.0, out);

            let scores = Scores { sums: &sums, query: &[3.0], key: &scale, value: &share, keys };
            let (mut row, mut weights, mut factor) = ([0f32; 96], [[0i16; 2]; 48], [0f32; 1]);
            kernels.attend(scores, &mut row, &mut weights, &mut factor);
            let mut soft = tame.clone();
            kernels.softmax(&mut soft);
            format!("{numbers:?}{row_scale:?}{sum:?}{pairs:?}{pair_scale:?}{active:?}{stream:?}{weights:?}{factor:?}{soft:?}")
        };
        let expected = run(Kernels::PORTABLE);
        for kernels in kernels() {
            prop_assert_eq!(&run(kernels), &expected, "{:?}", kernels);
        }
    }
}
