//! A worker that reads: words to windows to batches to readings.

use std::ops::Range;

use crate::encoder::{Batch, Scratch};
use crate::heads::{Arcs, ParserScratch};
use crate::model::Model;
use crate::shape::{NO_LETTER, shape_of};
use crate::window::{Break, Budget, windows};

/// Pieces after which a batch is read: enough to load each weight once for many rows, few enough for
/// all rows to stay in the second-level cache.
const BATCH_PIECES: usize = 384;

/// What the network makes of the words of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    hidden: Vec<f32>,
    /// Empty without a fork.
    forked: Vec<f32>,
    width: usize,
    logits: Vec<f32>,
    outputs: usize,
    ranges: [Range<usize>; 4],
}

impl Reading {
    /// How many words were read.
    pub fn len(&self) -> usize {
        self.logits.len() / self.outputs
    }

    /// Whether there were no words.
    pub fn is_empty(&self) -> bool {
        self.logits.is_empty()
    }

    /// The logit that a sentence starts at word `i`.
    ///
    /// # Panics
    /// If there is no such word, as all that take a word.
    pub fn start(&self, i: usize) -> f32 {
        self.logits(i)[0]
    }

    /// Logits of parts of speech.
    pub fn upos(&self, i: usize) -> &[f32] {
        &self.logits(i)[self.ranges[0].clone()]
    }

    /// Logits of Penn tags.
    pub fn xpos(&self, i: usize) -> &[f32] {
        &self.logits(i)[self.ranges[1].clone()]
    }

    /// Logits of feature bundles.
    pub fn feats(&self, i: usize) -> &[f32] {
        &self.logits(i)[self.ranges[2].clone()]
    }

    /// Logits of name labels.
    pub fn names(&self, i: usize) -> &[f32] {
        &self.logits(i)[self.ranges[3].clone()]
    }

    /// How many numbers a row has.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The hidden row of a word: what all heads of the reader read.
    pub fn hidden(&self, i: usize) -> &[f32] {
        &self.hidden[i * self.width..(i + 1) * self.width]
    }

    /// The row of a word above the fork: what the heads of other stages read. Without a fork, the hidden row.
    pub fn forked(&self, i: usize) -> &[f32] {
        let rows = if self.forked.is_empty() { &self.hidden } else { &self.forked };
        &rows[i * self.width..(i + 1) * self.width]
    }

    /// All rows of [`Reading::forked`], one after another. They are moved out: what is asked for afterwards are hidden rows.
    pub fn take_forked(&mut self) -> Vec<f32> {
        if self.forked.is_empty() { self.hidden.clone() } else { std::mem::take(&mut self.forked) }
    }

    fn logits(&self, i: usize) -> &[f32] {
        &self.logits[i * self.outputs..(i + 1) * self.outputs]
    }
}

/// One worker's memory. It carries nothing from one reading to the next.
pub struct Reader<'a> {
    model: &'a Model,
    scratch: Scratch,
    parser: ParserScratch,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(model: &'a Model) -> Reader<'a> {
        Reader { model, scratch: Scratch::default(), parser: ParserScratch::default() }
    }

    /// Reads words; `breaks[i]` stands before `forms[i]`, and a missing one is [`Break::Word`].
    ///
    /// Any number of words with any content can be read. They are cut into windows of whole
    /// sentences where the breaks allow it; a word's results depend on its window alone.
    pub fn read(&mut self, forms: &[&str], breaks: &[Break]) -> Reading {
        let (model, width) = (self.model, self.model.config.width);
        let words = Words::split(model, forms);
        let outputs = model.tagger.outputs();
        let mut reading = Reading {
            hidden: Vec::with_capacity(forms.len() * width),
            forked: Vec::with_capacity(if model.encoder.is_forked() { forms.len() * width } else { 0 }),
            width,
            logits: vec![0.0; forms.len() * outputs],
            outputs,
            ranges: model.tagger.ranges.clone(),
        };
        let mut rest = reading.logits.as_mut_slice();
        for batch in words.batches(model, breaks) {
            model.encoder.encode(model.kernels, &batch, &mut self.scratch);
            let n = batch.firsts.len();
            reading.hidden.extend_from_slice(&self.scratch.x[..n * width]);
            let (logits, after) = rest.split_at_mut(n * outputs);
            model.tagger.score(model.kernels, &self.scratch.rows, n, &mut self.scratch.sums, logits);
            rest = after;
            if model.encoder.is_forked() {
                model.encoder.encode_fork(model.kernels, &batch, &mut self.scratch);
                reading.forked.extend_from_slice(&self.scratch.x[..n * width]);
            }
        }
        reading
    }

    /// Scores every head of every word of one sentence.
    ///
    /// The result has shape `[n, n + 1]`; column 0 is the root. Time and memory are quadratic in `n`. Words that
    /// were not read are left out.
    pub fn arcs(&mut self, reading: &Reading, words: Range<usize>) -> Arcs {
        self.model.parser.arcs(self.model.kernels, rows(reading, words), &mut self.parser)
    }

    /// The likeliest relation of every word of one sentence, an index of `Labels::deprel`, and its probability.
    ///
    /// `heads` count from 0 in the sentence, `None` being the root; a head that is missing or lies outside counts as the root.
    pub fn relations(&mut self, reading: &Reading, words: Range<usize>, heads: &[Option<usize>]) -> Vec<(usize, f32)> {
        self.model.parser.relations(self.model.kernels, rows(reading, words), heads, &mut self.parser)
    }
}

/// The hidden rows of words, as far as they were read.
fn rows(reading: &Reading, words: Range<usize>) -> &[f32] {
    let end = words.end.min(reading.len());
    let start = words.start.min(end);
    &reading.hidden[start * reading.width..end * reading.width]
}

/// The pieces and shapes of all words.
struct Words {
    pieces: Vec<u32>,
    counts: Vec<usize>,
    shapes: Vec<u8>,
}

impl Words {
    fn split(model: &Model, forms: &[&str]) -> Words {
        let mut words = Words { pieces: Vec::new(), counts: Vec::new(), shapes: Vec::new() };
        for form in forms {
            let before = words.pieces.len();
            model.vocabulary.split(form, &mut words.pieces);
            words.counts.push(words.pieces.len() - before);
            words.shapes.push(shape_of(form));
        }
        words
    }

    /// All words in windows, and these in batches, in order.
    fn batches(&self, model: &Model, breaks: &[Break]) -> Vec<Batch> {
        let config = &model.config;
        let budget = Budget { usual: config.window_pieces - 2, most: config.max_pieces - 2 };
        let mut batches: Vec<Batch> = Vec::new();
        let mut piece = 0;
        for window in windows(&self.counts, breaks, budget) {
            if batches.last().is_none_or(|batch| batch.pieces.len() >= BATCH_PIECES) {
                batches.push(Batch::default());
            }
            if let Some(batch) = batches.last_mut() {
                piece = self.push(model, batch, window, piece);
            }
        }
        batches
    }

    /// Adds a window whose first piece is given; returns the first piece after it.
    fn push(&self, model: &Model, batch: &mut Batch, window: Range<usize>, mut piece: usize) -> usize {
        let start = batch.pieces.len();
        batch.push(model.vocabulary.begin, NO_LETTER);
        for word in window {
            batch.firsts.push(batch.pieces.len());
            for &id in &self.pieces[piece..piece + self.counts[word]] {
                batch.push(id, self.shapes[word]);
            }
            piece += self.counts[word];
        }
        batch.push(model.vocabulary.end, NO_LETTER);
        batch.windows.push(start..batch.pieces.len());
        piece
    }
}

impl Batch {
    fn push(&mut self, piece: u32, shape: u8) {
        self.pieces.push(piece);
        self.shapes.push(shape);
    }
}
