//! The article of a web page.

use crate::error::{Error, Kind};
use crate::{date, document};
use dom_smoothie::{Article, Config, Readability, TextMode};
use text::Document;

/// Elements inside each other, beyond which a page is not looked at: finding the article takes time
/// in the cube of the depth, and pages stay under a hundred.
const MAX_DEPTH: usize = 256;

/// Elements of a page, beyond which it is not looked at.
const MAX_ELEMENTS: usize = 200_000;

/// Where pages say when they were published, other than where the library looks.
const DATES: [(&str, &str); 6] = [
    ("meta[property='article:published_time']", "content"),
    ("meta[name='date'], meta[name='pubdate'], meta[name='publish-date']", "content"),
    ("meta[itemprop='datePublished']", "content"),
    ("meta[name='dc.date'], meta[name='DC.date.issued'], meta[name='dcterms.created']", "content"),
    ("time[itemprop='datePublished']", "datetime"),
    ("article time, header time, time", "datetime"),
];

/// The document of the article that `page` shows, with what the page says of it.
pub(crate) fn article(page: String) -> Result<Document, Error> {
    if depth(&page) > MAX_DEPTH {
        return Err(Error::new(Kind::TooNested));
    }
    let config = Config { text_mode: TextMode::Formatted, max_elements_to_parse: MAX_ELEMENTS, ..Config::default() };
    let mut reader = Readability::new(page, None, Some(config)).map_err(|_| Error::new(Kind::NoArticle))?;
    if is_too_deep(&reader) {
        return Err(Error::new(Kind::TooNested));
    }
    let (url, day) = (canonical_url(&reader), first_date(&reader));
    let article = reader.parse().map_err(|_| Error::new(Kind::NoArticle))?;
    let text = article.text_content.trim();
    if text.is_empty() {
        return Err(Error::new(Kind::NoArticle));
    }
    let document = document(text.to_string());
    Ok(with_source(document, article, url, day))
}

/// The encoding that the head of a page claims, to be asked only when the bytes do not tell.
pub(crate) fn charset(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).to_ascii_lowercase();
    if !head.contains("<meta") {
        return None;
    }
    let value = head.split_once("charset=")?.1.trim_start_matches(['"', '\'']);
    let end = value.find(|character: char| !character.is_ascii_alphanumeric() && !"-_:.".contains(character));
    Some(value[..end.unwrap_or(value.len())].to_string())
}

fn with_source(mut document: Document, article: Article, url: Option<String>, day: Option<String>) -> Document {
    document.title = filled(article.title);
    document.published = article.published_time.or(day).as_deref().and_then(date::parse_date);
    document.publisher = article.site_name.and_then(filled).or_else(|| host(url.as_deref()?));
    document.url = url;
    document
}

fn filled(text: String) -> Option<String> {
    Some(text.trim().to_string()).filter(|text| !text.is_empty())
}

fn canonical_url(reader: &Readability) -> Option<String> {
    let attribute = |selector: &str, name: &str| reader.doc.select(selector).attr(name).map(|value| value.to_string());
    let found =
        attribute("link[rel='canonical']", "href").or_else(|| attribute("meta[property='og:url']", "content"))?;
    Some(found).filter(|url| url.starts_with("http://") || url.starts_with("https://"))
}

fn first_date(reader: &Readability) -> Option<String> {
    let value =
        |&(selector, name): &(&str, &str)| reader.doc.select(selector).attr(name).map(|value| value.to_string());
    DATES.iter().filter_map(value).find(|text| date::parse_date(text).is_some())
}

/// `https://www.example.org/news/1` is `example.org`.
fn host(url: &str) -> Option<String> {
    let after = url.split_once("://")?.1;
    let host = after.split(['/', '?', '#', ':']).next()?;
    filled(host.trim_start_matches("www.").to_string())
}

/// Whether the tree of the page is too deep. What counting tags does not see is seen here: rows and options lie in each
/// other inside `svg` and `math`, and an end tag without its element closes nothing.
fn is_too_deep(reader: &Readability) -> bool {
    let (mut node, mut depth) = (reader.doc.root(), 0usize);
    while depth <= MAX_DEPTH {
        if let Some(child) = node.first_child() {
            (node, depth) = (child, depth + 1);
            continue;
        }
        while node.next_sibling().is_none() {
            let Some(parent) = node.parent() else { return false };
            (node, depth) = (parent, depth - 1);
        }
        node = node.next_sibling().unwrap_or(node);
    }
    true
}

/// How deep elements of `page` lie in each other, by counting tags, before time is spent on its tree. Elements whose end
/// may be left out do not count: they close each other, or are the shapes of a drawing.
fn depth(page: &str) -> usize {
    let (mut open, mut deepest) = (0usize, 0);
    for at in memchr::memchr_iter(b'<', page.as_bytes()) {
        match tag(&page.as_bytes()[at + 1..]) {
            Some(Tag::Open) => open += 1,
            Some(Tag::Close) => open = open.saturating_sub(1),
            None => {}
        }
        deepest = deepest.max(open);
    }
    deepest
}

enum Tag {
    Open,
    Close,
}

/// What kind of tag begins after a `<`.
fn tag(after: &[u8]) -> Option<Tag> {
    const UNCOUNTED: [&[u8]; 41] = [
        b"area",
        b"base",
        b"br",
        b"col",
        b"embed",
        b"hr",
        b"img",
        b"input",
        b"link",
        b"meta",
        b"source",
        b"track",
        b"wbr",
        b"p",
        b"li",
        b"dt",
        b"dd",
        b"option",
        b"optgroup",
        b"tr",
        b"td",
        b"th",
        b"thead",
        b"tbody",
        b"tfoot",
        b"html",
        b"head",
        b"body",
        b"rt",
        b"rp",
        b"script",
        b"style",
        b"path",
        b"circle",
        b"ellipse",
        b"line",
        b"polygon",
        b"polyline",
        b"rect",
        b"stop",
        b"use",
    ];
    let (name, kind) = match after.strip_prefix(b"/") {
        Some(name) => (name, Tag::Close),
        None => (after, Tag::Open),
    };
    let length = name.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let name = &name[..length];
    let is_counted =
        name.first()?.is_ascii_alphabetic() && !UNCOUNTED.iter().any(|other| other.eq_ignore_ascii_case(name));
    is_counted.then_some(kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<!DOCTYPE html><html><head><title>Navy chiefs meet | Harbour Post</title>
        <meta property="og:title" content="Navy chiefs meet in Mombasa"><meta property="og:site_name" content="Harbour Post">
        <meta property="article:published_time" content="2025-03-04T23:30:00+03:00">
        <link rel="canonical" href="https://www.harbour.example/news/1"></head><body>
        <nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
        <article><h1>Navy chiefs meet in Mombasa</h1><p>The naval chiefs of Kenya and India met in Mombasa on Tuesday
        and agreed to hold a joint exercise later this year, officials said.</p>
        <p>"We want a <b>closer</b> partnership," Admiral Roy said &amp; left, after a visit to the naval base.</p></article>
        <footer><p>Copyright. <a href="/terms">Terms</a></p></footer></body></html>"#;

    #[test]
    fn the_article_and_what_the_page_says_of_it() {
        let document = article(PAGE.into()).expect("an article");
        assert_eq!(document.title.as_deref(), Some("Navy chiefs meet in Mombasa"));
        assert_eq!(document.publisher.as_deref(), Some("Harbour Post"));
        assert_eq!(document.url.as_deref(), Some("https://www.harbour.example/news/1"));
        assert_eq!(document.published.map(|day| day.to_string()).as_deref(), Some("2025-03-04"));
        let paragraphs: Vec<&str> = document.text().split("\n\n").collect();
        assert_eq!(paragraphs.len(), 2, "{paragraphs:?}");
        assert!(paragraphs[0].starts_with("The naval chiefs of Kenya and India met in Mombasa on Tuesday and agreed"));
        assert!(paragraphs[1].starts_with("\"We want a closer partnership,\" Admiral Roy said & left"));
    }

    #[test]
    fn a_page_without_metadata_gives_its_text_alone() {
        let document = article("<html><body><p>Police arrested two men on Monday.</p></body></html>".into());
        let document = document.expect("an article");
        assert_eq!(document.text(), "Police arrested two men on Monday.");
        assert!(document.title.is_none() && document.published.is_none() && document.publisher.is_none());
    }

    #[test]
    fn the_day_is_found_in_a_time_element_and_the_publisher_in_the_address() {
        let page = PAGE.replace("article:published_time", "other").replace("og:site_name", "other");
        let page = page.replace("<article>", "<article><time datetime='2025-03-05'>Wednesday</time>");
        let document = article(page).expect("an article");
        assert_eq!(document.published.map(|day| day.to_string()).as_deref(), Some("2025-03-05"));
        assert_eq!(document.publisher.as_deref(), Some("harbour.example"));
    }

    #[test]
    fn a_page_without_text_is_an_error() {
        let error = article("<html><body><img src='x'></body></html>".into()).expect_err("no article");
        assert_eq!(error.to_string(), "no article found in the HTML: save its text instead");
    }

    #[test]
    fn deep_nesting_is_an_error_and_not_a_long_wait() {
        let page = format!("<html><body>{}x", "<div>".repeat(100_000));
        assert!(article(page).expect_err("too deep").to_string().starts_with("HTML elements nested too deeply"));
        assert_eq!(depth("<p>a<p>b<br><div><b>c</b></div></p>"), 2);
    }

    #[track_caller]
    fn check_too_deep(start: &str, repeated: &str, n: usize) {
        let page = format!("<html><body>{start}{}x", repeated.repeat(n));
        assert!(article(page).expect_err("too deep").to_string().starts_with("HTML elements nested too deeply"));
    }

    #[test]
    fn what_tags_do_not_tell_is_seen_in_the_tree() {
        check_too_deep("<svg>", "<tr>", 60_000);
        check_too_deep("<math>", "<td>", 60_000);
        check_too_deep("<svg a='</svg>'>", "<option>", 60_000);
        check_too_deep("", "<b></x>", 1_000);
    }

    #[test]
    fn many_icons_are_not_deep() {
        let icons = "<li><svg><path d='M0 0'/><circle r='2'/><path d='M1 1'></path></svg></li>".repeat(300);
        let document = article(PAGE.replace("<ul>", &format!("<ul>{icons}"))).expect("an article");
        assert!(document.text().starts_with("The naval chiefs"), "{}", document.text());
    }

    #[test]
    fn the_claimed_encoding_is_read_from_the_head() {
        assert_eq!(charset(b"<html><meta charset=\"ISO-8859-1\">").as_deref(), Some("iso-8859-1"));
        let old = b"<META http-equiv=Content-Type content='text/html; charset=windows-1251'>";
        assert_eq!(charset(old).as_deref(), Some("windows-1251"));
        assert_eq!(charset(b"charset=utf-16 in a text"), None);
    }
}
