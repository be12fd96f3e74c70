//! Whether a person is called `he` or `she`, as far as the words tell.

use annotation::{Form, Mention, NameLabel, Sex, View};
use ontology::Deprel;
use std::sync::OnceLock;

/// What a pronoun, title, noun or first name tells of a person's sex.
pub(crate) fn sex_told(text: &View, mention: &Mention) -> Option<Sex> {
    by_words(text, mention).or_else(|| by_first_name(text, mention))
}

fn by_words(text: &View, mention: &Mention) -> Option<Sex> {
    const FEMALE: [&str; 22] = [
        "she",
        "her",
        "hers",
        "herself",
        "mrs",
        "ms",
        "miss",
        "madam",
        "lady",
        "queen",
        "princess",
        "woman",
        "mother",
        "wife",
        "daughter",
        "sister",
        "spokeswoman",
        "chairwoman",
        "congresswoman",
        "actress",
        "widow",
        "baroness",
    ];
    const MALE: [&str; 20] = [
        "he",
        "him",
        "his",
        "himself",
        "mr",
        "sir",
        "lord",
        "king",
        "prince",
        "man",
        "father",
        "husband",
        "son",
        "brother",
        "spokesman",
        "chairman",
        "congressman",
        "sheikh",
        "emir",
        "sultan",
    ];
    let words = if mention.form == Form::Pronoun { mention.head..mention.head + 1 } else { mention.words.clone() };
    words.into_iter().take(MAX_WORDS).find_map(|word| {
        let tree = text.tree(mention.sentence);
        let is_other = mention.form != Form::Pronoun
            && matches!(tree.node(word).deprel, Deprel::NmodPoss | Deprel::Nmod | Deprel::Case);
        let form = text.form(mention.sentence, word).to_lowercase();
        let form = form.trim_end_matches('.');
        match () {
            () if is_other => None,
            () if FEMALE.contains(&form) => Some(Sex::Female),
            () if MALE.contains(&form) => Some(Sex::Male),
            () => None,
        }
    })
}

/// Of a longer phrase the rest is not looked at.
const MAX_WORDS: usize = 12;

fn by_first_name(text: &View, mention: &Mention) -> Option<Sex> {
    let name =
        text.names(mention).find(|name| name.label == NameLabel::Person && name.words.contains(&mention.head))?;
    let words = name.words.clone().take(MAX_WORDS);
    (name.words.len() > 1).then_some(())?;
    words.take(2).find_map(|word| of_first_name(text.form(mention.sentence, word)))
}

/// The sex that a first name tells in most countries' news.
fn of_first_name(name: &str) -> Option<Sex> {
    static NAMES: OnceLock<Vec<(&str, Sex)>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let rows = include_str!("../../data/first-names.csv").lines().skip(1);
        let row = |line: &'static str| {
            let (name, sex) = line.split_once(',')?;
            Some((name, if sex == "f" { Sex::Female } else { Sex::Male }))
        };
        let mut names: Vec<(&str, Sex)> = rows.filter_map(row).collect();
        names.sort_unstable_by_key(|(name, _)| *name);
        names
    });
    names.binary_search_by_key(&name, |(name, _)| name).ok().map(|at| names[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_names_tell_the_sex_where_they_tell_it_everywhere() {
        assert_eq!(of_first_name("Farida"), Some(Sex::Female));
        assert_eq!(of_first_name("Ahmed"), Some(Sex::Male));
        assert_eq!(of_first_name("Kim"), None);
        assert_eq!(of_first_name("Weerakoon"), None);
    }
}
