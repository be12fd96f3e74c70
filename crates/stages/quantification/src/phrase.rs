//! What a number counts: the phrase around it and the noun in it.

use crate::lists;
use crate::numeral::Numeral;
use annotation::Passage;
use ontology::{Deprel, Upos};

/// The noun phrase that a number belongs to.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Phrase {
    /// The word that stands for the phrase in its clause: `people` of `12 people`, `dozens` of `dozens of civilians`.
    pub head: usize,
    /// The noun that is counted, if one is said.
    pub noun: Option<usize>,
}

const MODIFIER: [Deprel; 7] = [
    Deprel::Nummod,
    Deprel::Det,
    Deprel::Amod,
    Deprel::Compound,
    Deprel::Advmod,
    Deprel::NmodUnmarked,
    Deprel::DetPredet,
];

/// Nouns of which `total of 12` is an example: what stands behind `of` is the number.
const TOTALS: [&str; 6] = ["total", "group", "minimum", "maximum", "tally", "number"];

impl Phrase {
    pub fn of(passage: &Passage, numeral: &Numeral) -> Phrase {
        let head = head(passage, numeral);
        let noun = noun(passage, numeral, head);
        Phrase { head: whole(passage, head), noun }
    }

    /// `12 of them children`: the noun that says who the part are.
    pub fn of_part(passage: &Passage, numeral: &Numeral) -> Option<Phrase> {
        let noun = numeral.words.end + 2;
        let is_noun = noun < passage.len() && passage.upos(noun) == Upos::Noun;
        let is_part = is_noun && matches!(&*passage.form(noun - 1), "them" | "whom");
        is_part.then_some(Phrase { head: numeral.top, noun: Some(noun) })
    }

    /// A phrase of one word that is no number.
    pub fn of_noun(head: usize) -> Phrase {
        Phrase { head, noun: Some(head) }
    }
}

/// The word that the number modifies, or the number itself.
fn head(passage: &Passage, numeral: &Numeral) -> usize {
    let mut word = numeral.top;
    // `A 3,000-strong force` is three steps up.
    for _ in 0..3 {
        let Some(head) = passage.head(word).filter(|&head| head >= numeral.words.end) else { return word };
        let is_modifier = MODIFIER.contains(&passage.deprel(word)) && !passage.is_verb(head);
        let is_nominal =
            matches!(passage.upos(head), Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::Pron | Upos::Sym);
        if !is_modifier || !is_nominal {
            return word;
        }
        word = head;
        if passage.upos(word) != Upos::Adj || !MODIFIER.contains(&passage.deprel(word)) {
            break;
        }
    }
    word
}

/// The noun that is counted: the head, or what stands behind `of`.
fn noun(passage: &Passage, numeral: &Numeral, head: usize) -> Option<usize> {
    if !numeral.words.contains(&head) {
        return Some(head).filter(|&head| !is_empty(passage, head));
    }
    let behind = numeral.words.clone().flat_map(|word| passage.children(word, &[Deprel::Nmod]));
    let mut partitive = behind.filter(|&noun| noun >= numeral.words.end && has_case(passage, noun, "of"));
    partitive.next().filter(|&noun| !is_empty(passage, noun))
}

/// Words that stand for a noun that was said before.
fn is_empty(passage: &Passage, word: usize) -> bool {
    passage.upos(word) == Upos::Pron
        || passage.upos(word) == Upos::Num
        || passage.is(word, &["other", "more", "rest", "total", "another"])
}

/// `a total of 39 people`, `a group of 12`: the whole stands in the clause.
fn whole(passage: &Passage, head: usize) -> usize {
    let above = passage.head(head).filter(|_| passage.deprel(head) == Deprel::Nmod && has_case(passage, head, "of"));
    above.filter(|&above| passage.is(above, &TOTALS) && !lists::is_toll(passage, above)).unwrap_or(head)
}

/// Whether `word` is brought in by this preposition.
pub(crate) fn has_case(passage: &Passage, word: usize, preposition: &str) -> bool {
    passage.children(word, &[Deprel::Case]).any(|case| passage.form(case) == preposition)
}
