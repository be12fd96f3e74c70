//! The encoder: windows of word pieces to one row a word.

use std::ops::Range;

use crate::attention::Attention;
use crate::error::Kind;
use crate::kernel::float::Norm;
use crate::kernel::{Buffer, Kernels};
use crate::linear::{Linear, Rows, blocks};
use crate::shape::SHAPES;
use crate::weights::{Config, File};

/// The weights of the encoder.
pub(crate) struct Encoder {
    embeddings: Embeddings,
    layers: Vec<Layer>,
    /// Layers beside the last ones, for heads with other tasks: none, or as many as stand above the fork.
    fork: Vec<Layer>,
    width: usize,
    feed_forward: usize,
}

/// Windows that are read together: pieces one after another.
#[derive(Default)]
pub(crate) struct Batch {
    /// Ids of pieces, and the shapes of their words.
    pub(crate) pieces: Vec<u32>,
    pub(crate) shapes: Vec<u8>,
    /// Each window's pieces.
    pub(crate) windows: Vec<Range<usize>>,
    /// The first piece of each word.
    pub(crate) firsts: Vec<usize>,
}

/// Memory for a batch.
#[derive(Default)]
pub(crate) struct Scratch {
    /// The stream that every layer adds to, `[rows, width]`.
    pub(crate) x: Buffer<f32>,
    /// What the next linear layer reads.
    pub(crate) rows: Rows,
    /// What the layer after that reads, while it is made.
    next: Rows,
    inner: Rows,
    pub(crate) sums: Buffer<i32>,
    row: Buffer<f32>,
    /// The stream where the layers fork.
    forked: Buffer<f32>,
    attention: Attention,
}

impl Encoder {
    pub(crate) fn load(kernels: Kernels, file: &File) -> Result<Encoder, Kind> {
        let Config { layers, width, feed_forward, .. } = file.config;
        let layers = load(kernels, file, "layers", 0..layers)?;
        Ok(Encoder { embeddings: Embeddings::load(file)?, layers, fork: Vec::new(), width, feed_forward })
    }

    /// Puts the layers `fork.N` of a file, if there are any, beside the last ones.
    pub(crate) fn fork(&mut self, kernels: Kernels, file: &File) -> Result<(), Kind> {
        let n_layers = self.layers.len();
        let first = (0..n_layers).find(|layer| file.has(&format!("fork.{layer}."))).unwrap_or(n_layers);
        self.fork = load(kernels, file, "fork", first..n_layers)?;
        Ok(())
    }

    /// Reads a batch. On return the first rows of `scratch.x` and `scratch.rows` are the words'.
    pub(crate) fn encode(&self, kernels: Kernels, batch: &Batch, scratch: &mut Scratch) {
        let n_rows = batch.pieces.len();
        scratch.x.reserve(n_rows * self.width);
        scratch.rows.reserve(n_rows, self.width);
        scratch.next.reserve(n_rows, self.width);
        scratch.inner.reserve(n_rows, self.feed_forward);
        scratch.row.reserve(self.feed_forward.max(3 * self.width));
        self.embeddings.embed(kernels, batch, scratch);
        let mut layers = self.layers.as_slice();
        if self.is_forked() {
            let (shared, own) = layers.split_at(layers.len() - self.fork.len());
            shared.iter().for_each(|layer| layer.read(kernels, batch, false, scratch));
            scratch.forked.reserve(n_rows * self.width);
            scratch.forked[..n_rows * self.width].copy_from_slice(&scratch.x[..n_rows * self.width]);
            layers = own;
        }
        run(layers, kernels, batch, scratch);
    }

    /// Whether there are layers beside the last ones.
    pub(crate) fn is_forked(&self) -> bool {
        !self.fork.is_empty()
    }

    /// Reads the batch that was encoded last through the layers beside the last ones, likewise.
    pub(crate) fn encode_fork(&self, kernels: Kernels, batch: &Batch, scratch: &mut Scratch) {
        let n_rows = batch.pieces.len();
        scratch.x[..n_rows * self.width].copy_from_slice(&scratch.forked[..n_rows * self.width]);
        kernels.quantize(&scratch.x, scratch.rows.part(0, n_rows, self.width));
        run(&self.fork, kernels, batch, scratch);
    }
}

fn load(kernels: Kernels, file: &File, name: &str, layers: Range<usize>) -> Result<Vec<Layer>, Kind> {
    layers.map(|layer| Layer::load(kernels, file, &format!("{name}.{layer}"))).collect()
}

/// Runs the last layers, after which only the words' rows are read.
fn run(layers: &[Layer], kernels: Kernels, batch: &Batch, scratch: &mut Scratch) {
    for (index, layer) in layers.iter().enumerate() {
        layer.read(kernels, batch, index + 1 == layers.len(), scratch);
    }
}

/// Moves the words' rows to the front.
fn keep_words(batch: &Batch, width: usize, scratch: &mut Scratch) -> usize {
    for (word, &first) in batch.firsts.iter().enumerate() {
        scratch.x.copy_within(first * width..(first + 1) * width, word * width);
        scratch.rows.move_row(first, word, width);
    }
    batch.firsts.len()
}

struct Embeddings {
    word: Buffer<i8>,
    scale: Buffer<f32>,
    position: Buffer<f32>,
    shape: Buffer<f32>,
    norm: LayerNorm,
    width: usize,
}

impl Embeddings {
    fn load(file: &File) -> Result<Embeddings, Kind> {
        let Config { width, max_pieces, .. } = file.config;
        let rows = file.rows("embeddings.word.weight")?;
        Ok(Embeddings {
            word: file.bytes("embeddings.word.weight", &[rows, width])?,
            scale: file.scales("embeddings.word.scale", &[rows])?,
            position: file.floats("embeddings.position", &[max_pieces, width])?,
            shape: file.floats("embeddings.shape", &[SHAPES, width])?,
            norm: LayerNorm::load(file, "embeddings.norm")?,
            width,
        })
    }

    fn embed(&self, kernels: Kernels, batch: &Batch, scratch: &mut Scratch) {
        let width = self.width;
        let row = |table: usize| table * width..(table + 1) * width;
        for window in &batch.windows {
            for (position, piece) in window.clone().enumerate() {
                let id = batch.pieces[piece] as usize;
                let shape = &self.shape[row(batch.shapes[piece].into())];
                let out = &mut scratch.x[row(piece)];
                let position = &self.position[row(position)];
                kernels.embed(&self.word[row(id)], self.scale[id], position, shape, self.norm.get(), out);
            }
        }
        let n_rows = batch.pieces.len();
        kernels.quantize(&scratch.x, scratch.rows.part(0, n_rows, width));
    }
}

struct Layer {
    qkv: Linear,
    out: Linear,
    norm1: LayerNorm,
    up: Linear,
    down: Linear,
    norm2: LayerNorm,
    width: usize,
}

impl Layer {
    fn load(kernels: Kernels, file: &File, layer: &str) -> Result<Layer, Kind> {
        let Config { width, feed_forward, .. } = file.config;
        let linear = |name: &str, outputs, inner| file.linear(kernels, &[(&format!("{layer}.{name}"), outputs)], inner);
        Ok(Layer {
            qkv: linear("qkv", 3 * width, width)?,
            out: linear("out", width, width)?,
            norm1: LayerNorm::load(file, &format!("{layer}.norm1"))?,
            up: linear("up", feed_forward, width)?,
            down: linear("down", width, feed_forward)?,
            norm2: LayerNorm::load(file, &format!("{layer}.norm2"))?,
            width,
        })
    }

    /// Reads the stream and adds to it; if it `is_last`, only the words' rows, which then stand first.
    fn read(&self, kernels: Kernels, batch: &Batch, is_last: bool, scratch: &mut Scratch) {
        self.attend(kernels, batch, scratch);
        let n_rows = if is_last { keep_words(batch, self.width, scratch) } else { batch.pieces.len() };
        self.mix(kernels, n_rows, scratch);
        self.transform(kernels, n_rows, scratch);
    }

    /// Replaces `rows` by what the pieces attend to.
    fn attend(&self, kernels: Kernels, batch: &Batch, scratch: &mut Scratch) {
        let n_rows = batch.pieces.len();
        scratch.attention.reserve(n_rows, self.width);
        for (first, n) in blocks(n_rows) {
            let product = self.qkv.apply(kernels, &scratch.rows, first, n, &mut scratch.sums);
            let (queries, keys, values) = scratch.attention.parts(first, n);
            kernels.split(product, &mut scratch.row, queries, keys, values);
        }
        for window in &batch.windows {
            scratch.attention.mix_window(kernels, window.clone());
        }
        kernels.quantize(scratch.attention.mixed(), scratch.rows.part(0, n_rows, self.width));
    }

    /// Adds what was attended to.
    fn mix(&self, kernels: Kernels, n_rows: usize, scratch: &mut Scratch) {
        for (first, n) in blocks(n_rows) {
            let product = self.out.apply(kernels, &scratch.rows, first, n, &mut scratch.sums);
            let x = &mut scratch.x[first * self.width..(first + n) * self.width];
            kernels.add_and_normalize(product, self.norm1.get(), x, scratch.next.part(first, n, self.width));
        }
        std::mem::swap(&mut scratch.rows, &mut scratch.next);
    }

    /// Adds the feed-forward network.
    fn transform(&self, kernels: Kernels, n_rows: usize, scratch: &mut Scratch) {
        for (first, n) in blocks(n_rows) {
            let product = self.up.apply(kernels, &scratch.rows, first, n, &mut scratch.sums);
            kernels.activate(product, &mut scratch.row, scratch.inner.part(first, n, self.up.outputs));
        }
        for (first, n) in blocks(n_rows) {
            let product = self.down.apply(kernels, &scratch.inner, first, n, &mut scratch.sums);
            let x = &mut scratch.x[first * self.width..(first + n) * self.width];
            kernels.add_and_normalize(product, self.norm2.get(), x, scratch.rows.part(first, n, self.width));
        }
    }
}

/// Weight and bias of a layer norm.
struct LayerNorm {
    weight: Buffer<f32>,
    bias: Buffer<f32>,
    epsilon: f32,
}

impl LayerNorm {
    fn load(file: &File, name: &str) -> Result<LayerNorm, Kind> {
        let Config { width, norm_epsilon, .. } = file.config;
        let weight = file.floats(&format!("{name}.weight"), &[width])?;
        Ok(LayerNorm { weight, bias: file.floats(&format!("{name}.bias"), &[width])?, epsilon: norm_epsilon })
    }

    fn get(&self) -> Norm<'_> {
        Norm { weight: &self.weight, bias: &self.bias, epsilon: self.epsilon }
    }
}
