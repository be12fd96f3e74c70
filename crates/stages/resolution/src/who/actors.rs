//! What chains of mentions are in the world.

use super::origins::Judge;
use super::{Text, defaults, offices};
use annotation::{Actor, Chain, Chains, Description, Entity, EntityId, EntityKind, MentionId, Office};
use ontology::Sector;
use std::sync::Arc;

/// The chains of a document on their way to entities, and what each mention means.
pub(crate) struct Drafts {
    pub drafts: Vec<Chain>,
    /// By draft: whether its country is a default, told by no mention.
    pub is_country_default: Vec<bool>,
    /// By mention id.
    pub of: Vec<usize>,
    pub descriptions: Vec<Description>,
}

/// Entities and actors of a document.
pub(crate) fn resolve(text: &Text, chains: Chains, judge: &mut dyn Judge) -> (Vec<Entity>, Vec<Actor>) {
    let Chains { chains: drafts, of, descriptions, spoken_for } = chains;
    let is_country_default = vec![false; drafts.len()];
    let mut drafts = Drafts { drafts, is_country_default, of, descriptions };
    defaults::fill(text, &mut drafts, judge);
    drafts.speak_for(&spoken_for);
    drafts.finish(text)
}

impl Drafts {
    /// The description of a mention.
    pub fn description(&self, id: MentionId) -> &Description {
        &self.descriptions[id.0 as usize]
    }

    /// What a mention means.
    pub fn known(&self, id: MentionId) -> Option<&Chain> {
        self.of.get(id.0 as usize).map(|&index| &self.drafts[index])
    }

    /// Gives `we` of a quotation the country and sectors of its speaker.
    fn speak_for(&mut self, spoken_for: &[(MentionId, MentionId)]) {
        for (pronoun, sayer) in spoken_for {
            let speaker = &self.drafts[self.of[sayer.0 as usize]];
            let (country, sectors) = (speaker.country, speaker.sectors.clone());
            let draft = &mut self.drafts[self.of[pronoun.0 as usize]];
            (draft.country, draft.sectors) = (country, sectors);
        }
    }

    fn finish(self, text: &Text) -> (Vec<Entity>, Vec<Actor>) {
        let order = self.order(text);
        let mut ids = vec![EntityId(0); self.drafts.len()];
        order.iter().enumerate().for_each(|(at, &index)| ids[index] = EntityId(at as u32));
        let known = self.descriptions.iter().zip(&self.of);
        let actor = |(description, &index): (&Description, &usize)| actor(&self.drafts[index], ids[index], description);
        let actors = known.map(actor).collect();
        let mut offices = offices::offices(text, &self);
        let entity = |&index: &usize| entity(&self.drafts[index], std::mem::take(&mut offices[index]), &ids);
        let entities = order.iter().map(entity).collect();
        (entities, actors)
    }

    /// The drafts in the order of their first mentions; of two that begin with one word the longer first: `Chinese foreign
    /// ministry spokesman X` before his ministry.
    fn order(&self, text: &Text) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.drafts.len()).collect();
        order.sort_by_key(|&index| {
            let span = text.mention(self.drafts[index].mentions[0]).span;
            (span.start(), std::cmp::Reverse(span.end()))
        });
        order
    }
}

/// What one mention of `draft` means: what the phrase itself says of the sector goes before what is known otherwise.
fn actor(draft: &Chain, id: EntityId, description: &Description) -> Actor {
    let own = description.has_sector() && description.kind == draft.kind;
    let is_shorter = description.role.as_deref() == Some("officer") && draft.sectors.contains(&Sector::Cop);
    let sectors = if own && !is_shorter { &description.sectors } else { &draft.sectors };
    let joined = draft.mentions.len() > 1 && description.country.is_none();
    let why = if joined { format!("{}; means {}", description.why, draft.label()) } else { draft.why.clone() };
    Actor {
        entity: id,
        kind: draft.kind,
        country: description.country.or(draft.country),
        sector: sectors.first().copied().unwrap_or(Sector::Unk),
        other_sectors: sectors.iter().skip(1).copied().collect(),
        career: draft.career.clone(),
        why: Arc::from(why),
    }
}

/// The entity as published.
fn entity(draft: &Chain, offices: Vec<Office>, ids: &[EntityId]) -> Entity {
    Entity {
        kind: draft.kind,
        name: draft.label().to_string(),
        country: draft.country,
        sectors: draft.sectors.clone(),
        knowledge: knowledge_id(draft),
        offices,
        mentions: draft.mentions.clone(),
        members: draft.members.iter().map(|&member| ids[member]).collect(),
    }
}

/// The tables' entry of what it is; a state has its code there.
fn knowledge_id(draft: &Chain) -> Option<Arc<str>> {
    let state = || {
        let country = draft.country.filter(|country| draft.kind == EntityKind::State && country.is_state())?;
        Some(Arc::from(format!("state/{}", country.code().to_lowercase())))
    };
    draft.knowledge.clone().or_else(state)
}
