//! Role nouns and phrases: `police`, `foreign minister`, `chief of army staff`.

use std::collections::HashMap;

use crate::spelling::{Atom, atoms, name_atoms};
use crate::tables::Role;

/// A phrase's words, and the number of the role.
type Phrase = (Vec<Box<str>>, usize);

/// All roles, by each form of their last word.
pub(crate) struct Roles {
    roles: Vec<Role>,
    by_last: HashMap<Box<str>, Vec<Phrase>>,
}

impl Roles {
    /// Of two roles of one phrase the first counts: sets of users come first.
    pub fn new(roles: Vec<Role>) -> Roles {
        let mut all = Roles { roles, by_last: HashMap::new() };
        for (role_idx, role) in all.roles.iter().enumerate() {
            let words: Vec<Box<str>> =
                name_atoms(&role.phrase).iter().map(|atom| spelling(&atom.to_lowercase()).into()).collect();
            let Some(last) = words.last().cloned() else { continue };
            for form in [last.clone(), plural(&last).into()] {
                all.by_last.entry(form).or_default().push((words.clone(), role_idx));
            }
        }
        all
    }

    pub fn all(&self) -> &[Role] {
        &self.roles
    }

    pub fn longest(&self, words: &[&str]) -> Option<(usize, &Role)> {
        let skipped = words.len().saturating_sub(MAX_WORDS);
        let mut text = atoms(&words[skipped..]);
        for atom in &mut text {
            atom.text = spelling(&atom.text.to_lowercase()).to_string().into();
        }
        let last = text.last().filter(|last| last.word_idx + 1 + skipped == words.len())?;
        let phrases = self.by_last.get(&*last.text)?;
        let ending = phrases.iter().filter(|(phrase, _)| ends_with(&text, phrase));
        let (phrase, role_idx) =
            ending.max_by_key(|(phrase, role_idx)| (phrase.len(), std::cmp::Reverse(*role_idx)))?;
        let first_word_idx = text[text.len() - phrase.len()].first_word + skipped;
        Some((words.len() - first_word_idx, &self.roles[*role_idx]))
    }
}

/// No phrase is longer, in words with hyphens.
const MAX_WORDS: usize = 10;

/// Whether the text ends with the phrase, where a whole word of it begins.
fn ends_with(text: &[Atom], phrase: &[Box<str>]) -> bool {
    let Some(start) = text.len().checked_sub(phrase.len()) else { return false };
    let begins_word = start == 0 || text[start - 1].word_idx != text[start].first_word;
    begins_word
        && text[start..].iter().zip(phrase).all(|(word, lemma)| word.text == **lemma || word.text == plural(lemma))
}

/// The regular plural, and the irregular ones of nouns for people.
fn plural(noun: &str) -> String {
    let ends_with = |endings: &[&str]| endings.iter().any(|ending| noun.ends_with(ending));
    match noun {
        "person" => "people".into(),
        "child" => "children".into(),
        "schoolchild" => "schoolchildren".into(),
        "wife" => "wives".into(),
        _ if noun.ends_with("man") => format!("{}men", &noun[..noun.len() - 3]),
        _ if noun.ends_with('y') && !ends_with(&["ay", "ey", "oy"]) => format!("{}ies", &noun[..noun.len() - 1]),
        _ if ends_with(&["s", "x", "ch", "sh"]) => format!("{noun}es"),
        _ => format!("{noun}s"),
    }
}

/// One spelling for words that British and American English spell differently: the tables' one.
fn spelling(word: &str) -> &str {
    match word {
        "defense" => "defence",
        "labor" => "labour",
        "laborer" => "labourer",
        "laborers" => "labourers",
        "center" => "centre",
        "centers" => "centres",
        "organisation" => "organization",
        "organisations" => "organizations",
        "organiser" => "organizer",
        "organisers" => "organizers",
        "counselor" => "counsellor",
        "neighbor" => "neighbour",
        "neighbors" => "neighbours",
        "adviser" => "advisor",
        "advisers" => "advisors",
        "premiere" => "premier",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::RoleKind;
    use ontology::Sector;

    #[track_caller]
    fn check(words: &[&str], expected: Option<(usize, &str)>) {
        let phrases =
            ["minister", "defence minister", "chief of army staff", "police", "vice-president", "ministry", "fisherman"];
        let role = |phrase: &str| Role {
            phrase: phrase.into(),
            sectors: vec![Sector::Gov],
            kind: RoleKind::Person,
            office: true,
            countries: Vec::new(),
        };
        let roles = Roles::new(phrases.map(role).to_vec());
        assert_eq!(roles.longest(words).map(|(n_words, role)| (n_words, &*role.phrase)), expected, "{words:?}");
    }

    #[test]
    fn the_longest_ending_wins() {
        check(&["the", "Defense", "Ministers"], Some((2, "defence minister")));
        check(&["foreign", "minister"], Some((1, "minister")));
        check(&["chiefs", "of", "army", "staff"], Some((4, "chief of army staff")));
        check(&["vice", "-", "president"], Some((3, "vice-president")));
        check(&["vice-presidents"], Some((1, "vice-president")));
        check(&["ministries"], Some((1, "ministry")));
        check(&["fishermen"], Some((1, "fisherman")));
        check(&["police"], Some((1, "police")));
    }

    #[test]
    fn no_role() {
        for words in [&["minister", "said"][..], &[], &["prefect"], &["minister", "-"]] {
            check(words, None);
        }
    }
}
