//! Pages of lists: every item once, whatever is added in the meantime.

use crate::service::{AT, Service, report};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Reports of the store at the beginning: pages of seven do not come out even.
const N_REPORTS: usize = 45;

async fn filled() -> Service {
    let service = Service::new().await;
    let reports: Vec<_> = (0..N_REPORTS).map(|at| told_at(at, "2025-01-14")).collect();
    service.store().add(&reports, AT).expect("added");
    service
}

/// A report whose meeting is one of its own, with a quotation.
fn told_at(at: usize, published: &str) -> store::Incoming {
    let mut incoming = report(&format!("r{at}"));
    let record = &mut incoming.record;
    record.published = Some(published.into());
    record.publisher = Some(format!("Post {at}"));
    record.title = Some(format!("Generals meet for the {at}th time"));
    let quote = json!({ "style": "direct", "speaker": "e1", "start": 0, "end": 7, "text": "General", "sayings": [], "why": "" });
    record.quotes = serde_json::from_value(json!([quote])).expect("a quotation");
    // Far apart, so that no two are one.
    let countries = if at < LATER { FIRST } else { SECOND };
    let (one, other) = (countries[at % 12], countries[(at / 12 + 3) % 12]);
    for (side, country) in [("actors", one), ("recipients", other)] {
        let parties = if side == "actors" { &mut record.events[0].actors } else { &mut record.events[0].recipients };
        parties[0].country = Some(country.into());
    }
    record.events[0].confidence = 0.5 + at as f64 / 200.0;
    record.events[0].score = [4.0, -4.0, 7.0, -10.0][at % 4];
    incoming
}

/// From this one on, reports come in while one pages, and others meet in them.
const LATER: usize = 1000;

const FIRST: [&str; 12] = ["KEN", "UGA", "SOM", "PAK", "BGD", "IND", "NOR", "CHL", "GHA", "TGO", "FRA", "JPN"];
const SECOND: [&str; 12] = ["DEU", "ITA", "ESP", "POL", "FIN", "SWE", "PER", "ARG", "MLI", "NER", "TCD", "OMN"];

/// Walks a list by sevens, doing something after each page; the ids of all items in their order.
async fn walk(
    service: &Service,
    path: &str,
    id: impl Fn(&Value) -> String,
    mut between: impl FnMut(usize),
) -> Vec<String> {
    let joint = if path.contains('?') { '&' } else { '?' };
    let mut ids = Vec::new();
    let mut cursor = String::new();
    for n_pages in 1..100 {
        let asked = format!("/api/v1{path}{joint}limit=7{cursor}");
        let answer = service.get(&asked, &[]).await;
        assert_eq!(answer.status(), 200, "{asked}: {}", answer.0);
        let page = answer.json();
        let items = page["items"].as_array().expect("items");
        assert!(items.len() <= 7 && (items.len() == 7 || page["next"].is_null()), "{asked}: {}", items.len());
        ids.extend(items.iter().map(&id));
        let Some(next) = page["next"].as_str() else { return ids };
        cursor = format!("&cursor={next}");
        between(n_pages);
    }
    panic!("{path} has no end");
}

fn by_id(item: &Value) -> String {
    item["id"].as_str().expect("an id").to_string()
}

fn of_quote(item: &Value) -> String {
    format!("{} {}", item["report"], item["start"])
}

/// Lists with the names of their items.
const LISTS: [&str; 13] = [
    "/events",
    "/events?sort=oldest",
    "/events?sort=confidence",
    "/events?sort=conflict",
    "/events?sort=cooperation",
    "/events?words=met",
    "/happenings",
    "/happenings?sort=oldest",
    "/happenings?sort=weight",
    "/happenings?sort=confidence",
    "/reports",
    "/reports?words=generals",
    "/stories",
];

#[tokio::test]
async fn pages_are_the_whole_list_in_its_order() {
    let service = filled().await;
    for path in LISTS {
        let ids = walk(&service, path, by_id, |_| {}).await;
        let whole = service
            .get(&format!("/api/v1{path}{}limit=500", if path.contains('?') { '&' } else { '?' }), &[])
            .await
            .json();
        let expected: Vec<String> = whole["items"].as_array().expect("items").iter().map(by_id).collect();
        assert_eq!(ids, expected, "{path}");
        assert!(whole["next"].is_null() && ids.len() > 14, "{path}: {}", ids.len());
    }
    assert_eq!(walk(&service, "/quotes", of_quote, |_| {}).await.len(), N_REPORTS);
}

#[tokio::test]
async fn every_item_is_visited_once_while_reports_come_in() {
    for path in LISTS.into_iter().chain(["/quotes"]) {
        let service = filled().await;
        let id = if path == "/quotes" { of_quote } else { by_id };
        let before: BTreeSet<String> = walk(&service, path, id, |_| {}).await.into_iter().collect();
        let mut store = service.store();
        let more = |n_pages: usize| {
            // Of the same day and of a later one: some stand before, some between, some behind what was seen.
            let new = [
                (LATER + n_pages * 3, "2025-01-14"),
                (LATER + 1 + n_pages * 3, "2025-02-20"),
                (LATER + 2 + n_pages * 3, "2024-12-01"),
            ];
            let new: Vec<_> = new.map(|(at, day)| told_at(at, day)).into();
            store.add(&new, AT).expect("added");
        };
        let visited = walk(&service, path, id, more).await;
        let once: BTreeSet<String> = visited.iter().cloned().collect();
        assert_eq!(once.len(), visited.len(), "{path}: visited twice");
        let missed: Vec<&String> = before.difference(&once).collect();
        assert!(missed.is_empty(), "{path}: {missed:?}");
    }
}

#[tokio::test]
async fn corrections_are_paged_while_others_come_in() {
    let service = filled().await;
    let correct = async |at: usize| {
        let body = json!({ "kind": "accept", "event": format!("r{at}-1"), "by": "Rana", "reason": "right" });
        let answer = service.post("/api/v1/corrections", &[], &body.to_string()).await;
        assert_eq!(answer.status(), 201, "{}", answer.0);
        by_id(&answer.json())
    };
    let mut made = Vec::new();
    for at in 0..20 {
        made.push(correct(at).await);
    }
    made.reverse();
    assert_eq!(walk(&service, "/corrections", by_id, |_| {}).await, made);
    let first = service.get("/api/v1/corrections?limit=7", &[]).await.json();
    correct(30).await;
    let next = first["next"].as_str().expect("there is more");
    let second = service.get(&format!("/api/v1/corrections?limit=7&cursor={next}"), &[]).await.json();
    let ids: Vec<String> = second["items"].as_array().expect("items").iter().map(by_id).collect();
    assert_eq!(ids, made[7..14]);
}

#[tokio::test]
async fn a_struck_event_takes_no_other_out_of_the_list() {
    let service = filled().await;
    let all = walk(&service, "/events", by_id, |_| {}).await;
    let first = service.get("/api/v1/events?limit=7", &[]).await.json();
    for struck in [&all[6], &all[2]] {
        let body = json!({ "kind": "strike", "event": struck, "by": "Rana", "reason": "no such event" });
        assert_eq!(service.post("/api/v1/corrections", &[], &body.to_string()).await.status(), 201);
    }
    let next = first["next"].as_str().expect("there is more");
    let second = service.get(&format!("/api/v1/events?limit=7&cursor={next}"), &[]).await.json();
    let ids: Vec<String> = second["items"].as_array().expect("items").iter().map(by_id).collect();
    assert_eq!(ids, all[7..14]);
}
