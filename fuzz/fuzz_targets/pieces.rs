//! Any bytes, as any format but Parquet, come apart into pieces that are no more than the bytes; a piece reads again to what it said.
//! The Parquet library panics over damaged files; `ingest` turns that into an error, which a fuzzer does not let it.
#![no_main]

use ingest::{Columns, Format, Options, pieces};
use libfuzzer_sys::fuzz_target;

const FORMATS: [Option<Format>; 7] = [
    None,
    Some(Format::Text),
    Some(Format::Html),
    Some(Format::JsonLines),
    Some(Format::Csv),
    Some(Format::Warc),
    Some(Format::Feed),
];

fuzz_target!(|input: (u8, &[u8])| {
    let (format, bytes) = input;
    let format = FORMATS[usize::from(format) % FORMATS.len()];
    if format.is_none() && ingest::is_parquet(bytes) {
        return;
    }
    let options = Options { format, columns: Columns::default() };
    for (at, piece) in pieces(bytes, &options).enumerate().take(10_000) {
        let Ok(piece) = piece else { continue };
        let Ok(document) = piece.document() else { continue };
        let is_own = matches!(piece.format(), Format::Csv | Format::Warc | Format::JsonLines);
        if is_own && at < 4 {
            let again = Options { format: Some(piece.format()), columns: Columns::default() };
            let again = pieces(piece.bytes(), &again).next().expect("a piece").expect("the same piece");
            assert_eq!(again.document().expect("the same document").text(), document.text());
        }
    }
});
