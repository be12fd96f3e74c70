//! The arithmetic, chosen at run time by what the processor can do.
//!
//! All `unsafe` of the crate stands below this module: calls of functions compiled for features that
//! were detected, vector loads and stores in the integer products, and aligned memory.

#[cfg(all(target_arch = "x86_64", target_os = "linux"))]
mod amx;
#[cfg(target_arch = "x86_64")]
mod avx2;
mod buffer;
pub(crate) mod float;
mod portable;
pub(crate) mod rows;
#[cfg(test)]
mod tests;
#[cfg(target_arch = "x86_64")]
mod vnni;

pub(crate) use buffer::Buffer;
use float::Norm;
use rows::{PairsMut, Product, RowsMut, Scores};

/// Columns of a panel, the unit in which weights are stored.
pub(crate) const COLUMNS: usize = 32;

/// A kind of processor that the arithmetic has been written for. All give the same results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Path {
    /// Any processor.
    Portable,
    /// x86-64 with AVX2 and FMA.
    Avx2,
    /// x86-64 with that and the 256-bit dot products of AVX-VNNI.
    AvxVnni,
    /// x86-64 with AVX-512 F, BW, DQ, VL and VNNI.
    Avx512Vnni,
    /// That and the 8-bit matrix tiles of AMX, which Linux must permit.
    Amx,
}

impl Path {
    const ALL: [Path; 5] = [Path::Portable, Path::Avx2, Path::AvxVnni, Path::Avx512Vnni, Path::Amx];

    /// The paths this processor can take, the fastest last.
    pub fn available() -> Vec<Path> {
        Path::ALL.into_iter().filter(|path| path.is_available()).collect()
    }

    #[cfg(target_arch = "x86_64")]
    fn is_available(self) -> bool {
        use std::arch::is_x86_feature_detected as has;
        match self {
            Path::Portable => true,
            Path::Avx2 => has!("avx2") && has!("fma"),
            Path::AvxVnni => Path::Avx2.is_available() && has!("avxvnni"),
            Path::Avx512Vnni => {
                has!("fma")
                    && has!("avx512f")
                    && has!("avx512bw")
                    && has!("avx512dq")
                    && has!("avx512vl")
                    && has!("avx512vnni")
            }
            #[cfg(target_os = "linux")]
            Path::Amx => Path::Avx512Vnni.is_available() && amx::is_available(),
            #[cfg(not(target_os = "linux"))]
            Path::Amx => false,
        }
    }

    #[cfg(not(target_arch = "x86_64"))]
    fn is_available(self) -> bool {
        self == Path::Portable
    }
}

/// A matrix of 8-bit weights, laid out as its path's product reads it.
pub(crate) struct Panels {
    bytes: Buffer<i8>,
    inner: usize,
    panels: usize,
}

impl Panels {
    /// Columns of a product with these weights: the rows of the matrix, up to a multiple of [`COLUMNS`].
    pub(crate) fn columns(&self) -> usize {
        self.panels * COLUMNS
    }

    /// Where the next row of a product starts: an odd number of cache lines on, so that rows do not
    /// compete for the same places in the cache.
    pub(crate) fn stride(&self) -> usize {
        self.columns() + 16
    }

    pub(crate) fn inner(&self) -> usize {
        self.inner
    }
}

/// The arithmetic of one path.
///
/// Invariant: the path is available on this processor.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kernels {
    path: Path,
}

impl Kernels {
    /// Always available.
    pub(crate) const PORTABLE: Kernels = Kernels { path: Path::Portable };

    /// The arithmetic of a path, if this processor can take it.
    pub(crate) fn on(path: Path) -> Option<Kernels> {
        path.is_available().then_some(Kernels { path })
    }

    /// Lays out a matrix `[columns, inner]` of weights in -127..=127; `inner` is a multiple of 32.
    pub(crate) fn pack(self, weights: &[i8], inner: usize) -> Panels {
        let columns = weights.len() / inner;
        let panels = columns.div_ceil(COLUMNS);
        let mut bytes = Buffer::zeroed(panels * COLUMNS * inner);
        let group = match self.path {
            Path::Portable => inner,
            Path::Avx2 => 2,
            Path::AvxVnni | Path::Avx512Vnni | Path::Amx => 4,
        };
        let offset = self.offset(inner);
        for (column, row) in weights.chunks_exact(inner).enumerate() {
            let panel = &mut bytes[column / COLUMNS * COLUMNS * inner..][..COLUMNS * inner];
            for (index, numbers) in row.chunks_exact(group).enumerate() {
                let at = (index * COLUMNS + column % COLUMNS) * group;
                for (byte, number) in panel[at..at + group].iter_mut().zip(numbers) {
                    *byte = number ^ offset;
                }
            }
        }
        Panels { bytes, inner, panels }
    }

    /// Dot products of VNNI take one factor without a sign: weights are stored with 128 added.
    fn offset(self, inner: usize) -> i8 {
        match self.path {
            Path::Portable | Path::Avx2 => 0,
            Path::AvxVnni | Path::Avx512Vnni => i8::MIN,
            Path::Amx => {
                if self.fills_tiles(inner) {
                    0
                } else {
                    i8::MIN
                }
            }
        }
    }

    /// Whether rows of this length are multiplied in tiles; where not, VNNI stands in.
    fn fills_tiles(self, inner: usize) -> bool {
        #[cfg(all(target_arch = "x86_64", target_os = "linux"))]
        return self.path == Path::Amx && inner.is_multiple_of(amx::STEP);
        #[cfg(not(all(target_arch = "x86_64", target_os = "linux")))]
        return false;
    }

    /// `out[r, c] = sum over k of a[r, k] * weights[c, k]`, exactly, for `sums.len()` rows of [`Panels::stride`]; `sums`
    /// has the sum of each row of `a`.
    ///
    /// # Panics
    /// If a slice is too short.
    pub(crate) fn multiply8(self, a: &[i8], sums: &[i32], weights: &Panels, out: &mut [i32]) {
        let rows = sums.len();
        assert!(a.len() >= rows * weights.inner && out.len() >= rows * weights.stride());
        match self.path {
            Path::Portable => portable::multiply8(a, rows, weights, out),
            // SAFETY: the path is available, and the lengths were asserted.
            #[cfg(target_arch = "x86_64")]
            Path::Avx2 => unsafe { avx2::multiply8(a, rows, weights, out) },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            Path::AvxVnni => unsafe { vnni::multiply8_256(a, sums, weights, out) },
            // SAFETY: as above; `inner` is a multiple of a tile's step.
            #[cfg(all(target_arch = "x86_64", target_os = "linux"))]
            Path::Amx if self.fills_tiles(weights.inner) => unsafe { amx::multiply8(a, rows, weights, out) },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            Path::Avx512Vnni | Path::Amx => unsafe { vnni::multiply8_512(a, sums, weights, out) },
            #[cfg(not(target_arch = "x86_64"))]
            _ => portable::multiply8(a, rows, weights, out),
        }
    }

    /// `out[r, c] = sum over k of a[r, k] * b[k, c]` in 16-bit pairs of `k`.
    ///
    /// Row `r` of `a` starts at `r * stride` and has `pairs` pairs. `b` is `[columns / 32, pairs, 32]`. Sums must fit in 32 bits.
    ///
    /// # Panics
    /// If a slice is too short.
    pub(crate) fn multiply16(
        self,
        a: &[[i16; 2]],
        stride: usize,
        rows: usize,
        b: &[[i16; 2]],
        pairs: usize,
        out: &mut [i32],
    ) {
        if rows == 0 || pairs == 0 {
            return;
        }
        assert!(b.len().is_multiple_of(pairs * COLUMNS) && out.len() >= rows * (b.len() / pairs));
        assert!(a.len() >= (rows - 1) * stride + pairs);
        match self.path {
            Path::Portable => portable::multiply16(a, stride, rows, b, pairs, out),
            // SAFETY: the path is available, and the lengths were asserted.
            #[cfg(target_arch = "x86_64")]
            Path::Avx2 | Path::AvxVnni => unsafe { avx2::multiply16(a, stride, rows, b, pairs, out) },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            Path::Avx512Vnni | Path::Amx => unsafe { vnni::multiply16(a, stride, rows, b, pairs, out) },
            #[cfg(not(target_arch = "x86_64"))]
            _ => portable::multiply16(a, stride, rows, b, pairs, out),
        }
    }
}

/// Gives every function of [`rows`] a method that runs it with the path's features.
macro_rules! on_each_path {
    ($(fn $name:ident($($argument:ident: $type:ty),*) $(-> $result:ty)?;)*) => {
        impl Kernels {
            $(
                #[doc = concat!("See [`rows::", stringify!($name), "`].")]
                #[allow(clippy::too_many_arguments)]
                pub(crate) fn $name(self, $($argument: $type),*) $(-> $result)? {
                    #[cfg(target_arch = "x86_64")]
                    #[allow(clippy::too_many_arguments)]
                    #[target_feature(enable = "avx2,fma")]
                    fn avx2($($argument: $type),*) $(-> $result)? {
                        rows::$name($($argument),*)
                    }
                    #[cfg(target_arch = "x86_64")]
                    #[allow(clippy::too_many_arguments)]
                    #[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,fma")]
                    fn avx512($($argument: $type),*) $(-> $result)? {
                        rows::$name($($argument),*)
                    }
                    match self.path {
                        Path::Portable => rows::$name($($argument),*),
                        // SAFETY: the path is available, so the processor has AVX2 and FMA.
                        #[cfg(target_arch = "x86_64")]
                        Path::Avx2 | Path::AvxVnni => unsafe { avx2($($argument),*) },
                        // SAFETY: the path is available, so the processor has these parts of AVX-512.
                        #[cfg(target_arch = "x86_64")]
                        Path::Avx512Vnni | Path::Amx => unsafe { avx512($($argument),*) },
                        #[cfg(not(target_arch = "x86_64"))]
                        _ => rows::$name($($argument),*),
                    }
                }
            )*
        }
    };
}

on_each_path! {
    fn quantize(x: &[f32], out: RowsMut);
    fn quantize_pairs(x: &[f32], limit: f32, out: PairsMut);
    fn dequantize(product: Product, columns: usize, out: &mut [f32]);
    fn dequantize_rectified(product: Product, columns: usize, out: &mut [f32]);
    fn split(product: Product, row: &mut [f32], queries: PairsMut, keys: PairsMut, values: PairsMut);
    fn activate(product: Product, row: &mut [f32], out: RowsMut);
    fn add_and_normalize(product: Product, norm: Norm, x: &mut [f32], out: RowsMut);
    fn embed(word: &[i8], scale: f32, position: &[f32], shape: &[f32], norm: Norm, x: &mut [f32]);
    fn attend(scores: Scores, row: &mut [f32], weights: &mut [[i16; 2]], factor: &mut [f32]);
    fn place(sums: &[i32], head_width: usize, factor: &[f32], scale: f32, width: usize, column: usize, out: &mut [f32]);
    fn cross(a: &[f32], b: &[f32], inner: usize, bias: &[f32], out: &mut [f32]);
    fn add_product(x: &[f32], matrix: &[f32], out: &mut [f32]);
    fn add_scaled_product(x: &[f32], sums: &[i32], scale: &[f32], common: f32, out: &mut [f32]);
    fn softmax(x: &mut [f32]);
}
