//! Small documents with trees and names, written by hand.
//!
//! One sentence a line; a word is `form/UPOS/relation/head`, heads counted from 1 within the sentence and 0 for the
//! root; names stand in brackets with their label:
//!
//! ```text
//! [norp Turkish/ADJ/amod/2 ] jets/NOUN+/nsubj/3 struck/VERB/root/0 [gpe Duhok/PROPN/obj/3 ]
//! ```
//!
//! `+` after a part of speech marks the plural. The lemma is the form in lower case, or after `=` (`men=man/NOUN+/nsubj/2`);
//! of a plural noun the form without its `s`, of a proper noun the form.

use annotation::{Feats, Mentions, Name, NameLabel, Node, Part, Sentence, SentenceId, Token, Tree};
use ontology::{Deprel, Upos};
use text::{Document, Span};

/// A document as the stages before mention detection leave it, and its names.
pub struct Sample {
    /// Its words joined by spaces, its sentences by line breaks.
    pub document: Document,
    /// Its words.
    pub tokens: Vec<Token>,
    /// Its sentences.
    pub sentences: Vec<Sentence>,
    /// A tree a sentence.
    pub trees: Vec<Tree>,
    /// Its names, in the order of the text.
    pub names: Vec<Name>,
}

impl Sample {
    /// Reads a document in the notation of this module.
    ///
    /// # Panics
    /// If `notation` breaks the notation, or a sentence is no tree.
    pub fn parse(notation: &str) -> Sample {
        let mut reader = SampleReader::default();
        notation.lines().map(str::trim).filter(|line| !line.is_empty()).for_each(|line| reader.sentence(line));
        reader.finish()
    }

    /// Its names and noun phrases.
    pub fn mentions(&self) -> Mentions {
        mention_detection::noun_phrases(&self.tokens, &self.sentences, &self.trees, self.names.clone())
    }
}

#[derive(Default)]
struct SampleReader {
    text: String,
    tokens: Vec<Token>,
    sentences: Vec<Sentence>,
    trees: Vec<Tree>,
    names: Vec<Name>,
}

impl SampleReader {
    fn sentence(&mut self, line: &str) {
        let first = self.tokens.len();
        let mut nodes = Vec::new();
        let mut open: Option<(NameLabel, usize)> = None;
        for item in line.split_whitespace() {
            match (item, item.strip_prefix('[')) {
                ("]", _) => {
                    let (label, start) = open.take().expect("a bracket opened before");
                    self.name(label, first, start..nodes.len());
                }
                (_, Some(label)) => open = Some((NameLabel::from_name(label).expect("a label"), nodes.len())),
                _ => {
                    let (form, node) = word(item);
                    self.token(form, nodes.is_empty());
                    nodes.push(node);
                }
            }
        }
        let span = self.tokens[first].span.join(self.tokens.last().expect("a word").span);
        self.sentences.push(Sentence { span, tokens: first..self.tokens.len() });
        self.trees.push(Tree::new(nodes).unwrap_or_else(|| panic!("no tree: {line}")));
    }

    fn token(&mut self, form: &str, starts_sentence: bool) {
        if !self.text.is_empty() {
            self.text.push(if starts_sentence { '\n' } else { ' ' });
        }
        let start = self.text.len();
        self.text.push_str(form);
        let starts_paragraph = self.tokens.is_empty();
        self.tokens.push(Token { span: Span::new(start, self.text.len()), part: Part::Whole, starts_paragraph });
    }

    fn name(&mut self, label: NameLabel, first: usize, words: std::ops::Range<usize>) {
        let span = self.tokens[first + words.start].span.join(self.tokens[first + words.end - 1].span);
        self.names.push(Name { sentence: SentenceId(self.sentences.len() as u32), words, span, label, score: 1.0 });
    }

    fn finish(self) -> Sample {
        let document = Document::new(self.text).expect("a short text");
        Sample { document, tokens: self.tokens, sentences: self.sentences, trees: self.trees, names: self.names }
    }
}

/// One word of the notation.
fn word(item: &str) -> (&str, Node) {
    let mut parts = item.rsplitn(4, '/');
    let mut next = || parts.next().unwrap_or_else(|| panic!("expected form/UPOS/relation/head, found {item}"));
    let (head, relation, upos, written) = (next(), next(), next(), next());
    let (form, lemma) = written.split_once('=').map_or((written, None), |(form, lemma)| (form, Some(lemma)));
    let is_plural = upos.ends_with('+');
    let upos = Upos::from_name(upos.trim_end_matches('+')).unwrap_or_else(|| panic!("no part of speech: {item}"));
    let head: usize = head.parse().unwrap_or_else(|_| panic!("no head: {item}"));
    let node = Node {
        upos,
        xpos: xpos(upos, is_plural).into(),
        feats: Feats::new(feats(upos, is_plural, form)),
        lemma: lemma.map_or_else(|| lemma_of(form, upos, is_plural), str::to_string).into(),
        head: head.checked_sub(1),
        deprel: Deprel::from_name(relation).unwrap_or_else(|| panic!("no relation: {item}")),
    };
    (form, node)
}

fn lemma_of(form: &str, upos: Upos, is_plural: bool) -> String {
    match upos {
        Upos::Propn => form.to_string(),
        Upos::Noun if is_plural => form.to_lowercase().trim_end_matches('s').to_string(),
        _ => form.to_lowercase(),
    }
}

fn xpos(upos: Upos, is_plural: bool) -> &'static str {
    match (upos, is_plural) {
        (Upos::Noun, false) => "NN",
        (Upos::Noun, true) => "NNS",
        (Upos::Propn, false) => "NNP",
        (Upos::Propn, true) => "NNPS",
        (Upos::Pron, _) => "PRP",
        (Upos::Adj, _) => "JJ",
        (Upos::Verb, _) => "VBD",
        _ => "X",
    }
}

fn feats(upos: Upos, is_plural: bool, form: &str) -> &'static str {
    let relative = ["who", "which", "whom", "whose"].contains(&form.to_lowercase().as_str());
    match upos {
        Upos::Pron if relative => "PronType=Rel",
        Upos::Noun | Upos::Propn | Upos::Pron if is_plural => "Number=Plur",
        Upos::Noun | Upos::Propn => "Number=Sing",
        _ => "_",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_words_names_and_trees() {
        let sample = Sample::parse(
            "[norp Turkish/ADJ/amod/2 ] jets/NOUN+/nsubj/3 struck=strike/VERB/root/0\nThey/PRON/nsubj/2 left/VERB/root/0",
        );
        assert_eq!(sample.document.text(), "Turkish jets struck\nThey left");
        assert_eq!(sample.document.slice(sample.names[0].span), "Turkish");
        assert_eq!(&*sample.trees[0].node(1).lemma, "jet");
        assert_eq!(&*sample.trees[0].node(2).lemma, "strike");
        assert_eq!(sample.trees[1].root(), 1);
        assert_eq!(sample.sentences[1].tokens, 3..5);
    }

    #[test]
    #[should_panic(expected = "no tree")]
    fn refuses_a_sentence_without_root() {
        Sample::parse("a/DET/det/2 b/NOUN/det/1");
    }
}
