//! The word lists in `data/`.

use std::collections::{HashMap, HashSet};

/// When an abbreviation keeps the period after it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Abbreviation {
    /// Always: `Mr.`
    Always,
    /// Before a number: `No. 5`
    Number,
    /// Before a number, a comma or a capital: `Jan. 16`
    Date,
    /// Unless the sentence ends here: `Corp.`
    Middle,
    /// Unless a capital follows: `etc.`
    Etc,
}

/// Everything the rules look up.
pub(crate) struct Tables {
    abbreviations: HashMap<&'static str, Vec<Abbreviation>>,
    prefixes: HashSet<&'static str>,
    suffixes: HashSet<&'static str>,
    /// Byte lengths of the first words, by the word written as one.
    contractions: HashMap<String, Vec<usize>>,
    units: HashSet<&'static str>,
    money: HashSet<&'static str>,
    domains: HashSet<&'static str>,
    files: HashSet<&'static str>,
    openers: HashSet<&'static str>,
}

/// Lines of a table that are no comment, each as its class and its words.
fn classes(table: &'static str) -> impl Iterator<Item = (&'static str, impl Iterator<Item = &'static str>)> {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| {
        let mut words = line.split_whitespace();
        Some((words.next()?, words))
    })
}

/// The words of one class.
fn class(table: &'static str, name: &str) -> HashSet<&'static str> {
    classes(table).filter(|(class, _)| *class == name).flat_map(|(_, words)| words).collect()
}

fn abbreviations() -> HashMap<&'static str, Vec<Abbreviation>> {
    let mut all: HashMap<_, Vec<_>> = HashMap::new();
    for (class, words) in classes(include_str!("../data/abbreviations.txt")) {
        let kind = match class {
            "always" => Abbreviation::Always,
            "number" => Abbreviation::Number,
            "date" => Abbreviation::Date,
            "etc" => Abbreviation::Etc,
            _ => Abbreviation::Middle,
        };
        words.for_each(|word| all.entry(word).or_default().push(kind));
    }
    all
}

fn contractions() -> HashMap<String, Vec<usize>> {
    let lines = include_str!("../data/contractions.txt").lines().filter(|line| !line.starts_with('#'));
    let split = |line: &str| {
        let words: Vec<&str> = line.split(' ').collect();
        (words.concat(), words[..words.len() - 1].iter().map(|word| word.len()).collect())
    };
    lines.map(split).collect()
}

impl Tables {
    pub(crate) fn new() -> Tables {
        let affixes = include_str!("../data/affixes.txt");
        let units = include_str!("../data/units.txt");
        let domains = include_str!("../data/domains.txt");
        Tables {
            abbreviations: abbreviations(),
            prefixes: class(affixes, "prefix"),
            suffixes: class(affixes, "suffix"),
            contractions: contractions(),
            units: class(units, "unit"),
            money: class(units, "money"),
            domains: class(domains, "tld"),
            files: class(domains, "file"),
            openers: class(include_str!("../data/openers.txt"), "opener"),
        }
    }

    /// How `word`, without its period, abbreviates; empty if it does not.
    pub(crate) fn abbreviation(&self, word: &str) -> &[Abbreviation] {
        self.abbreviations.get(word).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn is_prefix(&self, word: &str) -> bool {
        lowered(word, |word| self.prefixes.contains(word))
    }

    pub(crate) fn is_suffix(&self, word: &str) -> bool {
        lowered(word, |word| self.suffixes.contains(word))
    }

    /// Byte lengths of all words but the last of what `word` contracts.
    pub(crate) fn contraction(&self, word: &str) -> Option<&[usize]> {
        lowered(word, |word| self.contractions.get(word).map(Vec::as_slice))
    }

    pub(crate) fn is_unit(&self, word: &str) -> bool {
        self.units.contains(word)
    }

    pub(crate) fn is_money_unit(&self, word: &str) -> bool {
        self.money.contains(word)
    }

    /// Whether `ending` can close an address, in lower case or all capitals.
    pub(crate) fn is_domain(&self, ending: &str) -> bool {
        one_case(ending) && lowered(ending, |ending| self.domains.contains(ending))
    }

    /// Whether `ending` can close a file's name.
    pub(crate) fn is_file(&self, ending: &str) -> bool {
        one_case(ending) && lowered(ending, |ending| self.files.contains(ending))
    }

    /// Whether a capitalised `word` hardly stands inside a sentence: `The`, `He`.
    pub(crate) fn is_opener(&self, word: &str) -> bool {
        self.openers.contains(word)
    }
}

fn one_case(word: &str) -> bool {
    let upper = word.bytes().filter(u8::is_ascii_uppercase).count();
    upper == 0 || upper == word.len()
}

/// Looks up the lower case of an ASCII word of at most 16 bytes without allocating.
fn lowered<T: Default>(word: &str, look_up: impl FnOnce(&str) -> T) -> T {
    let mut buffer = [0; 16];
    let Some(lower) = buffer.get_mut(..word.len()) else { return T::default() };
    if !word.is_ascii() {
        return T::default();
    }
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    std::str::from_utf8(lower).map(look_up).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_names_its_edition_and_license() {
        for table in [
            include_str!("../data/abbreviations.txt"),
            include_str!("../data/affixes.txt"),
            include_str!("../data/contractions.txt"),
            include_str!("../data/units.txt"),
            include_str!("../data/domains.txt"),
            include_str!("../data/openers.txt"),
        ] {
            let first = table.lines().next().unwrap_or_default();
            assert!(first.starts_with("# ") && first.contains("Edition") && first.contains("CC0"), "{first}");
        }
    }

    #[test]
    fn look_ups_fold_case_where_they_should() {
        let tables = Tables::new();
        assert!(tables.is_prefix("Anti") && tables.is_suffix("WISE") && !tables.is_prefix("fighter"));
        assert!(tables.is_domain("com") && tables.is_domain("COM") && !tables.is_domain("Com"));
        assert_eq!(tables.contraction("Cannot"), Some(&[3][..]));
        assert_eq!(tables.abbreviation("Lt"), [Abbreviation::Always]);
    }
}
