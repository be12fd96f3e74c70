//! Tables of comma-, semicolon- or tab-separated values, as RFC 4180 has them.

use crate::columns::{Columns, Found, listed};
use crate::error::{Error, Kind};
use crate::piece::{Body, Piece};
use crate::source::Source;
use crate::{Format, MAX_INPUT, Place, Report, decode, json_lines};
use csv::{ByteRecord, ReaderBuilder, Terminator};
use serde_json::{Map, Value};
use std::io::BufRead;
use std::sync::Arc;

/// What may stand between two fields; of equally frequent ones the first.
const DELIMITERS: [u8; 4] = *b",\t;|";

/// How often the rows after a quote that is never closed are read once more.
const MAX_RETRIES: usize = 16;

/// The rows of an input.
pub(crate) struct Table {
    shape: Arc<Shape>,
    n_rows: usize,
    n_retries: usize,
}

/// What the header of a table says.
#[derive(Debug)]
pub(crate) struct Shape {
    /// The header with its line end.
    header: Vec<u8>,
    delimiter: u8,
    names: Vec<String>,
    found: Found,
}

impl Table {
    /// Reads the header.
    ///
    /// # Errors
    /// If there is none, or a column is missing.
    pub(crate) fn open<R: BufRead>(input: &mut Source<R>, columns: &Columns) -> Result<Table, Error> {
        let mut header = loop {
            match raw_row(input, None)? {
                Row::End => return Err(Error::new(Kind::Empty)),
                Row::Unclosed(_) => return Err(Error::new(Kind::UnclosedQuote)),
                Row::Whole(row) if without_mark(&row).trim_ascii().is_empty() => {}
                Row::Whole(row) => break row,
            }
        };
        if !header.ends_with(b"\n") {
            header.push(b'\n');
        }
        let text = decode::decode(&header, &[])?;
        let delimiter = delimiter(text.as_bytes());
        let names: Vec<String> = fields(&text, delimiter).into_iter().map(|name| name.trim().to_string()).collect();
        let found = columns.find(&names)?;
        Ok(Table { shape: Arc::new(Shape { header, delimiter, names, found }), n_rows: 0, n_retries: 0 })
    }

    /// The next row that is not blank; none after an error that ends the input.
    pub(crate) fn next<R: BufRead>(&mut self, input: &mut Source<R>) -> Result<Option<Result<Piece, Error>>, Error> {
        loop {
            let place = Place::Row(self.n_rows + 1);
            match raw_row(input, Some(self.shape.delimiter)) {
                Ok(Row::End) => return Ok(None),
                Ok(Row::Whole(row)) if self.shape.is_blank(&row) => {}
                Ok(Row::Whole(row)) => {
                    self.n_rows += 1;
                    return Ok(Some(Ok(self.piece(place, &row))));
                }
                Ok(Row::Unclosed(rest)) => {
                    self.n_rows += 1;
                    let error = Error::new(Kind::UnclosedQuote).at(place);
                    return self.retry(input, rest, error).map(|error| Some(Err(error)));
                }
                Err(error) if error.is_too_long() => {
                    self.n_rows += 1;
                    return Ok(Some(Err(error.at(place))));
                }
                Err(error) => return Err(error.at(place)),
            }
        }
    }

    fn piece(&self, place: Place, row: &[u8]) -> Piece {
        let bytes = [self.shape.header.as_slice(), row].concat();
        Piece::new(place, Format::Csv, bytes, Body::Row(self.shape.clone()))
    }

    /// Reads on in the line after the one that opened the quote, unless that was done too often.
    fn retry<R: BufRead>(&mut self, input: &mut Source<R>, rest: Vec<u8>, error: Error) -> Result<Error, Error> {
        self.n_retries += 1;
        if self.n_retries > MAX_RETRIES {
            return Err(error);
        }
        input.unread(rest);
        Ok(error)
    }
}

impl Shape {
    /// The report of `bytes`: the header and one row.
    pub(crate) fn report(&self, bytes: &[u8]) -> Result<Report, Error> {
        let row = decode::decode(&bytes[self.header.len()..], &[])?;
        let mut fields: Vec<String> = fields(&row, self.delimiter);
        if fields.len() != self.names.len() {
            let (found, expected) = (fields.len(), self.names.len());
            return Err(Error::new(Kind::FieldCount { found, expected, columns: listed(&self.names) }));
        }
        let columns = self.found.places.iter().map(|&(_, place)| {
            let value = Some(std::mem::take(&mut fields[place])).filter(|value| !value.trim().is_empty());
            (self.names[place].clone(), value.map_or(Value::Null, Value::String))
        });
        json_lines::report(columns.collect::<Map<String, Value>>(), &self.found.columns)
    }

    fn is_blank(&self, row: &[u8]) -> bool {
        row.iter().all(|&byte| byte == self.delimiter || byte.is_ascii_whitespace())
    }
}

/// The next row of a table as its bytes stand there.
enum Row {
    End,
    /// With its line end, if it has one.
    Whole(Vec<u8>),
    /// A quoted field goes on beyond the end of the input or [`MAX_INPUT`]; these are the bytes after its first line.
    Unclosed(Vec<u8>),
}

/// Reads lines until all quotes are closed. Without a `delimiter` any of [`DELIMITERS`] is one.
fn raw_row<R: BufRead>(input: &mut Source<R>, delimiter: Option<u8>) -> Result<Row, Error> {
    input.skip_line_ends().map_err(Error::of_reading)?;
    let Some(mut row) = input.line()? else { return Ok(Row::End) };
    let first = row.len();
    let start = row.len() - without_mark(&row).len();
    let mut state = scan(State::FieldStart, &row[start..], delimiter);
    while state == State::Quoted {
        let line = match input.line() {
            Ok(Some(line)) if row.len() + line.len() <= MAX_INPUT => line,
            Ok(Some(line)) => {
                row.extend_from_slice(&line);
                return Ok(Row::Unclosed(row.split_off(first)));
            }
            Ok(None) => return Ok(Row::Unclosed(row.split_off(first))),
            Err(error) => return Err(error),
        };
        state = scan(state, &line, delimiter);
        row.extend_from_slice(&line);
    }
    Ok(Row::Whole(row))
}

/// Where in a row the next byte stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    FieldStart,
    Unquoted,
    Quoted,
    /// After a quote inside quotes: it ends the field, or a second one stands for a quote.
    Quote,
}

/// The state after `line`; a quote in the middle of an unquoted field means nothing, as `csv` reads it.
fn scan(mut state: State, line: &[u8], delimiter: Option<u8>) -> State {
    let is_delimiter = |byte: u8| delimiter.map_or(DELIMITERS.contains(&byte), |delimiter| byte == delimiter);
    for &byte in line {
        state = match (state, byte) {
            (State::Quoted, b'"') => State::Quote,
            (State::Quoted, _) => State::Quoted,
            (State::FieldStart | State::Quote, b'"') => State::Quoted,
            (_, byte) if is_delimiter(byte) => State::FieldStart,
            _ => State::Unquoted,
        };
    }
    state
}

/// The fields of one row.
fn fields(row: &str, delimiter: u8) -> Vec<String> {
    let row = row.strip_suffix('\n').unwrap_or(row);
    let row = row.strip_suffix('\r').unwrap_or(row);
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .terminator(Terminator::Any(b'\n'))
        .from_reader(row.as_bytes());
    let mut record = ByteRecord::new();
    match reader.read_byte_record(&mut record) {
        Ok(true) => record.iter().map(|field| String::from_utf8_lossy(field).into_owned()).collect(),
        _ => Vec::new(),
    }
}

/// What separates the fields of `header`: the delimiter that it has most of outside quotes.
fn delimiter(header: &[u8]) -> u8 {
    let mut is_quoted = false;
    let mut counts = [0usize; DELIMITERS.len()];
    for &byte in header {
        is_quoted ^= byte == b'"';
        if let Some(at) = DELIMITERS.iter().position(|&delimiter| delimiter == byte && !is_quoted) {
            counts[at] += 1;
        }
    }
    let most = counts.iter().max().copied().unwrap_or(0);
    let at = counts.iter().position(|&count| count == most).unwrap_or(0);
    DELIMITERS[at]
}

fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

/// Whether `start` begins a table: its first line is a row of names, one of which is a column of text.
pub(crate) fn looks_like_table(start: &[u8], columns: &Columns) -> bool {
    const LONGEST_NAME: usize = 64;
    let start = String::from_utf8_lossy(without_mark(start));
    let (line, is_whole) = match start.split_once('\n') {
        Some((line, _)) => (line, true),
        None => (start.as_ref(), start.len() < sniff_length()),
    };
    let delimiter = delimiter(line.as_bytes());
    let mut names: Vec<String> = fields(line, delimiter).iter().map(|name| name.trim().to_string()).collect();
    if !is_whole {
        names.pop();
    }
    let is_name = |name: &String| !name.is_empty() && name.chars().count() <= LONGEST_NAME;
    names.len() > 1 && names.iter().skip(1).all(is_name) && columns.has_text(&names)
}

fn sniff_length() -> usize {
    crate::sniff::PREFIX
}

#[cfg(test)]
mod tests {
    use crate::testing::{outcome_of, outcomes};
    use crate::{Columns, Format, Options};

    #[track_caller]
    fn check(input: &str, expected: &[&str]) {
        assert_eq!(outcomes(input.as_bytes()), expected);
    }

    #[test]
    fn rows_are_reports() {
        check(
            "id,title,text\n1,A,Talks resumed.\r\n2,B,\"They, too, ended.\"\n",
            &["Talks resumed.", "They, too, ended."],
        );
    }

    #[test]
    fn line_ends_quotes_and_blank_rows() {
        check("\u{FEFF}text,id\r\n\"a\r\n\"\"b\"\"\",1\r\n\r\n,\r\nc,2", &["a\r\n\"b\"", "c"]);
        check("id,text\n1,5\" gun\n2,b\n", &["5\" gun", "b"]);
    }

    #[test]
    fn other_delimiters_are_told() {
        check("id\ttext\n1\ta, b\n", &["a, b"]);
        check("id;text\n1;a, b\n", &["a, b"]);
    }

    #[test]
    fn all_columns_are_kept() {
        let input = "uuid,headline,body,author,source_domain,link,seendate,lang\n\
            x7,T,Talks resumed.,A. Roy,p.example,https://p.example/1,20250116T084500Z,en\n";
        let piece = crate::pieces(input.as_bytes(), &Options::default()).next().expect("one").expect("a piece");
        assert_eq!(piece.bytes(), input.as_bytes());
        assert_eq!(piece.place().to_string(), "row 1");
        let report = piece.report().expect("a report");
        assert_eq!(report.language.as_deref(), Some("en"));
        let document = report.document;
        assert_eq!((document.id.as_deref(), document.title.as_deref()), (Some("x7"), Some("T")));
        assert_eq!((document.byline.as_deref(), document.publisher.as_deref()), (Some("A. Roy"), Some("p.example")));
        assert_eq!(document.url.as_deref(), Some("https://p.example/1"));
        assert_eq!(document.published.map(|day| day.to_string()).as_deref(), Some("2025-01-16"));
    }

    #[test]
    fn rows_after_a_broken_one_are_read() {
        let expected = [
            "a",
            "! row 2: expected 2 fields (`id`, `text`), found 3: a field with a delimiter or a line end needs quotes around it",
            "! row 3: `text`: expected a string, found none",
            "d",
        ];
        check("id,text\n1,a\n2,b,c\n3,\n4,d\n", &expected);
        let found = outcomes(b"text,date\na,2025-01-16\nb,16/01/2025\nc,\n");
        assert_eq!(found[1], "! row 2: `date`: expected a date such as 2025-01-16, found `16/01/2025`");
        assert_eq!((found[0].as_str(), found[2].as_str()), ("a", "c"));
    }

    #[test]
    fn a_quote_that_is_never_closed_costs_one_row() {
        let expected = [
            "a",
            "! row 2: a quoted field does not end, expected a closing `\"`: double the quotes inside quoted fields",
            "c",
        ];
        check("id,text\n1,a\n2,\"b\n3,c\n", &expected);
    }

    #[test]
    fn an_older_encoding_is_guessed() {
        let text = "Le président a déclaré que l’accord sera signé à Genève, où les délégués ont été reçus.";
        let input = format!("id,text\n1,\"{text}\"\n");
        assert_eq!(outcomes(&encoding_rs::WINDOWS_1252.encode(&input).0), [text]);
        let wide: Vec<u8> = [0xFEFF].into_iter().chain(input.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert_eq!(outcomes(&wide), [text]);
    }

    #[test]
    fn a_missing_column_is_one_error() {
        let columns = Columns { text: Some("rumpf".into()), ..Columns::default() };
        let options = Options { columns, format: Some(Format::Csv), ..Options::default() };
        let found = outcome_of(b"id,text\n1,a\n", &options);
        assert_eq!(found, ["! expected a column `rumpf`, found only `id`, `text`: name one of them"]);
    }

    #[test]
    fn a_text_with_commas_is_no_table() {
        check("Talks, text and terms: GENEVA, March 3.\n", &["Talks, text and terms: GENEVA, March 3.\n"]);
    }
}
