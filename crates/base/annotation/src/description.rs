//! What noun phrases say by themselves.

use crate::{EntityKind, MentionId, Term};
use ontology::{Country, Sector};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the phrases of a document tell, each by itself, before anybody asks which of them mean the same.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Descriptions {
    /// By [`MentionId`], as long as the mentions.
    pub phrases: Vec<Description>,
    /// The country of the dateline's place.
    pub home: Option<Country>,
    /// The neighbours of the countries that phrases tell.
    pub neighbours: BTreeMap<Country, Vec<Country>>,
}

/// What a phrase tells. Countries and sectors are none where it does not.
#[derive(Clone, PartialEq, Debug)]
pub struct Description {
    /// What sort of thing it speaks of.
    pub kind: EntityKind,
    /// The country of what it speaks of.
    pub country: Option<Country>,
    /// The sectors, the primary one first.
    pub sectors: Vec<Sector>,
    /// The name, words joined by a space; none for a description.
    pub name: Option<String>,
    /// The role phrase, lemmas in lower case.
    pub role: Option<String>,
    /// The phrase of its own right before a person's name that is the person's title: `its chairman, | Ada Quiroga`.
    pub title: Option<MentionId>,
    /// Whether it speaks of several.
    pub is_plural: bool,
    /// The countries of a phrase that speaks of several at once: `the US and Indian navies`.
    pub countries: Vec<Country>,
    /// Of a description of one state, `the Gulf kingdom`: those that its words fit; empty where they tell nothing.
    pub states: Vec<Country>,
    /// The offices that the tables know of a person.
    pub career: Vec<Term>,
    /// The id of the tables' entry.
    pub knowledge: Option<Arc<str>>,
    /// The rule or table row.
    pub why: String,
}

impl Description {
    /// A phrase that tells nothing.
    pub fn nothing() -> Description {
        Description {
            kind: EntityKind::Other,
            country: None,
            sectors: Vec::new(),
            name: None,
            role: None,
            title: None,
            is_plural: false,
            countries: Vec::new(),
            states: Vec::new(),
            career: Vec::new(),
            knowledge: None,
            why: "no name and no role".into(),
        }
    }

    /// Takes `found` for its country, if there is one.
    pub fn set_country(&mut self, found: Option<(Country, String)>) {
        if let Some((country, why)) = found {
            self.country = Some(country);
            self.why.push_str("; ");
            self.why.push_str(&why);
        }
    }

    /// Whether its sector is told.
    pub fn has_sector(&self) -> bool {
        self.sectors.first().is_some_and(|sector| *sector != Sector::Unk)
    }
}
