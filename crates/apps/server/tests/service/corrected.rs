//! Corrections over HTTP: each kind, what is refused, what becomes of lists and pages, what is handed on.

use crate::handed_on::unpacked;
use crate::service::{Answer, Service};
use serde_json::{Value, json};
use std::collections::BTreeMap;

async fn post(service: &Service, mut body: Value) -> Answer {
    for (name, said) in [("by", "Rana"), ("reason", "seen in <b>print</b>\nand on \u{202e}film")] {
        if body.get(name).is_none() {
            body[name] = json!(said);
        }
    }
    service.post("/api/v1/corrections", &[], &body.to_string()).await
}

async fn correct(service: &Service, body: Value) -> Value {
    let answer = post(service, body.clone()).await;
    assert_eq!(answer.status(), 201, "{body}: {}", answer.0);
    let correction = answer.json();
    assert_eq!(
        (&correction["kind"], &correction["state"], &correction["undone"]),
        (&body["kind"], &json!("applied"), &Value::Null)
    );
    correction
}

async fn ask(service: &Service, path: &str) -> Value {
    let answer = service.get(&format!("/api/v1{path}"), &[]).await;
    assert_eq!(answer.status(), 200, "{path}: {}", answer.0);
    answer.json()
}

async fn undo(service: &Service, correction: &Value) -> Value {
    let id = correction["id"].as_str().expect("an id");
    let answer =
        service.post(&format!("/api/v1/corrections/{id}/undo"), &[], r#"{"by":"Karim","reason":"a slip"}"#).await;
    assert_eq!(answer.status(), 200, "{}", answer.0);
    answer.json()
}

/// The id of the only event of a question.
async fn event(service: &Service, query: &str) -> String {
    let list = ask(service, &format!("/events?{query}")).await;
    assert_eq!(list["items"].as_array().map(Vec::len), Some(1), "{list:#}");
    list["items"][0]["id"].as_str().expect("an id").to_string()
}

async fn count(service: &Service, query: &str) -> u64 {
    ask(service, &format!("/events/count?{query}")).await["events"].as_u64().expect("a number")
}

/// All that lists and sums say.
async fn state(service: &Service) -> Vec<Value> {
    let mut all = Vec::new();
    for path in [
        "/events?limit=500",
        "/happenings?limit=500",
        "/network",
        "/places",
        "/materiel",
        "/health",
        "/relations?party=KEN&party=UGA",
    ] {
        all.push(ask(service, path).await);
    }
    all
}

fn check_sound(service: &Service) {
    assert_eq!(service.reader().check().expect("checked"), []);
}

#[tokio::test]
async fn an_accepted_event_is_sure() {
    let service = Service::coded().await;
    let before = state(&service).await;
    let id = event(&service, "report=talks-1&type=CONSULT").await;
    let accepted = correct(&service, json!({ "kind": "accept", "event": id })).await;
    assert_eq!(
        (&accepted["report"], &accepted["event"], &accepted["by"]),
        (&json!("talks-1"), &json!(id), &json!("Rana"))
    );
    assert_eq!(accepted["reason"], "seen in <b>print</b>\nand on \u{202e}film");
    let list = ask(&service, "/events?report=talks-1&type=CONSULT").await;
    assert_eq!((&list["items"][0]["review"], &list["items"][0]["confidence"]), (&json!("accepted"), &json!(1.0)));
    let one = ask(&service, &format!("/events/{id}")).await;
    assert_eq!(one["corrections"][0], accepted);
    let undone = undo(&service, &accepted).await;
    assert_eq!(
        (&undone["state"], &undone["undone"]["by"], &undone["undone"]["reason"]),
        (&json!("undone"), &json!("Karim"), &json!("a slip"))
    );
    assert_eq!(state(&service).await, before);
    let ledger = ask(&service, "/corrections?state=undone").await;
    assert_eq!(ledger["items"], json!([undone]));
    check_sound(&service);
}

#[tokio::test]
async fn an_edit_and_a_strike_are_seen_on_the_report_and_everywhere() {
    let service = Service::coded().await;
    let before = state(&service).await;
    let (attack, denial) =
        (event(&service, "report=attack-1&type=ASSAULT").await, event(&service, "report=attack-1&type=REJECT").await);
    let n_events = count(&service, "").await;
    let set = json!({ "type": "THREATEN", "mode": null, "status": "negated", "date": { "start": "2025-03-09" },
        "place": { "text": "Mandera", "name": "Mandera Town", "country": "KEN", "lat": 3.94, "lon": 41.86 } });
    let edit = correct(&service, json!({ "kind": "edit", "event": attack, "set": set })).await;
    let strike = correct(&service, json!({ "kind": "strike", "event": denial })).await;
    let list = ask(&service, "/events?report=attack-1&type=THREATEN").await;
    let row = &list["items"][0];
    for (field, expected) in [
        ("id", json!(attack)),
        ("review", json!("edited")),
        ("mode", Value::Null),
        ("status", json!("negated")),
        ("quad", json!(3)),
        ("date_start", json!("2025-03-09")),
        ("place", json!("Mandera Town")),
        ("place_country", json!("KEN")),
        ("latitude", json!(3.94)),
        ("confidence", json!(1.0)),
    ] {
        assert_eq!(row[field], expected, "{field}");
    }
    assert_eq!(count(&service, "").await, n_events - 1);
    assert_eq!(service.get(&format!("/api/v1/events/{denial}"), &[]).await.status(), 404);
    let report = ask(&service, "/reports/attack-1").await;
    let types = |record: &Value| -> Vec<String> {
        record["events"]
            .as_array()
            .expect("events")
            .iter()
            .map(|event| event["type"].as_str().expect("a type").to_string())
            .collect()
    };
    let (record, coded) = (types(&report["record"]), types(&report["coded"]));
    assert!(
        coded.contains(&"ASSAULT".into()) && coded.contains(&"REJECT".into()) && !coded.contains(&"THREATEN".into())
    );
    assert!(
        record.contains(&"THREATEN".into()) && !record.contains(&"REJECT".into()) && record.len() + 1 == coded.len()
    );
    let told: Vec<&Value> =
        report["corrections"].as_array().expect("corrections").iter().map(|one| &one["id"]).collect();
    assert_eq!(told, [&strike["id"], &edit["id"]]);
    check_sound(&service);
    undo(&service, &strike).await;
    undo(&service, &edit).await;
    assert_eq!(state(&service).await, before);
    assert_eq!(ask(&service, "/reports/attack-1").await["coded"], Value::Null);
    check_sound(&service);
}

#[tokio::test]
async fn an_event_that_was_missed_is_added() {
    let service = Service::coded().await;
    let event = json!({ "trigger": { "text": "grateful", "start": 205, "end": 213 }, "type": "SUPPORT",
        "actors": [{ "text": "Uganda", "country": "UGA", "sector": "GOV" }], "recipients": [{ "text": "Kenya", "country": "KEN", "sector": "GOV" }],
        "status": "actual", "date": { "start": "2025-03-04" } });
    let added = correct(&service, json!({ "kind": "add", "report": "talks-1", "event": event })).await;
    let id = added["event"].as_str().expect("an id");
    let one = ask(&service, &format!("/events/{id}")).await;
    assert_eq!(
        (&one["explained"]["event"]["type"], &one["explained"]["event"]["trigger"]["text"]),
        (&json!("SUPPORT"), &json!("grateful"))
    );
    let list = ask(&service, "/events?report=talks-1&actor=UGA&recipient=KEN").await;
    assert!(
        list["items"].as_array().expect("items").iter().any(|row| row["id"] == id && row["review"] == "added"),
        "{list:#}"
    );
    check_sound(&service);
    undo(&service, &added).await;
    assert_eq!(service.get(&format!("/api/v1/events/{id}"), &[]).await.status(), 404);
    check_sound(&service);
}

#[tokio::test]
async fn happenings_are_split_and_merged() {
    let service = Service::coded().await;
    let list = ask(&service, "/happenings?type=CONSULT&place=Nairobi&publishers=2").await;
    let happening = list["items"][0]["id"].as_str().expect("an id").to_string();
    let second = event(&service, "report=talks-2&type=CONSULT&place=Nairobi").await;
    let split = correct(&service, json!({ "kind": "split", "happening": happening, "events": [second] })).await;
    let apart = ask(&service, &format!("/events/{second}")).await;
    assert_ne!(apart["happening"], json!(happening));
    assert_eq!(apart["mentions"], json!([second]));
    assert_eq!(ask(&service, "/happenings?publishers=2").await["items"], json!([]));
    check_sound(&service);
    undo(&service, &split).await;
    let again = ask(&service, "/happenings?type=CONSULT&place=Nairobi&publishers=2").await;
    assert_eq!(again["items"][0]["mentions"], 2);
    let others = ["report=jets-1&type=SUPPORT", "report=jets-2&type=COOPERATE"];
    let mut ids = Vec::new();
    for query in others {
        let list = ask(&service, &format!("/happenings?{query}")).await;
        ids.push(list["items"][0]["id"].clone());
    }
    let merge = correct(&service, json!({ "kind": "merge", "happenings": ids })).await;
    let one = ask(&service, &format!("/happenings/{}", ids[1].as_str().expect("an id"))).await;
    assert_eq!((&one["agreed"]["mentions"], &one["asked"]), (&json!(2), &ids[1]));
    check_sound(&service);
    undo(&service, &merge).await;
    assert_eq!(
        ask(&service, &format!("/happenings/{}", ids[0].as_str().expect("an id"))).await["agreed"]["mentions"],
        1
    );
    check_sound(&service);
}

/// The files of an archive of corrections.
async fn archive(service: &Service, form: &str) -> BTreeMap<String, String> {
    let (head, bytes) = service.bytes(&format!("/api/v1/corrections/export?as={form}"), &[]).await;
    assert_eq!((head.status(), head.header("content-type")), (200, Some("application/zip")));
    unpacked(&bytes).into_iter().map(|(name, bytes)| (name, String::from_utf8(bytes).expect("text"))).collect()
}

#[tokio::test]
async fn names_and_offices_are_added_and_handed_on() {
    let service = Service::coding().await;
    let alias =
        correct(&service, json!({ "kind": "alias", "name": "Pearl of the Lakes", "of": "Uganda", "country": "UGA" }))
            .await;
    assert_eq!(
        (&alias["report"], &alias["event"], &alias["target"]),
        (&Value::Null, &Value::Null, &json!("Pearl of the Lakes"))
    );
    let office = json!({ "kind": "office", "person": "Nadia Quuxford", "post": "foreign minister", "country": "KEN", "since": "2025-01" });
    let office = correct(&service, office).await;
    let whole: String = archive(&service, "knowledge").await.into_values().collect();
    assert!(whole.contains("Pearl of the Lakes") && whole.contains("Nadia Quuxford"), "{whole}");
    undo(&service, &office).await;
    let whole: String = archive(&service, "knowledge").await.into_values().collect();
    assert!(whole.contains("Pearl of the Lakes") && !whole.contains("Nadia Quuxford"), "{whole}");
    for (body, expected) in [
        (json!({ "kind": "alias", "name": "x y", "of": "Nobody Whatsoever" }), "a name that the tables have"),
        (json!({ "kind": "office", "person": "N", "post": "foreign minister", "country": "XXX" }), "country"),
        (
            json!({ "kind": "office", "person": "N", "post": "foreign minister", "country": "KEN", "since": "soon" }),
            "since",
        ),
    ] {
        let refused = post(&service, body.clone()).await;
        assert_eq!(refused.status(), 422, "{body}: {}", refused.0);
        assert!(
            refused.json()["detail"].as_str().is_some_and(|detail| detail.contains(expected)),
            "{body}: {}",
            refused.0
        );
    }
    // What looks like another file, a table's end or a formula stays a name.
    for name in ["../../evil", "a\"\"\"\n[[x]]", "=cmd|' /C calc'!A0", "</script>"] {
        let answer = post(&service, json!({ "kind": "alias", "name": name, "of": "Uganda", "country": "UGA" })).await;
        assert!([201, 422].contains(&answer.status()), "{name}: {}", answer.0);
        assert!(!archive(&service, "knowledge").await.is_empty(), "{name}");
    }
    check_sound(&service);
}

#[tokio::test]
async fn corrected_reports_are_gold() {
    let service = Service::coded().await;
    let id = event(&service, "report=attack-1&type=ASSAULT").await;
    correct(&service, json!({ "kind": "edit", "event": id, "set": { "mode": "unconventional" } })).await;
    let files = archive(&service, "gold").await;
    let named = |begin: &str| {
        files.iter().find(|(name, _)| name.starts_with(begin)).unwrap_or_else(|| panic!("{:?}", files.keys())).1
    };
    let [document, events] =
        ["docs/", "events/"].map(|begin| serde_json::from_str::<Value>(named(begin)).expect("JSON"));
    assert!(document["text"].as_str().is_some_and(|text| text.contains("Mandera")), "{document:#}");
    assert!(events.to_string().contains("unconventional"), "{events:#}");
}

#[tokio::test]
async fn what_cannot_be_is_refused_with_its_reason_and_changes_nothing() {
    let service = Service::coded().await;
    let before = state(&service).await;
    let id = event(&service, "report=attack-1&type=ASSAULT").await;
    let long = "x".repeat(1001);
    let refused = [
        (json!({ "kind": "edit", "event": id, "set": {} }), 422, "set"),
        (json!({ "kind": "edit", "event": id, "set": { "type": "CONSLUT" } }), 422, "`set.type`: expected"),
        (json!({ "kind": "edit", "event": id, "set": { "mode": "visit" } }), 422, "`set.mode`: expected"),
        (json!({ "kind": "edit", "event": id, "set": { "tpye": "AID" } }), 422, "unknown field `tpye`"),
        (json!({ "kind": "edit", "event": id, "set": { "date": { "start": "2025-02-30" } } }), 422, "date"),
        (
            json!({ "kind": "edit", "event": id, "set": { "place": { "text": "Mandera", "name": "X", "lat": 91, "lon": 0 } } }),
            422,
            "lat",
        ),
        (
            json!({ "kind": "edit", "event": id, "set": { "place": { "name": "Atlantis" } } }),
            422,
            "`set.place`: expected words of the text",
        ),
        (
            json!({ "kind": "edit", "event": id, "set": { "actors": [{ "text": "Martians", "country": "KEN" }] } }),
            422,
            "Martians",
        ),
        (json!({ "kind": "accept", "event": "0000000000000000" }), 404, "0000000000000000"),
        (json!({ "kind": "accept", "event": id, "by": " " }), 422, "`by`: expected 1 to 100 characters, found nothing"),
        (
            json!({ "kind": "accept", "event": id, "by": "a\u{7}" }),
            422,
            "`by`: expected 1 to 100 characters, found a control character",
        ),
        (
            json!({ "kind": "accept", "event": id, "reason": long }),
            422,
            "`reason`: expected 1 to 1000 characters, found 1001",
        ),
        (
            json!({ "kind": "add", "report": "talks-9", "event": { "trigger": { "start": 1, "end": 2 }, "type": "AID" } }),
            404,
            "talks-9",
        ),
        (
            json!({ "kind": "add", "report": "talks-1", "event": { "trigger": { "start": 9999, "end": 10002 }, "type": "AID" } }),
            422,
            "trigger",
        ),
        (json!({ "kind": "add", "report": "talks-1", "event": { "type": "AID" } }), 422, "trigger"),
        (
            json!({ "kind": "merge", "happenings": [id, id] }),
            422,
            "`happenings`: expected 2 to 50 different ids, found 1",
        ),
        (
            json!({ "kind": "split", "happening": id, "events": [] }),
            422,
            "`events`: expected 1 to 500 different ids, found 0",
        ),
        (json!({ "kind": "delete", "event": id }), 422, "`kind`: expected one of accept, edit"),
        (json!({ "kind": "accept", "event": id, "admin": true }), 422, "unknown field `admin`"),
    ];
    for (body, status, expected) in refused {
        let answer = post(&service, body.clone()).await;
        assert_eq!(answer.status(), status, "{body}: {}", answer.0);
        assert!(
            answer.json()["detail"].as_str().is_some_and(|detail| detail.contains(expected)),
            "{body}: {}",
            answer.0
        );
    }
    assert_eq!(state(&service).await, before);
    assert_eq!(ask(&service, "/corrections").await["items"], json!([]));
    let accepted = correct(&service, json!({ "kind": "accept", "event": id })).await;
    undo(&service, &accepted).await;
    let path = format!("/api/v1/corrections/{}/undo", accepted["id"].as_str().expect("an id"));
    let twice = service.post(&path, &[], r#"{"by":"Karim","reason":"again"}"#).await;
    assert_eq!(twice.status(), 422, "{}", twice.0);
    for body in [r#"{"by":"Karim"}"#, r#"{"by":"","reason":"x"}"#, r#"{"by":"Karim","reason":"x","force":true}"#] {
        assert_eq!(service.post(&path, &[], body).await.status(), 422, "{body}");
    }
    check_sound(&service);
}

#[tokio::test]
async fn who_may_read_may_not_correct() {
    let (service, reader, writer) = Service::with_tokens().await;
    service.store().add(&[crate::service::report("a")], crate::service::AT).expect("added");
    let body = r#"{"kind":"accept","event":"a-1","by":"Rana","reason":"right"}"#;
    let bearer = |token: &str| format!("Authorization: Bearer {token}");
    assert_eq!(service.post("/api/v1/corrections", &[], body).await.status(), 401);
    let refused = service.post("/api/v1/corrections", &[&bearer(&reader)], body).await;
    assert_eq!((refused.status(), refused.json()["status"].as_u64()), (403, Some(403)));
    let made = service.post("/api/v1/corrections", &[&bearer(&writer)], body).await;
    assert_eq!(made.status(), 201, "{}", made.0);
    let path = format!("/api/v1/corrections/{}/undo", made.json()["id"].as_str().expect("an id"));
    let said = r#"{"by":"Karim","reason":"a slip"}"#;
    assert_eq!(service.post(&path, &[&bearer(&reader)], said).await.status(), 403);
    assert_eq!(service.post(&path, &[&bearer(&writer)], said).await.status(), 200);
    // To code a text changes nothing: reading is enough for it, if there were models.
    let coded = service.post("/api/v1/code", &[&bearer(&reader)], r#"{"text":""}"#).await;
    assert_ne!(coded.status(), 403);
}
