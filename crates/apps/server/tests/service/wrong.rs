//! Questions that cannot be answered are told what was expected.

use crate::coded::escaped;
use crate::service::{Answer, Service};

/// Refused as a problem, whose detail holds `expected`, with a remedy.
#[track_caller]
fn check_problem(asked: &str, answer: &Answer, status: u16, expected: &str) {
    assert_eq!(answer.status(), status, "{asked}: {}", answer.0);
    assert_eq!(answer.header("content-type"), Some("application/problem+json"), "{asked}");
    let problem = answer.json();
    assert!(problem["detail"].as_str().is_some_and(|detail| detail.contains(expected)), "{asked}: {problem:#}");
    assert!(problem["remedy"].as_str().is_some_and(|remedy| !remedy.is_empty()), "{asked}: {problem:#}");
    assert_eq!(problem["status"], status, "{asked}");
}

#[tokio::test]
async fn a_wrong_parameter_is_told_with_what_was_expected() {
    let service = Service::coded().await;
    let refused = [
        // Nobody's parameters.
        ("/events?tpye=CONSULT", "unknown field `tpye`, expected one of `words`, `actor`"),
        ("/health?x=1", ""),
        ("/today?since=2025-01-01", "unknown field `since`, expected `after`"),
        ("/reports?sort=oldest", "unknown field `sort`"),
        ("/live?actr=KEN", "unknown field `actr`"),
        ("/export?format=csv", "unknown field `format`"),
        ("/network?type=CONSULT", "unknown field `type`"),
        // Code lists.
        ("/events?type=CONSLUT", "type CONSLUT: expected one of AGREE, CONSULT"),
        ("/events?type=CONSULT&type=", ""),
        ("/happenings?mode=visti", "mode visti: expected one of "),
        ("/events/count?status=done", "status done: expected one of actual, future, hypothetical, negated, historical"),
        ("/places?context=arms", "context arms: expected one of "),
        ("/events?sort=best", "sort best: expected one of newest, oldest, confidence, conflict, cooperation"),
        ("/happenings?sort=best", "weight"),
        ("/materiel?class=cat", "class cat: expected one of "),
        ("/materiel?stage=stolen", "stage stolen: expected one of interest"),
        ("/materiel?supplier=Atlantis", "supplier Atlantis: expected a country"),
        ("/materiel?between=KEN&between=Atlantis", "between Atlantis: expected a country"),
        ("/relations?party=KEN&party=UGA&by=hour", "by hour: expected one of day, week, month, quarter, year"),
        (
            "/relations?party=KEN&party=UGA&strand=cultural",
            "strand cultural: expected one of military, diplomatic, economic",
        ),
        ("/relations/chart?party=KEN&party=UGA&form=gif", "form gif: expected svg or png"),
        ("/export?as=xml", "as xml: expected one of jsonl"),
        (
            "/corrections?kind=delete",
            "kind delete: expected one of accept, edit, strike, add, merge, split, alias, office",
        ),
        ("/corrections?state=gone", "state gone: expected one of applied, stale, undone"),
        ("/corrections/export?as=csv", "as csv: expected one of gold, knowledge"),
        // Days and numbers.
        ("/events?since=yesterday", "since: `yesterday`: expected a day such as 2025-01-16"),
        ("/events?until=2025-02-30", "until: `2025-02-30`: expected a day"),
        ("/reports?since=20250116", "since: `20250116`: expected a day"),
        ("/reports?since=2025-01-1%00", "expected a day"),
        ("/reports?since=20250116T0", "expected a day"),
        (
            "/events?since=2025-02-02&until=2025-02-01",
            "since 2025-02-02 until 2025-02-01: expected days in the order of time",
        ),
        ("/quotes?since=2025-02-02&until=2025-02-01", "expected days in the order of time"),
        ("/events?min_confidence=1.5", "min_confidence: `1.5`: expected a number from 0 to 1"),
        ("/events?min_confidence=NaN", "min_confidence: `NaN`: expected a number from 0 to 1"),
        ("/events?limit=0", "limit 0: expected a number from 1 to 500"),
        ("/events?limit=501", "limit 501: expected a number from 1 to 500"),
        ("/events?limit=ten", "limit ten: expected a number from 1 to 500"),
        ("/persons?limit=101", "limit 101: expected a number from 1 to 100"),
        ("/persons?limit=many", "limit: `many`: expected a whole number"),
        ("/happenings?publishers=-1", "publishers: `-1`: expected a whole number"),
        ("/happenings?publishers=18446744073709551615", "publishers: `18446744073709551615`: expected a whole number"),
        ("/stories?publishers=9223372036854775808", "publishers: `9223372036854775808`: expected a whole number"),
        ("/network?min=18446744073709551615", "min: `18446744073709551615`: expected a whole number"),
        ("/happenings?disputed=maybe", "disputed: `maybe`: expected `true` or `false`"),
        ("/relations?party=KEN&party=UGA&directed=1", "directed: `1`: expected `true` or `false`"),
        ("/relations?party=KEN&party=UGA&false_alarms=0", "false_alarms 0: expected a number above 0 and below 1"),
        ("/shifts?false_alarms=1", "false_alarms 1: expected a number above 0 and below 1"),
        ("/shifts?sure=2", "sure: `2`: expected a number from 0 to 1"),
        ("/reports/talks-1?version=first", "version: `first`: expected a whole number"),
        // Twice what is one, once what is two.
        ("/events?place=Nairobi&place=Busia", "place: expected one value, found several"),
        ("/events?since=2025-01-01&since=2025-01-02", "since: expected one value, found several"),
        ("/events?limit=1&limit=2", "limit: expected one value, found several"),
        ("/reports/talks", "several ids begin with `talks`"),
        ("/events?between=KEN", "between: expected two parties, found 1"),
        ("/events?between=KEN&between=UGA&between=SOM", "between: expected two parties, found 3"),
        ("/relations?party=KEN", "party: expected 2 to 6, found 1"),
        ("/relations?party=KEN&party=Kenya", "party Kenya: the same party twice"),
        ("/relations?party=A&party=B&party=C&party=D&party=E&party=F&party=G", "party: expected 2 to 6, found 7"),
        ("/relations/chart?party=KEN&party=UGA&party=SOM", "party: expected two of a picture, found 3"),
        ("/relations/people", "party: expected 2 to 6, found 0"),
        // More than can be told.
        ("/relations?party=KEN&party=UGA&by=day&since=0001-01-01&until=9999-12-31", "expected"),
        (
            "/relations?party=KEN&party=UGA&party=SOM&party=PAK&party=BGD&party=IND&since=0185-06-19",
            "22081 periods of 15 pairs: expected at most 20000 points together",
        ),
        ("/relations?party=KEN&party=UGA&by=day&since=1960-01-01", "expected at most 20000 points together"),
        ("/relations/chart?party=KEN&party=UGA&by=day&since=1900-01-01", ""),
        ("/events?words=%2B%2B", "expected at least one word to look for"),
        ("/reports?words=NOT+war", "expected at least one word to look for"),
        ("/stories?words=%22%22", "expected at least one word to look for"),
        ("/quotes?words=-", "expected at least one word to look for"),
        ("/persons?name=%2A", "expected at least one word to look for"),
        ("/knowledge", "name: expected 1 to 400 bytes, found 0"),
        // Cursors.
        ("/today?after=xyz", "after xyz: not a cursor of this path"),
        ("/today?after=-1", "after -1: not a cursor of this path"),
        ("/events?cursor=2", "cursor 2: not one of this query"),
        ("/events?cursor=%F0%9F%95%8A.%F0%9F%95%8A.%F0%9F%95%8A%F0%9F%95%8A", "not one of this query"),
    ];
    for (path, expected) in refused {
        // Without a text of its own, a question that is answered.
        let answer = service.get(&format!("/api/v1{path}"), &[]).await;
        if expected.is_empty() {
            assert!([200, 400].contains(&answer.status()), "{path}: {}", answer.0);
        } else {
            check_problem(path, &answer, 400, expected);
        }
    }
}

#[tokio::test]
async fn a_cursor_of_another_question_is_refused() {
    let service = Service::coded().await;
    let page = service.get("/api/v1/events?limit=2", &[]).await.json();
    let next = page["next"].as_str().expect("there is more");
    let other = service.get(&format!("/api/v1/events?limit=2&type=CONSULT&cursor={next}"), &[]).await;
    check_problem("another type", &other, 400, "not one of this query");
    let other = service.get(&format!("/api/v1/happenings?limit=2&cursor={next}"), &[]).await;
    check_problem("another path", &other, 400, "not one of this query");
    assert_eq!(service.get(&format!("/api/v1/events?limit=3&cursor={next}"), &[]).await.status(), 200);
}

#[tokio::test]
async fn what_nobody_knows_is_not_found() {
    let service = Service::coded().await;
    for path in [
        "/events/0000000000000000",
        "/events/zzz",
        "/events/%20",
        "/happenings/0000000000000000",
        "/happenings/talks-1",
        "/reports/tlaks-1",
        "/reports/talks-9",
        "/reports/talks-1?version=2",
        "/reports/talks-1?version=0",
        "/stories/0000000000000000",
        "/persons/Nobody%20Whatsoever",
        "/persons/Amina%20Odhiambo?country=UGA",
        "/bodies/Amina%20Odhiambo",
        "/corrections?report=talks-9",
    ] {
        check_problem(path, &service.get(&format!("/api/v1{path}"), &[]).await, 404, "");
    }
    let undo = service.post("/api/v1/corrections/0000/undo", &[], r#"{"by":"Rana","reason":"a slip"}"#).await;
    check_problem("undo", &undo, 404, "0000");
}

/// Parts of paths that no honest client sends.
fn odd_parts() -> Vec<String> {
    let mut parts: Vec<String> = [
        "%2e%2e",
        "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "%00",
        "a%00b",
        "%2f",
        "%5c",
        "%ff%fe",
        "%c3%28",
        "%ed%a0%80",
        "%",
        "%zz",
        "*",
        "'",
        "%27%3b--",
        "%22",
        "%22%22",
        "{id}",
        "%7Bid%7D",
        "-7",
        "%25",
        "%F0%9F%95%8A",
        "%e2%80%ae",
        "%0d%0aX-Evil:%20a",
        ".",
    ]
    .map(String::from)
    .into();
    parts.push("a".repeat(7000));
    parts.push(escaped(&"\u{202e}🕊".repeat(300)));
    parts
}

#[tokio::test]
async fn odd_paths_are_refused_and_nothing_else() {
    let service = Service::coded().await;
    for path in ["/events/", "/happenings/", "/reports/", "/stories/", "/persons/", "/bodies/"] {
        for part in odd_parts() {
            let answer = service.get(&format!("/api/v1{path}{part}"), &[]).await;
            assert!([400, 404].contains(&answer.status()), "{path}{part}: {}", answer.0);
            assert_eq!(answer.header("content-type"), Some("application/problem+json"), "{path}{part}: {}", answer.0);
            assert!(answer.header("x-evil").is_none(), "{path}{part}");
        }
    }
    for part in odd_parts() {
        let answer = service.post(&format!("/api/v1/corrections/{part}/undo"), &[], r#"{"by":"a","reason":"b"}"#).await;
        assert!([400, 404].contains(&answer.status()), "{part}: {}", answer.0);
    }
}

/// Bodies that are no correction, no text to code and no reason.
fn odd_bodies() -> Vec<String> {
    let mut bodies: Vec<String> = ["", " ", "null", "true", "1", "\"text\"", "[]", "{}", "{", "[{}]", "{}{}", "{\"kind\":", "\u{feff}{}", "{'a':1}",
        r#"{"text":null}"#, r#"{"text":1}"#, r#"{"text":["a"]}"#, r#"{"text":"\ud800"}"#, r#"{"text":"\udc00\ud800"}"#, r#"{"text":"a\u0000b","x":1}"#,
        r#"{"kind":"strike","kind":"accept","event":"0","by":"a","reason":"b"}"#, r#"{"by":"a","by":"b","reason":"c"}"#,
        r#"{"kind":"strike","event":"0","event":"1","by":"a","reason":"b"}"#, r#"{"kind":null,"by":"a","reason":"b"}"#,
        r#"{"kind":"strike","event":1e999,"by":"a","reason":"b"}"#, r#"{"kind":"strike","event":99999999999999999999999999,"by":"a","reason":"b"}"#,
        r#"{"kind":"edit","event":"0","set":{"type":-1e308},"by":"a","reason":"b"}"#,
        r#"{"kind":"edit","event":"0","set":{"place":{"lat":1e999,"lon":0,"name":"x"}},"by":"a","reason":"b"}"#,
        r#"{"kind":"add","report":"talks-1","event":{"trigger":{"start":-1,"end":2},"type":"AID"},"by":"a","reason":"b"}"#,
        r#"{"kind":"add","report":"talks-1","event":{"trigger":{"start":18446744073709551615,"end":18446744073709551616},"type":"AID"},"by":"a","reason":"b"}"#,
        r#"{"kind":"add","report":"talks-1","event":{"trigger":{"start":9007199254740993,"end":4},"type":"AID"},"by":"a","reason":"b"}"#,
        r#"{"__proto__":{"kind":"strike"},"kind":"strike","event":"0","by":"a","reason":"b"}"#]
        .map(String::from).into();
    bodies.push("[".repeat(100_000));
    bodies.push("{\"a\":".repeat(100_000));
    bodies.push(format!("{}{}", "[".repeat(1000), "]".repeat(1000)));
    bodies.push(format!(r#"{{"kind":"strike","event":"{}","by":"a","reason":"b"}}"#, "9".repeat(1 << 20)));
    bodies.push(format!(r#"{{"kind":"merge","happenings":[{}"x"],"by":"a","reason":"b"}}"#, "\"y\",".repeat(100_000)));
    bodies.push(format!(r#"{{"n":{}}}"#, "9".repeat(500_000)));
    bodies
}

#[tokio::test]
async fn odd_bodies_are_refused_and_change_nothing() {
    let service = Service::coded().await;
    let before = service.reader().counts().expect("counts");
    for body in odd_bodies() {
        for path in ["/api/v1/corrections", "/api/v1/code", "/api/v1/corrections/0/undo"] {
            let answer = service.post(path, &[], &body).await;
            let start: String = body.chars().take(80).collect();
            assert!([400, 404, 415, 422].contains(&answer.status()), "{path} {start}: {}", answer.0);
            assert_eq!(answer.header("content-type"), Some("application/problem+json"), "{path} {start}");
        }
    }
    for kind in
        ["text/json", "application/json+x", "application/x-ndjson", "APPLICATION/XML", "application/json, text/plain"]
    {
        let answer = service.ask("POST", "/api/v1/corrections", &[&format!("Content-Type: {kind}")], "{}").await;
        check_problem(kind, &answer, 415, "application/json");
    }
    assert_eq!(service.reader().counts().expect("counts"), before);
    assert_eq!(service.get("/api/v1/corrections", &[]).await.json()["items"], serde_json::json!([]));
}
