//! How much, how long, how many.

use crate::service::{Service, rest};
use std::time::Duration;
use tokio::io::AsyncWriteExt;

#[tokio::test]
async fn a_body_that_says_it_is_too_long_is_not_read() {
    let service = Service::new().await;
    let head = format!(
        "POST /api/v1/nothing HTTP/1.1\r\nHost: {}\r\nContent-Type: application/json\r\nContent-Length: 3000000\r\n\r\n",
        service.address
    );
    let answer = service.send(head).await;
    assert_eq!(answer.status(), 413, "{}", answer.0);
    assert_eq!(answer.header("connection"), Some("close"));
    assert_eq!(answer.json()["detail"], "expected a body of at most 2097152 bytes");
}

#[tokio::test]
async fn a_body_within_the_bounds_is_read() {
    let service = Service::new().await;
    let body = format!("{{\"text\":\"{}\"}}", "a".repeat(1 << 20));
    assert_eq!(service.post("/api/v1/nothing", &[], &body).await.status(), 404);
}

#[tokio::test]
async fn a_slow_body_is_cut() {
    let service = Service::with(|config| config.limits.body_time = Duration::from_millis(200)).await;
    let mut stream = service.connect().await;
    let head = format!(
        "POST /api/v1/nothing HTTP/1.1\r\nHost: {}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{{",
        service.address
    );
    stream.write_all(head.as_bytes()).await.expect("sent");
    let answer = rest(&mut stream).await;
    assert_eq!(answer.status(), 408, "{}", answer.0);
}

#[tokio::test]
async fn slow_headers_are_cut() {
    let service = Service::with(|config| config.limits.head_time = Duration::from_millis(200)).await;
    for begun in ["", "G", "GET / HTTP/1.1\r\nHost: loc", "GET / HTTP/1.1\r\nHost: localhost\r\n"] {
        let mut stream = service.connect().await;
        stream.write_all(begun.as_bytes()).await.expect("sent");
        let answer = rest(&mut stream).await;
        assert_ne!(answer.status(), 200, "{begun}: {}", answer.0);
    }
    assert_eq!(service.get("/api/v1/health", &[]).await.status(), 200);
}

#[tokio::test]
async fn a_connection_nobody_uses_is_closed() {
    let service = Service::with(|config| config.limits.head_time = Duration::from_millis(300)).await;
    let mut stream = service.connect().await;
    let request = format!("GET /api/v1/health HTTP/1.1\r\nHost: {}\r\n\r\n", service.address);
    stream.write_all(request.as_bytes()).await.expect("sent");
    let answer = rest(&mut stream).await;
    assert_eq!((answer.status(), answer.count()), (200, 1));
}

#[tokio::test]
async fn a_long_address_is_refused() {
    let service = Service::new().await;
    let answer = service.get(&format!("/api/v1/nothing?words={}", "a".repeat(9000)), &[]).await;
    assert_eq!(answer.status(), 414);
    let answer = service.get(&format!("/{}", "a".repeat(60_000)), &[]).await;
    assert_eq!(answer.status(), 414);
    let answer = service.get(&format!("/{}", "a".repeat(300_000)), &[]).await;
    assert!([414, 431].contains(&answer.status()), "{}", answer.0);
}

#[tokio::test]
async fn many_headers_are_refused() {
    let service = Service::new().await;
    let many: Vec<String> = (0..200).map(|at| format!("X-{at}: a")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    assert_eq!(service.get("/", &many).await.status(), 431);
    let long = format!("X-Long: {}", "a".repeat(40_000));
    assert_eq!(service.get("/", &[&long]).await.status(), 431);
    let longer = format!("X-Long: {}", "a".repeat(400_000));
    assert_eq!(service.get("/", &[&longer]).await.status(), 431);
}

#[tokio::test]
async fn a_packed_body_is_not_unpacked() {
    let service = Service::new().await;
    for coding in ["gzip", "br", "deflate", "zstd", "gzip, gzip"] {
        let answer = service.post("/api/v1/nothing", &[&format!("Content-Encoding: {coding}")], "x").await;
        assert_eq!(answer.status(), 415, "{coding}");
        assert_eq!(answer.header("accept-encoding"), Some("identity"));
    }
}

#[tokio::test]
async fn a_body_is_json_and_says_so() {
    let service = Service::new().await;
    for kind in [
        "Content-Type: text/plain",
        "Content-Type: application/x-www-form-urlencoded",
        "Content-Type: multipart/form-data; boundary=a",
        "X-None: a",
    ] {
        assert_eq!(service.ask("POST", "/api/v1/nothing", &[kind], "{}").await.status(), 415, "{kind}");
    }
}

#[tokio::test]
async fn streams_too_many_are_refused_and_harm_nobody() {
    let service = Service::with(|config| {
        config.limits.streams = 10;
        config.limits.connections = 100;
    })
    .await;
    let mut streams = Vec::new();
    let mut n_refused = 0;
    for _ in 0..400 {
        let (stream, begun) = service.stream(&[]).await;
        if begun.starts_with("HTTP/1.1 200") {
            streams.push(stream);
        } else {
            assert!(begun.starts_with("HTTP/1.1 503") && begun.contains("retry-after: "), "{begun}");
            n_refused += 1;
        }
    }
    assert_eq!((streams.len(), n_refused), (10, 390));
    assert_eq!(service.get("/api/v1/health", &[]).await.status(), 200);
    drop(streams);
    // The service notices with what it sends next.
    while !service.stream(&[]).await.1.starts_with("HTTP/1.1 200") {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn connections_too_many_are_told_so() {
    let service = Service::with(|config| config.limits.connections = 8).await;
    let mut held = Vec::new();
    for _ in 0..8 {
        let mut stream = service.connect().await;
        stream.write_all(b"GET ").await.expect("sent");
        held.push(stream);
    }
    let answer = service.get("/api/v1/health", &[]).await;
    assert_eq!((answer.status(), answer.json()["detail"].as_str()), (503, Some("too many connections are open")));
    held.clear();
    while service.get("/api/v1/health", &[]).await.status() != 200 {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn a_client_that_takes_nothing_is_cut_off() {
    let service = Service::with(|config| config.limits.send_time = Duration::from_millis(300)).await;
    let mut stream = service.connect().await;
    let request = format!("GET /openapi.json HTTP/1.1\r\nHost: {}\r\n\r\n", service.address);
    // The service stops reading when it cannot write, so not all of it can be sent.
    let _ = tokio::time::timeout(Duration::from_secs(2), stream.write_all(request.repeat(20_000).as_bytes())).await;
    while !service.get("/metrics", &[]).await.body().contains("entente_connections 1\n") {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
