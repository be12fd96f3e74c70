//! `entente knowledge`, and knowledge of one's own, as a user meets them.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..")
}

/// A folder of this test's own, with these files in it.
fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("entente-knowledge-{}-{name}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for tests");
    for (path, text) in files {
        std::fs::write(folder.join(path), text).expect("a file for tests");
    }
    folder
}

fn run(arguments: &[&str]) -> Output {
    let cache = std::env::temp_dir().join(format!("entente-knowledge-{}-cache", std::process::id()));
    let command = Command::new(env!("CARGO_BIN_EXE_entente")).args(arguments).env("ENTENTE_CACHE", cache).output();
    command.expect("the program runs")
}

fn lines(output: &Output) -> Vec<Value> {
    let text = String::from_utf8(output.stdout.clone()).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn lookup(arguments: &[&str]) -> Vec<Value> {
    lines(&run(&[&["knowledge", "lookup", "--output", "json"], arguments].concat()))
}

/// The rows of a file of cases, its comments left out.
fn cases(file: &str) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(root().join("fixtures").join(file)).expect("cases");
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(text.as_bytes());
    reader.records().map(|row| row.expect("a row").iter().map(str::to_string).collect()).collect()
}

#[test]
fn offices_by_date() {
    let cases = cases("lookups.csv");
    assert!(cases.len() >= 100);
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|case| {
            let found = lookup(&[&case[0], "--date", &case[1]]);
            let names: Vec<&str> =
                found.iter().filter(|one| one["kind"] == "person").filter_map(|one| one["name"].as_str()).collect();
            (names != [case[2].as_str()])
                .then(|| format!("{} on {}: expected {}, found {names:?}", case[0], case[1], case[2]))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {} wrong:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn namesakes_by_context() {
    let cases = cases("namesakes.csv");
    let reports: String = cases
        .iter()
        .enumerate()
        .map(|(at, case)| {
            serde_json::json!({"id": at.to_string(), "text": case[2], "published": "2024-03-08"}).to_string() + "\n"
        })
        .collect();
    let folder = folder("namesakes", &[("reports.jsonl", &reports)]);
    let path = folder.join("reports.jsonl");
    let records = lines(&run(&["code", "--output", "json", path.to_str().expect("UTF-8")]));
    let wrong: Vec<String> = cases
        .iter()
        .zip(&records)
        .filter_map(|(case, record)| {
            let places = record["places"].as_array().expect("places");
            let entities = record["entities"].as_array().expect("entities");
            let named =
                |value: &&Value| value["text"].as_str().or(value["name"].as_str()).is_some_and(|name| name == case[0]);
            let found = places.iter().find(named).or_else(|| entities.iter().find(named));
            let country = found.and_then(|found| found["country"].as_str()).unwrap_or("nowhere");
            (country != case[1]).then(|| format!("{} is {country}, expected {}: {}", case[0], case[1], case[2]))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {} wrong:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn a_lookup_says_where_it_comes_from() {
    let found = lookup(&["ISPR"]);
    assert!(found.iter().any(|one| one["country"] == "PAK"), "{found:?}");
    for one in &found {
        assert!(one["source"].is_string() && one["row"].is_string() && one["confidence"].is_string(), "{one}");
    }
    assert_eq!(run(&["knowledge", "lookup", "Zzyzxqq"]).status.code(), Some(1));
}

#[test]
fn what_is_spoken_of_comes_first() {
    assert_eq!(lookup(&["Tripoli", "--context", "shelling near Beirut in Lebanon"])[0]["country"], "LBN");
    assert_eq!(lookup(&["Tripoli", "--context", "Libyan militias in Misrata"])[0]["country"], "LBY");
}

#[test]
fn every_problem_is_told_with_file_line_and_remedy() {
    let text = "name,country,sectors\nA Guard,XQX,MIL\nB Guard,KEN,ARMY\nC Guard,KEN\nD Guard,KEN,MIL\n";
    let folder = folder(
        "problems",
        &[("forces.csv", text), ("forses.csv", text), ("blocs.toml", "[[bloc]]\nname = 3\nnot toml")],
    );
    let output = run(&["knowledge", "check", folder.to_str().expect("UTF-8"), "--output", "json"]);
    assert_eq!(output.status.code(), Some(2));
    let problems = lines(&output);
    let at: Vec<(String, u64)> = problems
        .iter()
        .map(|one| {
            assert!(one["remedy"].as_str().is_some_and(|remedy| !remedy.is_empty()));
            let file = Path::new(one["file"].as_str().expect("a file"))
                .file_name()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            (file, one["line"].as_u64().expect("a line"))
        })
        .collect();
    let expected = [("blocs.toml", 3), ("forces.csv", 2), ("forces.csv", 3), ("forces.csv", 4), ("forses.csv", 1)];
    assert_eq!(at, expected.map(|(file, line)| (file.to_string(), line)));
}

#[test]
fn ones_own_rows_add_extend_and_disable() {
    let ids = lookup(&["Kremlin"]);
    let id = ids[0]["id"].as_str().expect("an id");
    let folder = folder(
        "own",
        &[
            (
                "states.toml",
                "[[state]]\ncode = \"ZUB\"\nname = \"Zubrowka\"\nadjectives = [\"Zubrowkan\"]\ncapitals = [\"Lutz\"]\n",
            ),
            (
                "terms.csv",
                "person,country,office,sectors,from,until\nDmitri Desgoffe,ZUB,foreign minister,GOV,2019-01-01,\n",
            ),
            ("extend.csv", &format!("id,aliases\n{id},the Red Fort by the river\n")),
            ("disable.csv", "id,reason\nmetonym/white-house/usa,a test\n"),
        ],
    );
    let over = ["--knowledge", folder.to_str().expect("UTF-8")];
    let with = |name: &str| lookup(&[&[name], &over[..]].concat());
    assert_eq!(with("Zubrowka")[0]["country"], "ZUB");
    assert_eq!(with("the Red Fort by the river")[0]["id"], id);
    assert!(!with("White House").iter().any(|one| one["kind"] == "metonym"));
    assert!(lookup(&["White House"]).iter().any(|one| one["kind"] == "metonym"));
    let report = "The Zubrowkan foreign minister met Kenya's president in Lutz on Monday.";
    let path = folder.join("report.txt");
    std::fs::write(&path, report).expect("a report");
    let arguments = ["code", "--output", "json", "--published", "2024-03-08", path.to_str().expect("UTF-8")];
    let record = &lines(&run(&[&arguments[..], &over[..]].concat()))[0];
    let countries: Vec<&Value> =
        record["entities"].as_array().expect("entities").iter().map(|one| &one["country"]).collect();
    assert!(countries.contains(&&Value::from("ZUB")), "{countries:?}");
    let plain = &lines(&run(&arguments))[0];
    assert_ne!(record["coder"]["knowledge"], plain["coder"]["knowledge"]);
    // Compiled once and kept: the second run gives the same.
    assert_eq!(record, &lines(&run(&[&arguments[..], &over[..]].concat()))[0]);
}

#[test]
fn a_bad_row_costs_itself_alone() {
    let folder =
        folder("bad-row", &[("forces.csv", "name,country,sectors\nBad Guard,XQX,MIL\nQuartz Guard,KEN,MIL\n")]);
    let output = run(&[
        "knowledge",
        "lookup",
        "Quartz Guard",
        "--output",
        "json",
        "--knowledge",
        folder.to_str().expect("UTF-8"),
    ]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(lines(&output)[0]["country"], "KEN");
    assert!(String::from_utf8_lossy(&output.stderr).contains("forces.csv, line 2"));
}

#[test]
fn the_examples_have_no_problem() {
    let folder = root().join("examples/middle-earth");
    assert_eq!(run(&["knowledge", "check", folder.to_str().expect("UTF-8")]).status.code(), Some(0));
}

#[test]
fn offices_that_reports_state_are_kept_beside_the_rows() {
    let folder = folder(
        "register",
        &[("report.txt", "NAIROBI, March 6 - Defence Secretary Grace Wanjiru met the Ugandan ambassador on Tuesday.")],
    );
    let (report, register) = (folder.join("report.txt"), folder.join("register.csv"));
    let (report, register) = (report.to_str().expect("UTF-8"), register.to_str().expect("UTF-8"));
    for _ in 0..2 {
        assert_eq!(run(&["code", report, "--published", "2025-03-06", "--register", register]).status.code(), Some(0));
    }
    let found = lookup(&["Wanjiru", "--register", register, "--date", "2025-06-01"]);
    let stated: Vec<&Value> = found.iter().filter(|one| one["kind"] == "reported").collect();
    assert_eq!(stated.len(), 1, "{found:?}");
    assert_eq!(
        (&stated[0]["name"], &stated[0]["office"]),
        (&Value::from("Grace Wanjiru"), &Value::from("Defence Secretary"))
    );
    assert!(stated[0]["evidence"].as_str().is_some_and(|words| words.contains("Grace Wanjiru")));
    assert_eq!(stated[0]["reports"].as_array().map(Vec::len), Some(1));
    let before = lookup(&["Wanjiru", "--register", register, "--date", "2024-01-01"]);
    assert!(before.iter().all(|one| one["kind"] != "reported"));
}

#[test]
fn stats_meet_what_was_promised() {
    let counts = &lines(&run(&["knowledge", "stats", "--output", "json"]))[0]["counts"];
    let at_least = [
        ("states_and_territories", 240),
        ("metonyms_with_capitals", 250),
        ("offices", 1200),
        ("office_patterns", 150),
        ("terms_of_office", 1700),
        ("states_with_service_chiefs", 60),
        ("organizations_and_forces", 1200),
        ("armed_groups", 250),
        ("media", 400),
        ("parties", 2000),
        ("military_places", 1300),
        ("items_of_equipment", 1500),
        ("ranks_and_appointments", 180),
        ("blocs", 40),
        ("towns", 230_000),
    ];
    for (what, least) in at_least {
        assert!(counts[what].as_u64().is_some_and(|count| count >= least), "{what}: {}", counts[what]);
    }
}

#[test]
fn gaps_name_what_nobody_knows() {
    let folder = folder(
        "gaps",
        &[(
            "report.txt",
            "The Quuxford Peace Assembly met officials of Kenya in Nairobi. The Quuxford Peace Assembly wants talks.",
        )],
    );
    let found =
        lines(&run(&["knowledge", "gaps", folder.join("report.txt").to_str().expect("UTF-8"), "--output", "json"]));
    assert!(found.iter().any(|one| one["name"].as_str().is_some_and(|name| name.contains("Quuxford"))), "{found:?}");
    assert!(!found.iter().any(|one| one["name"] == "Nairobi" || one["name"] == "Kenya"));
}
