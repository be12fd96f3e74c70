//! The pages: files of the built bundle, embedded, and the one page that draws all others.

use crate::problem::Problem;
use axum::body::Body;
use axum::http::header::{
    ACCEPT_ENCODING, ALLOW, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

/// A file of the bundle.
struct Asset {
    /// Under the root, without a slash at the beginning.
    path: &'static str,
    /// As it is.
    bytes: &'static [u8],
    /// As gzip.
    packed: &'static [u8],
}

/// In the order of their paths.
static ASSETS: &[Asset] = &include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// The files' contents, hashed: one a file.
static TAGS: LazyLock<Vec<HeaderValue>> = LazyLock::new(|| ASSETS.iter().map(tag).collect());

/// Where the bundler puts files whose names change with their content.
const HASHED: &str = "assets/";

/// Answers every address that is none of the API's: with the file of that path, else with the page that draws all others.
pub(crate) async fn page(method: Method, uri: Uri, headers: HeaderMap) -> Result<Response, Problem> {
    let path = uri.path();
    if is_trick(path) {
        return Err(Problem::bad_request(
            "expected a plain path",
            "leave out `..`, `//`, backslashes and control characters",
        ));
    }
    if path == "/api" || path.starts_with("/api/") {
        let remedy = "see /openapi.json for the addresses of this version";
        return Err(Problem::not_found("the API has nothing at this address", remedy));
    }
    if !matches!(method, Method::GET | Method::HEAD) {
        let problem = Problem::new(StatusCode::METHOD_NOT_ALLOWED, "pages are only got", "use GET");
        return Err(problem.with(ALLOW, HeaderValue::from_static("GET, HEAD")));
    }
    let found = find(path.trim_start_matches('/')).or_else(|| find("index.html").filter(|_| is_drawn(path)));
    let at = found.ok_or_else(|| Problem::not_found("no file of the pages has this path", "begin at /"))?;
    Ok(sent(at, &headers))
}

fn find(path: &str) -> Option<usize> {
    ASSETS.binary_search_by(|asset| asset.path.cmp(path)).ok()
}

/// Whether a path that is no file's may be a page's, which is drawn in the browser.
fn is_drawn(path: &str) -> bool {
    !path.starts_with("/assets/") && !matches!(path, "/favicon.ico" | "/robots.txt")
}

/// Whether a path tries to lead elsewhere. Paths are only looked up, so none does.
fn is_trick(path: &str) -> bool {
    let lower = path.to_ascii_lowercase();
    let opened = lower.replace("%2e", ".").replace("%2f", "/");
    let is_up = opened.split(['/', '\\']).any(|part| part == ".." || part == ".");
    let has_odd = ["//", "\\", "%5c", "%00", "%0a", "%0d"].iter().any(|odd| lower.contains(odd));
    is_up || has_odd
}

fn sent(at: usize, headers: &HeaderMap) -> Response {
    let (asset, tag) = (&ASSETS[at], &TAGS[at]);
    let is_hashed = asset.path.starts_with(HASHED);
    let kept = if is_hashed { "public, max-age=31536000, immutable" } else { "no-cache" };
    let mut response = if headers.get(IF_NONE_MATCH).is_some_and(|known| known == tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else if takes_gzip(headers) && asset.packed.len() < asset.bytes.len() {
        ([(CONTENT_ENCODING, "gzip")], Body::from(asset.packed)).into_response()
    } else {
        Body::from(asset.bytes).into_response()
    };
    let told = response.headers_mut();
    told.insert(CONTENT_TYPE, HeaderValue::from_static(kind(asset.path)));
    told.insert(CACHE_CONTROL, HeaderValue::from_static(kept));
    told.insert(ETAG, tag.clone());
    told.insert(VARY, HeaderValue::from_static("accept-encoding"));
    response
}

fn tag(asset: &Asset) -> HeaderValue {
    let hash: String = Sha256::digest(asset.bytes).iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    HeaderValue::try_from(format!("W/\"{hash}\"")).expect("plain letters")
}

/// Whether the client takes gzip, by name and not at weight 0.
fn takes_gzip(headers: &HeaderMap) -> bool {
    let mut codings = headers
        .get_all(ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','));
    codings.any(|coding| {
        let (name, weight) = coding.split_once(';').unwrap_or((coding, ""));
        let weight = weight.trim().trim_start_matches("q=");
        name.trim().eq_ignore_ascii_case("gzip") && weight.parse::<f64>().unwrap_or(1.0) > 0.0
    })
}

fn kind(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json; charset=utf-8",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_page_is_there() {
        assert!(find("index.html").is_some());
        assert!(ASSETS.is_sorted_by(|one, other| one.path < other.path));
    }

    #[test]
    fn paths_that_lead_elsewhere_are_tricks() {
        for path in
            ["/../etc/passwd", "/a/%2e%2e/b", "/a/.%2E/b", "/a\\b", "/%5c..", "/a%00", "//host/a", "/..%2f..%2fetc"]
        {
            assert!(is_trick(path), "{path}");
        }
        for path in [
            "/",
            "/reports/wn.2019-03",
            "/relation/BGD/PAK",
            "/persons/Kamrul%20Hassan",
            "/a..b",
            "/reports/https%3A%2F%2Fa.example%2Fb",
            "/100%25",
        ] {
            assert!(!is_trick(path), "{path}");
        }
    }

    #[test]
    fn gzip_is_sent_to_those_who_take_it() {
        let takes = |sent: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_ENCODING, HeaderValue::from_static(sent));
            takes_gzip(&headers)
        };
        assert!(takes("gzip") && takes("br, gzip;q=0.5"));
        assert!(!takes("") && !takes("br") && !takes("gzip;q=0"));
    }
}
