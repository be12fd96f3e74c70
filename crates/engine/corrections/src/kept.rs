//! Corrections as they are listed.

use crate::request::Change;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A correction, with what became of it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, ToSchema)]
pub struct Correction {
    /// Its id.
    pub id: String,
    /// Its kind: `accept`, `edit`, `strike`, `add`, `merge`, `split`, `alias` or `office`.
    pub kind: String,
    /// Id of what it names first: an event, a report, a happening; the name of an alias; the person of an office.
    pub target: String,
    /// Id of the report whose events it is about; of a merge or split that of the first one.
    pub report: Option<String>,
    /// Id of the event that it is about or made.
    pub event: Option<String>,
    /// What it says.
    pub body: Change,
    /// Who says so.
    pub by: String,
    /// Why.
    pub reason: String,
    /// When it was said, UTC.
    pub at: String,
    /// Who took it back.
    pub undone: Option<Undone>,
    /// What became of it.
    pub state: State,
    /// Ids of earlier corrections that it contradicts: it holds, and they do as far as it lets them.
    pub overrides: Vec<String>,
}

/// Who took a correction back, why and when.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct Undone {
    /// Who.
    pub by: String,
    /// Why.
    pub reason: String,
    /// When, UTC.
    pub at: String,
}

/// What became of a correction.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// It is in force.
    Applied,
    /// Its words are not in the text any more; it is in force again once they are.
    Stale,
    /// It was taken back.
    Undone,
}

impl State {
    /// All of them.
    pub const ALL: [State; 3] = [State::Applied, State::Stale, State::Undone];

    /// As it is written.
    pub fn name(self) -> &'static str {
        match self {
            State::Applied => "applied",
            State::Stale => "stale",
            State::Undone => "undone",
        }
    }

    /// That of this name.
    pub fn from_name(name: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.name() == name)
    }
}
