//! Who speaks what stands between quotation marks.

use crate::clauses::subject;
use annotation::{MentionId, SentenceId, View};
use ontology::Upos;
use text::{Span, marked};

/// Words between quotation marks.
pub(crate) struct Quotation {
    /// Without the marks.
    pub inside: Span,
    /// With them.
    outside: Span,
    /// Who says them, before or behind them.
    pub sayer: Option<MentionId>,
}

/// A quotation that fills its sentences goes on with one that ended so many sentences before, or is of who spoke there.
const MAX_BACK: u32 = 2;

/// All quotations of a document, in order.
pub(crate) fn quotations(text: &View) -> Vec<Quotation> {
    let starts = text.tokens.iter().filter(|token| token.starts_paragraph);
    let paragraphs: Vec<usize> = starts.map(|token| token.span.start()).collect();
    let all = marked(text.document.text(), &paragraphs);
    let mut found: Vec<Quotation> = all
        .into_iter()
        .map(|marked| Quotation { inside: marked.inside, outside: marked.outside, sayer: None })
        .collect();
    for at in 0..found.len() {
        found[at].sayer = sayer(text, &found, at);
    }
    found
}

/// The quotation that holds `span`.
pub(crate) fn holding(quotations: &[Quotation], span: Span) -> Option<&Quotation> {
    let after = quotations.partition_point(|quotation| quotation.inside.start() <= span.start());
    quotations[..after].last().filter(|quotation| quotation.inside.contains(span))
}

fn sayer(text: &View, quotations: &[Quotation], at: usize) -> Option<MentionId> {
    let inside = quotations[at].inside;
    let (first, last) = (sentence_at(text, inside.start())?, sentence_at(text, inside.end().saturating_sub(1))?);
    let own = [last, first].into_iter().find_map(|sentence| speaker_in(text, quotations, sentence, inside));
    own.or_else(|| before(text, quotations, at, first))
}

/// The sentence that holds the byte `at`.
fn sentence_at(text: &View, at: usize) -> Option<SentenceId> {
    let index = text.sentences.partition_point(|sentence| sentence.span.end() <= at);
    text.sentences.get(index).map(|_| SentenceId(index as u32))
}

/// Who spoke right before a quotation that fills its sentences.
fn before(text: &View, quotations: &[Quotation], at: usize, first: SentenceId) -> Option<MentionId> {
    if has_words_outside(text, quotations, first) {
        return None;
    }
    let near = |sentence: SentenceId| first.0 - sentence.0 <= MAX_BACK;
    let last = at.checked_sub(1).map(|last| &quotations[last]);
    let goes_on = last.and_then(|last| {
        let ended = sentence_at(text, last.inside.end().saturating_sub(1))?;
        last.sayer.filter(|_| near(ended))
    });
    let told = || {
        let sentence = SentenceId(first.0.checked_sub(1)?);
        speaking(text, quotations, sentence, quotations[at].inside)
    };
    goes_on.or_else(told)
}

/// Who speaks in a sentence with a quotation: the subject of a word of saying, else of the sentence.
fn speaker_in(text: &View, quotations: &[Quotation], sentence: SentenceId, inside: Span) -> Option<MentionId> {
    let of_sentence = || {
        let root = text.tree(sentence).root();
        let found = subject(text, sentence, root)?;
        let is_own = |word: usize| is_outside(quotations, text.span_of(sentence, word));
        text.mentions.headed_by(sentence, found).filter(|_| is_own(root) && is_own(found))
    };
    speaking(text, quotations, sentence, inside).or_else(of_sentence)
}

/// The subject of the word of saying next to a quotation.
fn speaking(text: &View, quotations: &[Quotation], sentence: SentenceId, inside: Span) -> Option<MentionId> {
    let tree = text.tree(sentence);
    let n_words = text.sentences[sentence.0 as usize].tokens.len();
    let distance = |word: usize| {
        let span = text.span_of(sentence, word);
        inside.start().saturating_sub(span.end()).max(span.start().saturating_sub(inside.end()))
    };
    let mut says: Vec<usize> = (0..n_words)
        .filter(|&word| is_saying(&tree.node(word).lemma) && tree.node(word).upos == Upos::Verb)
        .filter(|&word| is_outside(quotations, text.span_of(sentence, word)))
        .collect();
    says.sort_by_key(|&word| distance(word));
    let mut subjects = says.into_iter().filter_map(|verb| subject(text, sentence, verb));
    subjects.find_map(|subject| {
        let is_said = is_outside(quotations, text.span_of(sentence, subject));
        text.mentions.headed_by(sentence, subject).filter(|_| is_said)
    })
}

fn has_words_outside(text: &View, quotations: &[Quotation], sentence: SentenceId) -> bool {
    let mut words = 0..text.sentences[sentence.0 as usize].tokens.len();
    words.any(|word| {
        let is_word = text.tree(sentence).node(word).upos != Upos::Punct;
        is_word && is_outside(quotations, text.span_of(sentence, word))
    })
}

fn is_outside(quotations: &[Quotation], span: Span) -> bool {
    let after = quotations.partition_point(|quotation| quotation.outside.start() <= span.start());
    quotations[..after].last().is_none_or(|quotation| !quotation.outside.overlaps(span))
}

/// Whether a lemma is a verb that tells that somebody speaks.
pub(crate) fn is_saying(lemma: &str) -> bool {
    const SAYING: [&str; 36] = [
        "acknowledge",
        "add",
        "admit",
        "announce",
        "argue",
        "ask",
        "assert",
        "boast",
        "caution",
        "claim",
        "comment",
        "complain",
        "concede",
        "confirm",
        "continue",
        "declare",
        "demand",
        "explain",
        "insist",
        "joke",
        "note",
        "observe",
        "post",
        "promise",
        "quip",
        "quote",
        "remark",
        "reply",
        "respond",
        "retort",
        "say",
        "state",
        "tell",
        "vow",
        "warn",
        "write",
    ];
    SAYING.binary_search(&lemma).is_ok()
}
