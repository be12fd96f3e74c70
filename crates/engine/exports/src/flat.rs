//! The tables of [`columns`](crate::columns) as CSV.
//!
//! Source: RFC 4180: a header, `,`, `"`, lines that end in CR LF. UTF-8 without a byte order mark. Lists are joined with
//! `; `, absent values are empty.

use crate::columns::{Cell, Row, TABLES, Table, Tables};
use crate::exporter::Writer;
use crate::staging::{Staging, Unfinished};
use crate::{Error, Format, Happening, Options, Report, Summary};
use std::borrow::Cow;

/// One file a table.
pub(crate) struct Csv {
    sheets: Vec<Sheet>,
    options: Options,
    summary: Summary,
}

impl Csv {
    pub fn new(staging: &mut Staging, options: &Options) -> Result<Csv, Error> {
        let guards = options.guard_formulas;
        let sheets = TABLES.iter().map(|table| Sheet::create(staging, table, guards)).collect::<Result<_, _>>()?;
        Ok(Csv { sheets, options: options.clone(), summary: Summary::default() })
    }

    fn write(&mut self, tables: &Tables) -> Result<(), Error> {
        let rows = self.sheets.iter_mut().zip(&tables.rows);
        rows.flat_map(|(sheet, rows)| rows.iter().map(|row| sheet.row(row)).collect::<Vec<_>>()).collect()
    }
}

impl Writer for Csv {
    fn report(&mut self, _staging: &mut Staging, report: &Report) -> Result<(), Error> {
        let (events, n_left_out) = self.options.taken(Format::Csv, report)?;
        self.summary.events_left_out += n_left_out;
        self.write(&Tables::of_report(&Report { events: &events, ..*report })?)
    }

    fn happening(&mut self, _staging: &mut Staging, happening: &Happening) -> Result<(), Error> {
        if !self.options.takes(Format::Csv, happening.event()?) {
            self.summary.events_left_out += 1;
            return Ok(());
        }
        self.write(&Tables::of_happening(happening)?)
    }

    fn finish(self: Box<Self>, staging: &mut Staging) -> Result<Summary, Error> {
        let files = self.sheets.into_iter().map(Sheet::finish).collect::<Result<_, _>>()?;
        Summary::publish(staging, files, self.summary)
    }
}

struct Sheet {
    writer: csv::Writer<Unfinished>,
    /// Columns that are not written.
    left_out: Option<usize>,
    guards: bool,
    n_rows: u64,
}

impl Sheet {
    fn create(staging: &mut Staging, table: &Table, guards: bool) -> Result<Sheet, Error> {
        let file = staging.file(&format!("{}.csv", table.name))?;
        let writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(file);
        let mut sheet = Sheet { writer, left_out: table.position(JSON), guards, n_rows: 0 };
        let names = table.columns.iter().map(|column| column.name.into());
        sheet.line(&names.collect::<Vec<_>>())?;
        Ok(sheet)
    }

    fn row(&mut self, row: &Row) -> Result<(), Error> {
        let guards = self.guards;
        let values: Vec<_> = row.iter().map(|cell| value(cell, guards)).collect();
        self.n_rows += 1;
        self.line(&values)
    }

    fn line(&mut self, values: &[Cow<str>]) -> Result<(), Error> {
        let left_out = self.left_out;
        let kept = values.iter().enumerate().filter(|(at, _)| Some(*at) != left_out);
        let written = self.writer.write_record(kept.map(|(_, value)| value.as_bytes()));
        written.map_err(Error::columns(self.writer.get_ref().target(), "write a line"))
    }

    fn finish(self) -> Result<(crate::staging::Finished, u64), Error> {
        let path = self.writer.get_ref().target().to_path_buf();
        let file = self.writer.into_inner().map_err(|e| Error::file(&path, "write")(e.into_error()))?;
        Ok((file.finish()?, self.n_rows))
    }
}

/// The column that holds a whole record.
const JSON: &str = "record";

fn value(cell: &Cell, guards: bool) -> Cow<'_, str> {
    match cell {
        Cell::Missing => "".into(),
        Cell::Text(text) => guarded(text.into(), guards),
        Cell::Texts(texts) => guarded(texts.join("; ").into(), guards),
        Cell::Integer(number) => number.to_string().into(),
        Cell::Number(number) => number.to_string().into(),
        Cell::Flag(flag) => flag.to_string().into(),
        Cell::Day(days) => day(*days).into(),
        Cell::Instant(moment) => instant(*moment).into(),
    }
}

/// An apostrophe before what a spreadsheet would compute.
///
/// Source: OWASP, CSV injection.
fn guarded(text: Cow<'_, str>, guards: bool) -> Cow<'_, str> {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if guards && is_formula { format!("'{text}").into() } else { text }
}

fn day(days: i32) -> String {
    let day = jiff::civil::date(1970, 1, 1).checked_add(jiff::Span::new().days(days));
    day.map(|day| day.to_string()).unwrap_or_default()
}

fn instant(moment: i64) -> String {
    jiff::Timestamp::from_microsecond(moment).map(|moment| moment.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_guarded_only_on_demand() {
        let cell = Cell::from("=HYPERLINK(\"http://example.org\")");
        assert_eq!(value(&cell, false), "=HYPERLINK(\"http://example.org\")");
        assert_eq!(value(&cell, true), "'=HYPERLINK(\"http://example.org\")");
        assert_eq!(value(&Cell::Number(-3.5), true), "-3.5");
    }

    #[test]
    fn days_and_moments_are_iso_8601() {
        assert_eq!((day(-1), day(20783)), ("1969-12-31".into(), "2026-11-26".into()));
        assert_eq!(instant(1_000_000), "1970-01-01T00:00:01Z");
    }
}
