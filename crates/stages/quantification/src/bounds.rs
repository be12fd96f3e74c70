//! What stands around a number and bounds it: `at least`, `up to`, `or more`.
//!
//! Bounds are the numbers that the text tells: `more than 40` has the low bound 40, `fewer than 200` the high bound 200.

use crate::words::Words;

/// What a phrase does to the number behind it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Bound {
    /// It is the least.
    Least,
    /// It is the most.
    Most,
    /// It is near: both bounds stay.
    Near,
}

/// Longer phrases first.
const BEFORE: [(&[&str], Bound); 40] = [
    (&["in", "excess", "of"], Bound::Least),
    (&["no", "fewer", "than"], Bound::Least),
    (&["no", "less", "than"], Bound::Least),
    (&["not", "fewer", "than"], Bound::Least),
    (&["not", "less", "than"], Bound::Least),
    (&["a", "minimum", "of"], Bound::Least),
    (&["no", "more", "than"], Bound::Most),
    (&["not", "more", "than"], Bound::Most),
    (&["a", "maximum", "of"], Bound::Most),
    (&["as", "many", "as"], Bound::Most),
    (&["as", "much", "as"], Bound::Most),
    (&["in", "the", "region", "of"], Bound::Near),
    (&["at", "least"], Bound::Least),
    (&["at", "the", "least"], Bound::Least),
    (&["more", "than"], Bound::Least),
    (&["upwards", "of"], Bound::Least),
    (&["north", "of"], Bound::Least),
    (&["over"], Bound::Least),
    (&["above"], Bound::Least),
    (&["beyond"], Bound::Least),
    (&["at", "most"], Bound::Most),
    (&["fewer", "than"], Bound::Most),
    (&["less", "than"], Bound::Most),
    (&["up", "to"], Bound::Most),
    (&["upto"], Bound::Most),
    (&["under"], Bound::Most),
    (&["below"], Bound::Most),
    (&["close", "to"], Bound::Near),
    (&["an", "estimated"], Bound::Near),
    (&["estimated"], Bound::Near),
    (&["presumably"], Bound::Near),
    (&["approximately"], Bound::Near),
    (&["roughly"], Bound::Near),
    (&["around"], Bound::Near),
    (&["about"], Bound::Near),
    (&["nearly"], Bound::Near),
    (&["almost"], Bound::Near),
    (&["circa"], Bound::Near),
    (&["some"], Bound::Near),
    (&["just"], Bound::Near),
];

/// The bound that ends right before `at`, and how many words it has.
pub(crate) fn before(words: &Words, at: usize) -> Option<(Bound, usize)> {
    let found = BEFORE.iter().find(|(phrase, _)| words.ends_with(at, phrase));
    found.map(|(phrase, bound)| (*bound, phrase.len()))
}

/// Whether the verb before a number says that there are more: `exceeded 100`.
pub(crate) fn is_exceeded(words: &Words, start: usize) -> bool {
    matches!(words.before(start), "exceeding" | "exceeded" | "exceeds" | "surpassed" | "topped" | "passed")
}

/// The bound that begins at `at`, and how many words it has: `or more`, `or so`.
pub(crate) fn behind(words: &Words, at: usize) -> Option<(Bound, usize)> {
    let bound = match (words.at(at), words.at(at + 1)) {
        ("or", "more") => Bound::Least,
        ("or", "fewer" | "less") => Bound::Most,
        ("or", "so") => Bound::Near,
        _ => return None,
    };
    Some((bound, 2))
}
