//! Who is let in.

use crate::service::{Service, config};
use server::{Rate, Server, tokens};
use std::num::NonZeroU32;
use store::Store;

fn bearer(token: &str) -> String {
    format!("Authorization: Bearer {token}")
}

#[tokio::test]
async fn without_a_token_nothing_of_the_store_is_told() {
    let (service, reader, _) = Service::with_tokens().await;
    for path in ["/api/v1/nothing", "/api/v1/live", "/metrics"] {
        let answer = service.get(path, &[]).await;
        assert_eq!(answer.status(), 401, "{path}: {}", answer.0);
        assert_eq!(answer.header("www-authenticate"), Some("Bearer realm=\"entente\""));
        assert!(answer.json()["remedy"].as_str().is_some_and(|remedy| remedy.contains("entente token new")));
    }
    assert_eq!(service.get("/metrics", &[&bearer(&reader)]).await.status(), 200);
    let health = service.get("/api/v1/health", &[]).await;
    assert_eq!((health.status(), &health.json()["reports"]), (200, &serde_json::Value::Null));
    let health = service.get("/api/v1/health", &[&bearer(&reader)]).await;
    assert_eq!(health.json()["reports"], 0);
    // Pages hold nothing of the store.
    assert_eq!(service.get("/", &[]).await.status(), 200);
}

#[tokio::test]
async fn a_wrong_token_is_as_good_as_none() {
    let (service, reader, _) = Service::with_tokens().await;
    let other = format!("{}x", &reader[..reader.len() - 1]);
    let odd = [
        "Authorization: Basic ZTpl".to_string(),
        "Authorization: Bearer".into(),
        bearer(&other),
        bearer(&reader[1..]),
        bearer(&"x".repeat(5000)),
    ];
    for header in odd {
        assert_eq!(service.get("/api/v1/nothing", &[&header]).await.status(), 401, "{header}");
    }
    let twice = service.get("/api/v1/nothing", &[&bearer(&reader), &bearer(&reader)]).await;
    assert_eq!(twice.status(), 401);
    let in_query = service.get(&format!("/api/v1/nothing?token={reader}&access_token={reader}"), &[]).await;
    assert_eq!(in_query.status(), 401);
}

#[tokio::test]
async fn a_token_to_read_does_not_write() {
    let (service, reader, writer) = Service::with_tokens().await;
    let refused = service.post("/api/v1/nothing", &[&bearer(&reader)], "{}").await;
    assert_eq!(refused.status(), 403);
    assert_eq!(refused.json()["detail"], "expected a token of scope `write`, found one of scope `read`");
    assert_eq!(service.post("/api/v1/nothing", &[&bearer(&writer)], "{}").await.status(), 404);
    assert_eq!(service.get("/api/v1/nothing", &[&bearer(&reader)]).await.status(), 404);
}

#[tokio::test]
async fn a_revoked_token_is_refused_from_the_next_request_on() {
    let (service, reader, writer) = Service::with_tokens().await;
    assert_eq!(service.get("/api/v1/nothing", &[&bearer(&reader)]).await.status(), 404);
    tokens::revoke(&service.tokens(), "desk").expect("revoked");
    assert_eq!(service.get("/api/v1/nothing", &[&bearer(&reader)]).await.status(), 401);
    assert_eq!(service.get("/api/v1/nothing", &[&bearer(&writer)]).await.status(), 404);
}

#[tokio::test]
async fn a_broken_file_of_tokens_lets_nobody_in() {
    let (service, reader, _) = Service::with_tokens().await;
    std::fs::write(service.tokens(), "desk read\n").expect("written");
    assert_eq!(service.get("/api/v1/nothing", &[&bearer(&reader)]).await.status(), 503);
    assert_eq!(service.get("/api/v1/nothing", &[]).await.status(), 401);
    assert_eq!(service.get("/", &[&bearer(&reader)]).await.status(), 200);
}

#[tokio::test]
async fn other_machines_need_tokens() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut config = config(folder.path());
    Store::open(&config.store).expect("a store");
    config.listen = "0.0.0.0:0".parse().expect("an address");
    let error = Server::bind(config.clone()).await.err().expect("refused").to_string();
    assert!(error.contains("entente token new NAME --token-file"), "{error}");
    let path = folder.path().join("tokens");
    std::fs::write(&path, "# nobody yet\n").expect("written");
    config.token_file = Some(path);
    let error = Server::bind(config).await.err().expect("refused").to_string();
    assert!(error.contains("no token in it"), "{error}");
}

#[tokio::test]
async fn who_asks_too_often_is_told_when_to_come_again() {
    let few = |n| NonZeroU32::new(n).expect("not zero");
    let rate = Rate { each_second: few(1), burst: few(3) };
    let service = Service::with(|config| config.rate = Some(rate)).await;
    let mut statuses = Vec::new();
    for _ in 0..30 {
        let answer = service.get("/api/v1/nothing", &[]).await;
        statuses.push(answer.status());
        if answer.status() == 429 {
            assert!(answer.header("retry-after").is_some_and(|seconds| seconds.parse::<u64>().is_ok_and(|n| n >= 1)));
        }
    }
    assert_eq!(statuses[..3], [404, 404, 404]);
    assert!(statuses.contains(&429), "{statuses:?}");
}
