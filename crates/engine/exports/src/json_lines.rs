//! Records as they are, one a line.
//!
//! A line is the record as [`Record::to_json`] writes it with one more key at its end, `export`, which holds the text
//! and what else a [`Report`] has. A reader of records can read the lines as they are.

use crate::exporter::Writer;
use crate::item::Party;
use crate::staging::{Finished, Staging, Unfinished};
use crate::{Error, Format, Happening, Options, Report, Summary};
use record::{Entity, Event, Record};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufRead, BufReader, Read};

/// A record read back with what was exported beside it.
#[derive(Clone, PartialEq, Debug)]
pub struct Exported {
    /// The record.
    pub record: Record,
    /// The text that its spans count in.
    pub text: String,
    /// Who wrote it.
    pub byline: Option<String>,
    /// Which version of the report.
    pub version: u32,
    /// When it was added, in UTC; none for a report that was in no collection.
    pub added: Option<String>,
    /// The chosen events: id of the event, id of its happening if it has one.
    pub events: BTreeMap<String, Option<String>>,
}

/// Reads an export of JSON lines, a line at a time; empty lines are passed over.
///
/// # Errors
/// A line that cannot be read, is longer than 256 MiB, or is no exported record; reading goes on behind the latter.
pub fn read_json_lines(reader: impl BufRead) -> impl Iterator<Item = Result<Exported, Error>> {
    let mut lines = Lines { reader, n_read: 0, is_over: false };
    let read = move || Some(lines.next()?.and_then(|(number, line)| exported(number, &line)));
    std::iter::from_fn(read)
}

/// The key that a line has beside the record's.
#[derive(Serialize, Deserialize)]
struct Beside {
    text: String,
    byline: Option<String>,
    version: u32,
    added: Option<String>,
    events: BTreeMap<String, Option<String>>,
}

#[derive(Deserialize)]
struct WithBeside {
    export: Beside,
}

fn exported(number: usize, line: &str) -> Result<Exported, Error> {
    let wrong = |error: serde_json::Error| Error::line(number, format!("expected an exported record: {error}"));
    let record = serde_json::from_str(line).map_err(wrong)?;
    let Beside { text, byline, version, added, events } =
        serde_json::from_str::<WithBeside>(line).map_err(wrong)?.export;
    Ok(Exported { record, text, byline, version, added, events })
}

struct Lines<R> {
    reader: R,
    n_read: usize,
    is_over: bool,
}

impl<R: BufRead> Lines<R> {
    fn next(&mut self) -> Option<Result<(usize, String), Error>> {
        while !self.is_over {
            let mut line = String::new();
            let read = self.reader.by_ref().take(MAX_LINE).read_line(&mut line);
            self.n_read += 1;
            let is_too_long = line.len() as u64 == MAX_LINE && !line.ends_with('\n');
            self.is_over = is_too_long || !matches!(read, Ok(1..));
            match read {
                Err(error) => return Some(Err(Error::line(self.n_read, format!("expected UTF-8: {error}")))),
                _ if is_too_long => return Some(Err(Error::line(self.n_read, "expected at most 256 MiB"))),
                Ok(_) if line.trim().is_empty() => {}
                Ok(_) => return Some(Ok((self.n_read, line))),
            }
        }
        None
    }
}

/// Bytes that a line may have.
const MAX_LINE: u64 = 256 << 20;

/// Two files: records and happenings.
pub(crate) struct JsonLines {
    records: Unfinished,
    happenings: Unfinished,
    n_rows: [u64; 2],
    options: Options,
    summary: Summary,
}

impl JsonLines {
    pub fn new(staging: &mut Staging, names: [String; 2], options: &Options) -> Result<JsonLines, Error> {
        let mut begin = |name: &str| -> Result<Unfinished, Error> {
            let mut file = staging.file(name)?;
            let existing = staging.folder().join(name);
            if options.append && existing.exists() {
                copy(&existing, &mut file)?;
            }
            Ok(file)
        };
        let (records, happenings) = (begin(&names[0])?, begin(&names[1])?);
        Ok(JsonLines { records, happenings, n_rows: [0; 2], options: options.clone(), summary: Summary::default() })
    }
}

impl Writer for JsonLines {
    fn report(&mut self, _staging: &mut Staging, report: &Report) -> Result<(), Error> {
        let (events, n_left_out) = self.options.taken(Format::JsonLines, report)?;
        self.summary.events_left_out += n_left_out;
        self.n_rows[0] += 1;
        let report = Report { events: &events, ..*report };
        self.records.put((line(&report, self.options.whole_records)? + "\n").as_bytes())
    }

    fn happening(&mut self, _staging: &mut Staging, happening: &Happening) -> Result<(), Error> {
        if !self.options.takes(Format::JsonLines, happening.event()?) {
            self.summary.events_left_out += 1;
            return Ok(());
        }
        self.n_rows[1] += 1;
        self.happenings.put((json(&Told::of(happening)?) + "\n").as_bytes())
    }

    fn finish(self: Box<Self>, staging: &mut Staging) -> Result<Summary, Error> {
        let files: Vec<(Finished, u64)> =
            vec![(self.records.finish()?, self.n_rows[0]), (self.happenings.finish()?, self.n_rows[1])];
        Summary::publish(staging, files, self.summary)
    }
}

/// The record's own JSON, and `export` before its last brace.
fn line(report: &Report, is_whole: bool) -> Result<String, Error> {
    let chosen = report.chosen()?;
    let record = record_json(report.record, &chosen, is_whole);
    let beside = Beside {
        text: report.text.into(),
        byline: report.byline.map(String::from),
        version: report.version,
        added: report.added.map(String::from),
        events: chosen.iter().map(|(event, happening)| (event.id.clone(), happening.map(String::from))).collect(),
    };
    let open = record.strip_suffix('}').expect("a record is an object with fields");
    Ok(format!("{open},\"export\":{}}}", json(&beside)))
}

/// The record as JSON, with all its events or with the chosen ones.
pub(crate) fn record_json(record: &Record, chosen: &[(&Event, Option<&str>)], is_whole: bool) -> String {
    if is_whole {
        return record.to_json();
    }
    let ids: BTreeSet<&str> = chosen.iter().map(|(event, _)| event.id.as_str()).collect();
    let mut record = record.clone();
    record.keep_events(|event| ids.contains(event.id.as_str()));
    record.to_json()
}

/// A line of happenings: what happened once, by its representative mention and those who take part in it.
#[derive(Serialize)]
struct Told<'a> {
    id: &'a str,
    report: &'a str,
    publisher: Option<&'a str>,
    url: Option<&'a str>,
    event: &'a Event,
    entities: Vec<&'a Entity>,
    mentions: &'a [&'a str],
    n_reports: usize,
    n_publishers: usize,
    first_published: Option<&'a str>,
    last_published: Option<&'a str>,
    added: &'a str,
}

impl<'a> Told<'a> {
    fn of(happening: &Happening<'a>) -> Result<Told<'a>, Error> {
        let (record, event) = (happening.record, happening.event()?);
        let sides = [&event.actors, &event.recipients];
        let parties = sides.into_iter().flat_map(|side| Party::all(record, side));
        let by_id: BTreeMap<&str, &Entity> =
            parties.filter_map(|party| party.entity).map(|entity| (entity.id.as_str(), entity)).collect();
        Ok(Told {
            id: happening.id,
            report: &record.id,
            publisher: record.publisher.as_deref(),
            url: record.url.as_deref(),
            event,
            entities: by_id.into_values().collect(),
            mentions: happening.mentions,
            n_reports: happening.n_reports,
            n_publishers: happening.n_publishers,
            first_published: happening.first_published,
            last_published: happening.last_published,
            added: happening.added,
        })
    }
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("strings, numbers and lists are JSON")
}

fn copy(existing: &std::path::Path, file: &mut Unfinished) -> Result<(), Error> {
    let source = File::open(existing).map_err(Error::file(existing, "read"))?;
    let mut source = BufReader::new(source);
    let mut ends = true;
    loop {
        let bytes = source.fill_buf().map_err(Error::file(existing, "read"))?;
        let n_bytes = bytes.len();
        let Some(last) = bytes.last() else { break };
        ends = *last == b'\n';
        file.put(bytes)?;
        source.consume(n_bytes);
    }
    if ends { Ok(()) } else { Err(Error::destination(existing, "expected a line end at its end, to append to it")) }
}
