//! Which states a word for a state fits, and which border on which.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use ontology::Country;

use crate::tables::{Neighbours, StateWord};

pub(crate) struct Geography {
    /// By the word as it is written: adjectives have capitals.
    words: HashMap<Box<str>, StateWord>,
    neighbours: HashMap<Country, Vec<Country>>,
}

impl Geography {
    /// Rows of one word, or one state, add up; a border has two sides.
    pub fn new(words: Vec<StateWord>, neighbours: Vec<Neighbours>) -> Geography {
        let mut all = Geography { words: HashMap::new(), neighbours: HashMap::new() };
        for word in words {
            match all.words.entry(word.word.clone()) {
                Entry::Occupied(mut known) => known.get_mut().states.extend(word.states),
                Entry::Vacant(free) => _ = free.insert(word),
            }
        }
        for Neighbours { state, neighbours } in neighbours {
            for other in neighbours {
                all.neighbours.entry(state).or_default().push(other);
                all.neighbours.entry(other).or_default().push(state);
            }
        }
        for list in all.words.values_mut().map(|word| &mut word.states).chain(all.neighbours.values_mut()) {
            list.sort_unstable();
            list.dedup();
        }
        all
    }

    /// What a word for states says; none if it is no such word.
    pub fn word(&self, word: &str) -> Option<&StateWord> {
        self.words.get(word)
    }

    /// Whoever borders on a state, in the order of codes.
    pub fn neighbours(&self, state: Country) -> &[Country] {
        self.neighbours.get(&state).map_or(&[], Vec::as_slice)
    }

    /// How many words there are.
    pub fn n_words(&self) -> usize {
        self.words.len()
    }
}
