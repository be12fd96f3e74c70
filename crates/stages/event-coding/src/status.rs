//! Whether an event is told as done: codebook, section 4.
//!
//! Negation, auxiliaries, markers and governing words are read off the tree, outward from the trigger.

use crate::frame::Frame;
use annotation::Passage;
use ontology::{Deprel, Status, Upos};

/// The status of the event at `word` and the words that show it. What is historical by its date, `rules` tell.
pub(crate) fn status(passage: &Passage, word: usize, frame: &Frame) -> (Status, Option<String>) {
    let noun = noun_status(passage, word);
    if noun.is_some() {
        return split(noun);
    }
    let predicate = frame.light_verb.unwrap_or(word);
    if let Some(cue) = frame.light_verb.and_then(|_| negator(passage, word)) {
        return (Status::Negated, Some(passage.form(cue)));
    }
    split(clause_status(passage, predicate, 0))
}

type Found = Option<(Status, String)>;

fn split(found: Found) -> (Status, Option<String>) {
    found.map_or((Status::Actual, None), |(status, cue)| (status, Some(cue)))
}

const NEGATORS: [&str; 8] = ["not", "never", "no", "neither", "nor", "hardly", "none", "nobody"];
const FUTURE_MODIFIERS: [&str; 9] =
    ["planned", "upcoming", "scheduled", "forthcoming", "future", "expected", "impending", "next", "coming"];
const UNREAL_MODIFIERS: [&str; 9] =
    ["possible", "potential", "hypothetical", "proposed", "feared", "likely", "prospective", "eventual", "imminent"];

/// Modifiers and prepositions that settle the status of an event noun.
fn noun_status(passage: &Passage, word: usize) -> Found {
    if !matches!(passage.upos(word), Upos::Noun) {
        return None;
    }
    let without = passage.introducer(word, Deprel::Case).filter(|form| form == "without");
    if let Some(cue) = without {
        return Some((Status::Negated, cue));
    }
    if let Some(cue) = passage.child(word, &[Deprel::Case]).and_then(|case| years_before(passage, case)) {
        return Some((Status::Historical, cue));
    }
    for modifier in passage.children(word, &[Deprel::Amod, Deprel::Det, Deprel::Nummod]) {
        let form = passage.form(modifier);
        let found = match form.as_str() {
            "no" => Some(Status::Negated),
            cue if FUTURE_MODIFIERS.contains(&cue) => Some(Status::Future),
            cue if UNREAL_MODIFIERS.contains(&cue) => Some(Status::Hypothetical),
            _ => None,
        };
        if let Some(status) = found {
            return Some((status, form));
        }
    }
    None
}

/// `five years after crowds burned the embassy`: from more than a year before what the sentence tells.
fn years_before(passage: &Passage, introducer: usize) -> Option<String> {
    let unit = passage.form(introducer.checked_sub(1)?);
    let is_long = matches!(unit.as_str(), "years" | "decade" | "decades" | "century" | "centuries");
    let is_after = matches!(passage.form(introducer).as_str(), "after" | "since");
    (is_long && is_after).then(|| format!("{unit} {}", passage.form(introducer)))
}

/// How far governing clauses are followed.
const MAX_CLIMB: usize = 6;

fn clause_status(passage: &Passage, word: usize, depth: usize) -> Found {
    own_status(passage, word).or_else(|| (depth < MAX_CLIMB).then(|| governed_status(passage, word, depth)).flatten())
}

/// What negation, auxiliaries and markers of the clause itself say.
fn own_status(passage: &Passage, word: usize) -> Found {
    if let Some(cue) = negator(passage, word) {
        return Some((Status::Negated, passage.form(cue)));
    }
    for mark in passage.children(word, &[Deprel::Mark]) {
        if let Some(cue) = years_before(passage, mark) {
            return Some((Status::Historical, cue));
        }
        match passage.form(mark).as_str() {
            form @ ("if" | "unless" | "whether" | "lest") => return Some((Status::Hypothetical, form.into())),
            form @ "without" => return Some((Status::Negated, form.into())),
            _ => {}
        }
    }
    for aux in passage.children(word, &[Deprel::Aux]) {
        let form = passage.form(aux);
        match form.as_str() {
            "will" | "'ll" | "’ll" | "shall" | "wo" => return Some((Status::Future, form)),
            "would" | "'d" | "’d" if is_reported(passage, word) => return Some((Status::Future, form)),
            "would" | "could" | "may" | "might" | "can" | "should" | "must" | "ought" => {
                return Some((Status::Hypothetical, form));
            }
            _ => {}
        }
    }
    None
}

fn negator(passage: &Passage, word: usize) -> Option<usize> {
    let direct = passage
        .children(word, &[Deprel::Advmod, Deprel::Det, Deprel::Cc, Deprel::CcPreconj])
        .find(|&child| passage.is(child, &NEGATORS));
    direct.filter(|&child| !is_focus(passage, child)).or_else(|| {
        let subject = passage.child(word, &[Deprel::Nsubj, Deprel::NsubjPass])?;
        let denied = passage.is(subject, &["nobody", "none", "nothing"]);
        if denied {
            Some(subject)
        } else {
            passage.children(subject, &[Deprel::Det]).find(|&det| passage.form(det) == "no")
        }
    })
}

/// `not only`, `not just`: no negation.
fn is_focus(passage: &Passage, negator: usize) -> bool {
    negator + 1 < passage.len() && matches!(passage.form(negator + 1).as_str(), "only" | "just" | "merely" | "least")
}

/// `said it would`: the future seen from a past statement.
fn is_reported(passage: &Passage, word: usize) -> bool {
    passage.tree.ancestors(word).take(2).any(|above| {
        passage.is(above, &crate::attribution::REPORTING) || passage.is(above, &["announce", "confirm", "decide"])
    })
}

const NEGATIVE: [&str; 9] = ["fail", "avoid", "prevent", "deny", "stop", "forget", "neglect", "decline", "refuse"];
const FUTURE: [&str; 10] = ["expect", "schedule", "plan", "set", "due", "slate", "intend", "prepare", "arrange", "go"];
const UNREAL: [&str; 29] = [
    "want",
    "hope",
    "wish",
    "fear",
    "consider",
    "urge",
    "propose",
    "seek",
    "suggest",
    "likely",
    "unlikely",
    "ask",
    "demand",
    "call",
    "threaten",
    "aim",
    "try",
    "attempt",
    "able",
    "willing",
    "ready",
    "wait",
    "encourage",
    "offer",
    "promise",
    "pledge",
    "vow",
    "order",
    "recommend",
];

/// What the governing verb, adjective or clause makes of it.
fn governed_status(passage: &Passage, word: usize, depth: usize) -> Found {
    let head = passage.head(word)?;
    let relation = passage.deprel(word);
    match relation {
        Deprel::Xcomp => governor(passage, head).or_else(|| clause_status(passage, head, depth + 1)),
        Deprel::Ccomp => ccomp_governor(passage, head),
        Deprel::Acl if passage.has_to(word) => governor(passage, head).or_else(|| to_infinitive(passage, word)),
        // `will meet the minister and sign`: a bare infinitive shares the auxiliary.
        Deprel::Conj if shares_auxiliary(passage, word, head) => clause_status(passage, head, depth + 1),
        // `to prevent attacks`, `after failing to`: purpose clauses are wishes.
        Deprel::Advcl if passage.has_to(word) => Some((Status::Hypothetical, "to".into())),
        Deprel::Obj | Deprel::Obl if passage.is(head, &["prevent", "avoid", "avert", "cancel"]) => {
            Some((Status::Negated, passage.form(head)))
        }
        Deprel::Obj
            if passage.is(
                head,
                &["plan", "schedule", "expect", "fear", "propose", "consider", "seek", "want", "need", "demand"],
            ) =>
        {
            governor(passage, head)
        }
        _ => None,
    }
}

fn governor(passage: &Passage, head: usize) -> Found {
    let form = passage.form(head);
    let lemma = passage.key(head);
    let lemma = lemma.as_str();
    if NEGATIVE.contains(&lemma) {
        return Some((Status::Negated, form));
    }
    if FUTURE.contains(&lemma) {
        return Some((Status::Future, form));
    }
    UNREAL.contains(&lemma).then_some((Status::Hypothetical, form))
}

fn ccomp_governor(passage: &Passage, head: usize) -> Found {
    let form = passage.form(head);
    match passage.key(head).as_str() {
        "deny" | "refute" | "dispute" => Some((Status::Negated, form)),
        "hope" | "wish" | "fear" | "demand" | "propose" | "suggest" | "urge" | "request" | "doubt" | "threaten"
        | "expect" => Some((Status::Hypothetical, form)),
        _ => None,
    }
}

fn to_infinitive(passage: &Passage, word: usize) -> Found {
    passage.has_to(word).then(|| (Status::Hypothetical, "to".into()))
}

fn shares_auxiliary(passage: &Passage, word: usize, head: usize) -> bool {
    let has_own = passage.child(word, &[Deprel::Aux, Deprel::Nsubj, Deprel::NsubjPass]).is_some();
    !has_own && passage.node(word).xpos == passage.node(head).xpos
}
