//! Corrections from the command line: made, listed, taken back, handed on; kept over a recode and a kill.

mod keeping;
mod support;

use keeping::{Place, begin, entente, written};
use serde_json::{Value, json};
use support::run_command;

const TEXT: &str = "NAIROBI, March 6 - Kenya's foreign minister met the Ugandan ambassador in Nairobi on Tuesday. \
    On Monday, gunmen killed 14 Kenyan soldiers in Mandera. The Moon State condemned the attack.";

fn place() -> Place {
    let place = Place::new();
    let line =
        json!({"id": "r1", "publisher": "Lagoon Post", "published": "2025-03-06", "title": "Talks", "text": TEXT});
    let path = place.write("reports.jsonl", format!("{line}\n").as_bytes());
    let run = place.run(&["ingest", &path, "--quiet"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    place
}

/// The id of the event of a type.
#[track_caller]
fn event(place: &Place, event_type: &str) -> String {
    let rows = place.rows(&format!("SELECT id FROM events WHERE type = '{event_type}'"));
    rows.first().and_then(|row| row["id"].as_str()).unwrap_or_else(|| panic!("no {event_type}")).to_string()
}

#[track_caller]
fn add(place: &Place, mut body: Value) -> Value {
    body["by"] = json!("Rana");
    body["reason"] = json!("seen in print");
    let run = place.run_with(&["corrections", "add", "-", "--output", "json"], body.to_string().as_bytes());
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{body}");
    serde_json::from_str(&run.stdout).expect("a correction")
}

#[test]
fn a_correction_is_made_listed_kept_over_a_recode_and_taken_back() {
    let place = place();
    let (meeting, attack) = (event(&place, "CONSULT"), event(&place, "ASSAULT"));
    let before = place.rows("SELECT * FROM events ORDER BY id");
    let edit = add(&place, json!({"kind": "edit", "event": meeting, "set": {"status": "negated"}}));
    let strike = add(&place, json!({"kind": "strike", "event": attack}));
    assert_eq!((edit["state"].as_str(), edit["report"].as_str()), (Some("applied"), Some("r1")));
    let check = |place: &Place| {
        let rows = place.rows(&format!("SELECT status, review, confidence FROM events WHERE id = '{meeting}'"));
        assert_eq!(rows, [json!({"status": "negated", "review": "edited", "confidence": 1.0})]);
        assert_eq!(place.rows(&format!("SELECT id FROM events WHERE id = '{attack}'")), [] as [Value; 0]);
        place.check();
    };
    check(&place);
    assert_eq!(place.run(&["store", "recode", "--all", "--quiet"]).code, Some(0));
    check(&place);
    let listed = place.run(&["corrections", "--report", "r1", "--output", "json"]);
    let kinds: Vec<Value> =
        listed.stdout.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON")["kind"].clone()).collect();
    assert_eq!(kinds, ["strike", "edit"]);
    let shown = place.run(&["show", "r1", "--output", "json"]);
    let shown: Value = serde_json::from_str(&shown.stdout).expect("JSON");
    assert!(
        shown["coded"]["events"].as_array().expect("events").len()
            > shown["record"]["events"].as_array().expect("events").len()
    );
    for correction in [strike, edit] {
        let id = correction["id"].as_str().expect("an id");
        let run = place.run(&["corrections", "undo", id, "--by", "Karim", "--reason", "a slip"]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
    }
    assert_eq!(place.rows("SELECT * FROM events ORDER BY id"), before);
    let run = place.run(&["corrections", "undo", "0000", "--by", "Karim", "--reason", "a slip"]);
    assert_eq!((run.code, run.stderr.contains("nothing in the store has the id `0000`")), (Some(1), true));
}

#[test]
fn what_is_refused_is_told_with_its_line_and_the_others_hold() {
    let place = place();
    let meeting = event(&place, "CONSULT");
    let lines = [
        json!({"kind": "accept", "event": meeting, "by": "Rana", "reason": "right"}).to_string(),
        "{".into(),
        json!({"kind": "edit", "event": meeting, "set": {"mode": "retreat"}, "by": "Rana", "reason": "x"}).to_string(),
    ];
    let file = place.write("corrections.jsonl", lines.join("\n").as_bytes());
    let run = place.run(&["corrections", "add", &file, "--output", "json"]);
    assert_eq!((run.code, run.stdout.lines().count()), (Some(2), 1), "{}", run.stderr);
    let told: Vec<&str> = run.stderr.lines().collect();
    assert!(told[0].starts_with(&format!("entente: {file}, line 2: EOF")), "{told:?}");
    assert!(told[1].contains("line 3: `set.mode`: expected null or one of visit"), "{told:?}");
    assert_eq!(place.rows("SELECT review FROM events WHERE review IS NOT NULL"), [json!({"review": "accepted"})]);
}

#[test]
fn corrected_records_are_gold_that_they_agree_with() {
    let place = place();
    let meeting = event(&place, "CONSULT");
    // `Kenyan` stands after `Kenya's`: the trigger is told so that it is found where it stands.
    let at = TEXT.find("condemned").expect("a word");
    add(
        &place,
        json!({"kind": "edit", "event": meeting, "set": {"type": "COOPERATE", "date": {"start": "2025-03-03"}}}),
    );
    add(
        &place,
        json!({"kind": "add", "report": "r1", "event": {"trigger": {"start": at + 14, "end": at + 20, "text": "attack"},
        "type": "ACCUSE", "actors": [{"text": "The Moon State", "country": "UGA", "sector": "GOV"}]}}),
    );
    let folder = written(&place.path("gold"));
    let run = place.run(&["corrections", "export", &folder, "--as", "gold"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let again = place.run(&["corrections", "export", &folder, "--as", "gold"]);
    assert!(again.code == Some(2) && again.stderr.contains("expected a new or empty folder"), "{}", again.stderr);
    let shown: Value = serde_json::from_str(&place.run(&["show", "r1", "--output", "json"]).stdout).expect("JSON");
    let records = place.write("records.jsonl", format!("{}\n", shown["record"]).as_bytes());
    let scores = place.run(&["evaluate", "events", &folder, &records]);
    assert_eq!(scores.code, Some(0), "{}", scores.stderr);
    for level in ["trigger", "type", "dyad"] {
        let line =
            scores.stdout.lines().find(|line| line.starts_with(level)).unwrap_or_else(|| panic!("{}", scores.stdout));
        assert!(line.contains("100.0") || line.contains("1.000"), "{line}");
    }
}

#[test]
fn additions_to_the_tables_are_a_folder_of_knowledge_and_are_known_at_once() {
    let place = place();
    add(&place, json!({"kind": "alias", "name": "Moon State", "of": "state/uga"}));
    add(
        &place,
        json!({"kind": "office", "person": "Nadia Quuxford", "post": "foreign minister", "country": "KEN", "since": "2025-01"}),
    );
    let unknown = json!({"kind": "alias", "name": "x", "of": "Nobody Whatsoever", "by": "Rana", "reason": "y"});
    let run = place.run_with(&["corrections", "add", "-"], unknown.to_string().as_bytes());
    assert!(run.code == Some(2) && run.stderr.contains("an id or a name that the tables have"), "{}", run.stderr);
    let folder = written(&place.path("mine"));
    assert_eq!(place.run(&["corrections", "export", &folder, "--as", "knowledge"]).code, Some(0));
    let check = place.run(&["knowledge", "check", &folder]);
    assert_eq!(check.code, Some(0), "{}{}", check.stdout, check.stderr);
    let found = place.run(&["knowledge", "lookup", "Nadia Quuxford", "--knowledge", &folder, "--output", "json"]);
    assert!(found.code == Some(0) && found.stdout.contains("foreign minister"), "{}", found.stdout);
    // The store's own additions lie over the tables where its reports are coded.
    let coder = |place: &Place| place.rows("SELECT knowledge FROM reports");
    let before = coder(&place);
    assert_eq!(place.run(&["store", "recode", "--quiet"]).code, Some(0));
    assert_ne!(coder(&place), before);
    let names = place.rows("SELECT country FROM participants WHERE text LIKE '%Moon State' AND role = 'actor'");
    assert_eq!(names, [json!({"country": "UGA"})]);
}

#[test]
fn a_kill_loses_no_correction_that_was_acknowledged() {
    let place = place();
    let meeting = event(&place, "CONSULT");
    for round in 0..6 {
        let lines: String = (0..40)
            .map(|number| {
                let status = ["actual", "negated"][number % 2];
                format!("{}\n", json!({"kind": "edit", "event": meeting, "set": {"status": status}, "by": "Rana", "reason": format!("{round}-{number}")}))
            })
            .collect();
        let file = place.write("many.jsonl", lines.as_bytes());
        let mut child = begin(&mut entente(&place.store, &["corrections", "add", &file, "--output", "json"]));
        std::thread::sleep(std::time::Duration::from_millis(20 + 15 * round));
        let _ = child.kill();
        let output = child.wait_with_output().expect("a child");
        let kept: Vec<Value> = place.rows("SELECT id FROM corrections");
        for line in String::from_utf8_lossy(&output.stdout).lines().filter(|line| line.ends_with('}')) {
            let told: Value = serde_json::from_str(line).expect("whole lines");
            assert!(kept.iter().any(|row| row["id"] == told["id"]), "round {round}: {} is lost", told["id"]);
        }
        place.check();
    }
    let run = run_command(&mut entente(&place.store, &["corrections", "--limit", "1"]), b"");
    assert!(matches!(run.code, Some(0 | 1)), "{}", run.stderr);
}
