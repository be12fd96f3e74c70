//! `the country`, `the island`, `the kingdom`: the state last spoken of.

use crate::drafts::{Drafts, is_definite};
use crate::owners::{governing_subject, owner};
use annotation::{EntityKind, MentionId, View};
use ontology::{Sector, Upos};

pub(crate) const NATIONS: [&str; 11] = [
    "country",
    "nation",
    "island",
    "kingdom",
    "republic",
    "archipelago",
    "emirate",
    "sultanate",
    "state",
    "islands",
    "neighbour",
];

/// The state that a bare description of a state means.
pub(crate) fn antecedent(text: &View, drafts: &mut Drafts, id: MentionId) -> Option<usize> {
    let mention = text.mention(id);
    let lemma = text.node(mention).lemma.to_lowercase();
    let description = drafts.description(id);
    let bare = description.country.is_none() && !description.is_plural && text.names(mention).next().is_none();
    if !bare || !NATIONS.contains(&lemma.as_str()) || !is_definite(text, mention) {
        return None;
    }
    if let Some(owner) = owner(text, mention) {
        return of_owner(drafts, id, owner);
    }
    // Whoever does something to `the island` is not the island.
    let subject = governing_subject(text, mention).and_then(|subject| drafts.of.get(subject.0 as usize).copied());
    let found =
        drafts.recent().find(|&index| drafts.drafts[index].kind == EntityKind::State && Some(index) != subject)?;
    be_state(drafts, id, "the state last spoken of");
    Some(found)
}

/// `the Dutch government`, `its government`: the state as a whole.
pub(crate) fn of_government(text: &View, drafts: &mut Drafts, id: MentionId) -> Option<usize> {
    let description = drafts.description(id);
    let country = description.country.filter(|country| country.is_polity())?;
    let is_government = description.role.as_deref() == Some("government") && !description.is_plural;
    if !is_government || description.kind != EntityKind::Organisation || !is_whole(text, id) {
        return None;
    }
    be_state(drafts, id, "the government of a state");
    Some(drafts.state_of(id, country))
}

/// `the government`, and no word whose: of the state that the report comes from, else of the one most spoken of.
pub(crate) fn of_government_here(text: &View, drafts: &mut Drafts, id: MentionId) -> Option<usize> {
    let description = drafts.description(id);
    let is_government = description.role.as_deref() == Some("government") && !description.is_plural;
    let is_bare = description.country.is_none() && is_definite(text, text.mention(id)) && is_whole(text, id);
    if !is_government || !is_bare || description.kind != EntityKind::Organisation {
        return None;
    }
    let home = drafts.home.and_then(|home| drafts.index.state(home));
    let state = home.or_else(|| most_spoken_of(drafts))?;
    be_state(drafts, id, "the government of the state that the report is about");
    Some(state)
}

/// The state with the most mentions, the first of equals.
fn most_spoken_of(drafts: &Drafts) -> Option<usize> {
    let states = drafts.drafts.iter().enumerate().filter(|(_, draft)| draft.kind == EntityKind::State);
    states.max_by_key(|(at, draft)| (draft.mentions.len(), std::cmp::Reverse(*at))).map(|(at, _)| at)
}

/// Whether nothing but an article, an owner or a nationality stands with the noun.
fn is_whole(text: &View, id: MentionId) -> bool {
    let mention = text.mention(id);
    let tree = text.tree(mention.sentence);
    mention.words.clone().filter(|&word| word != mention.head).all(|word| {
        let is_named = || text.names(mention).any(|name| name.words.contains(&word));
        matches!(tree.node(word).upos, Upos::Det | Upos::Pron | Upos::Part | Upos::Adp) || is_named()
    })
}

/// `his country`: the state that its owner is of.
fn of_owner(drafts: &mut Drafts, id: MentionId, owner: MentionId) -> Option<usize> {
    let country = drafts.known(owner)?.country.filter(|country| country.is_polity())?;
    be_state(drafts, id, "the state of its owner");
    Some(drafts.state_of(id, country))
}

fn be_state(drafts: &mut Drafts, id: MentionId, why: &str) {
    let description = &mut drafts.descriptions[id.0 as usize];
    description.kind = EntityKind::State;
    description.sectors = vec![Sector::Gov];
    description.role = None;
    description.why = why.into();
}
