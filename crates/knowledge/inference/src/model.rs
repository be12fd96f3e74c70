//! A loaded network, shared by all threads.

use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::encoder::Encoder;
use crate::error::{Error, Kind};
use crate::heads::{Parser, Tagger};
use crate::kernel::{Kernels, Path};
use crate::reader::Reader;
use crate::weights::{Config, File};
use crate::wordpiece::Vocabulary;

/// The label sets of a model; a label's place is its index in a row of logits.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Labels {
    /// Universal parts of speech.
    pub upos: Vec<String>,
    /// Penn Treebank tags.
    pub xpos: Vec<String>,
    /// Bundles of features as in CoNLL-U, such as `Number=Sing`.
    pub feats: Vec<String>,
    /// Relations to the head.
    pub deprel: Vec<String>,
    /// `O`, and `B-` and `I-` with each kind of name.
    pub names: Vec<String>,
}

impl Labels {
    pub(crate) fn lists(&self) -> [(&'static str, &[String]); 5] {
        [
            ("upos", &self.upos),
            ("xpos", &self.xpos),
            ("feats", &self.feats),
            ("deprel", &self.deprel),
            ("names", &self.names),
        ]
    }
}

/// A network that reads English. It cannot be changed; threads share it and have a [`Reader`] each.
pub struct Model {
    pub(crate) kernels: Kernels,
    pub(crate) config: Config,
    pub(crate) vocabulary: Vocabulary,
    pub(crate) encoder: Encoder,
    pub(crate) tagger: Tagger,
    pub(crate) parser: Parser,
    labels: Labels,
    hash: String,
}

impl Model {
    /// Loads a weight file and the vocabulary that belongs to it, for the fastest path of this processor.
    ///
    /// The weights are copied into the layout that the processor likes: about as many bytes again.
    ///
    /// # Errors
    /// If the file is not an `entente-reader/1`, if a tensor or label set is missing, of another kind or
    /// shape than the configuration asks for, or holds numbers that cannot be, and if the
    /// vocabulary has not one line for each row of the embeddings.
    pub fn load(weights: &[u8], vocabulary: &str) -> Result<Model, Error> {
        let fastest = Path::available().pop().unwrap_or(Path::Portable);
        Model::load_on(fastest, weights, vocabulary)
    }

    /// Loads a model for a given path, to compare paths. A path this processor cannot take gives the portable one.
    ///
    /// # Errors
    /// As [`Model::load`].
    pub fn load_on(path: Path, weights: &[u8], vocabulary: &str) -> Result<Model, Error> {
        let kernels = Kernels::on(path).unwrap_or(Kernels::PORTABLE);
        Ok(build(kernels, weights, vocabulary)?)
    }

    /// The same model with layers for heads of other tasks beside its last ones: the tensors `fork.N…` of a weight file, from any
    /// layer to the last. Other tensors are not looked at; a file without such layers gives the model as it is.
    ///
    /// # Errors
    /// If the file is no safetensors file, a layer between is missing, or a tensor is not as the model's configuration asks for.
    pub fn forked(mut self, weights: &[u8]) -> Result<Model, Error> {
        let file = File::beside(weights, &self.config)?;
        self.encoder.fork(self.kernels, &file)?;
        Ok(self)
    }

    /// The label sets.
    pub fn labels(&self) -> &Labels {
        &self.labels
    }

    /// SHA-256 of weights and vocabulary, in hexadecimal: which model this is.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// A worker's memory to read with; each thread needs its own.
    pub fn reader(&self) -> Reader<'_> {
        Reader::new(self)
    }
}

fn build(kernels: Kernels, weights: &[u8], vocabulary: &str) -> Result<Model, Kind> {
    let (file, labels) = File::parse(weights)?;
    Ok(Model {
        kernels,
        config: file.config.clone(),
        vocabulary: Vocabulary::parse(vocabulary, file.rows("embeddings.word.weight")?)?,
        encoder: Encoder::load(kernels, &file)?,
        tagger: Tagger::load(kernels, &file, &labels)?,
        parser: Parser::load(kernels, &file, labels.deprel.len())?,
        labels,
        hash: hash(weights, vocabulary),
    })
}

fn hash(weights: &[u8], vocabulary: &str) -> String {
    let digest = Sha256::new().chain_update(weights).chain_update(vocabulary).finalize();
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
