//! GDELT 2.0: one set of files, `STAMP.export.CSV`, `STAMP.mentions.CSV`, `STAMP.gkg.csv`, each also zipped, and the lists
//! `lastupdate.txt` and `masterfilelist.txt`.
//!
//! Source: GDELT Event Codebook 2.0 and GKG Codebook 2.1, both of 19 February 2015. Tabs, no header, no quoting.
//! Themes of GDELT's own list, GCAM and images are not measured here and stay empty; so does tone, but for `AvgTone`.

mod events;
mod knowledge;
mod mentions;

use crate::cameo::number_of;
use crate::exporter::Writer;
use crate::staging::{Finished, Staging};
use crate::tabbed::Tabbed;
use crate::{Error, Format, Happening, Options, Report, Summary};
use record::Points;
use std::fs::{self, File};
use std::io;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// The three tables.
pub(crate) struct Gdelt {
    events: Tabbed,
    mentions: Tabbed,
    knowledge: Tabbed,
    n_reports: u64,
    options: Options,
    summary: Summary,
}

impl Gdelt {
    pub fn new(staging: &mut Staging, options: &Options) -> Result<Gdelt, Error> {
        let mut table = |suffix: &str| Tabbed::create(staging, &format!("{}.{suffix}", options.stamp), &[]);
        Ok(Gdelt {
            events: table("export.CSV")?,
            mentions: table("mentions.CSV")?,
            knowledge: table("gkg.csv")?,
            n_reports: 0,
            options: options.clone(),
            summary: Summary::default(),
        })
    }
}

impl Writer for Gdelt {
    fn report(&mut self, _staging: &mut Staging, report: &Report) -> Result<(), Error> {
        let (events, n_left_out) = self.options.taken(Format::Gdelt2, report)?;
        self.summary.events_left_out += n_left_out;
        self.n_reports += 1;
        let points = Points::new(report.text);
        let report = Report { events: &events, ..*report };
        for (event, happening) in report.chosen()? {
            let id = number_of(happening.unwrap_or(&event.id));
            self.mentions.row(mentions::row(id, report.record, event, points.count(), &self.options.stamp))?;
        }
        self.knowledge.row(knowledge::row(&report, &points, self.n_reports, &self.options.stamp)?)
    }

    fn happening(&mut self, _staging: &mut Staging, happening: &Happening) -> Result<(), Error> {
        if !self.options.takes(Format::Gdelt2, happening.event()?) {
            self.summary.events_left_out += 1;
            return Ok(());
        }
        let (rows, n_left_out) = events::rows(happening, &self.options)?;
        self.summary.pairs_left_out += n_left_out;
        rows.into_iter().try_for_each(|row| self.events.row(row))
    }

    fn finish(self: Box<Self>, staging: &mut Staging) -> Result<Summary, Error> {
        let mut files = Vec::new();
        let mut lines = String::new();
        for table in [self.events, self.mentions, self.knowledge] {
            let (plain, n_rows) = table.finish()?;
            let zipped = zipped(staging, &plain)?;
            let digest = zipped.digest::<md5::Md5>()?;
            lines += &format!("{} {digest} {}{}\n", zipped.n_bytes, self.options.base_address, zipped.name);
            files.extend([(plain, n_rows), (zipped, n_rows)]);
        }
        files.push(list(staging, "masterfilelist.txt", &master_list(staging, &self.options.stamp, &lines)?)?);
        files.push(list(staging, "lastupdate.txt", &lines)?);
        Summary::publish(staging, files, self.summary)
    }
}

/// A zip archive of one file, the same bytes for the same file.
fn zipped(staging: &mut Staging, plain: &Finished) -> Result<Finished, Error> {
    let unfinished = staging.file(&format!("{}.zip", plain.name))?;
    let path = unfinished.target().to_path_buf();
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644)
        .large_file(plain.n_bytes > u64::from(u32::MAX) / 2);
    let mut archive = ZipWriter::new(unfinished);
    archive.start_file(plain.name.as_str(), options).map_err(Error::columns(&path, "begin the archive"))?;
    let mut source = File::open(&plain.path).map_err(Error::file(&plain.path, "read"))?;
    io::copy(&mut source, &mut archive).map_err(Error::file(&path, "write"))?;
    archive.finish().map_err(Error::columns(&path, "finish the archive"))?.finish()
}

fn list(staging: &mut Staging, name: &str, lines: &str) -> Result<(Finished, u64), Error> {
    let mut file = staging.file(name)?;
    file.put(lines.as_bytes())?;
    Ok((file.finish()?, lines.lines().count() as u64))
}

/// The lines of earlier exports, without those of the same moment, and the new ones.
fn master_list(staging: &Staging, stamp: &str, lines: &str) -> Result<String, Error> {
    let path = staging.folder().join("masterfilelist.txt");
    if !path.exists() {
        return Ok(lines.into());
    }
    let before = fs::read_to_string(&path).map_err(Error::file(&path, "read"))?;
    let is_of_stamp = |line: &str| line.rsplit(['/', ' ']).next().is_some_and(|name| name.starts_with(stamp));
    let kept = before.lines().filter(|line| !line.is_empty() && !is_of_stamp(line));
    Ok(kept.map(|line| format!("{line}\n")).collect::<String>() + lines)
}
