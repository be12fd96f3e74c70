//! What goes wrong, as RFC 9457 writes it: `application/problem+json`.

use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

/// Content type of a problem.
pub const PROBLEM_JSON: &str = "application/problem+json";

/// Why a request is not answered: what was expected, what was found, and what to do.
#[derive(Clone, Debug)]
pub struct Problem {
    status: StatusCode,
    detail: String,
    remedy: String,
    headers: Vec<(HeaderName, HeaderValue)>,
}

/// A problem as it is sent.
#[derive(Serialize, ToSchema, Debug)]
#[schema(as = Problem)]
pub struct Told<'p> {
    /// Always `about:blank`: the status tells the kind.
    #[serde(rename = "type")]
    kind: &'static str,
    /// The status in words.
    title: &'p str,
    /// HTTP status.
    status: u16,
    /// What was expected and what was found.
    detail: &'p str,
    /// What to do.
    remedy: &'p str,
    /// Id of the request, as the log has it.
    request_id: Option<&'p str>,
}

impl Problem {
    /// A problem of this status.
    pub fn new(status: StatusCode, detail: impl Into<String>, remedy: impl Into<String>) -> Problem {
        Problem { status, detail: detail.into(), remedy: remedy.into(), headers: Vec::new() }
    }

    /// Nothing is known of what was asked for.
    pub fn not_found(detail: impl Into<String>, remedy: impl Into<String>) -> Problem {
        Problem::new(StatusCode::NOT_FOUND, detail, remedy)
    }

    /// The request is not one that can be answered.
    pub fn bad_request(detail: impl Into<String>, remedy: impl Into<String>) -> Problem {
        Problem::new(StatusCode::BAD_REQUEST, detail, remedy)
    }

    /// Too much is asked for at once; to be asked again after so many seconds.
    pub fn busy(detail: impl Into<String>, seconds: u32) -> Problem {
        let remedy = format!("ask again in {seconds} s");
        Problem::new(StatusCode::SERVICE_UNAVAILABLE, detail, remedy).with(RETRY_AFTER, HeaderValue::from(seconds))
    }

    /// Our mistake, of which only the log tells more.
    pub fn internal() -> Problem {
        let detail = "the service made a mistake over this request";
        Problem::new(StatusCode::INTERNAL_SERVER_ERROR, detail, "report it with the request's id; the log tells more")
    }

    /// This, with a header of its own.
    pub fn with(mut self, name: HeaderName, value: HeaderValue) -> Problem {
        self.headers.push((name, value));
        self
    }

    /// HTTP status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// What was expected and what was found.
    pub fn detail(&self) -> &str {
        &self.detail
    }

    /// As JSON, with the id of the request.
    pub(crate) fn json(&self, request_id: Option<&str>) -> Vec<u8> {
        let title = self.status.canonical_reason().unwrap_or("Problem");
        let told = Told {
            kind: "about:blank",
            title,
            status: self.status.as_u16(),
            detail: &self.detail,
            remedy: &self.remedy,
            request_id,
        };
        serde_json::to_vec(&told).expect("strings and a number are JSON")
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = (self.status, self.json(None)).into_response();
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(PROBLEM_JSON));
        for (name, value) in &self.headers {
            response.headers_mut().insert(name.clone(), value.clone());
        }
        // Whoever knows the request's id writes the body anew.
        response.extensions_mut().insert(self);
        response
    }
}

impl From<store::Error> for Problem {
    fn from(error: store::Error) -> Problem {
        let told = error.without_path();
        if told.is_unknown() {
            return Problem::not_found(told.to_string(), "look it up in a list, ids are in its items");
        }
        if told.is_refused() {
            let remedy = "change the correction; /openapi.json describes it";
            return Problem::new(StatusCode::UNPROCESSABLE_ENTITY, told.to_string(), remedy);
        }
        if told.is_ambiguous() || told.is_filter() {
            return Problem::bad_request(told.to_string(), "change the query; /openapi.json describes it");
        }
        if told.is_interrupted() {
            return Problem::busy("the answer took too long and was stopped", 5);
        }
        if told.is_busy() {
            return Problem::busy(told.to_string(), 5);
        }
        tracing::error!(error = %told, "store");
        Problem::internal()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_says_what_to_do() {
        let problem = Problem::not_found("no report has the id `x`", "list /api/v1/reports");
        let json = String::from_utf8(problem.json(Some("r1"))).expect("JSON");
        let expected = r#"{"type":"about:blank","title":"Not Found","status":404,"detail":"no report has the id `x`","remedy":"list /api/v1/reports","request_id":"r1"}"#;
        assert_eq!(json, expected);
    }

    #[test]
    fn a_busy_service_says_when_to_come_again() {
        let response = Problem::busy("full", 5).into_response();
        assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(response.headers()[RETRY_AFTER], "5");
        assert_eq!(response.headers()[CONTENT_TYPE], PROBLEM_JSON);
    }
}
