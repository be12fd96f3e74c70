//! Of which country one is whose phrases tell none: what is asked of a judge.
//!
//! The rules (`defaults.rs`) propose one country; it stands in the question among all that the report names. [`Rules`] says
//! just that; [`Learned`] is a network over features and the words' vectors.

mod features;
mod learned;

use annotation::MentionId;
use ontology::Country;

pub use features::N_FEATURES;
pub(crate) use features::{Found, Told, question};
pub use learned::Learned;

/// One who has no country by what his phrases tell.
#[derive(Clone, Debug)]
pub struct Question {
    /// All mentions of him.
    pub mentions: Vec<MentionId>,
    /// The document's word that heads the first of them.
    pub token: usize,
    /// Features of no country.
    pub none: Vec<f32>,
    /// The countries that may be his: those of the first mention's sentence, then those most spoken of.
    pub candidates: Vec<Candidate>,
}

/// A country that may be his.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The country, or the code that stands in its place.
    pub country: Country,
    /// The document's word that names it nearest to the question's, before it if in another sentence.
    pub token: Option<usize>,
    /// [`N_FEATURES`] numbers.
    pub features: Vec<f32>,
    /// Whether the rules propose it.
    pub is_proposal: bool,
}

/// So many candidates are looked at.
pub const MAX_CANDIDATES: usize = 24;

/// Answers questions.
pub trait Judge {
    /// Index of the candidate whose country it is; none if it is of no country that is told.
    fn choose(&mut self, question: &Question) -> Option<usize>;
}

/// What the rules propose.
pub struct Rules;

impl Judge for Rules {
    fn choose(&mut self, question: &Question) -> Option<usize> {
        question.candidates.iter().position(|candidate| candidate.is_proposal)
    }
}
