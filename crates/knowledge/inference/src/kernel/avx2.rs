//! Integer products with AVX2: bytes are widened to 16 bits and multiplied in pairs (`vpmaddwd`), which is exact.
#![allow(clippy::needless_range_loop, reason = "a tile's rows are counted alike in all its loops")]

use std::arch::x86_64::*;

use super::{Buffer, COLUMNS, Panels};

/// Rows of a tile: 6 * 2 sums, 2 weights, one row and one product fill 16 registers.
const TILE: usize = 6;
/// Columns of a tile: half a panel.
const HALF: usize = 16;

/// See [`super::Kernels::multiply8`].
///
/// # Safety
/// The processor has AVX2, `a` holds `rows` rows, and `out` as many rows of results.
#[target_feature(enable = "avx2")]
pub(super) unsafe fn multiply8(a: &[i8], rows: usize, weights: &Panels, out: &mut [i32]) {
    let inner = weights.inner;
    let mut wide = Buffer::zeroed(rows * inner / 2);
    for (pair, bytes) in wide.iter_mut().zip(a.chunks_exact(2)) {
        *pair = [i16::from(bytes[0]), i16::from(bytes[1])];
    }
    let stride = weights.stride();
    for half in 0..weights.panels * 2 {
        let b = &weights.bytes[half / 2 * COLUMNS * inner..][..COLUMNS * inner];
        // SAFETY: `wide` and `out` hold `rows` rows, and `b` is a panel.
        unsafe { half_panel(&wide, inner / 2, rows, Bytes(b), half, stride, out) }
    }
}

/// See [`super::Kernels::multiply16`].
///
/// # Safety
/// The processor has AVX2; `a` holds `rows` rows of `pairs` pairs, `stride` apart; `b` holds whole
/// panels of `pairs` rows; and `out` holds `rows` rows of results.
#[target_feature(enable = "avx2")]
pub(super) unsafe fn multiply16(
    a: &[[i16; 2]],
    stride: usize,
    rows: usize,
    b: &[[i16; 2]],
    pairs: usize,
    out: &mut [i32],
) {
    let columns = b.len() / pairs;
    for half in 0..columns / HALF {
        let b = &b[half / 2 * COLUMNS * pairs..][..COLUMNS * pairs];
        // SAFETY: by the contract.
        unsafe { half_panel(a, stride, rows, Pairs(b), half, columns, out) }
    }
}

/// One panel of weights, by pairs of rows.
trait Panel: Copy {
    fn pairs(self) -> usize;

    /// Eight columns of pair `k`, from `column` on, in 16 bits.
    ///
    /// # Safety
    /// The processor has AVX2, `k < pairs()` and `column` is 0, 8, 16 or 24.
    unsafe fn load(self, k: usize, column: usize) -> __m256i;
}

#[derive(Clone, Copy)]
struct Bytes<'a>(&'a [i8]);

impl Panel for Bytes<'_> {
    fn pairs(self) -> usize {
        self.0.len() / (2 * COLUMNS)
    }

    #[inline(always)]
    unsafe fn load(self, k: usize, column: usize) -> __m256i {
        // SAFETY: a pair has 64 bytes, of which 16 from `2 * column` on are read.
        unsafe { _mm256_cvtepi8_epi16(_mm_loadu_si128(self.0.as_ptr().add((k * COLUMNS + column) * 2).cast())) }
    }
}

#[derive(Clone, Copy)]
struct Pairs<'a>(&'a [[i16; 2]]);

impl Panel for Pairs<'_> {
    fn pairs(self) -> usize {
        self.0.len() / COLUMNS
    }

    #[inline(always)]
    unsafe fn load(self, k: usize, column: usize) -> __m256i {
        // SAFETY: row `k` has 32 pairs, of which 8 from `column` on are read.
        unsafe { _mm256_loadu_si256(self.0.as_ptr().add(k * COLUMNS + column).cast()) }
    }
}

/// # Safety
/// The processor has AVX2; `a` holds `rows` rows of `b.pairs()` pairs, `stride` apart; `out` holds `rows` rows of
/// `columns` numbers, among them the sixteen of the half panel.
#[target_feature(enable = "avx2")]
unsafe fn half_panel<P: Panel>(
    a: &[[i16; 2]],
    stride: usize,
    rows: usize,
    b: P,
    half: usize,
    columns: usize,
    out: &mut [i32],
) {
    let mut row = 0;
    while row < rows {
        // SAFETY: by the contract; each tile takes no more rows than are left.
        unsafe {
            let a = a.as_ptr().add(row * stride);
            let out = out.as_mut_ptr().add(row * columns + half * HALF);
            row += match rows - row {
                TILE.. => tile::<P, TILE>(a, stride, b, half % 2 * HALF, out, columns),
                3.. => tile::<P, 3>(a, stride, b, half % 2 * HALF, out, columns),
                _ => tile::<P, 1>(a, stride, b, half % 2 * HALF, out, columns),
            }
        }
    }
}

/// # Safety
/// `a` has `N` rows of `b.pairs()` pairs, `stride` apart; `out` has `N` rows of 16 numbers, `columns` apart;
/// `column` is 0 or 16.
#[target_feature(enable = "avx2")]
unsafe fn tile<P: Panel, const N: usize>(
    a: *const [i16; 2],
    stride: usize,
    b: P,
    column: usize,
    out: *mut i32,
    columns: usize,
) -> usize {
    let mut tile = [[_mm256_setzero_si256(); 2]; N];
    for k in 0..b.pairs() {
        // SAFETY: `k` is below `pairs()`, and pair `k` of each row is there by the contract.
        unsafe {
            let b0 = b.load(k, column);
            let b1 = b.load(k, column + 8);
            for r in 0..N {
                let x = _mm256_set1_epi32(a.add(r * stride + k).cast::<i32>().read_unaligned());
                tile[r][0] = _mm256_add_epi32(tile[r][0], _mm256_madd_epi16(b0, x));
                tile[r][1] = _mm256_add_epi32(tile[r][1], _mm256_madd_epi16(b1, x));
            }
        }
    }
    for (r, sums) in tile.iter().enumerate() {
        // SAFETY: row `r` of `out` has 16 numbers by the contract.
        unsafe {
            let to = out.add(r * columns);
            _mm256_storeu_si256(to.cast(), sums[0]);
            _mm256_storeu_si256(to.add(8).cast(), sums[1]);
        }
    }
    N
}
