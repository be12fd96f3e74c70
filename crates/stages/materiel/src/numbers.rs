//! Numbers in figures and words.

use annotation::Passage;

/// Words that stand for a number.
const WORDS: [(&str, f64); 12] = [
    ("a", 1.0),
    ("an", 1.0),
    ("pair", 2.0),
    ("both", 2.0),
    ("half", 0.5),
    ("single", 1.0),
    ("first", 1.0),
    ("second", 1.0),
    ("third", 1.0),
    ("fourth", 1.0),
    ("fifth", 1.0),
    ("last", 1.0),
];

/// What multiplies the number before it.
const SCALES: [(&str, f64); 18] = [
    ("dozen", 12.0),
    ("dozens", 24.0),
    ("score", 20.0),
    ("hundred", 1e2),
    ("hundreds", 1e2),
    ("thousand", 1e3),
    ("thousands", 1e3),
    ("k", 1e3),
    ("lakh", 1e5),
    ("million", 1e6),
    ("mn", 1e6),
    ("m", 1e6),
    ("crore", 1e7),
    ("crores", 1e7),
    ("billion", 1e9),
    ("bn", 1e9),
    ("b", 1e9),
    ("trillion", 1e12),
];

/// The number that a word is: `1,750`, `6.4`, `sixty-one`, `twelve`.
pub(crate) fn of_word(word: &str) -> Option<f64> {
    let plain = word.replace(',', "");
    if plain.starts_with(|first: char| first.is_ascii_digit()) {
        return plain.parse().ok();
    }
    let lower = word.to_lowercase();
    let stands_for = |part: &str| WORDS.iter().find(|(name, _)| *name == part).map(|(_, value)| *value);
    let known = |part: &str| text::cardinal(part).map(f64::from).or_else(|| stands_for(part));
    match lower.split_once('-') {
        Some((tens, ones)) => {
            Some(known(tens).filter(|tens| *tens >= 20.0)? + known(ones).filter(|ones| *ones < 10.0)?)
        }
        None => known(&lower),
    }
}

/// What the word multiplies the number before it by: `million`, `crore`, `dozen`.
pub(crate) fn scale(word: &str) -> Option<f64> {
    let lower = word.to_lowercase();
    SCALES.iter().find(|(name, _)| *name == lower).map(|(_, value)| *value)
}

/// The number that begins at `first`, and the word behind its last: `two dozen`, `1.5 million`, `sixty - one`.
pub(crate) fn at(passage: Passage, first: usize) -> Option<(f64, usize)> {
    let text = |word: usize| passage.document.slice(passage.span(word));
    let mut end = first + 1;
    let mut value = match of_word(text(first)) {
        Some(value) => value,
        None => {
            end = first;
            scale(text(first)).map(|_| 1.0)?
        }
    };
    let hyphen = end + 1 < passage.len() && text(end) == "-";
    if let Some(ones) = hyphen.then(|| of_word(text(end + 1))).flatten() {
        let is_compound = value >= 20.0 && ones < 10.0 && !text(first).starts_with(|c: char| c.is_ascii_digit());
        if is_compound {
            value += ones;
            end += 2;
        }
    }
    while let Some(factor) = (end < passage.len()).then(|| scale(text(end))).flatten() {
        value *= factor;
        end += 1;
    }
    Some((value, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_and_words() {
        assert_eq!(of_word("1,750"), Some(1750.0));
        assert_eq!(of_word("Sixty-one"), Some(61.0));
        assert_eq!(of_word("twelve"), Some(12.0));
        assert_eq!(of_word("self-propelled"), None);
        assert_eq!(of_word("2000s"), None);
        assert_eq!(scale("crore"), Some(1e7));
    }
}
