//! What is resolved in small documents with hand-made trees.

use annotation::{Mentions, Resolution, Vectors, View};
use coreference::Clusterer;
use gazetteer::Gazetteer;
use resolution::Resolver;
use std::sync::OnceLock;
use testkit::Sample;

fn gazetteer() -> &'static Gazetteer {
    static GAZETTEER: OnceLock<Gazetteer> = OnceLock::new();
    GAZETTEER.get_or_init(shipped::gazetteer)
}

/// A document published on 16 January 2025, by rules alone.
pub fn resolve(publisher: Option<&str>, notation: &str) -> (Sample, Mentions, Resolution) {
    let mut sample = Sample::parse(notation);
    sample.document.published = Some("2025-01-16".parse().expect("a date"));
    sample.document.publisher = publisher.map(str::to_string);
    let mentions = sample.mentions();
    let view = View {
        document: &sample.document,
        tokens: &sample.tokens,
        sentences: &sample.sentences,
        trees: &sample.trees,
        mentions: &mentions,
    };
    let resolver = Resolver::new();
    let report = resolver.survey(view, gazetteer());
    let descriptions = resolver.describe(&report);
    let chains = Clusterer::new().cluster(view, descriptions, &Vectors::default());
    let resolved = resolver.resolve(report, chains, &Vectors::default());
    (sample, mentions, resolved)
}
