use crate::who::{self, Text, origins};
use crate::{when, whence};
use annotation::{Chains, Dateline, Descriptions, Resolution, Time, Vectors, View};
use gazetteer::Gazetteer;
use ontology::Country;
use std::collections::{BTreeMap, BTreeSet};

/// Says what mentions mean, by the report's date.
#[derive(Default)]
pub struct Resolver {
    origins: Option<origins::Learned>,
}

impl Resolver {
    /// A resolver that goes by the rules alone.
    pub fn new() -> Resolver {
        Resolver::default()
    }

    /// The same, with a network to say of which country those are whose phrases tell none.
    pub fn with_origins(self, origins: origins::Learned) -> Resolver {
        Resolver { origins: Some(origins) }
    }

    /// What a report tells as a whole: looked at once, before its phrases.
    pub fn survey<'a>(&self, view: View<'a>, gazetteer: &'a Gazetteer) -> Report<'a> {
        let View { document, mentions, .. } = view;
        let is_town = |name: &str| !gazetteer.towns(name).is_empty();
        let (times, dateline) = when::find_times(document, view.sentences, is_town);
        let place = dateline.as_ref().and_then(|line| line.places.first());
        Report {
            view,
            gazetteer,
            countries: who::countries(mentions, document, gazetteer),
            surnames: who::surnames(mentions, document),
            body_words: who::body_words(mentions, document),
            place_names: who::place_names(mentions, document),
            home: place.and_then(|place| whence::country_of(document.slice(*place), gazetteer)),
            times,
            dateline,
        }
    }

    /// What each phrase of a document says by itself.
    pub fn describe(&self, report: &Report) -> Descriptions {
        let phrases = who::descriptions(&report.text());
        let told: BTreeSet<Country> = phrases
            .iter()
            .flat_map(|phrase| phrase.country.iter().chain(&phrase.countries))
            .chain(&report.home)
            .copied()
            .collect();
        let neighbours = told.into_iter().map(|country| (country, report.gazetteer.neighbours(country).to_vec()));
        Descriptions { home: report.home, neighbours: neighbours.collect(), phrases }
    }

    /// Entities, actors, places, times and dateline of a document; `heads` has a row for each word that heads a mention.
    pub fn resolve(&self, report: Report, chains: Chains, heads: &Vectors) -> Resolution {
        match &self.origins {
            Some(origins) => self.resolve_by(report, chains, &mut origins.over(|token| heads.of(token))),
            None => self.resolve_by(report, chains, &mut origins::Rules),
        }
    }

    /// The same if `judge` says of which country those are whose phrases tell none.
    pub fn resolve_by(&self, report: Report, chains: Chains, judge: &mut dyn origins::Judge) -> Resolution {
        let text = report.text();
        let (entities, actors) = who::resolve(&text, chains, judge);
        let places = whence::places(&text, &actors, report.dateline.as_ref());
        let Report { times, dateline, .. } = report;
        Resolution { entities, actors, places, times, dateline }
    }
}

/// A document with what its names, its times and its dateline tell of it as a whole.
pub struct Report<'a> {
    view: View<'a>,
    gazetteer: &'a Gazetteer,
    countries: BTreeMap<Country, usize>,
    surnames: BTreeMap<&'a str, usize>,
    body_words: BTreeSet<&'a str>,
    place_names: BTreeSet<String>,
    home: Option<Country>,
    times: Vec<Time>,
    dateline: Option<Dateline>,
}

impl Report<'_> {
    fn text(&self) -> Text<'_> {
        let Report { view, gazetteer, countries, surnames, body_words, place_names, home, .. } = self;
        Text { view: *view, gazetteer, countries, surnames, body_words, place_names, home: *home }
    }
}
