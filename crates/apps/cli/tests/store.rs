//! The store's verbs, as a person or a script uses them.

mod support;

use serde_json::Value;
use std::path::PathBuf;
use std::sync::LazyLock;
use support::{Run, file, run};

/// Four invented reports, and where they were printed.
const REPORTS: [(&str, &str, &str, &str, &str); 4] = [
    (
        "r1",
        "Lagoon Post",
        "2025-03-06",
        "Kenyan navy chief visits India",
        "NEW DELHI, March 6 - Kenya's navy commander, Major General Thomas Ng'ang'a, met Indian Navy chief Admiral Vikram Nair in New Delhi on Tuesday. \
         Kenya has expressed interest in buying two offshore patrol vessels from India.",
    ),
    (
        "r2",
        "Harbour Times",
        "2025-03-07",
        "Talks in New Delhi",
        "NEW DELHI, March 7 - Major General Thomas Ng'ang'a of Kenya met Admiral Vikram Nair of India in New Delhi on Tuesday, the ministry said.",
    ),
    (
        "r3",
        "Harbour Times",
        "2025-04-10",
        "Ghana condemns coup",
        "ACCRA, April 10 - Ghana condemned the coup in Togo on Wednesday. \"We reject any seizure of power,\" Foreign Minister Akosua Mensah said.",
    ),
    (
        "r4",
        "La Gaceta",
        "2025-04-11",
        "Reunión",
        "El ministro de Defensa se reunió el martes con su homólogo chileno en Santiago para hablar de cooperación militar. \
         Los dos países acordaron ampliar los ejercicios conjuntos y el intercambio de oficiales durante los próximos tres años, según un comunicado del gobierno.",
    ),
];

fn reports() -> String {
    let line = |(id, publisher, published, title, text): &(&str, &str, &str, &str, &str)| {
        let url = format!("https://news.example/{id}");
        serde_json::json!({"id": id, "publisher": publisher, "published": published, "title": title, "url": url, "text": text})
            .to_string()
            + "\n"
    };
    REPORTS.iter().map(line).collect()
}

/// A new folder for one test, without what an earlier run left there.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder for tests");
    folder
}

/// A store with the four reports, made once.
static STORE: LazyLock<String> = LazyLock::new(|| {
    let folder = folder("store-of-four");
    let store = folder.join("four.db").display().to_string();
    let reports = file("store-of-four/reports.jsonl", reports().as_bytes());
    let run = run(&["ingest", "--store", &store, &reports], b"");
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(json(&run)[0]["new"], 4);
    store
});

fn ask(arguments: &[&str]) -> Run {
    run(&[&["--store", STORE.as_str()], arguments].concat(), b"")
}

fn json(run: &Run) -> Vec<Value> {
    run.stdout.lines().map(|line| serde_json::from_str(line).expect("JSON lines")).collect()
}

/// `TYPE report` of each event listed.
fn listed(arguments: &[&str]) -> Vec<String> {
    let run = ask(&[&["query"], arguments].concat());
    assert!(run.code == Some(0) || run.code == Some(1), "{}", run.stderr);
    let text = |value: &Value| value.as_str().expect("a string").to_string();
    json(&run).iter().map(|event| format!("{} {}", text(&event["type"]), text(&event["report"]))).collect()
}

#[test]
fn events_are_found_by_parties_words_and_days() {
    assert_eq!(listed(&["--between", "Kenya", "IND", "--type", "consult"]).len(), 2);
    assert_eq!(listed(&["--actor", "Ghana", "--recipient", "TGO"]), ["ACCUSE r3"]);
    assert!(listed(&["coup", "NOT", "navy"]).contains(&"ACCUSE r3".to_string()));
    assert!(listed(&["--person", "Vikram Nair"]).iter().all(|event| event.starts_with("CONSULT")));
    assert!(listed(&["--materiel", "patrol vessels"]).contains(&"AGREE r1".to_string()));
    assert!(listed(&["--since", "2025-04-01"]).iter().all(|event| event.ends_with("r3")));
    assert!(listed(&["--publisher", "Lagoon Post"]).iter().all(|event| event.ends_with("r1")));
    assert!(listed(&["submarine"]).is_empty());
}

#[test]
fn reports_are_listed_by_words_of_their_text() {
    let found = json(&ask(&["query", "--reports", "homólogo"]));
    assert_eq!((found.len(), &found[0]["id"], &found[0]["language"]), (1, &"r4".into(), &"es".into()));
    assert_eq!(ask(&["query", "--reports", "--type", "AID", "x"]).code, Some(2));
}

#[test]
fn nothing_found_is_told_by_the_exit_code() {
    assert_eq!(ask(&["query", "submarine"]).code, Some(1));
    assert_eq!(ask(&["sql", "SELECT * FROM events WHERE type = 'AID'"]).code, Some(1));
    let run = ask(&["show", "nobody here"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
    assert!(run.stderr.contains("nothing with the id or name `nobody here`"), "{}", run.stderr);
}

#[test]
fn what_does_not_exist_is_an_error_that_names_what_does() {
    let run = ask(&["query", "--type", "MEET"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("--type MEET: expected one of AGREE, CONSULT"), "{}", run.stderr);
    let run = support::run(&["query", "--store", "no/such.db"], b"");
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("no/such.db: no store there: `entente ingest` makes one"), "{}", run.stderr);
    let run = ask(&["query", "--output", "conllu"]);
    assert_eq!(run.code, Some(2));
    let run = ask(&["query", "\"\""]);
    assert!(run.stderr.contains("expected at least one word"), "{}", run.stderr);
}

#[test]
fn a_page_goes_on_where_the_last_one_ended() {
    let all = listed(&["--sort", "oldest"]);
    let first = ask(&["query", "--sort", "oldest", "--limit", "2"]);
    assert!(first.stderr.contains("--skip 2"), "{}", first.stderr);
    let rest = listed(&["--sort", "oldest", "--skip", "2"]);
    assert_eq!([&all[..2], &rest[..]].concat(), all);
    let count = ask(&["query", "--count"]);
    assert_eq!(json(&count)[0]["events"], all.len());
}

#[test]
fn tables_are_printed_for_people_and_for_spreadsheets() {
    let text = ask(&["query", "--output", "text", "--actor", "GHA"]).stdout;
    assert!(text.contains("did what") && text.contains("ACCUSE"), "{text}");
    assert!(text.contains("\n  Ghana condemned the coup in Togo on Wednesday."), "{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
    let csv = ask(&["sql", "--output", "csv", "SELECT id, title FROM reports ORDER BY id"]).stdout;
    assert_eq!(csv.lines().next(), Some("id,title"));
    assert_eq!(csv.lines().nth(4), Some("r4,Reunión"));
}

#[test]
fn two_papers_mention_one_meeting() {
    let sql = "SELECT id, mentions, publishers FROM happenings WHERE type = 'CONSULT' ORDER BY mentions DESC LIMIT 1";
    let happening = &json(&ask(&["sql", sql]))[0];
    assert_eq!((&happening["mentions"], &happening["publishers"]), (&2.into(), &2.into()));
    let shown = ask(&["show", happening["id"].as_str().expect("an id")]);
    let mentions = json(&shown)[0]["mentions"].as_array().expect("mentions").len();
    assert_eq!(mentions, 2);
}

#[test]
fn a_report_an_event_and_a_person_are_shown() {
    let report = &json(&ask(&["show", "r3"]))[0];
    assert_eq!((&report["state"], &report["version"]), (&"current".into(), &1.into()));
    assert!(report["text"].as_str().is_some_and(|text| text.starts_with("ACCRA")));
    let id = report["record"]["events"][0]["id"].as_str().expect("an id").to_string();
    let event = &json(&ask(&["show", &id[..8]]))[0];
    assert_eq!((&event["event"]["id"], &event["report"]), (&id.clone().into(), &"r3".into()));
    let people = ask(&["show", "--output", "text", "vikram nair"]).stdout;
    assert!(people.contains("Vikram Nair") && people.contains("Admiral"), "{people}");
    let explained = run(&["explain", "--output", "text", &STORE, &id], b"");
    assert!(explained.stdout.contains("the coup in"), "{}", explained.stdout);
}

#[test]
fn another_language_is_kept_and_marked() {
    let rows = json(&ask(&["sql", "SELECT language, events FROM reports WHERE id = 'r4'"]));
    assert_eq!((&rows[0]["language"], &rows[0]["events"]), (&"es".into(), &0.into()));
}

#[test]
fn the_store_tells_of_itself_and_is_sound() {
    let info = &json(&ask(&["store", "info"]))[0];
    assert_eq!((&info["reports"], &info["withdrawn"]), (&4.into(), &0.into()));
    assert!(info["events"].as_u64() > info["happenings"].as_u64());
    assert_eq!(info["coders"].as_array().map(Vec::len), Some(1));
    let check = ask(&["store", "check"]);
    assert_eq!((check.code, check.stdout.as_str()), (Some(0), ""));
}

#[test]
fn sql_cannot_write() {
    let run = ask(&["sql", "DROP TABLE stored_events"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("only reading is allowed here"), "{}", run.stderr);
}

#[test]
fn the_same_reports_again_are_duplicates_and_a_changed_one_is_a_new_version() {
    let folder = folder("store-of-versions");
    let store = folder.join("versions.db").display().to_string();
    let first = file("store-of-versions/a.txt", b"Ghana and Togo signed a border treaty on Monday.");
    let ingest = |more: &[&str]| {
        json(&run(&[&["ingest", "--store", &store, "--published", "2025-03-06", &first], more].concat(), b""))[0]
            .clone()
    };
    assert_eq!(ingest(&[])["new"], 1);
    assert_eq!(ingest(&[&first])["duplicate"], 2);
    file("store-of-versions/a.txt", b"Ghana and Togo did not sign a border treaty on Monday.");
    assert_eq!(ingest(&[])["changed"], 1);
    let deleted = json(&run(&["sql", "--store", &store, "SELECT reason FROM deletions"], b""));
    assert!(!deleted.is_empty() && deleted.iter().all(|row| row["reason"] == "changed"), "{deleted:?}");
    let id =
        json(&run(&["sql", "--store", &store, "SELECT id FROM reports WHERE state = 'current'"], b""))[0]["id"].clone();
    let id = id.as_str().expect("an id");
    let withdrawn = run(&["store", "--store", &store, "withdraw", id, "--reason", "retracted"], b"");
    assert_eq!(withdrawn.code, Some(0), "{}", withdrawn.stderr);
    assert_eq!(run(&["query", "--store", &store], b"").code, Some(1));
    assert_eq!(run(&["store", "--store", &store, "check"], b"").code, Some(0));
}

#[test]
fn what_others_coded_is_coded_again() {
    let folder = folder("store-of-recoding");
    let store = folder.join("recode.db").display().to_string();
    let text = "The Bright Path Front attacked a police post in Togo on Monday.";
    let report = file("store-of-recoding/a.txt", text.as_bytes());
    assert_eq!(run(&["ingest", "--store", &store, "--published", "2025-03-06", &report], b"").code, Some(0));
    let events =
        |store: &str| run(&["sql", "--store", store, "SELECT id, type, actors FROM events ORDER BY id"], b"").stdout;
    let before = events(&store);
    let same = json(&run(&["store", "--store", &store, "recode"], b""))[0].clone();
    assert_eq!(same["recoded"], 0, "nothing has changed");
    std::fs::create_dir_all(folder.join("own")).expect("a folder");
    file(
        "store-of-recoding/own/armed-groups.csv",
        b"name,country,sectors,kind,source,checked,confidence\nBright Path Front,TGO,REB,armed-group,own,2026-11-26,high\n",
    );
    let knowledge = folder.join("own").display().to_string();
    let again = run(&["store", "--store", &store, "recode", "--knowledge", &knowledge], b"");
    assert_eq!(json(&again)[0]["recoded"], 1, "{}", again.stderr);
    let all = json(&run(&["store", "--store", &store, "recode", "--all"], b""))[0].clone();
    assert_eq!(all["recoded"], 1);
    assert_eq!(events(&store), before, "with the shipped knowledge everything is as it was");
    assert_eq!(run(&["store", "--store", &store, "check"], b"").code, Some(0));
}

#[test]
fn exports_have_one_line_a_report_and_one_a_happening() {
    let folder = folder("store-exports");
    let destination = folder.join("lines").display().to_string();
    let run = ask(&["export", &destination, "--as", "jsonl"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let lines = |name: &str| std::fs::read_to_string(folder.join("lines").join(name)).expect("a file").lines().count();
    assert_eq!(lines("records.jsonl"), 4);
    let info = &json(&ask(&["store", "info"]))[0];
    assert_eq!(Some(lines("happenings.jsonl") as u64), info["happenings"].as_u64());
    let wide = folder.join("wide");
    assert_eq!(ask(&["export", &wide.display().to_string(), "--as", "parquet"]).code, Some(0));
    let reader = std::io::BufReader::new(std::fs::File::open(folder.join("lines/records.jsonl")).expect("a file"));
    let lines_read: Vec<_> = exports::read_json_lines(reader).map(|item| item.expect("a record").record).collect();
    let rows_read: Vec<_> =
        exports::read_parquet(&wide).expect("an export").map(|item| item.expect("a record").record).collect();
    let stored: Vec<_> = REPORTS.iter().map(|report| json(&ask(&["show", report.0]))[0]["record"].clone()).collect();
    for read in [lines_read, rows_read] {
        assert_eq!(read.iter().map(|record| serde_json::to_value(record).expect("JSON")).collect::<Vec<_>>(), stored);
    }
    for form in ["parquet", "csv", "plover", "gdelt2", "polecat", "icews", "quads"] {
        let run = ask(&["export", &folder.join(form).display().to_string(), "--as", form, "--between", "KEN", "IND"]);
        assert_eq!(run.code, Some(0), "{form}: {}", run.stderr);
        assert!(std::fs::read_dir(folder.join(form)).expect("a folder").count() > 0, "{form}");
    }
    assert_eq!(
        ask(&["export", &folder.join("none").display().to_string(), "--as", "csv", "--type", "AID"]).code,
        Some(1)
    );
}

#[test]
fn nothing_is_written_over_the_store_or_over_reports() {
    let folder = folder("store-overwrites");
    let store = folder.join("own.db").display().to_string();
    let reports = file("store-overwrites/reports.jsonl", reports().as_bytes());
    let before = std::fs::read(&reports).expect("reports");
    assert_eq!(run(&["ingest", "--store", &store, &reports], b"").code, Some(0));
    let refused = |arguments: &[&str], reason: &str| {
        let run = run(&[&["--store", &store], arguments].concat(), b"");
        assert!(run.code == Some(2) && run.stderr.contains(reason), "{arguments:?}: {}", run.stderr);
    };
    refused(&["export", &store, "--as", "jsonl"], "the store itself, expected another file or folder");
    refused(&["export", "-", "--as", "jsonl"], "not to standard output");
    refused(&["export", "x.jsonl.gz", "--as", "jsonl"], "exports are not compressed");
    refused(&["ingest", &reports, "--failures", &store], "the store itself, expected another file");
    refused(&["ingest", &reports, "--failures", &reports], "there is a file that is none of failures");
    refused(&["query", "--limit", "0"], "expected a number from 1 to 100000");
    refused(&["query", "--store", &folder.display().to_string()], "a folder, expected the file of a store");
    assert_eq!(std::fs::read(&reports).expect("reports"), before);
    let out = folder.join("out").display().to_string();
    assert_eq!(run(&["--store", &store, "export", &out, "--as", "csv"], b"").code, Some(0));
    let whole = std::fs::read(folder.join("out/events.csv")).expect("an export");
    assert_eq!(run(&["--store", &store, "export", &out, "--as", "csv", "--type", "AID"], b"").code, Some(1));
    assert_eq!(
        std::fs::read(folder.join("out/events.csv")).expect("an export"),
        whole,
        "nothing found changes nothing"
    );
    assert_eq!(run(&["store", "--store", &store, "check"], b"").code, Some(0));
}
