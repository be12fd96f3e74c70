use crate::who::{self, Text};
use crate::{when, whence};
use annotation::{Chains, Dateline, Descriptions, Resolution, View};
use gazetteer::Gazetteer;
use ontology::Country;
use std::collections::{BTreeMap, BTreeSet};

/// Says what mentions mean, by the report's date.
#[derive(Default)]
pub struct Resolver;

impl Resolver {
    /// A resolver.
    pub fn new() -> Resolver {
        Resolver
    }

    /// What each phrase of a document says by itself.
    pub fn describe(&self, view: View, gazetteer: &Gazetteer) -> Descriptions {
        let dateline = when::find_dateline(view.document, |name| is_town(name, gazetteer));
        let report = Report::of(view, gazetteer, dateline.as_ref());
        Descriptions { phrases: who::descriptions(&report.text(view, gazetteer)), home: report.home }
    }

    /// Entities, actors, places, times and dateline of a document.
    pub fn resolve(&self, view: View, chains: Chains, gazetteer: &Gazetteer) -> Resolution {
        let (times, dateline) = when::find_times(view.document, view.sentences, |name| is_town(name, gazetteer));
        let report = Report::of(view, gazetteer, dateline.as_ref());
        let text = report.text(view, gazetteer);
        let (entities, actors) = who::resolve(&text, chains);
        let places = whence::places(&text, &actors, dateline.as_ref());
        Resolution { entities, actors, places, times, dateline }
    }
}

fn is_town(name: &str, gazetteer: &Gazetteer) -> bool {
    !gazetteer.towns(name).is_empty()
}

/// What the names of a report tell of it as a whole.
struct Report<'a> {
    countries: BTreeMap<Country, usize>,
    surnames: BTreeSet<&'a str>,
    place_names: BTreeSet<String>,
    home: Option<Country>,
}

impl<'a> Report<'a> {
    fn of(view: View<'a>, gazetteer: &Gazetteer, dateline: Option<&Dateline>) -> Report<'a> {
        let View { document, mentions, .. } = view;
        let place = dateline.and_then(|line| line.places.first());
        Report {
            countries: who::countries(mentions, document, gazetteer),
            surnames: who::surnames(mentions, document),
            place_names: who::place_names(mentions, document),
            home: place.and_then(|place| whence::country_of(document.slice(*place), gazetteer)),
        }
    }

    fn text(&'a self, view: View<'a>, gazetteer: &'a Gazetteer) -> Text<'a> {
        let Report { countries, surnames, place_names, home } = self;
        Text { view, gazetteer, countries, surnames, place_names, home: *home }
    }
}
