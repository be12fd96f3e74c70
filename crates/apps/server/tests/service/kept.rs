//! What clients and the service keep of answers, until the store changes.

use crate::service::{AT, Service, report};
use std::collections::BTreeSet;

/// Some of everything that is asked.
const PATHS: [&str; 12] = [
    "/events",
    "/events/count?type=CONSULT",
    "/happenings",
    "/reports",
    "/stories",
    "/persons",
    "/places",
    "/quotes",
    "/today",
    "/network",
    "/relations?party=BGD&party=PAK",
    "/corrections",
];

#[tokio::test]
async fn an_answer_is_sent_again_once_the_store_has_changed() {
    let service = Service::coded().await;
    let mut store = service.store();
    for (at, path) in PATHS.into_iter().enumerate() {
        let path = format!("/api/v1{path}");
        let first = service.get(&path, &[]).await;
        let tag = first.header("etag").unwrap_or_else(|| panic!("{path}: {}", first.0)).to_string();
        assert_eq!(first.header("cache-control"), Some("private, no-cache"), "{path}");
        let condition = format!("If-None-Match: {tag}");
        for _ in 0..2 {
            let again = service.get(&path, &[&condition]).await;
            assert_eq!((again.status(), again.body(), again.header("etag")), (304, "", Some(tag.as_str())), "{path}");
        }
        store.add(&[report(&format!("new-{at}"))], AT).expect("added");
        // An answer is given a little longer when another program writes.
        let changed = service.eventually(&path, &[&condition], |answer| answer.header("etag") != Some(&tag)).await;
        assert_eq!(changed.status(), 200, "{path}");
    }
}

#[tokio::test]
async fn an_answer_from_memory_is_that_of_the_store() {
    let service = Service::coded().await;
    let path = "/api/v1/events/count";
    let count = |answer: crate::service::Answer| answer.json()["events"].as_u64().expect("a number");
    let first = count(service.get(path, &[]).await);
    assert_eq!(count(service.get(path, &[]).await), first);
    service.store().add(&[report("new")], AT).expect("added");
    service.eventually(path, &[], |answer| answer.json()["events"] == first + 1).await;
    let packed = service.get("/api/v1/events", &["Accept-Encoding: gzip"]).await;
    let plain = service.get("/api/v1/events", &[]).await;
    assert_eq!((packed.header("content-encoding"), plain.header("content-encoding")), (Some("gzip"), None));
    assert!(plain.json()["items"].is_array());
}

#[tokio::test]
async fn the_same_question_at_once_costs_once() {
    // One reader and nobody who waits: two questions of the store at once would be one too many.
    let service = Service::coded_with(|config| {
        config.limits.readers = 1;
        config.limits.readers_waiting = 0;
    })
    .await;
    let path = "/api/v1/events?sort=conflict&limit=500";
    let mut n_answered = 0;
    for _ in 0..20 {
        service.store().vacuum().expect("a commit");
        let (one, two, three, four) = tokio::join!(
            service.get(path, &[]),
            service.get(path, &[]),
            service.get(path, &[]),
            service.get(path, &[])
        );
        let all = [one, two, three, four];
        let bodies: BTreeSet<&str> = all.iter().map(|answer| answer.body()).collect();
        n_answered += usize::from(all.iter().all(|answer| answer.status() == 200) && bodies.len() == 1);
    }
    // Now and then the service itself looks for what is new.
    assert!(n_answered >= 15, "{n_answered}");
}

#[tokio::test]
async fn refusals_are_not_kept() {
    let service = Service::coded().await;
    assert_eq!(service.get("/api/v1/reports/late", &[]).await.status(), 404);
    service.store().add(&[report("late")], AT).expect("added");
    assert_eq!(service.get("/api/v1/reports/late", &[]).await.status(), 200);
    let refused = service.get("/api/v1/events?type=x", &[]).await;
    assert_eq!((refused.header("etag"), refused.header("cache-control")), (None, Some("no-store")));
}

#[tokio::test]
async fn a_refusal_can_be_read_by_who_takes_packed_answers() {
    let service = Service::coded().await;
    let packed = ["Accept-Encoding: gzip, deflate, br"];
    for path in ["/events?type=CONSLUT", "/reports/none", "/nothing", "/events/%ff", "/events?cursor=1"] {
        let answer = service.get(&format!("/api/v1{path}"), &packed).await;
        assert_eq!(answer.header("content-encoding"), None, "{path}");
        assert!(answer.json()["detail"].as_str().is_some_and(|detail| !detail.is_empty()), "{path}: {}", answer.0);
    }
    let answer = service.post("/api/v1/corrections", &packed, "{").await;
    assert_eq!((answer.status(), answer.header("content-encoding")), (400, None));
    assert!(answer.json()["detail"].is_string());
}
