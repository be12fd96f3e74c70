//! What headers say of waiting, freshness, versions and coding.

use crate::DAY;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use std::time::Duration;
use ureq::http::HeaderMap;
use ureq::http::header::{
    AGE, CACHE_CONTROL, CONTENT_ENCODING, DATE, ETAG, EXPIRES, HeaderName, LAST_MODIFIED, RETRY_AFTER,
};

/// Longest validator that is kept, in bytes.
const LONGEST_VALIDATOR: usize = 1024;

/// What tells the version of a page that was fetched before, as its server wrote it.
///
/// Sent back, it spares the server the page if nothing changed. A validator that cannot stand in a
/// header is not sent. Source: RFC 9110, section 8.8.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Validators {
    /// The value of `ETag`.
    pub etag: Option<String>,
    /// The value of `Last-Modified`.
    pub last_modified: Option<String>,
}

impl Validators {
    pub(crate) fn of(headers: &HeaderMap) -> Validators {
        let value = |name| text(headers, name).filter(|value| (1..=LONGEST_VALIDATOR).contains(&value.len()));
        Validators { etag: value(ETAG).map(String::from), last_modified: value(LAST_MODIFIED).map(String::from) }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.etag.is_none() && self.last_modified.is_none()
    }

    /// These, and for those that are missing the earlier ones.
    pub(crate) fn or(self, earlier: &Validators) -> Validators {
        Validators {
            etag: self.etag.or_else(|| earlier.etag.clone()),
            last_modified: self.last_modified.or_else(|| earlier.last_modified.clone()),
        }
    }
}

/// How a body is packed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Coding {
    Identity,
    Gzip,
    Other(String),
}

impl Coding {
    /// Source: RFC 9110, section 8.4.
    pub(crate) fn of(headers: &HeaderMap) -> Coding {
        let mut values = headers.get_all(CONTENT_ENCODING).iter();
        let Some(value) = values.next() else { return Coding::Identity };
        let written = String::from_utf8_lossy(value.as_bytes()).trim().to_ascii_lowercase();
        match (written.as_str(), values.next()) {
            ("" | "identity", None) => Coding::Identity,
            ("gzip" | "x-gzip", None) => Coding::Gzip,
            (_, None) => Coding::Other(written),
            (_, Some(next)) => Coding::Other(format!("{written}, {}", String::from_utf8_lossy(next.as_bytes()))),
        }
    }
}

/// A header's value, if there is one and it is ASCII.
pub(crate) fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok().map(str::trim)
}

/// How long a server asks not to be asked, a day at most; both forms of RFC 9110, section 10.2.3.
pub(crate) fn retry_after(headers: &HeaderMap, now: u64) -> Option<Duration> {
    let value = text(headers, RETRY_AFTER)?;
    let wait = match seconds(value) {
        Some(wait) => wait,
        None => Duration::from_secs(date(value)?.saturating_sub(now)),
    };
    Some(wait.min(DAY))
}

/// How long an answer stays fresh from now on, a day at most. Source: RFC 9111, section 4.2.1.
pub(crate) fn freshness(headers: &HeaderMap, now: u64) -> Option<Duration> {
    let age = text(headers, AGE).and_then(seconds).unwrap_or_default();
    let lifetime = match stated_lifetime(headers) {
        Some(lifetime) => lifetime,
        None => expiry(headers, now)?,
    };
    Some(lifetime.saturating_sub(age).min(DAY))
}

/// What `Cache-Control` says.
fn stated_lifetime(headers: &HeaderMap) -> Option<Duration> {
    let values = headers.get_all(CACHE_CONTROL).iter().filter_map(|value| value.to_str().ok());
    let mut lifetime = None;
    for directive in values.flat_map(|value| value.split(',')) {
        let (name, value) = directive.split_once('=').unwrap_or((directive, ""));
        match name.trim().to_ascii_lowercase().as_str() {
            "no-cache" | "no-store" => return Some(Duration::ZERO),
            "max-age" => lifetime = lifetime.or(seconds(value.trim().trim_matches('"'))),
            _ => {}
        }
    }
    lifetime
}

/// What `Expires` says; a value that is no date is in the past (RFC 9111, section 5.3).
fn expiry(headers: &HeaderMap, now: u64) -> Option<Duration> {
    let expires = date(text(headers, EXPIRES)?).unwrap_or(0);
    let sent = text(headers, DATE).and_then(date).unwrap_or(now);
    Some(Duration::from_secs(expires.saturating_sub(sent)))
}

/// A count of seconds; one that is too long to be held is a very long time.
fn seconds(value: &str) -> Option<Duration> {
    let digits = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| Duration::from_secs(value.parse().unwrap_or(u64::from(u32::MAX))))
}

/// A date in one of the three forms of RFC 9110, section 5.6.7, in seconds since 1970.
fn date(value: &str) -> Option<u64> {
    const FORMS: [&str; 3] = ["%a, %d %b %Y %H:%M:%S GMT", "%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"];
    let moment = FORMS.iter().find_map(|form| DateTime::strptime(form, value).ok())?;
    u64::try_from(TimeZone::UTC.to_timestamp(moment).ok()?.as_second()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// 6 November 1994, 8:49:37, the example of RFC 9110.
    const EXAMPLE: u64 = 784_111_777;

    #[test]
    fn the_three_forms_of_a_date() {
        assert_eq!(date("Sun, 06 Nov 1994 08:49:37 GMT"), Some(EXAMPLE));
        assert_eq!(date("Sunday, 06-Nov-94 08:49:37 GMT"), Some(EXAMPLE));
        assert_eq!(date("Sun Nov  6 08:49:37 1994"), Some(EXAMPLE));
    }

    #[test]
    fn what_is_no_date() {
        for value in [
            "",
            "0",
            "-1",
            "soon",
            "Sun, 06 Nov 1994",
            "Sun, 31 Feb 1994 08:49:37 GMT",
            "Sun, 06 Nov 1954 08:49:37 GMT",
        ] {
            assert_eq!(date(value), None, "{value}");
        }
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let wait = |value| retry_after(&headers(&[("retry-after", value)]), EXAMPLE - 90);
        assert_eq!(wait("120"), Some(Duration::from_secs(120)));
        assert_eq!(wait(" 0 "), Some(Duration::ZERO));
        assert_eq!(wait("Sun, 06 Nov 1994 08:49:37 GMT"), Some(Duration::from_secs(90)));
        assert_eq!(wait("Sun, 06 Nov 1994 08:00:00 GMT"), Some(Duration::ZERO));
        assert_eq!(wait("99999999999999999999999999"), Some(DAY));
        assert_eq!(wait("Tue, 06 Nov 2094 08:49:37 GMT"), None, "a wrong weekday is no date");
        assert_eq!(wait("Sat, 06 Nov 2094 08:49:37 GMT"), Some(DAY));
        assert_eq!(wait("-5"), None);
        assert_eq!(wait("1e3"), None);
    }

    #[test]
    fn freshness_is_max_age_before_expires() {
        let fresh = |pairs| freshness(&headers(pairs), EXAMPLE).map(|time| time.as_secs());
        assert_eq!(fresh(&[]), None);
        assert_eq!(fresh(&[("cache-control", "public, Max-Age=600")]), Some(600));
        assert_eq!(fresh(&[("cache-control", "max-age=\"60\"")]), Some(60));
        assert_eq!(fresh(&[("cache-control", "max-age=600"), ("age", "500")]), Some(100));
        assert_eq!(fresh(&[("cache-control", "max-age=600"), ("age", "700")]), Some(0));
        assert_eq!(fresh(&[("cache-control", "max-age=600, no-cache")]), Some(0));
        assert_eq!(fresh(&[("cache-control", "max-age=9999999999999999999999")]), Some(DAY.as_secs()));
        assert_eq!(fresh(&[("cache-control", "max-age=soon")]), None);
        assert_eq!(fresh(&[("expires", "Sun, 06 Nov 1994 08:50:37 GMT")]), Some(60));
        assert_eq!(fresh(&[("expires", "0")]), Some(0));
        let dated = [("expires", "Sun, 06 Nov 1994 08:50:37 GMT"), ("date", "Sun, 06 Nov 1994 08:50:07 GMT")];
        assert_eq!(fresh(&dated), Some(30));
        assert_eq!(fresh(&[("cache-control", "max-age=5"), ("expires", "0")]), Some(5));
    }

    #[test]
    fn codings_are_told_apart() {
        let coding = |pairs| Coding::of(&headers(pairs));
        assert_eq!(coding(&[]), Coding::Identity);
        assert_eq!(coding(&[("content-encoding", "GZip")]), Coding::Gzip);
        assert_eq!(coding(&[("content-encoding", "br")]), Coding::Other("br".into()));
        assert_eq!(coding(&[("content-encoding", "gzip, gzip")]), Coding::Other("gzip, gzip".into()));
        let twice = [("content-encoding", "gzip"), ("content-encoding", "gzip")];
        assert_eq!(coding(&twice), Coding::Other("gzip, gzip".into()));
    }

    #[test]
    fn validators_are_kept_as_written_and_within_bounds() {
        let long = "x".repeat(2000);
        let validators = Validators::of(&headers(&[("etag", "W/\"a b\""), ("last-modified", &long)]));
        assert_eq!(validators, Validators { etag: Some("W/\"a b\"".into()), last_modified: None });
    }

    proptest! {
        #[test]
        fn any_value_is_read_within_a_day(value: Vec<u8>, now: u64) {
            if let Ok(value) = ureq::http::HeaderValue::from_bytes(&value) {
                let map = HeaderMap::from_iter([RETRY_AFTER, CACHE_CONTROL, EXPIRES, AGE, DATE].map(|name| (name, value.clone())));
                prop_assert!(retry_after(&map, now).is_none_or(|wait| wait <= DAY));
                prop_assert!(freshness(&map, now).is_none_or(|wait| wait <= DAY));
            }
        }
    }

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        let mut map = HeaderMap::new();
        for (name, value) in pairs {
            map.append(*name, value.parse().unwrap());
        }
        map
    }
}
