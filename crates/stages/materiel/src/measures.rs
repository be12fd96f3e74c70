//! How many.

use crate::goods::Goods;
use crate::numbers;
use crate::words::MEASURES;
use annotation::{Passage, Quantity};
use ontology::{Deprel, Upos};
use text::Span;

/// How many are told of, and of how many ordered: `the first six of 24`.
#[derive(Clone, Default, Debug)]
pub(crate) struct Count {
    /// How many the clause is about.
    pub part: Option<Quantity>,
    /// How many there are in all.
    pub whole: Option<Quantity>,
    /// Whether nothing is left to come: `the last of four`.
    pub is_last: bool,
}

/// What the sentence says of how many `goods` there are; `path` leads up from their head.
pub(crate) fn count(passage: Passage, goods: &Goods, path: &[usize]) -> Count {
    let start = goods.words.start;
    let is_last = (start.saturating_sub(MAX_LAST)..start).any(|word| passage.form(word) == "last");
    let is_none =
        (start.saturating_sub(MAX_LAST)..start).any(|word| matches!(passage.form(word).as_str(), "not" | "none"));
    match parts(passage, goods, path) {
        Count { whole: Some(whole), .. } if is_none => Count { part: Some(whole), whole: None, is_last },
        count => Count { is_last, ..count },
    }
}

/// `last` stands at most so many words before the goods: `the last two of the four`.
const MAX_LAST: usize = 6;

fn parts(passage: Passage, goods: &Goods, path: &[usize]) -> Count {
    if let Some(count) = part_and_whole(passage, goods.words.start) {
        return count;
    }
    let before = goods.words.start.checked_sub(1).filter(|&before| passage.upos(before) == Upos::Num);
    let own = number_of(passage, goods.head, &goods.words).or_else(|| quantity(passage, before?));
    let above = path.iter().skip(1).zip(path).find_map(|(&above, &below)| {
        let hangs = passage.deprel(below) == Deprel::Nmod && (above..below).any(|word| passage.form(word) == "of");
        hangs.then(|| part_of(passage, above)).flatten()
    });
    match (above, own) {
        (Some(part), Some(whole)) if whole.value > part.value => {
            Count { part: Some(part), whole: Some(whole), is_last: false }
        }
        (Some(part), _) => Count { part: Some(part), ..Count::default() },
        (None, own) => Count { part: own.or_else(|| article(passage, goods)), ..Count::default() },
    }
}

/// `three of 24`, `the last 20,000 of the 100,000` right before the word `start`, however the tree has it.
fn part_and_whole(passage: Passage, start: usize) -> Option<Count> {
    let total = start.checked_sub(1).filter(|&total| passage.upos(total) == Upos::Num)?;
    let skipped = usize::from(total > 0 && passage.form(total - 1) == "the");
    let of = total.checked_sub(1 + skipped).filter(|&of| passage.form(of) == "of")?;
    let (part, whole) = (quantity(passage, of.checked_sub(1)?)?, quantity(passage, total)?);
    (part.value < whole.value).then_some(Count { part: Some(part), whole: Some(whole), is_last: false })
}

/// The number that modifies `head`, outside the designation.
fn number_of(passage: Passage, head: usize, quoted: &std::ops::Range<usize>) -> Option<Quantity> {
    let numerals: Vec<usize> = passage.children(head, &[Deprel::Nummod]).collect();
    let child =
        numerals.into_iter().find(|&child| child < head && (!quoted.contains(&child) || child == quoted.start))?;
    let mut first = child;
    while first > 0
        && (passage.upos(first - 1) == Upos::Num
            || passage.deprel(first - 1) == Deprel::Compound && passage.head(first - 1) == Some(child))
        && first - 1 + 3 > child
    {
        first -= 1;
    }
    quantity(passage, first).or_else(|| quantity(passage, child))
}

/// The number that a word before `of` stands for: `three of`, `the first of`, `a pair of`, `two batteries of`.
fn part_of(passage: Passage, word: usize) -> Option<Quantity> {
    if passage.upos(word) == Upos::Num {
        return quantity(passage, word);
    }
    if passage.is(word, &MEASURES) || matches!(passage.upos(word), Upos::Noun) {
        let own = number_of(passage, word, &(word..word)).filter(|_| !passage.is(word, &["contract", "deal"]));
        return own
            .or_else(|| passage.is(word, &["pair", "dozen", "couple"]).then(|| quantity(passage, word)).flatten());
    }
    let ordinal = matches!(passage.form(word).as_str(), "first" | "second" | "third" | "fourth" | "fifth" | "last");
    ordinal.then(|| quantity(passage, word)).flatten()
}

/// `a Patriot battery` is one.
fn article(passage: Passage, goods: &Goods) -> Option<Quantity> {
    let child = passage
        .children(goods.head, &[Deprel::Det])
        .find(|&child| matches!(passage.form(child).as_str(), "a" | "an"))?;
    Some(Quantity { value: 1.0, span: passage.span(child) })
}

fn quantity(passage: Passage, first: usize) -> Option<Quantity> {
    let (value, end) = numbers::at(passage, first)?;
    let span = Span::new(passage.span(first).start(), passage.span(end - 1).end());
    Some(Quantity { value, span })
}
