//! One name under several spellings: `Mohammed`, `Muhammad`; `Defence`, `Defense`; `al-Assad`, `Assad`.

use std::collections::HashMap;

use gazetteer::Alias;

/// Families of words that stand for each other in names.
#[derive(Default)]
pub(crate) struct Spellings {
    families: Vec<Vec<Box<str>>>,
    by_word: HashMap<Box<str>, usize>,
}

/// No name gets more other spellings.
const MAX_OTHERS: usize = 12;

impl Spellings {
    pub fn add(&mut self, words: Vec<Box<str>>) {
        for word in &words {
            self.by_word.insert(word.clone(), self.families.len());
        }
        self.families.push(words);
    }

    /// Other spellings of a name; of a person's also those without the article.
    pub fn others(&self, alias: &Alias, is_person: bool) -> Vec<Alias> {
        let words: Vec<&str> = alias.name.split(' ').collect();
        let mut names: Vec<Vec<String>> = vec![Vec::new()];
        for word in &words {
            let ways = self.ways(word, is_person && words.len() > 1);
            let ends = |name: &Vec<String>| {
                let with = |way: &String| [name.as_slice(), std::slice::from_ref(way)].concat();
                ways.iter().map(with).collect::<Vec<_>>()
            };
            names = names.iter().flat_map(ends).take(MAX_OTHERS + 1).collect();
        }
        let names = names.into_iter().map(|name| name.join(" "));
        names.filter(|name| **name != *alias.name).map(|name| Alias { name: name.into(), ..*alias }).collect()
    }

    /// The word and what it is written as elsewhere.
    fn ways(&self, word: &str, may_drop: bool) -> Vec<String> {
        let mut ways = vec![word.to_string()];
        if let Some(family) = self.by_word.get(word) {
            let others = self.families[*family].iter().filter(|other| &***other != word);
            ways.extend(others.map(|other| other.to_string()));
        }
        let article =
            ["al-", "Al-", "el-", "El-"].iter().find_map(|article| Some((article, word.strip_prefix(article)?)));
        if let (Some((article, stem)), true) = (article, may_drop) {
            ways.push(stem.to_string());
            ways.push(format!("{}-{stem}", if article.eq_ignore_ascii_case("al-") { "el" } else { "al" }));
        }
        ways
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gazetteer::Strength;

    fn others(name: &str) -> Vec<String> {
        let mut spellings = Spellings::default();
        spellings.add(["Mohammed", "Muhammad"].map(Box::from).to_vec());
        let alias = Alias { name: name.into(), strength: Strength::Strong };
        spellings.others(&alias, true).into_iter().map(|alias| alias.name.into_string()).collect()
    }

    #[test]
    fn families_and_articles() {
        assert_eq!(others("Muhammad Yunus"), ["Mohammed Yunus"]);
        assert_eq!(others("Bashar al-Assad"), ["Bashar Assad", "Bashar el-Assad"]);
        assert_eq!(others("Narendra Modi"), [""; 0]);
        assert!(others(&"Mohammed ".repeat(20)).len() <= MAX_OTHERS);
    }
}
