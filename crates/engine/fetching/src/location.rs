//! Addresses of pages: which ones are fetched, and where a redirect leads.

use crate::Downgrade;
use crate::error::Kind;
use ureq::http::{HeaderValue, Uri};
use url::Url;

/// Longest address that is fetched, in bytes; RFC 9110, 4.1, asks for 8000 at least.
const LONGEST_URL: usize = 8192;

/// The address as it is asked for: absolute, http or https, without credentials and fragment.
pub(crate) fn web_address(written: &str) -> Result<Url, Kind> {
    if written.len() > LONGEST_URL {
        return Err(Kind::UrlTooLong { most: LONGEST_URL });
    }
    fetchable(Url::parse(written).map_err(Kind::NoUrl)?)
}

/// Where a `Location` leads from here.
pub(crate) fn onward(here: &Url, location: &HeaderValue, downgrade: Downgrade) -> Result<Url, Kind> {
    let written = str::from_utf8(location.as_bytes()).map_err(|_| Kind::BadLocation)?;
    if written.len() > LONGEST_URL {
        return Err(Kind::UrlTooLong { most: LONGEST_URL });
    }
    let there = here.join(written).map_err(|_| Kind::BadLocation)?;
    let there = fetchable(there)?;
    let downgraded = here.scheme() == "https" && there.scheme() == "http";
    if downgraded && downgrade == Downgrade::Refused {
        return Err(Kind::Downgraded);
    }
    Ok(there)
}

/// The same address as the connection's library writes it.
pub(crate) fn uri(url: &Url) -> Result<Uri, Kind> {
    Uri::try_from(url.as_str()).map_err(Kind::UnsendableUrl)
}

/// The name under which requests to a host are counted.
pub(crate) fn host(url: &Url) -> &str {
    url.host_str().unwrap_or_default()
}

/// Scheme, host and port: what one robots.txt speaks for.
pub(crate) fn origin(url: &Url) -> String {
    url.origin().ascii_serialization()
}

/// Where the robots.txt lies that speaks for an address. Source: RFC 9309, section 2.3.
pub(crate) fn robots_address(url: &Url) -> Url {
    let mut robots = url.clone();
    robots.set_path("/robots.txt");
    robots.set_query(None);
    robots
}

/// The address as it may be printed: a password is nobody else's.
pub(crate) fn without_credentials(written: &str) -> String {
    match Url::parse(written) {
        Ok(mut url) if !url.username().is_empty() || url.password().is_some() => {
            let cleared = url.set_username("").and_then(|()| url.set_password(None));
            cleared.map_or_else(|()| "…".to_string(), |()| url.to_string())
        }
        _ => written.to_string(),
    }
}

fn fetchable(mut url: Url) -> Result<Url, Kind> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err(Kind::Scheme(url.scheme().to_string()));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Kind::Credentials);
    }
    url.set_fragment(None);
    if url.as_str().len() > LONGEST_URL {
        return Err(Kind::UrlTooLong { most: LONGEST_URL });
    }
    uri(&url)?;
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_fragment_is_the_readers_own() {
        check("HTTP://News.Example:80/a/../b?q=1#part", "http://news.example/b?q=1");
    }

    #[test]
    fn spaces_and_letters_are_written_as_the_standard_says() {
        check(
            "https://news.example/мир и хлеб",
            "https://news.example/%D0%BC%D0%B8%D1%80%20%D0%B8%20%D1%85%D0%BB%D0%B5%D0%B1",
        );
        check("https://bücher.example/", "https://xn--bcher-kva.example/");
    }

    #[test]
    fn numbers_in_odd_spellings_are_addresses() {
        for written in
            ["http://2130706433/", "http://0x7f.1/", "http://0177.0.0.1/", "http://127.1/", "http://127.0.0.1./"]
        {
            check(written, "http://127.0.0.1/");
        }
        check("http://[::FFFF:127.0.0.1]/", "http://[::ffff:7f00:1]/");
        check("http://①②⑦.⓪.⓪.①/", "http://127.0.0.1/");
    }

    #[test]
    fn other_schemes_are_named() {
        for written in
            ["ftp://news.example/", "file:///etc/passwd", "data:text/html,hi", "javascript:1", "mailto:a@b.example"]
        {
            assert!(matches!(web_address(written), Err(Kind::Scheme(_))), "{written}");
        }
    }

    #[test]
    fn credentials_are_refused() {
        for written in ["http://me@news.example/", "http://me:secret@news.example/", "http://:secret@news.example/"] {
            assert!(matches!(web_address(written), Err(Kind::Credentials)), "{written}");
        }
    }

    #[test]
    fn no_address_at_all() {
        for written in
            ["", "news.example", "http://", "http://a b/", "http://[::1/", "http://1.2.3.4.5.6.7.8.9.999/", "/page"]
        {
            assert!(matches!(web_address(written), Err(Kind::NoUrl(_))), "{written}");
        }
        let long = format!("http://news.example/{}", "a".repeat(LONGEST_URL));
        assert!(matches!(web_address(&long), Err(Kind::UrlTooLong { .. })));
        let grows = format!("http://news.example/{}", "é".repeat(LONGEST_URL / 3));
        assert!(matches!(web_address(&grows), Err(Kind::UrlTooLong { .. })));
    }

    #[test]
    fn a_redirect_may_be_relative_spaced_or_escaped() {
        let cases = [
            ("/new place", "https://news.example/new%20place"),
            ("next", "https://news.example/a/next"),
            ("../up", "https://news.example/up"),
            ("?page=2", "https://news.example/a/b?page=2"),
            ("//other.example/x", "https://other.example/x"),
            ("/50%25?x=%20#top", "https://news.example/50%25?x=%20"),
            ("", "https://news.example/a/b"),
        ];
        for (location, expected) in cases {
            assert_eq!(
                follow("https://news.example/a/b", location, Downgrade::Refused).unwrap(),
                expected,
                "{location}"
            );
        }
    }

    #[test]
    fn https_does_not_lead_to_http_unless_allowed() {
        let plain = "http://news.example/";
        assert!(matches!(follow("https://news.example/", plain, Downgrade::Refused), Err(Kind::Downgraded)));
        assert_eq!(follow("https://news.example/", plain, Downgrade::Followed).unwrap(), plain);
        assert_eq!(follow("http://old.example/", plain, Downgrade::Refused).unwrap(), plain);
        assert!(follow("http://old.example/", "https://news.example/", Downgrade::Refused).is_ok());
    }

    #[test]
    fn a_redirect_out_of_the_web_is_refused() {
        for location in ["file:///etc/passwd", "ftp://news.example/", "javascript:alert(1)"] {
            assert!(matches!(follow("http://news.example/", location, Downgrade::Followed), Err(Kind::Scheme(_))));
        }
        assert!(matches!(
            follow("http://news.example/", "http://a:b@c.example/", Downgrade::Followed),
            Err(Kind::Credentials)
        ));
        assert!(matches!(follow("http://news.example/", "http://[", Downgrade::Followed), Err(Kind::BadLocation)));
    }

    proptest! {
        #[test]
        fn whatever_is_accepted_can_be_sent_and_stays_as_it_is(written in "(https?://)?[a-z0-9.%\\[\\]:@ -~é]{0,40}") {
            if let Ok(url) = web_address(&written) {
                prop_assert!(matches!(url.scheme(), "http" | "https"));
                prop_assert!(url.fragment().is_none() && url.username().is_empty() && url.password().is_none());
                prop_assert!(uri(&url).is_ok());
                prop_assert!(!host(&url).is_empty());
                prop_assert_eq!(&web_address(url.as_str()).unwrap(), &url);
            }
        }

        #[test]
        fn any_location_is_followed_or_refused(location: Vec<u8>) {
            let here = web_address("https://news.example/a").unwrap();
            if let Ok(location) = HeaderValue::from_bytes(&location)
                && let Ok(there) = onward(&here, &location, Downgrade::Refused)
            {
                prop_assert_eq!(there.scheme(), "https");
            }
        }

        #[test]
        fn every_spelling_of_an_address_is_that_address(number: u32) {
            let address = std::net::Ipv4Addr::from(number);
            let [a, b, c, d] = address.octets();
            for written in [
                format!("http://{number}/"),
                format!("http://{number:#x}/"),
                format!("http://0{number:o}/"),
                format!("http://{a}.{b}.{}/", u32::from(c) * 256 + u32::from(d)),
                format!("http://{a:#x}.{b:#x}.{c:#x}.{d:#x}/"),
            ] {
                let url = web_address(&written).unwrap();
                prop_assert_eq!(url.host(), Some(url::Host::Ipv4(address)));
            }
        }
    }

    fn check(written: &str, expected: &str) {
        assert_eq!(web_address(written).unwrap().as_str(), expected);
    }

    fn follow(here: &str, location: &str, downgrade: Downgrade) -> Result<String, Kind> {
        let location = HeaderValue::from_str(location).unwrap();
        onward(&web_address(here).unwrap(), &location, downgrade).map(String::from)
    }
}
