//! Integer products with the dot-product instructions of AVX-512 VNNI and AVX-VNNI.
//!
//! `vpdpbusd` multiplies bytes without a sign by bytes with one and cannot saturate. Weights are stored
//! with 128 added, so a row's sums start at -128 times the sum of the row.
#![allow(clippy::needless_range_loop, reason = "a tile's rows are counted alike in all its loops")]

use std::arch::x86_64::*;

use super::{COLUMNS, Panels};

/// Rows of a tile of 512-bit vectors: 12 * 2 sums, 2 weights and some for the rows fill 32 registers.
const TILE_512: usize = 12;
/// Rows of a tile of 256-bit vectors: 3 * 4 sums and 4 weights fill 16 registers.
const TILE_256: usize = 3;

/// See [`super::Kernels::multiply8`].
///
/// # Safety
/// The processor has the features, `a` holds `sums.len()` rows, and `out` as many rows of results.
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vnni")]
pub(super) unsafe fn multiply8_512(a: &[i8], sums: &[i32], weights: &Panels, out: &mut [i32]) {
    let rows = sums.len();
    for panel in 0..weights.panels {
        let mut row = 0;
        while row < rows {
            // SAFETY: by the contract, the rows from `row` on are in `a` and `out`, and `panel` is one of the
            // panels; each tile takes no more rows than are left.
            unsafe {
                row += match rows - row {
                    TILE_512.. => tile8_512::<TILE_512>(a, sums, weights, out, panel, row),
                    8.. => tile8_512::<8>(a, sums, weights, out, panel, row),
                    4.. => tile8_512::<4>(a, sums, weights, out, panel, row),
                    2.. => tile8_512::<2>(a, sums, weights, out, panel, row),
                    _ => tile8_512::<1>(a, sums, weights, out, panel, row),
                }
            }
        }
    }
}

/// # Safety
/// As [`multiply8_512`]; `row + N <= sums.len()` and `panel < weights.panels`.
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vnni")]
unsafe fn tile8_512<const N: usize>(
    a: &[i8],
    sums: &[i32],
    weights: &Panels,
    out: &mut [i32],
    panel: usize,
    row: usize,
) -> usize {
    let inner = weights.inner;
    // SAFETY: rows `row..row + N` of `a` have `inner` bytes each, a multiple of 4; the panel has
    // `inner / 4` groups of 128 bytes on a 64-byte boundary; and rows of `out` have `columns` numbers, of
    // which the panel's 32 are written.
    unsafe {
        let a = a.as_ptr().add(row * inner);
        let panel_start = weights.bytes.as_ptr().add(panel * COLUMNS * inner);
        let mut tile = [[_mm512_setzero_si512(); 2]; N];
        for r in 0..N {
            tile[r] = [_mm512_set1_epi32(-128 * sums[row + r]); 2];
        }
        // Each tile of rows fetches its share of the next panel; an address past the end is not read.
        let ahead = panel_start.wrapping_add(COLUMNS * inner + row / TILE_512 % 4 * (COLUMNS * inner / 4));
        for k in 0..inner / 4 {
            _mm_prefetch::<_MM_HINT_T0>(ahead.wrapping_add(k * 32));
            let w0 = _mm512_load_si512(panel_start.add(k * 128).cast());
            let w1 = _mm512_load_si512(panel_start.add(k * 128 + 64).cast());
            for r in 0..N {
                let x = _mm512_set1_epi32(a.add(r * inner + k * 4).cast::<i32>().read_unaligned());
                tile[r][0] = _mm512_dpbusd_epi32(tile[r][0], w0, x);
                tile[r][1] = _mm512_dpbusd_epi32(tile[r][1], w1, x);
            }
        }
        let stride = weights.stride();
        for r in 0..N {
            let to = out.as_mut_ptr().add((row + r) * stride + panel * COLUMNS);
            _mm512_storeu_si512(to.cast(), tile[r][0]);
            _mm512_storeu_si512(to.add(16).cast(), tile[r][1]);
        }
    }
    N
}

/// See [`super::Kernels::multiply8`].
///
/// # Safety
/// As [`multiply8_512`].
#[target_feature(enable = "avx2,avxvnni")]
pub(super) unsafe fn multiply8_256(a: &[i8], sums: &[i32], weights: &Panels, out: &mut [i32]) {
    let rows = sums.len();
    for panel in 0..weights.panels {
        let mut row = 0;
        while row < rows {
            // SAFETY: as in `multiply8_512`.
            unsafe {
                row += match rows - row {
                    TILE_256.. => tile8_256::<TILE_256>(a, sums, weights, out, panel, row),
                    _ => tile8_256::<1>(a, sums, weights, out, panel, row),
                }
            }
        }
    }
}

/// # Safety
/// As [`tile8_512`].
#[target_feature(enable = "avx2,avxvnni")]
unsafe fn tile8_256<const N: usize>(
    a: &[i8],
    sums: &[i32],
    weights: &Panels,
    out: &mut [i32],
    panel: usize,
    row: usize,
) -> usize {
    let inner = weights.inner;
    // SAFETY: as in `tile8_512`.
    unsafe {
        let a = a.as_ptr().add(row * inner);
        let panel_start = weights.bytes.as_ptr().add(panel * COLUMNS * inner);
        let mut tile = [[_mm256_setzero_si256(); 4]; N];
        for r in 0..N {
            tile[r] = [_mm256_set1_epi32(-128 * sums[row + r]); 4];
        }
        for k in 0..inner / 4 {
            for r in 0..N {
                let x = _mm256_set1_epi32(a.add(r * inner + k * 4).cast::<i32>().read_unaligned());
                for v in 0..4 {
                    let w = _mm256_load_si256(panel_start.add(k * 128 + v * 32).cast());
                    tile[r][v] = _mm256_dpbusd_avx_epi32(tile[r][v], w, x);
                }
            }
        }
        let stride = weights.stride();
        for r in 0..N {
            let to = out.as_mut_ptr().add((row + r) * stride + panel * COLUMNS);
            for v in 0..4 {
                _mm256_storeu_si256(to.add(v * 8).cast(), tile[r][v]);
            }
        }
    }
    N
}

/// See [`super::Kernels::multiply16`].
///
/// # Safety
/// The processor has the features; `a` holds `rows` rows of `pairs` pairs, `stride` apart; `b` holds whole
/// panels of `pairs` rows; and `out` holds `rows` rows of results.
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vnni")]
pub(super) unsafe fn multiply16(
    a: &[[i16; 2]],
    stride: usize,
    rows: usize,
    b: &[[i16; 2]],
    pairs: usize,
    out: &mut [i32],
) {
    let columns = b.len() / pairs;
    for (panel, b) in b.chunks_exact(pairs * COLUMNS).enumerate() {
        let mut row = 0;
        while row < rows {
            // SAFETY: by the contract; each tile takes no more rows than are left, and the panel's columns are
            // among those of `out`.
            unsafe {
                let a = a.as_ptr().add(row * stride);
                let out = out.as_mut_ptr().add(row * columns + panel * COLUMNS);
                row += match rows - row {
                    TILE_512.. => tile16::<TILE_512>(a, stride, b, out, columns),
                    8.. => tile16::<8>(a, stride, b, out, columns),
                    4.. => tile16::<4>(a, stride, b, out, columns),
                    2.. => tile16::<2>(a, stride, b, out, columns),
                    _ => tile16::<1>(a, stride, b, out, columns),
                }
            }
        }
    }
}

/// # Safety
/// `a` has `N` rows of `b.len() / 32` pairs, `stride` apart; `out` has `N` rows of 32 numbers, `columns` apart.
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vnni")]
unsafe fn tile16<const N: usize>(
    a: *const [i16; 2],
    stride: usize,
    b: &[[i16; 2]],
    out: *mut i32,
    columns: usize,
) -> usize {
    let mut tile = [[_mm512_setzero_si512(); 2]; N];
    for (k, b) in b.chunks_exact(COLUMNS).enumerate() {
        // SAFETY: `b` has 128 bytes; pair `k` of each row is there by the contract.
        unsafe {
            let b0 = _mm512_loadu_si512(b.as_ptr().cast());
            let b1 = _mm512_loadu_si512(b.as_ptr().add(16).cast());
            for r in 0..N {
                let x = _mm512_set1_epi32(a.add(r * stride + k).cast::<i32>().read_unaligned());
                tile[r][0] = _mm512_dpwssd_epi32(tile[r][0], b0, x);
                tile[r][1] = _mm512_dpwssd_epi32(tile[r][1], b1, x);
            }
        }
    }
    for (r, sums) in tile.iter().enumerate() {
        // SAFETY: row `r` of `out` has 32 numbers by the contract.
        unsafe {
            let to = out.add(r * columns);
            _mm512_storeu_si512(to.cast(), sums[0]);
            _mm512_storeu_si512(to.add(16).cast(), sums[1]);
        }
    }
    N
}
