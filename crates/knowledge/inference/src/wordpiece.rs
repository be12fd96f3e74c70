//! Words to word pieces: BERT's normalization and greedy longest match.
//!
//! Source: Wu et al. 2016, section 4.1, with BERT's rules on punctuation and CJK characters.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

use crate::error::Kind;

/// The most pieces of one word that are read; what a longer word ends in adds little.
pub(crate) const MAX_PIECES_OF_WORD: usize = 16;
/// Parts of words longer than this are unknown, in BERT and here.
const MAX_CHARACTERS: usize = 100;

/// The pieces there are, and the ids of those with a part of their own.
pub(crate) struct Vocabulary {
    initial: HashMap<Box<str>, u32>,
    continuing: HashMap<Box<str>, u32>,
    longest: usize,
    unknown: u32,
    pub(crate) begin: u32,
    pub(crate) end: u32,
}

impl Vocabulary {
    /// Reads one piece a line; the line's number from 0 is the piece's id.
    pub(crate) fn parse(text: &str, rows: usize) -> Result<Vocabulary, Kind> {
        let mut initial = HashMap::new();
        let mut continuing = HashMap::new();
        let mut count = 0;
        for (id, line) in text.lines().enumerate() {
            count += 1;
            let (map, piece) = match line.strip_prefix("##") {
                Some(piece) if !piece.is_empty() => (&mut continuing, piece),
                _ => (&mut initial, line),
            };
            if map.insert(Box::from(piece), id as u32).is_some() {
                return Err(mismatch("every piece once".into(), format!("`{line}` again on line {}", id + 1)));
            }
        }
        if count != rows {
            return Err(mismatch(
                format!("{rows} lines, one for each row of `embeddings.word.weight`"),
                count.to_string(),
            ));
        }
        let special =
            |piece: &str| initial.get(piece).copied().ok_or_else(|| mismatch(format!("`{piece}`"), "none".into()));
        let longest = initial.keys().chain(continuing.keys()).map(|piece| piece.len()).max().unwrap_or(0);
        let (unknown, begin, end) = (special("[UNK]")?, special("[CLS]")?, special("[SEP]")?);
        Ok(Vocabulary { unknown, begin, end, longest, initial, continuing })
    }

    /// Appends the ids of a word's pieces: at least one, at most [`MAX_PIECES_OF_WORD`].
    pub(crate) fn split(&self, word: &str, pieces: &mut Vec<u32>) {
        let start = pieces.len();
        let mut part = String::new();
        for c in normalized(word) {
            if pieces.len() - start >= MAX_PIECES_OF_WORD {
                break;
            }
            if c == ' ' || stands_alone(c) {
                self.split_part(&part, pieces);
                part.clear();
                if c != ' ' {
                    self.split_part(c.encode_utf8(&mut [0; 4]), pieces);
                }
            } else {
                part.push(c);
            }
        }
        self.split_part(&part, pieces);
        pieces.truncate(start + MAX_PIECES_OF_WORD);
        if pieces.len() == start {
            pieces.push(self.unknown);
        }
    }

    fn split_part(&self, part: &str, pieces: &mut Vec<u32>) {
        if part.is_empty() {
            return;
        }
        let start = pieces.len();
        let mut rest = part;
        let too_long = part.chars().nth(MAX_CHARACTERS).is_some();
        while !rest.is_empty() && !too_long {
            let map = if pieces.len() == start { &self.initial } else { &self.continuing };
            let Some((id, length)) = self.longest_match(map, rest) else { break };
            pieces.push(id);
            rest = &rest[length..];
        }
        if !rest.is_empty() {
            pieces.truncate(start);
            pieces.push(self.unknown);
        }
    }

    fn longest_match(&self, map: &HashMap<Box<str>, u32>, text: &str) -> Option<(u32, usize)> {
        let longest = text.len().min(self.longest);
        (1..=longest)
            .rev()
            .filter(|&length| text.is_char_boundary(length))
            .find_map(|length| map.get(&text[..length]).map(|&id| (id, length)))
    }
}

fn mismatch(expected: String, found: String) -> Kind {
    Kind::Vocabulary { expected, found }
}

/// A word in lower case without accents and control characters; any white space is a blank.
fn normalized(word: &str) -> impl Iterator<Item = char> {
    let lower = word.to_lowercase();
    let decomposed: Vec<char> = if lower.is_ascii() { lower.chars().collect() } else { lower.nfd().collect() };
    decomposed.into_iter().filter_map(|c| match c {
        ' '..='~' => Some(c),
        c if is_space(c) => Some(' '),
        '\u{FFFD}' => None,
        c if c.general_category() == GeneralCategory::NonspacingMark => None,
        c if c.general_category_group() == GeneralCategoryGroup::Other => None,
        c => Some(c),
    })
}

/// White space as Python has it, whose training program counts four separators more than Unicode.
fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1C}'..='\u{1F}').contains(&c)
}

fn stands_alone(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_punctuation();
    }
    c.general_category_group() == GeneralCategoryGroup::Punctuation || is_cjk(c)
}

/// The ideograph blocks that BERT's tokenizer names.
fn is_cjk(c: char) -> bool {
    matches!(u32::from(c),
        0x4E00..=0x9FFF | 0x3400..=0x4DBF | 0x20000..=0x2A6DF | 0x2A700..=0x2B73F | 0x2B740..=0x2B81F
        | 0x2B820..=0x2CEAF | 0xF900..=0xFAFF | 0x2F800..=0x2FA1F)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PIECES: &str = "[PAD]\n[UNK]\n[CLS]\n[SEP]\nre\n##open\n##ed\nreopen\nborder\n-\n.\n'\ncafe\n北\n京\nu\ns\n##s\nσ\n##ς\n##σ\n€";

    fn vocabulary() -> Vocabulary {
        Vocabulary::parse(PIECES, PIECES.lines().count()).unwrap()
    }

    #[track_caller]
    fn check(word: &str, expected: &str) {
        let mut pieces = Vec::new();
        vocabulary().split(word, &mut pieces);
        let names: Vec<_> = pieces.iter().map(|&id| PIECES.lines().nth(id as usize).unwrap()).collect();
        assert_eq!(names.join(" "), expected, "{word}");
    }

    #[test]
    fn longest_piece_wins() {
        check("reopened", "reopen ##ed");
        check("re", "re");
    }

    #[test]
    fn case_and_accents_are_dropped() {
        check("BORDER", "border");
        check("Café", "cafe");
        check("Cafe\u{301}", "cafe");
    }

    #[test]
    fn punctuation_and_ideographs_stand_alone() {
        check("U.S.", "u . s .");
        check("re-reopened", "re - reopen ##ed");
        check("北京", "北 京");
    }

    #[test]
    fn currency_signs_are_no_punctuation() {
        check("€", "€");
        check("s€", "[UNK]");
    }

    #[test]
    fn final_sigma_is_its_own_letter() {
        check("ΣΣ", "σ ##ς");
    }

    #[test]
    fn one_unknown_part_leaves_the_others() {
        check("xyz-border", "[UNK] - border");
    }

    #[test]
    fn words_without_pieces_are_unknown() {
        check("", "[UNK]");
        check("\u{200B}", "[UNK]");
        check("\u{301}", "[UNK]");
        check(" \t", "[UNK]");
    }

    #[test]
    fn control_characters_vanish_and_spaces_split() {
        check("bor\u{7}der", "border");
        check("border re", "border re");
        check("border\u{1F}re", "border re");
        check("border\u{A0}re", "border re");
    }

    #[test]
    fn parts_over_a_hundred_characters_are_unknown() {
        check(&format!("u{}", "s".repeat(99)), &["u".to_owned(), " ##s".repeat(15)].concat());
        check(&format!("u{}", "s".repeat(100)), "[UNK]");
    }

    #[test]
    fn long_words_end_early() {
        check(&".".repeat(1000), ". ".repeat(16).trim_end());
    }

    #[test]
    fn special_pieces_cannot_be_written() {
        check("[CLS]", "[UNK] [UNK] [UNK]");
    }

    /// The training program wrote down how it splits some words.
    #[test]
    fn words_are_split_and_shaped_as_in_training() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../models/reader");
        let read = |name: &str| std::fs::read_to_string(folder.join(name)).ok();
        let Some((reference, vocabulary)) = read("reference.json").zip(read("vocabulary.txt")) else {
            println!("skipped: no reference.json beside the weights");
            return;
        };
        let vocabulary = Vocabulary::parse(&vocabulary, vocabulary.lines().count()).unwrap();
        let cases: serde_json::Value = serde_json::from_str(&reference).unwrap();
        for case in cases.as_array().unwrap() {
            for (index, word) in case["words"].as_array().unwrap().iter().enumerate() {
                let word = word.as_str().unwrap();
                let mut pieces = Vec::new();
                vocabulary.split(word, &mut pieces);
                let found = serde_json::json!([pieces, crate::shape::shape_of(word)]);
                assert_eq!(found, serde_json::json!([case["pieces"][index], case["shapes"][index]]), "{word}");
            }
        }
    }

    #[track_caller]
    fn check_error(text: &str, rows: usize, expected: &str) {
        assert_eq!(Vocabulary::parse(text, rows).err().unwrap().to_string(), expected);
    }

    #[test]
    fn bad_vocabularies() {
        check_error("[UNK]\n[CLS]", 2, "vocabulary: expected `[SEP]`, found none");
        check_error("[UNK]\n[CLS]\n[UNK]", 3, "vocabulary: expected every piece once, found `[UNK]` again on line 3");
        check_error("[UNK]", 3, "vocabulary: expected 3 lines, one for each row of `embeddings.word.weight`, found 1");
    }

    proptest! {
        #[test]
        fn any_word_has_pieces(word in any::<String>()) {
            let mut pieces = Vec::new();
            vocabulary().split(&word, &mut pieces);
            prop_assert!((1..=MAX_PIECES_OF_WORD).contains(&pieces.len()));
            prop_assert!(pieces.iter().all(|&id| (id as usize) < PIECES.lines().count()));
        }
    }
}
