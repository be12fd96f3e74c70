//! Arms and other military goods and services, what becomes of them, and exercises.

use crate::{EntityId, EventId, MentionId, SentenceId};
use ontology::{Country, Materiel, Stage};
use std::sync::Arc;
use text::Span;

/// One side of a deal.
#[derive(Clone, PartialEq, Debug)]
pub struct Party {
    /// Who, if a phrase of the text means it.
    pub entity: Option<EntityId>,
    /// Whose.
    pub country: Option<Country>,
}

/// How many.
#[derive(Clone, PartialEq, Debug)]
pub struct Quantity {
    /// The number: 3 of `three batteries`.
    pub value: f64,
    /// The words.
    pub span: Span,
}

/// How much money.
#[derive(Clone, PartialEq, Debug)]
pub struct Amount {
    /// The sum, in units of the currency.
    pub value: f64,
    /// ISO 4217 code, where the text tells.
    pub currency: Option<Arc<str>>,
    /// The words.
    pub span: Span,
}

/// A military item that is talked of as bought, sold, given, made, used or displayed.
#[derive(Clone, PartialEq, Debug)]
pub struct Item {
    /// The phrase that names it, without relative clauses.
    pub span: Span,
    /// Which sentence.
    pub sentence: SentenceId,
    /// The mention.
    pub mention: Option<MentionId>,
    /// Its row in the equipment table: `jf-17`.
    pub item: Option<Arc<str>>,
    /// What class of item.
    pub class: Materiel,
    /// Who gives it.
    pub supplier: Option<Party>,
    /// Who gets it, or has it.
    pub receiver: Option<Party>,
    /// Who makes it: a firm, as the text or the table names it.
    pub maker: Option<Arc<str>>,
    /// Where the deal stands.
    pub stage: Stage,
    /// How many.
    pub quantity: Option<Quantity>,
    /// What it costs.
    pub value: Option<Amount>,
    /// The event that it belongs to.
    pub event: Option<EventId>,
    /// The reasons: table row or pattern, rule of the stage, of the parties.
    pub why: Vec<Arc<str>>,
}

/// A military exercise.
#[derive(Clone, PartialEq, Debug)]
pub struct Exercise {
    /// The phrase that means it.
    pub span: Span,
    /// Which sentence.
    pub sentence: SentenceId,
    /// Its name, if it has one: `Aman 25`.
    pub name: Option<String>,
    /// Who takes part, in the order of the text.
    pub participants: Vec<EntityId>,
    /// The event that it belongs to.
    pub event: Option<EventId>,
}
