//! JSON lines and Parquet read back give the same records.

mod common;

use common::*;
use exports::{Exported, Exporter, Format, Manifest, Options, read_json_lines, read_parquet};
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

fn options() -> Options {
    Options::at(STAMP)
}

fn lines_of(path: &Path) -> Vec<Exported> {
    read_json_lines(BufReader::new(File::open(path).unwrap())).map(Result::unwrap).collect()
}

#[track_caller]
fn check_same(exported: &Exported) {
    assert_eq!(exported.record, record());
    assert_eq!((exported.text.as_str(), exported.byline.as_deref()), (TEXT, Some("A. Writer")));
    assert_eq!((exported.version, exported.added.as_str()), (1, ADDED));
    let events: Vec<_> =
        exported.events.iter().map(|(event, happening)| (event.as_str(), happening.as_str())).collect();
    assert_eq!(events, [("ev-attack", "hp-attack"), ("ev-meeting", "hp-meeting")]);
}

#[test]
fn json_lines_read_back_are_the_records() {
    let folder = tempfile::tempdir().unwrap();
    let summary = export(Format::JsonLines, folder.path(), &options());
    assert_eq!(summary.files, ["records.jsonl", "happenings.jsonl"]);
    let read_back = lines_of(&folder.path().join("records.jsonl"));
    assert_eq!(read_back.len(), 1);
    check_same(&read_back[0]);
}

#[test]
fn a_line_begins_with_the_record_byte_for_byte() {
    let folder = tempfile::tempdir().unwrap();
    export(Format::JsonLines, folder.path(), &options());
    let json = record().to_json();
    assert!(read(folder.path(), "records.jsonl").starts_with(json.strip_suffix('}').unwrap()));
}

#[test]
fn events_that_are_not_chosen_stay_in_whole_records_only() {
    for (is_whole, expected) in [(true, 2), (false, 1)] {
        let folder = tempfile::tempdir().unwrap();
        let options = Options { whole_records: is_whole, ..options() };
        let record = record();
        for format in [Format::JsonLines, Format::Parquet] {
            let mut exporter = Exporter::create(format, folder.path(), &options).unwrap();
            exporter.report(&report(&record, &BOTH[..1])).unwrap();
            exporter.finish().unwrap();
        }
        let lines = lines_of(&folder.path().join("records.jsonl"));
        let parquet: Vec<Exported> = read_parquet(folder.path()).unwrap().map(Result::unwrap).collect();
        assert_eq!(lines, parquet);
        assert_eq!((lines[0].record.events.len(), lines[0].events.len()), (expected, 1));
        // The number belongs to the event that is left out.
        assert_eq!(lines[0].record.numbers[0].event.is_some(), is_whole);
    }
}

#[test]
fn json_lines_append_and_replace() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("all.jsonl");
    export(Format::JsonLines, &path, &options());
    export(Format::JsonLines, &path, &Options { append: true, ..options() });
    assert_eq!(lines_of(&path).len(), 2);
    assert_eq!(read(folder.path(), "all.happenings.jsonl").lines().count(), 4);
    export(Format::JsonLines, &path, &options());
    assert_eq!(lines_of(&path).len(), 1);
}

#[test]
fn a_cut_off_file_is_not_appended_to() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("all.jsonl");
    std::fs::write(&path, "{\"schema\":").unwrap();
    let error = Exporter::create(Format::JsonLines, &path, &Options { append: true, ..options() }).err().unwrap();
    assert!(error.to_string().ends_with("expected a line end at its end, to append to it"), "{error}");
}

#[test]
fn wrong_lines_are_named_and_reading_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    export(Format::JsonLines, folder.path(), &options());
    let good = read(folder.path(), "records.jsonl");
    let bad = record().to_json();
    let text = format!("{bad}\n\n[[[[\n{good}");
    let read_back: Vec<_> = read_json_lines(text.as_bytes()).collect();
    let error = |at: usize| read_back[at].as_ref().unwrap_err().to_string();
    assert!(error(0).starts_with("line 1: expected an exported record: missing field `export`"), "{}", error(0));
    assert!(error(1).starts_with("line 3: expected an exported record:"), "{}", error(1));
    check_same(read_back[2].as_ref().unwrap());
    assert_eq!(read_back.len(), 3);
}

#[test]
fn parquet_read_back_is_the_records() {
    let folder = tempfile::tempdir().unwrap();
    let summary = export(Format::Parquet, folder.path(), &options());
    assert_eq!(summary.files.last().unwrap(), "manifest.json");
    let read_back: Vec<Exported> = read_parquet(folder.path()).unwrap().map(Result::unwrap).collect();
    assert_eq!(read_back.len(), 1);
    check_same(&read_back[0]);
}

#[test]
fn events_stand_by_the_month_of_the_event() {
    let folder = tempfile::tempdir().unwrap();
    let summary = export(Format::Parquet, folder.path(), &options());
    let events = folder.path().join("events");
    assert_eq!(names(&events), ["year=2025", "year=unknown"]);
    assert_eq!(names(&events.join("year=2025")), ["month=01"]);
    assert_eq!((summary.rows["events"], summary.rows["participants"], summary.rows["happenings"]), (2, 4, 2));
    let manifest = Manifest::read(folder.path()).unwrap().unwrap();
    let listed: u64 = manifest.files.iter().map(|file| file.rows).sum();
    assert_eq!(listed, summary.rows.values().sum::<u64>());
    for file in &manifest.files {
        assert_eq!(std::fs::metadata(folder.path().join(&file.path)).unwrap().len(), file.bytes, "{}", file.path);
    }
    assert_eq!(manifest.coders, [record().coder]);
}

#[test]
fn parquet_appends_replaces_and_sweeps() {
    let folder = tempfile::tempdir().unwrap();
    let first = export(Format::Parquet, folder.path(), &options());
    let bytes = std::fs::read(folder.path().join("manifest.json")).unwrap();
    export(Format::Parquet, folder.path(), &Options { append: true, ..options() });
    let doubled = Manifest::read(folder.path()).unwrap().unwrap();
    assert_eq!(doubled.files.len(), 2 * (first.files.len() - 1));
    assert_eq!(read_parquet(folder.path()).unwrap().count(), 2);

    std::fs::write(folder.path().join("reports/part-0123456789abcdef.parquet"), "left by a crash").unwrap();
    std::fs::write(folder.path().join("reports/part-00000.parquet"), "somebody's own").unwrap();
    let again = export(Format::Parquet, folder.path(), &options());
    assert_eq!(again, first, "the same records have the same files");
    assert_eq!(std::fs::read(folder.path().join("manifest.json")).unwrap(), bytes);
    assert_eq!(names(&folder.path().join("reports")).len(), 2, "one part, and what is not ours");
    assert_eq!(read_parquet(folder.path()).unwrap().count(), 1);
}

#[test]
fn many_rows_are_written_in_pieces() {
    let folder = tempfile::tempdir().unwrap();
    let options = Options { rows_at_once: 2, ..options() };
    let mut exporter = Exporter::create(Format::Parquet, folder.path(), &options).unwrap();
    let records: Vec<_> = (0..7).map(|n| record::Record { id: format!("r{n}"), ..record() }).collect();
    for record in &records {
        exporter.report(&report(record, BOTH)).unwrap();
    }
    exporter.finish().unwrap();
    assert_eq!(names(&folder.path().join("events/year=2025/month=01")).len(), 4);
    let ids: Vec<String> = read_parquet(folder.path()).unwrap().map(|exported| exported.unwrap().record.id).collect();
    assert_eq!(ids, ["r0", "r1", "r2", "r3", "r4", "r5", "r6"]);
}

#[test]
fn a_manifest_of_another_version_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    export(Format::Parquet, folder.path(), &options());
    let json = read(folder.path(), "manifest.json").replace("entente-parquet/1", "entente-parquet/9");
    std::fs::write(folder.path().join("manifest.json"), json).unwrap();
    let error = read_parquet(folder.path()).err().unwrap().to_string();
    assert!(error.contains("found (\"entente-parquet/9\", \"1.0\")"), "{error}");
    assert!(Exporter::create(Format::Parquet, folder.path(), &options()).is_err());
}
