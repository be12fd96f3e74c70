//! The trained network reads as the training program says it does.
//!
//! `models/reader/reference.json` holds what a simulation of the quantized network in the training program
//! gave for a few made-up sentences.

use std::path::Path as FilePath;

use inference::{Break, Model, Path, Reader, Reading};
use serde_json::Value;

/// Rounding differs in places (attention, the order of sums), and 8-bit steps enlarge it.
const HIDDEN_TOLERANCE: f64 = 0.08;
/// Scores are sums over whole rows.
const SCORE_TOLERANCE: f64 = 0.6;

struct Files {
    weights: Vec<u8>,
    vocabulary: String,
    cases: Vec<Value>,
}

fn files() -> Option<Files> {
    let folder = FilePath::new(env!("CARGO_MANIFEST_DIR")).join("../../../models/reader");
    let read = |name: &str| std::fs::read(folder.join(name)).ok();
    let Some(reference) = read("reference.json") else {
        println!("skipped: no reference.json beside the weights");
        return None;
    };
    Some(Files {
        weights: read("weights.safetensors")?,
        vocabulary: String::from_utf8(read("vocabulary.txt")?).expect("the vocabulary is text"),
        cases: serde_json::from_slice(&reference).expect("the reference is JSON"),
    })
}

#[test]
fn the_trained_network_agrees_with_its_training_program() {
    let Some(files) = files() else { return };
    let model = Model::load(&files.weights, &files.vocabulary).unwrap();
    let mut reader = model.reader();
    for case in &files.cases {
        check(&mut reader, case);
    }
}

#[test]
fn every_path_reads_the_same_bits() {
    let Some(files) = files() else { return };
    let read = |path| {
        let model = Model::load_on(path, &files.weights, &files.vocabulary).unwrap();
        let mut reader = model.reader();
        files.cases.iter().map(|case| read(&mut reader, case)).collect::<Vec<_>>()
    };
    let expected = read(Path::Portable);
    for path in Path::available() {
        assert!(read(path) == expected, "{path:?} differs from the portable path");
    }
}

fn read(reader: &mut Reader, case: &Value) -> Reading {
    let words: Vec<&str> = list(&case["words"]).iter().filter_map(Value::as_str).collect();
    reader.read(&words, &vec![Break::Word; words.len()])
}

#[track_caller]
fn check(reader: &mut Reader, case: &Value) {
    let reading = read(reader, case);
    let expected = &case["int8"];
    let n = reading.len();
    for i in 0..n {
        let place = format!("{} in {}", case["words"][i], case["words"]);
        let close = |found: f32, expected: &Value, tolerance: f64, what: &str| {
            let expected = number(expected);
            assert!((f64::from(found) - expected).abs() < tolerance, "{what} of {place}: expected {expected}, found {found}");
        };
        for (found, expected) in reading.hidden(i).iter().zip(list(&expected["hidden"][i])) {
            close(*found, expected, HIDDEN_TOLERANCE, "hidden");
        }
        close(reading.start(i), &expected["start"][i], SCORE_TOLERANCE, "start");
        for (what, row) in
            [("upos", reading.upos(i)), ("xpos", reading.xpos(i)), ("feats", reading.feats(i)), ("names", reading.names(i))]
        {
            assert_eq!(Some(argmax(row) as u64), expected[what][i].as_u64(), "{what} of {place}");
            close(row[argmax(row)], &expected[format!("{what}_scores")][i], SCORE_TOLERANCE, what);
        }
    }
    check_parse(reader, &reading, case);
}

#[track_caller]
fn check_parse(reader: &mut Reader, reading: &Reading, case: &Value) {
    let (expected, n) = (&case["int8"], reading.len());
    let arcs = reader.arcs(reading, 0..n);
    let heads: Vec<u64> = (0..n).map(|dep| argmax(arcs.row(dep)) as u64).collect();
    assert_eq!(heads, integers(&expected["heads"]), "heads of {}", case["words"]);
    for dep in 0..n {
        for (found, expected) in arcs.row(dep).iter().zip(list(&expected["arc_scores"][dep])) {
            assert!((f64::from(*found) - number(expected)).abs() < 2.0 * SCORE_TOLERANCE, "arcs of word {dep}: {found} {expected}");
        }
    }
    let heads: Vec<_> = heads.iter().map(|&head| (head as usize).checked_sub(1)).collect();
    let relations: Vec<u64> = reader.relations(reading, 0..n, &heads).iter().map(|&(label, _)| label as u64).collect();
    assert_eq!(relations, integers(&expected["deprel"]), "relations of {}", case["words"]);
}

fn argmax(row: &[f32]) -> usize {
    (0..row.len()).rev().max_by(|&a, &b| row[a].total_cmp(&row[b])).unwrap()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("the reference has lists")
}

fn integers(value: &Value) -> Vec<u64> {
    list(value).iter().filter_map(Value::as_u64).collect()
}

fn number(value: &Value) -> f64 {
    value.as_f64().expect("the reference has numbers")
}
