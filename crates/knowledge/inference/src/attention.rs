//! Self-attention inside one window, in 16-bit products.
//!
//! Queries, keys and values are rounded to fourteen bits a row, which is finer than the network's
//! 8-bit rows by two orders of magnitude; scores and mixtures are then exact sums of whole numbers.

use std::f32::consts::LOG2_E;
use std::ops::Range;

use crate::kernel::rows::{PairsMut, Scores};
use crate::kernel::{Buffer, COLUMNS, Kernels};
use crate::weights::HEAD_WIDTH;

/// Queries that are answered together: their scores stay in the first-level cache.
const TILE: usize = 24;
/// Pairs of numbers in a row of one attention head.
const HEAD_PAIRS: usize = HEAD_WIDTH / 2;

/// Memory for the attention of a batch.
#[derive(Default)]
pub(crate) struct Attention {
    queries: Pairs,
    keys: Pairs,
    values: Pairs,
    mixed: Buffer<f32>,
    width: usize,
    window: Window,
}

#[derive(Default)]
struct Pairs {
    numbers: Buffer<[i16; 2]>,
    scale: Buffer<f32>,
}

/// Memory for one window.
#[derive(Default)]
struct Window {
    /// `[padded keys / 32, 16 pairs of the head's columns, 32 keys]`
    keys: Buffer<[i16; 2]>,
    /// `[padded keys / 2 pairs of keys, 32 columns of the head]`
    values: Buffer<[i16; 2]>,
    key_scale: Buffer<f32>,
    value_scale: Buffer<f32>,
    scores: Buffer<i32>,
    row: Buffer<f32>,
    weights: Buffer<[i16; 2]>,
    factor: Buffer<f32>,
    sums: Buffer<i32>,
}

impl Attention {
    pub(crate) fn reserve(&mut self, rows: usize, width: usize) {
        for pairs in [&mut self.queries, &mut self.keys, &mut self.values] {
            pairs.numbers.reserve(rows * width / 2);
            pairs.scale.reserve(rows);
        }
        self.mixed.reserve(rows * width);
        self.width = width;
    }

    /// Queries, keys and values of the rows `first..first + n`, to be written.
    pub(crate) fn parts(&mut self, first: usize, n: usize) -> (PairsMut<'_>, PairsMut<'_>, PairsMut<'_>) {
        let pairs = self.width / 2;
        (self.queries.part(first, n, pairs), self.keys.part(first, n, pairs), self.values.part(first, n, pairs))
    }

    /// Mixes the values of a window's rows, for every attention head.
    pub(crate) fn mix_window(&mut self, kernels: Kernels, rows: Range<usize>) {
        let top = self.window.reserve(&self.keys.scale[rows.clone()], &self.values.scale[rows.clone()]);
        let pairs = self.width / 2;
        let part = rows.start * pairs..rows.end * pairs;
        for head in 0..self.width / HEAD_WIDTH {
            let columns = head * HEAD_PAIRS..(head + 1) * HEAD_PAIRS;
            self.window.pack_keys(&self.keys.numbers[part.clone()], pairs, columns.clone());
            self.window.pack_values(&self.values.numbers[part.clone()], pairs, columns);
            for first in rows.clone().step_by(TILE) {
                let n = TILE.min(rows.end - first);
                let queries = &self.queries.numbers[first * pairs + head * HEAD_PAIRS..];
                self.window.mix(kernels, queries, pairs, &self.queries.scale[first..first + n], rows.len());
                let (sums, factor) = (&self.window.sums, &self.window.factor[..n]);
                let mixed = &mut self.mixed[first * self.width..];
                kernels.place(sums, HEAD_WIDTH, factor, top, self.width, head * HEAD_WIDTH, mixed);
            }
        }
    }

    /// What the rows attended to, `[rows, width]`.
    pub(crate) fn mixed(&self) -> &[f32] {
        &self.mixed
    }
}

impl Pairs {
    fn part(&mut self, first: usize, n: usize, pairs: usize) -> PairsMut<'_> {
        PairsMut {
            numbers: &mut self.numbers[first * pairs..(first + n) * pairs],
            scale: &mut self.scale[first..first + n],
        }
    }
}

impl Window {
    /// Makes room for so many keys and takes over their scales; returns the largest scale of the values.
    fn reserve(&mut self, keys: &[f32], values: &[f32]) -> f32 {
        let padded = padded(keys.len());
        self.keys.reserve(padded * HEAD_PAIRS);
        self.values.reserve(padded / 2 * HEAD_WIDTH);
        self.scores.reserve(TILE * padded);
        self.weights.reserve(TILE * padded / 2);
        for buffer in [&mut self.key_scale, &mut self.value_scale, &mut self.row] {
            buffer.reserve(padded);
        }
        self.factor.reserve(TILE);
        self.sums.reserve(TILE * HEAD_WIDTH);

        let to_base_two = LOG2_E / (HEAD_WIDTH as f32).sqrt();
        let top = values.iter().fold(0.0, |top, &scale| if scale > top { scale } else { top });
        let inverse = if top > 0.0 { 1.0 / top } else { 0.0 };
        self.key_scale[..padded].fill(0.0);
        self.value_scale[..padded].fill(0.0);
        for (index, (key, value)) in keys.iter().zip(values).enumerate() {
            self.key_scale[index] = key * to_base_two;
            self.value_scale[index] = value * inverse;
        }
        top
    }

    /// Puts the same pair of columns of 32 keys side by side.
    fn pack_keys(&mut self, keys: &[[i16; 2]], pairs: usize, columns: Range<usize>) {
        for (index, key) in keys.chunks_exact(pairs).enumerate() {
            let panel = &mut self.keys[index / COLUMNS * COLUMNS * HEAD_PAIRS..][..COLUMNS * HEAD_PAIRS];
            for (row, pair) in panel.chunks_exact_mut(COLUMNS).zip(&key[columns.clone()]) {
                row[index % COLUMNS] = *pair;
            }
        }
    }

    /// Puts the same column of two keys side by side.
    fn pack_values(&mut self, values: &[[i16; 2]], pairs: usize, columns: Range<usize>) {
        let zeros = [[0; 2]; HEAD_PAIRS];
        for (two, out) in values.chunks(2 * pairs).zip(self.values.chunks_exact_mut(HEAD_WIDTH)) {
            let (first, second) = two.split_at(pairs);
            let first = first[columns.clone()].as_flattened();
            let second = second.get(columns.clone()).unwrap_or(&zeros).as_flattened();
            for ((out, &first), &second) in out.iter_mut().zip(first).zip(second) {
                *out = [first, second];
            }
        }
    }

    /// Weighs and sums the values for a tile of queries.
    fn mix(&mut self, kernels: Kernels, queries: &[[i16; 2]], stride: usize, scale: &[f32], keys: usize) {
        let (n, padded) = (scale.len(), padded(keys));
        kernels.multiply16(queries, stride, n, &self.keys[..padded * HEAD_PAIRS], HEAD_PAIRS, &mut self.scores);
        let (key, value) = (&self.key_scale[..padded], &self.value_scale[..padded]);
        let scores = Scores { sums: &self.scores, query: scale, key, value, keys };
        kernels.attend(scores, &mut self.row, &mut self.weights, &mut self.factor);
        let pairs = keys.div_ceil(2);
        kernels.multiply16(&self.weights, padded / 2, n, &self.values[..pairs * HEAD_WIDTH], pairs, &mut self.sums);
    }
}

fn padded(keys: usize) -> usize {
    keys.next_multiple_of(COLUMNS)
}
