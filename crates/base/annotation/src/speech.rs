//! What the text puts into mouths: quotations, reported speech, denials.

use crate::{EntityId, EventId, MentionId, SentenceId};
use text::Span;

/// How words are given.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Style {
    /// Whole sentences between quotation marks: `"We are ready," he said.`
    Direct,
    /// Some words of the reporter's sentence between quotation marks: `he called it "a grave error"`.
    Mixed,
    /// Retold without quotation marks: `he said that they were ready`.
    Indirect,
}

/// Who says something, and the words that tell so.
#[derive(Clone, PartialEq, Debug)]
pub struct Saying {
    /// The sayer's mention, if a phrase names him.
    pub mention: Option<MentionId>,
    /// Who says it.
    pub speaker: Option<EntityId>,
    /// The sayer's words in the text: `the ISPR`.
    pub span: Span,
    /// The word of saying: `said`, `according to`.
    pub cue: Option<Span>,
}

/// Words that the text puts into a mouth.
#[derive(Clone, PartialEq, Debug)]
pub struct Quote {
    /// The words, without their quotation marks; they may run over several sentences and paragraphs.
    pub span: Span,
    /// The sentence in which they begin.
    pub sentence: SentenceId,
    /// How they are given.
    pub style: Style,
    /// Who says them, nearest first: `the ISPR said, according to Dawn` is the ISPR, then Dawn. Empty if nobody is told.
    pub sayings: Vec<Saying>,
    /// About whom they are, where they are a statement about somebody: `called the president "a clown"`.
    pub target: Option<EntityId>,
    /// The rule that found the speaker.
    pub why: &'static str,
}

/// A denial or correction of what is told elsewhere.
#[derive(Clone, PartialEq, Debug)]
pub struct Denial {
    /// The event that denies.
    pub by: EventId,
    /// The event that is denied.
    pub of: EventId,
}
