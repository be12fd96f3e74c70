//! What a happening comes to: the values that its mentions agree on, and what they do not.

use crate::mention::{Mention, Place};
use crate::pairs::{Pair, countries, pairs};
use deduplication::{Account, Agreement, Disagreement, Sketch, Spot, agreement, voices};
use serde::{Deserialize, Serialize};
use std::borrow::Borrow;
use std::collections::BTreeSet;

/// Mentions that are read for what is agreed; a happening of more is summed up by its first ones.
pub const MAX_MENTIONS: usize = 256;

/// Mentions of one happening, summed up.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Happening {
    /// The mention that stands for all, as an index of those that were handed over.
    pub standing: usize,
    /// How many they are.
    pub n_mentions: usize,
    /// Of how many reports.
    pub n_reports: usize,
    /// How many independent voices tell it.
    pub n_sources: usize,
    /// The first day it was told.
    pub first_published: Option<String>,
    /// The last one.
    pub last_published: Option<String>,
    /// PLOVER type.
    #[serde(rename = "type")]
    pub event_type: String,
    /// Mode of the type.
    pub mode: Option<String>,
    /// Status.
    pub status: String,
    /// PLOVER's quad category, 1 to 4.
    pub quad: u8,
    /// PLOVER's conflict-cooperation score, -10 to 10.
    pub score: f64,
    /// Goldstein value.
    pub goldstein: f64,
    /// What it is about.
    pub contexts: Vec<String>,
    /// Who acts: country and sector.
    pub actors: Vec<String>,
    /// Whom it is done to.
    pub recipients: Vec<String>,
    /// Whether it is done to nobody.
    pub is_one_sided: bool,
    /// First day.
    pub date_start: Option<String>,
    /// Last day.
    pub date_end: Option<String>,
    /// How the days are known.
    pub date_basis: Option<String>,
    /// Where.
    pub place: Option<Place>,
    /// The greatest confidence of its mentions, 0 to 1.
    pub confidence: f64,
    /// Fields that voices tell differently.
    pub disagreements: Vec<Told>,
}

/// A field that is told in two ways or more.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Told {
    /// Which: `date`, `place`, `actor`, `whether`, or the kind of a number.
    pub field: String,
    /// Its values, those of most voices first.
    pub values: Vec<ToldValue>,
}

/// A value, and who tells it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ToldValue {
    /// As written.
    pub value: String,
    /// Ids of the events that tell it, in the order of mentions.
    pub events: Vec<String>,
    /// Who printed them.
    pub publishers: BTreeSet<String>,
}

impl Happening {
    /// Sums up mentions; none if there is none. `sketch` gives that of the report of a mention, by the mention's index, and is asked for the
    /// first [`MAX_MENTIONS`]; its events are not read.
    ///
    /// What is agreed, and the first and last day it was told, is of these first ones; all are counted.
    ///
    /// # Errors
    /// Those of `sketch`.
    pub fn of<S: Borrow<Sketch>, E>(
        mentions: &[Mention],
        sketch: impl FnMut(usize) -> Result<S, E>,
    ) -> Result<Option<Happening>, E> {
        let mut order: Vec<usize> = (0..mentions.len()).collect();
        order.sort_by(|&one, &other| mentions[one].order().cmp(&mentions[other].order()));
        order.truncate(MAX_MENTIONS);
        if order.is_empty() {
            return Ok(None);
        }
        let sketches: Vec<S> = order.iter().copied().map(sketch).collect::<Result<_, _>>()?;
        let voices = voices(sketches.iter().map(Borrow::borrow));
        let first: Vec<&Mention> = order.iter().map(|&index| &mentions[index]).collect();
        let reports: BTreeSet<_> = mentions.iter().map(|mention| mention.report.key()).collect();
        let (standing, happening) = summed_up(&first, &voices);
        let (n_mentions, n_reports) = (mentions.len(), reports.len());
        Ok(Some(Happening { standing: order[standing], n_mentions, n_reports, ..happening }))
    }

    /// The pairs of countries that it joins.
    pub fn pairs(&self) -> BTreeSet<Pair> {
        pairs(&countries(&self.actors), &countries(&self.recipients), self.is_one_sided)
    }
}

/// What mentions in their order come to, and which of them stands for all.
fn summed_up(mentions: &[&Mention], voices: &[usize]) -> (usize, Happening) {
    let accounts: Vec<Account> = mentions.iter().zip(voices).map(|(mention, voice)| account(mention, *voice)).collect();
    let agreed = agreement(&accounts);
    let (what, parties) = (mentions[agreed.what], mentions[agreed.parties]);
    let days = agreed.days.and_then(|at| mentions[at].happened());
    let published = || mentions.iter().filter_map(|mention| mention.report.published.as_ref());
    let happening = Happening {
        standing: 0,
        n_mentions: 0,
        n_reports: 0,
        n_sources: voices.iter().max().map_or(0, |last| last + 1),
        first_published: published().min().cloned(),
        last_published: published().max().cloned(),
        event_type: what.event_type.clone(),
        mode: what.mode.clone(),
        status: mentions[agreed.status].status.clone(),
        quad: what.quad,
        score: what.score,
        goldstein: what.goldstein,
        contexts: what.contexts.clone(),
        actors: parties.actors.clone(),
        recipients: parties.recipients.clone(),
        is_one_sided: parties.is_one_sided,
        date_start: days.map(|((first, _), _)| first.to_string()),
        date_end: days.map(|((_, last), _)| last.to_string()),
        date_basis: days.and_then(|(_, basis)| basis).map(str::to_string),
        place: agreed.place.and_then(|at| mentions[at].place.clone()),
        confidence: mentions.iter().map(|mention| mention.confidence).fold(0.0, f64::max),
        disagreements: agreed.disagreements.iter().map(|disagreement| told(disagreement, mentions)).collect(),
    };
    (standing(&accounts, &agreed), happening)
}

fn account(mention: &Mention, voice: usize) -> Account {
    let number = |(kind, low, high): &(String, Option<f64>, Option<f64>)| {
        (kind.clone(), low.unwrap_or(f64::NEG_INFINITY), high.unwrap_or(f64::INFINITY))
    };
    Account {
        voice,
        confidence: mention.confidence,
        event_type: mention.event_type.clone(),
        mode: mention.mode.clone(),
        status: mention.status.clone(),
        is_denied: mention.is_denied,
        is_conflict: mention.quad > 2,
        actors: mention.actors.clone(),
        recipients: mention.recipients.clone(),
        days: mention.happened().map(|((first, last), _)| (first.to_string(), last.to_string())),
        is_day_stated: mention.is_day_stated,
        place: mention.place.as_ref().map(spot),
        numbers: mention.numbers.iter().map(number).collect(),
    }
}

fn spot(place: &Place) -> Spot {
    Spot {
        name: place.name.clone(),
        country: place.country.clone(),
        province: place.admin1.clone(),
        point: place.latitude.zip(place.longitude),
    }
}

/// The mention that stands for all: the surest of those that tell the agreed type and parties, of equal ones the first.
fn standing(accounts: &[Account], agreed: &Agreement) -> usize {
    let (what, parties) = (&accounts[agreed.what], &accounts[agreed.parties]);
    let n_agreed = |account: &Account| {
        usize::from(account.event_type == what.event_type)
            + usize::from(account.actors == parties.actors && account.recipients == parties.recipients)
    };
    let order = |&one: &usize, &other: &usize| {
        let (a, b) = (&accounts[one], &accounts[other]);
        n_agreed(a).cmp(&n_agreed(b)).then(a.confidence.total_cmp(&b.confidence)).then(other.cmp(&one))
    };
    (0..accounts.len()).max_by(order).unwrap_or(0)
}

fn told(disagreement: &Disagreement, mentions: &[&Mention]) -> Told {
    let value = |(value, members): &(String, Vec<usize>)| ToldValue {
        value: value.clone(),
        events: members.iter().map(|&at| mentions[at].event.clone()).collect(),
        publishers: members.iter().filter_map(|&at| mentions[at].report.by()).map(str::to_string).collect(),
    };
    Told { field: disagreement.field.clone(), values: disagreement.values.iter().map(value).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mention::Printed;
    use crate::{Months, Story};
    use proptest::prelude::*;
    use std::convert::Infallible;

    /// A mention of report `id`, published on that day of August.
    fn mention(id: &str, published: u8) -> Mention {
        Mention {
            report: Printed {
                id: id.into(),
                url: Some(format!("https://www.{id}.example/a")),
                publisher: None,
                published: Some(format!("2025-08-{published:02}")),
                text_sha256: format!("hash of {id}"),
            },
            number: 0,
            event: format!("{id}-0"),
            event_type: "ASSAULT".into(),
            mode: None,
            status: "actual".into(),
            quad: 4,
            score: -9.0,
            goldstein: -9.5,
            contexts: vec!["military".into()],
            is_denied: false,
            actors: vec!["COD MIL".into()],
            recipients: vec!["RWA CVL".into()],
            is_one_sided: false,
            days: Some(("2025-08-20".into(), "2025-08-20".into())),
            basis: Some("stated".into()),
            is_day_stated: true,
            place: None,
            confidence: 0.7,
            numbers: vec![],
        }
    }

    /// The sketch of a report that nobody else prints.
    fn sketch(mention: &Mention) -> Sketch {
        Sketch::of(&deduplication::Report {
            publisher: mention.report.by(),
            published: None,
            title: None,
            byline: None,
            text: &mention.report.text_sha256,
            names: vec![],
            places: vec![],
            tellings: vec![],
        })
    }

    fn summed_up(mentions: &[Mention]) -> Happening {
        let Ok(happening) = Happening::of(mentions, |at| Ok::<_, Infallible>(sketch(&mentions[at])));
        happening.expect("a mention")
    }

    #[test]
    fn of_equal_mentions_the_one_that_was_printed_first_stands_for_all() {
        let unknown = Mention { report: Printed { published: None, ..mention("a", 1).report }, ..mention("a", 1) };
        let mentions = [unknown, mention("c", 22), mention("b", 22), mention("d", 23)];
        let happening = summed_up(&mentions);
        assert_eq!((happening.standing, happening.n_mentions, happening.n_reports, happening.n_sources), (2, 4, 4, 4));
        assert_eq!(happening.first_published.as_deref(), Some("2025-08-22"));
        assert_eq!(happening.last_published.as_deref(), Some("2025-08-23"));
        let surer = Mention { confidence: 0.9, ..mention("e", 25) };
        assert_eq!(summed_up(&[&mentions[..], &[surer]].concat()).standing, 4);
    }

    #[test]
    fn what_is_told_as_done_and_dated_after_its_report_took_place_before_it() {
        let days = || Some(("2025-09-10".to_string(), "2025-09-11".to_string()));
        let foretold = Mention { days: days(), ..mention("a", 21) };
        let happening = summed_up(std::slice::from_ref(&foretold));
        assert_eq!(
            (happening.date_start.as_deref(), happening.date_end.as_deref()),
            (Some("2025-08-21"), Some("2025-08-21"))
        );
        assert_eq!(happening.date_basis.as_deref(), Some("published"));
        assert_eq!((happening.cells()[0].month.as_str(), foretold.cells()[0].month.as_str()), ("2025-08", "2025-09"));
        let promised = Mention { status: "future".into(), days: days(), ..mention("a", 21) };
        assert_eq!(summed_up(&[promised]).date_start.as_deref(), Some("2025-09-10"));
    }

    #[test]
    fn a_happening_of_many_mentions_is_summed_up_by_the_first_and_counts_all() {
        let mut mentions: Vec<Mention> = (0..300).map(|number| mention(&format!("paper{number:03}"), 22)).collect();
        let last = mentions.last_mut().expect("mentions");
        last.report.published = Some("2025-08-24".into());
        last.confidence = 1.0;
        let happening = summed_up(&mentions);
        assert_eq!((happening.n_mentions, happening.n_reports, happening.n_sources), (300, 300, MAX_MENTIONS));
        assert_eq!((happening.standing, happening.confidence), (0, 0.7));
        assert_eq!(happening.last_published.as_deref(), Some("2025-08-22"));
    }

    #[test]
    fn disagreements_are_told_with_who_tells_them() {
        let killed = |count: f64| vec![("killed".to_string(), Some(count), Some(count))];
        let mentions = [
            Mention { numbers: killed(14.0), ..mention("a", 22) },
            Mention { numbers: vec![("killed".into(), Some(19.0), None)], ..mention("b", 22) },
        ];
        let told = serde_json::to_string(&summed_up(&mentions).disagreements).expect("it is written");
        assert!(
            told.starts_with(
                r#"[{"field":"killed","values":[{"value":"14","events":["a-0"],"publishers":["a.example"]},"#
            ),
            "{told}"
        );
    }

    #[test]
    fn nothing_comes_to_nothing_and_what_fails_is_told() {
        let none = Happening::of(&[], |_| Err::<Sketch, _>("no sketch"));
        assert_eq!(none, Ok(None));
        assert_eq!(Happening::of(&[mention("a", 1)], |_| Err::<Sketch, _>("no sketch")), Err("no sketch"));
        assert_eq!(Story::of(&[mention("a", 1).report], |_| Err::<Sketch, _>("no sketch")), Err("no sketch"));
    }

    #[test]
    fn months_sum_mentions_and_happenings() {
        let mentions = [mention("a", 22), mention("b", 22)];
        let mut months = Months::default();
        mentions.iter().for_each(|mention| months.add_mention(mention));
        months.add_happening(&summed_up(&mentions));
        let rows: Vec<_> =
            months.rows().map(|(cell, sums)| (cell.month.as_str(), cell.pair.direction.name(), *sums)).collect();
        let sums = crate::Sums { mentions: 2, happenings: 1, score: -18.0, goldstein: -19.0 };
        assert_eq!(rows, [("2025-08", "forth", sums)]);
    }

    proptest! {
        #[test]
        fn it_does_not_matter_in_which_order_mentions_are(
            told in proptest::collection::vec((0u8..6, 20u8..24, 0usize..3, 0usize..3), 1..12),
            turned in any::<prop::sample::Index>(),
        ) {
            let made = |(at, (name, published, actor, confidence)): (usize, &(u8, u8, usize, usize))| Mention {
                number: at,
                event: format!("{name}-{at}"),
                actors: vec![["COD MIL", "UGA MIL", "RWA MIL"][*actor].into()],
                confidence: [0.5, 0.7, 0.9][*confidence],
                ..mention(&format!("paper{name}"), *published)
            };
            let mentions: Vec<Mention> = told.iter().enumerate().map(made).collect();
            let mut others = mentions.clone();
            others.rotate_left(turned.index(mentions.len()));
            let (one, other) = (summed_up(&mentions), summed_up(&others));
            prop_assert_eq!(&mentions[one.standing].event, &others[other.standing].event);
            prop_assert_eq!(Happening { standing: 0, ..one }, Happening { standing: 0, ..other });
        }
    }
}
