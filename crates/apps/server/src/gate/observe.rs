//! What is said of every request: its id, its line in the log, its counts; and what every answer says to browsers.

use super::access::{Caller, Client};
use super::is_api;
use crate::app::App;
use crate::metrics::Measured;
use crate::problem::{PROBLEM_JSON, Problem};
use axum::body::{Body, Bytes, HttpBody, to_bytes};
use axum::extract::{MatchedPath, Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use hyper::body::{Frame, SizeHint};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Instant;

/// Header of a request's id.
pub(crate) const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Longest id that is taken over, in bytes.
const LONGEST_ID: usize = 64;

/// Most of an error's text that is taken over, in bytes.
const LONGEST_DETAIL: usize = 4 << 10;

/// Pages run our own scripts, show our own pictures and those that they draw, and talk to nobody else.
const PAGE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; \
    connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// What a program is answered is no page.
const API_POLICY: &str = "default-src 'none'; frame-ancestors 'none'";

/// What browsers are told with every answer.
const ALWAYS: [(HeaderName, &str); 6] = [
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (REFERRER_POLICY, "no-referrer"),
    (X_FRAME_OPTIONS, "DENY"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
];

/// Gives a request its id, and writes down how it went once its answer is sent.
pub(crate) async fn observe(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let id = sane_id(&request).unwrap_or_else(|| app.next_id());
    let (caller, is_program) = (Caller::default(), is_api(request.uri()));
    let route = request.extensions().get::<MatchedPath>().map_or("pages", |path| path.as_str()).to_string();
    let path = request.uri().path().chars().take(1024).collect();
    let measured = app.metrics().begin(route, method_name(request.method()));
    let method = request.method().clone();
    request.extensions_mut().insert(caller.clone());
    let answered = next.run(request).await;
    let mut response = told(answered, &id).await;
    dress(&mut response, &id, is_program);
    app.close_if_crowded(&mut response);
    let line = Line { begun, id, caller, method, path, status: response.status(), bytes: 0, measured };
    response.map(|inner| Body::new(Counted { inner, line }))
}

/// The id that the client gave, if it is one.
fn sane_id(request: &Request) -> Option<String> {
    let id = request.headers().get(X_REQUEST_ID)?.to_str().ok()?;
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
    let is_sane = (1..=LONGEST_ID).contains(&id.len()) && id.bytes().all(is_letter);
    is_sane.then(|| id.to_string())
}

fn method_name(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}

/// Every refusal as a problem with the request's id, whoever refused.
async fn told(mut response: Response, id: &str) -> Response {
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() {
        return response;
    }
    let problem = match response.extensions_mut().remove::<Problem>() {
        Some(problem) => problem,
        None if response.headers().get(CONTENT_TYPE).is_some_and(|kind| kind == PROBLEM_JSON) => return response,
        None => {
            let body = std::mem::take(response.body_mut());
            let detail = to_bytes(body, LONGEST_DETAIL).await.unwrap_or_default();
            Problem::new(status, detail_of(status, &detail), remedy(status))
        }
    };
    let json = problem.json(Some(id));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(PROBLEM_JSON));
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // What stood there may have been packed.
    response.headers_mut().remove(CONTENT_ENCODING);
    response.headers_mut().remove(CONTENT_LENGTH);
    *response.body_mut() = Body::from(json);
    response
}

fn detail_of(status: StatusCode, body: &Bytes) -> String {
    let text = String::from_utf8_lossy(body);
    match (status, text.trim()) {
        (StatusCode::METHOD_NOT_ALLOWED, "") => "the method is not one of this address".into(),
        (_, "") => status.canonical_reason().unwrap_or("the request is refused").into(),
        (_, text) => text.to_string(),
    }
}

fn remedy(status: StatusCode) -> &'static str {
    match status {
        StatusCode::METHOD_NOT_ALLOWED => "use one of the methods that `Allow` names",
        status if status.is_server_error() => "report it with the request's id; the log tells more",
        _ => "change the request; /openapi.json describes what is expected",
    }
}

fn dress(response: &mut Response, id: &str, is_program: bool) {
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if headers.get(CONTENT_TYPE).is_some_and(|kind| kind == "application/json") {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json; charset=utf-8"));
    }
    let policy = if is_program { API_POLICY } else { PAGE_POLICY };
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    headers.insert(X_REQUEST_ID, HeaderValue::try_from(id).unwrap_or(HeaderValue::from_static("-")));
}

/// One line of the log, written when the answer is sent or given up.
struct Line {
    begun: Instant,
    id: String,
    caller: Caller,
    method: Method,
    path: String,
    status: StatusCode,
    bytes: u64,
    measured: Measured,
}

impl Drop for Line {
    fn drop(&mut self) {
        let time = self.begun.elapsed();
        self.measured.end(self.status.as_u16(), time);
        let client = match self.caller.0.get() {
            Some(Client::Named(name)) => name.clone(),
            Some(Client::At(address)) => address.to_string(),
            None => "-".into(),
        };
        tracing::info!(
            target: "access",
            method = %self.method,
            path = %self.path,
            status = self.status.as_u16(),
            ms = u64::try_from(time.as_millis()).unwrap_or(u64::MAX),
            bytes = self.bytes,
            %client,
            id = %self.id,
        );
    }
}

/// A body whose bytes are counted.
struct Counted {
    inner: Body,
    line: Line,
}

impl HttpBody for Counted {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let polled = Pin::new(&mut self.inner).poll_frame(cx);
        if let Poll::Ready(Some(Ok(frame))) = &polled {
            self.line.bytes += frame.data_ref().map_or(0, |data| data.len() as u64);
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}

/// What a request that made a handler panic is answered.
pub(crate) fn panicked(_what: Box<dyn std::any::Any + Send>) -> Response {
    Problem::internal().into_response()
}
