//! From what was typed to what the store is asked.

use crate::args::Wanted;
use anyhow::bail;
use gazetteer::Gazetteer;
use jiff::civil::Date;
use ontology::{Context, Country, EventType, Mode, Sector, Status};
use store::{Filter, Party};

/// The filter that was typed.
///
/// # Errors
/// If a type, mode, status or context does not exist: the message names those that do.
pub fn filter(words: Option<String>, wanted: &Wanted) -> anyhow::Result<Filter> {
    in_order(wanted.since, wanted.until)?;
    let places = Names::default();
    let between = wanted.between.as_ref().map(|pair| (places.party(&pair[0]), places.party(&pair[1])));
    Ok(Filter {
        words,
        actors: wanted.actor.iter().map(|party| places.party(party)).collect(),
        recipients: wanted.recipient.iter().map(|party| places.party(party)).collect(),
        between,
        types: each("--type", &wanted.types, &names(EventType::ALL, EventType::name))?,
        modes: each("--mode", &wanted.modes, &modes())?,
        statuses: each("--status", &wanted.statuses, &names(Status::ALL, Status::name))?,
        contexts: each("--context", &wanted.contexts, &names(Context::ALL, Context::name))?,
        place: wanted.place.as_ref().map(|place| places.state(place).map_or(place.clone(), |code| code.to_string())),
        person: wanted.person.clone(),
        materiel: wanted.materiel.clone(),
        publisher: wanted.publisher.clone(),
        report: wanted.report.clone(),
        since: wanted.since,
        until: wanted.until,
        min_confidence: wanted.min_confidence,
    })
}

/// Refuses a period that ends before it begins.
///
/// # Errors
/// If `until` lies before `since`.
pub fn in_order(since: Option<Date>, until: Option<Date>) -> anyhow::Result<()> {
    match since.zip(until) {
        Some((since, until)) if until < since => {
            bail!("--since {since} --until {until}: expected days in the order of time, exchange them")
        }
        _ => Ok(()),
    }
}

/// A party as it is typed: a country by code or name, a sector of one, or words of a name.
pub fn party(typed: &str) -> Party {
    Names::default().party(typed)
}

/// The code of a country that is typed by code or name.
///
/// # Errors
/// If there is none.
pub fn country(flag: &str, typed: &str) -> anyhow::Result<String> {
    match Names::default().party(typed) {
        Party::Country(code) => Ok(code),
        _ => bail!("{flag} {typed}: expected a country by its code or name, such as BGD or Bangladesh"),
    }
}

/// Names of countries, looked up in the knowledge once one is no code.
#[derive(Default)]
struct Names {
    gazetteer: std::cell::OnceCell<Gazetteer>,
}

impl Names {
    /// `BGD`, `Bangladesh`, `BGD MIL`, or else words of a name.
    fn party(&self, typed: &str) -> Party {
        if let Some(code) = self.country(typed) {
            return Party::Country(code.into());
        }
        if let Some((country, sector)) = typed.trim().rsplit_once([' ', ':']) {
            let sector = Sector::from_name(&sector.to_uppercase());
            if let (Some(code), Some(sector)) = (self.country(country), sector) {
                return Party::Sector(code.into(), sector.name().into());
            }
        }
        Party::Named(typed.into())
    }

    /// The code of a country given by code or name.
    fn country(&self, typed: &str) -> Option<&'static str> {
        let typed = typed.trim();
        let by_code = Country::from_code(&typed.to_uppercase()).filter(|_| typed.len() == 3);
        by_code.or_else(|| self.named(typed)).map(|country| country.code())
    }

    /// The code of a country where a place may be meant too: by code, by its own name or by an abbreviation. Its other names, such as
    /// England, are those of places.
    fn state(&self, typed: &str) -> Option<&'static str> {
        let typed = typed.trim();
        let is_short = typed.len() <= 3 && typed.bytes().all(|byte| byte.is_ascii_uppercase());
        let by_name = country_called(typed).map(|country| country.code());
        by_name.or_else(|| self.country(typed).filter(|_| is_short))
    }

    fn named(&self, name: &str) -> Option<Country> {
        country_called(name).or_else(|| {
            let words: Vec<&str> = name.split_whitespace().collect();
            let gazetteer = self.gazetteer.get_or_init(shipped::gazetteer);
            let (n_words, entries) = gazetteer.longest(&words)?;
            let state = entries.iter().find(|entry| entry.kind == gazetteer::Kind::State)?;
            state.country.filter(|_| n_words == words.len())
        })
    }
}

/// The country of this name.
fn country_called(name: &str) -> Option<Country> {
    Country::all().find(|country| country.name().eq_ignore_ascii_case(name))
}

fn names<T: Copy>(all: impl IntoIterator<Item = T>, name: impl Fn(T) -> &'static str) -> Vec<&'static str> {
    all.into_iter().map(name).collect()
}

fn modes() -> Vec<&'static str> {
    let mut modes = names(Mode::ALL, Mode::name);
    modes.sort_unstable();
    modes.dedup();
    modes
}

/// Each of `typed` as `known` writes it.
fn each(flag: &str, typed: &[String], known: &[&'static str]) -> anyhow::Result<Vec<String>> {
    let mut found = Vec::new();
    for name in typed {
        match known.iter().find(|known| known.eq_ignore_ascii_case(name.trim())) {
            Some(known) => found.push(known.to_string()),
            None => bail!("{flag} {name}: expected one of {}", known.join(", ")),
        }
    }
    Ok(found)
}
