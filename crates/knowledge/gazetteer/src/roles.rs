//! Role nouns and phrases: `police`, `foreign minister`, `chief of army staff`.

use crate::spelling::{Atom, atoms, hash, name_atoms};
use crate::tables::Role;

/// All roles, by each form of their last word.
pub(crate) struct Roles {
    roles: Vec<Role>,
    /// The words of each phrase as they are compared, with a blank between them.
    phrases: Vec<Box<str>>,
    /// Hash of a last word, in the singular or the plural, and the number of a role; sorted.
    by_last: Vec<(u64, u32)>,
}

impl Roles {
    /// Of two roles of one phrase the first counts: sets of users come first.
    pub fn new(roles: Vec<Role>) -> Roles {
        let phrases: Vec<Box<str>> = roles.iter().map(|role| compared(&role.phrase)).collect();
        let mut by_last = Vec::with_capacity(2 * phrases.len());
        for (role_idx, phrase) in phrases.iter().enumerate() {
            let Some(last) = phrase.rsplit(' ').next().filter(|last| !last.is_empty()) else { continue };
            by_last.extend([(hash(last), role_idx as u32), (hash(&plural(last)), role_idx as u32)]);
        }
        by_last.sort_unstable();
        Roles { roles, phrases, by_last }
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
        let key = hash(&last.text);
        let start = self.by_last.partition_point(|(other, _)| *other < key);
        let known = self.by_last[start..].iter().take_while(|(other, _)| *other == key).map(|(_, idx)| *idx as usize);
        let ending = known.filter_map(|idx| Some((ends_with(&text, &self.phrases[idx])?, idx)));
        let (n_atoms, role_idx) = ending.max_by_key(|(n_atoms, idx)| (*n_atoms, std::cmp::Reverse(*idx)))?;
        let first_word_idx = text[text.len() - n_atoms].first_word + skipped;
        Some((words.len() - first_word_idx, &self.roles[role_idx]))
    }
}

/// The words of a phrase as they are compared.
fn compared(phrase: &str) -> Box<str> {
    let is_plain = phrase.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b' ');
    let words: Vec<String> = match is_plain {
        true => phrase.split(' ').map(|word| spelling(word).to_string()).collect(),
        false => name_atoms(phrase).iter().map(|atom| spelling(&atom.to_lowercase()).to_string()).collect(),
    };
    words.join(" ").into()
}

/// No phrase is longer, in words with hyphens.
const MAX_WORDS: usize = 10;

/// How many atoms the phrase has, if the text ends with it and a whole word of the text begins it.
fn ends_with(text: &[Atom], phrase: &str) -> Option<usize> {
    let n_atoms = phrase.split(' ').count();
    let start = text.len().checked_sub(n_atoms)?;
    let begins_word = start == 0 || text[start - 1].word_idx != text[start].first_word;
    let agree = |(word, lemma): (&Atom, &str)| word.text == lemma || word.text == plural(lemma);
    (begins_word && text[start..].iter().zip(phrase.split(' ')).all(agree)).then_some(n_atoms)
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
        let phrases = [
            "minister",
            "defence minister",
            "chief of army staff",
            "police",
            "vice-president",
            "ministry",
            "fisherman",
        ];
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
