//! Bodies, unpacked, within bounds of length and rate.

use crate::Clock;
use crate::error::Kind;
use crate::exchange::Answer;
use crate::headers::Coding;
use flate2::bufread::MultiGzDecoder;
use std::io::{self, BufReader, Read};
use std::time::Duration;
use ureq::http::header::CONTENT_LENGTH;

/// How much more than its unpacked length a body may be on the way, in bytes: the packing of
/// something that does not pack.
const PACKING: usize = 64 << 10;

/// What a body may be.
pub(crate) struct Bounds {
    /// Most bytes, unpacked.
    pub(crate) longest: usize,
    /// What is done with more.
    pub(crate) excess: Excess,
    /// Fewest bytes a second on the way, on average.
    pub(crate) least_rate: u64,
    /// How long the rate may be lower.
    pub(crate) grace: Duration,
}

/// What is done with what is too long.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Excess {
    /// It is an error.
    Refused,
    /// The beginning is taken.
    CutOff,
}

/// Reads a body to its end.
pub(crate) fn read(answer: Answer, bounds: &Bounds, clock: &dyn Clock) -> Result<Vec<u8>, Kind> {
    let coding = Coding::of(&answer.headers);
    if coding == Coding::Identity {
        check_stated_length(&answer, bounds)?;
    }
    let mut source = Metered::new(answer.body.into_reader(), bounds, clock);
    let read = match coding {
        Coding::Identity => read_within(&mut source, bounds),
        Coding::Gzip => read_within(MultiGzDecoder::new(BufReader::new(&mut source)), bounds),
        Coding::Other(coding) => return Err(Kind::Coding(coding)),
    };
    match source.failure.take() {
        Some(failure) => Err(failure),
        None => read,
    }
}

/// Refuses before reading what says itself that it is too long.
fn check_stated_length(answer: &Answer, bounds: &Bounds) -> Result<(), Kind> {
    let stated = crate::headers::text(&answer.headers, CONTENT_LENGTH).and_then(|length| length.parse::<u64>().ok());
    match stated {
        Some(stated) if bounds.excess == Excess::Refused && stated > bounds.longest as u64 => {
            Err(Kind::TooLong { most: bounds.longest })
        }
        _ => Ok(()),
    }
}

/// Up to the bound and one byte more, to see whether there is one. What cannot be read is a fault
/// of the packing, unless the source has kept a failure of its own.
fn read_within(source: impl Read, bounds: &Bounds) -> Result<Vec<u8>, Kind> {
    let mut bytes = Vec::new();
    source.take((bounds.longest as u64).saturating_add(1)).read_to_end(&mut bytes).map_err(Kind::NotGzip)?;
    if bytes.len() > bounds.longest && bounds.excess == Excess::Refused {
        return Err(Kind::TooLong { most: bounds.longest });
    }
    bytes.truncate(bounds.longest);
    Ok(bytes)
}

/// Counts what comes and breaks off when it is too much or too slow. Whatever goes wrong on the way
/// is kept in `failure`, with its name.
struct Metered<'a, Source> {
    source: Source,
    bounds: &'a Bounds,
    clock: &'a dyn Clock,
    start: Duration,
    n_bytes: u64,
    failure: Option<Kind>,
}

impl<'a, Source: Read> Metered<'a, Source> {
    fn new(source: Source, bounds: &'a Bounds, clock: &'a dyn Clock) -> Metered<'a, Source> {
        Metered { source, bounds, clock, start: clock.elapsed(), n_bytes: 0, failure: None }
    }

    fn fail(&mut self, failure: Kind) -> io::Error {
        self.failure = Some(failure);
        io::ErrorKind::Other.into()
    }
}

impl<Source: Read> Read for Metered<'_, Source> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = match self.source.read(buffer) {
            Ok(0) => return Ok(0),
            Ok(read) => read,
            Err(error) => return Err(self.fail(Kind::in_the_body(error.into()))),
        };
        self.n_bytes += read as u64;
        let elapsed = self.clock.elapsed().saturating_sub(self.start);
        if self.n_bytes > self.bounds.longest.saturating_add(PACKING) as u64 {
            return Err(self.fail(Kind::TooLong { most: self.bounds.longest }));
        }
        if is_too_slow(self.n_bytes, elapsed, self.bounds) {
            return Err(self.fail(Kind::TooSlow { least_rate: self.bounds.least_rate }));
        }
        Ok(read)
    }
}

fn is_too_slow(n_bytes: u64, elapsed: Duration, bounds: &Bounds) -> bool {
    elapsed > bounds.grace && (n_bytes as f64) < bounds.least_rate as f64 * elapsed.as_secs_f64()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_counts_once_the_grace_is_over() {
        let bounds = Bounds { longest: 1000, excess: Excess::Refused, least_rate: 100, grace: Duration::from_secs(5) };
        assert!(!is_too_slow(0, Duration::from_secs(5), &bounds));
        assert!(is_too_slow(599, Duration::from_secs(6), &bounds));
        assert!(!is_too_slow(600, Duration::from_secs(6), &bounds));
    }
}
