//! Which states a word for a state fits, and which border on which.

use std::collections::HashMap;

use ontology::Country;

use crate::tables::{Neighbours, StateWord};

pub(crate) struct Geography {
    /// By the word as it is written: adjectives have capitals.
    words: HashMap<Box<str>, Vec<Country>>,
    neighbours: HashMap<Country, Vec<Country>>,
}

impl Geography {
    /// Rows of one word, or one state, add up.
    pub fn new(words: Vec<StateWord>, neighbours: Vec<Neighbours>) -> Geography {
        let mut all = Geography { words: HashMap::new(), neighbours: HashMap::new() };
        for StateWord { word, states } in words {
            all.words.entry(word).or_default().extend(states);
        }
        for Neighbours { state, neighbours } in neighbours {
            all.neighbours.entry(state).or_default().extend(neighbours);
        }
        for list in all.words.values_mut().chain(all.neighbours.values_mut()) {
            list.sort_unstable();
            list.dedup();
        }
        all
    }

    pub fn called(&self, word: &str) -> Option<&[Country]> {
        self.words.get(word).map(Vec::as_slice)
    }

    pub fn neighbours(&self, state: Country) -> &[Country] {
        self.neighbours.get(&state).map_or(&[], Vec::as_slice)
    }

    pub fn n_words(&self) -> usize {
        self.words.len()
    }
}
