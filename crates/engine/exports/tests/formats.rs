//! Every format, column by column, on one invented report.

mod common;

use common::*;
use exports::{Chosen, Exporter, Format, Options};
use ontology::Status;
use serde_json::{Value, json};

fn options() -> Options {
    Options::at(STAMP)
}

/// The values of one line under the names of the first.
fn named(rows: &[Vec<String>], at: usize) -> std::collections::BTreeMap<&str, &str> {
    assert_eq!(rows[at].len(), rows[0].len());
    rows[0].iter().map(String::as_str).zip(rows[at].iter().map(String::as_str)).collect()
}

#[test]
fn gdelt_events_have_61_columns_and_one_row_a_happening() {
    let folder = tempfile::tempdir().unwrap();
    let summary = export(Format::Gdelt2, folder.path(), &options());
    let rows = cells(folder.path(), "20261126231322.export.CSV");
    assert_eq!(rows.len(), 1, "the attack did not take place");
    assert_eq!(summary.events_left_out, 2);
    let row = &rows[0];
    assert_eq!(row.len(), 61);
    assert_eq!(row[1..5], ["20250114", "202501", "2025", "2025.0384"]);
    assert_eq!(row[5..15], ["BGDMIL", "KAMAL AHSAN", "BGD", "", "", "", "", "MIL", "", ""]);
    assert_eq!(row[15..25], ["PAKMIL", "ZAHID IQBAL", "PAK", "", "", "", "", "MIL", "", ""]);
    assert_eq!(row[25..35], ["1", "042", "042", "04", "1", "1.9", "2", "1", "2", "0"]);
    let rawalpindi = ["4", "Rawalpindi, Punjab, Pakistan", "PK", "", "", "33.6", "73.05", "geonames:1166993"];
    assert!(row[35..59].chunks(8).all(|location| location == rawalpindi), "{row:?}");
    assert_eq!(row[59..], ["20261126231322", "https://www.lamp.example/a?b=1"]);
}

#[test]
fn gdelt_mentions_have_16_columns_and_point_to_the_event() {
    let folder = tempfile::tempdir().unwrap();
    export(Format::Gdelt2, folder.path(), &options());
    let rows = cells(folder.path(), "20261126231322.mentions.CSV");
    assert_eq!(rows.len(), 1);
    let row = &rows[0];
    assert_eq!(row.len(), 16);
    assert_eq!(row[0], cells(folder.path(), "20261126231322.export.CSV")[0][0]);
    assert!(row[0].parse::<i64>().unwrap() > 0);
    assert_eq!(row[1..6], [STAMP, STAMP, "1", "lamp.example", "https://www.lamp.example/a?b=1"]);
    let offset = |words: &str| span(TEXT, words)[0].to_string();
    assert_eq!(row[6..10], ["1".into(), offset("Kamal Ahsan"), offset("Zahid Iqbal"), offset("met")]);
    assert_eq!(row[10..], ["1".into(), "93".into(), TEXT.chars().count().to_string(), "".into(), "".into(), "".into()]);
}

#[test]
fn gdelt_knowledge_has_27_columns_in_blocks() {
    let folder = tempfile::tempdir().unwrap();
    export(Format::Gdelt2, folder.path(), &options());
    let rows = cells(folder.path(), "20261126231322.gkg.csv");
    assert_eq!(rows.len(), 1);
    let row = &rows[0];
    assert_eq!(row.len(), 27);
    let offset = |words: &str| span(TEXT, words)[0];
    assert_eq!(row[..5], ["20261126231322-1", "20250116000000", "1", "lamp.example", "https://www.lamp.example/a?b=1"]);
    assert_eq!(row[5], "KILL#3#soldiers#######", "the only place stands in another sentence");
    assert_eq!(row[6], format!("KILL#3#soldiers########{}", offset("least 3")));
    assert_eq!(row[7], "PLOVER_MILITARY;PLOVER_DIPLOMATIC");
    assert_eq!(row[8], format!("PLOVER_MILITARY,{0};PLOVER_DIPLOMATIC,{0}", offset("met")));
    assert_eq!(row[9], "4#Rawalpindi, Punjab, Pakistan#PK##33.6#73.05#geonames:1166993");
    let at = offset("Rawalpindi");
    assert_eq!(row[10], format!("4#Rawalpindi, Punjab, Pakistan#PK###33.6#73.05#geonames:1166993#{at}"));
    assert_eq!(row[11], "Kamal Ahsan;Zahid Iqbal");
    assert_eq!(row[12], format!("Kamal Ahsan,{};Zahid Iqbal,{}", offset("Kamal"), offset("Zahid")));
    assert_eq!((row[13].as_str(), row[14].clone()), ("Daily Lamp", format!("Daily Lamp,{}", offset("Daily"))));
    assert_eq!(row[16], format!("3#1#14#2025#{};1#0#0#2024#{}", offset("Tuesday"), offset("2024")));
    assert_eq!(row[17], format!("wc:{}", TEXT.split_whitespace().count()));
    assert_eq!(row[22], format!("{}|25|said|We want 12 jets  no more.", offset("We want")));
    assert_eq!(row[24], format!("3,soldiers,{}", offset("least 3")));
    assert_eq!(row[26], "<PAGE_TITLE>Generals meet, \"talk\"</PAGE_TITLE><PAGE_AUTHORS>A. Writer</PAGE_AUTHORS>");
}

#[test]
fn gdelt_lists_name_size_and_hash_of_the_archives() {
    let folder = tempfile::tempdir().unwrap();
    let with_base = Options { base_address: "https://example.org/v2/".into(), ..options() };
    export(Format::Gdelt2, folder.path(), &with_base);
    let last = read(folder.path(), "lastupdate.txt");
    let lines: Vec<Vec<&str>> = last.lines().map(|line| line.split(' ').collect()).collect();
    let addresses: Vec<&str> = lines.iter().map(|line| line[2]).collect();
    assert_eq!(
        addresses,
        [
            "https://example.org/v2/20261126231322.export.CSV.zip",
            "https://example.org/v2/20261126231322.mentions.CSV.zip",
            "https://example.org/v2/20261126231322.gkg.csv.zip",
        ]
    );
    let archive = folder.path().join("20261126231322.export.CSV.zip");
    assert_eq!(lines[0][0], std::fs::metadata(&archive).unwrap().len().to_string());
    assert_eq!(lines[0][1].len(), 32);
    let mut zip = zip::ZipArchive::new(std::fs::File::open(&archive).unwrap()).unwrap();
    assert_eq!(zip.len(), 1);
    let plain = std::io::read_to_string(zip.by_name("20261126231322.export.CSV").unwrap()).unwrap();
    assert_eq!(plain, read(folder.path(), "20261126231322.export.CSV"));
}

#[test]
fn gdelt_sets_of_other_moments_stay_and_the_same_is_replaced() {
    let folder = tempfile::tempdir().unwrap();
    export(Format::Gdelt2, folder.path(), &options());
    let first = read(folder.path(), "lastupdate.txt");
    export(Format::Gdelt2, folder.path(), &Options::at("20261127000000"));
    export(Format::Gdelt2, folder.path(), &options());
    let master = read(folder.path(), "masterfilelist.txt");
    assert_eq!(master.lines().count(), 6);
    assert!(master.ends_with(&first), "the same export has the same bytes");
}

#[test]
fn polecat_has_40_columns_lists_and_none() {
    let folder = tempfile::tempdir().unwrap();
    export(Format::Polecat, folder.path(), &options());
    let rows = cells(folder.path(), "polecat.tsv");
    assert_eq!((rows.len(), rows[0].len()), (2, 40));
    let row = named(&rows, 1);
    let is = |column: &str, value: &str| assert_eq!(row[column], value, "{column}");
    is("Event ID", "ev-meeting");
    is("Event Date", "2025-01-14");
    is("Event Mode", "visit");
    is("Intensity", "4");
    is("Quad Code", "VERBAL COOPERATION");
    is("Contexts", "military; diplomatic");
    is("Actor Country", "BGD");
    is("Actor COW", "771");
    is("Actor Title", "Lieutenant General, Principal Staff Officer");
    is("Wikipedia Actor ID", "None");
    is("Recipient Name", "Zahid Iqbal");
    is("Recipient COW", "770");
    is("City", "Rawalpindi");
    is("District", "None");
    is("GeoNames ID", "1166993");
    is("Publication Date", "2025-01-16");
    is("Story People", "Kamal Ahsan; Zahid Iqbal");
    is("Version", "entente 0.1.0");
    let happenings = cells(folder.path(), "polecat.happenings.tsv");
    assert_eq!((happenings.len(), happenings[1][0].as_str()), (2, "hp-meeting"));
}

#[test]
fn polecat_keeps_compound_actors_as_lists() {
    let folder = tempfile::tempdir().unwrap();
    let mut record = record();
    record.events[0].actors.push(argument("e3", "Daily Lamp", "UNO", "JRN"));
    export_of(&record, Format::Polecat, folder.path(), &options());
    let rows = cells(folder.path(), "polecat.tsv");
    let row = named(&rows, 1);
    assert_eq!((row["Actor Name"], row["Actor COW"]), ("Kamal Ahsan; Daily Lamp", "771; None"));
}

#[test]
fn icews_has_20_columns_and_nothing_for_missing() {
    let folder = tempfile::tempdir().unwrap();
    export(Format::Icews, folder.path(), &options());
    let rows = cells(folder.path(), "icews.tab");
    assert_eq!((rows.len(), rows[0].len()), (2, 20));
    let row = &rows[1];
    assert!(row[0].parse::<i64>().unwrap() > 0);
    assert_eq!(row[1..5], ["2025-01-14", "Kamal Ahsan", "Military", "Bangladesh"]);
    assert_eq!(row[5..8], ["Make a visit", "042", "1.9"]);
    assert_eq!(row[8..11], ["Zahid Iqbal", "Military", "Pakistan"]);
    assert_eq!(row[12..], ["1", "lamp.example", "Rawalpindi", "", "Punjab", "Pakistan", "33.6", "73.05"]);
    assert_eq!(cells(folder.path(), "icews.happenings.tab").len(), 2);
}

#[test]
fn pairs_of_compound_actors_are_expanded_and_bounded() {
    let folder = tempfile::tempdir().unwrap();
    let mut record = record();
    let meeting = &mut record.events[0];
    meeting.actors = vec![
        argument("e1", "Kamal Ahsan", "BGD", "MIL"),
        argument("e2", "Zahid Iqbal", "PAK", "MIL"),
        argument("e4", "Bangladesh did", "BGD", "GOV"),
        argument("e5", "Pakistan.", "PAK", "GOV"),
    ];
    meeting.recipients.clear();
    let summary = export_of(&record, Format::Icews, folder.path(), &Options { max_pairs: 4, ..options() });
    let rows = cells(folder.path(), "icews.tab");
    let pairs: Vec<_> = rows[1..].iter().map(|row| format!("{} {}", row[2], row[8])).collect();
    assert_eq!(
        pairs,
        ["Kamal Ahsan Zahid Iqbal", "Kamal Ahsan Bangladesh", "Kamal Ahsan Pakistan", "Zahid Iqbal Bangladesh",]
    );
    assert_eq!(summary.pairs_left_out, 4, "two of the mention, two of the happening");
}

#[test]
fn those_who_act_together_are_no_pair_unless_the_type_is_mutual() {
    let folder = tempfile::tempdir().unwrap();
    let mut record = record();
    let joint = &mut record.events[0];
    joint.event_type = "ACCUSE".into();
    joint.actors.push(argument("e2", "Zahid Iqbal", "PAK", "MIL"));
    joint.recipients.clear();
    export_of(&record, Format::Icews, folder.path(), &options());
    let rows = cells(folder.path(), "icews.tab");
    let pairs: Vec<_> = rows[1..].iter().map(|row| format!("{}>{}", row[2], row[8])).collect();
    assert_eq!(pairs, ["Kamal Ahsan>", "Zahid Iqbal>"]);
}

#[test]
fn quads_have_ids_of_entities_and_relations() {
    let folder = tempfile::tempdir().unwrap();
    let all = Options { statuses: Some(vec![Status::Actual, Status::Negated]), ..options() };
    let summary = export(Format::Quads, folder.path(), &all);
    assert_eq!(read(folder.path(), "quads.tsv"), "date\thead\trelation\ttail\n2025-01-14\t0\t0\t1\n");
    assert_eq!(read(folder.path(), "quads.happenings.tsv"), read(folder.path(), "quads.tsv"));
    assert_eq!(
        cells(folder.path(), "entities.tsv")[1..],
        [
            ["0", "BGD/MIL/Kamal Ahsan", "Kamal Ahsan", "BGD", "MIL", ""],
            ["1", "PAK/MIL/Zahid Iqbal", "Zahid Iqbal", "PAK", "MIL", ""],
        ]
    );
    assert_eq!(cells(folder.path(), "relations.tsv")[1], ["0", "CONSULT/visit", "CONSULT", "visit", "1"]);
    assert_eq!(summary.pairs_left_out, 2, "the attack has no date");
}

#[test]
fn plover_lines_have_the_manual_s_keys() {
    let folder = tempfile::tempdir().unwrap();
    export(Format::Plover, &folder.path().join("may.jsonl"), &options());
    let lines: Vec<Value> =
        read(folder.path(), "may.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 2);
    let meeting = &lines[0];
    assert_eq!(
        (&meeting["id"], &meeting["date"], &meeting["event"]),
        (&json!("ev-meeting"), &json!("2025-01-14"), &json!(["CONSULT"]))
    );
    let office = "Lieutenant General, Principal Staff Officer";
    let actor = json!({"code": "BGD", "sector": ["MIL"], "entity_text": "Kamal Ahsan", "identifier_text": "Kamal Ahsan", "office": office});
    assert_eq!(meeting["actor"], json!([actor]));
    assert_eq!(meeting["event_loc"]["resolution"], 4);
    assert_eq!(meeting["cite_info"]["codebook"], "plover-base-2.0");
    assert_eq!(meeting["cite_info"]["url"], "https://www.lamp.example/a?b=1");
    assert_eq!(meeting["text_info"]["sequence"], 1);
    assert_eq!(meeting["text_info"]["text_story"], TEXT);
    assert!(meeting["text"].as_str().unwrap().ends_with("\"Daily Lamp\" said."));
    assert_eq!((&meeting["coded_date"], &meeting["coded_time"]), (&json!("2026-11-26"), &json!("23:13:22Z")));
    assert!(meeting.get("auxiliary").is_none());
    let attack = &lines[1];
    assert_eq!((&attack["auxiliary"], &attack["size"]), (&json!(["negation"]), &json!({"dead": 3})));
    let happenings = read(folder.path(), "may.happenings.jsonl");
    let happening: Value = serde_json::from_str(happenings.lines().next().unwrap()).unwrap();
    assert_eq!(happening["mentions"], json!(["ev-meeting", "ev-other"]));
}

#[test]
fn csv_is_flat_with_versions_and_precision() {
    let folder = tempfile::tempdir().unwrap();
    let summary = export(Format::Csv, folder.path(), &options());
    assert_eq!(summary.files.len(), 9);
    let mut reader = csv::Reader::from_path(folder.path().join("events.csv")).unwrap();
    let header = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 2);
    let is = |at: usize, column: &str, value: &str| {
        let position = header.iter().position(|name| name == column).unwrap_or_else(|| panic!("{column}"));
        assert_eq!(&rows[at][position], value, "{column}");
    };
    is(0, "event_id", "ev-meeting");
    is(0, "happening_id", "hp-meeting");
    is(0, "schema_version", "1.0");
    is(0, "ontology_version", "plover-base-2.0+cameo-1.1b3");
    is(0, "published", "2025-01-16");
    is(0, "event_date", "2025-01-14");
    is(0, "event_date_precision", "day");
    is(0, "dyad", "BGD-PAK");
    is(0, "cameo", "042");
    is(0, "contexts", "military; diplomatic");
    is(0, "place_precision", "town");
    is(0, "title", "Generals\tmeet, \"talk\"");
    is(0, "evidence", "Kamal Ahsan of Bangladesh met Air Marshal Zahid Iqbal");
    is(0, "added", ADDED);
    is(1, "status", "negated");
    is(1, "event_date", "");
    assert!(!read(folder.path(), "reports.csv").lines().next().unwrap().contains(",record"));
    assert!(read(folder.path(), "events.csv").starts_with("event_id,happening_id,"));
    assert!(read(folder.path(), "events.csv").contains("\r\n"));
}

#[test]
fn an_export_that_is_dropped_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let record = record();
    for format in Format::ALL {
        let mut exporter = Exporter::create(format, &folder.path().join("new/deep"), &options()).unwrap();
        exporter.report(&report(&record, BOTH)).unwrap();
        drop(exporter);
        assert_eq!(names(folder.path()), [""; 0], "{format:?}");
    }
}

#[test]
fn what_stands_there_stays_until_the_end_and_no_rest_afterwards() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("icews.tab"), "before").unwrap();
    std::fs::write(folder.path().join("mine.txt"), "mine").unwrap();
    let exporter = Exporter::create(Format::Icews, folder.path(), &options()).unwrap();
    assert_eq!(read(folder.path(), "icews.tab"), "before");
    exporter.finish().unwrap();
    assert!(read(folder.path(), "icews.tab").starts_with("Event ID\t"));
    assert_eq!(names(folder.path()), ["icews.happenings.tab", "icews.tab", "mine.txt"]);
}

#[test]
fn an_export_of_nothing_has_headers_only() {
    for format in Format::ALL {
        let folder = tempfile::tempdir().unwrap();
        let summary = Exporter::create(format, folder.path(), &options()).unwrap().finish().unwrap();
        assert!(!summary.files.is_empty(), "{format:?}");
    }
}

#[test]
fn wrong_items_and_options_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let record = record();
    let error = |format, options: &Options| Exporter::create(format, folder.path(), options).err().unwrap().to_string();
    assert_eq!(
        error(Format::Csv, &Options::at("now")),
        "stamp: expected 14 digits as in `20261126231322`, found `now`"
    );
    let appending = Options { append: true, ..options() };
    assert_eq!(error(Format::Icews, &appending), "icews: expected JSON lines or Parquet to append to");

    let mut exporter = Exporter::create(Format::Plover, folder.path(), &options()).unwrap();
    let beyond = [Chosen { index: 7, happening: Some("h") }];
    let error = exporter.report(&report(&record, &beyond)).unwrap_err().to_string();
    assert_eq!(error, "report `lamp-1`: expected an index below its 2 events, found 7");
    exporter.happening(&happening(&record, "h", 0)).unwrap();
    let error = exporter.report(&report(&record, BOTH)).unwrap_err().to_string();
    assert_eq!(error, "report `lamp-1`: expected all reports before the first happening");
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let error = Exporter::create(Format::Csv, &file.path().join("deeper"), &options()).err().unwrap().to_string();
    assert!(error.ends_with("cannot make the folder"), "{error}");
}
