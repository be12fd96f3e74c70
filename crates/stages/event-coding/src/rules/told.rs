//! Events told before, which later ones speak of again.

use annotation::{Argument, Event};
use std::sync::Arc;

/// A recipient that is guessed from what was told before makes the event that much less sure; chosen by hand.
pub(super) const DOUBT: f32 = 0.9;

/// The events before `event`, latest first, at most `reach` sentences back: `beside` are those of its own sentence, `earlier`
/// those of the sentences before.
pub(super) fn before<'e>(
    event: &'e Event,
    earlier: &'e [Event],
    beside: &'e [Event],
    reach: u32,
) -> impl Iterator<Item = &'e Event> {
    let is_near = move |other: &&Event| event.sentence.0 - other.sentence.0 <= reach;
    let here = beside.iter().rev().filter(|other| other.word < event.word);
    here.chain(earlier.iter().rev().take_while(is_near))
}

/// Those of `parties` that `is_other` admits, each for this reason; none if there are none.
pub(super) fn because(why: &str, parties: &[Argument], is_other: impl Fn(&Argument) -> bool) -> Option<Vec<Argument>> {
    let others = parties.iter().filter(|party| is_other(party));
    let others: Vec<Argument> = others.map(|party| Argument { why: Arc::from(why), ..party.clone() }).collect();
    (!others.is_empty()).then_some(others)
}
