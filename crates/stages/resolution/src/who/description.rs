//! What one noun phrase says by itself.

use annotation::{EntityKind, Term};
use ontology::{Country, Sector};
use std::sync::Arc;

/// What a phrase tells. Countries and sectors are none where it does not.
#[derive(Clone, Debug)]
pub(crate) struct Description {
    pub kind: EntityKind,
    pub country: Option<Country>,
    pub sectors: Vec<Sector>,
    /// The name, words joined by a space; none for a description.
    pub name: Option<String>,
    /// The role phrase, lemmas in lower case.
    pub role: Option<String>,
    pub is_plural: bool,
    /// The countries of a phrase that speaks of several at once: `the US and Indian navies`.
    pub countries: Vec<Country>,
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
            is_plural: false,
            countries: Vec::new(),
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
