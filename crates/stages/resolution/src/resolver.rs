use crate::who::{self, Judge, Text};
use crate::{when, whence};
use annotation::{Mentions, Resolution, Sentence, Token, Tree};
use gazetteer::Gazetteer;
use text::Document;

/// Says what mentions mean, by the report's date.
#[derive(Default)]
pub struct Resolver;

impl Resolver {
    /// A resolver.
    pub fn new() -> Resolver {
        Resolver
    }

    /// Entities, actors, places, times and dateline of a document.
    pub fn resolve(
        &self,
        document: &Document,
        tokens: &[Token],
        sentences: &[Sentence],
        trees: &[Tree],
        mentions: &Mentions,
        gazetteer: &Gazetteer,
        judge: &mut dyn Judge,
    ) -> Resolution {
        let (times, dateline) = when::find_times(document, sentences, |name| !gazetteer.towns(name).is_empty());
        let countries = who::countries(mentions, document, gazetteer);
        let surnames = who::surnames(mentions, document);
        let place_names = who::place_names(mentions, document);
        let home =
            dateline.as_ref().and_then(|line| whence::country_of(document.slice(*line.places.first()?), gazetteer));
        let text = Text {
            document,
            tokens,
            sentences,
            trees,
            mentions,
            gazetteer,
            countries: &countries,
            surnames: &surnames,
            place_names: &place_names,
            home,
        };
        let (entities, actors) = who::resolve(&text, judge);
        let places = whence::places(&text, &actors);
        Resolution { entities, actors, places, times, dateline }
    }
}
