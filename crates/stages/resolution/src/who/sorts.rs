//! Which states a description of a state fits: `the Gulf kingdom`, `the island nation`, `its West African neighbour`.

use super::Text;
use annotation::{Description, Form, Mention};
use gazetteer::WordSort;
use ontology::{Country, Deprel};

/// Nouns for a state that do not tell which.
const STATES: [&str; 16] = [
    "country",
    "nation",
    "state",
    "power",
    "neighbour",
    "neighbor",
    "ally",
    "partner",
    "rival",
    "adversary",
    "opponent",
    "foe",
    "giant",
    "land",
    "territory",
    "government",
];

/// The states that all words of the phrase fit which say something of states. Empty where none does, where they fit no state, or
/// if it is no such phrase.
pub(super) fn states(text: &Text, mention: &Mention, found: &Description) -> Vec<Country> {
    let lemma = text.node(mention).lemma.to_lowercase();
    let is_state = STATES.contains(&lemma.as_str()) || text.gazetteer.state_word(&lemma).is_some();
    let is_bare = mention.form == Form::Nominal && found.name.is_none() && found.country.is_none();
    if !is_state || !is_bare || text.is_plural(mention) {
        return Vec::new();
    }
    let mut forms = text.forms(mention.sentence, mention.words.start..mention.head + 1);
    let last = forms.len() - 1;
    forms[last] = &lemma;
    let mut states: Option<Vec<Country>> = None;
    let mut at = 0;
    while at <= last {
        let told = text.state_word(&forms[at..]).filter(|_| !is_of_owner(text, mention, mention.words.start + at));
        at += told.map_or(1, |(length, _)| length);
        if let Some((_, word)) = told {
            match &mut states {
                Some(states) => states.retain(|state| word.states.contains(state)),
                None => states = Some(word.states.clone()),
            }
        }
    }
    states.unwrap_or_default()
}

/// `Kurdish fighters`, `the Kurds`: of the state where such people live that the report names most; of theirs if they have one.
pub(super) fn of_people(text: &Text, mention: &Mention) -> Option<Country> {
    let forms = text.forms(mention.sentence, mention.words.start..mention.head + 1);
    let people = (0..forms.len()).rev().find_map(|at| {
        let (_, told) = text.state_word(&forms[at..])?;
        let is_theirs = || !is_of_owner(text, mention, mention.words.start + at);
        (told.sort == WordSort::People && is_theirs()).then_some(&told.states)
    })?;
    let named = people.iter().filter_map(|state| Some((*text.countries.get(state)?, *state)));
    // Of two that are named alike the first by code.
    let most = named.max_by_key(|&(n_times, state)| (n_times, std::cmp::Reverse(state)));
    most.map(|(_, state)| state).or_else(|| people.first().copied().filter(|_| people.len() == 1))
}

/// `the African bloc's ally`: what is told of whoever has it.
fn is_of_owner(text: &Text, mention: &Mention, word: usize) -> bool {
    let tree = text.tree(mention.sentence);
    let mut path = std::iter::once(word).chain(tree.ancestors(word)).take_while(|&above| above != mention.head);
    path.any(|above| tree.node(above).deprel == Deprel::NmodPoss)
}
