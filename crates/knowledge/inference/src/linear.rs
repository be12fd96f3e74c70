//! Linear layers of 8-bit weights, and the rows they read.

use crate::kernel::float::Affine;
use crate::kernel::rows::{Product, RowsMut};
use crate::kernel::{Buffer, Kernels, Panels};

/// Rows of one block: their sums stay in the second-level cache until they are used.
pub(crate) const BLOCK: usize = 64;

/// A linear layer; several with the same input may be stacked in one.
pub(crate) struct Linear {
    pub(crate) panels: Panels,
    /// By column, padded like the panels with zeros.
    pub(crate) scale: Buffer<f32>,
    pub(crate) bias: Buffer<f32>,
    pub(crate) outputs: usize,
}

impl Linear {
    /// Multiplies the rows `first..first + n` and hands the sums over; `sums` is scratch memory.
    pub(crate) fn apply<'a>(
        &'a self,
        kernels: Kernels,
        input: &'a Rows,
        first: usize,
        n: usize,
        sums: &'a mut Buffer<i32>,
    ) -> Product<'a> {
        let width = self.panels.inner();
        let (columns, stride) = (self.panels.columns(), self.panels.stride());
        sums.reserve(n * stride);
        kernels.multiply8(&input.numbers[first * width..], &input.sum[first..first + n], &self.panels, sums);
        let affine = Affine { scale: &self.scale, bias: &self.bias };
        Product { sums: &sums[..n * stride], stride, columns, rows: &input.scale[first..first + n], affine }
    }
}

/// Rows rounded to 8 bits.
#[derive(Default)]
pub(crate) struct Rows {
    numbers: Buffer<i8>,
    scale: Buffer<f32>,
    sum: Buffer<i32>,
}

impl Rows {
    pub(crate) fn reserve(&mut self, rows: usize, width: usize) {
        self.numbers.reserve(rows * width);
        self.scale.reserve(rows);
        self.sum.reserve(rows);
    }

    /// The rows `first..first + n`, to be written.
    pub(crate) fn part(&mut self, first: usize, n: usize, width: usize) -> RowsMut<'_> {
        RowsMut {
            numbers: &mut self.numbers[first * width..(first + n) * width],
            scale: &mut self.scale[first..first + n],
            sum: &mut self.sum[first..first + n],
        }
    }

    /// Moves row `from` to row `to`.
    pub(crate) fn move_row(&mut self, from: usize, to: usize, width: usize) {
        self.numbers.copy_within(from * width..(from + 1) * width, to * width);
        self.scale[to] = self.scale[from];
        self.sum[to] = self.sum[from];
    }
}

/// The rows of `n` in blocks: first row and number of rows.
pub(crate) fn blocks(n: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..n).step_by(BLOCK).map(move |first| (first, BLOCK.min(n - first)))
}
