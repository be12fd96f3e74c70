//! To whom something is offered and promised, and whose demand is turned down, where neither network nor lexicon says.
//!
//! `offered the opposition four ministries`: the opposition. `offered to mediate between the two`, `is ready to meet the envoy`: they. `rejected the agency's appeal`, `a charge by the union that he denied`: who
//! made it (codebook section 3: a recipient is whoever the act is directed at).

use crate::{parties, reasons};
use annotation::{Event, Passage};
use ontology::{Deprel, EventType};

/// What somebody says to somebody, and who can be told no.
const SAYINGS: [&str; 21] = [
    "accusation",
    "allegation",
    "appeal",
    "application",
    "bid",
    "call",
    "charge",
    "claim",
    "complaint",
    "criticism",
    "demand",
    "invitation",
    "offer",
    "petition",
    "plan",
    "plea",
    "proposal",
    "request",
    "suggestion",
    "threat",
    "ultimatum",
];

/// Adds the recipient of an AGREE or REJECT that has none.
pub(crate) fn addressee(passage: &Passage, event: &mut Event) {
    if !event.recipients.is_empty() {
        return;
    }
    let word = match event.event_type {
        EventType::Agree => passage.child(event.word, &[Deprel::Iobj]).or_else(|| promised(passage, event.word)),
        EventType::Reject => said(passage, event.word).and_then(|saying| sayer(passage, saying)),
        _ => None,
    };
    let Some(word) = word else { return };
    let is_new = |party: &annotation::Argument| event.actors.iter().all(|actor| actor.entity != party.entity);
    let told = parties::meant(passage, word, reasons::ANSWERED, event.event_type);
    event.recipients = told.into_iter().filter(is_new).collect();
}

/// Verbs whose object is whom a promise is for.
const FOR_OBJECT: [&str; 8] = ["meet", "receive", "help", "assist", "support", "join", "host", "compensate"];

/// With whom, or for whom, something is promised: in the infinitive that says what.
fn promised(passage: &Passage, trigger: usize) -> Option<usize> {
    let clause = passage.children(trigger, &[Deprel::Xcomp]).find(|&clause| passage.is_verb(clause))?;
    let is_with = |word: &usize| {
        let case = passage.introducer(*word, Deprel::Case);
        case.is_some_and(|case| matches!(case.as_str(), "with" | "between"))
    };
    let can_act = |word: &usize| passage.actor(*word).is_some_and(|actor| actor.can_act());
    let object = passage.child(clause, &[Deprel::Obj]).filter(|_| passage.is(clause, &FOR_OBJECT));
    let with = passage.children(clause, &[Deprel::Obl]).find(is_with);
    // `hold talks with the rebels`.
    let nominal = || {
        let object = passage.child(clause, &[Deprel::Obj])?;
        passage.children(object, &[Deprel::Nmod]).find(is_with)
    };
    object.or(with).or_else(nominal).filter(can_act)
}

/// What is turned down at `trigger`: its object, or what its relative clause tells of.
fn said(passage: &Passage, trigger: usize) -> Option<usize> {
    let object = passage.child(trigger, &[Deprel::Obj, Deprel::NsubjPass]);
    let above = passage.head(trigger).filter(|_| passage.deprel(trigger) == Deprel::AclRelcl);
    object.into_iter().chain(above).find(|&word| passage.is(word, &SAYINGS))
}

/// Whether what is done at `trigger` is done to words: `rejected the charge`.
pub(crate) fn is_said(passage: &Passage, trigger: usize) -> bool {
    said(passage, trigger).is_some()
}

/// Whose words they are.
fn sayer(passage: &Passage, saying: usize) -> Option<usize> {
    let by = |word: &usize| {
        passage.introducer(*word, Deprel::Case).is_some_and(|case| matches!(case.as_str(), "by" | "from"))
    };
    let behind = || passage.children(saying, &[Deprel::Nmod]).find(by);
    passage.child(saying, &[Deprel::NmodPoss]).or_else(behind)
}
