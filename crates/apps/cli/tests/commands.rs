//! The verbs, as a person or a script uses them.

mod support;

use serde_json::Value;
use std::process::Command;
use support::{file, fixture, run, run_command};

/// The records of a fixture.
fn coded(name: &str) -> Vec<Value> {
    let run = run(&["code", "--output", "json", "--published", "2025-03-06", &fixture(name)], b"");
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    run.stdout.lines().map(|line| serde_json::from_str(line).expect("a record")).collect()
}

/// Many short reports as JSON lines.
fn many_reports() -> String {
    let line = |at: usize| {
        let text =
            format!("Minister number {at} met the president in Nairobi on Monday. Police arrested {at} protesters.");
        serde_json::json!({"id": format!("r{at}"), "text": text.repeat(at % 7 + 1), "published": "2025-03-06"})
            .to_string()
            + "\n"
    };
    (0..40).map(line).collect()
}

#[test]
fn records_are_the_same_with_any_number_of_threads() {
    let reports = many_reports();
    let one = run(&["code", "--output", "json", "--threads", "1"], reports.as_bytes());
    let three = run(&["code", "--output", "json", "--threads", "3"], reports.as_bytes());
    assert_eq!((one.code, one.stdout.lines().count()), (Some(0), 40));
    assert!(one.stdout == three.stdout, "three threads print something else than one");
}

#[test]
fn records_keep_the_order_of_the_reports() {
    let run = run(&["code", "--output", "json", "--threads", "4"], many_reports().as_bytes());
    let id = |line: &str| serde_json::from_str::<Value>(line).expect("a record")["id"].clone();
    let ids: Vec<Value> = run.stdout.lines().map(id).collect();
    assert_eq!(ids, (0..40).map(|at| Value::from(format!("r{at}"))).collect::<Vec<_>>());
}

#[test]
fn events_below_a_confidence_are_left_out() {
    let confidences = |least: &str| -> Vec<f64> {
        let arguments = ["code", "--output", "json", "--published", "2025-03-06", "--min-confidence", least];
        let run = run(&[&arguments[..], &[&fixture("service-chiefs.txt")]].concat(), b"");
        let record: Value = serde_json::from_str(&run.stdout).expect("a record");
        record["events"].as_array().expect("events").iter().filter_map(|event| event["confidence"].as_f64()).collect()
    };
    let all = confidences("0");
    let middle = all.iter().sum::<f64>() / all.len() as f64;
    let kept: Vec<f64> = all.iter().copied().filter(|&confidence| confidence >= middle).collect();
    assert!(!kept.is_empty() && kept.len() < all.len(), "{all:?}");
    assert_eq!(confidences(&middle.to_string()), kept);
    let run = run(&["code", "--min-confidence", "80"], b"Ghana met Togo.");
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("expected a number from 0 to 1"), "{}", run.stderr);
}

#[test]
fn the_caller_tells_id_title_and_day() {
    let arguments = ["code", "--output", "json", "--id", "n1", "--title", "Talks", "--published", "2025-03-06"];
    let run = run(&arguments, b"The ministers met in Nairobi on Tuesday.");
    let record: Value = serde_json::from_str(&run.stdout).expect("a record");
    assert_eq!(
        (&record["id"], &record["title"], &record["published"]),
        (&"n1".into(), &"Talks".into(), &"2025-03-06".into())
    );
}

#[test]
fn an_id_for_several_reports_is_an_error() {
    let run = run(&["code", "--output", "json", "--id", "n1"], many_reports().as_bytes());
    assert_eq!((run.code, run.stdout.lines().count()), (Some(2), 1));
    assert!(run.stderr.contains("--id and --title are for one report"), "{}", run.stderr);
}

#[test]
fn a_report_is_shown_with_its_events_marked_and_listed() {
    let arguments = ["code", "--output", "text", "--published", "2025-03-06", &fixture("service-chiefs.txt")];
    let run = run(&arguments, b"");
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert!(run.stdout.contains("Ng'ang'a, [met]1 his Indian"), "{}", run.stdout);
    assert!(run.stdout.contains("did what") && run.stdout.contains("CONSULT"), "{}", run.stdout);
    assert!(!run.stdout.contains('\u{1b}'));
    assert!(run.stdout.lines().all(|line| line.chars().count() <= 100), "{}", run.stdout);
}

#[test]
fn color_is_for_those_who_ask() {
    let report = fixture("border-clash.txt");
    let shown = run(&["code", "--output", "text", "--color", "always", &report], b"").stdout;
    assert!(shown.contains("\u{1b}[") && !shown.contains("[attacked]"));
}

#[test]
fn fixtures_of_all_kinds_have_events() {
    for name in ["service-chiefs.txt", "border-clash.txt", "sanctions-protest.txt"] {
        let record = coded(name).pop().expect("a record");
        assert!(record["events"].as_array().is_some_and(|events| events.len() >= 5), "{name}: {record}");
    }
}

#[test]
fn trees_are_conllu() {
    let run = run(&["parse"], b"Two ministers met in Nairobi. They don't agree.");
    let sentences = record::conllu::read(&run.stdout).expect("CoNLL-U");
    assert_eq!((run.code, sentences.len()), (Some(0), 2));
    assert_eq!(record::conllu::raw_text(&sentences), "Two ministers met in Nairobi. They don't agree.");
}

#[test]
fn mentions_are_listed() {
    let run = run(&["mentions", "--output", "json"], "The minister, Jos\u{e9} Pérez, met police in Madrid.".as_bytes());
    let list: Value = serde_json::from_str(&run.stdout).expect("a list");
    let found = list["mentions"].as_array().expect("a list").iter().find(|mention| mention["text"] == "Madrid");
    assert_eq!((&found.expect("Madrid")["start"], &found.expect("Madrid")["kind"]), (&40.into(), &"gpe".into()));
}

#[test]
fn an_event_is_explained_with_and_without_its_report() {
    let record = coded("border-clash.txt").pop().expect("a record");
    let records = file("commands/records.jsonl", record.to_string().as_bytes());
    let id = record["events"][0]["id"].as_str().expect("an id").to_string();
    let report = fixture("border-clash.txt");
    let plain = run(&["explain", &records, &id[..12], "--output", "text"], b"");
    assert_eq!((plain.code, plain.stderr.as_str()), (Some(0), ""));
    assert!(plain.stdout.contains("trigger") && plain.stdout.contains("\nWhy\n- "), "{}", plain.stdout);
    let whole = run(&["explain", &records, &id, "--output", "text", "--report", &report], b"").stdout;
    assert!(whole.contains("[attacked]"), "{whole}");
    let json = run(&["explain", &records, &id, "--output", "json"], b"").stdout;
    assert_eq!(serde_json::from_str::<Value>(&json).expect("JSON")["event"], record["events"][0]);
}

#[test]
fn what_else_is_told_of_an_event_is_explained() {
    let mut record = coded("border-clash.txt").pop().expect("a record");
    let (id, entity) = (record["events"][0]["id"].clone(), record["entities"][0]["id"].clone());
    let [start, end] = ["start", "end"].map(|side| record["events"][0]["trigger"][side].clone());
    record["numbers"] = serde_json::json!([{"start": start, "end": end, "text": "seven herders killed", "kind": "killed",
        "low": 7.0, "high": 7.0, "of": "herders", "event": id, "attribution": entity, "why": "a rule of numbers"}]);
    record["statements"] = serde_json::json!([{"start": start, "end": end, "text": "they attacked", "style": "indirect",
        "speaker": entity, "cue": "said", "target": null, "sayings": [], "why": "a rule of speech"}]);
    record["events"][0]["denied_by"] =
        serde_json::json!([{"event": id, "entity": null, "text": "an aide", "span": [0, 4]}]);
    let records = file("commands/told.jsonl", record.to_string().as_bytes());
    let shown = run(&["explain", &records, id.as_str().expect("an id"), "--output", "text"], b"").stdout;
    for words in
        ["seven herders killed", "a rule of numbers", "they attacked", "a rule of speech", "denied by", "an aide"]
    {
        assert!(shown.contains(words), "{words}: {shown}");
    }
}

#[test]
fn a_record_that_stands_there_twice_is_explained_once() {
    let record = coded("border-clash.txt").pop().expect("a record");
    let records = file("commands/twice.jsonl", format!("{record}\n{record}\n").as_bytes());
    let id = record["events"][0]["id"].as_str().expect("an id");
    let once = run(&["explain", &records, id, "--output", "json"], b"");
    assert_eq!((once.code, once.stderr.as_str(), once.stdout.lines().count()), (Some(0), "", 1));
    let mut changed = record.clone();
    changed["events"][0]["id"] = format!("{}x", &id[..4]).into();
    let records = file("commands/two.jsonl", format!("{record}\n{changed}\n").as_bytes());
    let two = run(&["explain", &records, &id[..4]], b"");
    assert_eq!((two.code, two.stdout.as_str()), (Some(2), ""));
    assert!(two.stderr.contains("give more digits"), "{}", two.stderr);
}

#[test]
fn a_record_from_elsewhere_cannot_steer_the_terminal_or_overflow() {
    let mut record = coded("border-clash.txt").pop().expect("a record");
    let id = record["events"][0]["id"].as_str().expect("an id").to_string();
    record["title"] = "a\u{1b}[31mtitle".into();
    record["events"][0]["trigger"]["text"] = "at\u{1b}[5mtacked".into();
    record["events"][0]["status"] = "actual\u{1b}[5m".into();
    record["events"][0]["sentence"] = u64::MAX.into();
    let records = file("commands/steering.jsonl", record.to_string().as_bytes());
    let run = run(&["explain", &records, &id, "--output", "text"], b"");
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert!(run.stdout.contains("a[31mtitle") && !run.stdout.contains('\u{1b}'), "{}", run.stdout);
}

#[test]
fn an_event_that_is_not_there_is_nothing_found() {
    let records = file("commands/other.jsonl", coded("border-clash.txt")[0].to_string().as_bytes());
    let run = run(&["explain", &records, "0000000000000000"], b"");
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
    assert!(run.stderr.contains("no event `0000000000000000`"), "{}", run.stderr);
}

#[test]
fn what_is_no_record_cannot_be_explained() {
    let records = file("commands/no-record.jsonl", b"{}\n");
    let run = run(&["explain", &records, "ab"], b"");
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("line 1: not a record"), "{}", run.stderr);
}

#[test]
fn settings_file_is_overruled_by_variables_and_they_by_flags() {
    let config = file("commands/settings.toml", b"output = \"json\"\nthreads = 2\n");
    let form = |variable: Option<&str>, flag: Option<&str>| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_entente"));
        command.args(["code", "--config", &config]).envs(variable.map(|form| ("ENTENTE_OUTPUT", form)));
        command.args(flag.map(|form| ["--output", form]).into_iter().flatten());
        let run = run_command(&mut command, b"The ministers met in Nairobi.");
        if run.stdout.starts_with('{') { "json" } else { "text" }
    };
    assert_eq!(form(None, None), "json");
    assert_eq!(form(Some("text"), None), "text");
    assert_eq!(form(Some("text"), Some("json")), "json");
}

/// How a run ends with `ENTENTE_OUTPUT` and `ENTENTE_THREADS` set.
fn run_with(output: Option<&str>, threads: Option<&str>, arguments: &[&str]) -> support::Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_entente"));
    command.args(arguments).envs(output.map(|form| ("ENTENTE_OUTPUT", form)));
    run_command(command.envs(threads.map(|n| ("ENTENTE_THREADS", n))), b"The ministers met in Nairobi.")
}

#[test]
fn json_is_refused_where_it_is_asked_for_and_cannot_be_had() {
    let config = file("commands/json.toml", b"output = \"json\"\n");
    for run in [run_with(Some("json"), None, &["parse"]), run_with(None, None, &["parse", "--config", &config])] {
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
        assert!(record::conllu::read(&run.stdout).is_ok_and(|sentences| sentences.len() == 1), "{}", run.stdout);
    }
    let check = |arguments: &[&str], expected: &str| {
        let run = run_with(None, None, arguments);
        assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (Some(2), "", expected));
    };
    check(&["parse", "--output", "json"], "entente: --output json: `entente parse` prints CoNLL-U alone\n");
    check(&["--output", "json", "parse"], "entente: --output json: `entente parse` prints CoNLL-U alone\n");
    let evaluate = ["evaluate", "speed", "--output", "json", &fixture("border-clash.txt")];
    check(&evaluate, "entente: --output json: `entente evaluate` prints text alone\n");
    let speed = run_with(Some("json"), None, &["evaluate", "speed", &fixture("border-clash.txt")]);
    assert_eq!((speed.code, speed.stdout.starts_with("threads")), (Some(0), true), "{}", speed.stderr);
}

#[test]
fn more_threads_than_a_machine_has_are_refused() {
    let config = file("commands/threads.toml", b"threads = 1025\n");
    let check = |run: support::Run, found: &str| {
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
        assert_eq!(run.stderr, format!("entente: threads: expected 1 to 1024, found {found}\n"));
    };
    for n in ["18446744073709551615", "4611686018427387904", "1025", "0"] {
        check(run_with(None, None, &["code", "--threads", n]), n);
        check(run_with(None, Some(n), &["code"]), n);
    }
    check(run_with(None, None, &["code", "--config", &config]), "1025");
}

#[test]
fn a_wrong_settings_file_is_an_error() {
    let config = file("commands/wrong.toml", b"thread = 2\n");
    let run = run(&["code", "--config", &config], b"x");
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("wrong.toml") && run.stderr.contains("unknown field `thread`"), "{}", run.stderr);
}

#[test]
fn a_closed_pipe_is_success() {
    let reports = file("commands/many.jsonl", many_reports().repeat(4).as_bytes());
    let script = format!(
        "'{}' code --output json '{reports}' | head -n 1; echo ${{PIPESTATUS[0]}}",
        env!("CARGO_BIN_EXE_entente")
    );
    let run = run_command(Command::new("bash").args(["-c", &script]), b"");
    assert_eq!((run.stdout.lines().last(), run.stderr.as_str()), (Some("0"), ""));
}

#[test]
fn wrong_use_is_explained() {
    let run = run(&["code", "--published", "yesterday"], b"");
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("expected a date such as 2025-01-16"), "{}", run.stderr);
}
