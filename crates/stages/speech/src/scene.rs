//! The report as the rules of this stage look at it: sentences, and the words of them that stand between marks.

use annotation::{Annotated, Passage, Saying, Sentence, SentenceId};
use ontology::Upos;
use std::cell::OnceCell;
use std::ops::Range;
use text::{Marked, Span, marked};

/// A report and what is between its quotation marks.
pub(crate) struct Report<'a> {
    pub passages: Vec<Passage<'a>>,
    sentences: &'a [Sentence],
    pub marked: Vec<Marked>,
    /// Who speaks in each sentence, once somebody asked.
    pub speakers: Vec<OnceCell<Option<Saying>>>,
}

impl<'a> Report<'a> {
    pub fn new(annotated: Annotated<'a>) -> Report<'a> {
        let starts = annotated.tokens.iter().filter(|token| token.starts_paragraph);
        let paragraphs: Vec<usize> = starts.map(|token| token.span.start()).collect();
        let mut marked = marked(annotated.document.text(), &paragraphs);
        let end = annotated.sentences.last().map_or(0, |sentence| sentence.span.end());
        marked.retain(|marked| marked.inside.end() <= end);
        let speakers = vec![OnceCell::new(); annotated.sentences.len()];
        Report { passages: annotated.passages().collect(), sentences: annotated.sentences, marked, speakers }
    }

    /// The sentence that holds the byte `at`, or the first one after it.
    pub fn sentence_at(&self, at: usize) -> Option<usize> {
        let index = self.sentences.partition_point(|sentence| sentence.span.end() <= at);
        (index < self.sentences.len()).then_some(index)
    }

    /// The sentence of this number.
    pub fn scene(&self, sentence: usize) -> Scene<'_, 'a> {
        Scene { report: self, passage: &self.passages[sentence] }
    }

    /// The scene of a sentence id.
    pub fn scene_of(&self, sentence: SentenceId) -> Scene<'_, 'a> {
        self.scene(sentence.0 as usize)
    }

    pub fn scenes(&self) -> impl DoubleEndedIterator<Item = Scene<'_, 'a>> {
        (0..self.passages.len()).map(|sentence| self.scene(sentence))
    }
}

/// One sentence of a report.
#[derive(Clone, Copy)]
pub(crate) struct Scene<'r, 'a> {
    pub report: &'r Report<'a>,
    pub passage: &'r Passage<'a>,
}

impl Scene<'_, '_> {
    /// The words that lie within `span`.
    pub fn words_in(&self, span: Span) -> Range<usize> {
        let tokens = &self.passage.tokens[self.passage.sentence.tokens.clone()];
        let start = tokens.partition_point(|token| token.span.start() < span.start());
        let end = tokens.partition_point(|token| token.span.end() <= span.end());
        start..end.max(start)
    }

    /// Whether `word` stands between quotation marks.
    pub fn is_quoted(&self, word: usize) -> bool {
        let at = self.passage.span(word).start();
        let marked = &self.report.marked;
        let next = marked.partition_point(|marked| marked.outside.end() <= at);
        marked.get(next).is_some_and(|marked| marked.inside.start() <= at && at < marked.inside.end())
    }

    /// Whether `word` is a word and no mark.
    pub fn is_word(&self, word: usize) -> bool {
        !matches!(self.passage.upos(word), Upos::Punct | Upos::Sym)
    }

    /// The nearest word before `word` that is no quotation mark.
    pub fn before(&self, word: usize) -> Option<usize> {
        (0..word).rev().find(|&before| !is_mark(&self.passage.form(before)))
    }

    /// The nearest word from `word` on that is no quotation mark.
    pub fn from(&self, word: usize) -> Option<usize> {
        (word..self.passage.len()).find(|&after| !is_mark(&self.passage.form(after)))
    }
}

fn is_mark(form: &str) -> bool {
    !form.is_empty() && form.chars().all(|character| "\"“”„‟'‘’‚`«»‹›".contains(character))
}
