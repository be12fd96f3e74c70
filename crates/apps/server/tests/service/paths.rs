//! Addresses that lead nowhere, and those that lead to pages.

use crate::service::Service;

#[tokio::test]
async fn no_path_leads_out() {
    let service = Service::new().await;
    let tricks = [
        "/../../etc/passwd",
        "/assets/../../../Cargo.toml",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/assets/%2e%2e%2fCargo.toml",
        "/..\\..\\windows",
        "/%5c..%5c",
        "/a%00.html",
        "//evil.example/a",
        "/./index.html",
        "/assets//index.html",
        "/a%0d%0aX-Evil:%20a",
    ];
    for path in tricks {
        let answer = service.get(path, &[]).await;
        assert!([400, 404].contains(&answer.status()), "{path}: {}", answer.0);
        assert!(answer.header("x-evil").is_none() && !answer.0.contains("root:"), "{path}: {}", answer.0);
    }
}

#[tokio::test]
async fn pages_are_drawn_in_the_browser() {
    let service = Service::new().await;
    let first = service.get("/", &[]).await;
    assert_eq!(first.header("content-type"), Some("text/html; charset=utf-8"));
    for path in ["/relation?party=BGD&party=PAK", "/reports/wn.2019-03", "/persons/Kamrul%20Hassan", "/today/"] {
        let answer = service.get(path, &[]).await;
        assert_eq!((answer.status(), answer.body()), (200, first.body()), "{path}");
    }
    for path in ["/assets/missing.js", "/favicon.ico", "/robots.txt"] {
        let answer = service.get(path, &[]).await;
        assert!(!answer.body().starts_with("<!doctype"), "{path}: {}", answer.0);
    }
}

#[tokio::test]
async fn a_page_is_sent_once() {
    let service = Service::new().await;
    let first = service.get("/", &[]).await;
    let tag = first.header("etag").expect("a tag").to_string();
    let again = service.get("/", &[&format!("If-None-Match: {tag}")]).await;
    assert_eq!((again.status(), again.body()), (304, ""));
}

#[tokio::test]
async fn addresses_under_the_api_are_never_pages() {
    let service = Service::new().await;
    for path in ["/api", "/api/", "/api/v1", "/api/v2/events", "/api/v1/health/"] {
        let answer = service.get(path, &[]).await;
        assert_eq!((answer.status(), answer.header("content-type")), (404, Some("application/problem+json")), "{path}");
    }
}
