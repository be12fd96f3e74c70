//! Ruling 35: `X must cooperate`, `X should investigate`, said by another, is a REQUEST to X.

use crate::frame::surface_subject;
use crate::parties;
use annotation::Passage;
use annotation::{Argument, Attribution, EntityKind};
use ontology::{Deprel, Sector};

/// What happens to one or is thought, not done: nobody is asked for it.
const NOT_ASKED: [&str; 12] =
    ["be", "expect", "know", "have", "remember", "note", "become", "suffer", "see", "mean", "happen", "remain"];

/// The sayer and the one who must, if `word` is what a sayer says another must do.
pub(crate) fn obliged(passage: &Passage, word: usize, told: &Attribution) -> Option<(Argument, Argument)> {
    if !passage.is_verb(word) || passage.is(word, &NOT_ASKED) || !is_of_duty(passage, word) {
        return None;
    }
    let subject = surface_subject(passage, word, 0)?;
    let (sayer, obliged) = (told.mention?, passage.mention(subject)?);
    let (speaker, other) = (passage.resolution.actor(sayer), passage.resolution.actor(obliged));
    let speaks = speaker.can_act() && speaker.sector != Sector::Jrn && speaker.kind != EntityKind::Other;
    let is_another = other.can_act() && other.country.is_some() && other.entity != speaker.entity;
    // What people at large should do is advice, not a demand on anybody.
    let is_asked = !matches!(other.sector, Sector::Cvl | Sector::Unk);
    let first_person = ["i", "we"].contains(&passage.form(subject).as_str());
    let asks = speaks && is_another && is_asked && !first_person;
    asks.then(|| (parties::named(passage, sayer, "who says they must"), parties::named(passage, obliged, "who must")))
}

/// `must`, `should`, `ought to`, `need to`, `have to`; not the inverted `should they come`.
fn is_of_duty(passage: &Passage, word: usize) -> bool {
    let modal = passage
        .children(word, &[Deprel::Aux])
        .find(|&aux| ["must", "should", "ought"].contains(&passage.form(aux).as_str()));
    let governed = passage.deprel(word) == Deprel::Xcomp
        && passage.head(word).is_some_and(|head| passage.is(head, &["need", "have", "ought"]) && passage.is_verb(head));
    modal.is_some_and(|modal| surface_subject(passage, word, 0).is_none_or(|subject| subject < modal)) || governed
}
