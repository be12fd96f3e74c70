//! A plain number in digits or words: `1,200`, `twenty-five`, `3 lakh`, `half a million`, `dozens`.
//!
//! Vague numbers are the least that the word can mean: `dozens` is two dozen, `hundreds` two hundred, `several` three.

use crate::words::Words;

/// A number without what bounds it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Value {
    pub low: f64,
    /// None for `dozens` and its like.
    pub high: Option<f64>,
    /// One past its last word.
    pub end: usize,
    /// The word of scale that ends it: a million for `1.5 million`, else 1.
    pub scale: f64,
}

impl Value {
    fn exactly(value: f64, end: usize, scale: f64) -> Value {
        Value { low: value, high: Some(value), end, scale }
    }

    fn at_least(low: f64, end: usize) -> Value {
        Value { low, high: None, end, scale: 1.0 }
    }
}

/// Words that multiply the number before them, South Asia's among them.
const SCALES: [(&str, f64); 14] = [
    ("dozen", 12.0),
    ("thousand", 1e3),
    ("lakh", 1e5),
    ("lakhs", 1e5),
    ("lac", 1e5),
    ("million", 1e6),
    ("mln", 1e6),
    ("mn", 1e6),
    ("crore", 1e7),
    ("crores", 1e7),
    ("billion", 1e9),
    ("bln", 1e9),
    ("bn", 1e9),
    ("trillion", 1e12),
];

/// Letters that scale money alone: `$20m`.
const MONEY_SCALES: [(&str, f64); 4] = [("k", 1e3), ("m", 1e6), ("b", 1e9), ("tn", 1e12)];

/// Plurals that tell no exact number, and two of what they name.
const VAGUE: [(&str, f64); 7] = [
    ("dozens", 24.0),
    ("scores", 40.0),
    ("hundreds", 200.0),
    ("thousands", 2e3),
    ("lakhs", 2e5),
    ("millions", 2e6),
    ("billions", 2e9),
];

/// The least that `several` and its like mean.
const SEVERAL: f64 = 3.0;

/// The number that begins at `at`; `is_money` where a currency stands before it.
pub(crate) fn value(words: &Words, at: usize, is_money: bool) -> Option<Value> {
    vague(words, at).or_else(|| some_of(words, at)).or_else(|| exact(words, at, is_money))
}

/// `dozens`, `tens of thousands`, `several hundred`.
fn vague(words: &Words, at: usize) -> Option<Value> {
    let multiple = match words.at(at) {
        "tens" => 10.0,
        "hundreds" => 100.0,
        _ => 0.0,
    };
    if multiple > 0.0
        && words.at(at + 1) == "of"
        && let Some(scale) = lookup(&VAGUE, words.at(at + 2))
    {
        return Some(Value::at_least(multiple * scale, at + 3));
    }
    Some(Value::at_least(lookup(&VAGUE, words.at(at))?, at + 1))
}

/// `several`, `a few hundred`, `a couple of`, `a dozen`, `half a million`.
fn some_of(words: &Words, at: usize) -> Option<Value> {
    if words.begins_with(at, &["half", "a"]) || words.begins_with(at, &["half", "-"]) {
        let scale = scale(words, at + 2, false)?;
        return Some(Value::exactly(scale / 2.0, at + 3, scale));
    }
    if words.begins_with(at, &["a", "couple"]) {
        let end = at + 2 + usize::from(words.at(at + 2) == "of");
        return Some(match scale(words, end, false) {
            Some(scale) => Value::exactly(2.0 * scale, end + 1, scale),
            None => Value::exactly(2.0, end, 1.0),
        });
    }
    if matches!(words.at(at), "a" | "an")
        && let Some(scale) = scale(words, at + 1, false)
    {
        return Some(Value::exactly(scale, at + 2, scale));
    }
    let end = at + several(words, at)?;
    // `Several hundred` is as many as `hundreds`.
    let vague = scale(words, end, false).map(|scale| Value { scale, ..Value::at_least(2.0 * scale, end + 1) });
    Some(vague.unwrap_or(Value::at_least(SEVERAL, end)))
}

/// How many words `several`, `a few`, `a handful of` have, if they begin at `at`.
fn several(words: &Words, at: usize) -> Option<usize> {
    const PHRASES: [&[&str]; 3] = [&["several"], &["a", "few"], &["a", "handful"]];
    PHRASES.into_iter().find(|phrase| words.begins_with(at, phrase)).map(<[&str]>::len)
}

/// Digits or numerals, with hundreds and words of scale.
fn exact(words: &Words, at: usize, is_money: bool) -> Option<Value> {
    let (mut current, mut end) = leading(words, at, is_money)?;
    let (mut total, mut last_scale) = (0.0, 1.0);
    loop {
        if words.begins_with(end, &["and", "a", "half"]) {
            current += 0.5;
            end += 3;
        } else if words.at(end) == "hundred" {
            current *= 100.0;
            last_scale = 100.0;
            end += 1;
        } else if let Some(scale) = scale(words, end, is_money).filter(|_| current > 0.0) {
            total += current * scale;
            current = 0.0;
            last_scale = scale;
            end += 1;
        } else if let Some((rest, next)) = rest(words, end, last_scale) {
            current += rest;
            end = next;
        } else {
            return Some(Value::exactly(total + current, end, last_scale));
        }
    }
}

/// What a number begins with: digits, or a numeral below a hundred.
fn leading(words: &Words, at: usize, is_money: bool) -> Option<(f64, usize)> {
    digits(words.at(at), is_money).map(|value| (value, at + 1)).or_else(|| below_hundred(words, at))
}

/// What goes on behind a word of scale: `hundred [and twenty]`, `two thousand [five] hundred`.
fn rest(words: &Words, at: usize, scale: f64) -> Option<(f64, usize)> {
    let start = at + usize::from(words.at(at) == "and");
    if !(100.0..=1e6).contains(&scale) { None } else { below_hundred(words, start) }
}

fn below_hundred(words: &Words, at: usize) -> Option<(f64, usize)> {
    let number = text::cardinal(words.at(at))?;
    let is_hyphened = matches!(words.at(at + 1), "-" | "‐" | "‑");
    let behind = at + 1 + usize::from(is_hyphened);
    match text::cardinal(words.at(behind)).filter(|unit| number >= 20 && *unit < 10) {
        Some(unit) => Some((f64::from(number + unit), behind + 1)),
        None => Some((f64::from(number), at + 1)),
    }
}

/// `1,200`, `1,00,000`, `1.5`, and with a currency `20m`.
fn digits(form: &str, is_money: bool) -> Option<f64> {
    let letters = form.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(form.len());
    let (number, unit) = form.split_at(letters);
    let scale = match unit {
        "" => 1.0,
        _ => lookup(&SCALES, unit).or_else(|| lookup(&MONEY_SCALES, unit).filter(|_| is_money))?,
    };
    let is_number = number.starts_with(|c: char| c.is_ascii_digit()) && !number.ends_with(['.', ',']);
    let is_plain = number.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
    let value: f64 = number.replace(',', "").parse().ok()?;
    (is_number && is_plain && value.is_finite()).then_some(value * scale)
}

fn scale(words: &Words, at: usize, is_money: bool) -> Option<f64> {
    let form = words.at(at);
    let small = matches!(form, "hundred").then_some(100.0);
    small.or_else(|| lookup(&SCALES, form)).or_else(|| lookup(&MONEY_SCALES, form).filter(|_| is_money))
}

fn lookup(table: &[(&str, f64)], form: &str) -> Option<f64> {
    table.iter().find(|(name, _)| *name == form).map(|&(_, value)| value)
}
