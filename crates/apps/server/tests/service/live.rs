//! Live events.

use crate::service::{AT, Service, further, report, rest, until};
use server::tokens;

#[tokio::test]
async fn an_event_comes_as_its_report_comes_in() {
    let service = Service::new().await;
    let (mut stream, begun) = service.stream(&[]).await;
    assert!(begun.contains("content-type: text/event-stream") && begun.contains("event: state"), "{begun}");
    service.store().add(&[report("a")], AT).expect("added");
    let text = until(&mut stream, "event: state").await;
    assert!(
        text.contains("event: event") && text.contains("\"id\":\"a-1\"") && text.contains("\"name\":\"Rahim Khan\""),
        "{text}"
    );
}

#[tokio::test]
async fn a_client_that_comes_back_goes_on_where_it_left_off() {
    let service = Service::new().await;
    let mut store = service.store();
    store.add(&[report("a"), report("b"), report("c")], AT).expect("added");
    let (mut stream, begun) = service.stream(&["Last-Event-ID: 1"]).await;
    let text = further(&mut stream, begun, "c-1").await;
    assert!(!text.contains("a-1") && text.contains("b-1") && text.contains("id: 2"), "{text}");
    let (_stream, begun) = service.stream(&["Last-Event-ID: 3"]).await;
    assert!(begun.contains("id: 3") && !begun.contains("event: event"), "{begun}");
    let (_stream, begun) = service.stream(&["Last-Event-ID: 99999999"]).await;
    assert!(begun.contains("id: 3"), "{begun}");
    let refused = service.get("/api/v1/live", &["Last-Event-ID: x"]).await;
    assert_eq!(refused.status(), 400, "{}", refused.0);
}

#[tokio::test]
async fn streams_end_with_the_service() {
    let service = Service::new().await;
    let (mut stream, _) = service.stream(&[]).await;
    service.stop().await;
    let text = rest(&mut stream).await.0;
    assert!(text.contains(": the service ends"), "{text}");
}

#[tokio::test]
async fn a_stream_ends_when_its_token_is_revoked() {
    let (service, reader, _) = Service::with_tokens().await;
    let (mut stream, begun) = service.stream(&[&format!("Authorization: Bearer {reader}")]).await;
    assert!(begun.starts_with("HTTP/1.1 200"), "{begun}");
    tokens::revoke(&service.tokens(), "desk").expect("revoked");
    service.store().add(&[report("a")], AT).expect("added");
    let text = rest(&mut stream).await.0;
    assert!(text.contains(": the token was revoked") && !text.contains("a-1"), "{text}");
}

#[tokio::test]
async fn filters_hold_for_what_comes_in() {
    let service = Service::new().await;
    let (mut wanted, _) = service.stream_of("/api/v1/live?actor=KEN&status=actual", &[]).await;
    let (mut other, _) = service.stream_of("/api/v1/live?words=never", &[]).await;
    let mut store = service.store();
    store.add(&[report("a"), of_kenya("b"), report("c")], AT).expect("added");
    let text = until(&mut wanted, "\"cursor\":\"3\"").await;
    assert!(text.contains("b-1") && !text.contains("a-1") && !text.contains("c-1"), "{text}");
    let text = until(&mut other, "\"cursor\":\"3\"").await;
    assert!(!text.contains("event: event"), "{text}");
}

#[tokio::test]
async fn an_event_that_comes_is_as_lists_have_it() {
    let service = Service::new().await;
    let (mut stream, _) = service.stream_of("/api/v1/live", &[]).await;
    service.store().add(&[report("a")], AT).expect("added");
    let text = until(&mut stream, "\"cursor\":\"1\"").await;
    let data = text
        .lines()
        .find_map(|line| line.strip_prefix("data: ").filter(|data| data.contains("a-1")))
        .expect("an event");
    let sent: serde_json::Value = serde_json::from_str(data).expect("JSON");
    let listed = service.get("/api/v1/events", &[]).await.json();
    assert_eq!(sent, listed["items"][0]);
}

#[tokio::test]
async fn nothing_is_lost_between_two_streams() {
    let service = Service::new().await;
    let mut store = service.store();
    let (mut stream, _) = service.stream_of("/api/v1/live", &[]).await;
    store.add(&[report("a")], AT).expect("added");
    let text = until(&mut stream, "\"cursor\":\"1\"").await;
    let last = text.lines().rev().find_map(|line| line.strip_prefix("id: ")).expect("an id").to_string();
    drop(stream);
    store.add(&[report("b"), report("c")], AT).expect("added");
    let (mut stream, begun) = service.stream_of("/api/v1/live", &[&format!("Last-Event-ID: {last}")]).await;
    let text =
        if begun.contains("\"cursor\":\"3\"") { begun } else { begun + &until(&mut stream, "\"cursor\":\"3\"").await };
    assert!(!text.contains("a-1") && text.contains("b-1") && text.contains("c-1"), "{text}");
}

/// A report in which a Kenyan acts.
fn of_kenya(id: &str) -> store::Incoming {
    let mut incoming = report(id);
    incoming.record.events[0].actors[0].country = Some("KEN".into());
    incoming
}
