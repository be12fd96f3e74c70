//! Whose protests they are when only `the protests` are spoken of: the protesters that the report tells of.

use crate::parties;
use annotation::Passage;
use annotation::{Argument, MentionId};

const PROTESTERS: [&str; 6] = ["protester", "demonstrator", "marcher", "striker", "rioter", "protestor"];

/// The report's protesters, by their mention nearest to `word`.
pub(crate) fn protesters(passage: &Passage, word: usize) -> Option<Argument> {
    let at = passage.span(word).start();
    let entities = &passage.resolution.entities;
    let protest = entities.iter().find(|entity| {
        let name = entity.name.to_lowercase();
        PROTESTERS.iter().any(|noun| name.contains(noun)) && entity.country.is_some()
    })?;
    let distance = |mention: &MentionId| passage.mentions.get(*mention).span.start().abs_diff(at);
    let nearest = protest.mentions.iter().copied().min_by_key(distance)?;
    Some(parties::named(passage, nearest, "the protesters that the report tells of"))
}
