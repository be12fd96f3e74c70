//! Who the text says it from: reporting clauses and `according to`.

use crate::frame::surface_subject;
use annotation::Attribution;
use annotation::Passage;
use ontology::Deprel;

/// Verbs that only carry what somebody says.
pub(crate) const REPORTING: [&str; 17] = [
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
    "quote",
    "allege",
    "acknowledge",
    "reveal",
    "insist",
    "believe",
];

/// The sayer of what `word` tells, nearest first.
pub(crate) fn attribution(passage: &Passage, word: usize) -> Option<Attribution> {
    let mut below = word;
    according_to(passage, word)
        .or_else(|| according_to_behind(passage, word))
        .or_else(|| reported_after(passage, word))
        .or_else(|| {
            for above in passage.tree.ancestors(word) {
                let found = match passage.deprel(below) {
                    Deprel::Ccomp | Deprel::Xcomp | Deprel::Parataxis if passage.is(above, &REPORTING) => {
                        sayer(passage, above)
                    }
                    _ => None,
                };
                let found = found.or_else(|| according_to(passage, above)).or_else(|| reported_after(passage, above));
                if found.is_some() {
                    return found;
                }
                below = above;
            }
            None
        })
}

/// `…, the ISPR said`: the reporting verb hangs on what it reports.
fn reported_after(passage: &Passage, word: usize) -> Option<Attribution> {
    let verb = passage.children(word, &[Deprel::Parataxis]).find(|&verb| passage.is(verb, &REPORTING))?;
    sayer(passage, verb)
}

fn according_to(passage: &Passage, word: usize) -> Option<Attribution> {
    let obliques = passage.children(word, &[Deprel::Obl, Deprel::Nmod, Deprel::OblAgent]);
    obliques.filter(|&oblique| is_source(passage, oblique)).find_map(|oblique| named(passage, oblique))
}

/// `said A, adding that B, according to C`: what ends the sentence is the source of its last clause.
fn according_to_behind(passage: &Passage, word: usize) -> Option<Attribution> {
    let obliques = passage.tree.ancestors(word).flat_map(|above| passage.children(above, &[Deprel::Obl, Deprel::Nmod]));
    let source = obliques.filter(|&oblique| oblique > word && is_source(passage, oblique)).min()?;
    let is_last = !(word + 1..source).any(|between| passage.is(between, &REPORTING) && passage.is_verb(between));
    is_last.then(|| named(passage, source)).flatten()
}

fn is_source(passage: &Passage, oblique: usize) -> bool {
    passage.introducer(oblique, Deprel::Case).is_some_and(|form| form.starts_with("according"))
}

/// The subject next to a reporting verb: `the general met X, ARY News reported` may be parsed with two.
fn sayer(passage: &Passage, verb: usize) -> Option<Attribution> {
    let nearest = passage.children(verb, &[Deprel::Nsubj]).min_by_key(|&subject| subject.abs_diff(verb));
    named(passage, nearest.or_else(|| surface_subject(passage, verb, 0))?)
}

fn named(passage: &Passage, word: usize) -> Option<Attribution> {
    let mention = passage.mention(word);
    let span = mention.map_or(passage.span(word), |mention| passage.mentions.get(mention).span);
    Some(Attribution { mention, span })
}
