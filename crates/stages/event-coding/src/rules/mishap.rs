//! Section 2: accidents, disease and weather are no event, whatever the verb: `the typhoon killed nine`, `homes destroyed by
//! floods`, `died in a collision`.

use annotation::{Event, Passage};
use ontology::{Deprel, EventType};

/// What strikes without anybody's will.
const CAUSES: [&str; 44] = [
    "accident",
    "avalanche",
    "bacterium",
    "blizzard",
    "collapse",
    "collision",
    "crash",
    "cyclone",
    "derailment",
    "disease",
    "downpour",
    "drought",
    "earthquake",
    "epidemic",
    "eruption",
    "famine",
    "flood",
    "flooding",
    "frost",
    "gale",
    "hail",
    "heatwave",
    "hurricane",
    "landslide",
    "lightning",
    "meteorite",
    "monsoon",
    "mudslide",
    "outbreak",
    "pandemic",
    "quake",
    "rain",
    "rainfall",
    "sandstorm",
    "snowstorm",
    "storm",
    "thunderstorm",
    "tornado",
    "tremor",
    "tsunami",
    "typhoon",
    "virus",
    "volcano",
    "wildfire",
];

/// Whether what is told as force or repression was nobody's deed: its subject or agent is a force of nature or an accident.
pub(crate) fn is_mishap(passage: &Passage, event: &Event) -> bool {
    if !matches!(event.event_type, EventType::Assault | EventType::Coerce) || !event.actors.is_empty() {
        return false;
    }
    let is_cause = |word: usize| passage.is(word, &CAUSES);
    let subject = passage.child(event.word, &[Deprel::Nsubj]);
    // `the flood that destroyed the bridge`, `the storm, which killed nine`.
    let above = passage
        .head(event.word)
        .filter(|_| passage.deprel(event.word) == Deprel::AclRelcl)
        .filter(|_| subject.is_none_or(|subject| matches!(passage.form(subject).as_str(), "which" | "that")));
    let agents = passage.children(event.word, &[Deprel::Obl, Deprel::OblAgent]);
    let mut agents = agents.filter(|&word| {
        let case = passage.introducer(word, Deprel::Case);
        matches!(case.as_deref(), Some("by" | "in" | "from"))
    });
    subject.is_some_and(is_cause) || above.is_some_and(is_cause) || agents.any(is_cause)
}
