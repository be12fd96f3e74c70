//! The shape of a word: what lower-casing takes away from the encoder.

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

/// How many shapes there are; the rows of `embeddings.shape`.
pub(crate) const SHAPES: usize = 8;

/// Words without letter or digit, and the pieces around a window.
pub(crate) const NO_LETTER: u8 = 6;

/// The shape of a word, as the format numbers them.
pub(crate) fn shape_of(word: &str) -> u8 {
    if word.chars().any(|c| c.general_category_group() == GeneralCategoryGroup::Number) {
        return 5;
    }
    let mut letters = word.chars().filter(|c| c.general_category_group() == GeneralCategoryGroup::Letter);
    let Some(first) = letters.next() else { return NO_LETTER };
    let rest = Rest::of(letters);
    match (first.is_uppercase(), rest) {
        (true, Rest { count: 0, .. }) => 1,
        (true, Rest { all_upper: true, .. }) => 0,
        (true, Rest { all_lower: true, .. }) => 2,
        (true, _) | (false, Rest { any_upper: true, .. }) => 3,
        (false, Rest { all_lower: true, .. }) if first.is_lowercase() => 4,
        _ => 7,
    }
}

/// What the letters after the first are.
struct Rest {
    count: usize,
    all_upper: bool,
    all_lower: bool,
    any_upper: bool,
}

impl Rest {
    fn of(letters: impl Iterator<Item = char>) -> Rest {
        let start = Rest { count: 0, all_upper: true, all_lower: true, any_upper: false };
        letters.fold(start, |rest, c| Rest {
            count: rest.count + 1,
            all_upper: rest.all_upper && c.is_uppercase(),
            all_lower: rest.all_lower && c.is_lowercase(),
            any_upper: rest.any_upper || c.is_uppercase(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(shape: u8, words: &[&str]) {
        for word in words {
            assert_eq!(shape_of(word), shape, "{word}");
        }
    }

    #[test]
    fn capitals() {
        check(0, &["UN", "U.S.", "NATO", "ÉÀ"]);
        check(1, &["A", "A.", "É", "(B)"]);
    }

    #[test]
    fn capitalized_and_mixed() {
        check(2, &["Accra", "O'clock", "Élan"]);
        check(3, &["McKay", "iPhone", "UNs", "NATO's"]);
    }

    #[test]
    fn lower_digit_and_none() {
        check(4, &["border", "it's", "ß"]);
        check(5, &["3", "T-72", "Ⅳ", "½", "MI5"]);
        check(6, &["", "...", "$", "—"]);
    }

    #[test]
    fn letters_without_case() {
        check(7, &["北京", "عمان", "ǅ"]);
    }
}
