//! Answers that the client has already.

use super::{is_api, is_long};
use crate::app::App;
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;

/// What is kept of an answer is the client's own, and asked about each time.
const PRIVATE: HeaderValue = HeaderValue::from_static("private, no-cache");

/// Says 304 without asking the store where nothing was committed since the answer that the client has.
pub(crate) async fn conditional(State(app): State<App>, request: Request, next: Next) -> Response {
    if !is_kept(&request) {
        return next.run(request).await;
    }
    let tag = tag(&app, &request);
    if has(request.headers(), &tag) {
        return (StatusCode::NOT_MODIFIED, [(ETAG, tag), (CACHE_CONTROL, PRIVATE)]).into_response();
    }
    let mut response = next.run(request).await;
    if response.status() == StatusCode::OK {
        response.headers_mut().entry(ETAG).or_insert(tag);
        response.headers_mut().entry(CACHE_CONTROL).or_insert(PRIVATE);
    }
    response
}

pub(super) fn is_kept(request: &Request) -> bool {
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    is_read && is_api(request.uri()) && !is_long(request.uri()) && request.uri().path() != "/api/v1/health"
}

/// Another one after every commit, on every day, for every question. Weak: the answer may be packed or not.
pub(super) fn tag(app: &App, request: &Request) -> HeaderValue {
    let day = Timestamp::now().as_second().div_euclid(86_400);
    let seen = app.seen(&(request.uri().path(), request.uri().query(), day));
    HeaderValue::try_from(format!("W/\"{seen:016x}\"")).expect("plain letters")
}

fn has(headers: &HeaderMap, tag: &HeaderValue) -> bool {
    let bare = |tag: &[u8]| tag.trim_ascii().strip_prefix(b"W/").unwrap_or(tag.trim_ascii()).to_vec();
    let wanted = bare(tag.as_bytes());
    let mut all = headers.get_all(IF_NONE_MATCH).iter().flat_map(|tags| tags.as_bytes().split(|&byte| byte == b','));
    all.any(|one| bare(one) == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_compared_weakly() {
        let tag = HeaderValue::from_static("W/\"a1\"");
        let has = |sent: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(IF_NONE_MATCH, HeaderValue::from_static(sent));
            has(&headers, &tag)
        };
        assert!(has("W/\"a1\"") && has("\"a1\"") && has("\"b\", W/\"a1\""));
        assert!(!has("\"a\"") && !has("") && !has("*"));
    }

    #[tokio::test]
    async fn an_answer_is_sent_again_only_after_a_commit() {
        let folder = tempfile::tempdir().expect("a folder");
        let (app, mut store) = App::of_test(folder.path(), |_| {});
        let router = axum::Router::new()
            .route("/api/v1/x", axum::routing::get(|| async { "answer" }))
            .layer(axum::middleware::from_fn_with_state(app.clone(), conditional));
        let ask = async |path: &str, tag: Option<&HeaderValue>| {
            let mut request = Request::get(path).body(axum::body::Body::empty()).expect("a request");
            request.headers_mut().extend(tag.map(|tag| (IF_NONE_MATCH, tag.clone())));
            let response = tower::ServiceExt::oneshot(router.clone(), request).await.expect("an answer");
            (response.status().as_u16(), response.headers().get(ETAG).cloned())
        };
        let (status, tag) = ask("/api/v1/x?a=1", None).await;
        assert!(status == 200 && tag.is_some());
        assert_eq!(ask("/api/v1/x?a=1", tag.as_ref()).await, (304, tag.clone()));
        assert_eq!(ask("/api/v1/x?a=2", tag.as_ref()).await.0, 200);
        assert_eq!(ask("/api/v1/y", tag.as_ref()).await, (404, None));
        store.vacuum().expect("a commit");
        assert_eq!(ask("/api/v1/x?a=1", tag.as_ref()).await.0, 200);
    }
}
