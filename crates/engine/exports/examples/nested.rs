//! Writes the reports of an export as nested columns: `nested SOURCE FILE.parquet`.
//!
//! SOURCE is `records.jsonl` of an export of JSON lines, or the folder of a Parquet export.

use exports::columns::nested::Rows;
use exports::{Chosen, Exported, Report, read_json_lines, read_parquet};
use parquet::arrow::ArrowWriter;
use std::collections::BTreeMap;
use std::error::Error;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [source, destination] = &arguments[..] else { return Err("expected SOURCE FILE.parquet".into()) };
    let mut rows = Rows::new();
    let mut writer = ArrowWriter::try_new(File::create(destination)?, rows.schema().clone(), None)?;
    for exported in exported(Path::new(source))? {
        push(&mut rows, &exported?)?;
        if rows.n_bytes() >= BYTES_AT_ONCE {
            writer.write(&rows.batch())?;
        }
    }
    writer.write(&rows.batch())?;
    println!("{} reports", writer.close()?.file_metadata().num_rows());
    Ok(())
}

/// So many bytes of rows are held.
const BYTES_AT_ONCE: usize = 32 << 20;

type Reports = Box<dyn Iterator<Item = Result<Exported, exports::Error>>>;

fn exported(source: &Path) -> Result<Reports, Box<dyn Error>> {
    if source.is_dir() {
        return Ok(Box::new(read_parquet(source)?));
    }
    Ok(Box::new(read_json_lines(BufReader::new(File::open(source)?))))
}

fn push(rows: &mut Rows, exported: &Exported) -> Result<(), exports::Error> {
    let Exported { record, text, byline, version, added, events } = exported;
    let events = chosen(record, events);
    let (byline, added) = (byline.as_deref(), added.as_deref());
    rows.push(&Report { record, text, byline, version: *version, added, events: &events })
}

/// The exported events of a record, in its order.
fn chosen<'a>(record: &record::Record, events: &'a BTreeMap<String, Option<String>>) -> Vec<Chosen<'a>> {
    let ids = record.events.iter().enumerate();
    ids.filter_map(|(index, event)| Some(Chosen { index, happening: events.get(&event.id)?.as_deref() })).collect()
}
