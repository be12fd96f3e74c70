//! Names by their first atom.

use std::collections::{HashMap, HashSet};

use crate::spelling::{Atom, agrees, atoms, may_begin_name, name_atoms};

/// No name is longer, in words with hyphens.
const MAX_WORDS: usize = 14;

/// Names of numbered things.
#[derive(Default)]
pub(crate) struct Index {
    by_first: HashMap<Box<str>, Vec<Name>>,
    /// First atoms in lower case, of names such as `southern Lebanon`.
    lower_first: HashSet<Box<str>>,
}

struct Name {
    atoms: Vec<Box<str>>,
    /// Letters enough to be known in capitals.
    in_capitals: bool,
    number: u32,
}

impl Index {
    /// Adds a name; a name without letters is left out.
    pub fn add(&mut self, name: &str, number: u32) {
        let atoms = name_atoms(name);
        let Some(first) = atoms.first() else { return };
        if !may_begin_name(first) {
            self.lower_first.insert(first.clone());
        }
        let in_capitals = atoms.iter().map(|atom| atom.chars().count()).sum::<usize>() >= 5;
        let names = self.by_first.entry(first.to_lowercase().into()).or_default();
        if !names.iter().any(|known| known.number == number && known.atoms == atoms) {
            names.push(Name { atoms, in_capitals, number });
        }
    }

    /// The longest name at the start of `words`: how many words, and the numbers it stands for in ascending order.
    pub fn longest(&self, words: &[&str]) -> Option<(usize, Vec<u32>)> {
        let first = words.first()?;
        if !may_begin_name(first) && !self.lower_first.contains(*first) {
            return None;
        }
        let atoms = atoms(&words[..words.len().min(MAX_WORDS)]);
        let first = atoms.first()?;
        let names = self.by_first.get(first.text.to_lowercase().as_str())?;
        let mut longest = 0;
        let mut numbers = Vec::new();
        for name in names.iter().filter(|name| name.begins(&atoms)) {
            if name.atoms.len() < longest {
                continue;
            }
            if name.atoms.len() > longest {
                longest = name.atoms.len();
                numbers.clear();
            }
            numbers.push(name.number);
        }
        numbers.sort_unstable();
        numbers.dedup();
        Some((atoms[longest.checked_sub(1)?].word_idx + 1, numbers))
    }
}

impl Name {
    fn begins(&self, text: &[Atom]) -> bool {
        text.len() >= self.atoms.len()
            && ends_with_word(text, self.atoms.len())
            && self.atoms.iter().zip(text).all(|(atom, text)| agrees(&text.text, atom, self.in_capitals))
    }
}

/// Whether the first `n_atoms` end where a word ends; a possessive `'s` may follow.
fn ends_with_word(atoms: &[Atom], n_atoms: usize) -> bool {
    let word_idx = atoms[n_atoms - 1].word_idx;
    let mut rest = atoms[n_atoms..].iter().take_while(|atom| atom.word_idx == word_idx);
    rest.all(|atom| atom.text == "s")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &[&str], expected: Option<(usize, &[u32])>) {
        let mut index = Index::default();
        let names = [
            "US",
            "U.S. Army",
            "al-Shabaab",
            "Turkey",
            "Iran",
            "People's Army",
            "S. M. Krishna",
            "Turkey",
            "ASEAN",
            "southern Lebanon",
        ];
        for (number, name) in names.into_iter().enumerate() {
            index.add(name, number as u32);
        }
        assert_eq!(index.longest(words), expected.map(|(n_words, numbers)| (n_words, numbers.to_vec())), "{words:?}");
    }

    #[test]
    fn the_longest_name_wins() {
        check(&["U.S.", "officials"], Some((1, &[0])));
        check(&["US", "Army", "officials"], Some((2, &[1])));
        check(&["Turkey", "said"], Some((1, &[3, 7])));
        check(&["southern", "Lebanon", "said"], Some((2, &[9])));
    }

    #[test]
    fn hyphens_and_possessives() {
        check(&["Al", "-", "Shabaab", "said"], Some((3, &[2])));
        check(&["al-Shabaab"], Some((1, &[2])));
        check(&["People", "'s", "Army"], Some((3, &[5])));
        check(&["People's", "Army"], Some((2, &[5])));
        check(&["Turkey's", "army"], Some((1, &[3, 7])));
        check(&["al-Shabaab-linked"], None);
    }

    #[test]
    fn initials() {
        check(&["S.", "M.", "Krishna"], Some((3, &[6])));
        check(&["SM", "Krishna"], Some((2, &[6])));
        check(&["U.", "S.", "Army"], Some((3, &[1])));
    }

    #[test]
    fn no_name() {
        for words in [&["us"][..], &["turkey"], &["IRAN"], &["-", "US"], &[], &["Nat"], &["asean"]] {
            check(words, None);
        }
        check(&["TURKEY"], Some((1, &[3, 7])));
        check(&["Asean"], Some((1, &[8])));
    }
}
