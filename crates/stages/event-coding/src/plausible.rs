//! Which party makes sense: what is only the scene, a deed, or told of by a clause on something else is none.

use annotation::{Argument, EntityKind, Event, MentionId, Passage};
use ontology::{Deprel, EventType};

/// Whether a party can do what is of this type: a town shoots at nobody.
pub(crate) fn can_do(passage: &Passage, party: &Argument, event_type: EventType) -> bool {
    let is_place = passage.resolution.actor(party.mention).kind == EntityKind::Place;
    !is_place || !matches!(event_type, EventType::Assault | EventType::Coerce)
}

/// Whether it can be done to a party: to no deed, to no one where it was done, to nobody.
pub(crate) fn can_suffer(passage: &Passage, party: &Argument, event_type: EventType) -> bool {
    let head = passage.mentions.get(party.mention).head;
    !is_where(passage, head, event_type) && !is_no_party(passage, head)
}

/// `an offensive into Syria`, `an attack in the capital city`: whether `word` says where force or a protest took place.
pub(crate) fn is_where(passage: &Passage, word: usize, event_type: EventType) -> bool {
    let is_land = passage.actor(word).is_some_and(|actor| matches!(actor.kind, EntityKind::State | EntityKind::Place))
        || is_land(passage, word);
    let is_inside = |preposition: String| matches!(preposition.as_str(), "in" | "near" | "into");
    matches!(event_type, EventType::Assault | EventType::Protest)
        && is_land
        && passage.introducer(word, Deprel::Case).is_some_and(is_inside)
}

/// Whether the word is a common noun for a stretch of the earth.
pub(crate) fn is_land(passage: &Passage, word: usize) -> bool {
    passage.is(word, &LANDS)
}

/// Whether the phrase means a deed, or nobody.
pub(crate) fn is_no_party(passage: &Passage, word: usize) -> bool {
    passage.is(word, &DEEDS) || passage.is(word, &NOBODY)
}

/// Whether a clause on its cause or law tells of a party of a protest: `protests against a law that would let Minsk tax migrants`
/// are not against Minsk.
pub(crate) fn is_apart_from_protest(passage: &Passage, party: &Argument, event: &Event) -> bool {
    let word = passage.mentions.get(party.mention).head;
    let above: Vec<usize> = std::iter::once(event.word).chain(passage.tree.ancestors(event.word)).collect();
    let mut path =
        std::iter::once(word).chain(passage.tree.ancestors(word)).take_while(|on_path| !above.contains(on_path));
    event.event_type == EventType::Protest && path.any(|on_path| is_apart(passage, on_path))
}

/// `called for a pause after the ministers met`: whether a clause on when or why alone tells of a party.
pub(crate) fn is_of_occasion(passage: &Passage, mention: MentionId, trigger: usize) -> bool {
    let word = passage.mentions.get(mention).head;
    let mut path = std::iter::once(word).chain(passage.tree.ancestors(word)).take_while(|&above| above != trigger);
    let is_below = passage.tree.ancestors(word).any(|above| above == trigger);
    is_below && path.any(|on_path| is_occasion(passage, on_path))
}

/// The head words of parties.
pub(crate) fn heads<'a>(passage: &Passage, parties: impl Iterator<Item = &'a Argument>) -> Vec<usize> {
    parties.map(|party| passage.mentions.get(party.mention).head).collect()
}

/// `asked the premier, who is backed by Ankara, to go`: whether a relative clause on another of the parties, whose heads are
/// `told`, tells of this one, and not what the trigger does.
pub(crate) fn is_told_of(passage: &Passage, party: &Argument, told: &[usize], trigger: usize) -> bool {
    let head = passage.mentions.get(party.mention).head;
    let mut path = std::iter::once(head).chain(passage.tree.ancestors(head)).take_while(|&word| word != trigger);
    let Some(clause) = path.find(|&word| passage.deprel(word) == Deprel::AclRelcl) else { return false };
    let is_of_another = passage.head(clause).is_some_and(|noun| noun != head && told.contains(&noun));
    is_of_another && trigger != clause && !passage.tree.ancestors(trigger).any(|above| above == clause)
}

/// A relative clause, or one that says when or why.
fn is_apart(passage: &Passage, clause: usize) -> bool {
    passage.deprel(clause) == Deprel::AclRelcl || is_occasion(passage, clause)
}

/// A clause that says when or why.
fn is_occasion(passage: &Passage, clause: usize) -> bool {
    let says =
        |mark: String| matches!(mark.as_str(), "after" | "before" | "since" | "when" | "while" | "as" | "because");
    passage.deprel(clause) == Deprel::Advcl && passage.introducer(clause, Deprel::Mark).is_some_and(says)
}

/// Nouns for stretches of the earth.
const LANDS: [&str; 13] = [
    "city",
    "town",
    "village",
    "capital",
    "territory",
    "region",
    "area",
    "province",
    "district",
    "island",
    "country",
    "north",
    "neighborhood",
];

/// `after airstrikes`: who does something to somebody does nothing to the deed.
const DEEDS: [&str; 4] = ["airstrike", "raid", "bombardment", "strike"];

/// Who is not there.
const NOBODY: [&str; 3] = ["nobody", "none", "no-one"];
