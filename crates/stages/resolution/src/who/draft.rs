//! An entity while it is put together.

use super::Text;
use super::antecedents::{Sex, sex_told};
use super::description::Description;
use annotation::{Actor, Entity, EntityId, EntityKind, MentionId, Office, Term};
use ontology::{Country, Sector};
use std::sync::Arc;

/// What is known of an entity so far.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub kind: EntityKind,
    /// The fullest name, words joined by a space.
    pub name: Option<String>,
    pub description: String,
    pub country: Option<Country>,
    /// Whether the country is a default, told by no mention.
    pub is_country_default: bool,
    pub sectors: Vec<Sector>,
    pub roles: Vec<String>,
    pub is_plural: bool,
    pub mentions: Vec<MentionId>,
    pub members: Vec<usize>,
    pub career: Arc<[Term]>,
    /// A person's sex, as far as titles and pronouns told.
    pub sex: Option<Sex>,
    /// The id of the tables' entry, if they know it by its name.
    pub knowledge: Option<Arc<str>>,
    pub why: String,
}

/// A state goes by its own name, not by its seat's or by that of a street.
fn state_name(description: &Description) -> Option<String> {
    let country = description.country.filter(|_| description.kind == EntityKind::State)?;
    Some(country.name().to_string())
}

impl Draft {
    /// What the first mention tells.
    pub fn new(text: &Text, id: MentionId, description: &Description) -> Draft {
        let phrase = text.document.slice(text.mention(id).span).split_whitespace().collect::<Vec<_>>().join(" ");
        Draft {
            kind: description.kind,
            name: state_name(description).or_else(|| description.name.clone()),
            description: phrase,
            country: description.country,
            is_country_default: false,
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
    pub fn state(id: MentionId, country: Country) -> Draft {
        Draft {
            kind: EntityKind::State,
            name: Some(country.name().to_string()),
            description: country.name().to_string(),
            country: Some(country),
            is_country_default: false,
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

    /// Whether it can do something or have it done to it.
    pub fn can_act(&self) -> bool {
        !matches!(self.kind, EntityKind::Place | EntityKind::Other)
    }

    /// Takes over what a further mention tells.
    pub fn learn(&mut self, description: &Description) {
        if self.kind == EntityKind::Other && description.kind == EntityKind::Person {
            self.kind = EntityKind::Person;
        }
        if let Some(name) = &description.name
            && self.kind == description.kind
            && self.kind != EntityKind::State
            && self.name.as_ref().is_none_or(|known| known.split(' ').count() < name.split(' ').count())
        {
            self.name = Some(name.clone());
        }
        if self.country.is_none() && description.country.is_some() {
            self.country = description.country;
            self.why = description.why.clone();
        }
        let told = description.sectors.first().filter(|sector| **sector != Sector::Unk);
        if told.is_some() && self.sectors.first().is_none_or(|sector| *sector == Sector::Unk) {
            self.sectors = description.sectors.clone();
        }
        if self.career.is_empty() && !description.career.is_empty() {
            self.career = description.career.clone().into();
        }
        if self.knowledge.is_none() && self.kind == description.kind {
            self.knowledge = description.knowledge.clone();
        }
        if let Some(role) = &description.role
            && !self.roles.contains(role)
        {
            self.roles.push(role.clone());
        }
    }

    /// What one mention of it means: what the phrase itself says of the sector goes before what is known otherwise.
    pub fn actor(&self, entity: EntityId, description: &Description) -> Actor {
        let own = description.has_sector() && description.kind == self.kind;
        let sectors = if own { &description.sectors } else { &self.sectors };
        let joined = self.mentions.len() > 1 && description.country.is_none();
        let why = if joined { format!("{}; means {}", description.why, self.label()) } else { self.why.clone() };
        Actor {
            entity,
            kind: self.kind,
            country: description.country.or(self.country),
            sector: sectors.first().copied().unwrap_or(Sector::Unk),
            other_sectors: sectors.iter().skip(1).copied().collect(),
            career: self.career.clone(),
            why: Arc::from(why),
        }
    }

    /// The entity as published.
    pub fn entity(&self, offices: Vec<Office>) -> Entity {
        Entity {
            kind: self.kind,
            name: self.label().to_string(),
            country: self.country,
            sectors: self.sectors.clone(),
            knowledge: self.knowledge_id(),
            offices,
            mentions: self.mentions.clone(),
            members: self.members.iter().map(|&member| EntityId(member as u32)).collect(),
        }
    }

    /// The tables' entry of what it is; a state has its code there.
    fn knowledge_id(&self) -> Option<Arc<str>> {
        let state = || {
            let country = self.country.filter(|country| self.kind == EntityKind::State && country.is_state())?;
            Some(Arc::from(format!("state/{}", country.code().to_lowercase())))
        };
        self.knowledge.clone().or_else(state)
    }

    fn label(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.description)
    }
}
