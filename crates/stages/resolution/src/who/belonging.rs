//! Whose a phrase is, by the names inside it.

use super::Text;
use annotation::{Mention, Name, NameLabel};
use gazetteer::Kind;
use ontology::{Country, Deprel};

/// The country that names inside the phrase give it, and why.
pub(crate) fn country_in(text: &Text, mention: &Mention) -> Option<(Country, String)> {
    let mut best: Option<(u8, Country, &Name)> = None;
    for (firmness, country, name) in owners(text, mention) {
        if best.as_ref().is_none_or(|(old, _, _)| firmness < *old) {
            best = Some((firmness, country, name));
        }
    }
    let outer = best.map(|(_, country, name)| (country, text.forms(mention.sentence, name.words.clone()).join(" ")));
    outer
        .or_else(|| in_head(text, mention))
        .or_else(|| before_head(text, mention))
        .or_else(|| of_town(text, mention))
        .map(|(country, words)| (country, format!("`{words}` in the phrase")))
}

/// The countries of a plural phrase that has several owners side by side: `Thai and Cambodian troops`.
pub(crate) fn countries_in(text: &Text, mention: &Mention) -> Vec<Country> {
    let owners = owners(text, mention);
    let tree = text.tree(mention.sentence);
    let mut countries: Vec<Country> = Vec::new();
    for (_, country, name) in &owners {
        let top = text.top(name);
        let first = if tree.node(top).deprel == Deprel::Conj { tree.node(top).head.unwrap_or(top) } else { top };
        let joined =
            owners.iter().any(|(_, _, other)| other.words.contains(&first) && (first != top || conjoined(text, other)));
        if joined && !countries.contains(country) {
            countries.push(*country);
        }
    }
    let plural = text.is_plural(mention);
    if plural && countries.len() > 1 { countries } else { Vec::new() }
}

fn conjoined(text: &Text, name: &Name) -> bool {
    text.tree(name.sentence).child(text.top(name), &[Deprel::Conj]).is_some()
}

/// Names outside the phrase's head that have a country, with how firmly each says whose the phrase is; smaller is firmer.
fn owners<'a>(text: &Text<'a>, mention: &'a Mention) -> Vec<(u8, Country, &'a Name)> {
    let owner = |name: &'a Name| {
        let belongs = matches!(
            name.label,
            NameLabel::Gpe | NameLabel::Norp | NameLabel::Organisation | NameLabel::Location | NameLabel::Facility
        );
        let country = belongs.then(|| country_of_name(text, name)).flatten()?;
        Some((firmness(text, mention, name, country)?, country, name))
    };
    text.names(mention).filter_map(owner).collect()
}

/// A country named inside the name or office that heads the phrase: `Indian Army chief`.
fn in_head(text: &Text, mention: &Mention) -> Option<(Country, String)> {
    let name =
        text.names(mention).find(|name| name.words.contains(&mention.head) && name.label != NameLabel::Person)?;
    let forms = text.forms(mention.sentence, name.words.clone());
    Some((country_within(text, &forms)?, forms.join(" ")))
}

/// A court, police force or other body of a town, by the town that its name begins with: `Christchurch District Court`.
fn of_town(text: &Text, mention: &Mention) -> Option<(Country, String)> {
    const LOCAL: [&str; 24] = [
        "Police",
        "Court",
        "Prefecture",
        "University",
        "Hospital",
        "Council",
        "Sheriff",
        "Department",
        "Airport",
        "School",
        "District",
        "County",
        "Cathedral",
        "Mosque",
        "Church",
        "Prosecutor",
        "Municipality",
        "Port",
        "Museum",
        "Assembly",
        "Jail",
        "Prison",
        "Constabulary",
        "Governorate",
    ];
    /// Smaller towns have the names of founders and saints.
    const LEAST: u32 = 15_000;
    /// Towns of names that bodies begin with.
    const MAX_WORDS: usize = 3;
    let is_head = |name: &&Name| {
        let is_body = matches!(name.label, NameLabel::Organisation | NameLabel::Facility);
        is_body && name.words.contains(&mention.head)
    };
    let name = text.names(mention).find(is_head)?;
    let forms = text.forms(mention.sentence, name.words.clone());
    if !forms.iter().skip(1).any(|form| LOCAL.contains(form)) {
        return None;
    }
    // There are towns called so.
    const COMMON: [&str; 11] = [
        "Supreme",
        "Superior",
        "High",
        "Central",
        "National",
        "General",
        "Royal",
        "Federal",
        "Union",
        "Independence",
        "Metro",
    ];
    if COMMON.contains(&forms[0]) || LOCAL.contains(&forms[0]) {
        return None;
    }
    let country = |length: usize| {
        let name = forms[..length].join(" ");
        let town = *text.town(&text.gazetteer.towns(&name), None)?;
        let country = town.country.sovereign();
        let is_spoken_of = text.speaks_of(Some(country))
            || text.home == Some(country)
            || text.place_names.contains(&name.to_lowercase());
        (town.population >= LEAST && is_spoken_of).then_some(country)
    };
    (1..forms.len().min(MAX_WORDS + 1)).rev().find_map(country).map(|country| (country, forms.join(" ")))
}

/// A body of several words that the reader marked no name in: `African Union observers`.
fn before_head(text: &Text, mention: &Mention) -> Option<(Country, String)> {
    let words = mention.words.start..mention.head;
    words.clone().find_map(|at| {
        let forms = text.forms(mention.sentence, at..words.end);
        let (length, entries) = text.gazetteer.longest(&forms)?;
        let body = entries.into_iter().find(|entry| matches!(entry.kind, Kind::Organisation | Kind::ArmedGroup));
        let country = body.filter(|_| length > 1)?.country?;
        Some((country, forms[..length].join(" ")))
    })
}

fn country_of_name(text: &Text, name: &Name) -> Option<Country> {
    let forms = text.forms(name.sentence, name.words.clone());
    let town = || {
        let is_place = matches!(name.label, NameLabel::Gpe | NameLabel::Location);
        let is_region = text.state_word(&forms).is_some_and(|(length, _)| length == forms.len());
        (is_place && !is_region).then(|| text.country_of_town(&forms.join(" "))).flatten()
    };
    country_within(text, &forms).or_else(town)
}

/// The country that the words name, or that a name among them does; `South American` names none.
pub(crate) fn country_within(text: &Text, forms: &[&str]) -> Option<Country> {
    let mut at = 0;
    while at < forms.len() {
        if let Some(country) = text.country_of(&forms[at..]) {
            return Some(country);
        }
        at += text.state_word(&forms[at..]).map_or(1, |(length, _)| length);
    }
    None
}

fn firmness(text: &Text, mention: &Mention, name: &Name, country: Country) -> Option<u8> {
    if name.words.contains(&mention.head) || is_sponsor(text, mention, name) {
        return None;
    }
    let top = text.top(name);
    let deprel = text.tree(mention.sentence).node(top).deprel;
    let case = text.case(mention.sentence, top);
    if matches!(case.as_deref(), Some("in" | "at" | "to" | "for" | "on")) && is_seat(text, mention, top) {
        return None;
    }
    Some(match (deprel, case.as_deref()) {
        // `the Spanish battalion of UNIFIL` is the UN's.
        (Deprel::Nmod, Some("of")) if country.code() == "UNO" => 0,
        (Deprel::NmodPoss, _) => 0,
        (Deprel::Amod | Deprel::Compound | Deprel::NmodDesc | Deprel::NmodUnmarked, _) => 1,
        (Deprel::Nmod, Some("of" | "from" | "for")) => 2,
        (_, Some("in" | "at" | "near" | "on")) => 3,
        (_, Some("to" | "with" | "against" | "by")) => 6,
        (_, Some(_)) => 5,
        _ => 4,
    })
}

/// Nouns for those who stand for a state in another.
pub(crate) const ENVOYS: [&str; 9] =
    ["ambassador", "envoy", "attaché", "attache", "consul", "nuncio", "chargé", "correspondent", "emissary"];

/// `ambassador in Lima`, `the high commissioner to Accra`: where an envoy is, which is another's.
fn is_seat(text: &Text, mention: &Mention, top: usize) -> bool {
    let lemmas = text.lemmas(mention.sentence, mention.words.start..top.max(mention.words.start));
    let has = |word: &str| lemmas.iter().any(|lemma| lemma == word);
    ENVOYS.iter().any(|envoy| has(envoy)) || has("commissioner") && has("high")
}

/// `Iran-backed`, `US-trained`: whose help it has, not whose it is.
pub(crate) fn is_sponsor(text: &Text, mention: &Mention, name: &Name) -> bool {
    const SPONSORING: [&str; 11] = [
        "backed",
        "trained",
        "funded",
        "supported",
        "sponsored",
        "made",
        "armed",
        "born",
        "aligned",
        "allied",
        "built",
    ];
    let end = name.words.end;
    let word = end + 1;
    let hyphenated = word < mention.words.end && text.form(mention.sentence, end) == "-";
    hyphenated && SPONSORING.contains(&text.form(mention.sentence, word).to_lowercase().as_str())
}
