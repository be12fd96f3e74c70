//! Bytes that are no request, or more than one.

use crate::service::Service;
use std::time::Duration;

const HIDDEN: &str = "GET /api/v1/health HTTP/1.1\r\nHost: localhost\r\n\r\n";

/// One that does not wait long for the rest of what is no request.
async fn impatient() -> Service {
    Service::with(|config| config.limits.head_time = Duration::from_millis(300)).await
}

/// Refused, and what may be a request in the body is not answered.
async fn check_refused(service: &Service, bytes: &str) {
    let answer = service.send(bytes).await;
    assert!(
        answer.count() <= 1 && (answer.status() == 0 || (400..500).contains(&answer.status())),
        "{bytes:?}: {}",
        answer.0
    );
    assert!(!answer.0.contains("\"status\":\"ok\""), "{bytes:?}: {}", answer.0);
    assert_eq!(service.get("/api/v1/health", &[]).await.status(), 200);
}

#[tokio::test]
async fn a_request_is_not_hidden_in_another() {
    let service = impatient().await;
    let post = "POST /api/v1/nothing HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
    let lengths = [
        format!("Content-Length: {}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{HIDDEN}", 5 + HIDDEN.len()),
        format!("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n{HIDDEN}"),
        format!("Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n{HIDDEN}"),
        format!("Transfer-Encoding: xchunked\r\nContent-Length: 0\r\n\r\n{HIDDEN}"),
        format!("Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n{HIDDEN}"),
        format!("Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n{HIDDEN}"),
        format!("Content-Length: 0\r\nContent-Length: {}\r\n\r\n{HIDDEN}", HIDDEN.len()),
        format!("Content-Length: 0, {}\r\n\r\n{HIDDEN}", HIDDEN.len()),
        format!("Content-Length: +0\r\n\r\n{HIDDEN}"),
        format!("Content-Length: -1\r\n\r\n{HIDDEN}"),
        format!("Content-Length: 0x5\r\n\r\n{HIDDEN}"),
        format!("Content-Length: 99999999999999999999999\r\n\r\n{HIDDEN}"),
        format!("X: a\r\n Content-Length: 5\r\nTransfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n{HIDDEN}"),
    ];
    for lengths in lengths {
        check_refused(&service, &format!("{post}{lengths}")).await;
    }
}

#[tokio::test]
async fn a_question_has_no_body() {
    let service = impatient().await;
    let get =
        format!("GET /api/v1/nothing HTTP/1.1\r\nHost: localhost\r\nContent-Length: {}\r\n\r\n{HIDDEN}", HIDDEN.len());
    check_refused(&service, &get).await;
    let get = format!(
        "GET /api/v1/nothing HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{HIDDEN}"
    );
    check_refused(&service, &get).await;
}

#[tokio::test]
async fn garbage_is_no_request() {
    let service = impatient().await;
    let garbage = [
        "\0\0\0\0\r\n\r\n",
        "\u{16}\u{3}\u{1}\u{2}\0\u{1}\0\u{1}\u{fc}\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
        "GET /\r\n\r\n",
        "GET / HTTP/1.1\r\nHost localhost\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nX\0Y: a\r\n\r\n",
        "GET / HTTP/1.1\nHost: evil.example\n\n",
        "  GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "HTTP/1.1 200 OK\r\n\r\n",
        "GET /a b HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n",
    ];
    for bytes in garbage {
        check_refused(&service, bytes).await;
    }
}

#[tokio::test]
async fn garbage_after_a_request_ends_the_connection() {
    let service = impatient().await;
    let answer = service.send(format!("{HIDDEN}\u{1}\u{2}\u{3}garbage\r\n\r\n{HIDDEN}")).await;
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.0.matches("\"status\":\"ok\"").count(), 1, "{}", answer.0);
}

#[tokio::test]
async fn requests_in_a_row_are_answered_in_their_order() {
    let service = impatient().await;
    let next = "GET /api/v1/nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    let answer = service.send(format!("{HIDDEN}{next}")).await;
    let (ok, not_found) = (answer.0.find("HTTP/1.1 200"), answer.0.find("HTTP/1.1 404"));
    assert!(ok.is_some() && ok < not_found && answer.count() == 2, "{}", answer.0);
}

#[tokio::test]
async fn methods_that_nobody_needs_are_refused() {
    let service = impatient().await;
    for (method, path) in [
        ("TRACE", "/"),
        ("FOO", "/"),
        ("DELETE", "/"),
        ("PUT", "/api/v1/health"),
        ("OPTIONS", "/api/v1/health"),
        ("POST", "/metrics"),
    ] {
        let headers: &[&str] = if method == "POST" { &["Content-Type: application/json"] } else { &[] };
        let answer = service.ask(method, path, headers, "").await;
        assert_eq!(answer.status(), 405, "{method} {path}: {}", answer.0);
        assert!(answer.header("allow").is_some_and(|allowed| allowed.contains("GET")), "{method} {path}: {}", answer.0);
    }
}

#[tokio::test]
async fn head_is_get_without_a_body() {
    let service = impatient().await;
    for path in ["/", "/api/v1/health", "/openapi.json", "/api/v1/nothing"] {
        let (head, get) = (service.ask("HEAD", path, &[], "").await, service.get(path, &[]).await);
        assert_eq!((head.status(), head.body()), (get.status(), ""), "{path}");
        assert_eq!(head.header("content-type"), get.header("content-type"), "{path}");
    }
}
