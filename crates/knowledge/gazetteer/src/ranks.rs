//! Military and police ranks, and forms of address.

use std::collections::{HashMap, HashSet};

use crate::spelling::{Atom, agrees, atoms, name_atoms};
use crate::tables::Rank;
use text::folded;

/// One way to write a rank.
struct Spelling {
    atoms: Vec<Box<str>>,
    /// Abbreviations are read with their capitals, so that `am` is no air marshal.
    is_abbreviation: bool,
    rank_idx: usize,
}

pub(crate) struct Ranks {
    ranks: Vec<Rank>,
    by_first: HashMap<String, Vec<Spelling>>,
    titles: HashSet<String>,
}

impl Ranks {
    /// Ranks with their abbreviations, and forms of address.
    pub fn new(ranks: Vec<(Rank, Vec<Box<str>>)>, titles: &[Box<str>]) -> Ranks {
        let mut all = Ranks { ranks: Vec::new(), by_first: HashMap::new(), titles: HashSet::new() };
        for (rank_idx, (rank, abbreviations)) in ranks.into_iter().enumerate() {
            for (name_idx, name) in std::iter::once(&rank.name).chain(&abbreviations).enumerate() {
                let atoms = name_atoms(name);
                let Some(first) = atoms.first().map(|first| first.to_lowercase()) else { continue };
                let spellings = all.by_first.entry(first).or_default();
                if !spellings.iter().any(|known| known.atoms == atoms) {
                    spellings.push(Spelling { atoms, is_abbreviation: name_idx > 0, rank_idx });
                }
            }
            all.ranks.push(rank);
        }
        all.titles.extend(titles.iter().map(|title| folded(title).to_lowercase()));
        all
    }

    pub fn all(&self) -> &[Rank] {
        &self.ranks
    }

    pub fn longest(&self, words: &[&str]) -> Option<(usize, &Rank)> {
        words.first().filter(|word| word.contains(|c: char| c.is_alphanumeric()))?;
        let text = atoms(&words[..words.len().min(MAX_WORDS)]);
        let spellings = self.by_first.get(&text.first()?.text.to_lowercase())?;
        let beginning = spellings.iter().filter(|spelling| spelling.begins(&text));
        let longest = beginning.max_by_key(|spelling| spelling.atoms.len())?;
        let last = &text[longest.atoms.len() - 1];
        let ends_word = text.get(longest.atoms.len()).is_none_or(|next| next.first_word != last.word_idx);
        let end = last.word_idx + 1;
        // A period that was cut off the abbreviation belongs to it.
        let period = usize::from(words.get(end).is_some_and(|word| *word == ".") && end < words.len() - 1);
        ends_word.then(|| (end + period, &self.ranks[longest.rank_idx]))
    }

    pub fn is_title(&self, word: &str) -> bool {
        self.titles.contains(&folded(word).to_lowercase())
    }
}

impl Spelling {
    fn begins(&self, text: &[Atom]) -> bool {
        let agree = |name: &str, atom: &Atom| match self.is_abbreviation {
            true => agrees(&atom.text, name, true),
            false => atom.text.eq_ignore_ascii_case(name),
        };
        text.len() >= self.atoms.len() && self.atoms.iter().zip(text).all(|(name, atom)| agree(name, atom))
    }
}

/// No rank is longer, in words with hyphens.
const MAX_WORDS: usize = 10;

#[cfg(test)]
mod tests {
    use super::*;
    use ontology::Sector;

    fn ranks() -> Ranks {
        let rows = [
            ("General", "MIL", "Gen"),
            ("Lieutenant General", "MIL", "Lt Gen|LTG"),
            ("Lieutenant", "MIL", "Lt"),
            ("Air Chief Marshal", "MIL", "ACM"),
            ("Inspector General", "COP", "IG"),
        ];
        let rank = |(name, sector, abbreviations): (&str, &str, &str)| {
            let sector = Sector::from_name(sector).unwrap();
            let rank = Rank { name: name.into(), sector, grade: "".into() };
            (rank, abbreviations.split('|').map(Box::from).collect())
        };
        Ranks::new(rows.map(rank).to_vec(), &["Mr".into(), "Sheikh".into()])
    }

    #[track_caller]
    fn check(words: &[&str], expected: Option<(usize, &str)>) {
        let ranks = ranks();
        assert_eq!(ranks.longest(words).map(|(n_words, rank)| (n_words, &*rank.name)), expected, "{words:?}");
    }

    #[test]
    fn spelled_out_and_abbreviated() {
        check(&["Lt", "Gen", "Kamrul"], Some((2, "Lieutenant General")));
        check(&["Lt.", "Gen.", "Kamrul"], Some((2, "Lieutenant General")));
        check(&["Lt-Gen", "Kamrul"], Some((1, "Lieutenant General")));
        check(&["LIEUTENANT", "GENERAL"], Some((2, "Lieutenant General")));
        check(&["Gen", ".", "Munir"], Some((2, "General")));
        check(&["Lieutenant", "Smith"], Some((1, "Lieutenant")));
        check(&["Air", "Chief", "Marshal", "Sidhu"], Some((3, "Air Chief Marshal")));
        check(&["Lt", "Col"], Some((1, "Lieutenant")));
    }

    #[test]
    fn no_rank() {
        for words in [&[][..], &["Air", "Force"], &["Genoa"], &["Smith"], &["acm", "elections"]] {
            check(words, None);
        }
    }

    #[test]
    fn titles() {
        let ranks = ranks();
        assert!(ranks.is_title("Mr.") && ranks.is_title("sheikh") && !ranks.is_title("Mister"));
    }
}
