//! The trained network reads as the training program says it does.
//!
//! `models/reader/reference.json` holds what a simulation of the quantized network in the training program
//! gave for a few made-up sentences.

use std::path::Path as FilePath;

use inference::{Break, Model, Path, Reader, Reading};
use serde_json::Value;

/// Root mean square of the differences of hidden rows. A relative change of 1e-5 in one layer, or double
/// precision, moves the training program's own quantized rows by 0.03 (rows have a root mean square of
/// 0.5), since rounding to 8 bits enlarges any difference to the size of its own error.
const HIDDEN_TOLERANCE: f64 = 0.06;
/// The share of labels, heads and relations that must be equal; the others are near ties.
const LEAST_EQUAL: f64 = 0.98;
/// Scores are of the order of ten.
const SCORE_TOLERANCE: f64 = 1.0;

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
    let (mut equal, mut all) = (0, 0);
    for case in &files.cases {
        let agreement = check(&mut reader, case);
        equal += agreement.equal;
        all += agreement.all;
    }
    println!("{equal} of {all} labels, heads and relations are equal");
    assert!(equal as f64 >= LEAST_EQUAL * all as f64, "only {equal} of {all} are equal");
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
fn check(reader: &mut Reader, case: &Value) -> Agreement {
    let reading = read(reader, case);
    for kind in ["int8", "float"] {
        let error = hidden_error(&reading, &case[kind]);
        assert!(error < HIDDEN_TOLERANCE, "{error} from the {kind} rows of {}", case["words"]);
    }
    let (expected, mut agreement) = (&case["int8"], Agreement::default());
    for i in 0..reading.len() {
        let error = (f64::from(reading.start(i)) - number(&expected["start"][i])).abs();
        assert!(error < SCORE_TOLERANCE, "start of word {i} in {}: {error}", case["words"]);
        agreement.count(reading.upos(i), &expected["upos"][i], &expected["upos_scores"][i]);
        agreement.count(reading.xpos(i), &expected["xpos"][i], &expected["xpos_scores"][i]);
        agreement.count(reading.feats(i), &expected["feats"][i], &expected["feats_scores"][i]);
        agreement.count(reading.names(i), &expected["names"][i], &expected["names_scores"][i]);
    }
    check_parse(reader, &reading, case, &mut agreement);
    agreement
}

/// How many choices are the training program's.
#[derive(Default)]
struct Agreement {
    equal: usize,
    all: usize,
}

impl Agreement {
    /// Takes in one choice; the expected label's logit must be right and no more than a tolerance below another.
    #[track_caller]
    fn count(&mut self, row: &[f32], label: &Value, score: &Value) {
        let label = label.as_u64().expect("the reference has labels") as usize;
        let (found, best) = (f64::from(row[label]), argmax(row));
        assert!(
            (found - number(score)).abs() < SCORE_TOLERANCE,
            "logit of label {label}: expected {score}, found {found}"
        );
        assert!(f64::from(row[best]) - found < SCORE_TOLERANCE, "label: expected {label}, found {best}");
        self.add(best == label);
    }

    fn add(&mut self, equal: bool) {
        self.all += 1;
        self.equal += usize::from(equal);
    }
}

fn hidden_error(reading: &Reading, expected: &Value) -> f64 {
    let rows = list(&expected["hidden"]).iter().enumerate();
    let pairs = rows.flat_map(|(i, row)| reading.hidden(i).iter().zip(list(row)));
    let squares: Vec<f64> = pairs.map(|(&found, expected)| (f64::from(found) - number(expected)).powi(2)).collect();
    (squares.iter().sum::<f64>() / squares.len() as f64).sqrt()
}

#[track_caller]
fn check_parse(reader: &mut Reader, reading: &Reading, case: &Value, agreement: &mut Agreement) {
    let (expected, n) = (&case["int8"], reading.len());
    let arcs = reader.arcs(reading, 0..n);
    let heads = integers(&expected["heads"]);
    for dep in 0..n {
        agreement.count(arcs.row(dep), &expected["heads"][dep], &expected["arc_scores"][dep][heads[dep]]);
    }
    let heads: Vec<_> = heads.iter().map(|&head| head.checked_sub(1)).collect();
    let relations = reader.relations(reading, 0..n, &heads);
    for ((label, _), expected) in relations.iter().zip(integers(&expected["deprel"])) {
        agreement.add(*label == expected);
    }
}

fn argmax(row: &[f32]) -> usize {
    (0..row.len()).rev().max_by(|&a, &b| row[a].total_cmp(&row[b])).unwrap()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("the reference has lists")
}

fn integers(value: &Value) -> Vec<usize> {
    list(value).iter().filter_map(Value::as_u64).map(|number| number as usize).collect()
}

fn number(value: &Value) -> f64 {
    value.as_f64().expect("the reference has numbers")
}
