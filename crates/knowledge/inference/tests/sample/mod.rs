//! Weight files of random numbers, for tests and benchmarks.
#![allow(dead_code, reason = "each test program uses a part")]

use std::collections::{BTreeMap, HashMap};

use safetensors::Dtype;
use safetensors::tensor::TensorView;

/// The sizes of a random network.
#[derive(Clone, Copy)]
pub struct Sizes {
    pub width: usize,
    pub layers: usize,
    pub feed_forward: usize,
    pub window_pieces: usize,
    pub max_pieces: usize,
    pub arc_width: usize,
    pub relation_width: usize,
    pub vocabulary: usize,
    /// Labels of upos, xpos, feats, deprel and names.
    pub labels: [usize; 5],
}

/// Small enough for a test.
pub const TINY: Sizes = Sizes {
    width: 64,
    layers: 2,
    feed_forward: 96,
    window_pieces: 32,
    max_pieces: 64,
    arc_width: 32,
    relation_width: 32,
    vocabulary: 600,
    labels: [17, 40, 70, 37, 25],
};

/// The sizes of the true network.
pub const TRUE: Sizes = Sizes {
    width: 384,
    layers: 6,
    feed_forward: 1536,
    window_pieces: 128,
    max_pieces: 256,
    arc_width: 256,
    relation_width: 96,
    vocabulary: 30_522,
    labels: [17, 50, 400, 52, 25],
};

/// One tensor of a file that is being made.
#[derive(Clone)]
pub struct Tensor {
    pub dtype: Dtype,
    pub shape: Vec<usize>,
    pub data: Vec<u8>,
}

/// A weight file that is being made.
#[derive(Clone)]
pub struct Draft {
    pub metadata: HashMap<String, String>,
    pub tensors: BTreeMap<String, Tensor>,
    pub vocabulary: String,
}

impl Draft {
    pub fn new(sizes: Sizes) -> Draft {
        let mut draft =
            Draft { metadata: metadata(sizes), tensors: BTreeMap::new(), vocabulary: vocabulary(sizes.vocabulary) };
        draft.add_encoder(sizes);
        draft.add_heads(sizes);
        draft
    }

    /// A file of layers beside the last ones: layer `fork.N` is a copy of `layers.M`, for each N, M given.
    pub fn fork(&self, copies: &[(usize, usize)]) -> Draft {
        let mut fork = Draft { metadata: HashMap::new(), tensors: BTreeMap::new(), ..self.clone() };
        for (to, of) in copies {
            let copied = format!("layers.{of}.");
            let layer = self.tensors.iter().filter_map(|(name, tensor)| Some((name.strip_prefix(&copied)?, tensor)));
            fork.tensors.extend(layer.map(|(name, tensor)| (format!("fork.{to}.{name}"), tensor.clone())));
        }
        fork
    }

    pub fn bytes(&self) -> Vec<u8> {
        let views = self.tensors.iter().map(|(name, tensor)| {
            (name, TensorView::new(tensor.dtype, tensor.shape.clone(), &tensor.data).expect("shapes fit their data"))
        });
        safetensors::serialize(views, Some(self.metadata.clone())).expect("tensors can be written")
    }

    /// Writes over one number of a tensor of floats.
    pub fn set(&mut self, name: &str, at: usize, value: f32) {
        let tensor = self.tensors.get_mut(name).expect("the tensor is there");
        tensor.data[at * 4..at * 4 + 4].copy_from_slice(&value.to_le_bytes());
    }

    fn add_encoder(&mut self, sizes: Sizes) {
        let Sizes { width, feed_forward, .. } = sizes;
        self.add_bytes("embeddings.word.weight", &[sizes.vocabulary, width]);
        self.add_floats("embeddings.word.scale", &[sizes.vocabulary], 0.01, 0.001);
        self.add_floats("embeddings.position", &[sizes.max_pieces, width], 0.0, 0.3);
        self.add_floats("embeddings.shape", &[8, width], 0.0, 0.3);
        self.add_norm("embeddings.norm", width);
        for layer in 0..sizes.layers {
            let name = |part: &str| format!("layers.{layer}.{part}");
            self.add_linear(&name("qkv"), 3 * width, width);
            self.add_linear(&name("out"), width, width);
            self.add_norm(&name("norm1"), width);
            self.add_linear(&name("up"), feed_forward, width);
            self.add_linear(&name("down"), width, feed_forward);
            self.add_norm(&name("norm2"), width);
        }
    }

    fn add_heads(&mut self, sizes: Sizes) {
        let Sizes { width, arc_width: arc, relation_width: rel, labels, .. } = sizes;
        let relations = labels[3];
        self.add_linear("heads.start", 1, width);
        for (name, index) in [("upos", 0), ("xpos", 1), ("feats", 2), ("names", 4)] {
            self.add_linear(&format!("heads.{name}"), labels[index], width);
        }
        for (name, outputs) in [("arc_dep", arc), ("arc_head", arc), ("rel_dep", rel), ("rel_head", rel)] {
            self.add_linear(&format!("parser.{name}"), outputs, width);
        }
        self.add_floats("parser.root", &[width], 0.0, 1.0);
        self.add_floats("parser.arc.u", &[arc, arc], 0.0, 0.1);
        self.add_floats("parser.arc.head_bias", &[arc], 0.0, 0.1);
        self.add_floats("parser.rel.u", &[relations, rel, rel], 0.0, 0.1);
        self.add_floats("parser.rel.dep", &[relations, rel], 0.0, 0.1);
        self.add_floats("parser.rel.head", &[relations, rel], 0.0, 0.1);
        self.add_floats("parser.rel.bias", &[relations], 0.0, 0.1);
    }

    fn add_linear(&mut self, name: &str, outputs: usize, inputs: usize) {
        let scale = 1.0 / (73.0 * (inputs as f32).sqrt());
        self.add_bytes(&format!("{name}.weight"), &[outputs, inputs]);
        self.add_floats(&format!("{name}.scale"), &[outputs], scale, scale / 10.0);
        self.add_floats(&format!("{name}.bias"), &[outputs], 0.0, 0.1);
    }

    fn add_norm(&mut self, name: &str, width: usize) {
        self.add_floats(&format!("{name}.weight"), &[width], 1.0, 0.2);
        self.add_floats(&format!("{name}.bias"), &[width], 0.0, 0.2);
    }

    fn add_floats(&mut self, name: &str, shape: &[usize], middle: f32, spread: f32) {
        let mut random = Random::new(name);
        let values = (0..shape.iter().product()).flat_map(|_| (middle + spread * random.unit()).to_le_bytes());
        let tensor = Tensor { dtype: Dtype::F32, shape: shape.to_vec(), data: values.collect() };
        self.tensors.insert(name.to_owned(), tensor);
    }

    fn add_bytes(&mut self, name: &str, shape: &[usize]) {
        let mut random = Random::new(name);
        let values = (0..shape.iter().product()).map(|_| ((random.below(255) as i32 - 127) as i8).cast_unsigned());
        let tensor = Tensor { dtype: Dtype::I8, shape: shape.to_vec(), data: values.collect() };
        self.tensors.insert(name.to_owned(), tensor);
    }
}

/// Words of one to three pieces, 1.37 on average as in English news, in sentences of 12 to 35 words.
pub fn words(n: usize, sizes: Sizes) -> (Vec<String>, Vec<inference::Break>) {
    let mut random = Random::new("words");
    let mut left = 0;
    (0..n)
        .map(|_| {
            let starts = left == 0;
            left = if starts { 12 + random.below(24) } else { left - 1 };
            (word(&mut random, sizes), if starts { inference::Break::Sentence } else { inference::Break::Word })
        })
        .unzip()
}

fn word(random: &mut Random, sizes: Sizes) -> String {
    let half = (sizes.vocabulary - 4) / 2;
    let mut word = letters(random.below(half));
    for _ in 0..[0, 0, 0, 0, 0, 0, 0, 1, 1, 2][random.below(10)] {
        word += &letters(random.below(half));
    }
    if random.below(8) == 0 { word.to_uppercase() } else { word }
}

/// Four special pieces; then words of three letters, and as many continuations.
fn vocabulary(rows: usize) -> String {
    let mut lines: Vec<String> = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"].map(str::to_owned).to_vec();
    let half = (rows - 4) / 2;
    lines.extend((0..rows - 4 - half).map(letters));
    lines.extend((0..half).map(|number| format!("##{}", letters(number))));
    lines.join("\n") + "\n"
}

fn letters(number: usize) -> String {
    [number / 676, number / 26 % 26, number % 26].iter().map(|&digit| char::from(b'a' + digit as u8)).collect()
}

fn metadata(sizes: Sizes) -> HashMap<String, String> {
    let Sizes { width, layers, feed_forward, max_pieces, window_pieces, arc_width, relation_width, .. } = sizes;
    let heads = width / 32;
    let config = format!(
        r#"{{"width": {width}, "layers": {layers}, "heads": {heads}, "feed_forward": {feed_forward}, "max_pieces": {max_pieces},
        "window_pieces": {window_pieces}, "arc_width": {arc_width}, "relation_width": {relation_width}, "norm_epsilon": 1e-12}}"#
    );
    let list = |index: usize| (0..sizes.labels[index]).map(|n| format!("\"l{n}\"")).collect::<Vec<_>>().join(",");
    let labels = format!(
        r#"{{"upos": [{}], "xpos": [{}], "feats": [{}], "deprel": [{}], "names": [{}]}}"#,
        list(0),
        list(1),
        list(2),
        list(3),
        list(4)
    );
    let pairs = [("format", "entente-reader/1".to_owned()), ("config", config), ("labels", labels)];
    pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

/// A generator of random numbers that are the same everywhere.
///
/// Source: Steele, Lea and Flood 2014 (SplitMix64).
pub struct Random(u64);

impl Random {
    pub fn new(seed: &str) -> Random {
        Random(seed.bytes().fold(0, |state: u64, byte| state.wrapping_mul(31).wrapping_add(byte.into())))
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    /// In `-1..1`.
    fn unit(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1u64 << 23) as f32 - 1.0
    }
}
