//! Which report a document is, and whether it is the same as before.

use record::hash;
use store::{Content, Identity};
use text::Document;

/// A document ready to be coded, with what tells it from others.
pub(crate) struct Identified {
    pub(crate) document: Document,
    pub(crate) identity: Identity,
    pub(crate) content: Content,
    pub(crate) text_sha256: String,
    pub(crate) byline: Option<String>,
}

/// A document as it is kept: under its id, else its address without a fragment, and with no null characters.
pub fn as_kept(document: Document) -> Document {
    let mut document = without_nulls(document);
    document.id = document.id.take().or_else(|| document.url.as_deref().map(without_fragment));
    document
}

/// Tells who a document is: by its id, else by its address, else by the file that holds it alone, else by its text.
pub(crate) fn identify(document: Document, file: Option<&str>) -> Identified {
    let document = as_kept(document);
    let text_sha256 = hash::sha256(document.text().as_bytes());
    let identity = match (&document.id, file) {
        (Some(id), _) => Identity::Given(id.clone()),
        (None, Some(path)) => Identity::File(path.into()),
        (None, None) => Identity::Text(text_sha256.clone()),
    };
    let published = document.published.map(|day| day.to_string());
    let content = Content::of(&[
        Some(document.text()),
        document.title.as_deref(),
        document.url.as_deref(),
        document.publisher.as_deref(),
        document.byline.as_deref(),
        published.as_deref(),
    ]);
    let byline = document.byline.clone();
    Identified { document, identity, content, text_sha256, byline }
}

/// U+0000 ends a text in C's eyes, and SQLite's functions are among them: as in web pages, U+FFFD stands for it.
fn without_nulls(document: Document) -> Document {
    if !document.text().contains('\0') {
        return document;
    }
    let text = document.text().replace('\0', "\u{FFFD}");
    document.with_text(text).expect("three bytes for one, of a text within the bounds of ingest")
}

/// A page is the same whatever part of it is pointed at.
fn without_fragment(url: &str) -> String {
    url.split('#').next().unwrap_or(url).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(text: &str) -> Document {
        Document::new(text.into()).expect("short")
    }

    #[test]
    fn an_id_comes_before_an_address_and_that_before_a_file() {
        let mut one = document("Talks.");
        assert!(matches!(identify(one.clone(), None).identity, Identity::Text(_)));
        assert_eq!(identify(one.clone(), Some("/a.txt")).identity, Identity::File("/a.txt".into()));
        one.url = Some("https://a.example/1#top".into());
        let by_address = identify(one.clone(), Some("/a.txt"));
        assert_eq!(by_address.identity, Identity::Given("https://a.example/1".into()));
        assert_eq!(by_address.document.id.as_deref(), Some("https://a.example/1"));
        one.id = Some("7".into());
        assert_eq!(identify(one, None).identity, Identity::Given("7".into()));
    }

    #[test]
    fn another_title_is_another_content() {
        let mut one = document("Talks.");
        let before = identify(one.clone(), None).content;
        one.title = Some("Talks".into());
        assert_ne!(identify(one, None).content, before);
    }

    #[test]
    fn null_characters_are_replaced_one_for_one() {
        assert_eq!(identify(document("a\0b"), None).document.text(), "a\u{FFFD}b");
    }
}
