//! Drafts by name, so that a long document is not searched for every mention.

use super::Text;
use annotation::{EntityKind, Mention};
use ontology::{Country, Upos};
use std::collections::BTreeMap;

/// Where drafts of a name are.
#[derive(Default)]
pub(crate) struct Index {
    /// By whether it is a place that does not act, and key.
    names: BTreeMap<(bool, String), usize>,
    /// Persons by each word of their names, in the order of the text.
    persons: BTreeMap<String, Vec<usize>>,
    states: BTreeMap<Country, usize>,
}

/// How many namesakes are looked at.
const NAMESAKES: usize = 16;

impl Index {
    pub fn state(&self, country: Country) -> Option<usize> {
        self.states.get(&country).copied()
    }

    pub fn named(&self, name: &str, is_place: bool) -> Option<usize> {
        self.names.get(&(is_place, key(name))).copied()
    }

    /// Persons that share a word with `name`, those spoken of first latest first.
    pub fn persons(&self, name: &str) -> impl Iterator<Item = usize> + use<> {
        let key = key(name);
        let sharing = key.split(' ').filter_map(|word| self.persons.get(word));
        let mut found: Vec<usize> = sharing.flat_map(|drafts| drafts.iter().rev().take(NAMESAKES)).copied().collect();
        found.sort_unstable();
        found.dedup();
        found.into_iter().rev()
    }

    /// Forgets the states from draft `first` on.
    pub fn forget_from(&mut self, first: usize) {
        self.states.retain(|_, index| *index < first);
    }

    pub fn add_state(&mut self, country: Country, index: usize) {
        self.states.entry(country).or_insert(index);
    }

    pub fn add_name(&mut self, name: &str, kind: EntityKind, index: usize) {
        let key = key(name);
        if kind == EntityKind::Person {
            for word in key.split(' ') {
                let drafts = self.persons.entry(word.to_string()).or_default();
                if drafts.last() != Some(&index) {
                    drafts.push(index);
                }
            }
        }
        self.names.entry((kind == EntityKind::Place, key)).or_insert(index);
    }
}

/// What names are compared by: letters and digits in lower case.
fn key(name: &str) -> String {
    let kept = name.chars().filter(|c| c.is_alphanumeric() || *c == ' ');
    kept.collect::<String>().to_lowercase().trim_start_matches("the ").trim().to_string()
}

/// Words of address that are no part of a name.
const HONORIFICS: [&str; 22] = [
    "mr", "mrs", "ms", "dr", "sir", "dame", "lord", "lady", "sheikh", "shaikh", "datuk", "dato", "seri", "tan", "sri",
    "haji", "ustaz", "prince", "princess", "king", "queen", "comrade",
];

/// Whether two names may be one person's: surname equal, and the shorter one's other words in the longer one, initials allowed.
pub(crate) fn names_agree(known: &str, name: &str) -> bool {
    let (known, name) = (words(known), words(name));
    let (short, long) = if known.len() <= name.len() { (&known, &name) } else { (&name, &known) };
    let found =
        |word: &String| long.iter().any(|other| other == word || is_initial(word, other) || is_initial(other, word));
    let surname_known = short.last().is_some_and(|surname| long.contains(surname) && surname.chars().count() > 1);
    surname_known && short.iter().all(found)
}

/// The words of a name without those of address, all of them if it has no other.
fn words(name: &str) -> Vec<String> {
    let all: Vec<String> = key(name).split(' ').map(str::to_string).collect();
    let addressed = all.iter().take_while(|word| HONORIFICS.contains(&word.as_str())).count();
    if addressed < all.len() { all[addressed..].to_vec() } else { all }
}

fn is_initial(short: &str, long: &str) -> bool {
    short.chars().count() == 1 && long.starts_with(short)
}

/// `Inter-Services Public Relations (ISPR)`: the acronym behind the phrase.
pub(crate) fn acronym_after(text: &Text, mention: &Mention) -> Option<String> {
    let sentence = &text.sentences[mention.sentence.0 as usize];
    let n_words = sentence.tokens.len();
    let after = mention.words.end;
    let opens = after + 2 < n_words
        && text.form(mention.sentence, after) == "("
        && text.form(mention.sentence, after + 2) == ")";
    let acronym = opens.then(|| text.form(mention.sentence, after + 1))?;
    let upper = acronym.chars().filter(|c| c.is_uppercase()).count();
    let is_name = text.node(mention).upos == Upos::Propn || text.names(mention).next().is_some();
    (upper >= 2 && is_name).then(|| acronym.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_surname_means_the_person_named_before() {
        assert!(names_agree("Nishantha Weera", "Weera"));
        assert!(names_agree("S M Kamrul Hassan", "Kamrul Hassan"));
        assert!(names_agree("Aung Latt", "A. Latt"));
    }

    #[test]
    fn first_names_may_not_differ() {
        assert!(!names_agree("Asim Munir", "Tariq Munir"));
        assert!(!names_agree("Asim Munir", "Asim Tariq"));
    }
}
