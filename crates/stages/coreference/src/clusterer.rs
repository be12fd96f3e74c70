use crate::{Judge, Learned, Rules, drafts};
use annotation::{Chains, Descriptions, Vectors, View};

/// Joins the mentions that mean the same.
#[derive(Default)]
pub struct Clusterer {
    learned: Option<Learned>,
}

impl Clusterer {
    /// A clusterer that goes by the rules alone.
    pub fn new() -> Clusterer {
        Clusterer::default()
    }

    /// The same, with a network to decide whom pronouns and descriptions mean.
    pub fn with_learned(self, learned: Learned) -> Clusterer {
        Clusterer { learned: Some(learned) }
    }

    /// The chains of a document; `heads` has a row for each word that heads a mention.
    pub fn cluster(&self, view: View, descriptions: Descriptions, heads: &Vectors) -> Chains {
        match &self.learned {
            Some(learned) => self.cluster_by(view, descriptions, &mut learned.over(|token| heads.of(token))),
            None => self.cluster_by(view, descriptions, &mut Rules),
        }
    }

    /// The chains of a document if `judge` decides whom pronouns and descriptions mean.
    pub fn cluster_by(&self, view: View, descriptions: Descriptions, judge: &mut dyn Judge) -> Chains {
        drafts::cluster(&view, descriptions, judge)
    }
}
