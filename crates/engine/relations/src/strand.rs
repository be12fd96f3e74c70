//! Strands of a relation: military, diplomatic, economic.

use crate::Happening;
use ontology::{Context, EventType};

/// A side of a relation, told by what happenings are about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Strand {
    /// Armed forces, arms, intelligence, peacekeeping, terror, and weapons of mass destruction.
    Military,
    /// Diplomacy between states.
    Diplomatic,
    /// Trade, money, energy, resources.
    Economic,
}

impl Strand {
    /// All, in the order of their definition.
    pub const ALL: [Strand; 3] = [Strand::Military, Strand::Diplomatic, Strand::Economic];

    /// `military`, `diplomatic`, `economic`.
    pub fn name(self) -> &'static str {
        match self {
            Strand::Military => "military",
            Strand::Diplomatic => "diplomatic",
            Strand::Economic => "economic",
        }
    }

    /// The strand of that [`Strand::name`].
    pub fn from_name(name: &str) -> Option<Strand> {
        Strand::ALL.into_iter().find(|strand| strand.name() == name)
    }

    /// Whether `happening` belongs to it.
    ///
    /// Contexts decide, and a happening with several may belong to several strands. One without any context is told by its
    /// type: MOBILIZE and ASSAULT are military; AGREE, CONSULT, SUPPORT, CONCEDE, REQUEST, ACCUSE, REJECT and THREATEN, which
    /// are words, are diplomatic; the others belong to none.
    pub fn holds(self, happening: &Happening) -> bool {
        if happening.contexts.is_empty() {
            return Strand::of_type(happening.event_type) == Some(self);
        }
        happening.contexts.iter().any(|&context| Strand::of_context(context) == Some(self))
    }

    fn of_context(context: Context) -> Option<Strand> {
        match context {
            Context::Military | Context::Intelligence | Context::Peacekeeping | Context::Terrorism | Context::Cbrn => {
                Some(Strand::Military)
            }
            Context::Diplomatic => Some(Strand::Diplomatic),
            Context::Economic | Context::NaturalResource => Some(Strand::Economic),
            _ => None,
        }
    }

    fn of_type(event_type: EventType) -> Option<Strand> {
        match event_type {
            EventType::Mobilize | EventType::Assault => Some(Strand::Military),
            EventType::Agree
            | EventType::Consult
            | EventType::Support
            | EventType::Concede
            | EventType::Request
            | EventType::Accuse
            | EventType::Reject
            | EventType::Threaten => Some(Strand::Diplomatic),
            _ => None,
        }
    }
}
