//! What the first bytes of an input say it is.

use crate::compression::Compression;
use crate::{Columns, Format, csv};

/// How many bytes are looked at.
pub(crate) const PREFIX: usize = 1024;

/// The beginnings of files that are no text, and what they are.
const SIGNATURES: [(&[u8], &str); 17] = [
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\xD0\xCF\x11\xE0", "an office document"),
    (b"\x1F\x8B", "gzip-compressed data"),
    (b"\x28\xB5\x2F\xFD", "zstd-compressed data"),
    (b"BZh", "bzip2-compressed data"),
    (b"\xFD7zXZ\0", "xz-compressed data"),
    (b"PAR1", "a Parquet file"),
    (b"\x89PNG", "an image"),
    (b"\xFF\xD8\xFF", "an image"),
    (b"GIF8", "an image"),
    (b"\x7FELF", "a program"),
    (b"SQLite format 3\0", "a database"),
    (b"WARC/1.", "a WARC file"),
    (b"{\\rtf", "an office document"),
    (b"7z\xBC\xAF\x27\x1C", "an archive"),
    (b"Rar!\x1A", "an archive"),
];

/// The name of the binary format that `bytes` begin with.
pub(crate) fn signature(bytes: &[u8]) -> Option<&'static str> {
    SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start)).map(|&(_, name)| name)
}

/// Whether decoded `text` has so many control characters that it cannot have been written as text.
pub(crate) fn is_binary(text: &str) -> bool {
    let prefix = text.chars().take(64 * PREFIX);
    let (mut characters, mut controls) = (0usize, 0usize);
    for character in prefix {
        characters += 1;
        controls += usize::from(is_odd_control(character));
    }
    controls * 50 > characters
}

/// Control characters other than the ones that lay text out.
fn is_odd_control(character: char) -> bool {
    character.is_control() && !matches!(character, '\t' | '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{1B}' | '\u{85}')
}

/// Whether `start` is long enough to tell what it begins: of JSON lines, which are read as they come, the first object is.
pub(crate) fn is_enough(start: &[u8]) -> bool {
    let characters = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start).trim_ascii_start();
    let is_object = || characters.starts_with(b"{") && characters.contains(&b'}');
    start.len() >= PREFIX || Compression::of(start).is_some() || container(start).is_some() || is_object()
}

/// The format that magic bytes at the start of an input name.
pub(crate) fn container(start: &[u8]) -> Option<Format> {
    if start.starts_with(b"PAR1") {
        Some(Format::Parquet)
    } else if start.starts_with(b"WARC/") {
        Some(Format::Warc)
    } else {
        None
    }
}

/// The format of an input that begins with `start`, decoded or not.
pub(crate) fn format(start: &[u8], columns: &Columns) -> Format {
    let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start).trim_ascii_start();
    let start = &start[..start.len().min(PREFIX)];
    if looks_like_feed(start) {
        Format::Feed
    } else if looks_like_json(start) {
        Format::JsonLines
    } else if looks_like_html(start) {
        Format::Html
    } else if csv::looks_like_table(start, columns) {
        Format::Csv
    } else {
        Format::Text
    }
}

/// Whether an object, or a list of objects, begins here.
pub(crate) fn looks_like_json(start: &[u8]) -> bool {
    let inside = start.strip_prefix(b"[").map_or(start, <[u8]>::trim_ascii_start);
    let Some(object) = inside.strip_prefix(b"{") else { return false };
    matches!(object.trim_ascii_start().first(), Some(b'"' | b'}') | None)
}

/// Whether the root of a feed begins here, or a JSON object that says that it is one.
fn looks_like_feed(start: &[u8]) -> bool {
    const ROOTS: [&[u8]; 3] = [b"<rss", b"<feed", b"<rdf:rdf"];
    if start.starts_with(b"{") {
        return contains(start, b"jsonfeed.org/version/");
    }
    let begins = |root: &&[u8]| start.get(..root.len()).is_some_and(|bytes| bytes.eq_ignore_ascii_case(root));
    let is_xml = start.starts_with(b"<?xml") || start.starts_with(b"<!--") || start.starts_with(b"<!DOCTYPE rss");
    ROOTS.iter().any(begins) || is_xml && ROOTS.iter().any(|root| contains(start, root)) && !contains(start, b"<html")
}

/// Whether `part`, which is in lower case, stands in `bytes` in any case.
fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window.eq_ignore_ascii_case(part))
}

fn looks_like_html(start: &[u8]) -> bool {
    const TAGS: [&[u8]; 9] =
        [b"<!doctype html", b"<html", b"<head", b"<body", b"<article", b"<main", b"<div", b"<meta", b"<title"];
    let begins = |tag: &&[u8]| start.get(..tag.len()).is_some_and(|bytes| bytes.eq_ignore_ascii_case(tag));
    let has_root = || start.windows(5).any(|bytes| bytes.eq_ignore_ascii_case(b"<html"));
    TAGS.iter().any(begins) || (start.starts_with(b"<!--") || start.starts_with(b"<?xml")) && has_root()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(start: &str, expected: Format) {
        assert_eq!(format(start.as_bytes(), &Columns::default()), expected, "{start}");
    }

    #[test]
    fn formats_are_told_by_their_beginning() {
        check("GENEVA, March 3 - Talks resumed.", Format::Text);
        check("{\"text\": \"Talks resumed.\"}", Format::JsonLines);
        check("\u{FEFF} \n{ \"id\": 1", Format::JsonLines);
        check("{\n", Format::JsonLines);
        check("[{\"text\": 1}]", Format::JsonLines);
        check("<!DOCTYPE html><p>", Format::Html);
        check("<!-- saved --><HTML>", Format::Html);
        check("\n <Html lang=en>", Format::Html);
        check("<?xml version='1.0'?><rss>", Format::Feed);
        check("<rdf:RDF xmlns='x'>", Format::Feed);
        check("<?xml version='1.0'?><!DOCTYPE html><html><feed>", Format::Html);
        check("{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": []}", Format::Feed);
        check("id,title,text\n1,A,b\n", Format::Csv);
        check("body\turl\n", Format::Csv);
    }

    #[test]
    fn brackets_alone_are_text() {
        check("{Note} The ministry met.", Format::Text);
        check("[Update] The ministry met.", Format::Text);
        check("<p is lower than q>", Format::Text);
        check("", Format::Text);
    }

    #[test]
    fn binary_is_told_by_control_characters() {
        assert!(is_binary("a\u{1}\u{2}b\u{3}"));
        assert!(!is_binary("a\tb\r\nc\u{C}"));
        assert!(!is_binary(""));
        assert_eq!(signature(b"%PDF-1.7"), Some("a PDF file"));
        assert_eq!(signature(b"Talks"), None);
    }
}
