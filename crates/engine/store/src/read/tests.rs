//! Stores made of invented records, written to and asked.

use crate::*;
use record::{
    Argument, Coder, Entity, Event, EventDate, EventPlace, Materiel, Mention, Office, Quote, Record, Trigger,
};
use serde_json::json;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

pub(crate) const AT: &str = "2026-11-26T12:00:00Z";

/// A record without events.
pub(crate) fn record(text: &str, sentences: &[[usize; 2]]) -> Record {
    let text_sha256 = record::hash::sha256(text.as_bytes());
    Record {
        schema: record::FORM.into(),
        id: text_sha256.clone(),
        title: None,
        url: None,
        publisher: None,
        published: None,
        language: Some("en".into()),
        dateline: None,
        text_sha256,
        coder: Coder { name: "entente".into(), version: "1".into(), models: "m".into(), knowledge: "k".into() },
        sentences: sentences.to_vec(),
        entities: vec![],
        events: vec![],
        times: vec![],
        places: vec![],
        quotes: vec![],
        statements: vec![],
        numbers: vec![],
        materiel: vec![],
        exercises: vec![],
        warnings: vec![],
    }
}

pub(crate) fn party(entity: &str, text: &str, country: &str, sector: &str) -> Argument {
    Argument {
        entity: entity.into(),
        start: 0,
        end: text.len(),
        text: text.into(),
        country: Some(country.into()),
        sector: sector.into(),
        other_sectors: vec![],
    }
}

fn entity(id: &str, kind: &str, name: &str, country: &str) -> Entity {
    Entity {
        id: id.into(),
        kind: kind.into(),
        name: name.into(),
        country: Some(country.into()),
        sectors: vec!["MIL".into()],
        knowledge_id: None,
        wikidata: None,
        offices: vec![],
        mentions: vec![Mention { start: 0, end: 3, text: name.into(), form: "name".into() }],
    }
}

/// `General A met Admiral B in Dhaka.`: one meeting on a day, of report `id`.
pub(crate) fn meeting(id: &str, day: &str, title: &str) -> Incoming {
    let text = format!("General Rahim met Admiral Malik in Dhaka. Report {id}.");
    let mut record = record(&text, &[[0, 41], [42, text.chars().count()]]);
    record.id = id.into();
    record.title = Some(title.into());
    record.publisher = Some(format!("{id} Post"));
    record.published = Some(day.into());
    let mut general = entity("e1", "person", "Rahim Khan", "BGD");
    general.offices = vec![Office {
        rank: Some("General".into()),
        post: Some("Principal Staff Officer".into()),
        body: None,
        country: Some("BGD".into()),
        when: "current".into(),
        start: 0,
        end: 13,
    }];
    record.entities = vec![general, entity("e2", "person", "Tariq Malik", "PAK")];
    record.events = vec![Event {
        id: format!("{id}-{day}"),
        sentence: 0,
        trigger: Trigger { start: 14, end: 17, text: "met".into() },
        event_type: "CONSULT".into(),
        mode: Some("visit".into()),
        status: "actual".into(),
        quad: 1,
        score: 4.0,
        cameo: "042".into(),
        goldstein: 1.9,
        contexts: vec!["military".into()],
        actors: vec![party("e1", "General Rahim", "BGD", "MIL")],
        recipients: vec![party("e2", "Admiral Malik", "PAK", "MIL")],
        date: Some(EventDate { start: day.into(), end: day.into(), basis: "stated".into(), text: None, span: None }),
        place: Some(EventPlace {
            text: "Dhaka".into(),
            span: [35, 40],
            name: "Dhaka".into(),
            country: Some("BGD".into()),
            admin1: Some("Dhaka".into()),
            lat: Some(23.7),
            lon: Some(90.4),
            geonames: Some(1_185_241),
            feature: Some("PPLC".into()),
        }),
        attribution: None,
        denied_by: vec![],
        confidence: 0.9,
        evidence: vec![[0, 17]],
        why: String::new(),
    }];
    record.quotes = vec![Quote {
        start: 0,
        end: 13,
        text: "General Rahim".into(),
        style: "direct".into(),
        speaker: Some("e1".into()),
        cue: Some("said".into()),
        target: None,
        sayings: vec![],
        why: String::new(),
    }];
    record.materiel = vec![Materiel {
        start: 0,
        end: 5,
        text: "JF-17 Thunder".into(),
        item: Some("jf-17".into()),
        class: "aircraft".into(),
        supplier: Some("PAK".into()),
        supplier_entity: None,
        receiver: Some("BGD".into()),
        receiver_entity: None,
        maker: None,
        stage: "interest".into(),
        quantity: None,
        value: None,
        event: Some(format!("{id}-{day}")),
        why: String::new(),
    }];
    let content = Content::of(&[Some(&text), Some(title), Some(day)]);
    Incoming { identity: Identity::Given(id.into()), content, source: None, byline: None, text, record }
}

pub(crate) struct Shelf {
    _folder: tempfile::TempDir,
    pub(crate) store: Store,
}

fn shelf() -> Shelf {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(&folder.path().join("a.db")).expect("a store");
    Shelf { _folder: folder, store }
}

impl Shelf {
    pub(crate) fn with(reports: &[Incoming]) -> Shelf {
        let mut shelf = shelf();
        shelf.store.add(reports, AT).expect("added");
        shelf
    }

    pub(crate) fn reader(&self) -> Reader {
        self.store.reader().expect("a reader")
    }

    pub(crate) fn ids(&self, filter: &Filter) -> Vec<String> {
        let page = self.reader().events(filter, Sort::Newest, 100, 0).expect("a page");
        assert_eq!(self.reader().count(filter).expect("a count"), page.events.len());
        page.events.into_iter().map(|event| event.id).collect()
    }

    /// All rows of a statement, values as JSON.
    pub(crate) fn rows(&self, sql: &str) -> Vec<String> {
        struct Rows(Vec<String>);
        impl Answer for Rows {
            fn headings(&mut self, _: Headings) {}
            fn row(&mut self, values: Vec<serde_json::Value>) -> bool {
                self.0.push(json!(values).to_string());
                true
            }
        }
        let mut rows = Rows(Vec::new());
        self.reader().sql(sql, Duration::from_secs(10), &mut rows).expect("an answer");
        rows.0
    }

    pub(crate) fn check(&self) {
        assert_eq!(self.reader().check().expect("checked"), []);
    }

    /// Everything that users see.
    pub(crate) fn everything(&self) -> Vec<String> {
        let views = [
            "reports",
            "events",
            "participants",
            "entities",
            "offices",
            "quotes",
            "materiel",
            "numbers",
            "stories",
            "happenings",
            "dyad_month",
        ];
        views.iter().flat_map(|view| self.rows(&format!("SELECT * FROM {view} ORDER BY 1, 2, 3"))).collect()
    }
}

pub(crate) fn three() -> [Incoming; 3] {
    [
        meeting("a", "2025-01-14", "Generals meet"),
        meeting("b", "2025-01-14", "Talks in the capital"),
        meeting("c", "2025-02-02", "Another visit"),
    ]
}

#[test]
fn events_come_by_day_whatever_the_order_of_reports() {
    let [a, b, c] = three();
    let shelf = Shelf::with(&[c, a, b]);
    assert_eq!(shelf.ids(&Filter::default()), ["c-2025-02-02", "b-2025-01-14", "a-2025-01-14"]);
    let oldest = shelf.reader().events(&Filter::default(), Sort::Oldest, 2, 0).expect("a page");
    assert!(oldest.has_more && oldest.events.len() == 2 && oldest.events[0].id == "a-2025-01-14");
    let rest = shelf.reader().events(&Filter::default(), Sort::Oldest, 2, 2).expect("a page");
    assert!(!rest.has_more && rest.events.len() == 1);
    shelf.check();
}

#[test]
fn an_event_is_listed_with_its_parties_and_its_sentence() {
    let shelf = Shelf::with(&three());
    let page = shelf.reader().events(&Filter::default(), Sort::Oldest, 1, 0).expect("a page");
    let event = &page.events[0];
    assert_eq!(event.evidence, "General Rahim met Admiral Malik in Dhaka.");
    assert_eq!((event.actors[0].name.as_str(), event.actors[0].country.as_deref()), ("Rahim Khan", Some("BGD")));
    assert_eq!((event.publisher.as_deref(), event.place.as_deref()), (Some("a Post"), Some("Dhaka")));
    assert_eq!(event.contexts, ["military"]);
}

#[test]
fn filters_narrow() {
    let shelf = Shelf::with(&three());
    let all = 3;
    let cases: Vec<(Filter, usize)> = vec![
        (Filter { words: Some("admiral rahim".into()), ..Filter::default() }, all),
        (Filter { words: Some("talks capital".into()), ..Filter::default() }, 1),
        (Filter { words: Some("\"another visit\"".into()), ..Filter::default() }, 1),
        (Filter { words: Some("admiral -talks".into()), ..Filter::default() }, 2),
        (Filter { words: Some("submarine".into()), ..Filter::default() }, 0),
        (Filter { actors: vec![Party::Country("BGD".into())], ..Filter::default() }, all),
        (Filter { actors: vec![Party::Country("PAK".into())], ..Filter::default() }, 0),
        (Filter { actors: vec![Party::Country("PAK".into()), Party::Named("rahim".into())], ..Filter::default() }, all),
        (Filter { recipients: vec![Party::Sector("PAK".into(), "MIL".into())], ..Filter::default() }, all),
        (Filter { recipients: vec![Party::Sector("PAK".into(), "GOV".into())], ..Filter::default() }, 0),
        (between("PAK", "BGD"), all),
        (between("PAK", "IND"), 0),
        (
            Filter { between: Some((Party::Named("malik".into()), Party::Country("BGD".into()))), ..Filter::default() },
            all,
        ),
        (Filter { types: vec!["CONSULT".into(), "AID".into()], ..Filter::default() }, all),
        (Filter { types: vec!["AID".into()], ..Filter::default() }, 0),
        (Filter { modes: vec!["visit".into()], ..Filter::default() }, all),
        (Filter { statuses: vec!["negated".into()], ..Filter::default() }, 0),
        (Filter { contexts: vec!["military".into()], ..Filter::default() }, all),
        (Filter { place: Some("dhaka".into()), ..Filter::default() }, all),
        (Filter { place: Some("BGD".into()), ..Filter::default() }, all),
        (Filter { place: Some("PAK".into()), ..Filter::default() }, 0),
        (Filter { person: Some("Tariq".into()), ..Filter::default() }, all),
        (Filter { person: Some("Tariq Aziz".into()), ..Filter::default() }, 0),
        (Filter { materiel: Some("JF-17".into()), ..Filter::default() }, all),
        (Filter { materiel: Some("aircraft".into()), ..Filter::default() }, all),
        (Filter { materiel: Some("thunder".into()), ..Filter::default() }, all),
        (Filter { materiel: Some("%".into()), ..Filter::default() }, 0),
        (Filter { publisher: Some("a post".into()), ..Filter::default() }, 1),
        (Filter { report: Some("c".into()), ..Filter::default() }, 1),
        (Filter { since: Some("2025-02-01".parse().expect("a day")), ..Filter::default() }, 1),
        (Filter { until: Some("2025-02-01".parse().expect("a day")), ..Filter::default() }, 2),
        (Filter { min_confidence: Some(0.95), ..Filter::default() }, 0),
        (
            Filter {
                report: Some("a".into()),
                words: Some("met".into()),
                person: Some("malik".into()),
                ..between("BGD", "PAK")
            },
            1,
        ),
    ];
    for (filter, expected) in cases {
        assert_eq!(shelf.ids(&filter).len(), expected, "{filter:?}");
    }
}

#[test]
fn two_sectors_of_one_country_are_joined_by_what_both_take_part_in() {
    let mut within = meeting("a", "2025-01-14", "A visit");
    within.record.events[0].recipients = vec![party("e2", "Admiral Malik", "BGD", "GOV")];
    let shelf = Shelf::with(&[within, meeting("b", "2025-01-14", "Talks in the capital")]);
    let sector = |sector: &str| Party::Sector("BGD".into(), sector.into());
    let between = |one, other| Filter { between: Some((sector(one), sector(other))), ..Filter::default() };
    assert_eq!(shelf.ids(&between("MIL", "GOV")), ["a-2025-01-14"]);
    assert_eq!(shelf.ids(&between("MIL", "LEG")), [""; 0]);
}

#[test]
fn people_places_and_pairs_are_told_of_what_they_did() {
    let shelf = Shelf::with(&three());
    let reader = shelf.reader();
    let met = reader.met("Rahim", None, 10).expect("met");
    let [met] = &met[..] else { panic!("{met:?}") };
    assert_eq!((met.with.name.as_str(), met.with.country.as_deref()), ("Tariq Malik", Some("PAK")));
    assert_eq!((met.first.as_deref(), met.last.as_deref()), (Some("2025-01-14"), Some("2025-02-02")));
    let mut other_spelling = meeting("d", "2025-03-01", "Later");
    other_spelling.record.entities[1].name = "Admiral T. Malik".into();
    for entity in &mut other_spelling.record.entities {
        let slug = if entity.id == "e1" { "rahim-khan" } else { "tariq-malik" };
        entity.knowledge_id = Some(format!("person/{slug}/chief/xxx/2024-01-01"));
    }
    let mut known = meeting("e", "2025-03-02", "Again");
    known.record.entities[1].knowledge_id = Some("person/tariq-malik/minister/pak/2025-01-01".into());
    let spelled = Shelf::with(&[other_spelling, known]);
    let met_twice = spelled.reader().met("Rahim", None, 10).expect("met");
    assert_eq!(met_twice.len(), 1, "one person in two spellings and offices: {met_twice:?}");
    assert!(reader.met("Rahim", Some("PAK"), 10).expect("met").is_empty(), "of another country");
    let with = reader.happenings_with("Malik", None, 1).expect("happenings");
    assert_eq!(with[0].date_start.as_deref(), Some("2025-02-02"), "the newest first");
    let keys: Vec<i64> = reader
        .between(&Party::Country("BGD".into()), &Party::Country("PAK".into()))
        .expect("between")
        .iter()
        .map(|happening| happening.key)
        .collect();
    let meetings = reader.meetings(&keys, 10).expect("meetings");
    assert_eq!(meetings.iter().map(|one| (one.name.as_str(), one.with.len())).collect::<Vec<_>>().len(), 2);
    assert_eq!(meetings.iter().find(|one| one.name == "Rahim Khan").expect("he met").with, ["Tariq Malik"]);
    let places = reader.places(&Filter::default(), 10).expect("places");
    let [dhaka] = &places[..] else { panic!("{places:?}") };
    assert_eq!((dhaka.name.as_str(), dhaka.happenings, dhaka.conflict), ("Dhaka", met.happenings, 0));
    let edges = reader.network(None, None, 1, 10).expect("a network");
    assert_eq!((edges[0].first.as_str(), edges[0].second.as_str(), edges[0].conflict), ("BGD", "PAK", 0));
    let day = |day: &str| Some(day.parse().expect("a day"));
    let later = reader.network(day("2025-02-01"), day("2025-02-28"), 1, 10).expect("a network");
    assert_eq!(later[0].happenings, 1);
    let named = reader.most_named(true, 10).expect("names");
    assert_eq!(named.iter().map(|named| named.reports).collect::<Vec<_>>(), [3, 3]);
}

#[test]
fn deals_are_found_by_both_sides() {
    let shelf = Shelf::with(&three());
    let pair = |one: &str, other: &str| Some((one.to_string(), other.to_string()));
    let all = shelf.reader().deals(&DealFilter::default(), 10).expect("deals");
    let (supplier, receiver) = (all[0].supplier.clone(), all[0].receiver.clone());
    let (supplier, receiver) = (supplier.expect("a supplier"), receiver.expect("a receiver"));
    for (filter, expected) in [
        (DealFilter { between: pair(&supplier, &receiver), ..DealFilter::default() }, all.len()),
        (DealFilter { between: pair(&receiver, &supplier), ..DealFilter::default() }, all.len()),
        (DealFilter { between: pair(&receiver, "NOR"), ..DealFilter::default() }, 0),
        (DealFilter { between: pair(&receiver, &receiver), ..DealFilter::default() }, 0),
        (DealFilter { supplier: Some(supplier.clone()), ..DealFilter::default() }, all.len()),
        (DealFilter { supplier: Some(receiver.clone()), ..DealFilter::default() }, 0),
        (DealFilter { receiver: Some(receiver.clone()), ..DealFilter::default() }, all.len()),
        (DealFilter { country: Some(supplier.clone()), ..DealFilter::default() }, all.len()),
        (DealFilter { country: Some("NOR".into()), ..DealFilter::default() }, 0),
    ] {
        assert_eq!(shelf.reader().deals(&filter, 10).expect("deals").len(), expected, "{filter:?}");
    }
}

fn between(one: &str, other: &str) -> Filter {
    Filter { between: Some((Party::Country(one.into()), Party::Country(other.into()))), ..Filter::default() }
}

#[test]
fn broad_conditions_are_walked_in_the_order_asked_for() {
    let shelf = Shelf::with(&three());
    let consult = Filter { types: vec!["CONSULT".into()], ..Filter::default() };
    let person = Filter { person: Some("tariq".into()), ..Filter::default() };
    let filters = [
        Filter::default(),
        consult,
        person,
        between("BGD", "PAK"),
        Filter { words: Some("admiral".into()), ..Filter::default() },
    ];
    for filter in filters {
        for sort in Sort::ALL {
            let walked = super::statement::walked(&filter, "e.id", sort).expect("a statement");
            let sorted = super::statement::events(&filter, "e.id", sort, 0).expect("a statement");
            let ids = |statement: super::statement::Statement| {
                let mut prepared = shelf.store.connection.prepare(&statement.sql).expect("valid");
                let rows =
                    prepared.query_map(rusqlite::params_from_iter(statement.values), |row| row.get(0)).expect("rows");
                rows.map(|row| row.expect("an id")).collect::<Vec<String>>()
            };
            assert_eq!(ids(walked), ids(sorted), "{filter:?} {sort:?}");
        }
    }
}

#[test]
fn reports_are_found_by_their_text_and_title() {
    let shelf = Shelf::with(&three());
    let ids = |words: Option<&str>, since: Option<&str>| {
        let since = since.map(|day| day.parse().expect("a day"));
        let rows = shelf.reader().reports(words, None, since, None, 10, 0).expect("reports");
        rows.into_iter().map(|row| row.id).collect::<Vec<_>>()
    };
    assert_eq!(ids(Some("admiral visit"), None), ["c"]);
    assert_eq!(ids(Some("\"report b\""), None), ["b"], "no event's evidence has these words");
    assert_eq!(ids(None, Some("2025-02-01")), ["c"]);
    assert_eq!(ids(None, None), ["c", "b", "a"]);
}

#[test]
fn the_same_content_is_added_once() {
    let mut shelf = Shelf::with(&three());
    let before = shelf.everything();
    assert_eq!(shelf.store.add(&three(), "2027-01-01T00:00:00Z").expect("added"), [Added::Known; 3]);
    assert_eq!(shelf.everything(), before);
    let [a, ..] = three();
    assert!(shelf.reader().knows(&a.identity, &a.content, &a.record.text_sha256).expect("known"));
}

#[test]
fn a_changed_report_takes_the_place_of_its_old_version_and_leaves_a_trace() {
    let mut shelf = Shelf::with(&three());
    let changed = meeting("a", "2025-03-01", "Generals met later");
    assert_eq!(shelf.store.add(&[changed], AT).expect("added"), [Added::Changed]);
    assert_eq!(shelf.ids(&Filter::default()), ["a-2025-03-01", "c-2025-02-02", "b-2025-01-14"]);
    let versions = shelf.reader().report("a").expect("a report");
    let states: Vec<_> = versions.iter().map(|version| (version.version, version.state.as_str())).collect();
    assert_eq!(states, [(2, "current"), (1, "replaced")]);
    assert_eq!(
        shelf.rows("SELECT event, report, version, reason FROM deletions"),
        [r#"["a-2025-01-14","a",1,"changed"]"#]
    );
    assert!(shelf.ids(&Filter { words: Some("\"Generals meet\"".into()), ..Filter::default() }).is_empty());
    // An old version that comes again is known: nothing goes back and forth.
    let [a, ..] = three();
    assert_eq!(shelf.store.add(&[a], AT).expect("added"), [Added::Known]);
    shelf.check();
}

#[test]
fn two_versions_in_one_batch_leave_one() {
    let [a, b, _] = three();
    let shelf = Shelf::with(&[a, b, meeting("a", "2025-03-01", "Later")]);
    assert_eq!(shelf.ids(&Filter::default()), ["a-2025-03-01", "b-2025-01-14"]);
    shelf.check();
}

#[test]
fn a_withdrawn_report_takes_its_events_along() {
    let mut shelf = Shelf::with(&three());
    assert_eq!(shelf.store.withdraw("b", "retracted by its publisher", AT).expect("withdrawn"), 1);
    assert_eq!(shelf.ids(&Filter::default()), ["c-2025-02-02", "a-2025-01-14"]);
    assert_eq!(shelf.rows("SELECT reason FROM deletions"), [r#"["withdrawn: retracted by its publisher"]"#]);
    assert!(shelf.store.withdraw("b", "again", AT).expect_err("not current").is_unknown());
    let [_, b, _] = three();
    assert_eq!(
        shelf.store.add(std::slice::from_ref(&b), AT).expect("added"),
        [Added::Known],
        "what was withdrawn stays away"
    );
    let again = Incoming { content: Content::of(&[Some("with a note")]), ..b };
    assert_eq!(shelf.store.add(&[again], AT).expect("added"), [Added::Changed]);
    assert_eq!(shelf.rows("SELECT event FROM deletions"), [""; 0], "an event that is back is not deleted");
    shelf.check();
}

#[test]
fn reports_without_an_id_are_told_by_their_text() {
    let unnamed = |path: &str, text_of: &str| {
        let mut report = meeting(text_of, "2025-01-14", "Generals meet");
        report.identity = Identity::File(path.into());
        report.record.id = report.record.text_sha256.clone();
        report.content = Content::of(&[Some(&report.text)]);
        report
    };
    let mut shelf = Shelf::with(&[unnamed("/a.txt", "x")]);
    let moved = shelf.store.add(&[unnamed("/b.txt", "x")], AT).expect("added");
    assert_eq!(moved, [Added::Known], "the same text in another file");
    let edited = shelf.store.add(&[unnamed("/a.txt", "y")], AT).expect("added");
    assert_eq!(edited, [Added::Changed], "another text in the same file");
    shelf.check();
}

#[test]
fn sums_follow_what_is_added_and_taken_away() {
    let mut shelf = Shelf::with(&three());
    let months = |shelf: &Shelf| -> Vec<(String, Option<String>, u64, u64, f64)> {
        let months = shelf.reader().months("PAK", "BGD").expect("months");
        months
            .into_iter()
            .map(|month| (month.month, month.source, month.mentions, month.happenings, month.score))
            .collect()
    };
    let source = Some("BGD".to_string());
    assert_eq!(
        months(&shelf),
        [("2025-01".into(), source.clone(), 2, 1, 8.0), ("2025-02".into(), source.clone(), 1, 1, 4.0)]
    );
    shelf.store.withdraw("a", "x", AT).expect("withdrawn");
    assert_eq!(months(&shelf)[0], ("2025-01".into(), source.clone(), 1, 1, 4.0));
    shelf.store.withdraw("b", "x", AT).expect("withdrawn");
    assert_eq!(months(&shelf), [("2025-02".into(), source, 1, 1, 4.0)]);
    let top = shelf.reader().top_actors(None, None, 10).expect("actors");
    let counts: Vec<_> = top.iter().map(|actor| (actor.country.as_str(), actor.as_actor, actor.as_recipient)).collect();
    assert_eq!(counts, [("BGD", 1, 0), ("PAK", 0, 1)]);
}

#[test]
fn two_reports_of_one_meeting_mention_one_happening() {
    let shelf = Shelf::with(&three());
    // Both print one text: they are one independent publisher. Of two that are printed on one day the one stands for both whose text has the
    // lesser hash: b's begins with 03, a's with d1.
    assert_eq!(
        shelf.rows("SELECT mentions, reports, publishers, event FROM happenings ORDER BY date_start"),
        [r#"[2,2,1,"b-2025-01-14"]"#, r#"[1,1,1,"c-2025-02-02"]"#]
    );
    let event = shelf.reader().event("a-2025-01-14").expect("an event");
    let (_, mentions) = shelf.reader().happening(&event.happening).expect("its happening");
    assert_eq!(mentions, ["a-2025-01-14", "b-2025-01-14"]);
    assert_eq!(event.report.record.events[event.index].id, "a-2025-01-14");
}

/// Ids of events by happening and of reports by story.
pub(crate) fn groups(shelf: &Shelf) -> [Vec<String>; 2] {
    let events = "SELECT group_concat(id, ' ') FROM (SELECT id, happening FROM events ORDER BY id) GROUP BY happening ORDER BY 1";
    let reports =
        "SELECT group_concat(id, ' ') FROM (SELECT id, story FROM reports WHERE state = 'current' ORDER BY id)
        GROUP BY story ORDER BY 1";
    [shelf.rows(events), shelf.rows(reports)]
}

/// Meetings of one pair on days that follow each other: each is near the one before, and the first and the last are not one.
pub(crate) fn chain() -> Vec<Incoming> {
    let days = ["14", "14", "15", "16", "16", "17", "19", "20", "21", "28"];
    days.iter().enumerate().map(|(at, day)| meeting(&format!("m{at}"), &format!("2025-01-{day}"), "Talks")).collect()
}

#[test]
fn groups_do_not_depend_on_the_order_of_reports() {
    let reports = chain();
    let in_order = Shelf::with(&reports);
    let expected = groups(&in_order);
    assert!(expected[0].len() > 1 && expected[0].len() < reports.len(), "{expected:?}");
    for step in [3, 7, 9] {
        let turned: Vec<Incoming> = (0..reports.len()).map(|at| reports[at * step % reports.len()].clone()).collect();
        let mut shelf = shelf();
        turned.iter().for_each(|report| {
            shelf.store.add(std::slice::from_ref(report), AT).expect("added");
        });
        assert_eq!(groups(&shelf), expected, "every {step}th");
        shelf.check();
    }
    let mut without = Shelf::with(&reports);
    for id in ["m2", "m6"] {
        without.store.withdraw(id, "x", AT).expect("withdrawn");
    }
    let rest: Vec<Incoming> =
        reports.iter().filter(|report| !["m2", "m6"].contains(&report.record.id.as_str())).cloned().collect();
    assert_eq!(groups(&without), groups(&Shelf::with(&rest)));
    without.check();
}

#[test]
fn an_id_of_a_happening_leads_on_to_the_one_that_it_was_joined_to() {
    let mut shelf = shelf();
    for report in chain().into_iter().rev() {
        shelf.store.add(&[report], AT).expect("added");
    }
    for report in ["m0", "m1", "m2", "m3", "m4", "m5"] {
        shelf.store.withdraw(report, "x", AT).expect("withdrawn");
    }
    let traces = shelf.rows("SELECT id, reason, other FROM traces WHERE reason <> 'gone'");
    let ids: Vec<Vec<Option<String>>> = traces.iter().map(|row| serde_json::from_str(row).expect("a row")).collect();
    for row in &ids {
        let (id, reason, other) = (row[0].as_deref(), row[1].as_deref(), row[2].as_deref());
        assert!(id.is_some() && other.is_some() && id != other, "{row:?}");
        if reason == Some("merged") {
            let of_old = shelf.reader().happening(id.expect("an id")).map(|(happening, _)| happening.id);
            let of_new = shelf.reader().happening(other.expect("an id")).map(|(happening, _)| happening.id);
            assert_eq!(of_old.ok(), of_new.ok());
        }
    }
    shelf.check();
}

#[test]
fn who_printed_it_is_told_by_the_address_where_nobody_says_so() {
    let [mut a, mut b, _] = three();
    for (report, url) in [(&mut a, "https://www.news.example/1"), (&mut b, "https://news.example/2")] {
        report.record.publisher = None;
        report.record.url = Some(url.into());
        report.text = report
            .text
            .replace("Report", &format!("Read more at {url} of the talks and of what else they spoke of. Report"));
        report.record.text_sha256 = record::hash::sha256(report.text.as_bytes());
    }
    let shelf = Shelf::with(&[a, b]);
    assert_eq!(shelf.rows("SELECT mentions, publishers FROM happenings"), ["[2,1]"]);
}

#[test]
fn recoding_changes_events_and_keeps_the_version() {
    let mut shelf = Shelf::with(&three());
    let outdated = shelf.reader().outdated("2", "m", "k", 0, 10).expect("outdated");
    assert_eq!(outdated.len(), 3);
    let mut record = meeting("a", "2025-01-14", "Generals meet").record;
    record.coder.version = "2".into();
    record.events.clear();
    record.materiel.clear();
    shelf.store.recode(&[(outdated[0].key, record)], AT).expect("recoded");
    assert_eq!(shelf.ids(&Filter::default()), ["c-2025-02-02", "b-2025-01-14"]);
    assert_eq!(shelf.rows("SELECT reason FROM deletions"), [r#"["recoded"]"#]);
    assert_eq!(shelf.reader().outdated("2", "m", "k", 0, 10).expect("outdated").len(), 2);
    assert_eq!(shelf.rows("SELECT version FROM reports WHERE id = 'a'"), ["[1]"]);
    shelf.check();
}

#[test]
fn a_report_is_found_by_the_beginning_of_its_id() {
    let long = |id: &str| meeting(id, "2025-01-14", "x");
    let shelf = Shelf::with(&[long("abcdef1"), long("abcdef2"), long("zzzzzz")]);
    assert_eq!(shelf.reader().report("zzzz").expect("one")[0].record.id, "zzzzzz");
    let error = shelf.reader().report("abcd").expect_err("two");
    assert!(error.to_string().ends_with("several ids begin with `abcd`: give more of it"), "{error}");
    assert!(shelf.reader().report("nothing").expect_err("none").is_unknown());
}

#[test]
fn somebody_is_shown_with_offices_and_the_days_of_the_reports_that_say_so() {
    let shelf = Shelf::with(&three());
    let named = shelf.reader().named("rahim", 10).expect("named");
    assert_eq!((named[0].name.as_str(), named[0].reports), ("Rahim Khan", 3));
    let office = &named[0].offices[0];
    assert_eq!((office.post.as_deref(), office.reports), (Some("Principal Staff Officer"), 3));
    assert_eq!((office.first.as_deref(), office.last.as_deref()), (Some("2025-01-14"), Some("2025-02-02")));
}

#[test]
fn sql_reads_and_does_nothing_else() {
    let shelf = Shelf::with(&three());
    assert_eq!(shelf.rows("SELECT count(*) FROM events WHERE actors = 'Rahim Khan (BGD MIL)'"), ["[3]"]);
    assert_eq!(shelf.rows("SELECT speaker_name, text FROM quotes LIMIT 1"), [r#"["Rahim Khan","General Rahim"]"#]);
    let refused = |sql: &str| {
        struct Nothing;
        impl Answer for Nothing {
            fn headings(&mut self, _: Headings) {}
            fn row(&mut self, _: Vec<serde_json::Value>) -> bool {
                true
            }
        }
        shelf.reader().sql(sql, Duration::from_millis(300), &mut Nothing).expect_err(sql).to_string()
    };
    for sql in [
        "DELETE FROM stored_reports",
        "ATTACH '/tmp/x' AS y",
        "PRAGMA user_version = 7",
        "PRAGMA table_info(events)",
        "INSERT INTO stored_names (name) VALUES ('x')",
    ] {
        assert!(refused(sql).contains("only reading is allowed"), "{sql}: {}", refused(sql));
    }
    assert!(refused("SELECT 1; SELECT 2").contains("expected one statement"), "{}", refused("SELECT 1; SELECT 2"));
    assert!(refused("VACUUM INTO '/tmp/x'").contains("expected a statement that reads"));
    assert!(refused("SELECT load_extension('x')").contains("not authorized"));
    assert!(refused(" ").contains("SQL is empty"), "{}", refused(" "));
    assert!(refused("SELECT * FROM nowhere").contains("no such table"), "{}", refused("SELECT * FROM nowhere"));
    let endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n";
    assert!(refused(endless).contains("took longer"), "{}", refused(endless));
    shelf.check();
}

#[test]
fn readers_see_what_is_committed_while_another_batch_is_written() {
    let mut shelf = Shelf::with(&three()[..1]);
    let reader = shelf.reader();
    assert_eq!(reader.info().expect("info").reports, 1);
    shelf.store.add(&three()[1..], AT).expect("added");
    assert_eq!(reader.info().expect("info").reports, 3);
}

#[test]
fn other_files_are_refused_and_left_as_they_are() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("x");
    assert!(Reader::open(&path).expect_err("nothing there").is_missing());
    std::fs::write(&path, "not a database, but a text of some length").expect("written");
    for error in [Store::open(&path).expect_err("a text"), Reader::open(&path).expect_err("a text")] {
        assert!(error.to_string().contains("not a store of Entente"), "{error}");
    }
    assert_eq!(std::fs::read_to_string(&path).expect("still there"), "not a database, but a text of some length");
    let other = folder.path().join("other.db");
    let connection = rusqlite::Connection::open(&other).expect("a database");
    connection.execute_batch("CREATE TABLE x (y)").expect("a table");
    assert!(Store::open(&other).expect_err("another's").to_string().contains("not a store of Entente"));
    let newer = folder.path().join("newer.db");
    drop(Store::open(&newer).expect("a store"));
    rusqlite::Connection::open(&newer).expect("it").pragma_update(None, "user_version", SCHEMA + 1).expect("changed");
    let error = Store::open(&newer).expect_err("newer").to_string();
    assert!(error.contains("a newer version of Entente wrote it"), "{error}");
}

#[test]
fn a_full_disk_is_an_error_and_the_store_is_as_before() {
    let mut shelf = Shelf::with(&three()[..1]);
    let before = shelf.everything();
    let pages: i64 = shelf.store.connection.pragma_query_value(None, "page_count", |row| row.get(0)).expect("pages");
    shelf.store.connection.pragma_update(None, "max_page_count", pages).expect("a limit");
    let mut many = three()[1].clone();
    many.text = "word ".repeat(100_000);
    let error = shelf.store.add(&[many], AT).expect_err("full");
    assert!(error.is_full() && error.to_string().contains("the disk is full: make room"), "{error}");
    assert_eq!(shelf.everything(), before);
    shelf.store.connection.pragma_update(None, "max_page_count", 1_000_000).expect("room");
    shelf.store.add(&three()[1..], AT).expect("added");
    shelf.check();
}

#[test]
fn damage_is_found() {
    let shelf = Shelf::with(&three());
    shelf.store.connection.execute("UPDATE stored_dyad_months SET mentions = 7", []).expect("changed");
    shelf.store.connection.execute("DELETE FROM stored_texts WHERE report = 1", []).expect("changed");
    shelf.store.connection.execute("UPDATE stored_materiel SET event = 1 WHERE report = 2", []).expect("changed");
    let findings = shelf.reader().check().expect("checked");
    let messages: Vec<_> = findings.iter().map(|finding| finding.message.as_str()).collect();
    assert!(messages.iter().any(|message| message.starts_with("a report without its text (a)")), "{messages:?}");
    let pointer = "a row that points at none (stored_materiel of stored_events)";
    assert!(messages.iter().any(|message| message.starts_with(pointer)), "{messages:?}");
    assert!(messages.iter().any(|message| message.starts_with("a sum of a pair and month")), "{messages:?}");
}

#[test]
fn an_export_gives_reports_then_happenings() {
    let shelf = Shelf::with(&three());
    let gather = |filter: &Filter| {
        let gathered = std::cell::RefCell::new(Vec::new());
        let report = |report: &StoredReport| {
            gathered.borrow_mut().push(format!("{} {}", report.version.record.id, report.events.len()));
            Ok::<(), Error>(())
        };
        let happening = |happening: &HappeningRow| {
            let mentions = happening.mentions.join("+");
            gathered.borrow_mut().push(format!("{mentions} {} {}", happening.reports, happening.publishers));
            Ok(())
        };
        shelf.reader().export(filter, report, happening).expect("exported");
        gathered.into_inner()
    };
    assert_eq!(gather(&Filter::default()), ["a 1", "b 1", "c 1", "a-2025-01-14+b-2025-01-14 2 1", "c-2025-02-02 1 1"]);
    assert_eq!(gather(&Filter { words: Some("talks".into()), ..Filter::default() }), ["b 1", "b-2025-01-14 1 1"]);
}

#[test]
fn events_of_an_export_come_in_the_order_asked_for_each_with_its_report() {
    let shelf = Shelf::with(&three());
    let gather = |filter: &Filter, sort: Sort, limit: usize| {
        let mut gathered = Vec::new();
        let event = |event: StoredEvent| {
            assert_eq!(event.report.text, meeting(&event.report.record.id, "2025-01-14", "").text);
            gathered.push((event.report.record.events[event.index].id.clone(), event.happening.to_string()));
            Ok::<(), Error>(())
        };
        shelf.reader().export_events(filter, sort, limit, event).expect("exported");
        gathered
    };
    for sort in Sort::ALL {
        let page = shelf.reader().events(&Filter::default(), sort, 100, 0).expect("a page");
        let listed: Vec<_> = page.events.into_iter().map(|event| (event.id, event.happening)).collect();
        assert_eq!(gather(&Filter::default(), sort, usize::MAX), listed, "{}", sort.name());
        assert_eq!(gather(&Filter::default(), sort, 2), listed[..2], "{}", sort.name());
    }
    let found = gather(&Filter { words: Some("talks".into()), ..Filter::default() }, Sort::Newest, usize::MAX);
    assert_eq!(found.len(), 1);
    assert_eq!(gather(&Filter::default(), Sort::Newest, 0), []);
}

#[test]
fn reports_and_happenings_of_an_export_are_had_alone() {
    let shelf = Shelf::with(&three());
    let reader = shelf.reader();
    let reports = |filter: &Filter, limit: usize| {
        let mut ids = Vec::new();
        let report = |report: &StoredReport| {
            ids.push(report.version.record.id.clone());
            Ok::<(), Error>(())
        };
        reader.export_reports(filter, limit, report).expect("exported");
        ids
    };
    assert_eq!(reports(&Filter::default(), usize::MAX), ["a", "b", "c"]);
    assert_eq!(reports(&Filter::default(), 2), ["a", "b"]);
    assert_eq!(reports(&Filter { words: Some("talks".into()), ..Filter::default() }, usize::MAX), ["b"]);
    let happenings = |told: Told, limit: usize| {
        let mut mentions = Vec::new();
        let happening = |happening: &HappeningRow| {
            mentions.push(happening.mentions.join("+"));
            Ok::<(), Error>(())
        };
        reader.export_happenings(&Filter::default(), told, limit, happening).expect("exported");
        mentions
    };
    assert_eq!(happenings(Told::default(), usize::MAX), ["a-2025-01-14+b-2025-01-14", "c-2025-02-02"]);
    assert_eq!(happenings(Told::default(), 1), ["a-2025-01-14+b-2025-01-14"]);
    assert!(happenings(Told { min_publishers: 2, is_disputed: false }, usize::MAX).is_empty());
}

#[test]
fn an_export_that_fails_leaves_the_reader_as_it_was() {
    let shelf = Shelf::with(&three());
    let reader = shelf.reader();
    let unknown = || reader.event("none").map(|_| ()).map_err(|error| error.without_path());
    let refused = reader.export_reports(&Filter::default(), 10, |_| unknown());
    assert!(refused.expect_err("refused").is_unknown());
    assert!(
        reader.export_events(&Filter::default(), Sort::Newest, 10, |_| unknown()).expect_err("refused").is_unknown()
    );
    let mut n_reports = 0;
    let count = |_: &StoredReport| {
        n_reports += 1;
        Ok::<(), Error>(())
    };
    reader.export_reports(&Filter::default(), 10, count).expect("exported");
    assert_eq!(n_reports, 3);
}

#[test]
fn a_program_is_told_no_flags() {
    let folder = tempfile::tempdir().expect("a folder");
    let error = Reader::open(&folder.path().join("none.db")).expect_err("nothing there");
    assert!(error.to_string().ends_with("`entente ingest` makes one, `--store` names another"), "{error}");
    let error = error.of_a_program();
    assert!(
        error.to_string().ends_with("`entente ingest` makes one, and so does `Store(path, create=True)`"),
        "{error}"
    );
    let error = Reader::open(folder.path()).expect_err("a folder").of_a_program();
    assert!(error.to_string().ends_with("a folder, expected the file of a store: name one"), "{error}");
}

#[test]
fn what_is_kept_of_a_feed_comes_back() {
    let mut shelf = shelf();
    let feed = Feed {
        url: "https://news.example/feed".into(),
        etag: Some("\"1\"".into()),
        next_poll: Some(1_700_000_000),
        failures: 2,
        ..Feed::default()
    };
    shelf.store.keep_feed(&feed).expect("kept");
    assert_eq!(shelf.store.feed(&feed.url).expect("read"), Some(feed));
    shelf.store.keep_fetched("https://news.example/1", 1).expect("kept");
    assert!(shelf.reader().has_fetched("https://news.example/1").expect("read"));
    assert!(!shelf.reader().has_fetched("https://news.example/2").expect("read"));
}

#[test]
fn vacuum_keeps_everything() {
    let mut shelf = Shelf::with(&three());
    shelf.store.withdraw("b", "x", AT).expect("withdrawn");
    let before = shelf.everything();
    shelf.store.vacuum().expect("smaller");
    assert_eq!(shelf.everything(), before);
    assert_eq!(shelf.ids(&Filter { words: Some("admiral".into()), ..Filter::default() }).len(), 2);
    shelf.check();
}

#[test]
fn the_manual_names_the_columns_of_every_view() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../docs/store.md");
    let manual = std::fs::read_to_string(path).expect("docs/store.md");
    let mut described = Vec::new();
    for line in manual.lines() {
        if let Some(view) = line.strip_prefix("### ") {
            described.push((view.to_string(), Vec::new()));
        } else if let Some((column, _)) = line.strip_prefix("| `").and_then(|rest| rest.split_once('`')) {
            described.last_mut().expect("a view").1.push(column.to_string());
        }
    }
    described.sort();
    let shelf = shelf();
    let connection = &shelf.store.connection;
    let mut names =
        connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name").expect("views");
    let names: Vec<String> =
        names.query_map([], |row| row.get(0)).expect("views").map(|name| name.expect("a name")).collect();
    let columns = |view: &String| {
        let statement = connection.prepare(&format!("SELECT * FROM {view}")).expect("a view");
        statement.column_names().map(str::to_string).collect::<Vec<_>>()
    };
    let views: Vec<_> = names.iter().map(|name| (name.clone(), columns(name))).collect();
    assert_eq!(described, views);
}

/// A store of each earlier schema, and of this one, as it was written then: `stores/N.db.zst` has the reports of [`three`].
#[test]
fn stores_of_earlier_schemas_are_brought_up_to_date() {
    for schema in 1..=SCHEMA {
        let packed =
            std::fs::read(old_store(schema)).expect("a store of each schema: `write_old_store` makes the newest");
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("old.db");
        std::fs::write(&path, zstd::decode_all(packed.as_slice()).expect("a whole file")).expect("written");
        let mut shelf = Shelf { store: Store::open(&path).expect("brought up to date"), _folder: folder };
        assert_eq!(shelf.reader().info().expect("info").schema, SCHEMA);
        assert_eq!(shelf.ids(&Filter::default()), ["c-2025-02-02", "b-2025-01-14", "a-2025-01-14"], "schema {schema}");
        assert_eq!(shelf.ids(&Filter { words: Some("talks".into()), ..Filter::default() }), ["b-2025-01-14"]);
        assert_eq!(shelf.store.add(&three(), AT).expect("added"), [Added::Known; 3]);
        let changed = meeting("a", "2025-03-01", "Later");
        assert_eq!(shelf.store.add(&[changed], AT).expect("added"), [Added::Changed]);
        shelf.check();
    }
}

fn old_store(schema: u32) -> String {
    format!("{}/tests/stores/{schema}.db.zst", env!("CARGO_MANIFEST_DIR"))
}

/// Run once when a schema is done: `cargo test -p entente-store write_old_store -- --ignored`.
#[test]
#[ignore = "writes a file of the repository"]
fn write_old_store() {
    let mut shelf = Shelf::with(&three());
    shelf.store.vacuum().expect("one file");
    let bytes = std::fs::read(shelf.store.path()).expect("the file");
    std::fs::write(old_store(SCHEMA), zstd::encode_all(bytes.as_slice(), 19).expect("packed")).expect("written");
}

mod properties {
    use super::*;
    use proptest::prelude::*;
    use std::sync::{LazyLock, Mutex};

    static SHELF: LazyLock<Mutex<Shelf>> = LazyLock::new(|| Mutex::new(Shelf::with(&three())));

    struct Nothing;
    impl Answer for Nothing {
        fn headings(&mut self, _: Headings) {}
        fn row(&mut self, _: Vec<serde_json::Value>) -> bool {
            true
        }
    }

    proptest! {
        #[test]
        fn no_text_is_a_broken_question(text in "(\\PC|[\"*()^:'%_+-]|AND |OR |NOT |NEAR|admiral |title){0,20}") {
            let shelf = SHELF.lock().unwrap_or_else(|held| held.into_inner());
            let reader = shelf.reader();
            let party = Party::Named(text.clone());
            let filters = [
                Filter { words: Some(text.clone()), ..Filter::default() },
                Filter { person: Some(text.clone()), ..Filter::default() },
                Filter { between: Some((party.clone(), Party::Country("BGD".into()))), actors: vec![party], ..Filter::default() },
                Filter { place: Some(text.clone()), materiel: Some(text.clone()), publisher: Some(text.clone()), ..Filter::default() },
            ];
            for filter in filters {
                for sort in [Sort::Newest, Sort::Conflict] {
                    if let Err(error) = reader.events(&filter, sort, 10, 0) {
                        let refusals = ["expected at least one word", "expected a name, found nothing", "at most 32 words"];
                        prop_assert!(refusals.iter().any(|refusal| error.to_string().contains(refusal)), "{text}: {error}");
                    }
                }
            }
            let _ = reader.report(&text);
            let _ = reader.event(&text);
            let _ = reader.named(&text, 5);
        }

        #[test]
        fn no_statement_writes(text in "(SELECT |DELETE FROM |UPDATE |INSERT INTO |DROP TABLE |stored_events|events|\\* |FROM |SET id = 1|;|--|PRAGMA user_version = 9|'|[a-z(),=]){1,12}") {
            let shelf = SHELF.lock().unwrap_or_else(|held| held.into_inner());
            let _ = shelf.reader().sql(&text, Duration::from_millis(200), &mut Nothing);
            prop_assert_eq!(shelf.reader().info().expect("info").events, 3);
        }
    }
}

#[test]
fn what_was_added_last_comes_by_report() {
    let [a, b, c] = three();
    let shelf = Shelf::with(&[c, a]);
    let reader = shelf.reader();
    let newest = reader.newest_report().expect("a key");
    let mut shelf = shelf;
    shelf.store.add(&[b], AT).expect("added");
    let ids = |after: i64, filter: &Filter, n_reports: usize| {
        let added = reader.events_added_since(after, filter, n_reports).expect("events");
        (added.events.into_iter().map(|(_, event)| event.id).collect::<Vec<_>>(), added.last)
    };
    let all = Filter::default();
    assert_eq!(
        ids(0, &all, 100),
        (vec!["c-2025-02-02".into(), "a-2025-01-14".into(), "b-2025-01-14".into()], newest + 1)
    );
    assert_eq!(ids(newest, &all, 100), (vec!["b-2025-01-14".into()], newest + 1));
    assert_eq!(ids(0, &all, 1), (vec!["c-2025-02-02".into()], newest - 1));
    assert_eq!(ids(newest + 1, &all, 100), (vec![], newest + 1));
    let wanted = Filter {
        words: Some("talks".into()),
        between: Some((Party::Country("BGD".into()), Party::Country("PAK".into()))),
        types: vec!["CONSULT".into()],
        ..Filter::default()
    };
    assert_eq!(ids(0, &wanted, 100), (vec!["b-2025-01-14".into()], newest + 1));
    assert_eq!(ids(0, &Filter { types: vec!["AID".into()], ..all }, 100), (vec![], newest + 1));
}

#[test]
fn a_reader_sees_that_others_commit() {
    let [a, b, _] = three();
    let mut shelf = Shelf::with(&[a]);
    let reader = shelf.reader();
    let version = || reader.data_version().expect("a version");
    let before = version();
    assert_eq!(version(), before);
    shelf.store.add(&[b], AT).expect("added");
    assert_ne!(version(), before);
    let counts = reader.counts().expect("counts");
    assert_eq!((counts.reports, counts.events), (2, 2));
}

#[test]
fn an_answer_is_stopped_from_another_thread() {
    let shelf = Shelf::with(&three());
    let reader = shelf.reader();
    let interrupter = reader.interrupter();
    let is_over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !is_over.load(Ordering::Relaxed) {
                interrupter.interrupt();
                std::thread::yield_now();
            }
        });
        let stopped = std::iter::repeat_with(|| reader.info()).find_map(Result::err);
        is_over.store(true, Ordering::Relaxed);
        assert!(stopped.expect("it was stopped").is_interrupted());
    });
    assert_eq!(reader.counts().expect("counts").events, 3);
}
