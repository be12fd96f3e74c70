//! A coding made by hand, its record, and the schema.

use annotation::{
    Actor, Amount, Argument, Attribution, DateBasis, Dateline, Denial, Entity, EntityId, EntityKind, Event, EventDate,
    EventId, Exercise, Form, Item, Mention, MentionId, Mentions, Name, NameLabel, Number, Office, Part, Party, Place,
    Quantity, Quote, Resolution, Saying, Sentence, SentenceId, Style, Tenure, Time, Token,
};
use jiff::civil::{Date, date};
use ontology::{Context, Count, Country, EventType, Materiel, Mode, Sector, Stage, Status};
use pipeline::Coding;
use record::{MentionList, Provenance, Record, SCHEMA};
use serde_json::{Value, json};
use testkit::Sample;
use text::{Document, Span};

const TEXT: &str =
    "İZMİR, March 4 - General Ayşe Kaya met officers in Mombasa on Tuesday, the navy said. They praised her.";
const PROVENANCE: Provenance =
    Provenance { version: "0.0.0", models: "0123456789abcdef", knowledge: "fedcba9876543210" };

fn span(words: &str) -> Span {
    let start = TEXT.find(words).expect(words);
    Span::new(start, start + words.len())
}

fn country(code: &str) -> Option<Country> {
    Some(Country::from_code(code).expect(code))
}

/// One mention an entity, `They` apart, which is again the officers.
fn mentions() -> Mentions {
    let mention = |(head, (words, form, names)): (usize, (&str, Form, Vec<usize>))| Mention {
        sentence: SentenceId(u32::from(words == "They")),
        words: head..head + 1,
        head,
        span: span(words),
        form,
        names,
    };
    let all = [
        ("General Ayşe Kaya", Form::Name, vec![0]),
        ("officers", Form::Nominal, vec![]),
        ("Mombasa", Form::Name, vec![1]),
        ("the navy", Form::Nominal, vec![]),
        ("They", Form::Pronoun, vec![]),
    ];
    let name = |words: &str, label| Name { sentence: SentenceId(0), words: 0..1, span: span(words), label, score: 0.9 };
    Mentions {
        names: vec![name("Ayşe Kaya", NameLabel::Person), name("Mombasa", NameLabel::Gpe)],
        mentions: all.into_iter().enumerate().map(mention).collect(),
    }
}

fn entity(kind: EntityKind, name: &str, code: &str, mentions: &[u32]) -> Entity {
    let sectors = if kind == EntityKind::Place { vec![] } else { vec![Sector::Mil] };
    let mentions = mentions.iter().map(|&id| MentionId(id)).collect();
    Entity {
        kind,
        name: name.into(),
        country: country(code),
        sectors,
        knowledge: None,
        offices: vec![],
        mentions,
        members: vec![],
    }
}

fn resolution() -> Resolution {
    let mut entities = vec![
        entity(EntityKind::Person, "Ayşe Kaya", "TUR", &[0]),
        entity(EntityKind::Group, "officers", "KEN", &[1, 4]),
        entity(EntityKind::Place, "Mombasa", "KEN", &[2]),
        entity(EntityKind::Other, "the navy", "KEN", &[3]),
    ];
    let rank = Some("General".to_string());
    entities[0].offices.push(Office {
        rank,
        post: None,
        body: None,
        country: None,
        tenure: Tenure::Current,
        span: span("General"),
        why: "the words of the phrase".into(),
    });
    let actor = |id: u32| {
        let Entity { kind, country, .. } = entities[id as usize];
        Actor {
            entity: EntityId(id),
            kind,
            country,
            sector: Sector::Mil,
            other_sectors: vec![],
            career: [].into(),
            why: "table; row 3".into(),
        }
    };
    let tuesday = date(2025, 3, 4);
    Resolution {
        actors: [0, 1, 2, 3, 1].map(actor).to_vec(),
        places: vec![place()],
        times: vec![Time { span: span("on Tuesday"), days: Some((tuesday, tuesday)), relative: true, duration: false }],
        dateline: Some(Dateline { span: span("İZMİR, March 4"), places: vec![span("İZMİR")], date: Some(tuesday) }),
        entities,
    }
}

fn place() -> Place {
    Place {
        span: span("Mombasa"),
        mention: Some(MentionId(2)),
        name: "Mombasa".into(),
        country: country("KEN"),
        admin1: None,
        coordinates: Some((-4.054_771_234, 39.663_591_234)),
        geonames: Some(186_301),
        feature: Some("PPLA".into()),
    }
}

fn argument(mention: u32, words: &str) -> Argument {
    let (country, sector, entity) = (country("KEN"), Sector::Mil, EntityId([0, 1, 2, 3, 1][mention as usize]));
    Argument {
        mention: MentionId(mention),
        entity,
        span: span(words),
        country,
        sector,
        other_sectors: vec![],
        why: "subject".into(),
    }
}

fn event(trigger: &str, event_type: EventType, mode: Option<Mode>, actor: u32, recipient: u32) -> Event {
    let words = ["General Ayşe Kaya", "officers", "", "", "They"];
    Event {
        sentence: SentenceId(0),
        word: 1,
        trigger: span(trigger),
        event_type,
        mode,
        status: Status::Actual,
        actors: vec![argument(actor, words[actor as usize])],
        recipients: vec![argument(recipient, words[recipient as usize])],
        date: None,
        place: None,
        contexts: vec![Context::Military],
        attribution: None,
        confidence: 0.123_456,
        evidence: vec![span(trigger)],
        why: vec!["lexicon `x`".into()],
    }
}

fn events() -> Vec<Event> {
    let day: Date = date(2025, 3, 4);
    let mut meeting = event("met", EventType::Consult, Some(Mode::ConsultVisit), 0, 1);
    meeting.date = Some(EventDate { first: day, last: day, basis: DateBasis::Stated, span: Some(span("on Tuesday")) });
    meeting.place = Some(0);
    meeting.attribution = Some(Attribution { mention: Some(MentionId(3)), span: span("the navy") });
    vec![event("praised", EventType::Support, None, 4, 0), meeting]
}

fn quotes() -> Vec<Quote> {
    let saying = Saying {
        mention: Some(MentionId(3)),
        speaker: Some(EntityId(3)),
        span: span("the navy"),
        cue: Some(span("said")),
    };
    let quote = |words: &str, style| Quote {
        span: span(words),
        sentence: SentenceId(0),
        style,
        sayings: vec![saying.clone()],
        target: Some(EntityId(0)),
        why: "word of saying above",
    };
    vec![quote("met officers", Style::Mixed), quote("Kaya met officers in Mombasa", Style::Indirect)]
}

fn item() -> Item {
    let party = |entity, code| Some(Party { entity: Some(EntityId(entity)), country: country(code) });
    Item {
        span: span("officers"),
        sentence: SentenceId(0),
        mention: Some(MentionId(1)),
        item: Some("jf-17".into()),
        class: Materiel::Aircraft,
        supplier: party(0, "TUR"),
        receiver: party(1, "KEN"),
        maker: Some("a maker".into()),
        stage: Stage::InService,
        quantity: Some(Quantity { value: 3.0, span: span("Mombasa") }),
        value: Some(Amount { value: 1.5e9, currency: Some("USD".into()), span: span("Tuesday") }),
        event: Some(EventId(1)),
        why: vec!["one; reason".into(), "another".into()],
    }
}

fn exercise() -> Exercise {
    Exercise {
        span: span("officers"),
        sentence: SentenceId(0),
        name: None,
        participants: vec![EntityId(0), EntityId(1)],
        event: Some(EventId(1)),
    }
}

fn number() -> Number {
    Number {
        span: span("officers"),
        sentence: SentenceId(0),
        kind: Count::Troops,
        low: Some(12.0),
        high: None,
        of: Some("officers".into()),
        event: Some(EventId(1)),
        attribution: Some(EntityId(3)),
        why: "a noun of people".into(),
    }
}

#[test]
fn findings_are_published_with_their_entities_and_events() {
    let json = Record::from_coding(&coding_with_findings(), &PROVENANCE).to_json();
    let record: Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(testkit::json_schema::validate(&schema(), &record), Ok(()));
    let met = record["events"][0]["id"].clone();
    assert_eq!(record["events"][0]["trigger"]["text"], "met");
    assert_eq!(record["events"][0]["denied_by"][0]["event"], record["events"][1]["id"]);
    assert_eq!((&record["quotes"][0]["text"], &record["quotes"][0]["cue"]), (&json!("met officers"), &json!("said")));
    assert_eq!(record["quotes"].as_array().map(Vec::len), Some(1));
    assert_eq!(record["statements"][0]["style"], "indirect");
    let item = &record["materiel"][0];
    assert_eq!(
        (&item["supplier"], &item["stage"], &item["quantity"]),
        (&json!("TUR"), &json!("in-service"), &json!(3.0))
    );
    assert_eq!((&item["value"]["currency"], &item["why"]), (&json!("USD"), &json!("one, reason; another")));
    assert_eq!((&item["event"], &record["numbers"][0]["event"], &record["exercises"][0]["event"]), (&met, &met, &met));
    assert_eq!((&record["numbers"][0]["low"], &record["numbers"][0]["high"]), (&json!(12.0), &Value::Null));
}

#[test]
fn an_event_left_out_leaves_nothing_that_points_at_it() {
    let mut record = Record::from_coding(&coding_with_findings(), &PROVENANCE);
    record.keep_events(|event| event.trigger.text == "praised");
    assert_eq!(record.events.len(), 1);
    assert_eq!(
        (&record.numbers[0].event, &record.materiel[0].event, &record.exercises[0].event),
        (&None, &None, &None)
    );
    let mut record = Record::from_coding(&coding_with_findings(), &PROVENANCE);
    record.keep_events(|event| event.trigger.text == "met");
    assert!(record.events[0].denied_by.is_empty() && record.numbers[0].event.is_some());
}

fn coding() -> Coding {
    let first = span("İZMİR, March 4 - General Ayşe Kaya met officers in Mombasa on Tuesday, the navy said.");
    let sentence = |span: Span, at: usize| Sentence { span, tokens: at..at + 1 };
    Coding {
        document: Document::new(TEXT.into()).expect("short"),
        tokens: vec![Token { span: first, part: Part::Whole, starts_paragraph: true }; 2],
        sentences: vec![sentence(first, 0), sentence(span("They praised her."), 1)],
        trees: vec![],
        mentions: mentions(),
        resolution: resolution(),
        events: events(),
        language: Some("en".into()),
        warnings: vec!["a note".into()],
        ..Coding::default()
    }
}

fn coding_with_findings() -> Coding {
    Coding {
        quotes: quotes(),
        denials: vec![Denial { by: EventId(0), of: EventId(1) }],
        items: vec![item()],
        exercises: vec![exercise()],
        numbers: vec![number()],
        ..coding()
    }
}

fn record() -> Value {
    serde_json::from_str(&Record::from_coding(&coding(), &PROVENANCE).to_json()).expect("JSON")
}

fn schema() -> Value {
    serde_json::from_str(SCHEMA).expect("the schema is JSON")
}

#[test]
fn the_record_keeps_to_its_schema() {
    assert_eq!(testkit::json_schema::validate(&schema(), &record()), Ok(()));
}

#[test]
fn the_schema_refuses_what_is_no_record() {
    let refuse = |change: fn(&mut Value)| {
        let mut value = record();
        change(&mut value);
        assert!(testkit::json_schema::validate(&schema(), &value).is_err(), "{value}");
    };
    refuse(|record| record["extra"] = json!(1));
    refuse(|record| record["published"] = json!("yesterday"));
    refuse(|record| record["events"][0]["type"] = json!("GREET"));
    refuse(|record| record["events"][0]["mode"] = json!("demo"));
    refuse(|record| record["events"][0]["actors"][0]["country"] = json!("Kenya"));
    refuse(|record| record["entities"][0]["mentions"] = json!([]));
    refuse(|record| record["coder"] = json!(null));
}

#[test]
fn spans_are_code_points_of_the_text() {
    let points: Vec<char> = TEXT.chars().collect();
    fn check(value: &Value, points: &[char]) {
        if let (Some(start), Some(end), Some(text)) =
            (value["start"].as_u64(), value["end"].as_u64(), value["text"].as_str())
        {
            assert_eq!(points[start as usize..end as usize].iter().collect::<String>(), text);
        }
        value.as_array().into_iter().flatten().for_each(|item| check(item, points));
        value.as_object().into_iter().flat_map(|fields| fields.values()).for_each(|field| check(field, points));
    }
    check(&record(), &points);
    assert_eq!(record()["sentences"], json!([[0, 85], [86, 103]]));
}

#[test]
fn who_takes_part_or_is_named_is_published_in_the_order_of_the_text() {
    let record = record();
    let names: Vec<&str> =
        record["entities"].as_array().expect("a list").iter().filter_map(|e| e["name"].as_str()).collect();
    assert_eq!(names, ["Ayşe Kaya", "officers", "Mombasa"]);
    assert_eq!(record["events"][1]["actors"][0]["entity"], "e2");
    assert_eq!(record["entities"][1]["mentions"][1]["text"], "They");
    assert_eq!(record["entities"][0]["offices"][0]["rank"], "General");
}

#[test]
fn events_come_in_the_order_of_their_triggers_with_all_codes() {
    let record = record();
    let meeting = &record["events"][0];
    assert_eq!((&meeting["type"], &meeting["mode"], &meeting["quad"]), (&json!("CONSULT"), &json!("visit"), &json!(1)));
    assert_eq!((&meeting["cameo"], &meeting["goldstein"]), (&json!("042"), &json!(1.9)));
    assert_eq!(meeting["date"]["span"], json!([59, 69]));
    assert_eq!(meeting["confidence"], json!(0.123));
    assert_eq!((&meeting["place"]["lat"], &meeting["place"]["lon"]), (&json!(-4.05477), &json!(39.66359)));
    assert_eq!(meeting["attribution"], json!({"entity": null, "text": "the navy", "span": [71, 79]}));
    assert_eq!(record["events"][1]["type"], "SUPPORT");
    assert_eq!(record["events"][1]["date"], Value::Null);
}

#[test]
fn reasons_are_parted_by_semicolons_that_stand_nowhere_else() {
    let expected =
        "lexicon `x`; actor `General Ayşe Kaya`: subject, table, row 3; recipient `officers`: subject, table, row 3";
    assert_eq!(record()["events"][0]["why"], expected);
}

#[test]
fn ids_are_stable_and_unique() {
    let mut twice = coding();
    let copy = twice.events[1].clone();
    twice.events.push(copy);
    let ids: Vec<String> = Record::from_coding(&twice, &PROVENANCE).events.into_iter().map(|event| event.id).collect();
    assert_eq!(ids.len(), 3);
    assert!(ids[0] != ids[1] && ids[1] != ids[2]);
    assert_eq!(record()["events"][0]["id"], json!(ids[0]));
    assert_eq!(record()["id"], record()["text_sha256"]);
}

#[test]
fn the_caller_s_id_is_the_record_s_and_makes_other_event_ids() {
    let mut named = coding();
    named.document.id = Some("r-1".into());
    let named = Record::from_coding(&named, &PROVENANCE);
    assert_eq!(named.id, "r-1");
    assert_ne!(json!(named.events[0].id), record()["events"][0]["id"]);
}

#[test]
fn a_record_is_read_back_as_it_was_written() {
    let record = Record::from_coding(&coding(), &PROVENANCE);
    let read: Record = serde_json::from_str(&record.to_json()).expect("a record");
    assert_eq!(read, record);
}

#[test]
fn a_relative_pronoun_is_a_mention_of_what_it_means() {
    let sample = Sample::parse("officers/NOUN+/nsubj/4 who/PRON/nsubj/3 came/VERB/acl:relcl/1 left/VERB/root/0");
    let mentions = sample.mentions();
    let Sample { document, tokens, sentences, trees, .. } = sample;
    let mut actor = resolution().actors.swap_remove(1);
    actor.entity = EntityId(0);
    let entities = vec![entity(EntityKind::Group, "officers", "KEN", &[0])];
    let resolution = Resolution { actors: vec![actor], entities, ..Resolution::default() };
    let coding = Coding { document, tokens, sentences, trees, mentions, resolution, ..Coding::default() };
    let record = Record::from_coding(&coding, &PROVENANCE);
    let found: Vec<&str> = record.entities[0].mentions.iter().map(|mention| mention.text.as_str()).collect();
    assert_eq!(found, ["officers", "who"]);
}

#[test]
fn mentions_are_listed_with_their_kind_and_entity() {
    let list = MentionList::from_coding(&coding());
    let found: Vec<(&str, &str, Option<&str>)> =
        list.mentions.iter().map(|m| (m.text.as_str(), m.kind.as_str(), m.entity.as_deref())).collect();
    let expected = [
        ("Ayşe Kaya", "person", Some("e1")),
        ("officers", "group", Some("e2")),
        ("Mombasa", "gpe", Some("e3")),
        ("They", "group", Some("e2")),
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_name_means_what_the_shortest_mention_around_it_means() {
    let mut coding = coding();
    // Both hold both names; the officers' phrase is the shorter, and comes first among equals.
    coding.mentions.mentions[0].words = 0..3;
    coding.mentions.mentions[0].names = vec![0, 1];
    coding.mentions.mentions[1].words = 1..3;
    coding.mentions.mentions[1].names = vec![0, 1];
    coding.mentions.mentions[2].words = 2..4;
    let list = MentionList::from_coding(&coding);
    let found: Vec<_> = list.mentions.iter().map(|m| (m.text.as_str(), m.entity.as_deref())).collect();
    assert_eq!(found, [("Ayşe Kaya", Some("e2")), ("Mombasa", Some("e2")), ("They", Some("e2"))]);
}

/// The values of an enumeration in the schema.
fn listed(pointer: &str) -> Vec<String> {
    let schema = schema();
    let values = schema.pointer(pointer).and_then(Value::as_array).expect(pointer);
    values.iter().filter_map(Value::as_str).map(String::from).collect()
}

#[test]
fn the_schema_lists_the_ontology_s_values() {
    fn check<T>(pointer: &str, all: &[T], name: fn(&T) -> &'static str) {
        assert_eq!(listed(pointer), all.iter().map(name).collect::<Vec<_>>(), "{pointer}");
    }
    check("/$defs/event/properties/type/enum", &EventType::ALL, |value| value.name());
    check("/$defs/event/properties/status/enum", &Status::ALL, |value| value.name());
    check("/$defs/context/enum", &Context::ALL, |value| value.name());
    check("/$defs/sector/enum", &Sector::ALL, |value| value.name());
}

#[test]
fn the_schema_lists_every_type_s_modes() {
    for (at, event_type) in EventType::ALL.into_iter().enumerate() {
        let rule = format!("/$defs/event/allOf/{at}");
        assert_eq!(schema().pointer(&format!("{rule}/if/properties/type/const")), Some(&json!(event_type.name())));
        let modes: Vec<&str> = event_type.modes().map(|mode| mode.name()).collect();
        assert_eq!(listed(&format!("{rule}/then/properties/mode/enum")), modes, "{}", event_type.name());
    }
}

#[test]
fn the_schema_knows_every_country_and_cameo_code() {
    let check = |definition: &str, code: &str| {
        let schema = json!({ "$ref": format!("#{definition}"), "$defs": schema()["$defs"] });
        assert_eq!(testkit::json_schema::validate(&schema, &json!(code)), Ok(()));
    };
    Country::all().for_each(|country| check("/$defs/country", country.code()));
    ontology::Cameo::all().for_each(|cameo| check("/$defs/event/properties/cameo", cameo.code()));
}
