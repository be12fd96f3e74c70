//! What a name can mean.

use gazetteer::{Entry, Gazetteer, Kind, Sense, Town};
use jiff::civil::Date;
use ontology::Country;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// A name, or an office of a state.
    pub name: &'a str,
    /// Only what holds on this day.
    pub date: Option<Date>,
    /// Words of a report: what is of a country that they name comes first.
    pub context: Option<&'a str>,
}

/// No more places of one name are listed.
const MOST_TOWNS: usize = 10;

/// One thing that the name can mean.
#[derive(Clone, PartialEq, Debug)]
pub struct Meaning {
    /// What kind of thing.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// `PAK MIL`.
    pub code: String,
    /// Office or class, and body.
    pub office: String,
    /// From when to when.
    pub term: String,
    /// Where it is from.
    pub source: String,
    /// All of it as programs read it.
    pub value: Value,
    /// Its country.
    pub country: Option<Country>,
}

/// What a name can mean, likeliest first.
pub fn meanings(asked: &Asked, gazetteer: &Gazetteer) -> Vec<Meaning> {
    let words: Vec<&str> = asked.name.split_whitespace().collect();
    let whole = |length: usize| length == words.len();
    let holds = |entry: &&Entry| asked.date.is_none_or(|day| entry.holds_on(day));
    let senses = gazetteer.senses(&words).filter(|(length, _)| whole(*length)).map(|(_, senses)| senses);
    let mut found: Vec<Meaning> =
        senses.unwrap_or_default().iter().filter(|sense| holds(&sense.entry)).map(meaning).collect();
    found.extend(gazetteer.towns(asked.name).iter().take(MOST_TOWNS).map(town));
    if let Some((country, role)) = post(&words, gazetteer) {
        let holder = |entry: &&Entry| {
            let is_here = entry.class.is_empty() && entry.country == Some(country) || *entry.class == *country.code();
            entry.kind == Kind::Person && is_here && is_office(entry, &role, gazetteer)
        };
        let mut holders: Vec<&Entry> = gazetteer.entries().filter(holder).filter(holds).collect();
        holders.sort_by_key(|entry| (entry.from, entry.id.clone()));
        let as_meaning = |entry| meaning(&Sense { entry, strength: gazetteer::Strength::Strong });
        found.extend(holders.into_iter().map(as_meaning));
    }
    if let Some((_, role)) = gazetteer.role(&words).filter(|(length, _)| whole(*length)) {
        let countries: Vec<&str> = role.countries.iter().map(|country| country.code()).collect();
        let sectors: Vec<&str> = role.sectors.iter().map(|sector| sector.name()).collect();
        found.push(Meaning {
            kind: if role.office { "office" } else { "role" }.into(),
            name: role.phrase.to_string(),
            code: [countries.join(" "), sectors.join(" ")].join(" ").trim().into(),
            office: String::new(),
            term: String::new(),
            source: String::new(),
            value: json!({"kind": if role.office { "office" } else { "role" }, "name": role.phrase, "sectors": sectors,
                "countries": countries}),
            country: None,
        });
    }
    if let Some((_, arms)) = gazetteer.designation(&words).filter(|(length, _)| whole(*length) && found.is_empty()) {
        let kind = if arms.is_weapon { "weapon" } else { "platform" };
        let origin = arms.origin.map(|origin| origin.code());
        found.push(Meaning {
            kind: kind.into(),
            name: asked.name.into(),
            code: origin.unwrap_or_default().into(),
            office: arms.class.into(),
            term: String::new(),
            source: "form of the designation".into(),
            value: json!({"kind": kind, "name": asked.name, "class": arms.class, "country": origin}),
            country: arms.origin,
        });
    }
    if let Some(context) = asked.context {
        let spoken_of = spoken_of(context, gazetteer);
        found.sort_by_key(|meaning| !meaning.country.is_some_and(|country| spoken_of.contains(&country)));
    }
    found
}

/// An office of a state: `Prime Minister of Japan`, `Japanese prime minister`.
fn post(words: &[&str], gazetteer: &Gazetteer) -> Option<(Country, String)> {
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let lower: Vec<&str> = lower.iter().map(String::as_str).collect();
    let state = gazetteer.scan(words).into_iter().find_map(|name| {
        let is_state = |entry: &Entry| matches!(entry.kind, Kind::State | Kind::Demonym | Kind::Metonym);
        let entry = name.senses.iter().map(|sense| sense.entry).find(|entry| is_state(entry))?;
        // A dependency is coded for its state, and has offices of its own.
        let territory = entry.id.strip_prefix("state/").and_then(|code| Country::from_code(&code.to_uppercase()));
        Some((name.start, name.end, territory.or(entry.country)?))
    });
    let (rest, country) = match state {
        Some((0, end, country)) => (lower[end..].to_vec(), Some(country)),
        Some((start, _, country)) => {
            let rest = lower[..start].to_vec();
            (rest.strip_suffix(&["of", "the"]).or(rest.strip_suffix(&["of"])).unwrap_or(&rest).to_vec(), Some(country))
        }
        None => (lower.clone(), None),
    };
    let (length, role) = gazetteer.role(&rest)?;
    let country = country.or_else(|| role.countries.first().copied())?;
    (length == rest.len() && role.office).then(|| (country, role.phrase.to_string()))
}

/// Whether a person's office is what `phrase` says, in any of its wordings.
fn is_office(entry: &Entry, phrase: &str, gazetteer: &Gazetteer) -> bool {
    let Some(office) = &entry.office else { return false };
    let words: Vec<&str> = office.split_whitespace().collect();
    let named = gazetteer.role(&words).filter(|(length, _)| *length == words.len());
    **office == *phrase || named.is_some_and(|(_, role)| *role.phrase == *phrase)
}

/// The countries that a text names.
fn spoken_of(text: &str, gazetteer: &Gazetteer) -> BTreeSet<Country> {
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric() && !"-'’.".contains(c)).filter(|w| !w.is_empty()).collect();
    let named = gazetteer.scan(&words);
    let of_entries = named.iter().flat_map(|name| name.senses.iter().filter_map(|sense| sense.entry.country));
    let of_towns =
        named.iter().filter(|name| name.senses.is_empty()).filter_map(|name| Some(name.towns.first()?.country));
    of_entries.chain(of_towns).collect()
}

fn meaning(sense: &Sense) -> Meaning {
    let Sense { entry, strength } = sense;
    let sectors: Vec<&str> = entry.sectors.iter().map(|sector| sector.name()).collect();
    let code = entry.country.map(|country| country.code()).into_iter().chain(sectors.iter().copied());
    let office = entry.office.as_deref().or(Some(&*entry.class).filter(|class| !class.is_empty()));
    let body = entry.body.as_deref();
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    Meaning {
        kind: entry.kind.name().into(),
        name: entry.name.to_string(),
        code: code.collect::<Vec<_>>().join(" "),
        office: office.into_iter().chain(body).collect::<Vec<_>>().join(", "),
        term: term(entry.from, entry.until),
        source: source(entry, strength.name()),
        value: json!({"id": entry.id, "kind": entry.kind.name(), "name": entry.name, "country": entry.country.map(|c| c.code()),
            "sectors": sectors, "class": entry.class, "office": entry.office, "body": body, "from": day(entry.from),
            "until": day(entry.until), "place": entry.place, "town": entry.town, "name_is": strength.name(), "source": entry.source,
            "row": entry.row, "checked": day(entry.checked), "confidence": entry.confidence.name()}),
        country: entry.country,
    }
}

fn source(entry: &Entry, strength: &str) -> String {
    let checked = entry.checked.map(|day| format!(", checked {day}")).unwrap_or_default();
    let weak = if strength == "strong" { String::new() } else { format!(", {strength} name") };
    format!("{} {} ({}){checked}{weak}", entry.source, entry.row, entry.confidence.name())
}

fn term(from: Option<Date>, until: Option<Date>) -> String {
    match (from, until) {
        (None, None) => String::new(),
        (from, until) => {
            let text = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
            format!("{} – {}", text(from), text(until)).trim().into()
        }
    }
}

fn town(town: &Town) -> Meaning {
    let region = if town.admin1.is_empty() { String::new() } else { format!(", {}", town.admin1) };
    Meaning {
        kind: "town".into(),
        name: format!("{}{region}", town.name),
        code: town.country.code().into(),
        office: format!("{} inhabitants", town.population),
        term: String::new(),
        source: format!("geonames {}", town.geonames),
        value: json!({"kind": "town", "name": town.name, "country": town.country.code(), "admin1": town.admin1,
            "lat": town.latitude, "lon": town.longitude, "geonames": town.geonames, "population": town.population,
            "feature": town.feature, "source": "geonames"}),
        country: Some(town.country.sovereign()),
    }
}
