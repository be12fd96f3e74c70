//! What each path answers of a store whose reports are known.

use crate::coded::{HOSTILE_ID, HOSTILE_NAME, Printed, coded, escaped, printed};
use crate::service::{Answer, Service};
use pipeline::Pipeline;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Asks under `/api/v1` for what is there.
async fn ask(service: &Service, path: &str) -> Value {
    let answer = service.get(&format!("/api/v1{path}"), &[]).await;
    assert_eq!(answer.status(), 200, "{path}: {}", answer.0);
    answer.json()
}

/// The only item of a list.
#[track_caller]
fn only(list: &Value) -> &Value {
    let items = list["items"].as_array().unwrap_or_else(|| panic!("{list:#}"));
    assert_eq!(items.len(), 1, "{list:#}");
    &items[0]
}

const ODHIAMBO: &str = "Amina Odhiambo";
const OKELLO: &str = "Peter Okello";

#[tokio::test]
async fn an_event_is_listed_as_its_report_tells_it() {
    let service = Service::coded().await;
    let list = ask(&service, "/events?report=talks-1&type=CONSULT").await;
    let event = only(&list);
    assert_eq!(
        event["actors"],
        json!([
        { "name": ODHIAMBO, "country": "KEN", "sector": "GOV" }, { "name": OKELLO, "country": "UGA", "sector": "GOV" }])
    );
    for (field, expected) in [
        ("trigger", json!("met")),
        ("status", json!("actual")),
        ("quad", json!(1)),
        ("date_start", json!("2025-03-04")),
        ("place", json!("Nairobi")),
        ("place_country", json!("KEN")),
        ("publisher", json!("Lagoon Post")),
        ("published", json!("2025-03-05")),
        ("title", json!("Foreign ministers of Kenya and Uganda meet in Nairobi")),
        ("url", json!("https://lagoon.example/talks")),
        ("recipients", json!([])),
        ("review", Value::Null),
        ("denials", json!(0)),
    ] {
        assert_eq!(event[field], expected, "{field}");
    }
    assert!(
        event["evidence"]
            .as_str()
            .is_some_and(|text| text.ends_with("met Ugandan foreign minister Peter Okello in Nairobi on Tuesday."))
    );
    let id = event["id"].as_str().expect("an id");
    let one = ask(&service, &format!("/events/{id}")).await;
    assert_eq!((&one["explained"]["event"]["id"], &one["evidence"]), (&event["id"], &event["evidence"]));
    assert_eq!((&one["happening"], one["mentions"].as_array().map(Vec::len)), (&event["happening"], Some(2)));
    assert!(one["explained"]["reasons"].as_array().is_some_and(|reasons| !reasons.is_empty()));
    // The beginning of an id will do, in either case.
    let upper = id[..12].to_uppercase();
    assert_eq!(ask(&service, &format!("/events/{upper}")).await["explained"]["event"]["id"], event["id"]);
}

#[tokio::test]
async fn two_reports_of_one_meeting_are_one_happening_and_one_story() {
    let service = Service::coded().await;
    let list = ask(&service, "/happenings?type=CONSULT&place=Nairobi&publishers=2").await;
    let happening = only(&list);
    for (field, expected) in [
        ("mentions", json!(2)),
        ("reports", json!(2)),
        ("publishers", json!(2)),
        ("date_start", json!("2025-03-04")),
        ("first_published", json!("2025-03-05")),
    ] {
        assert_eq!(happening[field], expected, "{field}");
    }
    let id = happening["id"].as_str().expect("an id");
    let one = ask(&service, &format!("/happenings/{id}")).await;
    assert_eq!((&one["agreed"], &one["asked"]), (happening, &json!(id)));
    let mentions = one["mentions"].as_array().expect("mentions");
    let reports: BTreeSet<&str> = mentions.iter().filter_map(|mention| mention["report"].as_str()).collect();
    assert_eq!(reports, ["talks-1", "talks-2"].into());
    assert!(mentions.iter().all(|mention| mention["event"]["trigger"]["text"] == "met"), "{mentions:#?}");
    let list = ask(&service, "/stories?words=Busia").await;
    let story = only(&list);
    // Of two of one day the one stands first whose text has the lesser hash: what is told does not depend on the order of coming.
    assert_eq!((&story["reports"], &story["publishers"], &story["report"]), (&json!(2), &json!(2), &json!("talks-1")));
    let one = ask(&service, &format!("/stories/{}", story["id"].as_str().expect("an id"))).await;
    assert_eq!(&one["story"], story);
    let reports: Vec<&Value> = one["reports"].as_array().expect("reports").iter().map(|report| &report["id"]).collect();
    assert_eq!(reports, ["talks-1", "talks-2"]);
}

#[tokio::test]
async fn a_report_is_given_whole() {
    let service = Service::coded().await;
    let all = printed();
    let talks = &all[0];
    let one = ask(&service, "/reports/talks-1").await;
    assert_eq!((&one["text"], &one["record"]["title"]), (&json!(talks.text), &json!(talks.title)));
    assert_eq!((&one["version"], &one["versions"], &one["state"]), (&json!(1), &json!(1), &json!("current")));
    assert_eq!(
        (&one["coded"], &one["corrections"], &one["added"]),
        (&Value::Null, &json!([]), &json!(crate::service::AT))
    );
    let events = one["record"]["events"].as_array().expect("events");
    let met = events.iter().find(|event| event["trigger"]["text"] == "met").expect("the meeting");
    let grouped = &one["happenings"][met["id"].as_str().expect("an id")];
    let listed = ask(&service, "/events?report=talks-1&type=CONSULT").await;
    assert_eq!(grouped, &only(&listed)["happening"]);
    let listed = ask(&service, "/reports?words=%22reopen+the+border%22").await;
    let row = only(&listed);
    assert_eq!((&row["id"], &row["events"], &row["language"]), (&json!("talks-1"), &json!(events.len()), &json!("en")));
    assert_eq!(row["beginning"], talks.text.chars().take(240).collect::<String>());
}

#[tokio::test]
async fn persons_and_bodies_are_known_by_what_reports_say() {
    let service = Service::coded().await;
    let list = ask(&service, "/persons?name=odhiambo").await;
    let named = only(&list);
    assert_eq!(
        (&named["name"], &named["kind"], &named["country"], &named["reports"]),
        (&json!(ODHIAMBO), &json!("person"), &json!("KEN"), &json!(2))
    );
    assert_eq!(named["offices"][0]["post"], "foreign minister");
    let one = ask(&service, &format!("/persons/{}", escaped(ODHIAMBO))).await;
    assert_eq!(one["met"][0]["with"], json!({ "name": OKELLO, "country": "UGA", "sector": "GOV" }));
    assert_eq!((&one["met"][0]["happenings"], &one["met"][0]["first"]), (&json!(1), &json!("2025-03-04")));
    assert_eq!(one["quotes"][0]["text"], "We will reopen the border at Busia,");
    assert!(one["happenings"].as_array().is_some_and(|list| !list.is_empty()));
    assert_eq!(ask(&service, "/bodies?name=odhiambo").await["items"], json!([]));
    let body = ask(&service, &format!("/bodies/{}?country=UGA", escaped("Uganda"))).await;
    assert_eq!((&body["named"][0]["kind"], &body["named"][0]["country"]), (&json!("state"), &json!("UGA")));
    let persons = ask(&service, "/persons").await;
    assert!(persons["items"].as_array().is_some_and(|items| items.len() >= 3), "{persons:#}");
}

#[tokio::test]
async fn quotes_places_and_deals_are_those_of_the_reports() {
    let service = Service::coded().await;
    let list = ask(&service, "/quotes?report=talks-1&speaker=odhiambo").await;
    let quote = only(&list);
    let talks = &printed()[0];
    let (start, end) =
        (quote["start"].as_u64().expect("a number") as usize, quote["end"].as_u64().expect("a number") as usize);
    assert_eq!(
        talks.text.chars().skip(start).take(end - start).collect::<String>(),
        "We will reopen the border at Busia,"
    );
    assert_eq!(
        (&quote["style"], &quote["speaker_country"], &quote["cue"]),
        (&json!("direct"), &json!("KEN"), &json!("said"))
    );
    let places = ask(&service, "/places?report=attack-1").await;
    let place = only(&places);
    assert_eq!(
        (&place["name"], &place["country"], &place["happenings"], &place["conflict"]),
        (&json!("Mandera"), &json!("KEN"), &json!(1), &json!(1))
    );
    let deals = ask(&service, "/materiel?item=jf-17").await;
    let deal = only(&deals);
    assert_eq!(
        (&deal["supplier"], &deal["receiver"], &deal["class"]),
        (&json!("PAK"), &json!("UGA"), &json!("aircraft"))
    );
    let last = deal["steps"].as_array().and_then(|steps| steps.last()).expect("a step");
    assert_eq!(
        (&last["stage"], &last["quantity"], &last["first"]),
        (&json!("delivered"), &json!(4.0), &json!("2025-06-09"))
    );
}

#[tokio::test]
async fn relations_are_counted_by_any_period_strand_and_direction() {
    let service = Service::coded().await;
    let pair = "/relations?party=KEN&party=Uganda&since=2025-03-01&until=2025-03-31";
    for (by, n_points) in [("day", 31), ("week", 6), ("month", 1), ("quarter", 1), ("year", 1)] {
        let one = ask(&service, &format!("{pair}&by={by}")).await;
        assert_eq!(
            (&one["by"], one["pairs"][0]["points"].as_array().map(Vec::len)),
            (&json!(by), Some(n_points)),
            "{by}"
        );
        let told = one["pairs"][0]["points"].as_array().expect("points").iter();
        let n: u64 = told.map(|point| point["all"]["happenings"].as_u64().expect("a number")).sum();
        // The meeting at least, which two publishers tell.
        assert!(n >= 1 && n <= one["pairs"][0]["happenings"].as_u64().expect("a number"), "{by}: {one:#}");
    }
    let one = ask(&service, pair).await;
    assert_eq!(
        one["parties"],
        json!([
        { "asked": "KEN", "name": "Kenya", "code": "KEN" }, { "asked": "Uganda", "name": "Uganda", "code": "UGA" }])
    );
    // Uganda condemned Kenya, Kenya threatened Uganda: each way one in June, beside the talks of the 12th.
    let june = "/relations?party=KEN&party=UGA&since=2025-06-01&until=2025-06-30";
    let both = ask(&service, june).await;
    let point = &both["pairs"][0]["points"][0];
    assert_eq!((&point["forth"]["happenings"], &point["back"]["happenings"]), (&json!(1), &json!(1)), "{point:#}");
    let back = ask(&service, "/relations?party=UGA&party=KEN&since=2025-06-01&until=2025-06-30&directed=true").await;
    let turned = &back["pairs"][0]["points"][0];
    assert_eq!(
        (&turned["all"]["happenings"], &turned["all"]["quads"]),
        (&json!(1), &point["back"]["quads"]),
        "{turned:#}"
    );
    let military = ask(&service, "/relations?party=PAK&party=UGA&strand=military").await;
    let economic = ask(&service, "/relations?party=PAK&party=UGA&strand=economic").await;
    let n = |answer: &Value| answer["pairs"][0]["happenings"].as_u64().expect("a number");
    let all = n(&ask(&service, "/relations?party=PAK&party=UGA").await);
    assert!(n(&military) <= all && n(&economic) <= all && all == 2, "{all}");
    let three = ask(&service, "/relations?party=KEN&party=UGA&party=PAK").await;
    let pairs: Vec<(u64, u64)> = three["pairs"]
        .as_array()
        .expect("pairs")
        .iter()
        .map(|pair| (pair["first"].as_u64().expect("a number"), pair["second"].as_u64().expect("a number")))
        .collect();
    assert_eq!(pairs.len(), 3);
    assert!(pairs.iter().all(|(first, second)| first < second && *second < 3), "{pairs:?}");
    let met = ask(&service, "/relations/people?party=KEN&party=UGA&until=2025-03-31").await;
    let names: BTreeSet<&str> =
        met["items"].as_array().expect("people").iter().filter_map(|one| one["name"].as_str()).collect();
    assert_eq!(names, [ODHIAMBO, OKELLO].into());
}

#[tokio::test]
async fn a_relation_is_drawn() {
    let service = Service::coded().await;
    let chart = "/api/v1/relations/chart?party=KEN&party=UGA";
    let svg = service.get(chart, &[]).await;
    assert_eq!(svg.header("content-type"), Some("image/svg+xml"));
    assert!(svg.body().contains("<svg") && svg.body().contains("Kenya") && svg.body().trim_end().ends_with("</svg>"));
    let (head, png) = service.bytes(&format!("{chart}&form=png"), &[]).await;
    assert_eq!(head.header("content-type"), Some("image/png"));
    assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"));
    let named = format!("/api/v1/relations/chart?party=KEN&party={}", escaped("<script>alert(1)</script> x"));
    let svg = service.get(&named, &[]).await;
    assert!(svg.status() == 200 && !svg.body().contains("<script"), "{}", svg.0);
}

#[tokio::test]
async fn the_network_joins_those_who_deal_with_each_other() {
    let service = Service::coded().await;
    let march = ask(&service, "/network?since=2025-03-01&until=2025-03-31").await;
    let edges: Vec<(&str, &str)> = march["edges"]
        .as_array()
        .expect("edges")
        .iter()
        .map(|edge| (edge["first"].as_str().expect("a code"), edge["second"].as_str().expect("a code")))
        .collect();
    assert_eq!(BTreeSet::from_iter(edges), [("KEN", "UGA"), ("KEN", "SOM")].into(), "{march:#}");
    let nodes: BTreeSet<&str> =
        march["nodes"].as_array().expect("nodes").iter().filter_map(|node| node["code"].as_str()).collect();
    assert_eq!(nodes, ["KEN", "SOM", "UGA"].into());
    let many = ask(&service, "/network?min=100").await;
    assert_eq!(many, json!({ "nodes": [], "edges": [] }));
}

#[tokio::test]
async fn today_tells_what_came_since_the_last_look() {
    let service = Service::coded().await;
    let first = ask(&service, "/today").await;
    assert_eq!((&first["new"], &first["last_published"]), (&Value::Null, &json!("2025-06-13")));
    assert_eq!(first["volume"].as_array().map(Vec::len), Some(90));
    let day = first["volume"].as_array().expect("days").iter().find(|day| day["day"] == "2025-06-12").expect("the day");
    assert_eq!(day["reports"], 1);
    // The last 30 days: jets, threats and trade, not the talks of March.
    assert!(
        first["happenings"]
            .as_array()
            .expect("happenings")
            .iter()
            .all(|one| one["date_start"].as_str() >= Some("2025-05-15"))
    );
    let cursor = first["cursor"].as_str().expect("a cursor").to_string();
    assert_eq!(ask(&service, &format!("/today?after={cursor}")).await["new"], json!({ "reports": 0, "events": 0 }));
    service.store().add(&[crate::service::report("late")], crate::service::AT).expect("added");
    let path = format!("/api/v1/today?after={cursor}");
    service.eventually(&path, &[], |answer| answer.json()["new"] == json!({ "reports": 1, "events": 1 })).await;
}

#[tokio::test]
async fn code_lists_are_those_of_the_ontology() {
    let service = Service::coded().await;
    let codes = ask(&service, "/codes").await;
    assert_eq!(codes["types"].as_array().map(Vec::len), Some(16));
    assert_eq!(codes["statuses"], json!(["actual", "future", "hypothetical", "negated", "historical"]));
    assert!(
        codes["countries"]
            .as_array()
            .is_some_and(|list| list.contains(&json!({ "code": "BGD", "name": "Bangladesh" })))
    );
}

#[tokio::test]
async fn a_text_is_coded_as_the_pipeline_codes_it() {
    let service = Service::coding().await;
    let pipeline = Pipeline::new().expect("a pipeline");
    for printed in printed() {
        let Printed { id, title, text, published, publisher, url } = &printed;
        let asked = json!({ "id": id, "title": title, "text": text, "published": published, "publisher": publisher, "url": url });
        let answer = service.post("/api/v1/code", &[], &asked.to_string()).await;
        assert_eq!(answer.status(), 200, "{}", answer.0);
        let mut expected = json!(coded(&pipeline, &printed).record);
        expected["coder"]["version"] = json!(env!("CARGO_PKG_VERSION"));
        assert_eq!(answer.json(), json!({ "text": text, "record": expected }), "{id}");
    }
    assert_eq!(ask(&service, "/health").await["reports"], 9, "nothing of it is kept");
    let means = ask(&service, "/knowledge?name=Nairobi&date=2025-03-05").await;
    assert!(means["items"].as_array().is_some_and(|items| !items.is_empty()), "{means:#}");
}

#[tokio::test]
async fn what_means_harm_is_given_as_it_was_written() {
    let service = Service::coded().await;
    for printed in printed().iter().filter(|printed| !printed.id.is_ascii() || printed.id.contains('\'')) {
        let one = ask(&service, &format!("/reports/{}", escaped(&printed.id))).await;
        assert_eq!((&one["text"], &one["record"]["title"]), (&json!(printed.text), &json!(printed.title)));
        assert_eq!(one["record"]["publisher"], json!(printed.publisher));
        let list = ask(&service, &format!("/reports?publisher={}", escaped(&printed.publisher))).await;
        assert_eq!(only(&list)["id"], json!(printed.id));
        let list = ask(&service, &format!("/events?report={}&limit=1", escaped(&printed.id))).await;
        assert_eq!(only(&list)["publisher"], json!(printed.publisher));
    }
    let one = ask(&service, &format!("/reports/{}", escaped(HOSTILE_ID))).await;
    assert_eq!(one["record"]["url"], "javascript:alert(1)//");
    let one = ask(&service, &format!("/persons/{}", escaped(HOSTILE_NAME))).await;
    assert_eq!(one["named"][0]["name"], HOSTILE_NAME);
    let answer: Answer = service.get(&format!("/api/v1/persons/{}", escaped(HOSTILE_NAME)), &[]).await;
    // Whoever opens it in a browser sees text.
    assert_eq!(answer.header("content-type"), Some("application/json; charset=utf-8"));
    assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
}

/// The attack, by everything that can be asked of an event.
const ATTACK: &str = "words=killed&actor=UGA&actor=Gunmen&recipient=KEN+MIL&between=Gunmen&between=KEN+MIL&type=ASSAULT&mode=firearms\
    &status=actual&place=Mandera&publisher=Lagoon+Post&report=attack-1&since=2025-03-10&until=2025-03-10&min_confidence=0.5";

/// The delivery, by the rest.
const DELIVERY: &str = "materiel=JF-17&context=military&actor=PAK";

/// The talks, by who was there.
const TALKS: &str = "person=Okello&type=CONSULT&place=Nairobi&publisher=Harbor+Times";

/// Calls that use every parameter but cursors, and how many items each has; none for what is no list.
fn calls() -> Vec<(String, Option<usize>)> {
    let mut calls: Vec<(String, Option<usize>)> = Vec::new();
    for events in [ATTACK, DELIVERY, TALKS] {
        calls.push((format!("/events?{events}&sort=conflict&limit=10"), Some(1)));
        calls.push((format!("/happenings?{events}&sort=weight&publishers=1&disputed=false&limit=10"), Some(1)));
        calls.push((format!("/events/count?{events}"), None));
        calls.push((format!("/export?as=csv&{events}"), None));
        calls.push((format!("/places?{events}"), Some(usize::from(events != DELIVERY))));
    }
    let lists = [
        ("/reports?words=Mandera&publisher=lagoon+post&since=2025-03-11&until=2025-03-11&limit=5", Some(1)),
        ("/stories?words=Busia&since=2025-03-05&until=2025-03-05&publishers=2&limit=10", Some(1)),
        ("/persons?name=Okello&limit=1", Some(1)),
        ("/bodies?name=Kenya&limit=1", Some(1)),
        (
            "/quotes?speaker=Odhiambo&country=KEN&words=border&report=talks-1&since=2025-03-05&until=2025-03-05&limit=2",
            Some(1),
        ),
        (
            "/materiel?item=JF-17&class=aircraft&supplier=PAK&receiver=Uganda&country=UGA&between=PAK&between=UGA&stage=delivered&since=2025-04-01&until=2025-07-01",
            Some(1),
        ),
        ("/relations/people?party=KEN&party=UGA&since=2025-03-04&until=2025-03-04", Some(2)),
        ("/shifts?between=KEN&between=UGA&since=2025-03-01&until=2025-06-30&sure=0.1&false_alarms=0.1", Some(0)),
        ("/corrections?report=talks-1&event=x&kind=edit&state=applied&limit=9", Some(0)),
        ("/persons/Peter%20Okello?country=UGA", None),
        ("/bodies/Kenya?country=KEN", None),
        ("/reports/talks-1?version=1", None),
        (
            "/relations?party=KEN&party=UGA&by=month&since=2025-03-01&until=2025-06-30&strand=diplomatic&directed=true&false_alarms=0.01",
            None,
        ),
        (
            "/relations/chart?party=KEN&party=UGA&by=month&since=2025-03-01&until=2025-06-30&strand=diplomatic&directed=true&false_alarms=0.01&form=svg",
            None,
        ),
        ("/network?since=2025-03-01&until=2025-03-31&min=1", None),
        ("/today?after=0", None),
        ("/corrections/export?as=knowledge", None),
    ];
    calls.extend(lists.map(|(call, n_items)| (call.to_string(), n_items)));
    calls
}

#[tokio::test]
async fn every_parameter_narrows_what_is_asked_for() {
    let service = Service::coded().await;
    for (call, n_items) in calls() {
        let (head, body) = service.bytes(&format!("/api/v1{call}"), &[]).await;
        assert_eq!(head.status(), 200, "{call}: {} {}", head.0, String::from_utf8_lossy(&body));
        if let Some(n_items) = n_items {
            let list: Value = serde_json::from_slice(&body).expect("JSON");
            assert_eq!(list["items"].as_array().map(Vec::len), Some(n_items), "{call}: {list:#}");
        }
    }
}

#[tokio::test]
async fn every_parameter_that_is_described_is_tried() {
    let service = Service::coded().await;
    let document = service.get("/openapi.json", &[]).await.json();
    let tried: BTreeSet<(String, String)> = calls().iter().flat_map(|(call, _)| tried(call)).collect();
    for (path, item) in document["paths"].as_object().expect("paths") {
        let parameters = item["get"]["parameters"].as_array().cloned().unwrap_or_default();
        for parameter in parameters.iter().filter(|parameter| parameter["in"] == "query") {
            let name = parameter["name"].as_str().expect("a name").to_string();
            // Streams, cursors and what needs models are tried elsewhere.
            let is_elsewhere = name == "cursor" || ["/api/v1/live", "/api/v1/knowledge"].contains(&path.as_str());
            assert!(is_elsewhere || tried.contains(&(path.clone(), name.clone())), "{path} {name}");
        }
    }
}

/// Path as it is described, and name, of each parameter of a call.
fn tried(call: &str) -> Vec<(String, String)> {
    let (path, query) = call.split_once('?').expect("a query");
    let of_one = [("/persons/", "name"), ("/bodies/", "name"), ("/reports/", "id")];
    let described = of_one.iter().find(|(begin, _)| path.starts_with(begin));
    let path = described.map_or(path.to_string(), |(begin, name)| format!("{begin}{{{name}}}"));
    query
        .split('&')
        .map(|part| (format!("/api/v1{path}"), part.split('=').next().expect("a name").to_string()))
        .collect()
}
