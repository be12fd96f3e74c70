//! What two spellings of a name have in common.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What stands for an apostrophe.
pub const APOSTROPHES: &[char] = &['\'', '’', '‘', 'ʼ', 'ʻ', '`', '´'];

/// A word without diacritics, periods and apostrophes.
pub fn folded(word: &str) -> Cow<'_, str> {
    let counts = |c: &char| *c != '.' && !APOSTROPHES.contains(c);
    if word.is_ascii() {
        return match word.chars().all(|c| counts(&c)) {
            true => Cow::Borrowed(word),
            false => Cow::Owned(word.chars().filter(counts).collect()),
        };
    }
    let mut folded = String::with_capacity(word.len());
    for c in word.chars().filter(counts).nfd().filter(|c| !is_combining_mark(*c)) {
        match c {
            'ı' => folded.push('i'),
            'ø' => folded.push('o'),
            'Ø' => folded.push('O'),
            'ł' => folded.push('l'),
            'Ł' => folded.push('L'),
            'đ' | 'ð' => folded.push('d'),
            'Đ' => folded.push('D'),
            'ə' => folded.push('a'),
            'Ə' => folded.push('A'),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            'Þ' => folded.push_str("Th"),
            other => folded.push(other),
        }
    }
    Cow::Owned(folded)
}

/// The letters that an acronym of `name` has, sorted, as other languages order them otherwise; none for short names.
pub fn acronym_letters(name: &str) -> Option<String> {
    let words: Vec<&str> = name.split([' ', '-']).filter(|word| !word.is_empty()).collect();
    let mut letters: Vec<char> = match words[..] {
        [acronym] if acronym.chars().all(|c| c.is_uppercase()) => acronym.chars().collect(),
        [_] => return None,
        _ => words.iter().filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase()).collect(),
    };
    letters.sort_unstable();
    (letters.len() > 2).then(|| letters.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_an_acronym_stand_in_any_order() {
        assert_eq!(acronym_letters("Royal Armed Forces"), acronym_letters("FAR"));
        assert_eq!(acronym_letters("Joint Chiefs of Staff"), acronym_letters("JCS"));
        assert_eq!(acronym_letters("Navy"), None);
    }
}
