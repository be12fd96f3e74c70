//! What a store sums up, against the same of all its reports at once.

use crate::read::tests::{AT, Shelf, party, record};
use crate::{Content, Identity, Incoming};
use aggregation::{Cell, Happening, Mention, Months, Printed, Story, Sums};
use deduplication::{Events, Judge, Reports, Sketch, Told, bulk};
use proptest::prelude::*;
use record::{Argument, Denial, Event, EventDate, EventPlace, Number, Record, Trigger};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::rc::Rc;

const SENTENCES: [&str; 6] = [
    "Drones hit the market of Kitshanga on Tuesday and killed fourteen people, residents said.",
    "At least fourteen died when army drones struck the market of Kitshanga, a nurse told reporters.",
    "The army denied that its drones hit any market.",
    "Ministers of both countries met in Goma and agreed to open the border.",
    "The ministers met in the lakeside town of Goma, and the border is to open again.",
    "Traders in Goma waited for lorries that never came, and closed their shops.",
];

const DAYS: [&str; 4] = ["2025-08-20", "2025-08-21", "2025-08-31", "2025-09-01"];

const PLACES: [(&str, f64, f64); 3] =
    [("Kitshanga", -1.236, 29.059), ("Goma", -1.658, 29.22), ("Kinshasa", -4.322, 15.307)];

/// Small choices that make an event.
type EventChoices = [usize; 9];

/// Small choices that make a report, and its events.
type ReportChoices = ([usize; 6], Vec<EventChoices>);

fn event_choices() -> impl Strategy<Value = EventChoices> {
    [0usize..6, 0..4, 0..3, 0..4, 0..4, 0..5, 0..4, 0..3, 0..4]
}

fn report_choices() -> impl Strategy<Value = ReportChoices> {
    ([0usize..6, 0..6, 0..4, 0..5, 0..3, 0..3], proptest::collection::vec(event_choices(), 0..4))
}

/// Report `number`.
fn report(number: usize, (choices, events): &ReportChoices) -> Incoming {
    let [first, second, publisher, day, byline, url] = *choices;
    let text = format!("{} {}", SENTENCES[first], SENTENCES[second]);
    let middle = SENTENCES[first].len();
    let mut record = record(&text, &[[0, middle], [middle + 1, text.len()]]);
    record.id = format!("r{number}");
    record.published = DAYS.get(day).map(|day| day.to_string());
    record.publisher = ["Kivu Post", "Lake Times", "Reuters"].get(publisher).map(|name| name.to_string());
    record.url = (url > 0).then(|| format!("https://www.news{url}.example/{number}"));
    for (at, choices) in events.iter().enumerate() {
        let event = event(format!("r{number}-{at}"), &record, choices);
        record.numbers.extend(killed(&event, choices[7]));
        record.events.push(event);
    }
    let byline = ["Staff (AFP)", "Amina Bahati"].get(byline).map(|byline| byline.to_string());
    let content = Content::of(&[Some(&text), Some(&record.id)]);
    Incoming { identity: Identity::Given(record.id.clone()), content, source: None, byline, text, record }
}

fn event(id: String, record: &Record, choices: &EventChoices) -> Event {
    let [kind, actors, recipients, day, place, confidence, status, _, sentence] = *choices;
    let (event_type, mode, quad, score, goldstein) = [
        ("ASSAULT", Some("aerial"), 4, -9.0, -9.5),
        ("ASSAULT", None, 4, -9.0, -10.0),
        ("CONSULT", Some("visit"), 1, 4.0, 1.9),
        ("CONSULT", Some("meet"), 1, 4.0, 2.8),
        ("AGREE", None, 1, 3.3, 4.8),
        ("ACCUSE", None, 3, -2.1, -2.0),
    ][kind];
    let armies = || vec![party("e1", "the army", "COD", "MIL"), party("e2", "rebels", "COD", "REB")];
    let ministers = || vec![party("e3", "ministers", "RWA", "GOV"), party("e1", "ministers", "COD", "GOV")];
    let nobody = || vec![Argument { country: None, ..party("e4", "gunmen", "", "UNK") }];
    let date = |first: &str, last: &str, span| EventDate {
        start: first.into(),
        end: last.into(),
        basis: if span == Some([0, 0]) { "published" } else { "stated" }.into(),
        text: None,
        span,
    };
    let spot = PLACES.get(place).map(|(name, north, east)| EventPlace {
        text: name.to_string(),
        span: [0, 1],
        name: name.to_string(),
        country: Some("COD".into()),
        admin1: Some("Nord-Kivu".into()),
        lat: Some(*north),
        lon: Some(*east),
        geonames: None,
        feature: Some("PPL".into()),
    });
    let at = record.sentences[sentence % 2];
    Event {
        id,
        sentence: sentence % 2,
        trigger: Trigger { start: at[0], end: at[0] + 6, text: ["hit", "met"][kind / 2 % 2].into() },
        event_type: event_type.into(),
        mode: mode.map(str::to_string),
        status: ["actual", "actual", "negated", "future"][status].into(),
        quad,
        score,
        cameo: "042".into(),
        goldstein,
        contexts: ["military", "territory"].iter().take(kind % 3).map(|context| context.to_string()).collect(),
        actors: [armies(), ministers(), nobody(), armies()[..1].to_vec()][actors].clone(),
        recipients: [vec![], ministers()[..1].to_vec(), nobody()][recipients].clone(),
        date: [
            Some(date(DAYS[0], DAYS[0], Some(at))),
            Some(date(DAYS[1], DAYS[1], Some([0, 0]))),
            Some(date(DAYS[0], DAYS[2], None)),
            None,
        ][day]
            .clone(),
        place: spot,
        attribution: None,
        denied_by: vec![Denial { event: String::new(), entity: None, text: None, span: None }; sentence / 3],
        confidence: [0.5, 0.7, 0.7, 0.9, 0.912][confidence],
        evidence: vec![],
        why: String::new(),
    }
}

fn killed(event: &Event, choice: usize) -> Vec<Number> {
    let number = |kind: &str, low, high| Number {
        start: 0,
        end: 1,
        text: String::new(),
        kind: kind.into(),
        low,
        high,
        of: None,
        event: Some(event.id.clone()),
        attribution: None,
        why: String::new(),
    };
    let fourteen = || number("killed", Some(14.0), Some(14.0));
    [vec![], vec![number("wounded", Some(3.0), None), fourteen()], vec![number("killed", Some(19.0), Some(20.0))]]
        [choice]
        .clone()
}

/// Stories and happenings by the ids of their members, and sums: each as a row of values.
#[derive(PartialEq, Debug)]
struct Sum {
    stories: BTreeMap<Vec<String>, Value>,
    happenings: BTreeMap<Vec<String>, Value>,
    months: Vec<Value>,
}

/// What all reports come to at once.
fn at_once(reports: &[Incoming]) -> Sum {
    let judge = Judge::shipped();
    let sketches: Vec<Rc<Sketch>> = reports.iter().map(|report| Rc::new(sketch(report))).collect();
    let mut months = Months::default();
    let mut stories = BTreeMap::new();
    for group in bulk::groups::<Reports>(&judge, &sketches) {
        let printed: Vec<Printed> = group.iter().map(|&at| Printed::of(&reports[at].record)).collect();
        let of = |at: usize| Ok::<_, Infallible>(Rc::clone(&sketches[group[at]]));
        let Ok(story) = Story::of(&printed, of);
        let story = story.expect("a report");
        let ids = printed.iter().map(|report| report.id.clone()).collect();
        stories.insert(ordered(ids), story_row(&printed, &story));
    }
    let tellings: Vec<Told> = sketches.iter().flat_map(Told::all).collect();
    let mentions: Vec<(usize, Mention)> = reports.iter().enumerate().flat_map(mentions).collect();
    mentions.iter().for_each(|(_, mention)| months.add_mention(mention));
    let mut happenings = BTreeMap::new();
    for group in bulk::groups::<Events>(&judge, &tellings) {
        let told: Vec<Mention> = group.iter().map(|&at| mentions[at].1.clone()).collect();
        let of = |at: usize| Ok::<_, Infallible>(Rc::clone(&sketches[mentions[group[at]].0]));
        let Ok(happening) = Happening::of(&told, of);
        let happening = happening.expect("a mention");
        months.add_happening(&happening);
        let ids = told.iter().map(|mention| mention.event.clone()).collect();
        happenings.insert(ordered(ids), happening_row(&told, &happening));
    }
    let mut months: Vec<Value> = months.rows().map(month_row).collect();
    months.sort_by_key(Value::to_string);
    Sum { stories, happenings, months }
}

/// The sketch of a report, as it comes from another machine.
fn sketch(report: &Incoming) -> Sketch {
    let sketch = Sketch::of(&record::comparable(&report.record, &report.text, report.byline.as_deref()));
    Sketch::unpacked(&sketch.packed()).expect("it was packed")
}

/// The mentions of a report, as they come from another machine.
fn mentions((at, report): (usize, &Incoming)) -> Vec<(usize, Mention)> {
    let told = |number| Mention::from_record(&report.record, number).expect("an event");
    let sent = |mention: Mention| serde_json::to_string(&mention).expect("it is written");
    let read = |json: String| serde_json::from_str(&json).expect("it is read");
    (0..report.record.events.len()).map(|number| (at, read(sent(told(number))))).collect()
}

fn story_row(reports: &[Printed], story: &Story) -> Value {
    json!([reports[story.report].id, story.n_reports, story.n_sources, story.first_published, story.last_published])
}

fn happening_row(mentions: &[Mention], happening: &Happening) -> Value {
    let place = happening.place.as_ref();
    let disagreements = serde_json::to_string(&happening.disagreements).expect("they are written");
    json!([
        mentions[happening.standing].event,
        happening.n_mentions,
        happening.n_reports,
        happening.n_sources,
        happening.first_published,
        happening.last_published,
        happening.event_type,
        happening.mode,
        happening.status,
        happening.quad,
        happening.score,
        happening.goldstein,
        happening.contexts.join(" "),
        happening.actors.join("; "),
        happening.recipients.join("; "),
        i64::from(happening.is_one_sided),
        happening.date_start,
        happening.date_end,
        happening.date_basis,
        place.map(|place| &place.name),
        place.and_then(|place| place.country.as_ref()),
        place.and_then(|place| place.latitude),
        place.and_then(|place| place.longitude),
        happening.confidence,
        happening.disagreements.len(),
        (!happening.disagreements.is_empty()).then_some(disagreements),
    ])
}

fn month_row((cell, sums): (&Cell, &Sums)) -> Value {
    let (pair, direction) = (&cell.pair, cell.pair.direction.name());
    let numbers = (sums.mentions, sums.happenings, sums.score, sums.goldstein);
    json!([
        pair.first,
        pair.second,
        cell.month,
        direction,
        cell.quad,
        cell.status,
        numbers.0,
        numbers.1,
        numbers.2,
        numbers.3
    ])
}

fn ordered(mut ids: Vec<String>) -> Vec<String> {
    ids.sort_unstable();
    ids
}

impl Shelf {
    /// What the store sums its reports up as.
    fn sum(&self) -> Sum {
        let stories = "SELECT n.cluster, r.id FROM stored_reports r JOIN stored_nodes n ON n.key = r.node WHERE r.state = 'current'";
        let story = "SELECT s.key, r.id, s.n_reports, s.n_sources, s.first_published, s.last_published
            FROM stored_stories s JOIN stored_reports r ON r.key = s.report";
        let happenings = "SELECT happening, id FROM stored_events";
        let happening = "SELECT h.key, e.id, h.n_mentions, h.n_reports, h.n_sources, h.first_published, h.last_published, h.type, h.mode, h.status,
            h.quad, h.score, h.goldstein, h.contexts, h.actors, h.recipients, h.is_one_sided, h.date_start, h.date_end, h.date_basis, h.place,
            h.place_country, h.latitude, h.longitude, h.confidence, h.n_disagreements, h.disagreements
            FROM stored_happenings h JOIN stored_events e ON e.key = h.event";
        let mut months = self.values("SELECT * FROM stored_dyad_months");
        months.sort_by_key(Value::to_string);
        Sum { stories: self.by_members(stories, story), happenings: self.by_members(happenings, happening), months }
    }

    /// Rows whose first value is a key, by the ids of the members that have this key.
    fn by_members(&self, members: &str, rows: &str) -> BTreeMap<Vec<String>, Value> {
        let mut ids: BTreeMap<i64, Vec<String>> = BTreeMap::new();
        for member in self.values(members) {
            let id = member[1].as_str().expect("an id").to_string();
            ids.entry(member[0].as_i64().expect("a key")).or_default().push(id);
        }
        let mut by_members = BTreeMap::new();
        for row in self.values(rows) {
            let key = row[0].as_i64().expect("a key");
            let values = row.as_array().expect("a row")[1..].to_vec();
            by_members.insert(ordered(ids.remove(&key).expect("members")), json!(values));
        }
        assert!(ids.is_empty(), "members of what is not there: {ids:?}");
        by_members
    }

    fn values(&self, sql: &str) -> Vec<Value> {
        self.rows(sql).iter().map(|row| serde_json::from_str(row).expect("JSON")).collect()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn a_store_sums_its_reports_up_as_all_at_once(
        choices in proptest::collection::vec(report_choices(), 1..16),
        n_gone in 0usize..4,
    ) {
        let reports: Vec<Incoming> = choices.iter().enumerate().map(|(number, choices)| report(number, choices)).collect();
        let (gone, kept) = reports.split_at(n_gone.min(reports.len() - 1));
        let mut shelf = Shelf::with(gone);
        for batch in kept.rchunks(5) {
            shelf.store.add(batch, AT).expect("added");
        }
        for report in gone {
            shelf.store.withdraw(&report.record.id, "an error", AT).expect("withdrawn");
        }
        shelf.check();
        prop_assert_eq!(shelf.sum(), at_once(kept));
    }
}

#[test]
fn the_reports_of_this_test_make_stories_happenings_and_disagreements() {
    let event = |day, confidence, number| [0, 0, 1, day, 0, confidence, 0, number, 0];
    let choices: [ReportChoices; 4] = [
        ([0, 5, 0, 1, 2, 0], vec![event(0, 1, 1)]),
        ([1, 5, 1, 1, 2, 0], vec![event(0, 1, 2)]),
        ([0, 5, 3, 1, 2, 1], vec![event(0, 1, 1)]),
        ([3, 4, 3, 1, 2, 2], vec![[2, 1, 0, 0, 1, 2, 0, 0, 0]]),
    ];
    let reports: Vec<Incoming> = choices.iter().enumerate().map(|(number, choices)| report(number, choices)).collect();
    let sum = at_once(&reports);
    assert_eq!(Shelf::with(&reports).sum(), sum);
    assert_eq!(sum.happenings.keys().map(Vec::len).max(), Some(3), "{:?}", sum.happenings);
    assert_eq!(sum.stories.len(), 2, "{:?}", sum.stories);
    assert!(sum.happenings.values().any(|row| row[25].as_str().is_some_and(|told| told.contains("killed"))));
    assert!(sum.months.iter().any(|row| row[3] == "mutual") && sum.months.iter().any(|row| row[3] == "forth"));
}
