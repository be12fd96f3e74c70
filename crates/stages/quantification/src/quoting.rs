//! The words of a number as an analyst would quote them, and the words of those counted.

use crate::lists;
use crate::numeral::Numeral;
use crate::phrase::Phrase;
use crate::ruling::Ruling;
use annotation::Passage;
use ontology::{Deprel, Upos};
use std::ops::Range;
use text::Span;

/// At most so many words stand between the number's phrase and the word that says what became of those counted.
const MAX_GAP: usize = 4;

/// `at least 12 people were killed`, `killing at least 12 people`: the number, the noun, and the word of harm if it is near.
pub(crate) fn span(passage: &Passage, numeral: &Numeral, phrase: Phrase, ruling: Ruling) -> Span {
    let mut words = numeral.words.clone();
    for word in [Some(phrase.head), phrase.noun].into_iter().flatten() {
        words = joined(passage, words, word, |between| is_below(passage, between, word));
    }
    words = joined(passage, words, ruling.governor, |_| false);
    while words.start > 0 && belongs(passage, &words, words.start - 1) {
        words.start -= 1;
    }
    passage.span(words.start).join(passage.span(words.end - 1))
}

/// The run of words with `word`, if only a few words lie between, without a comma or `and` that is not inside the phrase.
fn joined(passage: &Passage, words: Range<usize>, word: usize, is_inside: impl Fn(usize) -> bool) -> Range<usize> {
    let (between, both) = if word < words.start {
        (word + 1..words.start, word..words.end)
    } else if word >= words.end {
        (words.end..word, words.start..word + 1)
    } else {
        return words;
    };
    let is_break = |word: usize| matches!(passage.upos(word), Upos::Punct | Upos::Cconj) && !is_inside(word);
    if between.len() > MAX_GAP || between.into_iter().any(is_break) { words } else { both }
}

/// `[death] toll`, `[a total of] 12`: what stands before the first word and hangs on a word of the run.
fn belongs(passage: &Passage, words: &Range<usize>, word: usize) -> bool {
    let is_inside = passage.head(word).is_some_and(|head| words.contains(&head));
    let is_light = passage.upos(word) == Upos::Det && passage.form(word) != "the";
    is_inside && (passage.deprel(word) == Deprel::Compound || is_light)
}

/// `civilians`, `Burundian soldiers`: who is counted, without the number and what became of them.
pub(crate) fn counted(passage: &Passage, numeral: &Numeral, phrase: Phrase) -> Option<String> {
    let noun = phrase.noun?;
    let is_case =
        lists::case(passage, noun).is_some() || lists::state(passage, noun).is_some() || passage.is(noun, &["life"]);
    let end = if is_case { noun } else { noun + 1 };
    let least = if noun >= numeral.words.end { numeral.words.end } else { noun };
    let is_case_of = |word: usize| !is_case || names_people(passage, word);
    let is_first = |&word: &usize| {
        passage.head(word) == Some(noun)
            && describes(passage, word)
            && is_case_of(word)
            && (word..noun).all(|word| is_below(passage, word, noun))
    };
    let start = (least.max(noun.saturating_sub(MAX_DESCRIPTION))..noun).find(is_first).unwrap_or(noun);
    (start < end).then(|| passage.document.slice(passage.span(start).join(passage.span(end - 1))).to_string())
}

/// A description has at most so many words before its noun.
const MAX_DESCRIPTION: usize = 8;

/// Whether `word` hangs on `noun`, over a word or two.
fn is_below(passage: &Passage, word: usize, noun: usize) -> bool {
    passage.tree.ancestors(word).take(3).any(|above| above == noun)
}

/// `civilian` of `12 civilian deaths`, not `premature`.
fn names_people(passage: &Passage, word: usize) -> bool {
    passage.upos(word) != Upos::Adj || passage.actor(word).is_some() || passage.is(word, &["civilian", "military"])
}

fn describes(passage: &Passage, word: usize) -> bool {
    const EMPTY: [&str; 17] = [
        "other",
        "more",
        "additional",
        "further",
        "confirmed",
        "reported",
        "total",
        "new",
        "estimated",
        "such",
        "many",
        "different",
        "separate",
        "another",
        "few",
        "several",
        "recorded",
    ];
    let is_modifier =
        matches!(passage.deprel(word), Deprel::Amod | Deprel::Compound | Deprel::NmodUnmarked | Deprel::NmodDesc);
    is_modifier
        && passage.upos(word) != Upos::Num
        && !EMPTY.contains(&&*passage.form(word))
        && lists::state(passage, word).is_none()
}
