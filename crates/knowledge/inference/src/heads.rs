//! What reads the hidden rows: one stacked linear layer for tags, and the biaffine parser.

use std::ops::Range;

use crate::error::Kind;
use crate::kernel::float::{Affine, LANES};
use crate::kernel::rows::{PairsMut, Product};
use crate::kernel::{Buffer, COLUMNS, Kernels};
use crate::linear::{Linear, Rows, blocks};
use crate::model::Labels;
use crate::weights::{Config, File};

/// Heads whose dependents are labelled together: the bilinear form, over a megabyte, is read once for all.
const HEADS: usize = 12;

/// Sentence starts, tags, features and names: linear layers side by side.
pub(crate) struct Tagger {
    linear: Linear,
    /// Where in a row of logits upos, xpos, feats and names stand; the start's logit is first.
    pub(crate) ranges: [Range<usize>; 4],
}

impl Tagger {
    pub(crate) fn load(kernels: Kernels, file: &File, labels: &Labels) -> Result<Tagger, Kind> {
        let parts = [
            ("heads.start", 1),
            ("heads.upos", labels.upos.len()),
            ("heads.xpos", labels.xpos.len()),
            ("heads.feats", labels.feats.len()),
            ("heads.names", labels.names.len()),
        ];
        let mut end = 1;
        let ranges = std::array::from_fn(|index| {
            let start = end;
            end += parts[index + 1].1;
            start..end
        });
        Ok(Tagger { linear: file.linear(kernels, &parts, file.config.width)?, ranges })
    }

    /// How many logits a word has.
    pub(crate) fn outputs(&self) -> usize {
        self.linear.outputs
    }

    /// The logits of `n` rows, `[n, outputs]`.
    pub(crate) fn score(&self, kernels: Kernels, rows: &Rows, n: usize, sums: &mut Buffer<i32>, logits: &mut [f32]) {
        let outputs = self.outputs();
        for (first, n) in blocks(n) {
            let product = self.linear.apply(kernels, rows, first, n, sums);
            kernels.dequantize(product, outputs, &mut logits[first * outputs..(first + n) * outputs]);
        }
    }
}

/// Scores of every head of every word of a sentence.
#[derive(Clone, Debug)]
pub struct Arcs {
    n: usize,
    scores: Vec<f32>,
}

impl Arcs {
    /// How many words the sentence has.
    pub fn n(&self) -> usize {
        self.n
    }

    /// The logit of a word's head, `None` being the root. Words count from 0 in the sentence.
    ///
    /// # Panics
    /// If a word is not in the sentence.
    pub fn score(&self, dep: usize, head: Option<usize>) -> f32 {
        self.row(dep)[head.map_or(0, |head| head + 1)]
    }

    /// The logits of a word's heads: the root, then the words of the sentence; `n + 1` numbers.
    ///
    /// # Panics
    /// If the word is not in the sentence.
    pub fn row(&self, dep: usize) -> &[f32] {
        &self.scores[dep * (self.n + 1)..(dep + 1) * (self.n + 1)]
    }
}

/// The weights of the parser.
///
/// Source: Dozat and Manning 2017, section 3.1.
pub(crate) struct Parser {
    root: Buffer<f32>,
    arc_dep: Linear,
    arc_head: Linear,
    rel_dep: Linear,
    rel_head: Linear,
    arc: Bilinear,
    arc_bias: Buffer<f32>,
    /// Columns are pairs of a dependent's number and a relation, relations padded to lanes.
    rel: Bilinear,
    /// `[rel_width, padded relations]`
    rel_on_dep: Buffer<f32>,
    rel_on_head: Buffer<f32>,
    /// Padded.
    rel_bias: Buffer<f32>,
    relations: usize,
    width: usize,
    arc_width: usize,
    rel_width: usize,
}

/// Memory to parse with.
#[derive(Default)]
pub(crate) struct ParserScratch {
    x: Buffer<f32>,
    rows: Rows,
    sums: Buffer<i32>,
    dep: Buffer<f32>,
    head: Buffer<f32>,
    pairs: Buffer<[i16; 2]>,
    scale: Buffer<f32>,
    projected: Buffer<f32>,
    bias: Buffer<f32>,
    scores: Buffer<f32>,
}

impl Parser {
    pub(crate) fn load(kernels: Kernels, file: &File, relations: usize) -> Result<Parser, Kind> {
        let Config { width, arc_width, relation_width: rel_width, .. } = file.config;
        let linear = |name, outputs| file.linear(kernels, &[(name, outputs)], width);
        let padded = relations.next_multiple_of(LANES);
        let rel_u = file.floats("parser.rel.u", &[relations, rel_width, rel_width])?;
        let on = |name| Ok::<_, Kind>(transpose(&file.floats(name, &[relations, rel_width])?, rel_width, 1, padded));
        let rel_bias = file.floats("parser.rel.bias", &[relations])?;
        Ok(Parser {
            root: file.floats("parser.root", &[width])?,
            arc_dep: linear("parser.arc_dep", arc_width)?,
            arc_head: linear("parser.arc_head", arc_width)?,
            rel_dep: linear("parser.rel_dep", rel_width)?,
            rel_head: linear("parser.rel_head", rel_width)?,
            arc: Bilinear::pack(kernels, &file.floats("parser.arc.u", &[arc_width, arc_width])?, arc_width),
            arc_bias: file.floats("parser.arc.head_bias", &[arc_width])?,
            rel: Bilinear::pack(kernels, &transpose(&rel_u, rel_width, rel_width, padded), rel_width),
            rel_on_dep: on("parser.rel.dep")?,
            rel_on_head: on("parser.rel.head")?,
            rel_bias: Buffer::from_slice(&rel_bias, padded),
            relations,
            width,
            arc_width,
            rel_width,
        })
    }

    /// Scores every head of every word of a sentence, whose hidden rows are given.
    pub(crate) fn arcs(&self, kernels: Kernels, hidden: &[f32], scratch: &mut ParserScratch) -> Arcs {
        let n = hidden.len() / self.width;
        self.take_rows(kernels, hidden, scratch);
        let ParserScratch { rows, sums, dep, head, projected, bias, .. } = scratch;
        rectified(kernels, &self.arc_dep, rows, 1..n + 1, sums, dep);
        rectified(kernels, &self.arc_head, rows, 0..n + 1, sums, head);
        let head = &head[..(n + 1) * self.arc_width];
        bias.reserve(n + 1);
        kernels.cross(head, &self.arc_bias, self.arc_width, &[0.0], &mut bias[..n + 1]);
        self.arc.project(kernels, head, &mut scratch.pairs, &mut scratch.scale, sums, projected);
        let projected = &projected[..(n + 1) * self.arc_width];
        let mut scores = vec![0.0; n * (n + 1)];
        kernels.cross(&dep[..n * self.arc_width], projected, self.arc_width, &bias[..n + 1], &mut scores);
        Arcs { n, scores }
    }

    /// The likeliest relation of every word of a sentence to the head it has, and its probability.
    pub(crate) fn relations(
        &self,
        kernels: Kernels,
        hidden: &[f32],
        heads: &[Option<usize>],
        scratch: &mut ParserScratch,
    ) -> Vec<(usize, f32)> {
        let n = hidden.len() / self.width;
        self.take_rows(kernels, hidden, scratch);
        rectified(kernels, &self.rel_dep, &scratch.rows, 1..n + 1, &mut scratch.sums, &mut scratch.dep);
        rectified(kernels, &self.rel_head, &scratch.rows, 0..n + 1, &mut scratch.sums, &mut scratch.head);
        let row_of = |dep: usize| heads.get(dep).copied().flatten().filter(|&head| head < n).map_or(0, |head| head + 1);
        let mut dependents: Vec<Vec<usize>> = vec![Vec::new(); n + 1];
        (0..n).for_each(|dep| dependents[row_of(dep)].push(dep));
        let mut best = vec![(0, 0.0); n];
        let with_dependents: Vec<usize> = (0..=n).filter(|&head| !dependents[head].is_empty()).collect();
        for heads in with_dependents.chunks(HEADS) {
            self.label(kernels, heads, &dependents, scratch, &mut best);
        }
        best
    }

    /// Rounds the root's row and the rows of a sentence.
    fn take_rows(&self, kernels: Kernels, hidden: &[f32], scratch: &mut ParserScratch) {
        let n_rows = hidden.len() / self.width + 1;
        scratch.x.reserve(n_rows * self.width);
        scratch.rows.reserve(n_rows, self.width);
        scratch.x[..self.width].copy_from_slice(&self.root);
        scratch.x[self.width..n_rows * self.width].copy_from_slice(hidden);
        kernels.quantize(&scratch.x, scratch.rows.part(0, n_rows, self.width));
    }

    /// Labels the dependents of a few heads.
    fn label(
        &self,
        kernels: Kernels,
        heads: &[usize],
        dependents: &[Vec<usize>],
        scratch: &mut ParserScratch,
        best: &mut [(usize, f32)],
    ) {
        let ParserScratch { sums, dep, head: rows, projected: chosen, pairs, scale, scores, bias, .. } = scratch;
        let (width, padded, columns) = (self.rel_width, self.rel_bias.len(), self.rel.scale.len());
        chosen.reserve(heads.len() * width);
        bias.reserve(padded);
        scores.reserve(padded);
        for (chosen, &head) in chosen.chunks_exact_mut(width).zip(heads) {
            chosen.copy_from_slice(&rows[head * width..(head + 1) * width]);
        }
        let scales = self.rel.sum(kernels, &chosen[..heads.len() * width], pairs, scale, sums);
        let (on_head, scores) = (&mut bias[..padded], &mut scores[..padded]);
        for (index, &head) in heads.iter().enumerate() {
            on_head.copy_from_slice(&self.rel_bias);
            kernels.add_product(&chosen[index * width..(index + 1) * width], &self.rel_on_head, on_head);
            for &dependent in &dependents[head] {
                let dep = &dep[dependent * width..(dependent + 1) * width];
                let sums = &sums[index * columns..(index + 1) * columns];
                scores.copy_from_slice(on_head);
                kernels.add_product(dep, &self.rel_on_dep, scores);
                kernels.add_scaled_product(dep, sums, &self.rel.scale, scales[index], scores);
                kernels.softmax(&mut scores[..self.relations]);
                best[dependent] = largest(&scores[..self.relations]);
            }
        }
    }
}

/// Exchanges the first two axes of `[rows, columns, depth]`, of which there become `[columns, padded, depth]`.
fn transpose(matrix: &[f32], columns: usize, depth: usize, padded: usize) -> Buffer<f32> {
    let mut out = Buffer::zeroed(columns * padded * depth);
    for (index, numbers) in matrix.chunks_exact(depth).enumerate() {
        let (row, column) = (index / columns, index % columns);
        out[(column * padded + row) * depth..][..depth].copy_from_slice(numbers);
    }
    out
}

/// The largest number and where it stands; the first of equals.
fn largest(row: &[f32]) -> (usize, f32) {
    let start = (0, row.first().copied().unwrap_or_default());
    row.iter().enumerate().fold(start, |best, (index, &x)| if x > best.1 { (index, x) } else { best })
}

/// A linear layer and `max(0, x)` of some rows.
fn rectified(
    kernels: Kernels,
    linear: &Linear,
    rows: &Rows,
    range: Range<usize>,
    sums: &mut Buffer<i32>,
    out: &mut Buffer<f32>,
) {
    let outputs = linear.outputs;
    out.reserve(range.len() * outputs);
    for (first, n) in blocks(range.len()) {
        let product = linear.apply(kernels, rows, range.start + first, n, sums);
        kernels.dequantize_rectified(product, outputs, &mut out[first * outputs..(first + n) * outputs]);
    }
}

/// A matrix `[columns, inner]` that is multiplied in 16-bit numbers, far finer than the 8-bit rows it reads.
struct Bilinear {
    /// `[columns / 32, inner / 2, 32]`
    pairs: Buffer<[i16; 2]>,
    /// By column.
    scale: Buffer<f32>,
    zeros: Buffer<f32>,
    inner: usize,
    limit: f32,
}

impl Bilinear {
    fn pack(kernels: Kernels, matrix: &[f32], inner: usize) -> Bilinear {
        let (columns, half) = (matrix.len() / inner, inner / 2);
        // So that `inner` products of two numbers within the limit fit in 32 bits.
        let limit = (f64::from(i32::MAX) / inner as f64).sqrt().floor() as f32;
        let mut rows = Buffer::zeroed(columns * half);
        let mut scale = Buffer::zeroed(columns);
        kernels.quantize_pairs(matrix, limit, PairsMut { numbers: &mut rows, scale: &mut scale });
        let mut pairs = Buffer::zeroed(columns * half);
        for (column, row) in rows.chunks_exact(half).enumerate() {
            let panel = &mut pairs[column / COLUMNS * COLUMNS * half..][..COLUMNS * half];
            for (out, &pair) in panel.chunks_exact_mut(COLUMNS).zip(row) {
                out[column % COLUMNS] = pair;
            }
        }
        Bilinear { pairs, scale, zeros: Buffer::zeroed(columns), inner, limit }
    }

    /// Sums of products of rows with the matrix, `[rows, columns]`, and the scales of the rows.
    fn sum<'a>(
        &self,
        kernels: Kernels,
        rows: &[f32],
        pairs: &mut Buffer<[i16; 2]>,
        scale: &'a mut Buffer<f32>,
        sums: &mut Buffer<i32>,
    ) -> &'a [f32] {
        let (n, half) = (rows.len() / self.inner, self.inner / 2);
        pairs.reserve(n * half);
        scale.reserve(n);
        sums.reserve(n * self.scale.len());
        let out = PairsMut { numbers: &mut pairs[..n * half], scale: &mut scale[..n] };
        kernels.quantize_pairs(rows, self.limit, out);
        kernels.multiply16(pairs, half, n, &self.pairs, half, sums);
        &scale[..n]
    }

    /// Products of rows with the matrix, `[rows, columns]`.
    fn project(
        &self,
        kernels: Kernels,
        rows: &[f32],
        pairs: &mut Buffer<[i16; 2]>,
        scale: &mut Buffer<f32>,
        sums: &mut Buffer<i32>,
        out: &mut Buffer<f32>,
    ) {
        let columns = self.scale.len();
        let scale = self.sum(kernels, rows, pairs, scale, sums);
        out.reserve(scale.len() * columns);
        let affine = Affine { scale: &self.scale, bias: &self.zeros };
        let product = Product { sums: &sums[..scale.len() * columns], stride: columns, columns, rows: scale, affine };
        kernels.dequantize(product, columns, &mut out[..scale.len() * columns]);
    }
}
