//! Whether a word that deals with goods tells what was done, will be, or was not.

use annotation::Passage;
use ontology::Deprel;

/// How a clause stands to the world.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Stance {
    /// It is told as done, or as what is.
    Done,
    /// It is to come, wished, possible.
    Ahead,
    /// It is denied.
    Denied,
    /// A noun or a form without time: whatever stands above it decides.
    Open,
}

/// What the clause of `word` says of itself.
pub(crate) fn stance(passage: Passage, word: usize) -> Stance {
    if is_denied(passage, word) {
        return Stance::Denied;
    }
    if !passage.is_verb(word) {
        return Stance::Open;
    }
    let is_seen = passage.is(word, &["see", "hear"]);
    let ahead = passage.children(word, &[Deprel::Aux]).any(|aux| {
        !(is_seen && passage.form(aux) == "can")
            && matches!(
                passage.form(aux).as_str(),
                "will" | "'ll" | "’ll" | "shall" | "would" | "could" | "may" | "might" | "should" | "must" | "can"
            )
    });
    if ahead || is_to_be(passage, word) {
        return Stance::Ahead;
    }
    if is_wanted(passage, word) {
        return Stance::Open;
    }
    if is_charge(passage, word) {
        return Stance::Done;
    }
    let is_bare = &*passage.node(word).xpos == "VB" && matches!(passage.deprel(word), Deprel::Xcomp | Deprel::Ccomp);
    let is_timeless = is_bare || &*passage.node(word).xpos == "VBG";
    let is_open = passage.has_to(word) || is_timeless && !has_auxiliary(passage, word);
    match passage.deprel(word) {
        Deprel::Conj if !has_auxiliary(passage, word) && passage.child(word, &[Deprel::Nsubj]).is_none() => {
            let first = passage.head(word).filter(|&first| passage.is_verb(first));
            let same_form = first.filter(|&first| passage.node(first).xpos == passage.node(word).xpos);
            same_form.map_or(if is_open { Stance::Open } else { Stance::Done }, |first| {
                if passage.deprel(first) == Deprel::Conj { Stance::Done } else { stance(passage, first) }
            })
        }
        _ if is_open => Stance::Open,
        _ => Stance::Done,
    }
}

fn has_auxiliary(passage: Passage, word: usize) -> bool {
    passage.child(word, &[Deprel::Aux, Deprel::AuxPass, Deprel::Cop]).is_some()
}

/// `is to supply`, `are due to arrive`, `is expected to buy`.
fn is_to_be(passage: Passage, word: usize) -> bool {
    let has_copula = passage.child(word, &[Deprel::Cop]).is_some();
    passage.has_to(word)
        && (has_copula
            || passage.head(word).is_some_and(|above| {
                passage.is(above, &["be", "due", "set", "expect", "schedule", "slate", "bind", "go", "likely"])
            }))
}

/// `accused him of selling rifles`: told as done.
fn is_charge(passage: Passage, word: usize) -> bool {
    let charges = ["accuse", "suspect", "convict", "charge", "blame", "admit"];
    let is_gerund = &*passage.node(word).xpos == "VBG" && matches!(passage.deprel(word), Deprel::Advcl | Deprel::Xcomp);
    is_gerund && passage.head(word).is_some_and(|above| passage.is(above, &charges))
}

/// Verbs whose clause is what is wanted: `suggested that the kingdom buy`.
const WANTING: [&str; 9] = ["suggest", "propose", "recommend", "request", "demand", "insist", "urge", "ask", "require"];

/// `suggested that the kingdom buy jets`: a wish, in the form of a base verb.
fn is_wanted(passage: Passage, word: usize) -> bool {
    let is_base = matches!(&*passage.node(word).xpos, "VB" | "VBP") && !has_auxiliary(passage, word);
    let is_clause = passage.deprel(word) == Deprel::Ccomp && passage.child(word, &[Deprel::Nsubj]).is_some();
    is_base && is_clause && passage.head(word).is_some_and(|above| passage.is(above, &WANTING))
}

fn is_denied(passage: Passage, word: usize) -> bool {
    let own = passage.children(word, &[Deprel::Advmod, Deprel::Det]).any(|child| {
        matches!(passage.form(child).as_str(), "not" | "n't" | "n’t" | "never" | "no")
            && !(child + 1 < passage.len() && matches!(passage.form(child + 1).as_str(), "only" | "just"))
    });
    let yet = passage.has_to(word)
        && passage.head(word).is_some_and(|above| passage.is(above, &["have", "fail", "yet"]))
        && (0..word).rev().take(3).any(|before| passage.form(before) == "yet");
    own || yet || {
        let subject = passage.child(word, &[Deprel::Nsubj, Deprel::NsubjPass]);
        subject.is_some_and(|subject| {
            passage.is(subject, &["none", "nobody", "nothing"])
                || passage.children(subject, &[Deprel::Det]).any(|det| passage.form(det) == "no")
                || passage.is(subject, &["one"]) && subject > 0 && passage.form(subject - 1) == "not"
        })
    }
}
