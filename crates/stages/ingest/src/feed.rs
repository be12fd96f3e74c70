//! Feeds: RSS 0.9x, 1.0 and 2.0, Atom (RFC 4287), JSON Feed 1.0 and 1.1.

use crate::error::{Error, Kind};
use crate::piece::{Body, Piece};
use crate::{Format, MAX_INPUT, Place, Report, date, decode, document, markup, page};
use chrono::{DateTime, Utc};
use feed_rs::model::{Entry, Link, Text};
use jiff::civil::Date;
use serde_json::{Map, Value, json};
use std::borrow::Cow;
use url::Url;

/// Words from which on a summary stands for the report.
const TEASER: usize = 40;

/// Minutes between the earliest zone and Greenwich, so that an offset is a positive number.
const ZONE_SHIFT: i64 = 24 * 60;

/// What a feed holds.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Feed {
    /// What it calls itself.
    pub title: Option<String>,
    /// The page that it belongs to.
    pub url: Option<String>,
    /// The language that it claims.
    pub language: Option<String>,
    /// In its own order, mostly the latest first.
    pub items: Vec<FeedItem>,
}

/// One report as a feed shows it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct FeedItem {
    /// The feed's own id of it.
    pub id: Option<String>,
    /// Its page.
    pub url: Option<String>,
    /// Headline, without markup.
    pub title: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// The day it was published, in the zone that the feed writes.
    pub published: Option<Date>,
    /// The second it was published, from 1970.
    pub timestamp: Option<i64>,
    /// What the feed says of it, without markup; paragraphs with a blank line between them.
    pub summary: Option<String>,
    /// The report, if the feed holds it.
    pub content: Option<Content>,
    /// The language that the item or the feed claims.
    pub language: Option<String>,
    /// The title of the feed.
    pub publisher: Option<String>,
}

/// A report inside a feed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Content {
    /// Part of a page.
    Html(String),
    /// Plain text.
    Text(String),
}

impl FeedItem {
    /// The report in the feed: its content, or a summary of forty words or more.
    pub fn text(&self) -> Option<String> {
        let content = match &self.content {
            Some(Content::Html(html)) => Some(markup::paragraphs(html)),
            Some(Content::Text(text)) => Some(text.trim().to_string()),
            None => None,
        };
        let is_long = |text: &&String| text.split_whitespace().count() >= TEASER;
        content.filter(|text| !text.is_empty()).or_else(|| self.summary.as_ref().filter(is_long).cloned())
    }
}

/// The feed in `bytes`, whose relative addresses are under `base_url`.
///
/// # Errors
/// If it is no feed, is not whole, or declares entities made of entities. A feed without items is none: see
/// [`Feed::items`].
pub fn feed(bytes: &[u8], base_url: Option<&str>) -> Result<Feed, Error> {
    if bytes.len() > MAX_INPUT {
        return Err(Error::new(Kind::PieceTooLong("the feed")));
    }
    let text = decode::decode(bytes, declared_encoding(bytes).as_deref().as_slice())?;
    let text = text.trim_start();
    if declares_nested_entities(text) {
        return Err(Error::new(Kind::EntityBomb));
    }
    let base = base_url.filter(|url| Url::parse(url).is_ok());
    let parser = feed_rs::parser::Builder::new()
        .base_uri(base)
        .sanitize_content(false)
        .timestamp_parser(stamp)
        .id_generator(|_, _, _| String::new())
        .build();
    let feed = parser.parse(readable(text).as_bytes()).map_err(|error| Error::new(Kind::Feed(error.to_string())))?;
    Ok(converted(feed, base))
}

/// The items of a feed as pieces.
pub(crate) fn pieces(bytes: &[u8]) -> Result<Vec<Piece>, Error> {
    let feed = feed(bytes, None)?;
    if feed.items.is_empty() {
        return Err(Error::new(Kind::EmptyFeed));
    }
    let piece = |(at, item): (usize, FeedItem)| {
        Piece::new(Place::Item(at + 1), Format::Feed, written(&item), Body::Item(Box::new(item)))
    };
    Ok(feed.items.into_iter().enumerate().map(piece).collect())
}

/// The report that an item holds.
pub(crate) fn report(item: &FeedItem) -> Result<Report, Error> {
    let text = item.text().ok_or_else(|| Error::new(Kind::Teaser { url: item.url.clone() }))?;
    let mut document = document(text);
    document.id = item.id.clone();
    document.title = item.title.clone();
    document.byline = item.byline.clone();
    document.published = item.published;
    document.publisher = item.publisher.clone();
    Ok(Report { document: page::with_url(document, item.url.as_deref()), language: item.language.clone() })
}

fn converted(feed: feed_rs::model::Feed, base: Option<&str>) -> Feed {
    let title = feed.title.as_ref().and_then(title);
    let language = feed.language.and_then(filled);
    let item = |entry: Entry| {
        let item = item(entry, base);
        FeedItem { language: item.language.or_else(|| language.clone()), publisher: title.clone(), ..item }
    };
    Feed { url: address(&feed.links, base), items: feed.entries.into_iter().map(item).collect(), title, language }
}

fn item(entry: Entry, base: Option<&str>) -> FeedItem {
    let names = entry.authors.iter().filter_map(|author| author.name.as_deref()).map(markup::one_line);
    let names: Vec<String> = names.filter(|name| !name.is_empty()).collect();
    let stamp = entry.published.or(entry.updated);
    FeedItem {
        id: filled(entry.id),
        url: address(&entry.links, base),
        title: entry.title.as_ref().and_then(title),
        byline: filled(names.join(", ")),
        published: stamp.and_then(day),
        timestamp: stamp.map(|stamp| stamp.timestamp()),
        summary: entry.summary.and_then(|summary| filled(markup::paragraphs(&summary.content))),
        content: entry.content.and_then(content),
        language: entry.language.and_then(filled),
        publisher: None,
    }
}

fn content(content: feed_rs::model::Content) -> Option<Content> {
    let body = filled(content.body?)?;
    let is_plain = content.content_type.to_string() == "text/plain" && !body.contains("</");
    Some(if is_plain { Content::Text(body) } else { Content::Html(body) })
}

fn title(title: &Text) -> Option<String> {
    filled(markup::one_line(&title.content))
}

fn filled(text: String) -> Option<String> {
    Some(text.trim().to_string()).filter(|text| !text.is_empty())
}

/// The first link to a page, whole.
fn address(links: &[Link], base: Option<&str>) -> Option<String> {
    let is_page = |link: &&Link| matches!(link.rel.as_deref(), None | Some("alternate"));
    let link = links.iter().find(is_page)?.href.trim();
    let url = match Url::parse(link) {
        Ok(url) => url,
        Err(_) => Url::parse(base?).ok()?.join(link).ok()?,
    };
    matches!(url.scheme(), "http" | "https").then(|| url.to_string())
}

/// The instant that a feed writes. The library keeps no zone, so that its minutes stand where the nanoseconds would.
fn stamp(text: &str) -> Option<DateTime<Utc>> {
    let (second, minutes) = date::parse_timestamp(text)?;
    DateTime::from_timestamp(second, u32::try_from(minutes + ZONE_SHIFT).ok()?)
}

/// The day that [`stamp`] read, in the zone that was written.
fn day(stamp: DateTime<Utc>) -> Option<Date> {
    date::day_of(stamp.timestamp(), i64::from(stamp.timestamp_subsec_nanos()) - ZONE_SHIFT)
}

/// The encoding that the XML declaration names.
fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).into_owned();
    let (declaration, _) = head.trim_start().strip_prefix("<?xml")?.split_once("?>")?;
    let (_, value) = declaration.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let end = value.get(1..)?.find(['"', '\''])?;
    Some(value[1..=end].to_string())
}

/// Whether the document type declares an entity whose value has a reference: the library expands none, but somebody
/// meant harm.
fn declares_nested_entities(text: &str) -> bool {
    let head = &text[..text.len().min(text.find("<rss").or_else(|| text.find("<feed")).unwrap_or(text.len()))];
    let declarations = head.split("<!ENTITY").skip(1).filter_map(|after| after.split('>').next());
    declarations.filter(|declaration| declaration.contains('&') && !declaration.contains("&#")).count() > 0
}

/// XML that the library reads: without the declaration, since the text is decoded, and with a version of RSS that it
/// knows.
fn readable(text: &str) -> Cow<'_, str> {
    let body = text.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")).map_or(text, |(_, body)| body);
    let Some(at) = memchr::memmem::find(body.as_bytes(), b"<rss") else { return Cow::Borrowed(body) };
    let Some(end) = body[at..].find('>') else { return Cow::Borrowed(body) };
    let tag = &body[at..at + end];
    if ["2.0", "0.91", "0.92"].iter().any(|version| tag.contains(version)) {
        return Cow::Borrowed(body);
    }
    let tag = tag[4..].replace("version", "data-version");
    Cow::Owned(format!("{}<rss version=\"2.0\"{tag}{}", &body[..at], &body[at + end..]))
}

/// A JSON feed of one item.
fn written(item: &FeedItem) -> Vec<u8> {
    let (html, text) = match &item.content {
        Some(Content::Html(html)) => (Some(html), None),
        Some(Content::Text(text)) => (None, Some(text)),
        None => (None, None),
    };
    let published = item.timestamp.and_then(|second| jiff::Timestamp::from_second(second).ok());
    let fields = [
        ("id", item.id.as_ref()),
        ("url", item.url.as_ref()),
        ("title", item.title.as_ref()),
        ("summary", item.summary.as_ref()),
        ("content_html", html),
        ("content_text", text),
        ("language", item.language.as_ref()),
    ];
    let mut object: Map<String, Value> =
        fields.into_iter().filter_map(|(name, value)| Some((name.to_string(), json!(value?)))).collect();
    if let Some(published) = published {
        let day = item.published.filter(|&day| date::day_of(published.as_second(), 0) != Some(day));
        let text = day.map_or_else(|| published.to_string(), |day| day.to_string());
        object.insert("date_published".into(), json!(text));
    }
    if let Some(byline) = &item.byline {
        object.insert("authors".into(), json!([{ "name": byline }]));
    }
    let title = item.publisher.as_deref().unwrap_or_default();
    json!({ "version": "https://jsonfeed.org/version/1.1", "title": title, "items": [object] }).to_string().into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::outcomes;

    const WORDS: &str = "one two three four five six seven eight nine ten";

    fn rss(items: &str) -> String {
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
             xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>Harbour Post</title>\
             <link>https://harbour.example/</link><language>en</language>{items}</channel></rss>"
        )
    }

    #[test]
    fn rss_items_are_read() {
        let item = "<item><guid>7</guid><link>https://harbour.example/7</link>\
            <title>Navy &amp;amp; &lt;i&gt;army&lt;/i&gt; meet</title><dc:creator>A. Roy</dc:creator>\
            <pubDate>Wed, 15 Jan 2025 23:30:00 -0500</pubDate><description>&lt;p&gt;They met.&lt;/p&gt;</description>\
            <content:encoded><![CDATA[<p>They met.</p><p>They left.</p>]]></content:encoded></item>";
        let feed = feed(rss(item).as_bytes(), None).expect("a feed");
        assert_eq!((feed.title.as_deref(), feed.language.as_deref()), (Some("Harbour Post"), Some("en")));
        assert_eq!(feed.url.as_deref(), Some("https://harbour.example/"));
        let item = &feed.items[0];
        assert_eq!((item.id.as_deref(), item.url.as_deref()), (Some("7"), Some("https://harbour.example/7")));
        assert_eq!((item.title.as_deref(), item.byline.as_deref()), (Some("Navy & army meet"), Some("A. Roy")));
        assert_eq!(item.published.map(|day| day.to_string()).as_deref(), Some("2025-01-15"));
        assert_eq!(item.timestamp, Some(1_737_001_800));
        assert_eq!(item.summary.as_deref(), Some("They met."));
        assert_eq!(item.text().as_deref(), Some("They met.\n\nThey left."));
    }

    #[test]
    fn atom_and_json_and_old_rss_are_read() {
        let atom = "<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title><entry><id>urn:1</id><title>A</title>\
            <link href='/1'/><link rel='enclosure' href='/x.mp3'/><updated>2025-01-16T00:30:00+05:30</updated>\
            <author><name>B. Li</name></author><author><name>C. Oz</name></author>\
            <content type='html'>&lt;p&gt;Talks resumed.&lt;/p&gt;</content></entry></feed>";
        let read = feed(atom.as_bytes(), Some("https://a.example/feed")).expect("Atom");
        let item = &read.items[0];
        assert_eq!((item.url.as_deref(), item.byline.as_deref()), (Some("https://a.example/1"), Some("B. Li, C. Oz")));
        assert_eq!(item.published.map(|day| day.to_string()).as_deref(), Some("2025-01-16"));
        assert_eq!(outcomes(atom.as_bytes()), ["Talks resumed."]);
        let json = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [{"id": "1",
            "url": "https://a.example/1", "content_text": "Talks resumed.", "date_published": "2025-01-16T08:00:00Z"}]}"#;
        assert_eq!(outcomes(json.as_bytes()), ["Talks resumed."]);
        let rdf = "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>\
            <channel><title>T</title><link>https://a.example/</link><description>d</description></channel>\
            <item><title>A</title><link>https://a.example/1</link></item></rdf:RDF>";
        assert_eq!(outcomes(rdf.as_bytes()), ["! item 1: only a teaser; its page is at https://a.example/1"]);
        for version in ["version='0.91'", "version='0.90'", ""] {
            let old = format!(
                "<rss {version}><channel><title>T</title><link>https://a.example/</link><description>d</description>\
                <item><title>A</title><link>https://a.example/1</link><description>{}</description></item></channel></rss>",
                [WORDS; 4].join(" ")
            );
            assert_eq!(outcomes(old.as_bytes()), [[WORDS; 4].join(" ")], "{version}");
        }
    }

    #[test]
    fn a_teaser_names_its_page_and_a_long_summary_is_a_report() {
        let long = [WORDS; 4].join(" ");
        let items = format!(
            "<item><link>https://a.example/1</link><description>{WORDS}</description></item>\
             <item><link>https://www.a.example/2</link><description>{long}</description></item>"
        );
        let input = rss(&items);
        assert_eq!(outcomes(input.as_bytes()), ["! item 1: only a teaser; its page is at https://a.example/1", &long]);
        let piece = crate::pieces(input.as_bytes(), &Default::default()).nth(1).expect("two").expect("a piece");
        assert_eq!(outcomes(piece.bytes()), [long]);
        assert_eq!(piece.document().expect("a report").publisher.as_deref(), Some("Harbour Post"));
    }

    #[test]
    fn an_older_encoding_is_read() {
        let input =
            rss("<item><title>Genève</title><description>x</description></item>").replace("UTF-8", "ISO-8859-1");
        let bytes = encoding_rs::WINDOWS_1252.encode(&input).0.into_owned();
        let read = feed(&bytes, None).expect("a feed");
        assert_eq!(read.items[0].title.as_deref(), Some("Genève"));
        let read = feed(input.as_bytes(), None).expect("a feed in UTF-8 after all");
        assert_eq!(read.items[0].title.as_deref(), Some("Genève"));
    }

    #[test]
    fn what_is_no_feed_is_said() {
        assert_eq!(outcomes(rss("").as_bytes()), ["! a feed without items, expected reports"]);
        let found = outcomes(b"<rss version='2.0'><channel><title>T</title><item>");
        assert!(found[0].starts_with("! not a readable RSS, Atom or JSON feed: "), "{found:?}");
        assert_eq!(found.len(), 1);
    }

    #[test]
    fn an_entity_bomb_is_refused() {
        let bomb = "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]>\
            <rss version='2.0'><channel><title>&b;</title></channel></rss>";
        assert_eq!(outcomes(bomb.as_bytes()), ["! declares entities made of other entities, expected a feed: refused"]);
    }

    #[test]
    fn deep_nesting_does_no_harm() {
        let deep = |n| rss(&format!("<item><guid>1</guid>{}{}</item>", "<a>".repeat(n), "</a>".repeat(n)));
        assert_eq!(feed(deep(10_000).as_bytes(), None).expect("a feed").items.len(), 1);
        let error = feed(deep(100_000).as_bytes(), None).expect_err("too deep").to_string();
        assert!(error.contains("nests elements deeper than the supported limit"), "{error}");
    }
}
