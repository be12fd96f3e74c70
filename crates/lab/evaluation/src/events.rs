//! Coded events against gold events.
//!
//! An event is matched one to one within its document and sentence, on three levels: *trigger*, the
//! triggers share a character; *type*, the same PLOVER type; *dyad*, the type and the countries of
//! both sides. Over the pairs matched by type the accuracy of mode, status, sectors, date and place
//! is counted. A gold event that is marked optional, because annotators differed, neither rewards
//! nor costs.

use crate::Error;
use crate::confidence::Calibration;
use crate::rates::{Rates, ratio};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// A report with its gold sentences.
#[derive(Clone, Debug, Deserialize)]
pub struct Document {
    /// The text, to be coded as it is.
    pub text: String,
    /// `[start, end)` in code points.
    pub sentences: Vec<[usize; 2]>,
    /// The day it was published.
    #[serde(default)]
    pub published: Option<String>,
    /// Headline.
    #[serde(default)]
    pub title: Option<String>,
}

/// An event as the scorer sees it, gold or predicted.
#[derive(Clone, PartialEq, Debug)]
pub struct Event {
    /// None for a trigger outside all gold sentences.
    sentence: Option<usize>,
    /// Code points; none for gold words that do not stand in their sentence.
    trigger: Option<[usize; 2]>,
    event_type: String,
    mode: Option<String>,
    status: String,
    actors: Side,
    recipients: Side,
    date: Option<[String; 2]>,
    place: Option<String>,
    optional: bool,
    confidence: Option<f64>,
}

/// The codes of all actors, or of all recipients.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct Side {
    countries: BTreeSet<String>,
    sectors: BTreeSet<String>,
}

#[derive(Deserialize)]
struct Party {
    #[serde(default)]
    country: Option<String>,
    #[serde(default)]
    sector: Option<String>,
}

#[derive(Deserialize)]
struct Place {
    #[serde(default)]
    country: Option<String>,
}

#[derive(Deserialize)]
struct GoldFile {
    #[serde(default)]
    events: Vec<GoldEvent>,
}

#[derive(Deserialize)]
struct GoldEvent {
    s: usize,
    trigger: String,
    #[serde(flatten)]
    codes: Codes,
    #[serde(default)]
    date: Option<[String; 2]>,
    #[serde(default)]
    optional: bool,
}

#[derive(Deserialize)]
struct RecordFile {
    id: String,
    #[serde(default)]
    events: Vec<RecordEvent>,
}

#[derive(Deserialize)]
struct RecordEvent {
    trigger: Range,
    #[serde(flatten)]
    codes: Codes,
    #[serde(default)]
    date: Option<Days>,
    #[serde(default)]
    confidence: Option<f64>,
}

/// The fields that gold events and records write alike.
#[derive(Deserialize)]
struct Codes {
    #[serde(rename = "type")]
    event_type: String,
    #[serde(default)]
    mode: Option<String>,
    #[serde(default)]
    status: Option<String>,
    #[serde(default)]
    actors: Vec<Party>,
    #[serde(default)]
    recipients: Vec<Party>,
    #[serde(default)]
    place: Option<Place>,
}

#[derive(Deserialize)]
struct Range {
    start: usize,
    end: usize,
}

#[derive(Deserialize)]
struct Days {
    start: String,
    end: String,
}

/// The gold events of `document`, from a file `{"events": […]}`.
///
/// # Errors
/// If the file is not of that form, or names a sentence that the document does not have.
pub fn gold(document: &Document, file: &str) -> Result<Vec<Event>, Error> {
    let file: GoldFile = serde_json::from_str(file).map_err(|error| Error::new(error.to_string()))?;
    file.events.into_iter().map(|event| gold_event(document, event)).collect()
}

fn gold_event(document: &Document, event: GoldEvent) -> Result<Event, Error> {
    let sentence = document.sentences.get(event.s);
    let sentence = *sentence.ok_or_else(|| Error::new(format!("no sentence {} for `{}`", event.s, event.trigger)))?;
    let trigger = find(&document.text, &event.trigger, sentence);
    Ok(Event { optional: event.optional, ..scored(event.codes, Some(event.s), trigger, event.date) })
}

/// The events of a record, printed by `entente code --output json`, and the record's id.
///
/// # Errors
/// If the line is not a record.
pub fn predicted(record: &str, documents: &BTreeMap<String, Document>) -> Result<(String, Vec<Event>), Error> {
    let record: RecordFile = serde_json::from_str(record).map_err(|error| Error::new(error.to_string()))?;
    let Some(document) = documents.get(&record.id) else { return Ok((record.id, Vec::new())) };
    let event = |event: RecordEvent| {
        let trigger = [event.trigger.start, event.trigger.end];
        let date = event.date.map(|days| [days.start, days.end]);
        let scored = scored(event.codes, sentence_of(document, trigger[0]), Some(trigger), date);
        Event { confidence: event.confidence, ..scored }
    };
    Ok((record.id, record.events.into_iter().map(event).collect()))
}

fn scored(codes: Codes, sentence: Option<usize>, trigger: Option<[usize; 2]>, date: Option<[String; 2]>) -> Event {
    Event {
        sentence,
        trigger,
        event_type: codes.event_type,
        mode: filled(codes.mode),
        status: filled(codes.status).unwrap_or_else(|| "actual".into()),
        actors: side(codes.actors),
        recipients: side(codes.recipients),
        date,
        place: codes.place.and_then(|place| filled(place.country)),
        optional: false,
        confidence: None,
    }
}

fn filled(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.is_empty())
}

fn side(parties: Vec<Party>) -> Side {
    let mut side = Side::default();
    for party in parties {
        side.countries.extend(filled(party.country));
        side.sectors.extend(filled(party.sector));
    }
    side
}

fn sentence_of(document: &Document, at: usize) -> Option<usize> {
    document.sentences.iter().position(|&[start, end]| start <= at && at < end)
}

/// Where `words` first stand between two code points of `text`.
fn find(text: &str, words: &str, [start, end]: [usize; 2]) -> Option<[usize; 2]> {
    let byte = |point: usize| text.char_indices().nth(point).map_or(text.len(), |(byte, _)| byte);
    let sentence = text.get(byte(start)..byte(end))?;
    let found = start + sentence[..sentence.find(words)?].chars().count();
    Some([found, found + words.chars().count()])
}

/// What [`score`] counts.
#[derive(Clone, PartialEq, Debug)]
pub struct Scores {
    /// By level: trigger, type, dyad.
    pub levels: [(&'static str, Rates); 3],
    /// By field, right and all: over the pairs matched by type.
    pub fields: [(&'static str, usize, usize); 6],
    /// By PLOVER type.
    pub types: BTreeMap<String, Rates>,
    /// Of the predictions that tell one, right where they match by type.
    pub confidence: Calibration,
}

/// Scores the predictions of each document against its gold events; a document without predictions has none.
pub fn score(gold: &BTreeMap<String, Vec<Event>>, predicted: &BTreeMap<String, Vec<Event>>) -> Scores {
    let mut counts = Counts::default();
    for (id, gold) in gold {
        counts.add(gold, predicted.get(id).map_or(&[], Vec::as_slice));
    }
    let name = |names: [&'static str; 3]| std::array::from_fn(|at| (names[at], rates(counts.levels[at])));
    Scores {
        levels: name(["trigger", "type", "dyad"]),
        fields: std::array::from_fn(|at| (FIELDS[at], counts.fields[at].0, counts.fields[at].1)),
        types: counts.types.into_iter().map(|(name, tally)| (name, rates(tally))).collect(),
        confidence: counts.confidence,
    }
}

const FIELDS: [&str; 6] = ["mode", "status", "actor_sector", "recipient_sector", "date", "place"];

/// Matched, gold, predicted; signed, for an optional event is taken from what was predicted.
type Tally = [i64; 3];

fn rates([matched, gold, predicted]: Tally) -> Rates {
    let natural = |count: i64| usize::try_from(count).unwrap_or(0);
    Rates { matched: natural(matched), gold: natural(gold), predicted: natural(predicted) }
}

#[derive(Default)]
struct Counts {
    levels: [Tally; 3],
    fields: [(usize, usize); 6],
    types: BTreeMap<String, Tally>,
    confidence: Calibration,
}

type Pair<'e> = (&'e Event, &'e Event);

impl Counts {
    fn add(&mut self, gold: &[Event], predicted: &[Event]) {
        let by_trigger = |pair: &Pair| share_trigger(*pair);
        let by_type = |pair: &Pair| same_type(*pair);
        let by_dyad = |pair: &Pair| same_type(*pair) && same_dyad(*pair);
        let of_type = |pair: &Pair| [!pair.0.optional, overlap(*pair), same_dyad(*pair), pair.0.mode == pair.1.mode];
        let of_trigger =
            |pair: &Pair| [!pair.0.optional, pair.0.event_type == pair.1.event_type, same_dyad(*pair), false];
        let matched = [
            pairs(gold, predicted, by_trigger, of_trigger),
            pairs(gold, predicted, by_type, of_type),
            pairs(gold, predicted, by_dyad, of_type),
        ];
        for (tally, matched) in self.levels.iter_mut().zip(&matched) {
            add_level(tally, matched, gold, predicted);
        }
        self.add_types(gold, predicted, &matched[1]);
        self.add_confidence(predicted, &matched[1]);
    }

    fn add_confidence(&mut self, predicted: &[Event], matched: &[Pair]) {
        for event in predicted {
            let pair = matched.iter().find(|pair| std::ptr::eq(pair.1, event));
            if let Some(confidence) = event.confidence.filter(|_| !pair.is_some_and(|pair| pair.0.optional)) {
                self.confidence.add(confidence, pair.is_some());
            }
        }
    }

    fn add_types(&mut self, gold: &[Event], predicted: &[Event], matched: &[Pair]) {
        for event in gold {
            self.of_type(event)[1] += i64::from(!event.optional);
        }
        for event in predicted {
            self.of_type(event)[2] += 1;
        }
        for &pair in matched {
            if pair.0.optional {
                self.of_type(pair.0)[2] -= 1;
            } else {
                self.of_type(pair.0)[0] += 1;
                self.add_fields(pair);
            }
        }
    }

    fn of_type(&mut self, event: &Event) -> &mut Tally {
        self.types.entry(event.event_type.clone()).or_default()
    }

    fn add_fields(&mut self, (gold, found): Pair) {
        let shared = |gold: &Side, found: &Side| !gold.sectors.is_disjoint(&found.sectors);
        let outcomes = [
            (true, gold.mode == found.mode),
            (true, gold.status == found.status),
            (!gold.actors.sectors.is_empty(), shared(&gold.actors, &found.actors)),
            (!gold.recipients.sectors.is_empty(), shared(&gold.recipients, &found.recipients)),
            (gold.date.is_some(), gold.date == found.date),
            (gold.place.is_some(), gold.place == found.place),
        ];
        for ((right, all), (counts, is_right)) in self.fields.iter_mut().zip(outcomes) {
            *right += usize::from(counts && is_right);
            *all += usize::from(counts);
        }
    }
}

fn add_level(tally: &mut Tally, matched: &[Pair], gold: &[Event], predicted: &[Event]) {
    let free = matched.iter().filter(|pair| pair.0.optional).count() as i64;
    tally[0] += matched.len() as i64 - free;
    tally[1] += gold.iter().filter(|event| !event.optional).count() as i64;
    tally[2] += predicted.len() as i64 - free;
}

/// One-to-one pairs among those that may match, the preferred ones first. The sets are small, so greed serves.
fn pairs<'e>(
    gold: &'e [Event],
    predicted: &'e [Event],
    may_match: impl Fn(&Pair) -> bool,
    preference: impl Fn(&Pair) -> [bool; 4],
) -> Vec<Pair<'e>> {
    let all = gold
        .iter()
        .enumerate()
        .flat_map(|(i, gold)| predicted.iter().enumerate().map(move |(j, found)| (i, j, (gold, found))));
    let mut candidates: Vec<(usize, usize, Pair)> = all.filter(|(_, _, pair)| may_match(pair)).collect();
    // A stable sort: among equals the earlier gold event, then the earlier prediction, comes first.
    candidates.sort_by_key(|(_, _, pair)| std::cmp::Reverse(preference(pair)));
    let (mut gold_taken, mut found_taken) = (BTreeSet::new(), BTreeSet::new());
    candidates.retain(|&(i, j, _)| {
        let is_free = !gold_taken.contains(&i) && !found_taken.contains(&j);
        is_free && gold_taken.insert(i) && found_taken.insert(j)
    });
    candidates.into_iter().map(|(_, _, pair)| pair).collect()
}

fn share_trigger(pair: Pair) -> bool {
    pair.0.sentence == pair.1.sentence && overlap(pair)
}

fn same_type((gold, found): Pair) -> bool {
    gold.sentence == found.sentence && gold.event_type == found.event_type
}

fn overlap((gold, found): Pair) -> bool {
    let (Some([start, end]), Some([other_start, other_end])) = (gold.trigger, found.trigger) else { return false };
    start < other_end && other_start < end
}

/// Whether the countries of both sides agree; where nobody is the recipient by nature, whether all countries do.
fn same_dyad((gold, found): Pair) -> bool {
    let (actors, recipients) = (&gold.actors.countries, &gold.recipients.countries);
    let (found_actors, found_recipients) = (&found.actors.countries, &found.recipients.countries);
    let is_mutual = match gold.event_type.as_str() {
        "CONSULT" | "COOPERATE" => true,
        "AGREE" | "SUPPORT" => recipients.is_empty() || found_recipients.is_empty(),
        _ => false,
    };
    let everyone = |actors: &BTreeSet<String>, recipients: &BTreeSet<String>| actors | recipients;
    actors == found_actors && recipients == found_recipients
        || is_mutual && everyone(actors, recipients) == everyone(found_actors, found_recipients)
}

impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, rates) in self.levels {
            let (p, r, f1) = (rates.precision(), rates.recall(), rates.f1());
            write!(f, "{name:8} P {p:.3}  R {r:.3}  F1 {f1:.3}   ")?;
            writeln!(f, "(matched {}, gold {}, predicted {})", rates.matched, rates.gold, rates.predicted)?;
        }
        for (name, right, all) in self.fields {
            writeln!(f, "{name:17} {:.3}   ({right}/{all})", ratio(right, all))?;
        }
        for (name, rates) in &self.types {
            writeln!(f, "  {name:10} F1 {:.3}  gold {:4}  predicted {:4}", rates.f1(), rates.gold, rates.predicted)?;
        }
        let summary: Vec<String> =
            self.levels.iter().map(|(name, rates)| format!("{name} F1 {:.3}", rates.f1())).collect();
        writeln!(f, "events: {}", summary.join("  "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCUMENT: &str = r#"{"text": "A met B. C hit D.", "sentences": [[0, 8], [9, 17]]}"#;
    const GOLD: &str = r#"{"events": [
        {"s": 0, "trigger": "met", "type": "CONSULT", "status": "actual",
         "actors": [{"country": "BGD", "sector": "MIL"}, {"country": "PAK", "sector": "MIL"}]},
        {"s": 1, "trigger": "hit", "type": "ASSAULT", "status": "actual", "date": ["2025-01-01", "2025-01-01"],
         "actors": [{"country": "USA", "sector": "MIL"}], "recipients": [{"country": "IRQ", "sector": "REB"}]}]}"#;
    const RECORD: &str = r#"{"id": "d", "events": [
        {"trigger": {"start": 2, "end": 5}, "type": "CONSULT", "status": "actual",
         "actors": [{"country": "BGD", "sector": "MIL"}], "recipients": [{"country": "PAK", "sector": "MIL"}]},
        {"trigger": {"start": 11, "end": 14}, "type": "COERCE", "actors": [], "recipients": []}]}"#;

    fn corpus() -> BTreeMap<String, Document> {
        BTreeMap::from([("d".into(), serde_json::from_str(DOCUMENT).expect("a document"))])
    }

    fn scores(gold_file: &str, record: &str) -> Scores {
        let documents = corpus();
        let gold = gold(&documents["d"], gold_file).expect("gold events");
        let predicted = predicted(record, &documents).expect("a record");
        score(&BTreeMap::from([("d".into(), gold)]), &BTreeMap::from([predicted]))
    }

    fn check(scores: &Scores, expected: [Tally; 3]) {
        let found = scores.levels.map(|(_, rates)| [rates.matched as i64, rates.gold as i64, rates.predicted as i64]);
        assert_eq!(found, expected);
    }

    #[test]
    fn levels_are_counted_apart() {
        let scores = scores(GOLD, RECORD);
        check(&scores, [[2, 2, 2], [1, 2, 2], [1, 2, 2]]);
        assert_eq!(scores.fields[1], ("status", 1, 1));
        assert_eq!(scores.fields[4], ("date", 0, 0));
    }

    #[test]
    fn gold_against_itself_is_perfect() {
        let gold = gold(&corpus()["d"], GOLD).expect("gold events");
        let all = BTreeMap::from([("d".to_string(), gold)]);
        let scores = score(&all, &all);
        check(&scores, [[2, 2, 2]; 3]);
        assert!(scores.fields.iter().all(|(_, right, all)| right == all));
    }

    #[test]
    fn swapped_parties_of_a_one_way_event_are_no_dyad() {
        let record = r#"{"id": "d", "events": [{"trigger": {"start": 11, "end": 14}, "type": "ASSAULT",
            "actors": [{"country": "IRQ"}], "recipients": [{"country": "USA"}]}]}"#;
        check(&scores(GOLD, record), [[1, 2, 1], [1, 2, 1], [0, 2, 1]]);
    }

    #[test]
    fn an_optional_event_neither_rewards_nor_costs() {
        let optional = GOLD.replace(r#""s": 0,"#, r#""s": 0, "optional": true,"#);
        check(&scores(&optional, RECORD), [[1, 1, 1], [0, 1, 1], [0, 1, 1]]);
        check(&scores(&optional, r#"{"id": "d"}"#), [[0, 1, 0]; 3]);
    }

    #[test]
    fn triggers_are_found_by_code_points() {
        assert_eq!(find("é met. ü met", "met", [7, 12]), Some([9, 12]));
        assert_eq!(find("é met. ü met", "hit", [7, 12]), None);
        assert_eq!(find("é", "é", [5, 9]), None);
    }

    #[test]
    fn what_is_no_gold_file_is_an_error() {
        assert!(gold(&corpus()["d"], r#"{"events": 3}"#).is_err());
        let error =
            gold(&corpus()["d"], r#"{"events": [{"s": 7, "trigger": "x", "type": "AID"}]}"#).expect_err("no sentence");
        assert_eq!(error.to_string(), "no sentence 7 for `x`");
    }

    #[test]
    fn lines_are_those_of_the_python_program() {
        let printed = scores(GOLD, RECORD).to_string();
        assert!(
            printed.starts_with("trigger  P 1.000  R 1.000  F1 1.000   (matched 2, gold 2, predicted 2)\n"),
            "{printed}"
        );
        assert!(printed.contains("\nactor_sector      1.000   (1/1)\n"), "{printed}");
        assert!(printed.contains("\n  CONSULT    F1 1.000  gold    1  predicted    1\n"), "{printed}");
        assert!(printed.ends_with("events: trigger F1 1.000  type F1 0.500  dyad F1 0.500\n"), "{printed}");
    }
}
