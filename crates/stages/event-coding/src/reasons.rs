//! Why somebody is a party where no row of the lexicon says so: shown to readers, and a feature of the judge of participants.

/// The coder's network believes it; how much stands behind.
pub(crate) const LEARNED: &str = "learned";
pub(crate) const ANSWERED: &str = "whom it answers";
pub(crate) const UNDERGOES: &str = "who undergoes it";
pub(crate) const NEAREST: &str = "nearest other party of the sentence";
pub(crate) const BEFORE: &str = "the other party of the sentence before";
pub(crate) const PARTNER: &str = "the other of the two";
pub(crate) const ANNOUNCES: &str = "who announces it";
/// The lexicon's row asks for this preposition; it stands behind.
pub(crate) const AFTER: &str = "after `";

/// All of them, in the order in which the weights have them.
pub(crate) const ALL: [&str; 8] = [LEARNED, ANSWERED, UNDERGOES, NEAREST, BEFORE, PARTNER, ANNOUNCES, AFTER];
