//! What every request passes before a handler sees it, and every answer after, one file a subject; the outermost first.

pub(crate) mod access;
pub(crate) mod body;
pub(crate) mod conditional;
pub(crate) mod memory;
pub(crate) mod observe;
pub(crate) mod patience;
pub(crate) mod shape;

use axum::http::header::CONNECTION;
use axum::http::{HeaderValue, Method, Uri};

use crate::problem::Problem;

/// Whether a request of this method asks for nothing but an answer.
pub(crate) fn is_safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS | Method::TRACE)
}

/// Whether it is for programs, and not a page.
pub(crate) fn is_api(uri: &Uri) -> bool {
    uri.path() == "/api" || uri.path().starts_with("/api/")
}

/// Whether its answer may take long, and is sent while it is found.
pub(crate) fn is_long(uri: &Uri) -> bool {
    matches!(uri.path(), "/api/v1/live" | "/api/v1/export" | "/api/v1/corrections/export")
}

/// `problem`, after which the connection cannot be used any more: some of the request may still come.
pub(crate) fn last(problem: Problem) -> Problem {
    problem.with(CONNECTION, HeaderValue::from_static("close"))
}
