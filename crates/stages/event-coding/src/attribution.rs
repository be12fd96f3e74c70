//! Who the text says it from: reporting clauses and `according to`.

use crate::frame::surface_subject;
use crate::passage::Passage;
use annotation::Attribution;
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
    according_to(passage, word).or_else(|| reported_after(passage, word)).or_else(|| {
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
    obliques
        .filter(|&oblique| passage.introducer(oblique, Deprel::Case).is_some_and(|form| form.starts_with("according")))
        .find_map(|oblique| named(passage, oblique))
}

fn sayer(passage: &Passage, verb: usize) -> Option<Attribution> {
    named(passage, surface_subject(passage, verb, 0)?)
}

fn named(passage: &Passage, word: usize) -> Option<Attribution> {
    let mention = passage.mention(word);
    let span = mention.map_or(passage.span(word), |mention| passage.mentions.get(mention).span);
    Some(Attribution { mention, span })
}
