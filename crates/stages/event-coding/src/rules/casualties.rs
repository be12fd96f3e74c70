//! Ruling 9 and section 2: casualty numbers of an attack already told are no event of their own, nor are the victims of an accident.

use annotation::Passage;
use ontology::Deprel;

const HARM: [&str; 6] = ["kill", "wound", "injure", "hurt", "maim", "leave"];

/// Whether `word` only counts victims: `bombed the port, killing six`; `collided in fog, killing three`.
pub(crate) fn is_tally(passage: &Passage, word: usize) -> bool {
    &*passage.node(word).xpos == "VBG" && passage.deprel(word) == Deprel::Advcl && passage.is(word, &HARM)
}
