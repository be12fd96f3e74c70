//! Requests that no honest client sends, and those that a foreign page has a browser send.

use super::{is_api, is_safe, last};
use crate::app::App;
use crate::problem::Problem;
use axum::extract::{Request, State};
use axum::http::header::{ALLOW, CONTENT_LENGTH, HOST, ORIGIN, TRANSFER_ENCODING};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Version};
use axum::middleware::Next;
use axum::response::Response;
use std::net::Ipv4Addr;

/// Where a browser says a request comes from.
const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// What a browser says a request is for.
const SEC_FETCH_MODE: HeaderName = HeaderName::from_static("sec-fetch-mode");

/// Lets pass what has the shape of an honest request.
pub(crate) async fn shape(State(app): State<App>, request: Request, next: Next) -> Result<Response, Problem> {
    check_size(&request, &app)?;
    check_method(&request)?;
    check_framing(&request)?;
    let host = host(&request)?;
    if app.is_private() && !is_loopback(host) {
        return Err(Problem::new(
            StatusCode::MISDIRECTED_REQUEST,
            "expected the host `localhost`, `127.0.0.1` or `[::1]`: this service is this machine's alone",
            "ask it by one of these names, or give it a `--token-file`",
        ));
    }
    check_origin(&request, host)?;
    Ok(next.run(request).await)
}

fn check_size(request: &Request, app: &App) -> Result<(), Problem> {
    let limits = &app.config().limits;
    let url = request.uri().path_and_query().map_or(0, |path| path.as_str().len());
    if url > limits.url {
        let detail = format!("expected an address of at most {} bytes, found {url}", limits.url);
        return Err(last(Problem::new(StatusCode::URI_TOO_LONG, detail, "ask for less in one request")));
    }
    let headers: usize = request.headers().iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum();
    if headers > limits.headers {
        let detail = format!("expected headers of at most {} bytes, found {headers}", limits.headers);
        let remedy = "leave out what is not needed";
        return Err(last(Problem::new(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, detail, remedy)));
    }
    Ok(())
}

fn check_method(request: &Request) -> Result<(), Problem> {
    let is_known = matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::POST | Method::PUT | Method::PATCH | Method::DELETE | Method::OPTIONS
    );
    if is_known {
        return Ok(());
    }
    let problem =
        Problem::new(StatusCode::METHOD_NOT_ALLOWED, "the method is none of this service's", "use GET or POST");
    Err(last(problem.with(ALLOW, HeaderValue::from_static("GET, HEAD, POST"))))
}

/// How long a body is must be said in one way, so that nobody before this service can see another request in it.
fn check_framing(request: &Request) -> Result<(), Problem> {
    let headers = request.headers();
    if headers.contains_key(TRANSFER_ENCODING) {
        let detail = "expected a body with `Content-Length`, found one with `Transfer-Encoding`";
        return Err(last(Problem::new(StatusCode::LENGTH_REQUIRED, detail, "send it whole, with its length")));
    }
    if headers.get_all(CONTENT_LENGTH).iter().count() > 1 {
        return Err(last(Problem::bad_request("expected one `Content-Length`, found several", "send one")));
    }
    let has_body = headers.get(CONTENT_LENGTH).is_some_and(|length| length.as_bytes() != b"0");
    if has_body && is_safe(request.method()) {
        let detail = format!("expected no body with {}", request.method());
        return Err(last(Problem::bad_request(detail, "say what is asked for in the query")));
    }
    Ok(())
}

/// The one host that is asked.
fn host(request: &Request) -> Result<&str, Problem> {
    let asked = |detail: &str| last(Problem::bad_request(detail, "send the host and port of the address, once"));
    let mut hosts = request.headers().get_all(HOST).iter();
    let named = match (hosts.next(), hosts.next()) {
        (Some(host), None) => host.to_str().map_err(|_| asked("expected a `Host` of plain letters"))?,
        (None, _) if request.version() == Version::HTTP_10 => "",
        (None, _) => return Err(asked("expected a `Host`, found none")),
        (Some(_), Some(_)) => return Err(asked("expected one `Host`, found several")),
    };
    match request.uri().authority() {
        Some(authority) if !authority.as_str().eq_ignore_ascii_case(named) => {
            Err(asked("expected the same host in the address and in `Host`"))
        }
        _ => Ok(named),
    }
}

/// Whether `host` (with or without a port) names this machine. A foreign page can have its own name lead here, not one of these.
fn is_loopback(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    let address = name.parse::<Ipv4Addr>().is_ok_and(|address| address.is_loopback());
    address || name.eq_ignore_ascii_case("localhost") || name == "[::1]"
}

/// A page of another origin may link to our pages, and do nothing else.
fn check_origin(request: &Request, host: &str) -> Result<(), Problem> {
    let headers = request.headers();
    let is_foreign = match headers.get(&SEC_FETCH_SITE).map(HeaderValue::as_bytes) {
        None | Some(b"same-origin" | b"none") => false,
        Some(_) => !is_visit(request.method(), headers),
    };
    let is_guarded = is_api(request.uri()) || !is_safe(request.method());
    let has_foreign_origin =
        headers.get_all(ORIGIN).iter().any(|origin| origin.to_str().is_ok_and(|origin| !is_origin_of(origin, host)));
    if is_guarded && (is_foreign || has_foreign_origin) {
        let detail = "the request comes from a page of another origin";
        return Err(last(Problem::new(
            StatusCode::FORBIDDEN,
            detail,
            "ask from this service's own pages, or not from a page",
        )));
    }
    Ok(())
}

/// Whether somebody followed a link.
fn is_visit(method: &Method, headers: &HeaderMap) -> bool {
    is_safe(method) && headers.get(&SEC_FETCH_MODE).is_some_and(|mode| mode.as_bytes() == b"navigate")
}

/// Whether pages of `host` have this origin; before the service may stand a proxy that speaks TLS.
fn is_origin_of(origin: &str, host: &str) -> bool {
    let authority = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
    authority.is_some_and(|authority| authority.eq_ignore_ascii_case(host))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_this_machine_are_few() {
        for host in ["localhost", "LOCALHOST:8080", "127.0.0.2:8080", "127.0.0.1:1", "[::1]:8080", "[::1]"] {
            assert!(is_loopback(host), "{host}");
        }
        for host in
            ["", "example.org", "localhost.example.org:8080", "127.0.0.1.example.org", "[::2]", "localhost:80:x", "::1"]
        {
            assert!(!is_loopback(host), "{host}");
        }
    }

    #[test]
    fn an_origin_is_host_and_port() {
        assert!(is_origin_of("http://localhost:8080", "localhost:8080"));
        assert!(is_origin_of("https://desk.example.org", "desk.example.org"));
        for origin in [
            "null",
            "http://localhost",
            "http://localhost:8081",
            "file://localhost:8080",
            "http://localhost:8080.example.org",
        ] {
            assert!(!is_origin_of(origin, "localhost:8080"), "{origin}");
        }
    }
}
