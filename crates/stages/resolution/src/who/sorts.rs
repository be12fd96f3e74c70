//! Which states a description of a state fits: `the Gulf kingdom`, `the island nation`, `its West African neighbour`.

use super::Text;
use annotation::{Description, Form, Mention};
use ontology::Country;

/// Nouns for a state that do not tell which.
const STATES: [&str; 13] = [
    "country",
    "nation",
    "state",
    "power",
    "neighbour",
    "neighbor",
    "ally",
    "partner",
    "giant",
    "land",
    "territory",
    "government",
    "foe",
];

/// So many words tell one thing of a state at most: `Horn of Africa`.
const MAX_WORDS: usize = 3;

/// The states that all words of the phrase fit which say something of states; empty where none does, or it is no such phrase.
pub(super) fn states(text: &Text, mention: &Mention, found: &Description) -> Vec<Country> {
    let node = text.node(mention);
    let lemma = node.lemma.to_lowercase();
    let head = text.gazetteer.states_called(&lemma);
    let is_state = head.is_some() || STATES.contains(&lemma.as_str());
    let is_bare = mention.form == Form::Nominal && found.name.is_none() && found.country.is_none();
    if !is_state || !is_bare || text.is_plural(mention) {
        return Vec::new();
    }
    let mut states: Option<Vec<Country>> = head.map(<[Country]>::to_vec);
    let mut word = mention.words.start;
    while word < mention.head {
        let longest = (1..=MAX_WORDS.min(mention.head - word)).rev();
        let told = longest.map(|length| (length, text.written(mention.sentence, word..word + length)));
        let told = told.into_iter().find_map(|(length, words)| Some((length, text.gazetteer.states_called(&words)?)));
        word += told.map_or(1, |(length, _)| length);
        if let Some((_, fitting)) = told {
            match &mut states {
                Some(states) => states.retain(|state| fitting.contains(state)),
                None => states = Some(fitting.to_vec()),
            }
        }
    }
    states.unwrap_or_default()
}
