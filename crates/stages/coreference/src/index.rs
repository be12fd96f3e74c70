//! Drafts by name, so that a long document is not searched for every mention.

use crate::namesakes::{name_words, sound};
use annotation::{EntityKind, Mention, View};
use ontology::{Country, Upos};
use std::collections::{BTreeMap, BTreeSet};
use text::acronym_letters;

/// Where drafts of a name are.
#[derive(Default)]
pub(crate) struct Index {
    /// By whether it is a place that does not act, and key.
    names: BTreeMap<(bool, String), usize>,
    /// Persons by each word of their names, in the order of the text.
    persons: BTreeMap<String, Vec<usize>>,
    states: BTreeMap<Country, usize>,
    /// Bodies by the letters of their acronyms.
    bodies: BTreeMap<String, Vec<(bool, usize)>>,
    /// The last body with each word as the head of its name.
    heads: BTreeMap<String, usize>,
}

/// Letters in which spellings of one name agree at its beginning.
const BEGINNING: usize = 3;
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
        let keys = person_keys(name);
        let sharing = keys.iter().filter_map(|word| self.persons.get(word));
        let mut found: Vec<usize> = sharing.flat_map(|drafts| drafts.iter().rev().take(NAMESAKES)).copied().collect();
        found.sort_unstable();
        found.dedup();
        found.into_iter().rev()
    }

    /// Forgets the states from draft `first` on.
    pub fn forget_from(&mut self, first: usize) {
        self.states.retain(|_, index| *index < first);
    }

    /// The one body that `name` is an acronym of, or the acronym that it spells out.
    pub fn abbreviated(&self, name: &str) -> Option<usize> {
        let known = self.bodies.get(&acronym_letters(name)?)?;
        let mut others = known.iter().filter(|(is_acronym, _)| *is_acronym != self::is_acronym(name));
        let (_, first) = others.next()?;
        others.all(|(_, index)| index == first).then_some(*first)
    }

    /// The last body whose name of several words is headed by the one word `name`.
    pub fn headed(&self, name: &str) -> Option<usize> {
        self.heads.get(&key(name)).copied().filter(|_| !name.trim_start_matches("the ").contains(' '))
    }

    pub fn add_state(&mut self, country: Country, index: usize) {
        self.states.entry(country).or_insert(index);
    }

    pub fn add_name(&mut self, name: &str, kind: EntityKind, index: usize) {
        let key = key(name);
        if kind == EntityKind::Person {
            for word in person_keys(name) {
                let drafts = self.persons.entry(word).or_default();
                if drafts.last() != Some(&index) {
                    drafts.push(index);
                }
            }
        }
        if kind == EntityKind::Organisation
            && let Some(letters) = acronym_letters(name)
        {
            let known = self.bodies.entry(letters).or_default();
            let body = (is_acronym(name), index);
            if known.len() < NAMESAKES && !known.contains(&body) {
                known.push(body);
            }
        }
        if let Some(head) = head(&key).filter(|_| kind == EntityKind::Organisation) {
            self.heads.insert(head, index);
        }
        self.names.entry((kind == EntityKind::Place, key)).or_insert(index);
    }
}

/// The words of a person's name, how each sounds and begins, and the name written as one word.
fn person_keys(name: &str) -> BTreeSet<String> {
    let words = name_words(name);
    let sounds: Vec<String> = words.iter().map(|word| format!("~{}", sound(word))).collect();
    let whole = words.concat();
    let beginnings: Vec<String> =
        words.iter().map(|word| format!("^{}", word.chars().take(BEGINNING).collect::<String>())).collect();
    words.into_iter().chain(sounds).chain(beginnings).chain([whole]).collect()
}

/// The head of a name of several words, as it is compared: `council` of `council of elders`.
fn head(key: &str) -> Option<String> {
    let before = key.split(" of ").next().unwrap_or(key);
    let head = before.rsplit(' ').next().filter(|_| key.contains(' '))?;
    (head.chars().count() > 2).then(|| head.to_string())
}

fn is_acronym(name: &str) -> bool {
    name.chars().all(char::is_uppercase)
}

/// What names are compared by: letters and digits in lower case.
fn key(name: &str) -> String {
    let kept = name.chars().filter(|c| c.is_alphanumeric() || *c == ' ');
    kept.collect::<String>().to_lowercase().trim_start_matches("the ").trim().to_string()
}

/// `Inter-Services Public Relations (ISPR)`: the acronym behind the phrase.
pub(crate) fn acronym_after(text: &View, mention: &Mention) -> Option<String> {
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
