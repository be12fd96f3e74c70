//! Which countries an event joins, and in which direction.

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Countries of one side beyond which an event joins no pairs: a summit of forty is not eight hundred relations.
pub const MAX_SIDE: usize = 12;

/// Two countries that an event joins.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Pair {
    /// The first in the alphabet.
    pub first: String,
    /// The other.
    pub second: String,
    /// Who does it to whom.
    pub direction: Direction,
}

/// Who of a pair does something to whom.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// The second to the first.
    Back,
    /// The first to the second.
    Forth,
    /// Both, together.
    Mutual,
}

impl Direction {
    /// `back`, `forth` or `mutual`.
    pub fn name(self) -> &'static str {
        match self {
            Direction::Back => "back",
            Direction::Forth => "forth",
            Direction::Mutual => "mutual",
        }
    }
}

impl Pair {
    /// What `source` does to `target`.
    fn directed(source: &str, target: &str) -> Pair {
        if source < target {
            Pair { first: source.into(), second: target.into(), direction: Direction::Forth }
        } else {
            Pair { first: target.into(), second: source.into(), direction: Direction::Back }
        }
    }

    /// What two do together.
    fn mutual(one: &str, other: &str) -> Pair {
        Pair { direction: Direction::Mutual, ..Pair::directed(one.min(other), one.max(other)) }
    }
}

/// Whom actors and recipients of these countries join: each actor with each recipient, or, where nobody is on the other side, the actors with
/// each other. Nobody, if a side has more than [`MAX_SIDE`] countries.
pub fn pairs(actors: &BTreeSet<String>, recipients: &BTreeSet<String>, is_one_sided: bool) -> BTreeSet<Pair> {
    if actors.len() > MAX_SIDE || recipients.len() > MAX_SIDE {
        return BTreeSet::new();
    }
    let mut pairs = BTreeSet::new();
    for actor in actors {
        let others = if is_one_sided { actors } else { recipients };
        let others = others.iter().filter(|other| *other != actor);
        pairs.extend(others.map(
            |other| {
                if is_one_sided { Pair::mutual(actor, other) } else { Pair::directed(actor, other) }
            },
        ));
    }
    pairs
}

/// Countries of codes such as `BGD MIL`.
pub fn countries(codes: &[impl AsRef<str>]) -> BTreeSet<String> {
    let country = |code: &str| code.split(' ').next().unwrap_or_default().to_string();
    codes.iter().map(|code| country(code.as_ref())).filter(|country| !country.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(actors: &[&str], recipients: &[&str], expected: &[(&str, &str, Direction)]) {
        let pairs = pairs(&countries(actors), &countries(recipients), recipients.is_empty());
        let pairs: Vec<_> =
            pairs.iter().map(|pair| (pair.first.as_str(), pair.second.as_str(), pair.direction)).collect();
        assert_eq!(pairs, expected);
    }

    #[test]
    fn what_one_does_to_another_has_a_direction_and_what_many_do_has_none() {
        check(&["PAK MIL", "PAK GOV"], &["IND MIL"], &[("IND", "PAK", Direction::Back)]);
        check(&["IND MIL"], &["PAK MIL"], &[("IND", "PAK", Direction::Forth)]);
        check(&["TGO GOV", "GHA GOV"], &[], &[("GHA", "TGO", Direction::Mutual)]);
        check(&["GHA GOV"], &["GHA CVL"], &[]);
        check(&[], &["GHA CVL"], &[]);
    }

    #[test]
    fn a_summit_joins_no_pairs() {
        let codes: Vec<String> = (0..=MAX_SIDE).map(|number| format!("A{number:02} GOV")).collect();
        assert!(pairs(&countries(&codes), &BTreeSet::new(), true).is_empty());
        assert_eq!(pairs(&countries(&codes[1..]), &BTreeSet::new(), true).len(), 12 * 11 / 2);
    }
}
