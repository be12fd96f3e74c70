//! What is typed is looked for, and never run: SQL, full-text queries, markup, paths, odd letters in every parameter.

use crate::coded::escaped;
use crate::service::Service;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use store::Counts;

/// What people type who mean harm, and what breaks parsers.
const NASTY: [&str; 44] = [
    "'",
    "''",
    "\"",
    "\"\"\"",
    "`",
    "' OR '1'='1",
    "'; DROP TABLE stored_events; --",
    "\"; DELETE FROM stored_reports; --",
    "1); ATTACH DATABASE '/tmp/x.db' AS x; --",
    "' UNION SELECT sql FROM sqlite_schema --",
    "%' AND 1=(SELECT count(*) FROM stored_texts) --",
    "?1",
    ":name @x $y",
    "x' || char(0) || 'y",
    "/* */ -- ; #",
    "load_extension('x')",
    "word*",
    "*",
    "^word",
    "a NEAR/2 b",
    "NEAR(a b, 99999999999)",
    "NEAR(",
    "title: word",
    "{title text} : word",
    "- title : x",
    "(((((((((((((((",
    "a AND",
    "OR OR OR",
    "NOT NOT x",
    "\"unclosed phrase",
    "\"\" OR \"\"",
    "a + b",
    "%_\\[^]",
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "javascript:alert(document.cookie)",
    "${jndi:ldap://x}{{7*7}}",
    "../../../etc/passwd",
    "\u{202e}evil\u{202c}\u{2066}\u{200d}\u{feff}",
    "🕊🤝🏽👩‍👩‍👧‍👦",
    "e\u{301}\u{301}\u{301} İıſßẞ ﷽",
    "a\0b",
    "\r\nSet-Cookie: a=b",
    "\u{fffe}\u{ffff}\u{10ffff}\u{e0041}",
];

/// Long ones beside.
fn nasty() -> Vec<String> {
    let mut nasty: Vec<String> = NASTY.map(String::from).into();
    nasty.extend([
        "'".repeat(2000),
        "a ".repeat(1000),
        "a OR ".repeat(31) + "a",
        "(".repeat(2000),
        "\u{10ffff}".repeat(500),
        "a*".repeat(900),
    ]);
    nasty
}

/// Parameters that take any text, by path; all else of the question is good.
const FREE: [(&str, &[&str]); 15] = [
    (
        "/events",
        &[
            "words",
            "actor",
            "recipient",
            "place",
            "person",
            "materiel",
            "publisher",
            "report",
            "between=KEN&between",
            "cursor",
        ],
    ),
    ("/events/count", &["words", "actor", "place", "materiel"]),
    (
        "/happenings",
        &["words", "actor", "recipient", "place", "person", "materiel", "publisher", "report", "between=KEN&between"],
    ),
    ("/places", &["words", "person", "place", "publisher"]),
    ("/reports", &["words", "publisher", "cursor"]),
    ("/stories", &["words"]),
    ("/persons", &["name"]),
    ("/bodies", &["name"]),
    ("/persons/Okello", &["country"]),
    ("/quotes", &["speaker", "country", "words", "report"]),
    ("/materiel", &["item", "supplier", "between=KEN&between"]),
    ("/relations", &["by=year&party=KEN&party"]),
    ("/relations/people", &["party=KEN&party"]),
    ("/shifts", &["between=KEN&between"]),
    ("/corrections", &["report", "event"]),
];

async fn check(service: &Service, path: &str) {
    let answer = service.get(&format!("/api/v1{path}"), &[]).await;
    assert!([200, 400, 404].contains(&answer.status()), "{path}: {}", answer.0);
    let expected = if answer.status() == 200 { "application/json; charset=utf-8" } else { "application/problem+json" };
    assert_eq!(answer.header("content-type"), Some(expected), "{path}");
    let body = answer.json();
    if answer.status() != 200 {
        let told = format!("{} {}", body["detail"], body["remedy"]);
        assert!(
            !["SQL", "sqlite", "syntax error", "fts5", "no such column", ".db"].iter().any(|leak| told.contains(leak)
                && !path.contains("SQL")
                && !path.to_lowercase().contains("sqlite")
                && !path.contains("db")),
            "{path}: {told}"
        );
    }
    assert!(answer.header("set-cookie").is_none());
}

/// The store as it was: as many rows, and sound.
fn check_unchanged(service: &Service, before: Counts) {
    let reader = service.reader();
    assert_eq!(reader.counts().expect("counts"), before);
    assert_eq!(reader.check().expect("checked"), []);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_parameter_is_run() {
    let service = Service::coded().await;
    let before = service.reader().counts().expect("counts");
    for (path, parameters) in FREE {
        for parameter in parameters {
            for nasty in nasty() {
                check(&service, &format!("{path}?{parameter}={}", escaped(&nasty))).await;
            }
        }
    }
    check_unchanged(&service, before);
}

#[tokio::test]
async fn no_part_of_a_path_is_run() {
    let service = Service::coded().await;
    let before = service.reader().counts().expect("counts");
    for path in ["/events/", "/happenings/", "/reports/", "/stories/", "/persons/", "/bodies/"] {
        for nasty in NASTY {
            check(&service, &format!("{path}{}", escaped(nasty))).await;
        }
    }
    check_unchanged(&service, before);
}

#[tokio::test]
async fn live_and_exports_take_the_same_texts() {
    let service = Service::coded().await;
    let before = service.reader().counts().expect("counts");
    for nasty in NASTY {
        for parameter in ["words", "actor", "person", "materiel"] {
            let (head, body) =
                service.bytes(&format!("/api/v1/export?as=jsonl&{parameter}={}", escaped(nasty)), &[]).await;
            assert!(
                [200, 400].contains(&head.status()),
                "{parameter} {nasty}: {} {}",
                head.0,
                String::from_utf8_lossy(&body)
            );
        }
    }
    check_unchanged(&service, before);
}

#[tokio::test]
async fn what_analysts_write_is_kept_as_they_wrote_it() {
    let service = Service::coded().await;
    let id = service.get("/api/v1/events?report=jets-2", &[]).await.json()["items"][0]["id"].clone();
    let mut kept = BTreeMap::new();
    for nasty in nasty() {
        let body = json!({ "kind": "accept", "event": id, "by": nasty, "reason": nasty });
        let answer = service.post("/api/v1/corrections", &[], &body.to_string()).await;
        // Too long, or with letters that nobody sees.
        assert!([201, 422].contains(&answer.status()), "{nasty}: {}", answer.0);
        if answer.status() == 201 {
            let correction = answer.json();
            assert_eq!((&correction["by"], &correction["reason"]), (&json!(nasty), &json!(nasty)));
            kept.insert(correction["id"].to_string(), correction);
        }
        for body in [
            json!({ "kind": nasty }),
            json!({ "kind": "accept", "event": nasty }),
            json!({ "kind": "strike", "event": nasty }),
            json!({ "kind": "add", "report": nasty, "event": { "type": "AID", "trigger": { "text": "met" } } }),
            json!({ "kind": "add", "report": "talks-1", "event": { "type": "AID", "trigger": { "text": nasty } } }),
            json!({ "kind": "merge", "happenings": [nasty, "x"] }),
            json!({ "kind": "split", "happening": nasty, "events": [nasty] }),
        ] {
            let mut body: Value = body;
            (body["by"], body["reason"]) = (json!("Rana"), json!("a try"));
            let answer = service.post("/api/v1/corrections", &[], &body.to_string()).await;
            assert!([404, 422].contains(&answer.status()), "{body}: {}", answer.0);
        }
    }
    assert!(kept.len() >= 40, "{}", kept.len());
    let listed = service.get("/api/v1/corrections?limit=500", &[]).await.json();
    for correction in listed["items"].as_array().expect("items") {
        let sent = &kept[&correction["id"].to_string()];
        assert_eq!((&correction["by"], &correction["reason"]), (&sent["by"], &sent["reason"]));
    }
    assert_eq!(service.reader().check().expect("checked"), []);
}
