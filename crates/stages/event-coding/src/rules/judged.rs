//! Whose deed is welcomed or condemned where the phrase only repeats it: `Peru suspended the talks. … Chile welcomed the
//! suspension`: Peru. Codebook section 3: a recipient is whoever the act is directed at.

use super::told;
use super::unsaid::is_told_before;
use crate::reasons;
use annotation::{Argument, Event, Passage};
use ontology::{Deprel, EventType};

/// The deed was told so many sentences before at most; chosen by hand.
const REACH: u32 = 4;

/// Words that begin alike for so many letters, but for these endings, are of one deed.
const STEM: usize = 4;
const OF_NOUNS: [&str; 14] =
    ["", "s", "e", "ion", "ation", "sion", "tion", "ment", "al", "ing", "ting", "ure", "ance", "ence"];
const OF_VERBS: [&str; 12] = ["", "s", "e", "es", "ed", "d", "ded", "ted", "t", "ing", "ding", "ting"];

/// Fills the recipients of an ACCUSE or SUPPORT that names only a deed; `earlier` are the events before, `beside` those of its sentence.
pub(crate) fn judged(passage: &Passage, event: &mut Event, earlier: &[Event], beside: &[Event]) {
    let is_judgement = matches!(event.event_type, EventType::Accuse | EventType::Support);
    if !is_judgement || !event.recipients.is_empty() || !is_told_before(passage, event) {
        return;
    }
    let Some(deed) = passage.child(event.word, &[Deprel::Obj, Deprel::NsubjPass]) else { return };
    let noun = passage.lemma(deed).to_lowercase();
    let before = || told::before(event, earlier, beside, REACH);
    let is_other = |party: &Argument| event.actors.iter().all(|actor| actor.entity != party.entity);
    // To the judge of participants they are of the sentence before, wherever they stand.
    let doers = |other: &Event| told::because(reasons::BEFORE, &other.actors, is_other);
    let is_repeated = |other: &&Event| repeats(&noun, &passage.document.slice(other.trigger).to_lowercase());
    let types = of_deed(&noun);
    let found = before().filter(is_repeated).find_map(doers);
    let of_type = || before().filter(|other| types.contains(&other.event_type)).find_map(doers);
    if let Some(found) = found.or_else(of_type) {
        event.recipients = found;
        event.confidence *= told::DOUBT;
    }
}

/// The types of what a noun for a deed repeats.
fn of_deed(noun: &str) -> &'static [EventType] {
    use EventType::*;
    match noun {
        "accord" | "agreement" | "deal" | "pact" | "contract" | "purchase" => &[Support, Agree],
        "sale" => &[Support, Agree, Cooperate],
        "verdict" | "sentence" | "ruling" | "penalty" => &[Sanction, Coerce],
        "attack" | "killing" | "violence" => &[Assault],
        "raid" | "crackdown" => &[Assault, Coerce],
        "operation" | "offensive" | "incursion" | "invasion" | "assault" | "airstrike" | "bombing" | "shelling" => {
            &[Assault, Mobilize, Coerce]
        }
        "strike" => &[Assault, Protest],
        "offer" => &[Agree],
        _ => &[],
    }
}

/// `suspension` and `suspended`, `arrest` and `arrested`.
fn repeats(noun: &str, trigger: &str) -> bool {
    let alike = noun.chars().zip(trigger.chars()).take_while(|(one, other)| one == other);
    let (n_alike, n_bytes) = alike.fold((0, 0), |(n, bytes), (one, _)| (n + 1, bytes + one.len_utf8()));
    n_alike >= STEM && OF_NOUNS.contains(&&noun[n_bytes..]) && OF_VERBS.contains(&&trigger[n_bytes..])
}

#[cfg(test)]
mod tests {
    use super::repeats;

    #[test]
    fn nouns_repeat_verbs_of_their_stem() {
        for (noun, trigger) in [("suspension", "suspended"), ("arrest", "arrested"), ("removal", "removed")] {
            assert!(repeats(noun, trigger), "{noun} {trigger}");
        }
        for (noun, trigger) in [("interview", "intervened"), ("protection", "protested"), ("contract", "contributed")] {
            assert!(!repeats(noun, trigger), "{noun} {trigger}");
        }
    }
}
