use crate::connection::Reader;
use crate::error::Error;
use record::printed_by;
use rusqlite::params_from_iter;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use utoipa::ToSchema;

/// Which deals are wanted; an absent value asks for nothing.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct DealFilter {
    /// Part of an item's id or of its name.
    pub item: Option<String>,
    /// Class of item.
    pub class: Option<String>,
    /// Country that gives.
    pub supplier: Option<String>,
    /// Country that gets.
    pub receiver: Option<String>,
    /// Country on either side.
    pub country: Option<String>,
    /// Two countries, one on each side.
    pub between: Option<(String, String)>,
    /// A stage that the deal has reached.
    pub stage: Option<String>,
    /// First day: deals with a step on it or later.
    pub since: Option<String>,
    /// Last day: deals with a step on it or earlier.
    pub until: Option<String>,
    /// Items that are only spoken of too, or in use.
    pub is_whole: bool,
}

/// An item between two countries, and how far it has come.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
pub struct Deal {
    /// The item's id in the tables, or its words.
    pub item: String,
    /// What reports call it most often.
    pub name: String,
    /// What class of item.
    pub class: String,
    /// Who gives it.
    pub supplier: Option<String>,
    /// Who gets it.
    pub receiver: Option<String>,
    /// Steps by their first days.
    pub steps: Vec<Step>,
}

/// A stage of a deal.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
pub struct Step {
    /// The stage.
    pub stage: String,
    /// First day that it is told of.
    pub first: Option<String>,
    /// Last day.
    pub last: Option<String>,
    /// How many reports tell it.
    pub reports: u64,
    /// How many publishers these have.
    pub publishers: u64,
    /// Greatest number of pieces that is told.
    pub quantity: Option<f64>,
    /// Greatest price that is told.
    pub amount: Option<f64>,
    /// Its currency.
    pub currency: Option<String>,
    /// Ids of the events that tell it.
    pub events: Vec<String>,
    /// A sentence that tells it.
    pub evidence: String,
    #[serde(skip)]
    row: i64,
}

/// Stages that are no step of a deal.
const NO_STEPS: [&str; 3] = ["mention", "in-service", "used"];

/// One telling of a stage.
struct Told {
    item: String,
    words: String,
    class: String,
    stage: String,
    supplier: Option<String>,
    receiver: Option<String>,
    quantity: Option<f64>,
    amount: Option<f64>,
    currency: Option<String>,
    day: Option<String>,
    report: i64,
    publisher: Option<String>,
    event: Option<String>,
    row: i64,
}

impl Reader {
    /// At most `limit` deals of military items, those with the newest step first.
    ///
    /// Tellings are one deal if item and receiver are the same and their suppliers, as far as they are told.
    ///
    /// # Errors
    /// If the disk fails.
    pub fn deals(&self, filter: &DealFilter, limit: usize) -> Result<Vec<Deal>, Error> {
        let run = || {
            let mut told = self.told_items(filter)?;
            complete_suppliers(&mut told);
            let mut deals: BTreeMap<(String, Option<String>, Option<String>), Vec<Told>> = BTreeMap::new();
            for telling in told {
                let key = (telling.item.clone(), telling.receiver.clone(), telling.supplier.clone());
                deals.entry(key).or_default().push(telling);
            }
            let mut deals: Vec<Deal> = deals.into_values().map(deal).filter(|deal| filter.wants(deal)).collect();
            deals.sort_by(|one, other| other.last().cmp(&one.last()).then(one.item.cmp(&other.item)));
            deals.truncate(limit);
            for step in deals.iter_mut().flat_map(|deal| &mut deal.steps) {
                step.evidence = self.passage(step.row)?;
            }
            Ok(deals)
        };
        run().map_err(|error: Error| error.at(&self.path))
    }

    fn told_items(&self, filter: &DealFilter) -> Result<Vec<Told>, Error> {
        let like = filter.item.as_ref().map(|item| format!("%{}%", item.replace(['%', '_'], "")));
        let mut statement = self.connection.prepare_cached(
            "SELECT coalesce(m.item, lower(m.text)), m.class, m.stage, m.supplier, m.receiver, m.quantity, m.amount, m.currency,
                coalesce(e.date_start, r.published), m.report, r.publisher, e.id, m.text, r.url, m.key
             FROM stored_materiel m JOIN stored_reports r ON r.key = m.report LEFT JOIN stored_events e ON e.key = m.event
             WHERE (?1 IS NULL OR m.item LIKE ?1 OR m.text LIKE ?1) AND (?2 IS NULL OR m.class = ?2)
                AND (?3 IS NULL OR m.receiver IN (?3, ?4))
                AND (?5 IS NULL OR m.receiver IN (?5, ?6) OR (coalesce(m.item, lower(m.text)), m.receiver) IN
                    (SELECT coalesce(s.item, lower(s.text)), s.receiver FROM stored_materiel s WHERE s.supplier IN (?5, ?6)))
                AND (?7 IS NULL OR (coalesce(m.item, lower(m.text)), m.receiver) IN
                    (SELECT coalesce(s.item, lower(s.text)), s.receiver FROM stored_materiel s WHERE s.supplier IN (?7, ?8)))
             ORDER BY m.key",
        )?;
        let [of_receiver, of_country, of_supplier] = filter.sides();
        let sides = [of_receiver.0, of_receiver.1, of_country.0, of_country.1, of_supplier.0, of_supplier.1];
        let values = [like.as_deref(), filter.class.as_deref()].into_iter().chain(sides);
        let rows = statement.query_map(params_from_iter(values), |row| {
            let (publisher, url): (Option<String>, Option<String>) = (row.get(10)?, row.get(13)?);
            Ok(Told {
                item: row.get(0)?,
                class: row.get(1)?,
                stage: row.get(2)?,
                supplier: row.get(3)?,
                receiver: row.get(4)?,
                quantity: row.get(5)?,
                amount: row.get(6)?,
                currency: row.get(7)?,
                day: row.get(8)?,
                report: row.get(9)?,
                publisher: printed_by(publisher.as_deref(), url.as_deref()).map(str::to_string),
                event: row.get(11)?,
                words: row.get(12)?,
                row: row.get(14)?,
            })
        })?;
        // Arms of nobody for nobody are no deal.
        let is_step = |told: &Told| {
            let has_side = told.supplier.is_some() || told.receiver.is_some();
            filter.is_whole || (has_side && !NO_STEPS.contains(&told.stage.as_str()))
        };
        Ok(rows.collect::<Result<Vec<_>, _>>()?.into_iter().filter(is_step).collect())
    }

    /// The sentence of the event that an item belongs to, or the words around the item.
    fn passage(&self, row: i64) -> Result<String, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT substr(t.text, e.sentence_start + 1, e.sentence_end - e.sentence_start),
                substr(t.text, max(m.start - 120, 0) + 1, m.\"end\" - max(m.start - 120, 0) + 60)
             FROM stored_materiel m JOIN stored_texts t ON t.report = m.report LEFT JOIN stored_events e ON e.key = m.event WHERE m.key = ?",
        )?;
        let (sentence, around): (Option<String>, String) =
            statement.query_row([row], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(sentence.unwrap_or_else(|| whole_words(&around)))
    }
}

/// A piece of a text without the words that its ends cut.
fn whole_words(piece: &str) -> String {
    let words: Vec<&str> = piece.split_whitespace().collect();
    match words[..] {
        [_, ref middle @ .., _] if !middle.is_empty() => format!("… {} …", middle.join(" ")),
        _ => piece.to_string(),
    }
}

/// Gives a telling without a supplier the only one that is told of the same item and receiver.
fn complete_suppliers(told: &mut [Told]) {
    let mut suppliers: BTreeMap<(String, Option<String>), BTreeSet<String>> = BTreeMap::new();
    for telling in told.iter() {
        let known = suppliers.entry((telling.item.clone(), telling.receiver.clone())).or_default();
        known.extend(telling.supplier.clone());
    }
    for telling in told.iter_mut().filter(|telling| telling.supplier.is_none()) {
        let known = &suppliers[&(telling.item.clone(), telling.receiver.clone())];
        if known.len() == 1 {
            telling.supplier = known.first().cloned();
        }
    }
}

fn deal(told: Vec<Told>) -> Deal {
    let (item, class) = (told[0].item.clone(), told[0].class.clone());
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    told.iter().for_each(|telling| *names.entry(&telling.words).or_default() += 1);
    let name =
        names.iter().max_by_key(|(name, n)| (**n, std::cmp::Reverse(**name))).map_or("", |(name, _)| name).to_string();
    let (supplier, receiver) = (told[0].supplier.clone(), told[0].receiver.clone());
    let mut stages: BTreeMap<String, Vec<Told>> = BTreeMap::new();
    for telling in told {
        stages.entry(telling.stage.clone()).or_default().push(telling);
    }
    let mut steps: Vec<Step> = stages.into_iter().map(|(stage, told)| step(stage, &told)).collect();
    steps.sort_by(|one, other| one.first.cmp(&other.first).then(rank(&one.stage).cmp(&rank(&other.stage))));
    Deal { item, name, class, supplier, receiver, steps }
}

/// The order in which stages follow each other as a rule.
fn rank(stage: &str) -> usize {
    ontology::Stage::ALL.iter().position(|known| known.name() == stage).unwrap_or(usize::MAX)
}

fn step(stage: String, told: &[Told]) -> Step {
    let days = || told.iter().filter_map(|telling| telling.day.clone());
    let priced = told.iter().filter(|telling| telling.amount.is_some());
    let dearest =
        priced.max_by(|one, other| one.amount.partial_cmp(&other.amount).unwrap_or(std::cmp::Ordering::Equal));
    Step {
        stage,
        first: days().min(),
        last: days().max(),
        reports: told.iter().map(|telling| telling.report).collect::<BTreeSet<_>>().len() as u64,
        publishers: told.iter().filter_map(|telling| telling.publisher.as_ref()).collect::<BTreeSet<_>>().len() as u64,
        quantity: told.iter().filter_map(|telling| telling.quantity).reduce(f64::max),
        amount: dearest.and_then(|telling| telling.amount),
        currency: dearest.and_then(|telling| telling.currency.clone()),
        events: told.iter().filter_map(|telling| telling.event.clone()).collect(),
        evidence: String::new(),
        row: told[0].row,
    }
}

impl Deal {
    fn last(&self) -> Option<&String> {
        self.steps.iter().filter_map(|step| step.last.as_ref()).max()
    }
}

impl DealFilter {
    /// One of which two countries has to receive it; one of which has to receive it or to be told as supplier of it; one of which has to be told
    /// as supplier. Tellings beyond are of deals that are not wanted.
    fn sides(&self) -> [(Option<&str>, Option<&str>); 3] {
        fn twice(country: &Option<String>) -> (Option<&str>, Option<&str>) {
            (country.as_deref(), country.as_deref())
        }
        match &self.between {
            Some((one, other)) => [(Some(one), Some(other)), (None, None), (Some(one), Some(other))],
            None => [twice(&self.receiver), twice(&self.country), twice(&self.supplier)],
        }
    }

    fn wants(&self, deal: &Deal) -> bool {
        let is = |wanted: &Option<String>, found: &Option<String>| wanted.is_none() || wanted == found;
        let is_side = |country: &String| [&deal.supplier, &deal.receiver].contains(&&Some(country.clone()));
        is(&self.supplier, &deal.supplier)
            && is(&self.receiver, &deal.receiver)
            && self.country.as_ref().is_none_or(is_side)
            && self.between.as_ref().is_none_or(|(one, other)| one != other && is_side(one) && is_side(other))
            && self.stage.as_ref().is_none_or(|stage| deal.steps.iter().any(|step| step.stage == *stage))
            && (self.since.is_none() && self.until.is_none() || deal.steps.iter().any(|step| self.is_within(step)))
    }

    /// Whether a step is told of within the period.
    fn is_within(&self, step: &Step) -> bool {
        let (first, last) = (step.first.as_ref(), step.last.as_ref());
        self.since.as_ref().is_none_or(|since| last.is_some_and(|last| last >= since))
            && self.until.as_ref().is_none_or(|until| first.is_some_and(|first| first <= until))
    }
}
