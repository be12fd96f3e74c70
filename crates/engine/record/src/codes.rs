//! What follows from the codes of an event.

use crate::names;
use ontology::{Cameo, Context, EventType, Mode, Side};

/// What type, mode and contexts of an event imply, as a record publishes it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Codes {
    /// PLOVER's quad category, 1 to 4.
    pub quad: u8,
    /// PLOVER's conflict-cooperation score, -10 to 10: the mode's, else the type's.
    pub score: f64,
    /// The CAMEO code that fits best.
    pub cameo: &'static str,
    /// That code's Goldstein value.
    pub goldstein: f64,
}

impl Codes {
    /// Those of an event with these.
    pub fn of(event_type: EventType, mode: Option<Mode>, contexts: &[Context]) -> Codes {
        let cameo = Cameo::of_plover(event_type, mode, contexts, Side::Visitor);
        let score = mode.map_or(event_type.score(), |mode| mode.score());
        Codes {
            quad: event_type.quad() as u8,
            score: names::rounded(score.into(), 1),
            cameo: cameo.code(),
            goldstein: names::rounded(cameo.goldstein().into(), 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_visit_is_visited_and_scored_by_its_mode() {
        let codes = Codes::of(EventType::Consult, EventType::Consult.mode("visit"), &[]);
        assert_eq!((codes.quad, codes.cameo, codes.goldstein), (1, "042", 1.9));
    }
}
