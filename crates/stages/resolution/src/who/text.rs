//! A document with its trees and mentions, as this crate looks at it.

use annotation::{Mention, MentionId, Mentions, Name, Node, Sentence, SentenceId, Token, Tree};
use gazetteer::Gazetteer;
use jiff::civil::Date;
use std::ops::Range;
use text::Document;

/// All that resolution reads.
#[derive(Clone, Copy)]
pub(crate) struct Text<'a> {
    pub document: &'a Document,
    pub tokens: &'a [Token],
    pub sentences: &'a [Sentence],
    pub trees: &'a [Tree],
    pub mentions: &'a Mentions,
    pub gazetteer: &'a Gazetteer,
}

impl<'a> Text<'a> {
    pub fn mention(&self, id: MentionId) -> &'a Mention {
        self.mentions.get(id)
    }

    pub fn tree(&self, sentence: SentenceId) -> &'a Tree {
        &self.trees[sentence.0 as usize]
    }

    pub fn node(&self, mention: &Mention) -> &'a Node {
        self.tree(mention.sentence).node(mention.head)
    }

    /// The characters of one word.
    pub fn form(&self, sentence: SentenceId, word: usize) -> &'a str {
        let first = self.sentences[sentence.0 as usize].tokens.start;
        self.document.slice(self.tokens[first + word].span)
    }

    pub fn forms(&self, sentence: SentenceId, words: Range<usize>) -> Vec<&'a str> {
        words.map(|word| self.form(sentence, word)).collect()
    }

    /// Lemmas in lower case: what role phrases are compared with.
    pub fn lemmas(&self, sentence: SentenceId, words: Range<usize>) -> Vec<String> {
        words.map(|word| self.tree(sentence).node(word).lemma.to_lowercase()).collect()
    }

    /// The names inside a mention, in order.
    pub fn names(&self, mention: &'a Mention) -> impl Iterator<Item = &'a Name> {
        mention.names.iter().map(|&name| &self.mentions.names[name])
    }

    /// The day by which offices and names are looked up.
    pub fn day(&self) -> Option<Date> {
        self.document.published
    }

    pub fn ids(&self) -> impl DoubleEndedIterator<Item = MentionId> + use<> {
        (0..self.mentions.mentions.len() as u32).map(MentionId)
    }
}
