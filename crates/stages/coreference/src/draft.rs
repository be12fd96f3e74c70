//! A chain while it is put together.

use crate::antecedents::sex_told;
use annotation::{Chain, Description, EntityKind, MentionId, View};
use ontology::{Country, Sector};
use std::sync::Arc;

/// What the first mention tells.
pub(crate) fn of_mention(text: &View, id: MentionId, description: &Description) -> Chain {
    let phrase = text.document.slice(text.mention(id).span).split_whitespace().collect::<Vec<_>>().join(" ");
    Chain {
        kind: description.kind,
        name: state_name(description).or_else(|| description.name.clone()),
        description: phrase,
        country: description.country,
        sectors: description.sectors.clone(),
        roles: description.role.clone().into_iter().collect(),
        is_plural: description.is_plural,
        mentions: vec![id],
        members: Vec::new(),
        career: description.career.clone().into(),
        sex: sex_told(text, text.mention(id)),
        knowledge: description.knowledge.clone(),
        why: description.why.clone(),
    }
}

/// A state that `id` speaks of without its name.
pub(crate) fn of_state(id: MentionId, country: Country) -> Chain {
    Chain {
        kind: EntityKind::State,
        name: Some(country.name().to_string()),
        description: country.name().to_string(),
        country: Some(country),
        sectors: vec![Sector::Gov],
        roles: Vec::new(),
        is_plural: false,
        mentions: vec![id],
        members: Vec::new(),
        career: Arc::from([]),
        sex: None,
        knowledge: None,
        why: "a state told of by way of others".into(),
    }
}

/// Takes over what a further mention tells.
pub(crate) fn learn(draft: &mut Chain, description: &Description) {
    if draft.kind == EntityKind::Other && description.kind == EntityKind::Person {
        draft.kind = EntityKind::Person;
    }
    // `one of these groups, the Lake Front`: what the tables know goes before what the noun says.
    let is_body = |kind: EntityKind| matches!(kind, EntityKind::Group | EntityKind::Organisation);
    if description.knowledge.is_some() && draft.name.is_none() && is_body(draft.kind) && is_body(description.kind) {
        draft.kind = description.kind;
        draft.country = description.country.or(draft.country);
        if description.has_sector() {
            draft.sectors.clear();
        }
        draft.why = description.why.clone();
    }
    // `one of the wounded, Private X`: he is one, whatever the others are.
    if draft.kind == EntityKind::Group && is_named_one(description) && !draft.is_plural && draft.name.is_none() {
        draft.kind = EntityKind::Person;
        draft.country = description.country.or(draft.country);
        if description.has_sector() {
            draft.sectors.clear();
        }
    }
    if let Some(name) = &description.name
        && draft.kind == description.kind
        && draft.kind != EntityKind::State
        && draft.name.as_ref().is_none_or(|known| known.split(' ').count() < name.split(' ').count())
    {
        draft.name = Some(name.clone());
    }
    if draft.country.is_none() && description.country.is_some() {
        draft.country = description.country;
        draft.why = description.why.clone();
    }
    let told = description.sectors.first().filter(|sector| **sector != Sector::Unk);
    if told.is_some() && draft.sectors.first().is_none_or(|sector| *sector == Sector::Unk) {
        draft.sectors = description.sectors.clone();
    }
    if draft.career.is_empty() && !description.career.is_empty() {
        draft.career = description.career.clone().into();
    }
    if draft.knowledge.is_none() && draft.kind == description.kind {
        draft.knowledge = description.knowledge.clone();
    }
    if let Some(role) = &description.role
        && !draft.roles.contains(role)
    {
        draft.roles.push(role.clone());
    }
}

fn is_named_one(description: &Description) -> bool {
    description.kind == EntityKind::Person && description.name.is_some() && !description.is_plural
}

/// A state goes by its own name, not by its seat's or by that of a street.
fn state_name(description: &Description) -> Option<String> {
    let country = description.country.filter(|_| description.kind == EntityKind::State)?;
    Some(country.name().to_string())
}
