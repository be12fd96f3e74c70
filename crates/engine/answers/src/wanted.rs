//! From what was typed to what the store is asked.

use crate::Error;
use gazetteer::Gazetteer;
use jiff::civil::Date;
use ontology::{Context, Country, EventType, Mode, Sector, Status};
use std::sync::OnceLock;
use store::{Filter, Party};

/// Which events are meant, as it was typed: parties are `BGD`, `Bangladesh`, `BGD MIL`, or words of a name.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Wanted {
    /// Words of evidence or title.
    pub words: Option<String>,
    /// Who does it, one of these.
    pub actor: Vec<String>,
    /// To whom it is done, one of these.
    pub recipient: Vec<String>,
    /// Two that it joins.
    pub between: Option<[String; 2]>,
    /// PLOVER types, one of these.
    pub types: Vec<String>,
    /// Modes, one of these.
    pub modes: Vec<String>,
    /// Statuses, one of these.
    pub statuses: Vec<String>,
    /// Contexts, one of these.
    pub contexts: Vec<String>,
    /// A country, place or province.
    pub place: Option<String>,
    /// Words of the name of a person who takes part or says so.
    pub person: Option<String>,
    /// An item or class of arms.
    pub materiel: Option<String>,
    /// Who printed the report.
    pub publisher: Option<String>,
    /// Id of the report.
    pub report: Option<String>,
    /// First day.
    pub since: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
    /// Least probability of being right, 0 to 1.
    pub min_confidence: Option<f64>,
}

/// How the names of what is asked are written, for messages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Spelling {
    /// `--type`, as on the command line.
    Flags,
    /// `type`, as in an address.
    Parameters,
}

impl Spelling {
    fn of(self, name: &str) -> String {
        match self {
            Spelling::Flags => format!("--{name}"),
            Spelling::Parameters => name.to_string(),
        }
    }
}

/// Refuses a period that ends before it begins.
///
/// # Errors
/// If `until` lies before `since`.
pub fn in_order(since: Option<Date>, until: Option<Date>, spelling: Spelling) -> Result<(), Error> {
    match since.zip(until) {
        Some((since, until)) if until < since => {
            let [first, last] = ["since", "until"].map(|name| spelling.of(name));
            Err(Error::asked(format!(
                "{first} {since} {last} {until}: expected days in the order of time, exchange them"
            )))
        }
        _ => Ok(()),
    }
}

/// The one of `all` that is called as `typed`.
///
/// # Errors
/// If none is: the message names those that are.
pub fn one_of<T: Copy>(
    name: &str,
    typed: &str,
    all: &[T],
    called: impl Fn(T) -> &'static str,
    spelling: Spelling,
) -> Result<T, Error> {
    let found = all.iter().find(|one| called(**one).eq_ignore_ascii_case(typed.trim()));
    found.copied().ok_or_else(|| {
        let names: Vec<&str> = all.iter().map(|one| called(*one)).collect();
        Error::asked(format!("{} {typed}: expected one of {}", spelling.of(name), names.join(", ")))
    })
}

/// Names of countries, looked up in the knowledge once one is no code.
#[derive(Default)]
pub struct Names {
    gazetteer: OnceLock<Gazetteer>,
}

impl Names {
    /// The filter that was typed.
    ///
    /// # Errors
    /// If a type, mode, status or context does not exist: the message names those that do.
    pub fn filter(&self, wanted: &Wanted, spelling: Spelling) -> Result<Filter, Error> {
        in_order(wanted.since, wanted.until, spelling)?;
        let each = |name: &str, typed: &[String], known: Vec<&'static str>| each(&spelling.of(name), typed, &known);
        Ok(Filter {
            words: wanted.words.clone(),
            actors: wanted.actor.iter().map(|party| self.party(party)).collect(),
            recipients: wanted.recipient.iter().map(|party| self.party(party)).collect(),
            between: wanted.between.as_ref().map(|[one, other]| (self.party(one), self.party(other))),
            types: each("type", &wanted.types, names(EventType::ALL, EventType::name))?,
            modes: each("mode", &wanted.modes, modes())?,
            statuses: each("status", &wanted.statuses, names(Status::ALL, Status::name))?,
            contexts: each("context", &wanted.contexts, names(Context::ALL, Context::name))?,
            place: wanted.place.as_ref().map(|place| self.state(place).map_or(place.clone(), |code| code.to_string())),
            person: wanted.person.clone(),
            materiel: wanted.materiel.clone(),
            publisher: wanted.publisher.clone(),
            report: wanted.report.clone(),
            since: wanted.since,
            until: wanted.until,
            min_confidence: wanted.min_confidence,
        })
    }

    /// The code of a country that is typed by code or name, under `name`.
    ///
    /// # Errors
    /// If there is none.
    pub fn country(&self, name: &str, typed: &str, spelling: Spelling) -> Result<String, Error> {
        self.code(typed).map(str::to_string).ok_or_else(|| {
            let name = spelling.of(name);
            Error::asked(format!("{name} {typed}: expected a country by its code or name, such as BGD or Bangladesh"))
        })
    }

    /// A party: a country by code or name, a sector of one (`BGD MIL`), or else words of a name.
    pub fn party(&self, typed: &str) -> Party {
        if let Some(code) = self.code(typed) {
            return Party::Country(code.into());
        }
        if let Some((country, sector)) = typed.trim().rsplit_once([' ', ':']) {
            let sector = Sector::from_name(&sector.to_uppercase());
            if let (Some(code), Some(sector)) = (self.code(country), sector) {
                return Party::Sector(code.into(), sector.name().into());
            }
        }
        Party::Named(typed.into())
    }

    /// The code of a country given by code or name.
    fn code(&self, typed: &str) -> Option<&'static str> {
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
        by_name.or_else(|| self.code(typed).filter(|_| is_short))
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
fn each(flag: &str, typed: &[String], known: &[&'static str]) -> Result<Vec<String>, Error> {
    let mut found = Vec::new();
    for name in typed {
        match known.iter().find(|known| known.eq_ignore_ascii_case(name.trim())) {
            Some(known) => found.push(known.to_string()),
            None => return Err(Error::asked(format!("{flag} {name}: expected one of {}", known.join(", ")))),
        }
    }
    Ok(found)
}
