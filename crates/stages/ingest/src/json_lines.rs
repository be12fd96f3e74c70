//! JSON lines, one report a line.

use crate::columns::{Columns, Field, shortened};
use crate::error::{Error, Kind};
use crate::piece::{Body, Piece};
use crate::source::Source;
use crate::{Format, Place, Report, date, decode, document};
use jiff::civil::Date;
use serde_json::{Map, Value};
use std::io::BufRead;
use std::sync::Arc;

/// The lines of an input.
pub(crate) struct Lines {
    columns: Arc<Columns>,
    /// Lines read so far.
    n_lines: usize,
    /// Whether an object was looked at for the fields that the caller named.
    is_checked: bool,
}

impl Lines {
    pub(crate) fn new(columns: Arc<Columns>) -> Lines {
        let is_checked = *columns == Columns::default();
        Lines { columns, n_lines: 0, is_checked }
    }

    /// The next line that is not blank; none after an error that ends the input.
    pub(crate) fn next<R: BufRead>(&mut self, input: &mut Source<R>) -> Result<Option<Result<Piece, Error>>, Error> {
        loop {
            let skipped = input.skip_line_ends();
            self.n_lines += skipped.as_ref().copied().unwrap_or(0) + 1;
            let place = Place::Line(self.n_lines);
            let mut line = match skipped.map_err(Error::of_reading).and_then(|_| input.line()) {
                Ok(Some(line)) => line,
                Ok(None) => return Ok(None),
                Err(error) if error.is_too_long() => return Ok(Some(Err(error.at(place)))),
                Err(error) => return Err(error.at(place)),
            };
            if line.trim_ascii().is_empty() {
                continue;
            }
            if self.n_lines == 1 && is_unfinished(&line) {
                return Err(Error::new(Kind::NotOneObjectALine).at(place));
            }
            self.check(&line).map_err(|error| error.at(place))?;
            line.truncate(line.trim_ascii_end().len());
            let body = Body::JsonLine(self.columns.clone());
            return Ok(Some(Ok(Piece::new(place, Format::JsonLines, line, body))));
        }
    }

    fn check(&mut self, line: &[u8]) -> Result<(), Error> {
        if self.is_checked {
            return Ok(());
        }
        match decode::decode(line, &[]).map(|line| serde_json::from_str(&line)) {
            Ok(Ok(Value::Object(object))) => {
                self.is_checked = true;
                self.columns.check(&object)
            }
            _ => Ok(()),
        }
    }
}

/// Whether `line` begins a value that goes on in the next line.
fn is_unfinished(line: &[u8]) -> bool {
    let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
    matches!(line.trim_ascii(), b"{" | b"[" | b"[{")
}

/// The report that one line holds.
pub(crate) fn parse(line: &[u8], columns: &Columns) -> Result<Report, Error> {
    let line = decode::decode(line, &[])?;
    let value = serde_json::from_str(&line).map_err(|error| Error::new(Kind::Json(error)))?;
    match value {
        Value::Object(fields) => report(fields, columns),
        other => Err(Error::new(Kind::NoObject(kind(&other)))),
    }
}

/// The report that the fields of an object, or the columns of a row, make.
///
/// # Errors
/// If there is no text, or a field that was named by the caller or has its published name is of another type. What is
/// only guessed to be such a field is left alone if it is of another type; the day of a guessed one must still be one.
pub(crate) fn report(fields: Map<String, Value>, columns: &Columns) -> Result<Report, Error> {
    let mut fields = Fields { fields, columns };
    let missing = || (columns.given(Field::Text).unwrap_or("text").to_string(), Value::Null);
    let (name, value) = fields.take(Field::Text).unwrap_or_else(missing);
    let text = string(&name, value)?.ok_or_else(|| wrong(&name, "a string", "none".into()))?;
    let mut document = document(text);
    document.id = fields.id()?;
    document.title = fields.string(Field::Title)?;
    document.url = fields.string(Field::Url)?;
    document.publisher = fields.string(Field::Publisher)?;
    document.byline = fields.byline()?;
    document.published = fields.published()?;
    Ok(Report { document, language: fields.string(Field::Language)? })
}

struct Fields<'a> {
    fields: Map<String, Value>,
    columns: &'a Columns,
}

impl Fields<'_> {
    /// The name and the value that stand for `field`.
    fn take(&mut self, field: Field) -> Option<(String, Value)> {
        let name = match self.columns.given(field) {
            Some(given) => given,
            None => self.guess(field)?,
        };
        let value = self.fields.remove(name)?;
        Some((name.to_string(), value))
    }

    fn guess(&self, field: Field) -> Option<&'static str> {
        let [published, others @ ..] = field.names() else { return None };
        let is_there = |name: &str| self.fields.get(name).is_some_and(|value| !value.is_null());
        if is_there(published) {
            return Some(published);
        }
        let fits = |name: &str| field == Field::Text || self.fields.get(name).is_some_and(|value| fits(field, value));
        others.iter().copied().find(|name| is_there(name) && fits(name))
    }

    /// A string, or none where the field is missing or null.
    fn string(&mut self, field: Field) -> Result<Option<String>, Error> {
        match self.take(field) {
            Some((name, value)) => string(&name, value),
            None => Ok(None),
        }
    }

    /// An id may be written as a number, as databases export it.
    fn id(&mut self) -> Result<Option<String>, Error> {
        match self.take(Field::Id) {
            Some((_, Value::Number(number))) => Ok(Some(number.to_string())),
            Some((name, value)) => Ok(string(&name, value)?.filter(|id| !id.is_empty())),
            None => Ok(None),
        }
    }

    /// A byline may be a list of names.
    fn byline(&mut self) -> Result<Option<String>, Error> {
        let Some((name, value)) = self.take(Field::Byline) else { return Ok(None) };
        let Value::Array(names) = value else { return string(&name, value) };
        let expected = "a string or a list of strings";
        let one = |value: Value| match value {
            Value::String(name) => Ok(name),
            other => Err(wrong(&name, expected, format!("{} in the list", kind(&other)))),
        };
        let names = names.into_iter().map(one).collect::<Result<Vec<String>, Error>>()?;
        Ok(Some(names.join(", ")).filter(|byline| !byline.is_empty()))
    }

    fn published(&mut self) -> Result<Option<Date>, Error> {
        let Some((name, value)) = self.take(Field::Published) else { return Ok(None) };
        let Some(text) = string(&name, value)?.filter(|text| !text.trim().is_empty()) else { return Ok(None) };
        let found = || format!("`{}`", shortened(&text));
        date::parse_date(&text).map(Some).ok_or_else(|| wrong(&name, date::EXPECTED, found()))
    }
}

/// Whether `value` can be what `field` holds.
fn fits(field: Field, value: &Value) -> bool {
    match field {
        Field::Id => value.is_string() || value.is_number(),
        Field::Byline => value.is_string() || value.as_array().is_some_and(|names| names.iter().all(Value::is_string)),
        _ => value.is_string(),
    }
}

fn string(name: &str, value: Value) -> Result<Option<String>, Error> {
    match value {
        Value::Null => Ok(None),
        Value::String(text) => Ok(Some(text)),
        other => Err(wrong(name, "a string", kind(&other).into())),
    }
}

fn wrong(name: &str, expected: &'static str, found: String) -> Error {
    Error::new(Kind::Field { name: shortened(name), expected, found })
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
    use text::Document;

    fn parsed(line: &str) -> Result<Document, Error> {
        parse(line.as_bytes(), &Columns::default()).map(|report| report.document)
    }

    #[track_caller]
    fn check_error(line: &str, expected: &str) {
        assert_eq!(parsed(line).expect_err(line).to_string(), expected);
    }

    #[test]
    fn only_the_text_is_needed() {
        let document = parsed(r#"{"text": "Talks resumed.", "title": null, "extra": [1]}"#).expect("a report");
        assert_eq!(document.text(), "Talks resumed.");
        assert_eq!((document.id, document.title, document.published), (None, None, None));
    }

    #[test]
    fn all_fields_are_kept() {
        let line = r#"{"id": 7, "title": "T", "url": "u", "publisher": "p", "published": "2025-01-16T08:00Z",
            "byline": ["A. Roy", "B. Li"], "language": "en", "text": "x"}"#;
        let report = parse(line.as_bytes(), &Columns::default()).expect("a report");
        let document = report.document;
        assert_eq!(document.id.as_deref(), Some("7"));
        assert_eq!(document.publisher.as_deref(), Some("p"));
        assert_eq!(document.byline.as_deref(), Some("A. Roy, B. Li"));
        assert_eq!(document.published.map(|day| day.to_string()).as_deref(), Some("2025-01-16"));
        assert_eq!(report.language.as_deref(), Some("en"));
    }

    #[test]
    fn other_names_are_guessed_and_left_alone_if_they_do_not_fit() {
        let line = r#"{"maintext": "x", "source": {"name": "P"}, "source_domain": "p.example", "authors": ["A"],
            "seendate": "20250116T084500Z", "headline": "T"}"#;
        let document = parsed(line).expect("a report");
        assert_eq!(document.text(), "x");
        assert_eq!(document.publisher.as_deref(), Some("p.example"));
        assert_eq!((document.title.as_deref(), document.byline.as_deref()), (Some("T"), Some("A")));
        assert_eq!(document.published.map(|day| day.to_string()).as_deref(), Some("2025-01-16"));
    }

    #[test]
    fn a_named_field_is_strict() {
        let columns = Columns { publisher: Some("source".into()), ..Columns::default() };
        let line = br#"{"text": "x", "source": {"name": "P"}}"#;
        let error = parse(line, &columns).expect_err("an object");
        assert_eq!(error.to_string(), "`source`: expected a string, found an object");
    }

    #[test]
    fn what_is_wrong_is_said() {
        check_error("[1]", "expected an object with a `text`, found a list");
        check_error("{}", "`text`: expected a string, found none");
        check_error(r#"{"text": 3}"#, "`text`: expected a string, found a number");
        check_error(r#"{"body": 3}"#, "`body`: expected a string, found a number");
        check_error(r#"{"text": "x", "title": {}}"#, "`title`: expected a string, found an object");
        check_error(
            r#"{"text": "x", "byline": ["A", 1]}"#,
            "`byline`: expected a string or a list of strings, found a number in the list",
        );
        check_error(
            r#"{"text": "x", "published": "soon"}"#,
            "`published`: expected a date such as 2025-01-16, found `soon`",
        );
        check_error(
            r#"{"text": "x", "date": "0000-00-00"}"#,
            "`date`: expected a date such as 2025-01-16, found `0000-00-00`",
        );
        check_error(
            r#"{"text": "x""#,
            "not valid JSON at column 12, expected one whole object: EOF while parsing an object",
        );
    }

    #[test]
    fn half_a_character_and_deep_nesting_are_errors() {
        check_error(
            r#"{"text": "a \ud83d b"}"#,
            "not valid JSON at column 19, expected one whole object: unexpected end of hex escape",
        );
        let deep = format!(r#"{{"text": "a", "extra": {}1{}}}"#, "[".repeat(10_000), "]".repeat(10_000));
        let error = parsed(&deep).expect_err("deep").to_string();
        assert!(error.ends_with("recursion limit exceeded"), "{error}");
    }
}
