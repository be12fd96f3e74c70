//! Ruling 17: what is given as a purpose is no event of its own (`fired tear gas to disperse the crowd`).

use annotation::Passage;
use ontology::Deprel;

/// Whether `word` heads a clause of purpose.
pub(crate) fn is_purpose(passage: &Passage, word: usize) -> bool {
    passage.deprel(word) == Deprel::Advcl && passage.has_to(word)
}
