//! A document with its trees and mentions, as this crate looks at it.

use annotation::{Mentions, Name, NameLabel, View};
use gazetteer::{Entry, Gazetteer, Kind, Sense, StateWord, Strength, Town};
use jiff::civil::Date;
use ontology::Country;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;
use text::Document;

/// All that resolution reads.
#[derive(Clone, Copy)]
pub(crate) struct Text<'a> {
    pub view: View<'a>,
    pub gazetteer: &'a Gazetteer,
    /// The countries that the report names, and how often.
    pub countries: &'a BTreeMap<Country, usize>,
    /// The last words of persons' full names, each with where in the document the first of these begins.
    pub surnames: &'a BTreeMap<&'a str, usize>,
    /// The words of bodies' names that have several.
    pub body_words: &'a BTreeSet<&'a str>,
    /// The places that the report names, in lower case.
    pub place_names: &'a BTreeSet<String>,
    /// The country of the dateline.
    pub home: Option<Country>,
}

impl<'a> Deref for Text<'a> {
    type Target = View<'a>;

    fn deref(&self) -> &View<'a> {
        &self.view
    }
}

impl<'a> Text<'a> {
    /// The day by which offices and names are looked up.
    pub fn day(&self) -> Option<Date> {
        self.document.published
    }

    /// The entry that has exactly the name `forms`: the likeliest one on the report's day.
    pub fn entry(&self, forms: &[&str]) -> Option<&'a Entry> {
        let whole = |forms: &[&str]| self.gazetteer.senses(forms).filter(|(length, _)| *length == forms.len());
        let (_, senses) = whole(forms).or_else(|| {
            // `ISLAMABAD`, as datelines write it.
            let cased: Vec<String> = forms.iter().map(|word| in_title_case(word)).collect();
            let cased: Vec<&str> = cased.iter().map(String::as_str).collect();
            (cased != forms).then(|| whole(&cased)).flatten()
        })?;
        self.sense_on(&senses)
    }

    /// The likeliest of the things that a name can mean, by [`Text::weigh`]. A weak name means nothing where the report
    /// does not speak of its country.
    pub fn sense_on(&self, senses: &[Sense<'a>]) -> Option<&'a Entry> {
        let supported = |sense: &&Sense<'a>| {
            sense.strength != Strength::Weak
                || sense.entry.country.is_some_and(|country| self.countries.contains_key(&country))
        };
        // Ships and guns have the names of persons, places and beasts.
        let is_arms = |sense: &&Sense| matches!(sense.entry.kind, Kind::Platform | Kind::Weapon);
        let entries: Vec<&Entry> =
            senses.iter().filter(supported).filter(|sense| !is_arms(sense)).map(|sense| sense.entry).collect();
        self.entry_on(&entries)
    }

    /// Whether the report speaks of a country by a name that only it has.
    pub fn speaks_of(&self, country: Option<Country>) -> bool {
        country.is_some_and(|country| self.countries.contains_key(&country.sovereign()))
    }

    /// What the name of a place means: a state, region, seat or base of the tables, or a town.
    ///
    /// The tables go first, except where the report speaks of the country of a town of the name and not of theirs:
    /// `Tripoli` in a report on Lebanon, `Trinidad` in one on Bolivia. A state's own name is the state's.
    pub fn meant(&self, forms: &[&str], said: Option<&str>) -> Option<Meant<'a>> {
        let towns = self.gazetteer.towns(&forms.join(" "));
        let town = self.town(&towns, said).copied();
        let entry = self.place_entry(forms);
        match (entry, town) {
            (Some(entry), Some(town)) => {
                let is_same = entry.country == Some(town.country.sovereign());
                let is_state = entry.kind == Kind::State && *entry.name == forms.join(" ");
                let is_home = self.home.is_some() && entry.country == self.home;
                let is_abroad = !is_home && !self.speaks_of(entry.country) && self.speaks_of(Some(town.country));
                let is_placed = self.names_region_of(&town) || entry.country.is_some() && is_abroad;
                let is_town = !is_state && !is_same && is_placed;
                Some(if is_town { Meant::Town(town) } else { Meant::Entry(entry) })
            }
            (Some(entry), None) => Some(Meant::Entry(entry)),
            (None, town) => town.map(Meant::Town),
        }
    }

    /// Whether the report names the region that a town lies in, by a name that is not the town's.
    fn names_region_of(&self, town: &Town) -> bool {
        !gazetteer::is_same_name(town.admin1, town.name) && self.place_names.contains(&town.admin1.to_lowercase())
    }

    /// The likeliest place, state or seat of exactly this name.
    fn place_entry(&self, forms: &[&str]) -> Option<&'a Entry> {
        let (length, senses) = self.gazetteer.senses(forms)?;
        let is_place = |sense: &Sense| matches!(sense.entry.kind, Kind::State | Kind::Metonym | Kind::Place);
        let is_whole = length == forms.len();
        let places: Vec<Sense> = senses.into_iter().filter(|sense| is_whole && is_place(sense)).collect();
        self.sense_on(&places)
    }

    /// The longest word for states that `forms` begin with, and how many of them it takes.
    pub fn state_word(&self, forms: &[&str]) -> Option<(usize, &'a StateWord)> {
        /// `South-East Asian`, `Horn of Africa`.
        const MAX_FORMS: usize = 4;
        (1..=MAX_FORMS.min(forms.len())).rev().find_map(|length| {
            let words = forms[..length].join(" ").replace(" - ", "-");
            Some((length, self.gazetteer.state_word(&words)?))
        })
    }

    /// The country of a town, by [`Text::town`].
    pub fn country_of_town(&self, name: &str) -> Option<Country> {
        Some(self.town(&self.gazetteer.towns(name), None)?.country.sovereign())
    }

    /// Which of the towns of one name is meant; none if all are small and in countries that the report does not speak of.
    ///
    /// People count in powers of ten, and with them whether the report speaks of the town's country, its region or comes
    /// from there, and whether it is a seat. `said` is what stands beside the name: it decides.
    pub fn town<'t>(&self, towns: &'t [Town<'a>], said: Option<&str>) -> Option<&'t Town<'a>> {
        /// A country spoken of outweighs two powers of ten of people, more mentions add a little.
        const SPOKEN_OF: f64 = 2.0;
        const MORE_MENTIONS: f64 = 0.5;
        const HOME: f64 = 0.7;
        const REGION: f64 = 2.5;
        const CAPITAL: f64 = 1.5;
        const SEAT: f64 = 0.3;
        /// What stands beside a name decides.
        const SAID: f64 = 10.0;
        /// A town of a hundred thousand is known by its name alone.
        const KNOWN: f64 = 5.0;
        /// So is a smaller one whose name no other country has.
        const FAIR: u32 = 5_000;
        let score = |town: &Town| {
            let country = town.country.sovereign();
            let spoken = self.countries.get(&country).map_or(0.0, |n| SPOKEN_OF + (*n as f64).ln() * MORE_MENTIONS);
            let is_said = said.is_some_and(|said| {
                said.eq_ignore_ascii_case(town.admin1) || said.eq_ignore_ascii_case(town.country.name())
            });
            let seat = match town.feature {
                "PPLC" => CAPITAL,
                feature if feature.starts_with("PPLA") => SEAT,
                _ => 0.0,
            };
            f64::from(town.population.max(1)).log10()
                + spoken
                + seat
                + if self.home == Some(country) { HOME } else { 0.0 }
                + if self.names_region_of(town) { REGION } else { 0.0 }
                + if is_said { SAID } else { 0.0 }
        };
        let mut best: Option<(f64, &Town)> = None;
        for town in towns {
            let score = score(town);
            if best.is_none_or(|(top, _)| score > top) {
                best = Some((score, town));
            }
        }
        let is_alone = towns.iter().all(|other| other.country == towns[0].country);
        let is_known = |score: f64, town: &Town| {
            self.countries.is_empty()
                || self.speaks_of(Some(town.country))
                || score >= KNOWN
                || is_alone && town.population >= FAIR
        };
        best.filter(|(score, town)| is_known(*score, town)).map(|(_, town)| town)
    }

    /// The likeliest entry among namesakes, the first of equals.
    pub fn entry_on(&self, entries: &[&'a Entry]) -> Option<&'a Entry> {
        entries
            .iter()
            .enumerate()
            .max_by_key(|(at, entry)| (self.weigh(entry), std::cmp::Reverse(*at)))
            .map(|(_, e)| *e)
    }

    /// What speaks for an entry: that it holds on the report's day, that it is a seat of several states where nobody
    /// speaks of its own (`Brussels`), how often the report speaks of its country.
    fn weigh(&self, entry: &Entry) -> (bool, usize, bool) {
        let holds = self.day().is_none_or(|day| entry.holds_on(day));
        let spoken_of = entry.country.and_then(|country| self.countries.get(&country)).copied().unwrap_or(0);
        let of_several = entry.kind == Kind::Metonym && entry.country.is_some_and(|country| !country.is_state());
        (holds, spoken_of, of_several)
    }

    /// The country that a name beginning at `forms[0]` stands for or belongs to.
    pub fn country_of(&self, forms: &[&str]) -> Option<Country> {
        if let Some(entry) = self.gazetteer.demonym(forms.first()?) {
            return entry.country;
        }
        let (_, entries) = self.gazetteer.longest(forms)?;
        self.entry_on(&entries).filter(|entry| !matches!(entry.kind, Kind::Person | Kind::Media))?.country
    }
}

impl Text<'_> {
    /// The country that all of the words name, in singular or plural: `South Sudanese`, `American Samoans`.
    pub fn country_of_whole(&self, forms: &[&str]) -> Option<Country> {
        let known = |forms: &[&str]| {
            let (length, entries) = self.gazetteer.longest(forms)?;
            let is_whole = length == forms.len();
            self.entry_on(&entries)
                .filter(|entry| is_whole && matches!(entry.kind, Kind::Demonym | Kind::State))?
                .country
        };
        let (last, before) = forms.split_last()?;
        let singular: Vec<&str> = before.iter().copied().chain(last.strip_suffix('s')).collect();
        known(forms).or_else(|| known(&singular).filter(|_| singular.len() == forms.len()))
    }
}

/// What the name of a place means.
pub(crate) enum Meant<'a> {
    /// Something of the tables.
    Entry(&'a Entry),
    /// A populated place.
    Town(Town<'a>),
}

/// Words as one name: `al-Wefaq`, `NATO's KFOR`.
pub(crate) fn spelled(forms: &[&str]) -> String {
    forms.join(" ").replace(" - ", "-").replace(" 's", "'s").replace(" ’s", "’s")
}

/// `KUALA` as `Kuala`; words of up to three letters may be acronyms. Parts with hyphens are words of their own.
pub(crate) fn in_title_case(word: &str) -> String {
    let parts: Vec<String> = word.split('-').map(part_in_title_case).collect();
    parts.join("-")
}

fn part_in_title_case(word: &str) -> String {
    if word.chars().any(char::is_lowercase) || word.chars().count() < 4 {
        return word.to_string();
    }
    let mut chars = word.chars();
    chars.next().into_iter().chain(chars.as_str().to_lowercase().chars()).collect()
}

/// The last words of persons' names, with where the first of these begins.
pub(crate) fn surnames<'a>(mentions: &Mentions, document: &'a Document) -> BTreeMap<&'a str, usize> {
    let persons = mentions.names.iter().filter(|name| name.label == NameLabel::Person && name.words.len() > 1);
    let mut found = BTreeMap::new();
    for name in persons {
        if let Some(last) = document.slice(name.span).split_whitespace().last() {
            found.entry(last).or_insert(name.span.start());
        }
    }
    found
}

/// The words of bodies' names that have several.
pub(crate) fn body_words<'a>(mentions: &Mentions, document: &'a Document) -> BTreeSet<&'a str> {
    let bodies = mentions.names.iter().filter(|name| name.label == NameLabel::Organisation && name.words.len() > 1);
    bodies.flat_map(|name| document.slice(name.span).split_whitespace()).collect()
}

/// The places that a report names, in lower case.
pub(crate) fn place_names(mentions: &Mentions, document: &Document) -> BTreeSet<String> {
    let is_place = |name: &&Name| matches!(name.label, NameLabel::Gpe | NameLabel::Location);
    mentions.names.iter().filter(is_place).map(|name| document.slice(name.span).to_lowercase()).collect()
}

/// How often a report names each country: by states, capitals, nationalities, and bodies that are one country's.
pub(crate) fn countries(mentions: &Mentions, document: &Document, gazetteer: &Gazetteer) -> BTreeMap<Country, usize> {
    let mut found = BTreeMap::new();
    for name in &mentions.names {
        let is_place = matches!(name.label, NameLabel::Gpe | NameLabel::Norp | NameLabel::Location);
        if !is_place && name.label != NameLabel::Organisation {
            continue;
        }
        let words: Vec<&str> = document.slice(name.span).split_whitespace().collect();
        let Some((length, senses)) = gazetteer.senses(&words) else {
            if is_place && let Some(country) = of_large_town(&words, gazetteer) {
                *found.entry(country).or_insert(0) += 1;
            }
            continue;
        };
        // `Mogadishu airport` speaks of Somalia, `Victoria Terrasse` not of Australia.
        let is_seat = |kind: Kind| matches!(kind, Kind::State | Kind::Metonym | Kind::Demonym);
        let is_whole = length == words.len();
        let strong =
            |sense: &&Sense| sense.strength == Strength::Strong && (is_whole || is_place && is_seat(sense.entry.kind));
        let mut countries = senses.iter().filter(strong).map(|sense| (sense.entry.country, sense.entry.kind));
        let Some((country, kind)) = countries.next() else { continue };
        let is_own_name = kind == Kind::State && senses.iter().any(|sense| *sense.entry.name == words.join(" "));
        let may_be_town = matches!(kind, Kind::Metonym | Kind::Place | Kind::State) && !is_own_name;
        // `Brussels` may be Belgium's or the EU's, `Tripoli` Libya's or Lebanon's: they say nothing.
        let is_one = countries.all(|(other, kind)| other == country && kind != Kind::Person);
        if kind != Kind::Person && is_one && !(may_be_town && has_namesake(&words, kind, country, gazetteer)) {
            let country = country.filter(|country| country.is_polity() || is_place);
            country.into_iter().for_each(|country| *found.entry(country).or_insert(0) += 1);
        }
    }
    found
}

/// Whether a town in another country has the name, and one in seven of the people of the capital or town that goes by
/// it, fifty thousand at the least.
fn has_namesake(words: &[&str], kind: Kind, country: Option<Country>, gazetteer: &Gazetteer) -> bool {
    const SHARE: u32 = 7;
    const LEAST: u32 = 50_000;
    /// A region weighs as much as a town of so many.
    const REGION: u32 = 1_000_000;
    let towns = gazetteer.towns(&words.join(" "));
    let is_own = |town: &&Town| Some(town.country.sovereign()) == country;
    let own = towns.iter().filter(is_own).map(|town| town.population).max().unwrap_or(0);
    let own = if kind == Kind::Place { own.max(REGION) } else { own };
    towns.iter().any(|town| !is_own(&town) && town.population > (own / SHARE).max(LEAST))
}

/// The country of a town so large that its name means it anywhere.
fn of_large_town(words: &[&str], gazetteer: &Gazetteer) -> Option<Country> {
    const LARGE: u32 = 300_000;
    const TIMES: u32 = 10;
    let (length, towns) = gazetteer.longest_town(words)?;
    let (first, others) = towns.split_first().filter(|_| length == words.len())?;
    let country = first.country.sovereign();
    let is_alone =
        others.iter().all(|town| town.country.sovereign() == country || town.population < first.population / TIMES);
    (first.population >= LARGE && is_alone).then_some(country)
}
