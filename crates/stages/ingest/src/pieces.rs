use crate::csv::Table;
use crate::error::{Error, Kind};
use crate::json_lines::Lines;
use crate::parquet::Rows;
use crate::piece::{Body, Piece, Place};
use crate::source::Source;
use crate::warc::Records;
use crate::{Columns, Format, decode, feed, sniff};
use bytes::Bytes;
use std::io::BufRead;
use std::sync::Arc;
use text::Document;

/// What the caller knows of an input.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Options {
    /// How reports are written down in it, inside any compression; told by its first bytes if not given.
    pub format: Option<Format>,
    /// What its name suggests, believed where the first bytes could be plain text.
    pub named: Option<Format>,
    /// Which columns of a table, or fields of JSON lines, hold what.
    pub columns: Columns,
}

/// The reports that `input` holds, one after the other, not yet decoded or extracted.
///
/// gzip and zstd are undone first. A piece that cannot be read is an error in its place, and the
/// pieces after it follow; after an error of the whole input nothing follows. A Parquet file is held
/// in memory, at most [`crate::MAX_INPUT`]: hand a longer one to [`crate::pieces_of_parquet`].
pub fn pieces<R: BufRead>(input: R, options: &Options) -> Pieces<R> {
    let columns = Arc::new(options.columns.clone());
    let Options { format, named, .. } = *options;
    Pieces { input: Some(input), source: None, reader: Reader::End, format, named, columns, n_skipped: 0 }
}

/// The documents that `input` holds, told by its first bytes unless `format` says what it is.
///
/// This is [`pieces`], each with its [`Piece::document`].
pub fn read<R: BufRead>(input: R, format: Option<Format>) -> Documents<R> {
    Documents { pieces: pieces(input, &Options { format, ..Options::default() }) }
}

/// What [`read`] returns: an iterator over documents.
pub struct Documents<R: BufRead> {
    pieces: Pieces<R>,
}

impl<R: BufRead> Iterator for Documents<R> {
    type Item = Result<Document, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        Some(self.pieces.next()?.and_then(|piece| piece.document()))
    }
}

/// What [`pieces`] returns: an iterator over pieces.
pub struct Pieces<R: BufRead> {
    /// The input before its first byte is read.
    input: Option<R>,
    source: Option<Source<R>>,
    reader: Reader,
    format: Option<Format>,
    named: Option<Format>,
    columns: Arc<Columns>,
    n_skipped: usize,
}

/// What takes the input apart.
enum Reader {
    Lines(Lines),
    Table(Table),
    Records(Records),
    Rows(Box<Rows<Bytes>>),
    Items(std::vec::IntoIter<Piece>),
    End,
}

impl<R: BufRead> Pieces<R> {
    /// How many records of a WARC file were passed over so far, because they are no page or text that
    /// the server had.
    pub fn skipped(&self) -> usize {
        self.n_skipped
    }

    /// Tells the format; returns the piece if there is only one.
    fn begin(&mut self, input: R) -> Result<Option<Piece>, Error> {
        let (mut source, start) = Source::open(input).map_err(Error::of_reading)?;
        let format = match self.format.or_else(|| sniff::container(&start)) {
            Some(format) => format,
            None => match sniff::signature(&start) {
                Some(name) => return Err(Error::new(Kind::Binary(name))),
                None => self.told(&start),
            },
        };
        let format = self.decode_wide(&start, &mut source, format)?;
        let only = self.begin_format(format, &mut source)?;
        self.source = Some(source);
        Ok(only)
    }

    /// What the first bytes say it is, or its name where they could be plain text.
    fn told(&self, start: &[u8]) -> Format {
        match (sniff::format(start, &self.columns), self.named) {
            (Format::Text, Some(Format::Csv)) => Format::Csv,
            (Format::Text, Some(Format::Html)) if sniff::begins_tag(start) => Format::Html,
            (format, _) => format,
        }
    }

    /// Text in UTF-16 has lines only once it is decoded: replaces it by UTF-8 and tells its format.
    fn decode_wide<R2: BufRead>(&self, start: &[u8], source: &mut Source<R2>, format: Format) -> Result<Format, Error> {
        let has_bytes = matches!(format, Format::Parquet | Format::Warc);
        if has_bytes || !decode::is_wide(start) {
            return Ok(format);
        }
        let text = decode::decode(&source.read_whole()?, &[])?;
        let format = self.format.unwrap_or_else(|| self.told(text.as_bytes()));
        source.replace(text.into_bytes());
        Ok(format)
    }

    fn begin_format(&mut self, format: Format, source: &mut Source<R>) -> Result<Option<Piece>, Error> {
        self.reader = match format {
            Format::JsonLines => Reader::Lines(Lines::new(self.columns.clone())),
            Format::Csv => Reader::Table(Table::open(source, &self.columns)?),
            Format::Warc => Reader::Records(Records::default()),
            Format::Parquet => Reader::Rows(Box::new(Rows::open(whole_parquet(source)?, &self.columns)?)),
            Format::Feed => Reader::Items(feed::pieces(&source.read_whole()?)?.into_iter()),
            Format::Text | Format::Html => {
                let bytes = source.read_whole()?;
                if bytes.trim_ascii().is_empty() {
                    return Err(Error::new(Kind::Empty));
                }
                let told = self.format.or(self.named.filter(|&named| named == format));
                return Ok(Some(Piece::new(Place::Whole, format, bytes, Body::Whole(told))));
            }
        };
        Ok(None)
    }

    /// The next piece; an error outside ends the input.
    fn step(&mut self) -> Result<Option<Result<Piece, Error>>, Error> {
        let Some(source) = &mut self.source else { return Ok(None) };
        match &mut self.reader {
            Reader::Lines(lines) => lines.next(source),
            Reader::Table(table) => table.next(source),
            Reader::Records(records) => {
                let next = records.next(source);
                self.n_skipped = records.skipped();
                next
            }
            Reader::Rows(rows) => Ok(rows.next()),
            Reader::Items(items) => Ok(items.next().map(Ok)),
            Reader::End => Ok(None),
        }
    }

    fn next_or_end(&mut self) -> Result<Option<Result<Piece, Error>>, Error> {
        if let Some(input) = self.input.take()
            && let Some(piece) = self.begin(input)?
        {
            return Ok(Some(Ok(piece)));
        }
        self.step()
    }
}

/// All bytes of a Parquet file that is no file to be read at any place.
fn whole_parquet<R: BufRead>(source: &mut Source<R>) -> Result<Bytes, Error> {
    match source.read_whole() {
        Err(error) if error.is_too_long() => Err(Error::new(Kind::ParquetTooLong)),
        whole => whole.map(Bytes::from),
    }
}

impl<R: BufRead> Iterator for Pieces<R> {
    type Item = Result<Piece, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.next_or_end() {
            Ok(next) => next,
            Err(error) => {
                self.reader = Reader::End;
                Some(Err(error))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{self, outcome_of};
    use crate::{Format, MAX_INPUT, Options};
    use proptest::prelude::*;

    fn outcome(input: &[u8], format: Option<Format>) -> Vec<String> {
        outcome_of(input, &Options { format, ..Options::default() })
    }

    fn check(input: &[u8], expected: &[&str]) {
        assert_eq!(outcome(input, None), expected);
    }

    #[test]
    fn pieces_go_to_other_threads() {
        fn check<T: Send>() {}
        check::<Documents<Box<dyn BufRead + Send>>>();
        check::<Pieces<Box<dyn BufRead + Send>>>();
        check::<crate::Rows<std::fs::File>>();
        check::<Piece>();
        check::<Error>();
    }

    #[test]
    fn a_field_that_is_named_and_not_there_is_one_error() {
        let options =
            Options { columns: Columns { text: Some("body".into()), ..Columns::default() }, ..Options::default() };
        let found = outcome_of(b"{\"text\": \"a\", \"id\": 1}\n{\"text\": \"b\"}\n", &options);
        assert_eq!(found, ["! line 1: expected a field `body`, found only `text`, `id`: name one of them"]);
        let found = outcome_of(b"{\"body\": \"a\"}\r\n\r\n{\"text\": \"b\"}\r\n", &options);
        assert_eq!(found, ["a", "! line 3: `body`: expected a string, found none"]);
    }

    #[test]
    fn a_piece_knows_its_place_and_its_input() {
        let input = b"\n{\"text\": \"a\"}\r\n{\"text\": 1}\n";
        let read: Vec<Piece> =
            pieces(input.as_slice(), &Options::default()).map(|piece| piece.expect("a line")).collect();
        let places: Vec<String> = read.iter().map(|piece| piece.place().to_string()).collect();
        assert_eq!(places, ["line 2", "line 3"]);
        assert_eq!((read[0].bytes(), read[1].format()), (b"{\"text\": \"a\"}".as_slice(), Format::JsonLines));
        assert_eq!(read[1].document().expect_err("a number").line(), Some(3));
    }

    #[test]
    fn a_text_is_one_document_as_it_is() {
        check(b"GENEVA - Talks resumed.\r\n\r\nThey ended.\n", &["GENEVA - Talks resumed.\r\n\r\nThey ended.\n"]);
    }

    #[test]
    fn an_empty_file_is_an_error() {
        check(b"", &["! empty, expected a report"]);
        check(b" \n\n", &["! empty, expected a report"]);
        check(b"\xEF\xBB\xBF", &["! empty, expected a report"]);
    }

    #[test]
    fn lines_after_a_broken_one_are_read() {
        let input = b"{\"text\": \"a\"}\n{\"text\": 1}\n\n{\"text\": \"b\"}\nnonsense\n{\"text\": \"\"}";
        let expected = [
            "a",
            "! line 2: `text`: expected a string, found a number",
            "b",
            "! line 5: not valid JSON at column 2, expected one whole object: expected ident",
            "",
        ];
        check(input, &expected);
    }

    #[test]
    fn lines_in_utf_16_are_read() {
        let text = "{\"text\": \"a\u{e9}\"}\n{\"text\": \"b\"}\n";
        let bytes: Vec<u8> = [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        check(&bytes, &["aé", "b"]);
        check(b"\xEF\xBB\xBF{\"text\": \"a\"}", &["a"]);
    }

    #[test]
    fn an_object_over_several_lines_is_one_error_with_a_remedy() {
        let found = outcome(b"{\n \"text\": \"a\"\n}\n", None);
        assert_eq!(found.len(), 1);
        assert!(
            found[0].starts_with("! line 1: a JSON value over several lines") && found[0].contains("jq -c"),
            "{found:?}"
        );
    }

    #[test]
    fn a_slow_reader_s_first_bytes_are_waited_for() {
        for input in ["\n\n{\"text\": \"a\"}\n", "<!DOCTYPE html><p>a</p>"] {
            let slow = std::io::BufReader::with_capacity(1, input.as_bytes());
            let texts: Vec<String> = read(slow, None).map(|read| read.expect("a report").text().to_string()).collect();
            assert_eq!(texts, ["a"]);
        }
    }

    #[test]
    fn the_caller_may_say_what_it_is() {
        assert_eq!(outcome(b"{\"text\": 1}", Some(Format::Text)), ["{\"text\": 1}"]);
        assert_eq!(outcome(b"", Some(Format::JsonLines)), [""; 0]);
        assert_eq!(outcome(b"Talks <b>resumed</b> in Geneva.", Some(Format::Html)), ["Talks resumed in Geneva."]);
    }

    #[test]
    fn a_line_that_is_too_long_is_skipped() {
        let mut input = vec![b' '; MAX_INPUT + 10];
        input.extend_from_slice(b"\n{\"text\": \"b\"}\n");
        let found = outcome(&input, Some(Format::JsonLines));
        assert!(found[0].starts_with("! line 1: longer than 64 MiB"), "{found:?}");
        assert_eq!(found[1], "b");
    }

    const FORMATS: [Format; 7] =
        [Format::Text, Format::Html, Format::JsonLines, Format::Csv, Format::Parquet, Format::Warc, Format::Feed];

    const STARTS: [&[u8]; 9] = [
        b"",
        b"\x1F\x8B\x08\0\0\0\0\0\0\x03",
        b"\x28\xB5\x2F\xFD",
        b"PAR1",
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 20\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
        b"id,text\n",
        b"<rss version='2.0'><channel><item>",
        b"{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": [",
        b"{\"text\": \"",
    ];

    proptest! {
        #[test]
        fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            prop_assert!(read(bytes.as_slice(), None).count() <= 400);
        }

        #[test]
        fn any_bytes_are_read_as_any_format(start in 0..STARTS.len(), bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let input = [STARTS[start], &bytes].concat();
            for format in FORMATS {
                prop_assert!(outcome(&input, Some(format)).len() <= 1000, "{:?}", format);
            }
            prop_assert!(outcome(&input, None).len() <= 1000);
        }

        #[test]
        fn any_lines_of_a_container_are_read(input in "(WARC/1.0\r\n|WARC-Type: response\r\n|Content-Length: [0-9]{1,3}\r\n|\r\n|\n|HTTP/1.1 200 OK\r\n|Content-Type: text/html\r\n|Transfer-Encoding: chunked\r\n|[0-9a-f]\r\n|<p>|a|\"|,|text){0,80}") {
            for format in FORMATS {
                prop_assert!(outcome(input.as_bytes(), Some(format)).len() <= 400, "{:?}", format);
            }
        }

        #[test]
        fn any_feed_is_read(items in "(<(item|/item|title|/title|link|/link|entry|/entry|description|/description|content type='xhtml'|/content|!\\[CDATA\\[|!--)>|&[a-z]{0,3};|[a-z ]|\\]\\]>){0,80}") {
            for root in ["<rss version='2.0'><channel>", "<feed xmlns='http://www.w3.org/2005/Atom'>", "<rdf:RDF>"] {
                let input = [root, items.as_str()].concat();
                prop_assert!(outcome(input.as_bytes(), None).len() <= 80);
            }
        }

        #[test]
        fn a_table_says_what_was_written(rows in proptest::collection::vec(("\\PC{1,20}", "[a-z\",;\n\r\t ]{0,30}[a-z]"), 1..8)) {
            let mut writer = ::csv::Writer::from_writer(Vec::new());
            writer.write_record(["id", "text"]).expect("to memory");
            for (id, text) in &rows {
                writer.write_record([id, text]).expect("to memory");
            }
            let input = writer.into_inner().expect("to memory");
            let texts: Vec<String> = rows.into_iter().map(|(_, text)| text).collect();
            prop_assert_eq!(outcome(&input, Some(Format::Csv)), texts);
        }

        #[test]
        fn a_piece_reads_again_to_the_same(rows in proptest::collection::vec("[a-z\",\n ]{0,30}[a-z]", 1..8)) {
            let mut writer = ::csv::Writer::from_writer(Vec::new());
            writer.write_record(["id", "text"]).expect("to memory");
            for text in &rows {
                writer.write_record(["1", text]).expect("to memory");
            }
            let input = writer.into_inner().expect("to memory");
            for (piece, text) in pieces(input.as_slice(), &Options::default()).zip(&rows) {
                prop_assert_eq!(testing::outcomes(piece.expect("a row").bytes()), [text.as_str()]);
            }
        }

        #[test]
        fn any_text_survives_json(text in "\\PC{0,60}") {
            let line = serde_json::json!({ "text": text }).to_string();
            prop_assert_eq!(outcome(line.as_bytes(), None), vec![text]);
        }

        #[test]
        fn any_html_is_read(page in "(<(p|b|div|ul|li|a href=x|/p|/b|/div|/ul|!--|table|script)>|[a-z ,.]){0,60}") {
            prop_assert_eq!(read(page.as_bytes(), Some(Format::Html)).count(), 1);
        }
    }

    #[track_caller]
    fn check_named(name: &str, content: &str, expected: &str) {
        let options = Options { named: Format::of_name(name), ..Options::default() };
        assert_eq!(outcome_of(content.as_bytes(), &options), [expected], "{name}");
    }

    #[test]
    fn a_name_is_believed_where_the_bytes_could_be_plain_text() {
        let no_text = "! expected a column of text such as `text` or `body`, found only `id`, `day`: name one of them";
        check_named("a/b.csv", "id,day\n1,2025-01-16\n", no_text);
        check_named("a/b.TSV.gz", "text\nTalks resumed.\n", "Talks resumed.");
        check_named("b.txt", "id,day\n1,2025-01-16\n", "id,day\n1,2025-01-16\n");
        check_named("b.csv", "{\"text\": \"Talks resumed.\"}\n", "Talks resumed.");
        check_named(
            "b.htm",
            "<p>The ministers met in Nairobi on Friday.</p>",
            "The ministers met in Nairobi on Friday.",
        );
        check_named("b.html", "The ministers met in Nairobi.", "The ministers met in Nairobi.");
    }
}
