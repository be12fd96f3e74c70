//! A document with its trees and mentions, as the stages look at it that ask what phrases mean.

use crate::{Mention, MentionId, Mentions, Name, Node, Sentence, SentenceId, Token, Tree};
use ontology::{Deprel, Upos};
use std::ops::Range;
use text::{Document, Span};

/// What is known of a document before anybody asks what its mentions mean.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The report.
    pub document: &'a Document,
    /// Its words.
    pub tokens: &'a [Token],
    /// Its sentences, each of some words.
    pub sentences: &'a [Sentence],
    /// A tree for each sentence.
    pub trees: &'a [Tree],
    /// Names and phrases.
    pub mentions: &'a Mentions,
}

impl<'a> View<'a> {
    /// The mention of an id.
    ///
    /// # Panics
    /// If `id` belongs to another document.
    pub fn mention(&self, id: MentionId) -> &'a Mention {
        self.mentions.get(id)
    }

    /// The tree of a sentence.
    pub fn tree(&self, sentence: SentenceId) -> &'a Tree {
        &self.trees[sentence.0 as usize]
    }

    /// The node of the word that heads a mention.
    pub fn node(&self, mention: &Mention) -> &'a Node {
        self.tree(mention.sentence).node(mention.head)
    }

    /// Whether the head is in the plural; `troops` is a plural without a singular.
    pub fn is_plural(&self, mention: &Mention) -> bool {
        let node = self.node(mention);
        matches!(node.feats.get("Number"), Some("Plur" | "Ptan")) || matches!(&*node.xpos, "NNS" | "NNPS")
    }

    /// The word that heads a mention, among the document's.
    pub fn token(&self, mention: &Mention) -> usize {
        self.sentences[mention.sentence.0 as usize].tokens.start + mention.head
    }

    /// The characters of one word.
    pub fn form(&self, sentence: SentenceId, word: usize) -> &'a str {
        self.document.slice(self.span_of(sentence, word))
    }

    /// Where one word stands.
    pub fn span_of(&self, sentence: SentenceId, word: usize) -> Span {
        self.tokens[self.sentences[sentence.0 as usize].tokens.start + word].span
    }

    /// The characters of some words, one by one.
    pub fn forms(&self, sentence: SentenceId, words: Range<usize>) -> Vec<&'a str> {
        words.map(|word| self.form(sentence, word)).collect()
    }

    /// The words as the text writes them, runs of white space made one space.
    pub fn written(&self, sentence: SentenceId, words: Range<usize>) -> String {
        let first = self.sentences[sentence.0 as usize].tokens.start;
        let span = self.tokens[first + words.start].span.join(self.tokens[first + words.end - 1].span);
        self.document.slice(span).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Lemmas in lower case: what role phrases are compared with.
    pub fn lemmas(&self, sentence: SentenceId, words: Range<usize>) -> Vec<String> {
        words.map(|word| self.lemma(sentence, word)).collect()
    }

    /// The lemma of a word in lower case; of what stands before its noun as it is written: `foreign affairs minister`, `masked men`.
    fn lemma(&self, sentence: SentenceId, word: usize) -> String {
        let node = self.tree(sentence).node(word);
        let is_written_so = match node.deprel {
            Deprel::Compound => node.upos == Upos::Noun,
            Deprel::Amod => node.upos == Upos::Verb,
            _ => false,
        };
        if is_written_so { self.form(sentence, word).to_lowercase() } else { node.lemma.to_lowercase() }
    }

    /// The names inside a mention, in order.
    pub fn names(&self, mention: &'a Mention) -> impl Iterator<Item = &'a Name> {
        mention.names.iter().map(|&name| &self.mentions.names[name])
    }

    /// All names of a sentence, in order.
    pub fn names_in(&self, sentence: SentenceId) -> &'a [Name] {
        let names = &self.mentions.names;
        let start = names.partition_point(|name| name.sentence < sentence);
        let length = names[start..].partition_point(|name| name.sentence == sentence);
        &names[start..start + length]
    }

    /// All mentions, in their order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = MentionId> + use<> {
        (0..self.mentions.mentions.len() as u32).map(MentionId)
    }

    /// All mentions of a sentence, by head word.
    pub fn ids_in(&self, sentence: SentenceId) -> impl DoubleEndedIterator<Item = MentionId> + use<> {
        let mentions = &self.mentions.mentions;
        let start = mentions.partition_point(|mention| mention.sentence < sentence);
        let length = mentions[start..].partition_point(|mention| mention.sentence == sentence);
        (start as u32..(start + length) as u32).map(MentionId)
    }

    /// The word of a name whose head lies outside it.
    pub fn top(&self, name: &Name) -> usize {
        let tree = self.tree(name.sentence);
        let outside = |word: &usize| tree.node(*word).head.is_none_or(|head| !name.words.contains(&head));
        name.words.clone().find(outside).expect("heads form no cycle")
    }

    /// The preposition before `word`, in lower case.
    pub fn case(&self, sentence: SentenceId, word: usize) -> Option<String> {
        let case = self.tree(sentence).child(word, &[Deprel::Case])?;
        Some(self.form(sentence, case).to_lowercase())
    }
}
