//! Casualties, crowds, amounts.

use crate::{EntityId, EventId, SentenceId};
use ontology::Count;
use std::sync::Arc;
use text::Span;

/// A count that the text gives.
#[derive(Clone, PartialEq, Debug)]
pub struct Number {
    /// The words: `at least 12 people killed`.
    pub span: Span,
    /// Which sentence.
    pub sentence: SentenceId,
    /// What is counted.
    pub kind: Count,
    /// At least so many; none if only a most is told.
    pub low: Option<f64>,
    /// At most so many; none if only a least is told.
    pub high: Option<f64>,
    /// Of whom or what: `civilians`; an amount's currency as ISO 4217 has it.
    pub of: Option<String>,
    /// The event that it belongs to.
    pub event: Option<EventId>,
    /// Who says so.
    pub attribution: Option<EntityId>,
    /// The rule that read it.
    pub why: Arc<str>,
}
