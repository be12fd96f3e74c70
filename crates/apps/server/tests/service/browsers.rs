//! What foreign pages have a browser send.

use crate::service::Service;

#[tokio::test]
async fn a_foreign_name_that_leads_here_is_refused() {
    let service = Service::new().await;
    let port = service.address.port();
    for host in
        ["evil.example", &format!("evil.example:{port}"), "localhost.evil.example", "127.0.0.1.nip.example", "0.0.0.0"]
    {
        for path in ["/", "/api/v1/health", "/openapi.json"] {
            assert_eq!(service.get(path, &[&format!("Host: {host}")]).await.status(), 421, "{host} {path}");
        }
    }
    for host in ["localhost", "127.0.0.1", "[::1]"] {
        assert_eq!(service.get("/", &[&format!("Host: {host}:{port}")]).await.status(), 200, "{host}");
    }
}

#[tokio::test]
async fn one_host_is_asked() {
    let service = Service::new().await;
    assert_eq!(service.get("/", &["Host: localhost", "Host: evil.example"]).await.status(), 400);
    assert_eq!(service.send("GET / HTTP/1.1\r\nConnection: close\r\n\r\n").await.status(), 400);
    let other = "GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    assert_eq!(service.send(other).await.status(), 400);
}

#[tokio::test]
async fn with_tokens_any_name_may_lead_here() {
    let (service, reader, _) = Service::with_tokens().await;
    let answer =
        service.get("/api/v1/health", &["Host: desk.example.org", &format!("Authorization: Bearer {reader}")]).await;
    assert_eq!(answer.status(), 200);
}

#[tokio::test]
async fn a_foreign_page_posts_nothing() {
    let service = Service::new().await;
    let own = format!("Origin: http://{}", service.address);
    for origin in [
        "Origin: https://evil.example",
        "Origin: null",
        "Origin: http://localhost:1",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site",
    ] {
        assert_eq!(service.post("/api/v1/nothing", &[origin], "{}").await.status(), 403, "{origin}");
    }
    assert_eq!(service.post("/api/v1/nothing", &[&own, "Sec-Fetch-Site: same-origin"], "{}").await.status(), 404);
    // A form needs no leave to be sent, and is no JSON.
    let form = service.ask("POST", "/api/v1/nothing", &["Content-Type: text/plain"], "{}").await;
    assert_eq!(form.status(), 415);
}

#[tokio::test]
async fn a_foreign_page_may_link_here_and_ask_nothing() {
    let service = Service::new().await;
    let link = ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate"];
    assert_eq!(service.get("/", &link).await.status(), 200);
    let picture = ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors"];
    assert_eq!(service.get("/api/v1/live", &picture).await.status(), 403);
    assert_eq!(service.get("/api/v1/health", &["Origin: https://evil.example"]).await.status(), 403);
}

#[tokio::test]
async fn nobody_else_is_allowed_to_read() {
    let service = Service::new().await;
    let asked = service
        .ask("OPTIONS", "/api/v1/health", &["Origin: https://evil.example", "Access-Control-Request-Method: POST"], "")
        .await;
    assert_eq!(asked.status(), 403);
    assert!(!asked.0.to_lowercase().contains("access-control-allow"), "{}", asked.0);
}

#[tokio::test]
async fn every_answer_tells_browsers_what_it_is() {
    let service = Service::new().await;
    let not_found = service.get("/api/v1/nothing", &[]).await;
    let page = service.get("/", &[]).await;
    for answer in
        [&not_found, &page, &service.get("/a\\b", &[]).await, &service.get("/", &["Host: evil.example"]).await]
    {
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{}", answer.0);
        assert_eq!(answer.header("referrer-policy"), Some("no-referrer"));
        assert_eq!(answer.header("x-frame-options"), Some("DENY"));
        assert_eq!(answer.header("cross-origin-resource-policy"), Some("same-origin"));
        assert_eq!(answer.header("cross-origin-opener-policy"), Some("same-origin"));
        assert!(answer.header("permissions-policy").is_some());
        assert!(
            answer.header("content-security-policy").is_some_and(|policy| policy.contains("frame-ancestors 'none'"))
        );
    }
    let policy = page.header("content-security-policy").expect("a policy");
    assert!(policy.starts_with("default-src 'none'; script-src 'self';") && !policy.contains("unsafe"), "{policy}");
}
