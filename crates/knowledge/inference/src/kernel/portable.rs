//! Integer products in plain Rust, for any processor.

use super::{COLUMNS, Panels};

/// See [`super::Kernels::multiply8`]. Weights stand in rows, one for each column of the result.
pub(super) fn multiply8(a: &[i8], rows: usize, weights: &Panels, out: &mut [i32]) {
    let inner = weights.inner;
    for (a, out) in a.chunks_exact(inner).zip(out.chunks_exact_mut(weights.stride())).take(rows) {
        for (weights, out) in weights.bytes.chunks_exact(inner).zip(out) {
            *out = dot(a, weights);
        }
    }
}

/// See [`super::Kernels::multiply16`].
pub(super) fn multiply16(a: &[[i16; 2]], stride: usize, rows: usize, b: &[[i16; 2]], pairs: usize, out: &mut [i32]) {
    let columns = b.len() / pairs;
    for row in 0..rows {
        let a = &a[row * stride..][..pairs];
        let out = &mut out[row * columns..][..columns];
        for (panel, out) in b.chunks_exact(pairs * COLUMNS).zip(out.chunks_exact_mut(COLUMNS)) {
            panel_row(a, panel, out);
        }
    }
}

fn panel_row(a: &[[i16; 2]], panel: &[[i16; 2]], out: &mut [i32]) {
    let mut sums = [0i32; COLUMNS];
    for (a, b) in a.iter().zip(panel.chunks_exact(COLUMNS)) {
        for (sum, b) in sums.iter_mut().zip(b) {
            let both = i32::from(a[0]) * i32::from(b[0]) + i32::from(a[1]) * i32::from(b[1]);
            *sum = sum.wrapping_add(both);
        }
    }
    out.copy_from_slice(&sums);
}

fn dot(a: &[i8], b: &[i8]) -> i32 {
    a.iter().zip(b).map(|(&a, &b)| i32::from(a) * i32::from(b)).sum()
}
