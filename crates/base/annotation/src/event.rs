//! Coded events.

use crate::{EntityId, MentionId, SentenceId};
use jiff::civil::Date;
use ontology::{Context, Country, EventType, Mode, Sector, Status};
use std::sync::Arc;
use text::Span;

/// Index of an event in its document, from 0. The published id is a hash.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct EventId(pub u32);

/// A party of an event.
#[derive(Clone, PartialEq, Debug)]
pub struct Argument {
    /// The mention that names the party.
    pub mention: MentionId,
    /// Who it is: what the mention means, or one of its members where it names several (`both sides`).
    pub entity: EntityId,
    /// The words shown: the noun phrase without relative clauses.
    pub span: Span,
    /// The country coded for this event.
    pub country: Option<Country>,
    /// The primary sector coded for this event.
    pub sector: Sector,
    /// Further sectors.
    pub other_sectors: Vec<Sector>,
    /// How the tree or a rule led from the trigger to this party: `subject`, `by-phrase`, `possessor`.
    pub why: Arc<str>,
}

/// Who the text says it from.
#[derive(Clone, PartialEq, Debug)]
pub struct Attribution {
    /// The mention of the sayer, if a noun phrase names him.
    pub mention: Option<MentionId>,
    /// The words: `the ISPR`.
    pub span: Span,
}

/// Where an event's date comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DateBasis {
    /// A time expression of the text, in this sentence or carried over from the same occasion.
    Stated,
    /// The dateline's day.
    Dateline,
    /// The day of publication.
    Published,
}

/// When an event took place.
#[derive(Clone, PartialEq, Debug)]
pub struct EventDate {
    /// First day.
    pub first: Date,
    /// Last day, not before the first.
    pub last: Date,
    /// How it is known.
    pub basis: DateBasis,
    /// The time expression, where one says so.
    pub span: Option<Span>,
}

/// One actor set doing one thing to at most one recipient set, as one passage reports it.
#[derive(Clone, PartialEq, Debug)]
pub struct Event {
    /// Which sentence tells it.
    pub sentence: SentenceId,
    /// The word that heads the trigger.
    pub word: usize,
    /// The trigger: the content word with its particles.
    pub trigger: Span,
    /// PLOVER type.
    pub event_type: EventType,
    /// Mode of the type.
    pub mode: Option<Mode>,
    /// Whether it is reported as done.
    pub status: Status,
    /// Who does it.
    pub actors: Vec<Argument>,
    /// To whom.
    pub recipients: Vec<Argument>,
    /// When.
    pub date: Option<EventDate>,
    /// Where: index into [`crate::Resolution::places`].
    pub place: Option<usize>,
    /// What it is about.
    pub contexts: Vec<Context>,
    /// Who says so.
    pub attribution: Option<Attribution>,
    /// Probability that type and parties are right, 0 to 1.
    pub confidence: f32,
    /// All spans that support the event, in order, not overlapping.
    pub evidence: Vec<Span>,
    /// The reasons, one a decision: lexicon row, rule, status cue.
    pub why: Vec<Arc<str>>,
}
