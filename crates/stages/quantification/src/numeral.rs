//! Numbers as the words tell them, with their bounds: `at least 12`, `between 20 and 30`, `US$1.5 million`.

use crate::bounds::{self, Bound};
use crate::money::{self, Currency};
use crate::value::{Value, value};
use crate::words::Words;
use annotation::NameLabel;
use ontology::{Deprel, Upos};
use std::ops::Range;

/// A number with its bounds.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Numeral {
    /// Its words, with bounds and currency.
    pub words: Range<usize>,
    /// The word that the tree hangs it up by.
    pub top: usize,
    pub low: Option<f64>,
    pub high: Option<f64>,
    /// What money it is.
    pub currency: Option<Currency>,
}

/// All numbers of a sentence, in its order, not overlapping.
pub(crate) fn numerals(words: &Words) -> Vec<Numeral> {
    let mut found: Vec<Numeral> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let least = found.last().map_or(0, |last| last.words.end);
        match numeral(words, at, least) {
            Some(numeral) => {
                at = numeral.words.end.max(at + 1);
                if is_count(words, &numeral) {
                    found.push(numeral);
                }
            }
            None => at += 1,
        }
    }
    found
}

/// The number whose first numeral stands at `at`; its bounds do not reach before `least`.
fn numeral(words: &Words, at: usize, least: usize) -> Option<Numeral> {
    if let Some(end) = zero(words, at) {
        return Some(told(words, at..end, (Some(0.0), Some(0.0)), None));
    }
    let symbol = money::symbol_before(words, at).filter(|symbol| symbol.words.start >= least);
    let first = value(words, at, symbol.is_some())?;
    let start = symbol.as_ref().map_or(at, |symbol| symbol.words.start);
    let (low, high, end) = range(words, start, first).unwrap_or((first.low, first.high, first.end));
    let (end, currency) = match symbol {
        Some(symbol) => (end, Some(symbol)),
        None => money::name_behind(words, end).map_or((end, None), |name| (name.words.end, Some(name))),
    };
    let (start, end, bound) = bounded(words, start, end, least);
    let (low, high) = match bound {
        Some(Bound::Least) => (Some(low), None),
        Some(Bound::Most) => (None, high),
        Some(Bound::Near) | None => (Some(low), high),
    };
    Some(told(words, start..end, (low, high), currency))
}

fn told(
    words: &Words,
    span: Range<usize>,
    (low, high): (Option<f64>, Option<f64>),
    currency: Option<Currency>,
) -> Numeral {
    Numeral { top: top(words, &span), words: span, low, high, currency }
}

/// The word of the number that hangs on a word outside of it; bounds and punctuation only if there is no other.
fn top(words: &Words, span: &Range<usize>) -> usize {
    let passage = &words.passage;
    let leaves = |word: &usize| passage.head(*word).is_none_or(|head| !span.contains(&head));
    let is_numeral = |word: &usize| {
        matches!(passage.upos(*word), Upos::Num | Upos::Noun | Upos::Sym | Upos::Propn | Upos::Pron | Upos::Verb)
    };
    let is_core = |word: &usize| matches!(passage.deprel(*word), Deprel::Obj | Deprel::Nsubj | Deprel::NsubjPass);
    let tops: Vec<usize> = span.clone().filter(leaves).collect();
    let core = tops.iter().copied().find(is_core);
    core.or_else(|| tops.iter().copied().find(is_numeral)).or(tops.last().copied()).unwrap_or(span.start)
}

/// One past the words that count nobody: `no`, `no one`, `nobody`, `none`.
fn zero(words: &Words, at: usize) -> Option<usize> {
    match (words.at(at), words.at(at + 1)) {
        ("no", "one" | "body") => Some(at + 2),
        ("no" | "without", "single" | "any") => Some(at + 2),
        ("no", "more" | "longer" | "fewer" | "less") => None,
        ("no" | "zero" | "nobody" | "none" | "without", _) => Some(at + 1),
        _ => None,
    }
}

/// `12 to 15`, `12-15`, `between $20 and $30 million`, `two or three`: the least, the most, and one past the last word.
fn range(words: &Words, start: usize, first: Value) -> Option<(f64, Option<f64>, usize)> {
    let joint = first.end;
    let is_between = words.before(start) == "between";
    let joins = match words.at(joint) {
        "and" => is_between,
        "to" => words.before(start) != "from",
        "-" | "–" | "—" | "or" => true,
        _ => false,
    };
    if !joins {
        return None;
    }
    let second_at = (joint + 1..joint + 3).find(|&at| value(words, at, false).is_some())?;
    let symbol = money::symbol_before(words, second_at);
    if symbol.as_ref().map_or(second_at, |symbol| symbol.words.start) != joint + 1 {
        return None;
    }
    let second = value(words, second_at, symbol.is_some())?;
    // `20 to 30 million` shares its scale.
    let low = if first.scale == 1.0 && first.low < 1000.0 { first.low * second.scale } else { first.low };
    (low < second.low).then_some((low, second.high, second.end))
}

/// The number with the bounds around it: first word, one past the last, and the outermost bound that is more than `about`.
fn bounded(words: &Words, start: usize, end: usize, least: usize) -> (usize, usize, Option<Bound>) {
    let (mut start, mut end, mut bound) = (start, end, None);
    if start > least && words.before(start) == "between" {
        start -= 1;
    }
    while let Some((found, length)) = bounds::before(words, start).filter(|(_, length)| start - length >= least) {
        start -= length;
        bound = bound.filter(|&bound| bound != Bound::Near).or(Some(found));
    }
    if let Some((found, length)) = bounds::behind(words, end) {
        end += length;
        bound = bound.or(Some(found));
    }
    let is_exceeded = bounds::is_exceeded(words, start);
    (start, end, bound.or(is_exceeded.then_some(Bound::Least)))
}

/// Whether the number counts something: no date, age, share, name, rank in a row or part of a longer word.
fn is_count(words: &Words, numeral: &Numeral) -> bool {
    if numeral.currency.is_some() {
        return !is_price(words, numeral);
    }
    let is_other = is_share(words, numeral)
        || is_part_of_word(words, numeral)
        || is_named(words, numeral)
        || is_time(words, numeral)
        || is_age(words, numeral)
        || is_all_but(words, numeral);
    !is_other
}

/// `$80 a barrel`, `$3 per litre`, `weighed 80 pounds`.
fn is_price(words: &Words, numeral: &Numeral) -> bool {
    let end = numeral.words.end;
    if words.passage.head(numeral.top).is_some_and(|head| words.passage.is(head, &["weigh"])) {
        return true;
    }
    matches!(words.at(end), "per" | "apiece" | "each") || words.at(end) == "a" && is_unit(words.at(end + 1))
}

fn is_unit(form: &str) -> bool {
    [
        "barrel", "litre", "liter", "gallon", "tonne", "ton", "kilo", "kilogram", "ounce", "head", "day", "month",
        "year", "share", "bushel",
    ]
    .contains(&form)
}

/// `a 12 year old boy`, `aged 12`.
fn is_age(words: &Words, numeral: &Numeral) -> bool {
    let skip = |at: usize| at + usize::from(words.at(at) == "-");
    let unit = skip(numeral.words.end);
    let is_old = matches!(words.at(unit), "year" | "years" | "month" | "months") && words.at(skip(unit + 1)) == "old";
    is_old || words.before(numeral.words.start) == "aged"
}

/// `all but one of them died`.
fn is_all_but(words: &Words, numeral: &Numeral) -> bool {
    words.ends_with(numeral.words.start, &["all", "but"])
}

/// `12 percent`, `12%`, `18 deaths per 100,000`.
fn is_share(words: &Words, numeral: &Numeral) -> bool {
    matches!(words.at(numeral.words.end), "%" | "percent" | "per" | "pc" | "percentage")
        || words.before(numeral.words.start) == "per"
}

/// `12-year-old`, `five-day`, `eight-nation`; a `3,000-strong` force is counted.
fn is_part_of_word(words: &Words, numeral: &Numeral) -> bool {
    let Range { start, end } = numeral.words;
    let is_hyphen = |at: usize| matches!(words.at(at), "-" | "–" | "‑");
    let behind = is_hyphen(end) && words.at(end + 1) != "strong" && words.is_joined(end);
    let before = start > 1 && is_hyphen(start - 1) && words.is_joined(start - 1) && words.is_joined(start - 2);
    behind || before
}

/// `Article 50`, `Boeing 737`, `Group of Seven`: the number is part of a name, or stands behind what it numbers.
fn is_named(words: &Words, numeral: &Numeral) -> bool {
    let passage = &words.passage;
    let top = numeral.top;
    let numbers =
        passage.deprel(top) == Deprel::Nummod && passage.head(top).is_some_and(|head| head < numeral.words.start);
    let span = passage.span(top);
    let names = &passage.mentions.names;
    let name = names.get(names.partition_point(|name| name.span.end() <= span.start()));
    let is_in_name = name.is_some_and(|name| {
        name.span.contains(span) && !matches!(name.label, NameLabel::Number | NameLabel::Date | NameLabel::Norp)
    });
    numbers || is_in_name
}

/// `in 2013`, `on 5 March`, `for two days`.
fn is_time(words: &Words, numeral: &Numeral) -> bool {
    let passage = &words.passage;
    let span = passage.span(numeral.top);
    let times = &passage.resolution.times;
    let time = times.get(times.partition_point(|time| time.span.end() <= span.start()));
    time.is_some_and(|time| time.span.contains(span))
}
