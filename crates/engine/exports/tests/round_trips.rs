//! JSON lines and Parquet read back give the same records.

mod common;

use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::cast::AsArray;
use arrow_array::types::Int32Type;
use arrow_array::{ArrayRef, Int32Array, LargeStringArray, RecordBatch, StringArray, TimestampNanosecondArray};
use arrow_schema::DataType;
use common::*;
use exports::{Exported, Exporter, Format, Manifest, Options, Report, read_json_lines, read_parquet};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use std::sync::Arc;

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
    assert_eq!((exported.version, exported.added.as_deref()), (1, Some(ADDED)));
    let events: Vec<_> =
        exported.events.iter().map(|(event, happening)| (event.as_str(), happening.as_deref())).collect();
    assert_eq!(events, [("ev-attack", Some("hp-attack")), ("ev-meeting", Some("hp-meeting"))]);
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

/// Rewrites the reports of an export as another program would.
fn rewrite_reports(folder: &Path, rewrite: impl Fn(&str, &ArrayRef) -> Option<ArrayRef>) {
    let manifest = Manifest::read(folder).unwrap().unwrap();
    let path = folder.join(&manifest.files_of("reports").next().unwrap().path);
    let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(&path).unwrap()).unwrap().build().unwrap();
    let batch = reader.map(Result::unwrap).next().unwrap();
    let schema = batch.schema();
    let columns = schema.fields().iter().zip(batch.columns());
    let columns = columns.filter_map(|(field, array)| Some((field.name(), rewrite(field.name(), array)?)));
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    let mut writer = ArrowWriter::try_new(File::create(&path).unwrap(), batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
}

fn exported_in(folder: &Path) -> Result<Exported, String> {
    read_parquet(folder).unwrap().next().unwrap().map_err(|error| error.to_string())
}

#[test]
fn parquet_of_other_programs_is_read() {
    let folder = tempfile::tempdir().unwrap();
    export(Format::Parquet, folder.path(), &options());
    rewrite_reports(folder.path(), |name, array| {
        Some(match (name, array.data_type()) {
            ("added", _) => Arc::new(TimestampNanosecondArray::from(vec![1_795_734_802_000_000_000])),
            ("report_version", _) => Arc::new(Int32Array::from(vec![1])),
            (_, DataType::Dictionary(..)) => {
                let codes = array.as_dictionary::<Int32Type>().downcast_dict::<StringArray>().unwrap();
                Arc::new(codes.into_iter().collect::<StringArray>())
            }
            ("text" | "record", _) => Arc::new(array.as_string::<i32>().iter().collect::<LargeStringArray>()),
            _ => array.clone(),
        })
    });
    check_same(&exported_in(folder.path()).unwrap());
}

#[test]
fn parquet_of_no_store_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let record = record();
    let mut exporter = Exporter::create(Format::Parquet, folder.path(), &options()).unwrap();
    exporter.report(&Report { added: None, ..report(&record, APART) }).unwrap();
    exporter.finish().unwrap();
    let exported = exported_in(folder.path()).unwrap();
    assert_eq!((&exported.record, exported.added.as_deref()), (&record, None));
    let events: Vec<_> =
        exported.events.iter().map(|(event, happening)| (event.as_str(), happening.as_deref())).collect();
    assert_eq!(events, [("ev-attack", None), ("ev-meeting", None)]);

    rewrite_reports(folder.path(), |name, array| (!["added", "happening_ids"].contains(&name)).then(|| array.clone()));
    assert_eq!(exported_in(folder.path()).unwrap(), exported);
}

#[test]
fn json_lines_of_no_store_read_back() {
    let folder = tempfile::tempdir().unwrap();
    let record = record();
    let mut exporter = Exporter::create(Format::JsonLines, folder.path(), &options()).unwrap();
    exporter.report(&Report { added: None, ..report(&record, APART) }).unwrap();
    exporter.report(&report(&record, &[APART[0], BOTH[1]])).unwrap();
    exporter.finish().unwrap();
    let read_back = lines_of(&folder.path().join("records.jsonl"));
    assert_eq!((read_back[0].added.as_deref(), &read_back[0].events["ev-attack"]), (None, &None));
    assert_eq!(read_back[1].events["ev-attack"].as_deref(), Some("hp-attack"));
    assert_eq!(read_back[1].events["ev-meeting"], None);
}

#[test]
fn events_without_a_happening_keep_those_of_others_in_their_place() {
    let folder = tempfile::tempdir().unwrap();
    let record = record();
    let mut exporter = Exporter::create(Format::Parquet, folder.path(), &options()).unwrap();
    exporter.report(&report(&record, &[APART[0], BOTH[1]])).unwrap();
    exporter.finish().unwrap();
    let events = exported_in(folder.path()).unwrap().events;
    assert_eq!((&events["ev-meeting"], events["ev-attack"].as_deref()), (&None, Some("hp-attack")));
}

#[test]
fn reports_that_are_not_as_exported_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let error_with = |column: &str, array: ArrayRef| {
        export(Format::Parquet, folder.path(), &options());
        rewrite_reports(folder.path(), |name, found| Some(if name == column { array.clone() } else { found.clone() }));
        let error = exported_in(folder.path()).unwrap_err();
        error.split_once(".parquet: ").unwrap().1.to_string()
    };
    let mut one = ListBuilder::new(StringBuilder::new());
    one.append_value([Some("hp-meeting")]);
    assert_eq!(
        error_with("happening_ids", Arc::new(one.finish())),
        "row 0: expected 2 `happening_ids`, one for each of `event_ids`, found 1"
    );
    assert_eq!(
        error_with("happening_ids", Arc::new(StringArray::from(vec!["hp-meeting; hp-attack"]))),
        "row 0: expected lists of strings in `happening_ids`, found Utf8"
    );
    assert_eq!(
        error_with("added", Arc::new(StringArray::from(vec![ADDED]))),
        "row 0: expected moments in `added`, found Utf8"
    );
    let nothing = StringArray::from(vec![None::<&str>]);
    assert_eq!(error_with("text", Arc::new(nothing)), "expected a value of `text` in row 0");
}
