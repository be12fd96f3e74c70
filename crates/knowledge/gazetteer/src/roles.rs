//! Role nouns and phrases: `police`, `foreign minister`, `chief of army staff`.

use std::collections::HashMap;

use ontology::Sector;

use crate::Error;
use crate::spelling::{Atom, atoms, name_atoms};
use crate::table::{Row, Source};

/// What sort of thing a role phrase refers to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum RoleKind {
    /// A person: `minister`.
    Person,
    /// People together: `police`, `crowd`.
    Group,
    /// A body: `government`, `company`.
    Organisation,
    /// Where people are, and what attacks hit: `market`, `hospital`.
    Facility,
}

/// What a common noun says of whom it refers to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Role {
    /// The phrase, in lower case and in the singular.
    pub phrase: Box<str>,
    /// Sectors, the primary one first.
    pub sectors: Vec<Sector>,
    /// What sort of thing it refers to.
    pub kind: RoleKind,
    /// Whether it is a post that one holds: minister, chief of army staff, ambassador, spokesman.
    pub office: bool,
}

/// A phrase's words, and the number of the role.
type Phrase = (Vec<Box<str>>, usize);

/// All roles, by each form of their last word.
pub(crate) struct Roles {
    roles: Vec<Role>,
    by_last: HashMap<Box<str>, Vec<Phrase>>,
}

impl Roles {
    pub fn read(source: Source) -> Result<Roles, Error> {
        let mut all = Roles { roles: Vec::new(), by_last: HashMap::new() };
        for row in source.rows(&["phrase", "sectors", "kind", "office"])? {
            let role = role(&row)?;
            let words: Vec<Box<str>> = name_atoms(&role.phrase).iter().map(|atom| spelling(atom).into()).collect();
            let last = words.last().cloned().ok_or_else(|| row.error("a word", &role.phrase))?;
            for form in [last.clone(), plural(&last).into()] {
                let phrases = all.by_last.entry(form).or_default();
                if phrases.iter().any(|(known, role_idx)| *known == words && *role_idx != all.roles.len()) {
                    return Err(row.error("no phrase twice", &role.phrase));
                }
                phrases.push((words.clone(), all.roles.len()));
            }
            all.roles.push(role);
        }
        Ok(all)
    }

    pub fn longest(&self, words: &[&str]) -> Option<(usize, &Role)> {
        let skipped = words.len().saturating_sub(MAX_WORDS);
        let mut text = atoms(&words[skipped..]);
        for atom in &mut text {
            atom.text = spelling(&atom.text.to_lowercase()).into();
        }
        let last = text.last().filter(|last| last.word_idx + 1 + skipped == words.len())?;
        let phrases = self.by_last.get(last.text.as_str())?;
        let ending = phrases.iter().filter(|(phrase, _)| ends_with(&text, phrase));
        let (phrase, role_idx) =
            ending.max_by_key(|(phrase, role_idx)| (phrase.len(), std::cmp::Reverse(*role_idx)))?;
        let first_word_idx = text[text.len() - phrase.len()].word_idx + skipped;
        Some((words.len() - first_word_idx, &self.roles[*role_idx]))
    }
}

/// No phrase is longer, in words with hyphens.
const MAX_WORDS: usize = 10;

fn role(row: &Row) -> Result<Role, Error> {
    let kind = match row.cell("kind") {
        "person" => RoleKind::Person,
        "group" => RoleKind::Group,
        "organization" => RoleKind::Organisation,
        "facility" => RoleKind::Facility,
        other => return Err(row.error("person, group, organization or facility", other)),
    };
    let office = match row.cell("office") {
        "" => false,
        "office" => true,
        other => return Err(row.error("`office` or nothing", other)),
    };
    Ok(Role { phrase: row.cell("phrase").into(), sectors: row.sectors()?, kind, office })
}

/// Whether the text ends with the phrase, where a whole word of it begins.
fn ends_with(text: &[Atom], phrase: &[Box<str>]) -> bool {
    let Some(start) = text.len().checked_sub(phrase.len()) else { return false };
    let begins_word = start == 0 || text[start - 1].word_idx != text[start].word_idx;
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

    const SOURCE: Source = Source {
        file: "roles.tsv",
        text: "phrase\tsectors\tkind\toffice\nminister\tGOV\tperson\toffice\ndefence minister\tGOV\tperson\toffice\n\
               chief of army staff\tMIL\tperson\toffice\npolice\tCOP\tgroup\t\nvice-president\tGOV\tperson\toffice\n\
               ministry\tGOV\torganization\t\nfisherman\tCVL\tperson\t\n",
    };

    #[track_caller]
    fn check(words: &[&str], expected: Option<(usize, &str)>) {
        let roles = Roles::read(SOURCE).unwrap();
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

    #[test]
    fn a_phrase_twice_is_an_error() {
        let source =
            Source { file: "x", text: "phrase\tsectors\tkind\toffice\nspy\tSPY\tperson\t\nspy\tSPY\tperson\t\n" };
        assert_eq!(Roles::read(source).err().unwrap().to_string(), "x, line 3: expected no phrase twice, found `spy`");
        let source = Source { file: "x", text: "phrase\tsectors\tkind\toffice\nspy\tSPY\tman\t\n" };
        assert!(Roles::read(source).is_err());
    }
}
