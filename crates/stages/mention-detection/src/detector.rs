use crate::labels::Bio;
use crate::{names, phrases};
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
        let labels = labels.iter().map(|label| Bio::parse(label).ok_or_else(|| Error(label.clone()))).collect::<Result<_, _>>()?;
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
        let mut mentions = Mentions::default();
        for (index, (sentence, tree)) in sentences.iter().zip(trees).enumerate() {
            let id = SentenceId(index as u32);
            let tokens = &tokens[sentence.tokens.clone()];
            let first_name = mentions.names.len();
            let rows: Vec<&[f32]> = sentence.tokens.clone().map(|token| reading.names(token)).collect();
            let words: Vec<&str> = tokens.iter().map(|token| document.slice(token.span)).collect();
            mentions.names.extend(names::names(id, &self.labels, &rows, &words, tokens, tree, gazetteer));
            let found = phrases::mentions(id, tokens, tree, &mentions.names[first_name..], first_name);
            mentions.mentions.extend(found);
        }
        mentions
    }
}
