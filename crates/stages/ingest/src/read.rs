use crate::error::{Error, Kind};
use crate::{Format, MAX_INPUT, decode, document, html, json_lines, sniff};
use std::io::{BufRead, Chain, Cursor, Read};
use text::Document;

/// The documents that `input` holds, told by its first bytes unless `format` says what it is.
///
/// Plain text and web pages are one document and are read whole; JSON lines are read one at a time.
/// A line that cannot be read is an error in its place, and the lines after it follow.
pub fn read<R: BufRead>(input: R, format: Option<Format>) -> Documents<R> {
    Documents { input: Cursor::new(Vec::new()).chain(input), format, state: State::Start }
}

/// What [`read`] returns: an iterator over documents.
pub struct Documents<R> {
    /// The bytes that were looked at, and the rest.
    input: Chain<Cursor<Vec<u8>>, R>,
    format: Option<Format>,
    state: State,
}

enum State {
    /// Nothing is read yet.
    Start,
    /// JSON lines read as they come; so many are read.
    Lines(usize),
    /// JSON lines in an encoding that has to be decoded as a whole.
    Decoded { text: String, at: usize, lines: usize },
    /// Nothing is left.
    End,
}

impl<R: BufRead> Iterator for Documents<R> {
    type Item = Result<Document, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if matches!(self.state, State::Start) {
            match self.begin() {
                Ok(None) => {}
                Ok(Some(document)) => return Some(Ok(document)),
                Err(error) => {
                    self.state = State::End;
                    return Some(Err(error));
                }
            }
        }
        self.next_line()
    }
}

impl<R: BufRead> Documents<R> {
    /// Tells the format; returns the document if there is only one.
    fn begin(&mut self) -> Result<Option<Document>, Error> {
        let start = self.peek().map_err(|error| Error::new(Kind::Read(error)))?;
        // UTF-16 has zeros; its lines end only once it is decoded.
        let is_wide = start.contains(&0);
        let format = self.format.unwrap_or_else(|| sniff::format(&start));
        if format == Format::JsonLines && !is_wide {
            self.state = State::Lines(0);
            return Ok(None);
        }
        self.state = State::End;
        let bytes = self.read_whole()?;
        self.begin_decoded(bytes)
    }

    /// The first bytes, as many as tell what they begin; they can be read again.
    fn peek(&mut self) -> std::io::Result<Vec<u8>> {
        let rest = self.input.get_mut().1;
        let mut start = Vec::new();
        while !sniff::is_enough(&start) {
            let bytes = rest.fill_buf()?;
            if bytes.is_empty() {
                break;
            }
            let length = bytes.len();
            start.extend_from_slice(bytes);
            rest.consume(length);
        }
        *self.input.get_mut().0 = Cursor::new(start.clone());
        Ok(start)
    }

    fn begin_decoded(&mut self, bytes: Vec<u8>) -> Result<Option<Document>, Error> {
        let label = html::charset(&bytes);
        let text = decode::decode(bytes, label.as_deref())?;
        match self.format.unwrap_or_else(|| sniff::format(text.as_bytes())) {
            Format::JsonLines => {
                self.state = State::Decoded { text, at: 0, lines: 0 };
                Ok(None)
            }
            _ if text.trim().is_empty() => Err(Error::new(Kind::Empty)),
            Format::Html => html::article(text).map(Some),
            Format::Text => Ok(Some(document(text))),
        }
    }

    fn read_whole(&mut self) -> Result<Vec<u8>, Error> {
        let mut bytes = Vec::new();
        let mut limited = (&mut self.input).take(MAX_INPUT as u64 + 1);
        limited.read_to_end(&mut bytes).map_err(|error| Error::new(Kind::Read(error)))?;
        if bytes.len() > MAX_INPUT { Err(Error::new(Kind::InputTooLong)) } else { Ok(bytes) }
    }

    /// The document of the next line that is not blank.
    fn next_line(&mut self) -> Option<Result<Document, Error>> {
        loop {
            let (line, number) = match self.raw_line() {
                Ok(Some(line)) => line,
                Ok(None) => return None,
                Err(error) => return Some(Err(error)),
            };
            if line.trim_ascii().is_empty() {
                continue;
            }
            if number == 1 && json_lines::is_unfinished(&line) {
                self.state = State::End;
                return Some(Err(Error::new(Kind::NotOneObjectALine).at(number)));
            }
            return Some(json_lines::parse(line).map_err(|error| error.at(number)));
        }
    }

    /// The bytes of the next line and its number.
    fn raw_line(&mut self) -> Result<Option<(Vec<u8>, usize)>, Error> {
        match &mut self.state {
            State::Start | State::End => Ok(None),
            State::Lines(lines) => {
                *lines += 1;
                let number = *lines;
                let line = bounded_line(&mut self.input).map_err(|kind| (matches!(kind, Kind::Read(_)), kind));
                match line {
                    Ok(line) => Ok(line.map(|line| (line, number))),
                    Err((is_lost, kind)) => {
                        if is_lost {
                            self.state = State::End;
                        }
                        Err(Error::new(kind).at(number))
                    }
                }
            }
            State::Decoded { text, at, lines } => {
                let Some(rest) = text.get(*at..).filter(|rest| !rest.is_empty()) else { return Ok(None) };
                let line = rest.split_inclusive('\n').next().unwrap_or(rest);
                *at += line.len();
                *lines += 1;
                Ok(Some((line.as_bytes().to_vec(), *lines)))
            }
        }
    }
}

/// The next line of `input`; of one that is too long nothing is kept, and the next line can be read.
fn bounded_line(input: &mut impl BufRead) -> Result<Option<Vec<u8>>, Kind> {
    let mut line = Vec::new();
    let mut limited = input.by_ref().take(MAX_INPUT as u64 + 1);
    if limited.read_until(b'\n', &mut line).map_err(Kind::Read)? == 0 {
        return Ok(None);
    }
    if line.len() > MAX_INPUT && line.last() != Some(&b'\n') {
        drop(line);
        skip_line(input).map_err(Kind::Read)?;
        return Err(Kind::InputTooLong);
    }
    Ok(Some(line))
}

fn skip_line(input: &mut impl BufRead) -> std::io::Result<()> {
    loop {
        let bytes = input.fill_buf()?;
        let end = memchr::memchr(b'\n', bytes);
        let length = end.map_or(bytes.len(), |at| at + 1);
        input.consume(length);
        if end.is_some() || length == 0 {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Texts and messages, one an item.
    fn outcome(input: &[u8], format: Option<Format>) -> Vec<String> {
        let show = |item: Result<Document, Error>| match item {
            Ok(document) => document.text().to_string(),
            Err(error) => format!("! {error}"),
        };
        read(input, format).map(show).collect()
    }

    fn check(input: &[u8], expected: &[&str]) {
        assert_eq!(outcome(input, None), expected);
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

    proptest! {
        #[test]
        fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            prop_assert!(read(bytes.as_slice(), None).count() <= 400);
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
}
