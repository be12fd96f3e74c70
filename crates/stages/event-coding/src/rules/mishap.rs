//! Section 2: accidents, disease and weather are no event, whatever the verb: `the typhoon killed nine`, `homes destroyed by
//! floods`, `killed in a collision`.

use annotation::{Event, Passage};
use ontology::{Deprel, EventType, is_misfortune};

/// What befalls people and things in a storm; they are beaten and arrested in one too, by others.
const HARM: [&str; 7] = ["kill", "injure", "wound", "hurt", "die", "destroy", "damage"];

/// Whether what is told as force or repression was nobody's deed: its subject or agent is a force of nature or an accident.
pub(crate) fn is_mishap(passage: &Passage, event: &Event) -> bool {
    if !matches!(event.event_type, EventType::Assault | EventType::Coerce) || !event.actors.is_empty() {
        return false;
    }
    // Fire is opened too.
    let is_cause = |word: usize| is_misfortune(passage.lemma(word)) && !passage.is(word, &["fire"]);
    let subject = passage.child(event.word, &[Deprel::Nsubj]);
    // `the flood that destroyed the bridge`, `the storm, which killed nine`.
    let is_relative = |word: usize| matches!(passage.form(word).as_str(), "which" | "that");
    let above = passage.head(event.word).filter(|_| passage.deprel(event.word) == Deprel::AclRelcl);
    let above = above.filter(|_| subject.is_some_and(is_relative));
    let mut agents = passage.children(event.word, &[Deprel::Obl, Deprel::OblAgent]).filter(|&word| {
        match passage.introducer(word, Deprel::Case).as_deref() {
            Some("by") => true,
            Some("in" | "from") => passage.is(event.word, &HARM),
            _ => false,
        }
    });
    subject.is_some_and(is_cause) || above.is_some_and(is_cause) || agents.any(is_cause)
}
