//! The bytes of an input, with a look ahead.

use crate::compression::{Compression, Counted, Layer, MAX_LAYERS, Problem};
use crate::error::{Error, Kind};
use crate::{MAX_INPUT, compression, sniff};
use std::io::{self, BufRead, Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

/// A reader whose next bytes can be looked at and given back.
pub(crate) struct Source<R> {
    /// Bytes that come before those of the layer.
    ahead: Cursor<Vec<u8>>,
    layer: Layer<R>,
    /// What failed while looking ahead; it is told when the bytes before it are read.
    failure: Option<io::Error>,
}

impl<R: BufRead> Source<R> {
    /// The bytes of `reader`, decompressed as often as they are compressed, and the first of them.
    pub(crate) fn open(reader: R) -> io::Result<(Source<R>, Vec<u8>)> {
        let n_read = Arc::new(AtomicU64::new(0));
        let mut source = Source::over(Layer::Plain(Counted::new(reader, n_read.clone())));
        for _ in 0..=MAX_LAYERS {
            let start = source.peek();
            let Some(compression) = Compression::of(&start) else { return Ok((source, start)) };
            source = Source::over(Layer::decompressing(compression, source, n_read.clone())?);
        }
        Err(io::Error::other(Problem::TooManyLayers))
    }

    fn over(layer: Layer<R>) -> Source<R> {
        Source { ahead: Cursor::default(), layer, failure: None }
    }

    /// The first bytes, as many as tell what they begin; they can be read again.
    fn peek(&mut self) -> Vec<u8> {
        let mut start = Vec::new();
        while !sniff::is_enough(&start) {
            match self.layer.fill_buf() {
                Ok([]) => break,
                Ok(bytes) => {
                    let length = bytes.len();
                    start.extend_from_slice(bytes);
                    self.layer.consume(length);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    self.failure = Some(error);
                    break;
                }
            }
        }
        self.ahead = Cursor::new(start.clone());
        start
    }

    /// Puts `bytes` before what is left.
    pub(crate) fn unread(&mut self, mut bytes: Vec<u8>) {
        let at = self.ahead.position() as usize;
        bytes.extend_from_slice(&self.ahead.get_ref()[at.min(self.ahead.get_ref().len())..]);
        self.ahead = Cursor::new(bytes);
    }

    /// All that is left, which must be one report.
    pub(crate) fn read_whole(&mut self) -> Result<Vec<u8>, Error> {
        let bytes = compression::bounded(self, MAX_INPUT).map_err(Error::of_reading)?;
        bytes.ok_or_else(|| Error::new(Kind::InputTooLong))
    }

    /// Passes over line ends; says how many lines end.
    pub(crate) fn skip_line_ends(&mut self) -> io::Result<usize> {
        let mut n_lines = 0;
        loop {
            let bytes = self.fill_buf()?;
            let length = bytes.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            n_lines += bytes[..length].iter().filter(|&&byte| byte == b'\n').count();
            let is_end = length < bytes.len() || bytes.is_empty();
            self.consume(length);
            if is_end {
                return Ok(n_lines);
            }
        }
    }

    /// The next line with its end; of one that is too long nothing is kept, and the next line can be read.
    pub(crate) fn line(&mut self) -> Result<Option<Vec<u8>>, Error> {
        let mut line = Vec::new();
        let mut limited = self.by_ref().take(MAX_INPUT as u64 + 1);
        if limited.read_until(b'\n', &mut line).map_err(Error::of_reading)? == 0 {
            return Ok(None);
        }
        if line.len() > MAX_INPUT && line.last() != Some(&b'\n') {
            drop(line);
            self.skip_line().map_err(Error::of_reading)?;
            return Err(Error::new(Kind::InputTooLong));
        }
        Ok(Some(line))
    }

    pub(crate) fn skip_line(&mut self) -> io::Result<()> {
        loop {
            let bytes = self.fill_buf()?;
            let end = memchr::memchr(b'\n', bytes);
            let length = end.map_or(bytes.len(), |at| at + 1);
            self.consume(length);
            if end.is_some() || length == 0 {
                return Ok(());
            }
        }
    }

    /// Passes over `length` bytes; says how many there were.
    pub(crate) fn skip(&mut self, length: u64) -> io::Result<u64> {
        io::copy(&mut self.by_ref().take(length), &mut io::sink())
    }

    /// Replaces what is left by `bytes`.
    pub(crate) fn replace(&mut self, bytes: Vec<u8>) {
        *self = Source::over(Layer::Memory(Cursor::new(bytes)));
    }
}

impl<R: BufRead> Read for Source<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut bytes = self.fill_buf()?;
        let length = bytes.read(buffer)?;
        self.consume(length);
        Ok(length)
    }
}

impl<R: BufRead> BufRead for Source<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.ahead.position() < self.ahead.get_ref().len() as u64 {
            return self.ahead.fill_buf();
        }
        match self.failure.take() {
            Some(error) => Err(error),
            None => self.layer.fill_buf(),
        }
    }

    fn consume(&mut self, length: usize) {
        if self.ahead.position() < self.ahead.get_ref().len() as u64 {
            self.ahead.consume(length);
        } else {
            self.layer.consume(length);
        }
    }
}
