//! Web archives: WARC 1.0 and 1.1 (ISO 28500:2009 and 2017) and the WET files of Common Crawl.

use crate::error::{Error, Kind};
use crate::http::{Coding, Fields, Head};
use crate::page;
use crate::piece::{Body, Piece, Place, Told};
use crate::source::Source;
use crate::{Columns, Format, MAX_INPUT, date, decode, document, sniff};
use std::io::{BufRead, Read};
use text::Document;

/// Longest head of a record, in bytes.
const MAX_HEAD: usize = 64 << 10;

/// How a record begins after the line before it.
const BEGINNING: &[u8] = b"\nWARC/1.";

/// How often the bytes of a record with a wrong length are searched for the next one.
const MAX_RETRIES: usize = 16;

/// The records of an input.
#[derive(Default)]
pub(crate) struct Records {
    n_records: usize,
    n_skipped: usize,
    n_retries: usize,
}

/// Where in the bytes of a record its report stands, and how it is coded.
#[derive(Debug)]
pub(crate) struct Payload {
    start: usize,
    coding: Coding,
    /// Whether it is text that was extracted before.
    is_extracted: bool,
}

impl Payload {
    /// The document of a record.
    pub(crate) fn document(&self, record: &[u8], told: &Told) -> Result<Document, Error> {
        let content = self.coding.undo(&record[self.start..])?;
        if self.is_extracted {
            let text = decode::decode(&content, &[])?;
            let is_empty = text.trim().is_empty();
            return if is_empty {
                Err(Error::new(Kind::Empty))
            } else {
                Ok(page::with_url(document(text), told.url.as_deref()))
            };
        }
        page::from_bytes(&content, told.content_type.as_deref(), told.url.as_deref())
    }
}

impl Records {
    /// How many records so far could hold a report and do not: not found, an image, a redirection.
    pub(crate) fn skipped(&self) -> usize {
        self.n_skipped
    }

    /// The next record with a report; none after an error that ends the input.
    pub(crate) fn next<R: BufRead>(&mut self, input: &mut Source<R>) -> Result<Option<Result<Piece, Error>>, Error> {
        loop {
            let place = Place::Record(self.n_records + 1);
            match self.record(input).map_err(|error| error.at(place))? {
                Step::End => return Ok(None),
                Step::Broken(error) => return Ok(Some(Err(error.at(place)))),
                Step::Record(record) => {
                    let is_page = record.is_page();
                    match record.into_piece(place) {
                        Some(piece) => return Ok(Some(Ok(piece))),
                        None => self.n_skipped += usize::from(is_page),
                    }
                }
            }
        }
    }

    /// Reads one record; an error outside ends the input.
    fn record<R: BufRead>(&mut self, input: &mut Source<R>) -> Result<Step, Error> {
        let Some(head) = read_head(input)? else { return Ok(Step::End) };
        self.n_records += 1;
        let lines = String::from_utf8_lossy(&head).into_owned();
        let (version, lines) = lines.split_once('\n').unwrap_or_default();
        if !version.starts_with("WARC/") {
            return broken(input, Kind::Record("no `WARC/1.0` line"));
        }
        let fields = Fields::parse(lines);
        let Some(declared) = fields.get("Content-Length").and_then(|length| length.parse::<u64>().ok()) else {
            return broken(input, Kind::Record("no Content-Length"));
        };
        if declared > MAX_INPUT as u64 {
            return self.skip_long(input, declared);
        }
        let mut bytes = head;
        let start = bytes.len();
        let found = input.by_ref().take(declared).read_to_end(&mut bytes).map_err(Error::of_reading)? as u64;
        if found == declared && is_at_record(input)? {
            return Ok(Step::Record(Record { fields, bytes, start }));
        }
        if self.unread_swallowed(input, bytes.split_off(start))? {
            return Ok(Step::Broken(Error::new(Kind::RecordLength { declared })));
        }
        if found < declared {
            return Err(Error::new(Kind::RecordCut { declared, found }));
        }
        broken(input, Kind::RecordLength { declared })
    }

    /// Gives the records back that a record with too great a length swallowed, whole or in part.
    fn unread_swallowed<R: BufRead>(&mut self, input: &mut Source<R>, mut body: Vec<u8>) -> Result<bool, Error> {
        let length = body.len();
        // The line that begins the next record may be cut by the wrong end.
        input.by_ref().take(BEGINNING.len() as u64).read_to_end(&mut body).map_err(Error::of_reading)?;
        let Some(at) = memchr::memmem::find(&body, BEGINNING).filter(|_| self.n_retries < MAX_RETRIES) else {
            input.unread(body.split_off(length));
            return Ok(false);
        };
        self.n_retries += 1;
        input.unread(body.split_off(at + 1));
        Ok(true)
    }

    fn skip_long<R: BufRead>(&mut self, input: &mut Source<R>, declared: u64) -> Result<Step, Error> {
        let found = input.skip(declared).map_err(Error::of_reading)?;
        if found < declared {
            return Err(Error::new(Kind::RecordCut { declared, found }));
        }
        let is_at_record = is_at_record(input)?;
        let kind = Kind::PieceTooLong("the record");
        if is_at_record { Ok(Step::Broken(Error::new(kind))) } else { broken(input, kind) }
    }
}

/// What reading one record comes to.
enum Step {
    End,
    Record(Record),
    Broken(Error),
}

/// A whole record.
struct Record {
    fields: Fields,
    bytes: Vec<u8>,
    /// Where its block begins.
    start: usize,
}

impl Record {
    /// Whether the record is of a kind that holds pages or text.
    fn is_page(&self) -> bool {
        matches!(self.kind().as_str(), "response" | "resource" | "conversion")
    }

    fn kind(&self) -> String {
        self.fields.get("WARC-Type").unwrap_or_default().to_ascii_lowercase()
    }

    /// The piece of a page or text that the server had; none of any other record.
    fn into_piece(self, place: Place) -> Option<Piece> {
        if self.is_unreadable() {
            return Some(Piece::new(place, Format::Warc, self.bytes, Body::Headless));
        }
        let (payload, content_type) = match self.kind().as_str() {
            "response" => self.response()?,
            "resource" => {
                let content_type = self.fields.get("Content-Type").map(str::to_string);
                (Payload { start: self.start, coding: Coding::default(), is_extracted: false }, content_type)
            }
            "conversion" => {
                let content_type = self.fields.get("Content-Type").unwrap_or("text/plain");
                let is_extracted = page::media_type(content_type) == "text/plain";
                let payload = Payload { start: self.start, coding: Coding::default(), is_extracted };
                (payload, Some(content_type.to_string()))
            }
            _ => return None,
        };
        let is_text = match &content_type {
            Some(content_type) => page::is_html(content_type) || page::media_type(content_type) == "text/plain",
            None => sniff::format(&self.bytes[payload.start..], &Columns::default()) == Format::Html,
        };
        let told = self.told(content_type);
        is_text.then(|| Piece::new(place, Format::Warc, self.bytes, Body::Web(payload)).with_told(told))
    }

    /// Whether a web server's answer has no head that can be read. Crawls keep those of name servers as responses too.
    fn is_unreadable(&self) -> bool {
        let is_of_web = || self.fields.get("WARC-Target-URI").is_none_or(|url| !url.starts_with("dns:"));
        self.kind() == "response" && is_of_web() && Head::parse(&self.bytes[self.start..]).is_none()
    }

    fn response(&self) -> Option<(Payload, Option<String>)> {
        let head = Head::parse(&self.bytes[self.start..]).filter(|head| head.status == 200)?;
        let content_type = head.field("Content-Type").map(str::to_string);
        Some((Payload { start: self.start + head.length, coding: head.coding(), is_extracted: false }, content_type))
    }

    fn told(&self, content_type: Option<String>) -> Told {
        let url = self.fields.get("WARC-Target-URI").map(|url| url.trim_matches(['<', '>']));
        let url = url.filter(|url| url.starts_with("http://") || url.starts_with("https://"));
        Told {
            url: url.map(str::to_string),
            captured: self.fields.get("WARC-Date").and_then(date::parse_date),
            content_type,
            language: self.fields.get("WARC-Identified-Content-Language").map(str::to_string),
        }
    }
}

/// Passes over everything up to the next record.
fn broken<R: BufRead>(input: &mut Source<R>, kind: Kind) -> Result<Step, Error> {
    loop {
        match input.line() {
            Ok(Some(line)) if line.starts_with(b"WARC/1.") => {
                input.unread(line);
                break;
            }
            Ok(None) => break,
            Ok(Some(_)) => {}
            Err(error) if error.is_too_long() => {}
            Err(error) => return Err(error),
        }
    }
    Ok(Step::Broken(Error::new(kind)))
}

/// The lines of a record's head and the blank line after it; none at the end of the input.
fn read_head<R: BufRead>(input: &mut Source<R>) -> Result<Option<Vec<u8>>, Error> {
    input.skip_line_ends().map_err(Error::of_reading)?;
    let mut head = Vec::new();
    let mut limited = input.by_ref().take(MAX_HEAD as u64);
    loop {
        let start = head.len();
        let length = limited.read_until(b'\n', &mut head).map_err(Error::of_reading)?;
        if length == 0 || head[start..].trim_ascii().is_empty() {
            break;
        }
        if start == 0 && !head.starts_with(b"WARC/") {
            break;
        }
    }
    Ok(Some(head).filter(|head| !head.is_empty()))
}

/// Whether, after line ends, another record begins or nothing is left. Nothing is taken from the input.
fn is_at_record<R: BufRead>(input: &mut Source<R>) -> Result<bool, Error> {
    const LOOK: u64 = 64;
    let mut start = Vec::new();
    input.by_ref().take(LOOK).read_to_end(&mut start).map_err(Error::of_reading)?;
    let n_blank = start.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    let rest = &start[n_blank..];
    let is_record = rest.is_empty() || rest.starts_with(b"WARC/");
    input.unread(start);
    Ok(is_record)
}

#[cfg(test)]
mod tests {
    use crate::testing::outcomes;
    use crate::{Options, pieces};
    use std::io::Write;

    const PAGE: &str = "<!DOCTYPE html><html><body><article><p>The ministers of Kenya and Uganda met in Nairobi \
        on Friday and agreed to reopen the border.</p></article></body></html>";
    const TEXT: &str = "The ministers of Kenya and Uganda met in Nairobi on Friday and agreed to reopen the border.";

    fn record(kind: &str, content_type: &str, block: &[u8]) -> Vec<u8> {
        let head = format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://www.harbour.example/1\r\n\
             WARC-Date: 2025-01-16T08:00:00Z\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\n\r\n",
            block.len()
        );
        [head.as_bytes(), block, b"\r\n\r\n"].concat()
    }

    fn response(status: &str, content_type: &str, body: &str) -> Vec<u8> {
        let block = format!("HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\n\r\n{body}");
        record("response", "application/http; msgtype=response", block.as_bytes())
    }

    #[test]
    fn pages_that_the_server_had_are_reports() {
        let input = [
            record("warcinfo", "application/warc-fields", b"software: x\r\n"),
            record("request", "application/http; msgtype=request", b"GET / HTTP/1.1\r\n\r\n"),
            response("200 OK", "text/html; charset=utf-8", PAGE),
            response("404 Not Found", "text/html", PAGE),
            response("200 OK", "image/png", "x"),
            record("resource", "text/html", PAGE.as_bytes()),
        ];
        assert_eq!(outcomes(&input.concat()), [TEXT, TEXT]);
        let input = input.concat();
        let mut read = pieces(input.as_slice(), &Options::default());
        let piece = read.next().expect("one").expect("a piece");
        assert_eq!(
            (piece.place().to_string().as_str(), piece.url()),
            ("record 3", Some("https://www.harbour.example/1"))
        );
        assert_eq!(outcomes(piece.bytes()), [TEXT]);
        let document = piece.document().expect("a report");
        assert_eq!(document.url.as_deref(), Some("https://www.harbour.example/1"));
        assert_eq!(document.publisher.as_deref(), Some("harbour.example"));
        assert_eq!(document.published.map(|day| day.to_string()).as_deref(), Some("2025-01-16"));
        assert_eq!(read.by_ref().count(), 1);
        assert_eq!(read.skipped(), 2);
    }

    #[test]
    fn the_day_that_a_page_tells_goes_before_that_of_its_capture() {
        let page =
            PAGE.replace("<body>", "<head><meta property='article:published_time' content='2024-12-31'></head><body>");
        let input = response("200 OK", "text/html", &page);
        let document = crate::read(input.as_slice(), None).next().expect("one").expect("a report");
        assert_eq!(document.published.map(|day| day.to_string()).as_deref(), Some("2024-12-31"));
    }

    #[test]
    fn members_of_gzip_are_read_on_end() {
        let zipped = |bytes: Vec<u8>| {
            let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
            encoder.write_all(&bytes).expect("to memory");
            encoder.finish().expect("to memory")
        };
        let members = [zipped(response("200 OK", "text/html", PAGE)), zipped(response("200 OK", "text/html", PAGE))];
        let input = members.concat();
        assert_eq!(outcomes(&input), [TEXT, TEXT]);
        let cut = outcomes(&input[..input.len() - 20]);
        assert_eq!(cut, [TEXT, "! record 2: the gzip data is cut short: fetch or copy the file again"]);
    }

    #[test]
    fn an_answer_whose_header_cannot_be_read_is_told() {
        let web = "application/http; msgtype=response";
        let input = [record("response", web, b"HTTP/1.1 OK 200\nno blank line"), response("200 OK", "text/html", PAGE)];
        assert_eq!(
            outcomes(&input.concat()),
            ["! record 1: its HTTP header cannot be read: fetch the page again", TEXT]
        );
        let name = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: dns:harbour.example\r\nContent-Length: 5\r\n\r\nx A y\r\n\r\n";
        assert_eq!(outcomes(name.as_bytes()), [""; 0]);
    }

    #[test]
    fn extracted_text_is_a_report() {
        let input = record("conversion", "text/plain", TEXT.as_bytes());
        assert_eq!(outcomes(&input), [TEXT]);
    }

    #[test]
    fn a_wrong_length_costs_one_record() {
        let good = response("200 OK", "text/html", PAGE);
        let lie = |length: &str| {
            let text = String::from_utf8(good.clone()).expect("text");
            let (before, after) = text.split_once("Content-Length: ").expect("a length");
            let after = after.split_once('\r').expect("a line end").1;
            format!("{before}Content-Length: {length}\r{after}").into_bytes()
        };
        let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{PAGE}").len();
        // The last ones end in the middle of the line that begins the next record.
        let too_long = (5..20).map(|surplus| (block + surplus).to_string());
        for length in ["10".to_string(), "500".to_string()].into_iter().chain(too_long) {
            let found = outcomes(&[lie(&length), good.clone(), good.clone()].concat());
            let expected = format!(
                "! record 1: its Content-Length of {length} does not lead to the next WARC record: left out up to the next record"
            );
            assert_eq!(found, [expected.as_str(), TEXT, TEXT], "{block} {length}");
        }
        let found = outcomes(&[lie("many"), good.clone()].concat());
        assert_eq!(
            found,
            ["! record 1: no Content-Length, expected a WARC record: left out up to the next record", TEXT]
        );
        let found = outcomes(&[good.clone(), lie("99999")].concat());
        assert!(found[1].starts_with("! record 2: the WARC record ends after "), "{found:?}");
        let found = outcomes(&[lie("99999999999"), good].concat());
        assert!(found[0].starts_with("! record 1: the WARC record ends after "), "{found:?}");
    }

    #[test]
    fn many_wrong_lengths_take_no_long_time() {
        let input = b"WARC/1.0\r\nContent-Length: 30000\r\n\r\n".repeat(2_000);
        assert!(outcomes(&input).len() <= 2_001);
    }
}
