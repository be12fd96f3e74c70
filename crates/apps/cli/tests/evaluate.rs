//! `entente evaluate`: the figures of small corpora, and those of the Python programs where they are at hand.

mod support;

use std::path::{Path, PathBuf};
use std::process::Command;
use support::{file, run, run_command};

const DOCUMENT: &str =
    r#"{"text": "Police arrested two men in Lagos on Monday.", "published": "2025-03-06", "sentences": [[0, 43]]}"#;
const GOLD: &str = r#"{"events": [{"s": 0, "trigger": "arrested", "type": "COERCE", "mode": "arrest", "status": "actual",
    "actors": [{"country": "NGA", "sector": "COP"}], "recipients": [{"country": "NGA", "sector": "CVL"}],
    "date": ["2025-03-03", "2025-03-03"], "place": {"country": "NGA"}}]}"#;
const RECORD: &str = r#"{"id": "a", "events": [{"trigger": {"start": 7, "end": 15, "text": "arrested"}, "type": "COERCE", "mode": null,
    "status": "actual", "actors": [{"country": "NGA", "sector": "COP"}], "recipients": [], "date": null, "place": null}]}"#;

const TREE: &str = "1\tPolice\tpolice\tNOUN\tNNS\t_\t2\tnsubj\t_\t_\n2\tcan\tcan\tAUX\tMD\t_\t4\taux\t_\tSpaceAfter=No\n\
    3\tnot\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_\n4\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No\n5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_\n\n";

fn corpus(name: &str) -> String {
    let document = file(&format!("evaluate/{name}/docs/a.json"), DOCUMENT.as_bytes());
    file(&format!("evaluate/{name}/events/a.json"), GOLD.as_bytes());
    Path::new(&document).ancestors().nth(2).and_then(Path::to_str).expect("a folder").to_string()
}

/// What `entente evaluate` prints.
fn figures(arguments: &[&str]) -> String {
    let run = run(&[&["evaluate"], arguments].concat(), b"");
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{arguments:?}");
    run.stdout
}

/// What the Python program prints; none where it or Python is missing.
fn python(program: &str, arguments: &[&str]) -> Option<String> {
    let path = shared()?.join("eval").join(program);
    let mut command = Command::new("python3");
    let output = command.arg(path).args(arguments).output().ok()?;
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).expect("UTF-8"))
}

/// The folder of data and programs beside the repository.
fn shared() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared");
    if !folder.join("eval").is_dir() {
        println!("skipped: no folder ../shared");
        return None;
    }
    Some(folder)
}

#[test]
fn confidences_are_held_to_what_they_say() {
    let folder = corpus("confident");
    let record = RECORD.replace('\n', " ").replace(r#""date": null"#, r#""confidence": 0.9, "date": null"#);
    let records = file("evaluate/confident.jsonl", record.as_bytes());
    let printed = figures(&["events", &folder, &records]);
    let expected = "confidence        precision 1.000 of 1 at 0.8 and above; expected calibration error 0.100;";
    assert!(printed.contains(expected), "{printed}");
}

#[test]
fn events_are_scored_as_python_scores_them() {
    let folder = corpus("given");
    let records = file("evaluate/records.jsonl", RECORD.replace('\n', " ").as_bytes());
    let printed = figures(&["events", &folder, &records]);
    assert!(printed.contains("type     P 1.000  R 1.000  F1 1.000   (matched 1, gold 1, predicted 1)\n"), "{printed}");
    assert!(printed.contains("dyad     P 0.000  R 0.000  F1 0.000   (matched 0, gold 1, predicted 1)\n"), "{printed}");
    let (documents, gold) = (format!("{folder}/docs"), format!("{folder}/events"));
    if let Some(expected) = python("eval_events.py", &[&documents, &gold, &records]) {
        assert_eq!(printed, expected);
    }
}

#[test]
fn documents_without_records_are_coded_now() {
    let printed = figures(&["events", &corpus("coded")]);
    assert!(printed.contains("type     P 1.000  R 1.000  F1 1.000"), "{printed}");
}

#[test]
fn trees_are_scored_as_python_scores_them() {
    let gold = file("evaluate/gold.conllu", TREE.as_bytes());
    let other = TREE.replace("nsubj", "obj").replace("2\tcan\tcan\tAUX\tMD\t_\t4", "2\tcan\tcan\tAUX\tMD\t_\t1");
    let whole = TREE.replace("2\tcan\t", "2-3\tcannot\t_\t_\t_\t_\t_\t_\t_\t_\n2\tcan\t");
    for (name, system) in [("other", other), ("whole", whole)] {
        let system = file(&format!("evaluate/{name}.conllu"), system.as_bytes());
        for flags in [&[][..], &["--aligned"]] {
            let arguments = [&[gold.as_str(), &system], flags].concat();
            let printed = figures(&[&["parse"], arguments.as_slice()].concat());
            if let Some(expected) = python("eval_ud.py", &arguments) {
                assert_eq!(printed, expected);
            }
        }
    }
}

#[test]
fn a_treebank_s_raw_text_is_parsed_now() {
    let gold = file("evaluate/raw.conllu", TREE.as_bytes());
    let printed = figures(&["parse", &gold, "--aligned"]);
    assert!(printed.starts_with("aligned (CoNLL-2018 style)\nTokens     P "), "{printed}");
}

#[test]
fn mentions_are_scored_as_python_scores_them() {
    let gold = file(
        "evaluate/gold.bio",
        b"Jane\tB-Person\nRoe\tI-Person\nleft\tO\nRome\tB-Location\n\nNATO\tB-Organisation\n",
    );
    let system = file("evaluate/system.bio", b"Jane\tB-person\nRoe\tO\nleft\tO\nRome\tB-gpe\n\nNATO\tB-Organisation\n");
    let map = file("evaluate/map.json", br#"{"person": "Person", "gpe": "Location"}"#);
    for flags in [vec![], vec!["--map", map.as_str()], vec!["--map", &map, "--types", "Person,Location"]] {
        let arguments = [&[gold.as_str(), &system], flags.as_slice()].concat();
        let printed = figures(&[&["mentions"], arguments.as_slice()].concat());
        if let Some(expected) = python("eval_ner.py", &arguments) {
            assert_eq!(printed, expected);
        }
    }
}

#[test]
fn names_are_found_now_under_the_gold_file_s_types() {
    let gold = file("evaluate/now.bio", b"Police\tO\nmet\tO\nin\tO\nNairobi\tB-Location\n.\tO\n");
    let printed = figures(&["mentions", &gold, "--types", "Location"]);
    assert!(printed.starts_with("micro    P 1.0000 R 1.0000"), "{printed}");
}

#[test]
fn speed_is_told() {
    let reports = file("evaluate/speed.jsonl", b"{\"text\": \"The ministers met in Nairobi on Monday.\"}\n");
    let printed = figures(&["speed", &reports, "--threads", "1"]);
    for line in ["start-up", "words", "peak memory"] {
        assert!(printed.contains(line), "{printed}");
    }
    assert!(printed.contains("words        7 ("), "{printed}");
}

#[test]
fn real_treebanks_are_scored_as_python_scores_them() {
    let Some(folder) = shared() else { return };
    let gold = folder.join("data/ud/gum-dev.conllu");
    let Ok(text) = std::fs::read_to_string(&gold) else { return println!("skipped: no {}", gold.display()) };
    let wrong = with_wrong_heads(&text.replace("\tnsubj\t", "\tobj\t").replace("\tNOUN\t", "\tPROPN\t"));
    let split = without_multiword_tokens(&text);
    for (name, system) in [("wrong", wrong), ("split", split)] {
        let system = file(&format!("evaluate/gum-{name}.conllu"), system.as_bytes());
        for flags in [&[][..], &["--aligned"]] {
            let arguments = [&[gold.to_str().expect("a plain path"), &system], flags].concat();
            let printed = run(&[&["evaluate", "parse"], arguments.as_slice()].concat(), b"");
            let program = folder.join("eval/eval_ud.py");
            let expected = run_command(Command::new("python3").arg(program).args(&arguments), b"");
            assert_eq!((printed.code, printed.stdout), (Some(0), expected.stdout), "{}", printed.stderr);
        }
    }
}

/// The treebank with every word that hangs on its sentence's third hanging on the first.
fn with_wrong_heads(text: &str) -> String {
    let mend = |line: &str| {
        let columns =
            line.split('\t').enumerate().map(|(at, column)| if at == 6 && column == "3" { "1" } else { column });
        columns.collect::<Vec<_>>().join("\t") + "\n"
    };
    text.lines().map(mend).collect()
}

/// The treebank without the lines of multiword tokens, where their words are the same characters.
fn without_multiword_tokens(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let column = |line: &str, at: usize| line.split('\t').nth(at).unwrap_or_default().to_string();
    let is_kept = |at: usize| {
        let Some((first, last)) =
            column(lines[at], 0).split_once('-').map(|(a, b)| (a.parse::<usize>(), b.parse::<usize>()))
        else {
            return true;
        };
        let n_words = last.expect("an id") + 1 - first.expect("an id");
        let words: String = lines[at + 1..=at + n_words].iter().map(|line| column(line, 1)).collect();
        words != column(lines[at], 1)
    };
    (0..lines.len())
        .filter(|&at| lines[at].starts_with('#') || is_kept(at))
        .map(|at| format!("{}\n", lines[at]))
        .collect()
}
