//! Which mentions mean the same.

use crate::{Description, EntityKind, MentionId, Term};
use ontology::{Country, Sector};
use std::sync::Arc;

/// Whether a person is called `he` or `she`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sex {
    /// `she`.
    Female,
    /// `he`.
    Male,
}

/// Mentions that mean the same, and what they tell of it together.
#[derive(Clone, PartialEq, Debug)]
pub struct Chain {
    /// What sort of thing.
    pub kind: EntityKind,
    /// The fullest name, words joined by a space.
    pub name: Option<String>,
    /// The words of the first mention.
    pub description: String,
    /// The country that a mention tells.
    pub country: Option<Country>,
    /// The sectors, the primary one first; none or `Unk` if no mention tells.
    pub sectors: Vec<Sector>,
    /// The role phrases of the mentions, lemmas in lower case, none twice.
    pub roles: Vec<String>,
    /// Whether the first mention speaks of several.
    pub is_plural: bool,
    /// The mentions that speak of it, in the order of the text, never empty.
    pub mentions: Vec<MentionId>,
    /// Indices into [`Chains::chains`] of those who together make it up (`both sides`), smallest first; else empty.
    pub members: Vec<usize>,
    /// The offices that the tables know of a person.
    pub career: Arc<[Term]>,
    /// A person's sex, as far as titles, names and pronouns tell.
    pub sex: Option<Sex>,
    /// The id of the tables' entry, if they know it by its name.
    pub knowledge: Option<Arc<str>>,
    /// The rule or table row that gave country and sectors.
    pub why: String,
}

impl Chain {
    /// Whether this can do something of the codebook's section 2, or have it done to it.
    pub fn can_act(&self) -> bool {
        !matches!(self.kind, EntityKind::Place | EntityKind::Other)
    }

    /// The name, or without one the first description.
    pub fn label(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.description)
    }
}

/// All chains of a document, and the chain of each mention.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Chains {
    /// In the order in which the text first speaks of them.
    pub chains: Vec<Chain>,
    /// The index of its chain, by [`MentionId`]: every mention is in one.
    pub of: Vec<usize>,
    /// What each mention tells, by [`MentionId`], now that it is known whom owners and pronouns mean.
    pub descriptions: Vec<Description>,
    /// Pronouns of quotations (`we`), each with the mention of the speaker, who stands behind it: what they mean has the
    /// speaker's country and sectors.
    pub spoken_for: Vec<(MentionId, MentionId)>,
}
