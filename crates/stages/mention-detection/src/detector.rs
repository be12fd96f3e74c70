use crate::labels::Bio;
use crate::names;
use crate::phrases::noun_phrases;
use annotation::{Mentions, Sentence, SentenceId, Token, Tree};
use gazetteer::Gazetteer;
use inference::Reading;
use text::Document;

/// A label list that is not BIO over the known name labels.
#[derive(Debug)]
pub struct Error(String);

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "expected `O`, `B-…` or `I-…` over the known name labels, found `{}`", self.0)
    }
}

impl std::error::Error for Error {}

/// Finds names and noun phrases.
pub struct Detector {
    labels: Vec<Bio>,
}

impl Detector {
    /// A detector for a reader with these name labels.
    ///
    /// # Errors
    /// If one of `labels` is unknown.
    pub fn new(labels: &[String]) -> Result<Detector, Error> {
        let labels = labels
            .iter()
            .map(|label| Bio::parse(label).ok_or_else(|| Error(label.clone())))
            .collect::<Result<_, _>>()?;
        Ok(Detector { labels })
    }

    /// The names and mentions of a document, sentence by sentence.
    pub fn detect(
        &self,
        document: &Document,
        tokens: &[Token],
        sentences: &[Sentence],
        trees: &[Tree],
        reading: &Reading,
        gazetteer: &Gazetteer,
    ) -> Mentions {
        let mut names = Vec::new();
        for (index, (sentence, tree)) in sentences.iter().zip(trees).enumerate() {
            let tokens = &tokens[sentence.tokens.clone()];
            let rows: Vec<&[f32]> = sentence.tokens.clone().map(|token| reading.names(token)).collect();
            let words: Vec<&str> = tokens.iter().map(|token| document.slice(token.span)).collect();
            names.extend(names::names(SentenceId(index as u32), &self.labels, &rows, &words, tokens, tree, gazetteer));
        }
        noun_phrases(tokens, sentences, trees, names)
    }
}
