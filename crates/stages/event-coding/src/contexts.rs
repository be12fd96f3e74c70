//! What an event is about: codebook, section 5.

use annotation::Event;
use annotation::Passage;
use ontology::{Context, EventType, Sector};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The contexts of an event: those its parties imply, then those its clause names, at most three.
pub(crate) fn contexts(passage: &Passage, event: &Event) -> Vec<Context> {
    let mut found = implied(event);
    for word in near(passage, event.word) {
        if let Some(&context) = WORDS.get(passage.key(word).as_str())
            && !found.contains(&context)
        {
            found.push(context);
        }
    }
    found.truncate(3);
    found
}

fn implied(event: &Event) -> Vec<Context> {
    let parties = || event.actors.iter().chain(&event.recipients);
    let mut found = Vec::new();
    if parties().any(|party| party.sector == Sector::Mil) {
        found.push(Context::Military);
    }
    let mut countries: Vec<_> = parties().filter_map(|party| party.country).collect();
    countries.sort_unstable();
    countries.dedup();
    let official = parties().any(|party| matches!(party.sector, Sector::Gov | Sector::Leg));
    if countries.len() > 1 && official && !matches!(event.event_type, EventType::Assault | EventType::Protest) {
        found.push(Context::Diplomatic);
    }
    if parties().any(|party| party.sector == Sector::Jud) {
        found.push(Context::Legal);
    }
    found
}

/// The words of the trigger's clause: below it, and below what it hangs on.
fn near(passage: &Passage, word: usize) -> Vec<usize> {
    let top = passage.head(word).unwrap_or(word);
    passage.tree.descendants(top)
}

/// Word lists, a context a line: `context<TAB>lemmas`.
static WORDS: LazyLock<BTreeMap<&'static str, Context>> = LazyLock::new(|| {
    let mut words = BTreeMap::new();
    for line in include_str!("../lexicon/contexts.tsv").lines().filter(|line| !line.starts_with('#')) {
        if let Some((name, lemmas)) = line.split_once('\t')
            && let Some(context) = Context::from_name(name)
        {
            words.extend(lemmas.split_whitespace().map(|lemma| (lemma, context)));
        }
    }
    words
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_names_a_context() {
        for line in include_str!("../lexicon/contexts.tsv").lines().filter(|line| !line.starts_with('#')) {
            let name = line.split_once('\t').expect("a tab").0;
            assert!(Context::from_name(name).is_some(), "{name}");
        }
        assert_eq!(WORDS.get("missile"), Some(&Context::Military));
    }
}
