//! The words of a sentence as numbers are read from: in lower case, each once.

use crate::countries::Countries;
use annotation::Passage;

/// A sentence and its words in lower case.
pub(crate) struct Words<'a> {
    pub passage: Passage<'a>,
    pub countries: &'a Countries,
    forms: Vec<String>,
}

impl<'a> Words<'a> {
    pub fn of(passage: Passage<'a>, countries: &'a Countries) -> Words<'a> {
        let forms = (0..passage.len()).map(|word| passage.form(word)).collect();
        Words { passage, countries, forms }
    }

    pub fn len(&self) -> usize {
        self.forms.len()
    }

    /// The word at `at`; empty beyond the end.
    pub fn at(&self, at: usize) -> &str {
        self.forms.get(at).map_or("", String::as_str)
    }

    /// The word before `at`; empty at the beginning.
    pub fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |before| self.at(before))
    }

    /// Whether these words stand right before `end`.
    pub fn ends_with(&self, end: usize, phrase: &[&str]) -> bool {
        self.forms.get(..end).is_some_and(|before| {
            before.len() >= phrase.len()
                && before[end - phrase.len()..].iter().zip(phrase).all(|(form, word)| form == word)
        })
    }

    /// Whether these words begin at `start`.
    pub fn begins_with(&self, start: usize, phrase: &[&str]) -> bool {
        phrase.iter().enumerate().all(|(offset, word)| self.at(start + offset) == *word)
    }

    /// Whether no white space parts `word` from the next.
    pub fn is_joined(&self, word: usize) -> bool {
        let passage = &self.passage;
        word + 1 < self.len() && passage.span(word).end() == passage.span(word + 1).start()
    }
}
