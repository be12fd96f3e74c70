//! Who tells a number.

use annotation::{EntityId, Event, Passage};
use ontology::Deprel;

/// Verbs that say, with the number in what they say.
const REPORTING: [&str; 22] = [
    "say",
    "tell",
    "report",
    "state",
    "add",
    "claim",
    "note",
    "explain",
    "write",
    "announce",
    "confirm",
    "allege",
    "acknowledge",
    "reveal",
    "estimate",
    "indicate",
    "declare",
    "describe",
    "record",
    "admit",
    "warn",
    "believe",
];

/// Verbs that say, with the number as their object: `reported 12 deaths`.
const COUNTING: [&str; 5] = ["report", "record", "confirm", "announce", "acknowledge"];

/// Verbs whose subject sets a toll: `the ministry put the toll at 40`.
const SETTING: [&str; 5] = ["put", "revise", "count", "estimate", "confirm"];

const SUBJECTS: &[Deprel] = &[Deprel::Nsubj];

/// Steps up a sentence that are looked at.
const MAX_CLIMB: usize = 24;

/// Who says so: of the event, else of the clause.
pub(crate) fn sayer(passage: &Passage, word: usize, event: Option<&Event>) -> Option<EntityId> {
    let own = std::iter::once(word).chain(passage.tree.ancestors(word)).take(MAX_CLIMB);
    let mut below = word;
    for above in own {
        if let Some(source) =
            source(passage, above).or_else(|| behind(passage, above)).or_else(|| over(passage, below, above))
        {
            return passage.actor(source).map(|actor| actor.entity);
        }
        below = above;
    }
    let mention = event.filter(|event| event.sentence == passage.id)?.attribution.as_ref()?.mention?;
    Some(passage.resolution.actor(mention).entity)
}

/// `…, according to the ministry`.
fn source(passage: &Passage, word: usize) -> Option<usize> {
    let mut around = passage.children(word, &[Deprel::Obl, Deprel::Nmod, Deprel::OblAgent]);
    around.find(|&oblique| passage.introducer(oblique, Deprel::Case).is_some_and(|case| case.starts_with("according")))
}

/// `…, the army said`: the verb of saying hangs on what is said.
fn behind(passage: &Passage, word: usize) -> Option<usize> {
    let verb = passage.children(word, &[Deprel::Parataxis]).find(|&verb| passage.is(verb, &REPORTING))?;
    nearest_subject(passage, verb)
}

/// `the army said that …`, `the ministry put the toll at 40`.
fn over(passage: &Passage, below: usize, above: usize) -> Option<usize> {
    let is_claim = matches!(passage.deprel(below), Deprel::Ccomp | Deprel::Parataxis) && passage.is(above, &REPORTING);
    let is_count = passage.deprel(below) == Deprel::Obj && passage.is(above, &COUNTING);
    let is_said = is_claim || is_count;
    let is_set =
        matches!(passage.deprel(below), Deprel::Obl | Deprel::Obj | Deprel::Nmod) && passage.is(above, &SETTING);
    nearest_subject(passage, above).filter(|_| below != above && (is_said || is_set))
}

fn nearest_subject(passage: &Passage, verb: usize) -> Option<usize> {
    passage.children(verb, SUBJECTS).min_by_key(|&subject| subject.abs_diff(verb))
}
