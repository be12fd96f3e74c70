//! `Police face allegations`, `the town came under fire`: who undergoes what the noun tells is its recipient.

use crate::frame::{Frame, surface_subject};
use crate::{parties, reasons};
use annotation::{Argument, Event, Passage};
use ontology::Deprel;

/// Verbs whose subject undergoes their object.
const UNDERGOING: [&str; 14] = [
    "face",
    "suffer",
    "undergo",
    "endure",
    "receive",
    "sustain",
    "draw",
    "attract",
    "incur",
    "survive",
    "weather",
    "escape",
    "withstand",
    "provoke",
];

/// Verbs that put their subject under something: `came under attack`, `is under investigation`.
const BEING: [&str; 6] = ["come", "be", "fall", "remain", "stay", "live"];

/// Makes the subject of such a verb the recipient of the event that its noun tells.
pub(crate) fn undergone(passage: &Passage, event: &mut Event) {
    let Some(subject) = undergoer(passage, event.word) else { return };
    let found = parties::meant(passage, subject, reasons::UNDERGOES, event.event_type);
    let is_undergoer = |party: &Argument| found.iter().any(|other| other.entity == party.entity);
    event.actors.retain(|actor| !is_undergoer(actor));
    if event.recipients.is_empty() {
        event.recipients = found;
    }
}

fn undergoer(passage: &Passage, word: usize) -> Option<usize> {
    if passage.is_verb(word) {
        return of_verb(passage, word);
    }
    let noun = word;
    let verb = Frame::of(passage, noun).light_verb?;
    let is_object = matches!(passage.deprel(noun), Deprel::Obj | Deprel::Conj) && passage.is(verb, &UNDERGOING);
    let is_under = passage.introducer(noun, Deprel::Case).as_deref() == Some("under") && passage.is(verb, &BEING);
    let is_active = !crate::frame::is_passive(passage, verb);
    (is_active && (is_object || is_under)).then(|| surface_subject(passage, verb, 0)).flatten()
}

/// `came under fire`, where the verb is the trigger.
fn of_verb(passage: &Passage, verb: usize) -> Option<usize> {
    let mut obliques = passage.children(verb, &[Deprel::Obl, Deprel::OblUnmarked]);
    let is_under = |word: usize| passage.introducer(word, Deprel::Case).as_deref() == Some("under");
    let is_told = passage.is(verb, &["come", "fall"]) && obliques.any(is_under);
    is_told.then(|| surface_subject(passage, verb, 0)).flatten()
}
