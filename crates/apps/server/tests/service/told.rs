//! What the service says of itself.

use crate::service::{AT, Service, report, rest};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

#[tokio::test]
async fn health_counts_what_is_there() {
    let service = Service::new().await;
    let health = service.get("/api/v1/health", &[]).await.json();
    assert_eq!((health["status"].as_str(), health["reports"].as_u64()), (Some("ok"), Some(0)));
    service.store().add(&[report("a"), report("b")], AT).expect("added");
    let health = service.get("/api/v1/health", &[]).await.json();
    assert_eq!((health["reports"].as_u64(), health["events"].as_u64()), (Some(2), Some(2)));
    assert_eq!(health["schema"], store::SCHEMA);
}

#[tokio::test]
async fn a_request_keeps_a_sane_id() {
    let service = Service::new().await;
    let answer = service.get("/api/v1/nothing", &["X-Request-Id: desk-7.a_B"]).await;
    assert_eq!(answer.header("x-request-id"), Some("desk-7.a_B"));
    assert_eq!(answer.json()["request_id"], "desk-7.a_B");
    for odd in ["a b", "<script>", &"a".repeat(65)] {
        let answer = service.get("/api/v1/nothing", &[&format!("X-Request-Id: {odd}")]).await;
        let id = answer.header("x-request-id").expect("an id");
        assert!(id.len() == 16 && id.bytes().all(|byte| byte.is_ascii_hexdigit()), "{id}");
    }
}

#[tokio::test]
async fn requests_are_counted_by_route() {
    let service = Service::new().await;
    service.get("/api/v1/health", &[]).await;
    service.get("/some/page", &[]).await;
    let metrics = service.get("/metrics", &[]).await;
    assert_eq!(metrics.header("content-type"), Some("text/plain; version=0.0.4; charset=utf-8"));
    for line in [
        "entente_requests_total{route=\"/api/v1/health\",method=\"GET\",status=\"200\"} 1",
        "entente_requests_total{route=\"pages\",method=\"GET\",status=\"200\"} 1",
        "entente_requests_in_flight 1",
        "entente_streams 0",
        "entente_store_events 0",
    ] {
        assert!(metrics.body().lines().any(|found| found == line), "{line}: {}", metrics.0);
    }
}

#[tokio::test]
async fn the_description_is_whole() {
    let service = Service::new().await;
    let document = service.get("/openapi.json", &[]).await.json();
    assert!(document["openapi"].as_str().is_some_and(|version| version.starts_with("3.1")), "{}", document["openapi"]);
    for path in ["/api/v1/health", "/api/v1/live", "/metrics"] {
        let problem = &document["paths"][path]["get"]["responses"]["default"]["content"]["application/problem+json"];
        assert_eq!(problem["schema"]["$ref"], "#/components/schemas/Problem", "{path}");
    }
    assert_eq!(document["components"]["securitySchemes"]["bearer"]["scheme"], "bearer");
    assert!(document["components"]["schemas"]["Problem"]["properties"]["remedy"].is_object());
}

#[tokio::test]
async fn long_answers_are_packed_for_those_who_take_it() {
    let service = Service::new().await;
    let packed = service.get("/openapi.json", &["Accept-Encoding: gzip"]).await;
    assert_eq!(packed.header("content-encoding"), Some("gzip"));
    let plain = service.get("/openapi.json", &[]).await;
    assert_eq!(plain.header("content-encoding"), None);
    let (_stream, begun) = service.stream(&["Accept-Encoding: gzip"]).await;
    assert!(begun.contains("event: state") && !begun.contains("content-encoding"), "{begun}");
}

#[tokio::test]
async fn a_request_under_way_is_answered_before_the_service_ends() {
    let mut service = Service::new().await;
    let mut stream = service.connect().await;
    let head = format!(
        "POST /api/v1/nothing HTTP/1.1\r\nHost: {}\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{{",
        service.address
    );
    stream.write_all(head.as_bytes()).await.expect("sent");
    while !service.get("/metrics", &[]).await.body().contains("entente_requests_in_flight 2\n") {}
    service.ask_to_end();
    while TcpStream::connect(service.address).await.is_ok() {}
    stream.write_all(b"}").await.expect("sent");
    let answer = rest(&mut stream).await;
    assert_eq!((answer.status(), answer.header("connection")), (404, Some("close")));
    service.stop().await;
}

#[tokio::test]
async fn what_the_description_refers_to_is_in_it() {
    let service = Service::new().await;
    let document = service.get("/openapi.json", &[]).await.json();
    let text = document.to_string();
    let named: Vec<&str> = text.split("\"#/").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(named.len() > 50, "{}", named.len());
    for name in named {
        assert!(document.pointer(&format!("/{name}")).is_some(), "{name}");
    }
}

#[tokio::test]
async fn what_is_not_filled_in_may_be_empty() {
    let service = Service::new().await;
    let document = service.get("/openapi.json", &[]).await.json();
    let mut n_tried = 0;
    for (path, item) in document["paths"].as_object().expect("paths") {
        let parameters = item["get"]["parameters"].as_array().cloned().unwrap_or_default();
        let named = parameters.iter().filter(|parameter| parameter["in"] == "query" && !path.contains('{'));
        let query: Vec<String> = named.filter_map(|one| one["name"].as_str()).map(|name| format!("{name}=")).collect();
        if query.is_empty() || ["/live", "/knowledge", "/relations"].iter().any(|asks| path.contains(asks)) {
            continue;
        }
        let answer = service.get(&format!("{path}?{}", query.join("&")), &[]).await;
        assert_eq!(answer.status(), 200, "{path}: {}", answer.0);
        n_tried += 1;
    }
    assert!(n_tried >= 12, "{n_tried}");
}

#[tokio::test]
async fn every_name_of_a_list_that_is_described_is_taken() {
    let service = Service::coded().await;
    let document = service.get("/openapi.json", &[]).await.json();
    let mut n_tried = 0;
    for (path, item) in document["paths"].as_object().expect("paths") {
        for parameter in item["get"]["parameters"].as_array().into_iter().flatten() {
            let schema = &parameter["schema"];
            let names = schema.pointer("/items/enum").or(schema.pointer("/anyOf/0/enum"));
            for name in names.and_then(|names| names.as_array()).into_iter().flatten() {
                let asked = format!(
                    "{path}?{}={}",
                    parameter["name"].as_str().expect("a name"),
                    name.as_str().expect("a name")
                );
                let asked = if path.contains("/relations") { format!("{asked}&party=KEN&party=UGA") } else { asked };
                let is_stream = path.ends_with("/live");
                let status = if is_stream { 200 } else { service.get(&asked, &[]).await.status() };
                assert_eq!(status, 200, "{asked}");
                n_tried += 1;
            }
        }
    }
    assert!(n_tried > 300, "{n_tried}");
}
