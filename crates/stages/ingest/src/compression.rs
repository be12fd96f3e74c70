//! gzip and zstd in front of any other format, undone as the bytes come.

use crate::source::Source;
use flate2::bufread::MultiGzDecoder;
use std::fmt;
use std::io::{self, BufRead, BufReader, Cursor, ErrorKind, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use zstd::stream::read::Decoder as ZstdDecoder;

/// Compression inside compression, beyond which an input is not read.
pub(crate) const MAX_LAYERS: usize = 2;

/// Decompressed bytes from which on the ratio to the compressed bytes is looked at.
const UNSUSPECTED: u64 = 256 << 20;

/// Decompressed bytes for one compressed byte, beyond which an input is a bomb: news compresses to a
/// third up to a tenth.
const MAX_RATIO: u64 = 200;

/// How bytes are compressed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Compression {
    /// RFC 1952, with one member or several, as WARC files have.
    Gzip,
    /// RFC 8878, with one frame or several.
    Zstd,
}

impl Compression {
    /// What the magic bytes at the start of an input say.
    pub(crate) fn of(start: &[u8]) -> Option<Compression> {
        match start {
            [0x1F, 0x8B, ..] => Some(Compression::Gzip),
            [0x28, 0xB5, 0x2F, 0xFD, ..] => Some(Compression::Zstd),
            _ => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Compression::Gzip => "gzip",
            Compression::Zstd => "zstd",
        }
    }
}

/// Why compressed bytes cannot be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Problem {
    /// They end before their end mark.
    Cut(Compression),
    /// They do not decode.
    Corrupt(Compression),
    /// They decode to far more than any reports would.
    Bomb,
    /// They decode to compressed bytes too often.
    TooManyLayers,
}

impl Problem {
    /// The problem that a failed read carries.
    pub(crate) fn of(error: &io::Error) -> Option<Problem> {
        error.get_ref()?.downcast_ref::<Problem>().copied()
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Problem::Cut(compression) => {
                write!(f, "the {} data is cut short: fetch or copy the file again", compression.name())
            }
            Problem::Corrupt(compression) => {
                write!(f, "the {} data is damaged: fetch or copy the file again", compression.name())
            }
            Problem::Bomb => write!(
                f,
                "decompresses to over {MAX_RATIO} times its length, expected reports: decompress it first if it is meant so"
            ),
            Problem::TooManyLayers => write!(f, "compressed more than {MAX_LAYERS} times over: decompress it first"),
        }
    }
}

impl std::error::Error for Problem {}

/// Where bytes come from: the caller's reader, or what it decompresses to.
pub(crate) enum Layer<R> {
    /// The caller's reader.
    Plain(Counted<R>),
    /// Decompressed bytes of the source inside.
    Gzip(BufReader<Decoded<MultiGzDecoder<Box<Source<R>>>>>),
    /// Decompressed bytes of the source inside.
    Zstd(BufReader<Decoded<ZstdDecoder<'static, Box<Source<R>>>>>),
    /// Bytes that were read whole.
    Memory(Cursor<Vec<u8>>),
}

impl<R: BufRead> Layer<R> {
    /// What `source`, compressed so, decompresses to; `n_read` counts the bytes read of the caller's reader.
    pub(crate) fn decompressing(
        compression: Compression,
        source: Source<R>,
        n_read: Arc<AtomicU64>,
    ) -> io::Result<Layer<R>> {
        let source = Box::new(source);
        Ok(match compression {
            Compression::Gzip => Layer::Gzip(BufReader::with_capacity(
                1 << 16,
                Decoded::new(MultiGzDecoder::new(source), compression, n_read),
            )),
            Compression::Zstd => Layer::Zstd(BufReader::with_capacity(
                1 << 16,
                Decoded::new(ZstdDecoder::with_buffer(source)?, compression, n_read),
            )),
        })
    }

    fn reader(&mut self) -> &mut dyn BufRead {
        match self {
            Layer::Plain(reader) => reader,
            Layer::Gzip(reader) => reader,
            Layer::Zstd(reader) => reader,
            Layer::Memory(reader) => reader,
        }
    }
}

impl<R: BufRead> Read for Layer<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.reader().read(buffer)
    }
}

impl<R: BufRead> BufRead for Layer<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        match self {
            Layer::Plain(reader) => reader.fill_buf(),
            Layer::Gzip(reader) => reader.fill_buf(),
            Layer::Zstd(reader) => reader.fill_buf(),
            Layer::Memory(reader) => reader.fill_buf(),
        }
    }

    fn consume(&mut self, length: usize) {
        self.reader().consume(length);
    }
}

/// A reader whose bytes are counted as they are taken.
pub(crate) struct Counted<R> {
    reader: R,
    n_read: Arc<AtomicU64>,
}

impl<R> Counted<R> {
    pub(crate) fn new(reader: R, n_read: Arc<AtomicU64>) -> Counted<R> {
        Counted { reader, n_read }
    }
}

impl<R: BufRead> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.reader.read(buffer)?;
        self.n_read.fetch_add(length as u64, Ordering::Relaxed);
        Ok(length)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.reader.fill_buf()
    }

    fn consume(&mut self, length: usize) {
        self.n_read.fetch_add(length as u64, Ordering::Relaxed);
        self.reader.consume(length);
    }
}

/// A decoder whose failures are named and whose output is measured against the caller's input.
pub(crate) struct Decoded<D> {
    decoder: D,
    compression: Compression,
    n_read: Arc<AtomicU64>,
    n_decoded: u64,
}

impl<D> Decoded<D> {
    fn new(decoder: D, compression: Compression, n_read: Arc<AtomicU64>) -> Decoded<D> {
        Decoded { decoder, compression, n_read, n_decoded: 0 }
    }

    fn is_bomb(&self) -> bool {
        self.n_decoded > UNSUSPECTED && self.n_decoded / MAX_RATIO > self.n_read.load(Ordering::Relaxed)
    }
}

impl<D: Read> Read for Decoded<D> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.decoder.read(buffer).map_err(|error| named(error, self.compression))?;
        self.n_decoded += length as u64;
        if self.is_bomb() { Err(io::Error::other(Problem::Bomb)) } else { Ok(length) }
    }
}

/// A decoder's error by name; one of the file underneath as it is.
fn named(error: io::Error, compression: Compression) -> io::Error {
    let is_of_file = error.raw_os_error().is_some() || Problem::of(&error).is_some();
    match error.kind() {
        _ if is_of_file => error,
        ErrorKind::Interrupted | ErrorKind::WouldBlock | ErrorKind::TimedOut => error,
        ErrorKind::UnexpectedEof => io::Error::new(ErrorKind::UnexpectedEof, Problem::Cut(compression)),
        _ => io::Error::other(Problem::Corrupt(compression)),
    }
}

/// All of `bytes` decompressed, none if they come to more than `most`.
pub(crate) fn decompressed(compression: Compression, bytes: &[u8], most: usize) -> io::Result<Option<Vec<u8>>> {
    match compression {
        Compression::Gzip => bounded(MultiGzDecoder::new(bytes), most),
        Compression::Zstd => ZstdDecoder::with_buffer(bytes).and_then(|decoder| bounded(decoder, most)),
    }
    .map_err(|error| named(error, compression))
}

/// All that `reader` gives, none if it is more than `most` bytes.
pub(crate) fn bounded(reader: impl Read, most: usize) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    reader.take(most as u64 + 1).read_to_end(&mut bytes)?;
    Ok(Some(bytes).filter(|bytes| bytes.len() <= most))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::MAX_INPUT;
    use crate::testing::outcomes;
    use std::io::Write;

    const LINES: &[u8] = b"{\"text\": \"a\"}\n{\"text\": \"b\"}\n";

    fn gzipped(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(bytes).expect("to memory");
        encoder.finish().expect("to memory")
    }

    fn zstd(bytes: &[u8]) -> Vec<u8> {
        zstd::encode_all(bytes, 3).expect("to memory")
    }

    #[test]
    fn compressed_inputs_are_read_as_they_are() {
        for compressed in [gzipped(LINES), zstd(LINES), gzipped(&zstd(LINES)), [gzipped(LINES), Vec::new()].concat()] {
            assert_eq!(outcomes(&compressed), ["a", "b"]);
        }
        assert_eq!(outcomes(&[zstd(LINES), zstd(LINES)].concat()).len(), 4);
        assert_eq!(outcomes(&[gzipped(LINES), gzipped(LINES)].concat()).len(), 4);
        assert_eq!(outcomes(&gzipped(b"Talks resumed.")), ["Talks resumed."]);
    }

    #[test]
    fn too_many_layers_are_an_error() {
        let compressed = gzipped(&gzipped(&gzipped(LINES)));
        assert_eq!(outcomes(&compressed), ["! compressed more than 2 times over: decompress it first"]);
    }

    #[test]
    fn what_stands_before_a_cut_is_read() {
        let gzip = gzipped(LINES);
        for length in [gzip.len() - 1, gzip.len() - 8] {
            let expected = ["a", "b", "! line 3: the gzip data is cut short: fetch or copy the file again"];
            assert_eq!(outcomes(&gzip[..length]), expected);
        }
        let random: Vec<String> =
            (0..3000u32).map(|at| format!("{{\"text\": \"{:x}\"}}\n", at.wrapping_mul(2_654_435_761))).collect();
        for compressed in [gzipped(random.concat().as_bytes()), zstd(random.concat().as_bytes())] {
            let found = outcomes(&compressed[..compressed.len() * 9 / 10]);
            let (last, whole) = found.split_last().expect("an error");
            assert!(last.ends_with("data is cut short: fetch or copy the file again"), "{last}");
            assert!(whole.len() > 100 || last.contains("zstd"), "{}", whole.len());
            assert!(whole.iter().all(|text| !text.starts_with('!')));
        }
    }

    #[test]
    fn damage_is_named() {
        let mut gzip = gzipped(LINES);
        let at = gzip.len() - 6;
        gzip[at] ^= 1;
        let found = outcomes(&gzip);
        assert_eq!(found.last().expect("an error"), "! line 3: the gzip data is damaged: fetch or copy the file again");
        assert_eq!(outcomes(b"\x1f\x8b"), ["! the gzip data is cut short: fetch or copy the file again"]);
    }

    #[test]
    fn a_bomb_is_an_error() {
        let found = outcomes(&gzipped(&vec![b'a'; MAX_INPUT + 1]));
        assert_eq!(found, ["! longer than 64 MiB, expected one report, or JSON lines with one report a line"]);
        let blank = zstd::encode_all(io::repeat(b'\n').take(300 << 20), 1).expect("to memory");
        let found = outcomes(&[zstd(LINES), blank].concat());
        assert_eq!(found[..2], ["a", "b"]);
        assert!(found[2].contains("decompresses to over 200 times its length"), "{found:?}");
    }
}
