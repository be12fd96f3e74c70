//! What of a word's spelling counts when names are compared.
//!
//! A name is a list of atoms: its words without periods, apostrophes and diacritics, cut at hyphens and before the
//! possessive `'s`. A run of initials is one atom, so that `U. S.`, `U.S.` and `US` are the same.

use std::borrow::Cow;
use text::{APOSTROPHES, folded};

/// A part of a name, and the words that it is a part of.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Atom<'t> {
    /// Folded, with its capitals.
    pub text: Cow<'t, str>,
    /// Of the text in lower case.
    pub hash: u64,
    /// The word that it begins in.
    pub first_word: usize,
    /// The word that it ends in: another one for initials that stand apart.
    pub word_idx: usize,
}

/// The atoms of words; hyphens, apostrophes and periods that stand alone give none.
pub(crate) fn atoms<'t>(words: &[&'t str]) -> Vec<Atom<'t>> {
    let mut atoms: Vec<Atom> = Vec::with_capacity(words.len() + 4);
    let mut after_initial = false;
    for (word_idx, word) in words.iter().enumerate() {
        let is_initial = is_initial(word);
        if is_plain(word) && !(is_initial && after_initial) {
            let hash = hash(word);
            atoms.push(Atom { text: Cow::Borrowed(word), hash, first_word: word_idx, word_idx });
        } else {
            add_parts(&mut atoms, word, word_idx, is_initial && after_initial);
        }
        after_initial = is_initial;
    }
    atoms
}

/// Letters and digits of ASCII only: what most words are.
fn is_plain(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

fn add_parts<'t>(atoms: &mut Vec<Atom<'t>>, word: &'t str, word_idx: usize, joins: bool) {
    for text in parts(word).map(folded).filter(|text| !text.is_empty()) {
        match atoms.last_mut() {
            Some(last) if joins => {
                last.text.to_mut().push_str(&text);
                last.hash = hash(&last.text);
                last.word_idx = word_idx;
            }
            _ => atoms.push(Atom { hash: hash(&text), text, first_word: word_idx, word_idx }),
        }
    }
}

/// FNV-1a of a text in lower case.
pub(crate) fn hash(text: &str) -> u64 {
    let add = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    if text.is_ascii() {
        return text.bytes().fold(START, |hash, byte| add(hash, byte.to_ascii_lowercase()));
    }
    let mut buffer = [0; 4];
    text.chars().flat_map(char::to_lowercase).fold(START, |hash, c| c.encode_utf8(&mut buffer).bytes().fold(hash, add))
}

/// Start of FNV-1a.
pub(crate) const START: u64 = 0xcbf2_9ce4_8422_2325;

/// The hash of a list of atoms and one more.
pub(crate) fn extend(hash: u64, atom: u64) -> u64 {
    let mixed = (hash.rotate_left(23) ^ atom).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 29)
}

/// The atoms of a name as a table has it.
pub(crate) fn name_atoms(name: &str) -> Vec<Box<str>> {
    let words: Vec<_> = name.split_whitespace().collect();
    atoms(&words).into_iter().map(|atom| atom.text.into()).collect()
}

/// Whether a word of the text can stand for a word of a name: the letters are the same, and so are the capitals that
/// tell a name from a common word.
///
/// `in_capitals`: the name has letters enough to be known when it is printed in capitals.
pub(crate) fn agrees(text: &str, name: &str, in_capitals: bool) -> bool {
    if text == name {
        return true;
    }
    if text.len() != name.len() || !text.eq_ignore_ascii_case(name) {
        return false;
    }
    let (first, first_of_name) =
        (text.starts_with(|c: char| c.is_uppercase()), name.starts_with(|c: char| c.is_uppercase()));
    if !first_of_name || PARTICLES.contains(&name.to_ascii_lowercase().as_str()) {
        return true;
    }
    let is_acronym = name.len() > 1 && !name.contains(|c: char| c.is_lowercase());
    match (is_acronym, is_upper(text)) {
        (true, _) => first && name.len() >= 5,
        (false, true) => in_capitals,
        (false, false) => first,
    }
}

/// Whether a name can begin with this word: it has a capital or a digit, or is an article that names begin with.
pub(crate) fn may_begin_name(word: &str) -> bool {
    let starts_lower = word.starts_with(|c: char| c.is_lowercase());
    let may = !starts_lower || word.contains(|c: char| c.is_uppercase()) || PARTICLES.contains(&word);
    may && word.contains(|c: char| c.is_alphanumeric())
}

/// Small words within names, which are capitalized by some and not by others.
const PARTICLES: &[&str] = &[
    "al", "el", "an", "ash", "as", "ad", "ar", "at", "ul", "ur", "bin", "ibn", "bint", "de", "da", "do", "dos", "del",
    "della", "di", "du", "la", "le", "les", "van", "von", "der", "den", "of", "the", "and", "for", "in", "on", "to",
    "y", "e", "i",
];

fn is_upper(text: &str) -> bool {
    !text.contains(|c: char| c.is_lowercase())
}

fn is_initial(word: &str) -> bool {
    let mut letters = word.strip_suffix('.').unwrap_or(word).chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
}

/// Cuts at hyphens and before a possessive `'s`.
fn parts(word: &str) -> impl Iterator<Item = &str> {
    let possessive = APOSTROPHES.iter().find_map(|mark| word.strip_suffix('s')?.strip_suffix(*mark));
    let (stem, rest) = match possessive {
        Some(stem) if !stem.is_empty() => (stem, "s"),
        _ => (word, ""),
    };
    stem.split(HYPHENS).chain(std::iter::once(rest))
}

const HYPHENS: &[char] = &['-', '‐', '‑', '–'];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &[&str], expected: &[&str]) {
        let found = atoms(words);
        assert_eq!(found.iter().map(|atom| &*atom.text).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn atoms_of_words() {
        check(&["al-Shabaab", "'s", "men"], &["al", "Shabaab", "s", "men"]);
        check(&["al", "-", "Shabaab"], &["al", "Shabaab"]);
        check(&["People’s", "Army"], &["People", "s", "Army"]);
        check(&["U.", "S.", "officials"], &["US", "officials"]);
        check(&["S.M.", "Krishna"], &["SM", "Krishna"]);
        check(&["George", "W.", "Bush"], &["George", "W", "Bush"]);
        check(&["Sana'a", "Côte", "d'Ivoire", "Türkiye"], &["Sanaa", "Cote", "dIvoire", "Turkiye"]);
        check(&["Workers", "'", "Party"], &["Workers", "Party"]);
        check(&[], &[]);
        check(&["-", "'", "."], &[]);
    }

    #[test]
    fn words_of_initials_keep_the_last_position() {
        assert_eq!(atoms(&["U.", "S.", "x"]).iter().map(|atom| atom.word_idx).collect::<Vec<_>>(), [1, 2]);
    }

    #[test]
    fn capitals_count() {
        assert!(agrees("Turkey", "Turkey", true) && !agrees("turkey", "Turkey", true));
        assert!(!agrees("us", "US", false) && !agrees("Us", "US", false));
        assert!(agrees("Asean", "ASEAN", false) && !agrees("asean", "ASEAN", false) && !agrees("Pace", "PACE", false));
        assert!(agrees("PAKISTAN", "Pakistan", true) && !agrees("CHAD", "Chad", false));
        assert!(agrees("Al", "al", false) && agrees("al", "Al", false) && agrees("Of", "of", false));
        assert!(!agrees("Iran", "Iraq", true));
    }
}
