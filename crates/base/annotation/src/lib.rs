//! What the stages say of a text: tokens, sentences, trees, names, mentions, actors, places, times, events.
//!
//! Plain values that one stage returns and the next ones read. Spans are bytes of the document's
//! text; indices named `token` count the document's tokens from 0, indices named `word` count the
//! tokens of one sentence from 0. No stage changes what an earlier one made.
#![forbid(unsafe_code)]

mod event;
mod mention;
mod resolution;
mod syntax;

pub use event::{Argument, Attribution, DateBasis, Event, EventDate, EventId};
pub use mention::{Form, Mention, MentionId, Mentions, Name, NameLabel};
pub use resolution::{Actor, Dateline, Entity, EntityId, EntityKind, Office, Place, Resolution, Tenure, Term, Time};
pub use syntax::{Feats, Node, Part, Sentence, SentenceId, Token, Tree};
