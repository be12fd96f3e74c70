//! Whether the words to the left of a time expression look ahead.

use super::words::Word;

/// How many words back a cue is looked for.
const REACH: usize = 24;

/// Whether `on Friday` after `words` is a Friday to come.
///
/// The nearest cue decides: `will`, `is due`, `plans to` look ahead; a verb of saying in the past, a perfect, or
/// the beginning of a clause that is told of the past ends the search.
pub fn look_ahead(words: &[Word]) -> bool {
    let start = words.len().saturating_sub(REACH);
    for at in (start..words.len()).rev() {
        let word = |offset: usize| words.get(at + offset).map_or("", |word| word.lower.as_str());
        if looks_ahead(word(0), word(1), word(2)) {
            return true;
        }
        if looks_back(word(0), word(1)) {
            return false;
        }
    }
    false
}

fn looks_ahead(word: &str, next: &str, third: &str) -> bool {
    match word {
        "won" => matches!(next, "'" | "’"),
        "will" | "shall" | "would" | "due" | "scheduled" | "slated" | "expected" | "poised" | "must" => true,
        "to" => matches!(next, "be" if matches!(third, "held" | "signed" | "sworn" | "questioned" | "tried" | "heard")),
        "is" | "are" | "was" | "were" => next == "to" || (next == "set" && third == "to"),
        "set" => next == "to" || (next == "for" && third != "the"),
        "plan" | "plans" | "planned" | "planning" | "intends" | "intend" | "hopes" | "hope" | "aims" | "vowed"
        | "threatened" | "promised" | "pledged" | "agreed" | "undertook" | "undertaken" | "preparing" | "want"
        | "wants" | "asked" | "urged" => {
            next == "to" && !matches!(third, "a" | "an" | "the" | "its" | "his" | "her" | "their")
        }
        "takes" | "take" => matches!(next, "office" | "place" | "effect" | "over"),
        "faces" | "meets" | "meet" | "hosts" | "visits" | "travels" => true,
        "ends" | "begins" | "starts" | "opens" | "expires" | "resumes" | "arrives" | "goes" | "deadline" => true,
        _ => false,
    }
}

fn looks_back(word: &str, next: &str) -> bool {
    match word {
        "said" | "told" | "announced" | "reported" | "confirmed" | "added" | "according" | "wrote" | "declared" => true,
        "has" | "have" | "had" => next != "to",
        "flew" | "met" | "arrived" | "visited" | "went" | "came" | "struck" | "killed" | "attacked" | "signed" => true,
        "who" | "which" | "whose" | "whom" | "that" | "where" | "after" | "since" | "when" | ";" => true,
        _ => false,
    }
}
