//! Exports coded reports: `export FORMAT DESTINATION STAMP RECORDS TEXTS`.
//!
//! RECORDS are lines of `entente code --output json`, TEXTS the lines that were coded, in the same order. Every event is
//! a happening of its own. The same happening in several reports needs a store, which this example does without.

use exports::{Chosen, Exporter, Format, Happening, Options, Report};
use record::Record;
use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

#[derive(serde::Deserialize)]
struct Source {
    text: String,
    byline: Option<String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [format, destination, stamp, records, texts] = &arguments[..] else {
        return Err("expected FORMAT DESTINATION STAMP RECORDS TEXTS".into());
    };
    let format = Format::from_name(format).ok_or("expected a format such as `parquet`")?;
    let mut exporter = Exporter::create(format, Path::new(destination), &Options::at(stamp))?;
    let added = added(stamp)?;
    for pair in pairs(records, texts)? {
        let (record, source) = pair?;
        let events = chosen(&record);
        let (text, byline) = (source.text.as_str(), source.byline.as_deref());
        exporter.report(&Report { record: &record, text, byline, version: 1, added: Some(&added), events: &events })?;
    }
    for pair in pairs(records, texts)? {
        let (record, source) = pair?;
        for (index, event) in record.events.iter().enumerate() {
            let published = record.published.as_deref();
            exporter.happening(&Happening {
                id: &event.id,
                record: &record,
                text: &source.text,
                index,
                mentions: &[&event.id],
                n_reports: 1,
                n_publishers: 1,
                first_published: published,
                last_published: published,
                added: &added,
            })?;
        }
    }
    println!("{:#?}", exporter.finish()?);
    Ok(())
}

type Pair = Result<(Record, Source), Box<dyn Error>>;

fn pairs(records: &str, texts: &str) -> Result<impl Iterator<Item = Pair> + use<>, Box<dyn Error>> {
    let lines = |path| Ok::<_, Box<dyn Error>>(BufReader::new(File::open(path)?).lines());
    let pair = |(record, source): (std::io::Result<String>, std::io::Result<String>)| {
        Ok((serde_json::from_str(&record?)?, serde_json::from_str(&source?)?))
    };
    Ok(lines(records)?.zip(lines(texts)?).map(pair))
}

fn chosen(record: &Record) -> Vec<Chosen<'_>> {
    record.events.iter().enumerate().map(|(index, event)| Chosen { index, happening: Some(&event.id) }).collect()
}

/// `20261126231322` as `2026-11-26T23:13:22Z`.
fn added(stamp: &str) -> Result<String, Box<dyn Error>> {
    Ok(jiff::civil::DateTime::strptime("%Y%m%d%H%M%S", stamp)?.to_string() + "Z")
}
