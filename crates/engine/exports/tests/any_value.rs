//! Whatever words a record holds, lines stay lines and columns stay columns.

mod common;

use common::*;
use exports::{Format, Options, read_json_lines, read_parquet};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn tables_stay_tables(record in any_record()) {
        let folder = tempfile::tempdir().unwrap();
        let options = Options::at(STAMP);
        for (format, files) in [
            (Format::Gdelt2, vec![("20261126231322.export.CSV", 1, 61), ("20261126231322.mentions.CSV", 1, 16), ("20261126231322.gkg.csv", 1, 27)]),
            (Format::Polecat, vec![("polecat.tsv", 2, 40), ("polecat.happenings.tsv", 2, 40)]),
            (Format::Icews, vec![("icews.tab", 2, 20), ("icews.happenings.tab", 2, 20)]),
            (Format::Quads, vec![("entities.tsv", 3, 6)]),
        ] {
            export_of(&record, format, folder.path(), &options);
            for (name, n_rows, n_columns) in files {
                let rows = cells(folder.path(), name);
                prop_assert_eq!(rows.len(), n_rows, "{}", name);
                prop_assert!(rows.iter().all(|row| row.len() == n_columns), "{} {:?}", name, rows);
                prop_assert!(rows.iter().flatten().all(|cell| !cell.starts_with('"')), "{} {:?}", name, rows);
            }
        }
    }

    #[test]
    fn records_read_back_are_the_same(record in any_record()) {
        let folder = tempfile::tempdir().unwrap();
        let options = Options::at(STAMP);
        export_of(&record, Format::JsonLines, folder.path(), &options);
        export_of(&record, Format::Parquet, folder.path(), &options);
        export_of(&record, Format::Csv, folder.path(), &options);
        export_of(&record, Format::Plover, folder.path(), &options);
        let lines = read(folder.path(), "records.jsonl");
        let from_lines = read_json_lines(lines.as_bytes()).next().unwrap().unwrap();
        let from_parquet = read_parquet(folder.path()).unwrap().next().unwrap().unwrap();
        prop_assert_eq!(&from_lines.record, &record);
        prop_assert_eq!(&from_parquet, &from_lines);
        let mut events = csv::Reader::from_path(folder.path().join("events.csv")).unwrap();
        prop_assert_eq!(events.records().filter_map(Result::ok).count(), 2);
    }
}
