//! Invented reports, and the files of an export.
#![allow(dead_code)]

use exports::{Chosen, Exporter, Format, Happening, Options, Report, Summary};
use proptest::prelude::*;
use record::{
    Argument, Attribution, Coder, Entity, Event, EventDate, EventPlace, Materiel, Mention, Number, Office, Place,
    Quote, Record, Saying, Time, Trigger,
};
use std::path::Path;

/// The moment of every export.
pub const STAMP: &str = "20261126231322";

/// When every report was added.
pub const ADDED: &str = "2026-11-26T23:13:22Z";

/// The report that most tests export. Its first letters are no ASCII, so that bytes and code points differ.
pub const TEXT: &str = "ÇORLU, Jan 14 - Lieutenant General Kamal Ahsan of Bangladesh met Air Marshal Zahid Iqbal of Pakistan \
    in Rawalpindi on Tuesday, the \"Daily Lamp\" said.\nHe said: \"We want 12 jets; no more.\"\n\nBangladesh did not attack Pakistan. At \
    least 3 soldiers died in Rawalpindi in 2024.";

/// The span of these words in a text, in code points.
pub fn span(text: &str, words: &str) -> [usize; 2] {
    let at = text.find(words).unwrap_or_else(|| panic!("`{words}` in `{text}`"));
    let start = text[..at].chars().count();
    [start, start + words.chars().count()]
}

/// A record of [`TEXT`] with a meeting, a denied attack and what else a record has.
pub fn record() -> Record {
    Record {
        schema: record::FORM.into(),
        id: "lamp-1".into(),
        title: Some("Generals\tmeet, \"talk\"".into()),
        url: Some("https://www.lamp.example/a?b=1".into()),
        publisher: Some("lamp.example".into()),
        published: Some("2025-01-16".into()),
        language: Some("en".into()),
        dateline: None,
        text_sha256: "00".into(),
        coder: Coder { name: "entente".into(), version: "0.1.0".into(), models: "m1".into(), knowledge: "k1".into() },
        sentences: vec![
            [0, span(TEXT, "said.")[1]],
            span(TEXT, "He said: \"We want 12 jets; no more.\""),
            span(TEXT, "Bangladesh did not attack Pakistan."),
            [span(TEXT, "At least")[0], TEXT.chars().count()],
        ],
        entities: vec![
            entity(
                "e1",
                "person",
                "Kamal Ahsan",
                "BGD",
                "MIL",
                Some(("Lieutenant General", "Principal Staff Officer")),
            ),
            entity("e2", "person", "Zahid Iqbal", "PAK", "MIL", Some(("Air Marshal", "Chief of the Air Staff"))),
            entity("e3", "organisation", "Daily Lamp", "PAK", "JRN", None),
            entity("e4", "state", "Bangladesh", "BGD", "GOV", None),
            entity("e5", "state", "Pakistan", "PAK", "GOV", None),
        ],
        events: vec![meeting(), no_attack()],
        times: vec![time("Tuesday", "2025-01-14", "2025-01-14"), time("2024", "2024-01-01", "2024-12-31")],
        places: vec![place()],
        quotes: vec![quote()],
        statements: vec![],
        numbers: vec![dead()],
        materiel: vec![jets()],
        exercises: vec![],
        warnings: vec!["of the text, nothing is left out".into()],
    }
}

/// An actor or recipient.
pub fn argument(entity: &str, words: &str, country: &str, sector: &str) -> Argument {
    let [start, end] = span(TEXT, words);
    let (entity, text) = (entity.into(), words.into());
    Argument { entity, start, end, text, country: Some(country.into()), sector: sector.into(), other_sectors: vec![] }
}

/// `Ahsan met Iqbal`.
pub fn meeting() -> Event {
    let [start, end] = span(TEXT, "met");
    Event {
        id: "ev-meeting".into(),
        sentence: 0,
        trigger: Trigger { start, end, text: "met".into() },
        event_type: "CONSULT".into(),
        mode: Some("visit".into()),
        status: "actual".into(),
        quad: 1,
        score: 4.0,
        cameo: "042".into(),
        goldstein: 1.9,
        contexts: vec!["military".into(), "diplomatic".into()],
        actors: vec![argument("e1", "Kamal Ahsan", "BGD", "MIL")],
        recipients: vec![argument("e2", "Zahid Iqbal", "PAK", "MIL")],
        date: Some(EventDate {
            start: "2025-01-14".into(),
            end: "2025-01-14".into(),
            basis: "stated".into(),
            text: Some("Tuesday".into()),
            span: Some(span(TEXT, "Tuesday")),
        }),
        place: Some(EventPlace {
            text: "Rawalpindi".into(),
            span: span(TEXT, "Rawalpindi"),
            name: "Rawalpindi".into(),
            country: Some("PAK".into()),
            admin1: Some("Punjab".into()),
            lat: Some(33.6),
            lon: Some(73.05),
            geonames: Some(1166993),
            feature: Some("PPLA2".into()),
        }),
        attribution: Some(Attribution {
            entity: Some("e3".into()),
            text: "Daily Lamp".into(),
            span: span(TEXT, "Daily Lamp"),
        }),
        denied_by: vec![],
        confidence: 0.934,
        evidence: vec![span(TEXT, "Kamal Ahsan of Bangladesh met Air Marshal Zahid Iqbal")],
        why: "lexicon `meet`".into(),
    }
}

/// `Bangladesh did not attack Pakistan`.
pub fn no_attack() -> Event {
    let [start, end] = span(TEXT, "attack");
    Event {
        id: "ev-attack".into(),
        sentence: 2,
        trigger: Trigger { start, end, text: "attack".into() },
        event_type: "ASSAULT".into(),
        mode: None,
        status: "negated".into(),
        quad: 4,
        score: -9.0,
        cameo: "190".into(),
        goldstein: -10.0,
        contexts: vec!["military".into()],
        actors: vec![argument("e4", "Bangladesh did", "BGD", "GOV")],
        recipients: vec![argument("e5", "Pakistan.", "PAK", "GOV")],
        date: None,
        place: None,
        attribution: None,
        ..meeting()
    }
}

fn entity(id: &str, kind: &str, name: &str, country: &str, sector: &str, office: Option<(&str, &str)>) -> Entity {
    let [start, end] = span(TEXT, name);
    let office = office.map(|(rank, post)| Office {
        rank: Some(rank.into()),
        post: Some(post.into()),
        body: None,
        country: Some(country.into()),
        when: "current".into(),
        start,
        end,
    });
    Entity {
        id: id.into(),
        kind: kind.into(),
        name: name.into(),
        country: Some(country.into()),
        sectors: vec![sector.into()],
        knowledge_id: (kind == "state").then(|| format!("state/{}", country.to_lowercase())),
        wikidata: None,
        offices: office.into_iter().collect(),
        mentions: vec![Mention { start, end, text: name.into(), form: "name".into() }],
    }
}

fn time(words: &str, first: &str, last: &str) -> Time {
    let [start, end] = span(TEXT, words);
    Time { start, end, text: words.into(), first: Some(first.into()), last: Some(last.into()) }
}

fn place() -> Place {
    let EventPlace { text, span: [start, end], name, country, admin1, lat, lon, geonames, .. } =
        meeting().place.unwrap();
    Place { start, end, text, name, country, admin1, lat, lon, geonames }
}

fn quote() -> Quote {
    let [start, end] = span(TEXT, "We want 12 jets; no more.");
    let saying =
        Saying { entity: Some("e1".into()), text: "He".into(), span: span(TEXT, "He"), cue: Some("said".into()) };
    Quote {
        start,
        end,
        text: "We want 12 jets; no more.".into(),
        style: "direct".into(),
        speaker: Some("e1".into()),
        cue: Some("said".into()),
        target: None,
        sayings: vec![saying],
        why: "before a colon".into(),
    }
}

fn dead() -> Number {
    let [start, end] = span(TEXT, "least 3 soldiers died");
    Number {
        start,
        end,
        text: "least 3 soldiers died".into(),
        kind: "killed".into(),
        low: Some(3.0),
        high: None,
        of: Some("soldiers".into()),
        event: Some("ev-attack".into()),
        attribution: None,
        why: "verb".into(),
    }
}

fn jets() -> Materiel {
    let [start, end] = span(TEXT, "12 jets");
    Materiel {
        start,
        end,
        text: "12 jets".into(),
        item: None,
        class: "aircraft".into(),
        supplier: Some("PAK".into()),
        supplier_entity: Some("e5".into()),
        receiver: Some("BGD".into()),
        receiver_entity: Some("e4".into()),
        maker: None,
        stage: "interest".into(),
        quantity: Some(12.0),
        value: None,
        event: None,
        why: "want".into(),
    }
}

/// Both events of a record.
pub const BOTH: &[Chosen] =
    &[Chosen { index: 0, happening: Some("hp-meeting") }, Chosen { index: 1, happening: Some("hp-attack") }];

/// Both events of a record that was not compared with others.
pub const APART: &[Chosen] = &[Chosen { index: 0, happening: None }, Chosen { index: 1, happening: None }];

/// A report of these events.
pub fn report<'a>(record: &'a Record, events: &'a [Chosen<'a>]) -> Report<'a> {
    Report { record, text: TEXT, byline: Some("A. Writer"), version: 1, added: Some(ADDED), events }
}

/// The happening of one of a record's events.
pub fn happening<'a>(record: &'a Record, id: &'a str, index: usize) -> Happening<'a> {
    Happening {
        id,
        record,
        text: TEXT,
        index,
        mentions: if index == 0 { &["ev-meeting", "ev-other"] } else { &["ev-attack"] },
        n_reports: 2,
        n_publishers: 1,
        first_published: Some("2025-01-15"),
        last_published: Some("2025-01-16"),
        added: ADDED,
    }
}

/// Exports [`record`] with both events and happenings.
pub fn export(format: Format, destination: &Path, options: &Options) -> Summary {
    export_of(&record(), format, destination, options)
}

/// Exports a record with both events and happenings.
pub fn export_of(record: &Record, format: Format, destination: &Path, options: &Options) -> Summary {
    let mut exporter = Exporter::create(format, destination, options).unwrap();
    exporter.report(&report(record, BOTH)).unwrap();
    exporter.happening(&happening(record, "hp-meeting", 0)).unwrap();
    exporter.happening(&happening(record, "hp-attack", 1)).unwrap();
    exporter.finish().unwrap()
}

/// The text of a file.
pub fn read(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The cells of a file of tabbed lines.
pub fn cells(folder: &Path, name: &str) -> Vec<Vec<String>> {
    read(folder, name).lines().map(|line| line.split('\t').map(String::from).collect()).collect()
}

/// The names in a folder, sorted.
pub fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![".{0,12}", "[\t\r\n\"#;|,=\u{2028}\u{0}a]{0,8}"]
}

prop_compose! {
    /// A record with any words where it has words.
    pub fn any_record()(name in words(), title in words(), url in words(), quote in words(), of in words(), date in words(),
                    cameo in words(), country in words(), span in [0usize..300, 0usize..300]) -> Record {
        let mut record = record();
        record.title = Some(title.clone());
        record.publisher = Some(name.clone());
        record.url = Some(url);
        record.published = Some(date.clone());
        record.entities[0].name = name.clone();
        record.quotes[0].text = quote;
        (record.quotes[0].start, record.quotes[0].end) = (span[0], span[1]);
        record.numbers[0].of = Some(of);
        record.events[0].actors[0].text = name;
        record.events[0].actors[0].country = Some(country);
        record.events[0].cameo = cameo;
        record.events[0].evidence = vec![span];
        record.events[0].date.as_mut().unwrap().start = date;
        record.events[0].why = title;
        record
    }
}
