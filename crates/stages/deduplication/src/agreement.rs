//! What the mentions of one happening say together, and where they disagree.

use crate::distance::kilometres;
use std::collections::{BTreeMap, BTreeSet};

/// One mention of a happening, with the voice that tells it.
#[derive(Clone, PartialEq, Debug)]
pub struct Account {
    /// Which independent source tells it ([`crate::voices`]).
    pub voice: usize,
    /// Probability that type and parties are right, `0.0..=1.0`.
    pub confidence: f64,
    /// Type, mode and status, by their names.
    pub event_type: String,
    /// Mode.
    pub mode: Option<String>,
    /// Status.
    pub status: String,
    /// Whether somebody denies it in the report.
    pub is_denied: bool,
    /// Whether it sets its parties apart: quad categories 3 and 4.
    pub is_conflict: bool,
    /// Who acts: country and sector, such as `BGD MIL`.
    pub actors: Vec<String>,
    /// Whom it is done to.
    pub recipients: Vec<String>,
    /// First and last day, as ISO 8601.
    pub days: Option<(String, String)>,
    /// Whether the text says the day.
    pub is_day_stated: bool,
    /// Where.
    pub place: Option<Spot>,
    /// Numbers of people and things: kind, at least, at most.
    pub numbers: Vec<(String, f64, f64)>,
}

/// A place as accounts are compared by it.
#[derive(Clone, PartialEq, Debug)]
pub struct Spot {
    /// Its name.
    pub name: String,
    /// Country.
    pub country: Option<String>,
    /// Province.
    pub province: Option<String>,
    /// Degrees north and east, of a place that the tables have.
    pub point: Option<(f64, f64)>,
}

/// The agreed values, as indices of the accounts that tell them.
#[derive(Clone, PartialEq, Debug)]
pub struct Agreement {
    /// Whose type and mode.
    pub what: usize,
    /// Whose status.
    pub status: usize,
    /// Whose parties.
    pub parties: usize,
    /// Whose days; none if none has one.
    pub days: Option<usize>,
    /// Whose place; none if none has one.
    pub place: Option<usize>,
    /// Fields that voices tell differently, each value with the accounts that tell it, those of most voices first.
    pub disagreements: Vec<Disagreement>,
}

/// A field that is told in two ways or more.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Disagreement {
    /// Which: `date`, `place`, `actor`, `whether`, or the kind of a number.
    pub field: String,
    /// Values with the indices of the accounts that tell them.
    pub values: Vec<(String, Vec<usize>)>,
}

/// What accounts agree on: of each field the value of the most voices, then of the greatest confidence, then the most specific.
///
/// # Panics
/// If there is no account.
pub fn agreement(accounts: &[Account]) -> Agreement {
    assert!(!accounts.is_empty(), "a happening is mentioned");
    let told = |account: &Account| account.status != "negated";
    let some_tell = accounts.iter().any(told);
    let parties = |account: &Account| Some((account.actors.clone(), account.recipients.clone()));
    let n_parties = |account: &Account| account.actors.len() + account.recipients.len();
    Agreement {
        what: plurality(
            accounts,
            |account| Some((account.event_type.clone(), account.mode.clone())),
            |account| usize::from(account.mode.is_some()),
        )
        .unwrap_or(0),
        status: plurality(accounts, |account| (told(account) || !some_tell).then(|| account.status.clone()), |_| 0)
            .unwrap_or(0),
        parties: plurality(accounts, parties, n_parties).unwrap_or(0),
        days: agreed_days(accounts),
        place: plurality(
            accounts,
            |account| account.place.as_ref().map(|place| (place.name.clone(), place.country.clone())),
            |account| usize::from(account.place.as_ref().is_some_and(|place| !place.is_country())),
        ),
        disagreements: disagreements(accounts),
    }
}

/// Days that the text says count before those of publication.
fn agreed_days(accounts: &[Account]) -> Option<usize> {
    let days = |account: &Account| account.days.clone();
    let stated = |account: &Account| days(account).filter(|_| account.is_day_stated);
    let precision = |account: &Account| usize::from(days(account).is_some_and(|(first, last)| first == last));
    plurality(accounts, stated, precision).or_else(|| plurality(accounts, days, precision))
}

/// The account whose value has the most voices; of equals the most specific, the surest, the first.
fn plurality<V: Ord>(
    accounts: &[Account],
    value: impl Fn(&Account) -> Option<V>,
    specificity: impl Fn(&Account) -> usize,
) -> Option<usize> {
    let mut groups: BTreeMap<V, Vec<usize>> = BTreeMap::new();
    for (index, account) in accounts.iter().enumerate() {
        if let Some(value) = value(account) {
            groups.entry(value).or_default().push(index);
        }
    }
    let weight = |members: &Vec<usize>| {
        let voices: BTreeSet<usize> = members.iter().map(|&index| accounts[index].voice).collect();
        let specificity = members.iter().map(|&index| specificity(&accounts[index])).max().unwrap_or(0);
        let confidence: f64 = members.iter().map(|&index| accounts[index].confidence).sum();
        (voices.len(), specificity, (confidence * 1e6).round() as u64)
    };
    let best = groups.values().rev().max_by_key(|members| weight(members))?;
    best.iter()
        .copied()
        .max_by(|&one, &other| accounts[one].confidence.total_cmp(&accounts[other].confidence).then(other.cmp(&one)))
}

impl Spot {
    fn is_country(&self) -> bool {
        self.country.is_some()
            && self.province.is_none()
            && self.name.len() > 3
            && ontology::Country::from_code(self.country.as_deref().unwrap_or_default())
                .is_some_and(|country| country.name() == self.name)
    }

    /// Whether one cannot be in or at the other: both are spots that the tables have, and far from each other.
    ///
    /// What is only described (`a hamlet`) or spelled in a way that nobody knows is no other place.
    fn excludes(&self, other: &Spot) -> bool {
        let is_area = |spot: &Spot| spot.is_country() || spot.province.as_ref() == Some(&spot.name);
        let (Some(point), Some(other_point)) = (self.point, other.point) else { return false };
        self.name != other.name && !is_area(self) && !is_area(other) && kilometres(point, other_point) > APART
    }
}

/// Places within this distance, in kilometres, may be told as one: a suburb and its city.
const APART: f64 = 30.0;

fn disagreements(accounts: &[Account]) -> Vec<Disagreement> {
    let mut found = Vec::new();
    let days = |account: &Account| account.days.clone().filter(|_| account.is_day_stated);
    found.extend(differing(
        accounts,
        "date",
        days,
        |one, other| one.1 < other.0 || other.1 < one.0,
        |(first, last)| {
            if first == last { first.clone() } else { format!("{first}/{last}") }
        },
    ));
    let place = |account: &Account| account.place.clone();
    found.extend(differing(accounts, "place", place, Spot::excludes, |spot| match &spot.country {
        Some(country) => format!("{} ({country})", spot.name),
        None => spot.name.clone(),
    }));
    // Who meets whom has no direction; who did it counts where it was done to somebody.
    let actors = |account: &Account| {
        if !account.is_conflict {
            return None;
        }
        let countries: BTreeSet<String> =
            account.actors.iter().filter_map(|code| code.split(' ').next()).map(str::to_string).collect();
        (!countries.is_empty()).then_some(countries)
    };
    found.extend(differing(
        accounts,
        "actor",
        actors,
        |one, other| one.is_disjoint(other),
        |countries| countries.iter().cloned().collect::<Vec<_>>().join(", "),
    ));
    found.extend(whether(accounts));
    let kinds: BTreeSet<&String> =
        accounts.iter().flat_map(|account| account.numbers.iter().map(|(kind, ..)| kind)).collect();
    for kind in kinds {
        let number = |account: &Account| {
            account.numbers.iter().find(|(other, ..)| other == kind).map(|(_, low, high)| (*low, *high))
        };
        found.extend(differing(
            accounts,
            kind,
            number,
            |one, other| one.1 < other.0 || other.1 < one.0,
            |(low, high)| match (low.is_finite(), high.is_finite()) {
                _ if low == high => low.to_string(),
                (true, true) => format!("{low} to {high}"),
                (true, false) => format!("at least {low}"),
                (false, _) => format!("at most {high}"),
            },
        ));
    }
    found
}

/// Whether it is told and denied: by somebody whom a report quotes, or by a voice that says it was not.
fn whether(accounts: &[Account]) -> Option<Disagreement> {
    let all = || 0..accounts.len();
    let told: Vec<usize> = all().filter(|&index| accounts[index].status != "negated").collect();
    let is_denial = |&index: &usize| {
        let account = &accounts[index];
        let is_gainsaid = told.iter().any(|&other| accounts[other].voice != account.voice);
        account.is_denied || (account.status == "negated" && is_gainsaid)
    };
    let denied: Vec<usize> = all().filter(is_denial).collect();
    let values = vec![("told".to_string(), told), ("denied".to_string(), denied)];
    let is_both = values.iter().all(|(_, members)| !members.is_empty());
    is_both.then(|| Disagreement { field: "whether".into(), values })
}

/// The values of a field if two voices tell values that exclude each other.
fn differing<V>(
    accounts: &[Account],
    field: &str,
    value: impl Fn(&Account) -> Option<V>,
    excludes: impl Fn(&V, &V) -> bool,
    written: impl Fn(&V) -> String,
) -> Option<Disagreement> {
    let told: Vec<(usize, V)> =
        accounts.iter().enumerate().filter_map(|(index, account)| Some((index, value(account)?))).collect();
    let voice = |index: usize| accounts[index].voice;
    let is_disputed = |(index, one): &(usize, V)| {
        told.iter().any(|(other_index, other)| voice(*index) != voice(*other_index) && excludes(one, other))
    };
    let mut values: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, value) in told.iter().filter(|told| is_disputed(told)) {
        values.entry(written(value)).or_default().push(*index);
    }
    let n_voices = |members: &[usize]| members.iter().map(|&index| voice(index)).collect::<BTreeSet<_>>().len();
    let mut values: Vec<(String, Vec<usize>)> = values.into_iter().collect();
    values.sort_by_key(|(written, members)| (std::cmp::Reverse(n_voices(members)), written.clone()));
    (values.len() > 1).then(|| Disagreement { field: field.to_string(), values })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account(voice: usize) -> Account {
        Account {
            voice,
            confidence: 0.8,
            event_type: "ASSAULT".into(),
            mode: None,
            status: "actual".into(),
            is_denied: false,
            is_conflict: true,
            actors: vec!["MLI MIL".into()],
            recipients: vec!["MLI CVL".into()],
            days: Some(("2025-08-22".into(), "2025-08-22".into())),
            is_day_stated: true,
            place: None,
            numbers: Vec::new(),
        }
    }

    fn disagreed(accounts: &[Account]) -> Vec<(String, Vec<String>)> {
        let values = |disagreement: Disagreement| disagreement.values.into_iter().map(|(value, _)| value).collect();
        let found = agreement(accounts).disagreements.into_iter();
        found.map(|disagreement| (disagreement.field.clone(), values(disagreement))).collect()
    }

    #[test]
    fn the_day_of_most_voices_is_agreed_and_the_other_is_told() {
        let wrong = Account { days: Some(("2025-08-23".into(), "2025-08-23".into())), ..account(2) };
        let accounts = [wrong, account(0), account(1)];
        assert_eq!(agreement(&accounts).days, Some(1));
        assert_eq!(
            disagreed(&accounts),
            [("date".to_string(), vec!["2025-08-22".to_string(), "2025-08-23".to_string()])]
        );
    }

    #[test]
    fn reprints_are_one_voice() {
        let wrong = Account { days: Some(("2025-08-23".into(), "2025-08-23".into())), ..account(0) };
        let accounts = [wrong.clone(), wrong.clone(), wrong, account(1), account(2)];
        assert_eq!(agreement(&accounts).days, Some(3));
    }

    #[test]
    fn numbers_that_cannot_both_be_right_are_told() {
        let killed = |low: f64, high: f64| vec![("killed".to_string(), low, high)];
        let accounts = [
            Account { numbers: killed(14.0, 14.0), ..account(0) },
            Account { numbers: killed(19.0, 19.0), ..account(1) },
        ];
        assert_eq!(disagreed(&accounts), [("killed".to_string(), vec!["14".to_string(), "19".to_string()])]);
        let accounts = [Account { numbers: killed(14.0, f64::INFINITY), ..account(0) }, accounts[1].clone()];
        assert!(disagreed(&accounts).is_empty(), "at least 14 may be 19");
    }

    #[test]
    fn only_spots_that_are_known_and_far_apart_are_other_places() {
        let place = |name: &str, province: Option<&str>, point: Option<(f64, f64)>| {
            let (name, country) = (name.to_string(), Some("MLI".to_string()));
            Some(Spot { name, country, province: province.map(str::to_string), point })
        };
        let at = |voice, place| Account { place, ..account(voice) };
        let (mali, nampala) =
            (place("Mali", None, Some((17.0, -4.0))), place("Nampala", Some("Ségou"), Some((15.3, -5.6))));
        let farabougou = place("Farabougou", Some("Ségou"), Some((14.9, -5.9)));
        assert!(disagreed(&[at(0, mali.clone()), at(1, nampala.clone())]).is_empty());
        assert!(disagreed(&[at(0, place("a hamlet", Some("Ségou"), None)), at(1, nampala.clone())]).is_empty());
        assert_eq!(disagreed(&[at(0, farabougou), at(1, nampala.clone())])[0].0, "place");
        assert_eq!(agreement(&[at(0, mali), at(1, nampala)]).place, Some(1));
    }

    #[test]
    fn what_is_denied_is_disputed_and_still_told() {
        let denied = Account { status: "negated".into(), ..account(1) };
        let accounts = [denied, account(0)];
        assert_eq!(accounts[agreement(&accounts).status].status, "actual");
        let both = || vec![("whether".to_string(), vec!["told".to_string(), "denied".to_string()])];
        assert_eq!(disagreed(&accounts), both());
        assert_eq!(
            disagreed(&[Account { is_denied: true, ..account(0) }]),
            both(),
            "one report tells it and who denies it"
        );
        let of_one_voice = [Account { status: "negated".into(), ..account(0) }, account(0)];
        assert!(disagreed(&of_one_voice).is_empty());
    }
}
