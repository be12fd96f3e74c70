//! Pairs that turned.

use relations::{Ground, Shift};
use store::{Happening, Party};

/// Two countries by their codes, the first in the alphabet first; of sectors, bodies and persons the names asked for.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Pair {
    first: String,
    second: String,
}

/// A shift of a pair, and the happenings that made it, best first.
#[derive(Clone, PartialEq, Debug)]
pub struct Turn {
    /// Who.
    pub pair: Pair,
    /// What changed, when, and how sure that is.
    pub shift: Shift,
    /// What made it.
    pub made_by: Vec<Told>,
}

/// A happening that made a shift.
#[derive(Clone, PartialEq, Debug)]
pub struct Told {
    /// The happening.
    pub happening: Happening,
    /// What speaks for it besides its course.
    pub grounds: Vec<Ground>,
}

impl Turn {
    /// Codes or names of both sides.
    pub fn names(&self) -> [&str; 2] {
        self.pair.codes()
    }
}

impl Pair {
    /// Two countries, in whatever order.
    pub fn of(one: String, other: String) -> Pair {
        let (first, second) = if one <= other { (one, other) } else { (other, one) };
        Pair { first, second }
    }

    /// Both codes.
    pub fn codes(&self) -> [&str; 2] {
        [&self.first, &self.second]
    }

    /// Two parties by what they are called, the first of them first.
    pub(crate) fn called(one: &Party, other: &Party) -> Pair {
        let name = |party: &Party| match party {
            Party::Country(code) => code.clone(),
            Party::Sector(code, sector) => format!("{code} {sector}"),
            Party::Named(name) => name.clone(),
        };
        Pair { first: name(one), second: name(other) }
    }

    pub(crate) fn parties(&self) -> [Party; 2] {
        self.codes().map(|code| Party::Country(code.to_string()))
    }
}
