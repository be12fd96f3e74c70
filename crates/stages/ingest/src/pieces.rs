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
            Format::Parquet => Reader::Rows(Box::new(Rows::open(Bytes::from(source.read_whole()?), &self.columns)?)),
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
    use crate::testing::outcome_of;
    use crate::{Format, Options};

    #[track_caller]
    fn check(name: &str, content: &str, expected: &str) {
        let options = Options { named: Format::of_name(name), ..Options::default() };
        assert_eq!(outcome_of(content.as_bytes(), &options), [expected], "{name}");
    }

    #[test]
    fn a_name_is_believed_where_the_bytes_could_be_plain_text() {
        let no_text = "! expected a column of text such as `text` or `body`, found only `id`, `day`: name one of them";
        check("a/b.csv", "id,day\n1,2025-01-16\n", no_text);
        check("a/b.TSV.gz", "text\nTalks resumed.\n", "Talks resumed.");
        check("b.txt", "id,day\n1,2025-01-16\n", "id,day\n1,2025-01-16\n");
        check("b.csv", "{\"text\": \"Talks resumed.\"}\n", "Talks resumed.");
        check("b.htm", "<p>The ministers met in Nairobi on Friday.</p>", "The ministers met in Nairobi on Friday.");
        check("b.html", "The ministers met in Nairobi.", "The ministers met in Nairobi.");
    }
}
