//! Bodies of requests: JSON, not packed, not too long, not too slow.

use super::last;
use crate::app::App;
use crate::problem::Problem;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use tokio::time::timeout;

/// Reads the body before the handler is asked, so that a handler never waits for a client.
pub(crate) async fn body(State(app): State<App>, request: Request, next: Next) -> Result<Response, Problem> {
    // Nothing is made of the others, so nothing of them is read.
    if request.method() != Method::POST {
        return Ok(next.run(request).await);
    }
    check(request.headers(), app.config().limits.body)?;
    let (head, body) = request.into_parts();
    let bytes = read(body, &app).await?;
    Ok(next.run(Request::from_parts(head, Body::from(bytes))).await)
}

fn check(headers: &HeaderMap, limit: usize) -> Result<(), Problem> {
    if headers.get(CONTENT_ENCODING).is_some_and(|encoding| !encoding.as_bytes().eq_ignore_ascii_case(b"identity")) {
        let detail = "expected a body as it is, found one with `Content-Encoding`";
        let problem = Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, detail, "send it unpacked");
        return Err(last(problem.with(ACCEPT_ENCODING, HeaderValue::from_static("identity"))));
    }
    if !headers.get(CONTENT_TYPE).is_some_and(is_json) {
        let detail = "expected a body of `Content-Type: application/json`";
        return Err(last(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, detail, "send JSON, and say so")));
    }
    let length = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    match length {
        Some(length) if length > limit as u64 => Err(too_long(limit)),
        _ => Ok(()),
    }
}

fn is_json(kind: &HeaderValue) -> bool {
    let kind = kind.as_bytes().split(|&byte| byte == b';').next().unwrap_or_default();
    kind.trim_ascii().eq_ignore_ascii_case(b"application/json")
}

async fn read(body: Body, app: &App) -> Result<Bytes, Problem> {
    let limits = &app.config().limits;
    let bodies = app.bodies().acquire();
    let collected = timeout(limits.body_time, async {
        let _held = bodies.await;
        Limited::new(body, limits.body).collect().await
    });
    match collected.await {
        Err(_) => {
            let detail = format!("the body did not come in within {} s", limits.body_time.as_secs());
            Err(last(Problem::new(StatusCode::REQUEST_TIMEOUT, detail, "send it faster, or in parts")))
        }
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(too_long(limits.body)),
        Ok(Err(_)) => Err(last(Problem::bad_request("the body broke off", "send all of it"))),
        Ok(Ok(body)) => Ok(body.to_bytes()),
    }
}

fn too_long(limit: usize) -> Problem {
    let detail = format!("expected a body of at most {limit} bytes");
    last(Problem::new(StatusCode::PAYLOAD_TOO_LARGE, detail, "send less in one request"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_json_whatever_follows() {
        let is_json = |kind: &'static str| is_json(&HeaderValue::from_static(kind));
        assert!(is_json("application/json") && is_json("Application/JSON; charset=utf-8"));
        assert!(!is_json("text/plain") && !is_json("application/jsonp") && !is_json(""));
    }
}
