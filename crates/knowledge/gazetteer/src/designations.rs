//! Arms by the form of their designation and by common nouns: `Su-57M`, `ballistic missile`.

use std::collections::HashMap;
use std::sync::OnceLock;

use ontology::Country;
use regex::RegexSet;

use crate::tables::{Arm, Designation};

/// What a designation or noun tells of arms.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Arms<'g> {
    /// Class of arms: `aircraft`, `missile`, …
    pub class: &'g str,
    /// Whether it is a weapon; else it is a platform.
    pub is_weapon: bool,
    /// The state whose arms are named so.
    pub origin: Option<Country>,
}

/// The words of a common noun for arms, and what it tells.
type Noun = (Vec<Box<str>>, Arm);

pub(crate) struct Designations {
    rows: Vec<Designation>,
    /// Compiled when first asked for.
    patterns: OnceLock<RegexSet>,
    nouns: HashMap<Box<str>, Vec<Noun>>,
}

/// No designation is longer, in words.
const MAX_WORDS: usize = 5;
/// No more bytes of a text are tried against the forms.
const MAX_BYTES: usize = 60;
/// The automata of all forms together take no more memory.
const MAX_SIZE: usize = 64 << 20;

impl Designations {
    pub fn new(rows: Vec<Designation>, arms: Vec<Arm>) -> Designations {
        let mut nouns: HashMap<Box<str>, Vec<Noun>> = HashMap::new();
        for arm in arms {
            let words: Vec<Box<str>> = arm.noun.to_lowercase().split([' ', '-']).map(Box::from).collect();
            let last = words.last().cloned().unwrap_or_default();
            nouns.entry(last).or_default().push((words, arm));
        }
        Designations { rows, patterns: OnceLock::new(), nouns }
    }

    pub fn designation(&self, words: &[&str]) -> Option<(usize, Arms<'_>)> {
        if !words.first()?.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) {
            return None;
        }
        (1..=words.len().min(MAX_WORDS)).rev().find_map(|n_words| {
            let text = join(&words[..n_words]);
            let may_be =
                text.len() <= MAX_BYTES && (text.contains(|c: char| c.is_ascii_digit()) || text.contains("lass"));
            let row_idx = may_be.then(|| self.patterns().matches(&text).iter().next()).flatten()?;
            let row = &self.rows[row_idx];
            Some((n_words, Arms { class: &row.class, is_weapon: row.is_weapon, origin: row.origin }))
        })
    }

    pub fn noun(&self, lemmas: &[&str]) -> Option<(usize, Arms<'_>)> {
        let known = self.nouns.get(*lemmas.last()?)?;
        let taken = |words: &[Box<str>]| {
            // A hyphen that stands as a word of its own is counted.
            let (mut left, mut at) = (words.len(), lemmas.len());
            while left > 0 {
                at = at.checked_sub(1)?;
                match lemmas[at] {
                    "-" => {}
                    lemma if lemma == &*words[left - 1] => left -= 1,
                    _ => return None,
                }
            }
            Some(lemmas.len() - at)
        };
        let known = known.iter().filter_map(|(words, arm)| Some((taken(words)?, arm)));
        // Of equal ones the first counts: sets of users come first.
        let (n_words, arm) = known.reduce(|best, other| if other.0 > best.0 { other } else { best })?;
        Some((n_words, Arms { class: &arm.class, is_weapon: arm.is_weapon, origin: None }))
    }

    fn patterns(&self) -> &RegexSet {
        self.patterns.get_or_init(|| {
            let whole: Vec<String> = self.rows.iter().map(|row| format!("^(?:{})$", row.pattern)).collect();
            let set = regex::RegexSetBuilder::new(whole).size_limit(MAX_SIZE).build();
            // Each pattern was tried when its set was compiled.
            set.unwrap_or_else(|_| RegexSet::empty())
        })
    }
}

/// The words as they stand in print: hyphens stick to both sides.
fn join(words: &[&str]) -> String {
    let mut text = String::new();
    for word in words {
        if !text.is_empty() && !text.ends_with('-') && *word != "-" {
            text.push(' ');
        }
        text.push_str(word);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn designations() -> Designations {
        let row = |pattern: &str| Designation {
            pattern: pattern.into(),
            class: "aircraft".into(),
            is_weapon: false,
            origin: Country::from_code("RUS"),
        };
        let arm = |noun: &str| Arm { noun: noun.into(), class: "missile".into(), is_weapon: true };
        Designations::new(
            vec![row(r"Su-\d{2}[A-Z]{0,3}"), row("[A-Z][a-z]+-class frigate")],
            vec![arm("missile"), arm("ballistic missile"), arm("air-to-air missile")],
        )
    }

    #[test]
    fn forms() {
        let known = designations();
        let length = |words: &[&str]| known.designation(words).map(|(length, _)| length);
        assert_eq!(length(&["Su-57", "jets"]), Some(1));
        assert_eq!(length(&["Su", "-", "35SM", "jets"]), Some(3));
        assert_eq!(length(&["Talwar", "-", "class", "frigate"]), Some(4));
        assert_eq!((length(&["Su"]), length(&["su-57"]), length(&[])), (None, None, None));
    }

    #[test]
    fn nouns() {
        let known = designations();
        let length = |lemmas: &[&str]| known.noun(lemmas).map(|(length, _)| length);
        assert_eq!(length(&["a", "ballistic", "missile"]), Some(2));
        assert_eq!(length(&["missile"]), Some(1));
        assert_eq!(length(&["an", "air", "-", "to", "-", "air", "missile"]), Some(6));
        assert_eq!(length(&["house"]), None);
    }
}
