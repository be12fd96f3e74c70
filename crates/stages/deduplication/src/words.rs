//! Words of a text as numbers that spellings share, and how much each tells.

use rust_stemmers::{Algorithm, Stemmer};
use std::collections::HashMap;
use std::sync::LazyLock;
use text::folded;

/// In how many sentences each word occurs.
const FREQUENCIES: &str = include_str!("frequencies.txt");

/// Sentences counted for [`FREQUENCIES`].
const SENTENCES: f32 = 58_430.0;

/// A capitalized word of fewer sentences than this is taken for a name: `President` has 1,174, `Islamabad` 87.
const NAME_BELOW: u32 = 100;

/// The weight of a word in so many thousandths that the rarest fits a byte.
const UNITS: f32 = 23.0;

/// The bit of a hash that names have and other words have not.
const NAME: u32 = 1;

/// A word or name as a number, with its weight.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, serde::Serialize, serde::Deserialize)]
pub(crate) struct Term {
    /// Hash of stem or name.
    pub(crate) hash: u32,
    /// Logarithm of the inverse frequency, times 23 and the root of the count; 0 for words that tell nothing.
    pub(crate) weight: u8,
}

impl Term {
    /// Whether it is a name.
    pub(crate) fn is_name(self) -> bool {
        self.hash & NAME != 0
    }
}

/// All words of a text that tell something, in 16 bits each: two of a hundred texts share one by chance.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub(crate) struct Vocabulary(Vec<u16>);

impl Vocabulary {
    pub(crate) fn of<'t>(words: impl Iterator<Item = &'t str>) -> Vocabulary {
        let mut short: Vec<u16> =
            words.map(term).filter(|term| term.weight >= MIN_WEIGHT).map(|term| short(term.hash)).collect();
        short.sort_unstable();
        short.dedup();
        Vocabulary(short)
    }

    /// The share of terms, by weight, that this text has; 1 where there are none.
    pub(crate) fn share(&self, terms: impl Iterator<Item = Term>) -> f32 {
        let (mut all, mut found) = (0, 0);
        for term in terms {
            all += u32::from(term.weight);
            found += u32::from(term.weight) * u32::from(self.0.binary_search(&short(term.hash)).is_ok());
        }
        if all == 0 { 1.0 } else { found as f32 / all as f32 }
    }
}

/// What share of each's terms, or of their names alone, the other's text has: the least and the most, `0.0..=1.0`.
pub(crate) fn found(one: (&[Term], &Vocabulary), other: (&[Term], &Vocabulary), names_only: bool) -> (f32, f32) {
    let share = |terms: &[Term], text: &Vocabulary| {
        text.share(terms.iter().copied().filter(|term| !names_only || term.is_name()))
    };
    let (forth, back) = (share(one.0, other.1), share(other.0, one.1));
    (forth.min(back), forth.max(back))
}

fn short(hash: u32) -> u16 {
    (hash ^ (hash >> 16)) as u16
}

struct Table {
    counts: HashMap<&'static str, u32>,
    stemmer: Stemmer,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let rows = FREQUENCIES.lines().filter(|line| !line.starts_with('#'));
    let counts = rows.filter_map(|row| row.split_once(' ')).filter_map(|(word, n)| Some((word, n.parse().ok()?)));
    Table { counts: counts.collect(), stemmer: Stemmer::create(Algorithm::English) }
});

/// The words of a text in their order: letters and digits, folded; possessives without their ending.
pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && !text::APOSTROPHES.contains(&c) && c != '-')
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .map(|word| word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word))
        .filter(|word| !word.is_empty())
}

/// The term of a word, its weight that of one occurrence.
pub(crate) fn term(word: &str) -> Term {
    let is_capitalized = word.starts_with(char::is_uppercase);
    let folded = folded(word).to_lowercase();
    let count = TABLE.counts.get(folded.as_str()).copied().unwrap_or(0);
    let weight = weight(count);
    if is_capitalized && count < NAME_BELOW {
        return Term { hash: hash(&format!("^{}", skeleton(&folded))) | NAME, weight };
    }
    Term { hash: hash(&TABLE.stemmer.stem(&folded)) & !NAME, weight }
}

fn weight(count: u32) -> u8 {
    let count = count.max(1) as f32;
    (libm::logf(SENTENCES / count) * UNITS).clamp(0.0, 255.0) as u8
}

/// The heaviest `most` terms of words, by hash: each once, heavier for each time that it comes.
pub(crate) fn terms<'t>(words: impl Iterator<Item = &'t str>, most: usize) -> Vec<Term> {
    let mut found: Vec<Term> = words.map(term).filter(|term| term.weight >= MIN_WEIGHT).collect();
    found.sort_unstable();
    let mut terms: Vec<Term> = Vec::new();
    for group in found.chunk_by(|one, other| one.hash == other.hash) {
        let weight = group.iter().map(|term| f32::from(term.weight)).fold(0.0, f32::max);
        let weight = (weight * 0.5 * (group.len() as f32).sqrt().min(2.0)) as u8;
        terms.push(Term { hash: group[0].hash, weight });
    }
    terms.sort_unstable_by_key(|term| (std::cmp::Reverse(term.weight), term.hash));
    terms.truncate(most);
    terms.sort_unstable();
    terms
}

/// Words of one sentence in ten tell nothing: `the`, `said`.
const MIN_WEIGHT: u8 = (2.3 * UNITS) as u8;

/// The cosine of two lists of terms in the order of their hashes, `0.0..=1.0`; 0 where one is empty.
pub(crate) fn cosine(one: &[Term], other: &[Term]) -> f32 {
    let norm = |terms: &[Term]| terms.iter().map(|term| u64::from(term.weight).pow(2)).sum::<u64>() as f64;
    let joint: u64 = shared(one, other).map(|(a, b)| u64::from(a.weight) * u64::from(b.weight)).sum();
    let norms = (norm(one) * norm(other)).sqrt();
    if norms > 0.0 { (joint as f64 / norms) as f32 } else { 0.0 }
}

/// Terms that two lists in the order of hashes share.
pub(crate) fn shared<'t>(one: &'t [Term], other: &'t [Term]) -> impl Iterator<Item = (Term, Term)> + 't {
    let mut rest = other.iter().copied().peekable();
    one.iter().filter_map(move |&term| {
        while rest.next_if(|other| other.hash < term.hash).is_some() {}
        rest.next_if(|other| other.hash == term.hash).map(|other| (term, other))
    })
}

/// What spellings of a name share: consonants as they sound, one for two, the first letter kept.
///
/// `Zelenskyy`, `Zelensky` and `Zelenskiy` give `zlnsk`; `Rahmon` and `Rakhmon` `rmn`.
pub(crate) fn skeleton(name: &str) -> String {
    let mut sounds = String::with_capacity(name.len());
    let mut letters = name.chars().peekable();
    while let Some(letter) = letters.next() {
        let is_first = sounds.is_empty();
        let digraph = letters.next_if_eq(&'h').is_some();
        let sound = match letter {
            'k' | 'g' if digraph && !is_first => None,
            'p' if digraph => Some('f'),
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' if is_first => Some(if letter == 'y' { 'i' } else { letter }),
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' => None,
            'q' | 'c' | 'k' => Some(if digraph && letter == 'c' { 'x' } else { 'k' }),
            'w' | 'v' => Some('v'),
            'z' | 's' => Some(if digraph { 'x' } else { 's' }),
            'j' => Some('g'),
            other => Some(other),
        };
        if let Some(sound) = sound.filter(|&sound| !sounds.ends_with(sound)) {
            sounds.push(sound);
        }
    }
    sounds
}

/// The words by which a person is known, the last and the first of the name, as their spellings share them; 0 where there is none.
///
/// Which of them is the surname, languages tell differently: `Wang Yi`, `Asim Munir`.
pub(crate) fn person(name: &str) -> [u32; 2] {
    let parts: Vec<&str> = words(name).filter(|word| word.chars().nth(2).is_some()).collect();
    match parts[..] {
        [] => [self::name(name), 0],
        [only] => [self::name(only), 0],
        [first, .., last] => [self::name(last), self::name(first)],
    }
}

/// A whole name as its spellings share it.
pub(crate) fn name(name: &str) -> u32 {
    let sounds: Vec<String> = words(name).map(|word| skeleton(&folded(word).to_lowercase())).collect();
    hash(&format!("^{}", sounds.join(" ")))
}

/// FNV-1a, folded to 32 bits.
pub(crate) fn hash(text: &str) -> u32 {
    let hash = hash_64(text);
    (hash ^ (hash >> 32)) as u32
}

/// FNV-1a.
pub(crate) fn hash_64(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// Numbers as one number, each order another one.
pub(crate) fn mix(parts: &[u64]) -> u64 {
    parts.iter().fold(0x9e37_79b9_7f4a_7c15, |hash, &part| {
        let mixed = (hash ^ part).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        (mixed ^ (mixed >> 29)).wrapping_mul(0x94d0_49bb_1331_11eb) ^ (mixed >> 32)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_same(names: &[&str]) {
        let skeletons: Vec<String> = names.iter().map(|name| skeleton(&folded(name).to_lowercase())).collect();
        assert!(skeletons.windows(2).all(|pair| pair[0] == pair[1]), "{names:?}: {skeletons:?}");
    }

    #[test]
    fn spellings_of_a_name_share_a_skeleton() {
        check_same(&["Zelensky", "Zelenskyy", "Zelenskiy", "Zelenskyi"]);
        check_same(&["Rahmon", "Rakhmon"]);
        check_same(&["Hussein", "Husain", "Hossain", "Hussain"]);
        check_same(&["Mohammed", "Muhammad", "Mohamed"]);
        check_same(&["Erdoğan", "Erdogan"]);
        check_same(&["Kandahar", "Qandahar"]);
    }

    #[test]
    fn other_names_have_other_skeletons() {
        for (one, other) in [("Islamabad", "Faisalabad"), ("Lahore", "Dhaka"), ("Munir", "Mirza")] {
            assert_ne!(name(one), name(other));
        }
    }

    #[test]
    fn persons_are_known_by_their_first_and_last_word() {
        assert_eq!(person("Gen. Syed Asim Munir")[0], person("Munir")[0]);
        assert_eq!(person("Wang Yi")[0], person("Wang")[0]);
        assert_eq!(person("Xi")[1], 0);
    }

    #[test]
    fn rare_words_weigh_more_than_frequent_ones() {
        assert!(term("Bagram").weight > term("army").weight);
        assert!(term("army").weight > term("said").weight);
    }

    #[test]
    fn words_are_letters_and_digits_without_possessives() {
        let found: Vec<&str> = words("Pakistan's JF-17s, “seen” on Monday – 12.").collect();
        assert_eq!(found, ["Pakistan", "JF-17s", "seen", "on", "Monday", "12"]);
    }

    #[test]
    fn cosine_is_one_of_the_same_and_zero_of_nothing_shared() {
        let terms = |text: &str| terms(words(text), 40);
        let one = terms("Gunmen seized the customs post at Torkham");
        assert!((cosine(&one, &one) - 1.0).abs() < 1e-6);
        assert_eq!(cosine(&one, &terms("Farmers blocked roads")), 0.0);
        assert_eq!(cosine(&one, &[]), 0.0);
    }
}
