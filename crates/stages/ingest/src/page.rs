//! One page as a server sent it, or as a crawl kept it.

use crate::error::{Error, Kind};
use crate::{Columns, Format, MAX_INPUT, decode, document, html, sniff};
use text::Document;
use url::Url;

/// The document of a fetched page.
///
/// `content_type` is what the server said, such as `text/html; charset=utf-8`, and is believed only
/// where the bytes do not tell. `url` stands in the document where the page names no address of its
/// own, and its host where the page names no publisher.
///
/// # Errors
/// If the bytes are more than [`MAX_INPUT`], no text, or neither a page nor a report in plain text; the
/// message names what was found.
pub fn page(bytes: Vec<u8>, content_type: Option<&str>, url: Option<&str>) -> Result<Document, Error> {
    from_bytes(&bytes, content_type, url)
}

pub(crate) fn from_bytes(bytes: &[u8], content_type: Option<&str>, url: Option<&str>) -> Result<Document, Error> {
    if bytes.len() > MAX_INPUT {
        return Err(Error::new(Kind::PieceTooLong("the page")));
    }
    let told = html::charset(bytes);
    let labels: Vec<&str> = content_type.and_then(charset).into_iter().chain(told.as_deref()).collect();
    let text = decode::decode(bytes, &labels)?;
    if text.trim().is_empty() {
        return Err(Error::new(Kind::Empty));
    }
    match sniff::format(text.as_bytes(), &Columns::default()) {
        Format::Html => article(text, url),
        Format::Feed => Err(Error::new(Kind::NotAPage("a feed: give its address as one"))),
        Format::JsonLines => Err(Error::new(Kind::NotAPage("JSON"))),
        _ if content_type.is_some_and(is_html) => article(text, url),
        _ => Ok(with_url(document(text), url)),
    }
}

/// The article of a page, fetched from `url`.
pub(crate) fn article(page: String, url: Option<&str>) -> Result<Document, Error> {
    html::article_at(page, url)
}

/// `document` with its address and its publisher, where it does not have them.
pub(crate) fn with_url(mut document: Document, url: Option<&str>) -> Document {
    document.publisher = document.publisher.or_else(|| host(url?));
    document.url = document.url.or_else(|| url.map(str::to_string));
    document
}

/// `text/html; charset=utf-8` is `text/html`, in lower case.
pub(crate) fn media_type(content_type: &str) -> String {
    content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Whether this is a page, by what the server says.
pub(crate) fn is_html(content_type: &str) -> bool {
    matches!(media_type(content_type).as_str(), "text/html" | "application/xhtml+xml")
}

/// `text/html; charset="utf-8"` names `utf-8`.
fn charset(content_type: &str) -> Option<&str> {
    let parameters = content_type.split(';').skip(1).filter_map(|parameter| parameter.split_once('='));
    let mut named = parameters.filter(|(name, _)| name.trim().eq_ignore_ascii_case("charset"));
    named.next().map(|(_, value)| value.trim().trim_matches(['"', '\'']))
}

/// `https://www.example.org/news/1` is `example.org`.
fn host(url: &str) -> Option<String> {
    let url = Url::parse(url).ok()?;
    let host = url.host_str()?;
    Some(host.strip_prefix("www.").unwrap_or(host).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::WINDOWS_1251;

    const PAGE: &str = "<!DOCTYPE html><html><head><title>Talks</title></head><body><article>\
        <p>The ministers of Kenya and Uganda met in Nairobi on Friday and agreed to reopen the border.</p>\
        </article></body></html>";

    #[track_caller]
    fn check_error(bytes: &[u8], content_type: &str, expected: &str) {
        let error = page(bytes.to_vec(), Some(content_type), None).expect_err("no page");
        assert_eq!(error.to_string(), expected);
    }

    #[test]
    fn a_page_gets_its_address_and_publisher() {
        let url = "https://www.harbour.example/news/1";
        for content_type in ["text/html", "text/plain", "application/octet-stream"] {
            let document = page(PAGE.into(), Some(content_type), Some(url)).expect("a page");
            assert!(document.text().starts_with("The ministers of Kenya"), "{}", document.text());
            assert_eq!(document.url.as_deref(), Some(url));
            assert_eq!(document.publisher.as_deref(), Some("harbour.example"));
        }
    }

    #[test]
    fn plain_text_is_a_report_too() {
        let document = page(b"Talks resumed in Geneva.".to_vec(), Some("text/plain"), None).expect("a text");
        assert_eq!(document.text(), "Talks resumed in Geneva.");
    }

    #[test]
    fn the_server_s_encoding_is_used() {
        let text = "Министр встретился с послом.";
        let bytes = WINDOWS_1251.encode(text).0.into_owned();
        let document = page(bytes, Some("text/plain; Charset=\"windows-1251\""), None).expect("a text");
        assert_eq!(document.text(), text);
    }

    #[test]
    fn what_a_server_calls_a_page_may_be_none() {
        check_error(
            b"%PDF-1.7",
            "text/html",
            "a PDF file, expected text, HTML or JSON lines: convert it to text first",
        );
        check_error(b"{\"error\": \"gone\"}", "text/html", "expected a web page, found JSON");
        check_error(b"<rss version='2.0'>", "text/html", "expected a web page, found a feed: give its address as one");
        check_error(b" ", "text/html", "empty, expected a report");
    }
}
