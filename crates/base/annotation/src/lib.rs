//! What the stages say of a text: tokens, sentences, trees, names, mentions, chains, actors, places, times, events.
//!
//! Plain values that one stage returns and the next ones read. Spans are bytes of the document's
//! text; indices named `token` count the document's tokens from 0, indices named `word` count the
//! tokens of one sentence from 0. No stage changes what an earlier one made.
#![forbid(unsafe_code)]

mod chain;
mod description;
mod event;
mod materiel;
mod mention;
mod number;
mod passage;
mod resolution;
mod speech;
mod syntax;
mod vectors;
mod view;

pub use chain::{Chain, Chains, Sex};
pub use description::{Description, Descriptions};
pub use event::{Argument, Attribution, DateBasis, Event, EventDate, EventId};
pub use materiel::{Amount, Exercise, Item, Party, Quantity};
pub use mention::{Form, Mention, MentionId, Mentions, Name, NameLabel};
pub use number::Number;
pub use passage::{Annotated, Passage, is_report};
pub use resolution::{Actor, Dateline, Entity, EntityId, EntityKind, Office, Place, Resolution, Tenure, Term, Time};
pub use speech::{Denial, Quote, Saying, Style};
pub use syntax::{Feats, Node, Part, Sentence, SentenceId, Token, Tree};
pub use vectors::Vectors;
pub use view::View;
