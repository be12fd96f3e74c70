//! Records as they lie in the store.

use crate::error::{Error, Kind};
use record::Record;
use std::io::Read;

/// zstd's own default: records become six times smaller, and a higher level gains little on texts of this length.
const LEVEL: i32 = 3;

/// Longest record that is unpacked, in bytes: a report of the longest text makes a fraction of it.
const MAX_RECORD: u64 = 256 << 20;

pub(crate) fn pack(record: &Record) -> Result<Vec<u8>, Error> {
    zstd::bulk::compress(record.to_json().as_bytes(), LEVEL).map_err(|error| Error::new(Kind::Unpack(error)))
}

pub(crate) fn unpack(bytes: &[u8]) -> Result<Record, Error> {
    let unpack = |error| Error::new(Kind::Unpack(error));
    let mut json = String::new();
    let reader = zstd::stream::read::Decoder::new(bytes).map_err(unpack)?;
    reader.take(MAX_RECORD).read_to_string(&mut json).map_err(unpack)?;
    serde_json::from_str(&json).map_err(|error| Error::new(Kind::Record(error)))
}
