//! `entente code --pairs`, and models of one's own.

mod support;

use serde_json::Value;
use support::{file, run};

const ACCUSED: &str =
    r#"{"id": 7, "text": "Norway accused Chile of fishing in its waters.", "source": [0, 6], "target": [15, 20]}"#;

fn answers(stdout: &str) -> Vec<Value> {
    stdout.lines().map(|line| serde_json::from_str(line).expect("an answer is JSON")).collect()
}

#[test]
fn every_pair_has_one_answer() {
    let unknown = r#"{"id": "x", "text": "Troops of Chad shelled the camp.", "source": [10, 14], "target": null}"#;
    let empty = r#"{"text": ""}"#;
    let run = run(&["code", "--pairs"], format!("{ACCUSED}\n\n{unknown}\n{empty}\n").as_bytes());
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let answers = answers(&run.stdout);
    let types: Vec<_> = answers.iter().map(|answer| (answer["id"].clone(), answer["type"].as_str())).collect();
    assert_eq!(types[0], (7.into(), Some("ACCUSE")));
    assert_eq!(types[1], ("x".into(), Some("ASSAULT")));
    assert_eq!(answers.len(), 3);
    for answer in &answers {
        let scores = answer["scores"].as_object().expect("scores");
        let total: f64 = scores.values().filter_map(Value::as_f64).sum();
        assert!(scores.len() == 16 && (total - 1.0).abs() < 1e-3, "{answer}");
        assert!(answer["status"].is_string());
    }
}

#[test]
fn who_is_named_first_does_not_decide_what_both_do() {
    let pair = |one: &str, other: &str| {
        let text = format!("{one} and {other} restored full relations on Friday.");
        let start = one.len() + 5;
        serde_json::json!({"text": text, "source": [0, one.len()], "target": [start, start + other.len()]}).to_string()
    };
    let states = ["Brazil", "Venezuela", "Russia", "Ukraine", "China", "Japan"];
    let lines: Vec<String> = states.chunks(2).flat_map(|two| [pair(two[0], two[1]), pair(two[1], two[0])]).collect();
    let run = run(&["code", "--pairs"], lines.join("\n").as_bytes());
    let answers = answers(&run.stdout);
    assert_eq!(answers.len(), 6);
    for two in answers.chunks(2) {
        assert_eq!(two[0]["type"], two[1]["type"]);
    }
}

#[test]
fn a_line_that_is_no_pair_is_named_and_the_others_are_answered() {
    let outside = r#"{"text": "Ghana", "source": [0, 9]}"#;
    let path = file("pairs/mixed.jsonl", format!("nonsense\n{ACCUSED}\n{outside}\n").as_bytes());
    let run = run(&["code", "--pairs", &path], b"");
    assert_eq!((run.code, answers(&run.stdout).len()), (Some(2), 1));
    assert!(run.stderr.contains(&format!("{path}:1: expected {{\"id\", \"text\"")), "{}", run.stderr);
    assert!(
        run.stderr.contains(&format!("{path}:3: `source` [0, 9] is no span of a text of 5 code points")),
        "{}",
        run.stderr
    );
}

#[test]
fn models_that_cannot_be_read_are_an_error() {
    let check = |folder: &str, expected: &str| {
        let run = run(&["--models", folder, "code", "--output", "json"], b"Ghana met Togo.");
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
        assert!(run.stderr.contains(expected), "{}", run.stderr);
    };
    check("no-such-folder", "no-such-folder/reader/weights.safetensors: cannot be read");
    let reader = file("models/reader/weights.safetensors", b"damaged");
    file("models/reader/vocabulary.txt", b"word\n");
    file("models/coder/weights.safetensors", b"");
    check(
        reader.trim_end_matches("/reader/weights.safetensors"),
        "no models that this version reads: cannot load the reader's weights",
    );
}
