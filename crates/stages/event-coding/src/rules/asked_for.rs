//! Ruling 17: what is asked for, proposed, promised or threatened is no event of its own.
//!
//! `called on Turkey to halt drilling` is one REQUEST; `demanded an end to strikes on villagers` is a
//! REQUEST, and the strikes are told as facts besides.

use crate::matching::Match;
use annotation::Passage;
use ontology::{Deprel, EventType, Quad};

/// Whether the event that `inner` would be is only the content of the act of `outer`.
pub(crate) fn is_asked_for(passage: &Passage, inner: &Match, outer: &Match) -> bool {
    outer.word != inner.word
        && is_of_intent(outer.row.event_type)
        && !passage.is(outer.word, &DENIALS)
        && !is_circumstance(passage, inner.word)
        && is_content(passage, inner, outer)
}

/// Ruling 28: what is denied is an event besides, negated.
const DENIALS: [&str; 4] = ["deny", "refute", "dispute", "denial"];

/// `at the talks`, `after the attack`: when or where it was asked, not what.
fn is_circumstance(passage: &Passage, word: usize) -> bool {
    const CIRCUMSTANCES: [&str; 9] =
        ["at", "during", "after", "before", "following", "over", "despite", "amid", "since"];
    let is_noun = matches!(passage.deprel(word), Deprel::Obl | Deprel::Nmod);
    is_noun && passage.introducer(word, Deprel::Case).is_some_and(|form| CIRCUMSTANCES.contains(&form.as_str()))
}

fn is_of_intent(event_type: EventType) -> bool {
    use EventType::*;
    matches!(event_type, Request | Agree | Threaten | Reject | Concede)
}

fn is_content(passage: &Passage, inner: &Match, outer: &Match) -> bool {
    let mut below = inner.word;
    let mut through_clause = false;
    for above in std::iter::once(inner.word).chain(passage.tree.ancestors(inner.word)).skip(1) {
        match passage.deprel(below) {
            Deprel::Xcomp | Deprel::Ccomp => through_clause = true,
            Deprel::Acl | Deprel::Advcl if passage.has_to(below) => through_clause = true,
            Deprel::Obj | Deprel::Obl | Deprel::Nmod | Deprel::Conj | Deprel::NsubjPass => {}
            Deprel::Acl | Deprel::Advcl if is_gerund_of(passage, below) => through_clause = true,
            _ => return false,
        }
        if above == outer.word {
            return through_clause || wished_noun(inner, outer) && hangs_as_content(passage, below);
        }
        below = above;
    }
    false
}

/// `ruled out giving`, `warned against sending`.
fn is_gerund_of(passage: &Passage, clause: usize) -> bool {
    &*passage.node(clause).xpos == "VBG"
        && passage
            .introducer(clause, Deprel::Mark)
            .is_some_and(|form| matches!(form.as_str(), "of" | "from" | "against" | "for" | "in" | "to"))
}

/// A cooperative noun under a request is wished for; a conflictual one is complained of, and a fact. A request that
/// is rejected was made.
fn wished_noun(inner: &Match, outer: &Match) -> bool {
    let is_request = inner.row.event_type == EventType::Request;
    let is_threatened = outer.row.event_type == EventType::Threaten;
    inner.row.event_type.quad() <= Quad::MaterialCooperation
        || is_threatened
        || is_request && outer.row.event_type != EventType::Reject
}

/// A noun that is the object, or hangs by a preposition that tells what is asked for.
fn hangs_as_content(passage: &Passage, word: usize) -> bool {
    match passage.deprel(word) {
        Deprel::Obj | Deprel::NsubjPass | Deprel::Conj => true,
        _ => passage
            .introducer(word, Deprel::Case)
            .is_some_and(|form| matches!(form.as_str(), "for" | "to" | "of" | "on" | "against" | "with")),
    }
}
