//! One report of JSON lines.

use crate::error::{Error, Kind};
use crate::{date, decode, document};
use jiff::civil::Date;
use serde_json::{Map, Value};
use text::Document;

/// The document that one line holds.
pub(crate) fn parse(line: Vec<u8>) -> Result<Document, Error> {
    let line = decode::decode(line, None)?;
    let value = serde_json::from_str(&line).map_err(|error| Error::new(Kind::Json(error)))?;
    let Value::Object(mut fields) = value else { return Err(Error::new(Kind::NoObject(kind(&value)))) };
    let text = string(&mut fields, "text")?.ok_or_else(|| wrong("text", "a string", "none".into()))?;
    let mut document = document(text);
    document.id = id(&mut fields)?;
    document.title = string(&mut fields, "title")?;
    document.url = string(&mut fields, "url")?;
    document.publisher = string(&mut fields, "publisher")?;
    document.published = published(&mut fields)?;
    Ok(document)
}

/// Whether `line` begins a value that goes on in the next line.
pub(crate) fn is_unfinished(line: &[u8]) -> bool {
    matches!(line.trim_ascii(), b"{" | b"[" | b"[{")
}

/// A string, or none where the field is missing or null.
fn string(fields: &mut Map<String, Value>, name: &'static str) -> Result<Option<String>, Error> {
    match fields.remove(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(other) => Err(wrong(name, "a string", kind(&other).into())),
    }
}

/// An id may be written as a number, as databases export it.
fn id(fields: &mut Map<String, Value>) -> Result<Option<String>, Error> {
    match fields.get("id") {
        Some(Value::Number(number)) => Ok(Some(number.to_string())),
        _ => Ok(string(fields, "id")?.filter(|id| !id.is_empty())),
    }
}

fn published(fields: &mut Map<String, Value>) -> Result<Option<Date>, Error> {
    let Some(text) = string(fields, "published")?.filter(|text| !text.trim().is_empty()) else { return Ok(None) };
    let day = date::parse_date(&text);
    day.map(Some).ok_or_else(|| wrong("published", "a date such as 2025-01-16", format!("`{}`", shortened(&text))))
}

fn shortened(text: &str) -> String {
    text.chars().take(40).collect()
}

fn wrong(name: &'static str, expected: &'static str, found: String) -> Error {
    Error::new(Kind::Field { name, expected, found })
}

/// What kind of JSON value this is, in words.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a truth value",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_error(line: &str, expected: &str) {
        assert_eq!(parse(line.into()).expect_err(line).to_string(), expected);
    }

    #[test]
    fn only_the_text_is_needed() {
        let document = parse(br#"{"text": "Talks resumed.", "title": null, "extra": [1]}"#.to_vec()).expect("a report");
        assert_eq!(document.text(), "Talks resumed.");
        assert_eq!((document.id, document.title, document.published), (None, None, None));
    }

    #[test]
    fn all_fields_are_kept() {
        let line =
            r#"{"id": 7, "title": "T", "url": "u", "publisher": "p", "published": "2025-01-16T08:00Z", "text": "x"}"#;
        let document = parse(line.into()).expect("a report");
        assert_eq!(document.id.as_deref(), Some("7"));
        assert_eq!(document.publisher.as_deref(), Some("p"));
        assert_eq!(document.published.map(|day| day.to_string()).as_deref(), Some("2025-01-16"));
    }

    #[test]
    fn what_is_wrong_is_said() {
        check_error("[1]", "expected an object with a `text`, found a list");
        check_error("{}", "`text`: expected a string, found none");
        check_error(r#"{"text": 3}"#, "`text`: expected a string, found a number");
        check_error(r#"{"text": "x", "title": {}}"#, "`title`: expected a string, found an object");
        check_error(
            r#"{"text": "x", "published": "soon"}"#,
            "`published`: expected a date such as 2025-01-16, found `soon`",
        );
        check_error(
            r#"{"text": "x""#,
            "not valid JSON at column 12, expected one whole object: EOF while parsing an object",
        );
    }
}
