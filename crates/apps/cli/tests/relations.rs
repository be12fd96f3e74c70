//! Two years of reports: what turned, and what did not.

mod keeping;
mod support;

use keeping::Place;
use serde_json::Value;
use std::path::Path;

/// The archive; `fixtures/archive/README.md` says what turns in it.
fn archive() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../fixtures/archive/reports.jsonl");
    std::fs::read_to_string(path).expect("the archive")
}

fn ingested(place: &Place, name: &str, reports: &str) -> Value {
    let path = place.write(name, reports.as_bytes());
    let run = place.run(&["ingest", &path, "--output", "json", "--quiet"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    serde_json::from_str(run.stdout.trim()).expect("a summary")
}

fn lines(place: &Place, arguments: &[&str]) -> Vec<Value> {
    let run = place.run(&[arguments, &["--output", "json"]].concat());
    assert!(matches!(run.code, Some(0 | 1)), "{arguments:?}: {}", run.stderr);
    run.stdout.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn text<'v>(value: &'v Value, name: &str) -> &'v str {
    value[name].as_str().unwrap_or_default()
}

#[test]
fn an_archive_of_two_years_tells_the_two_that_turned_and_why() {
    let place = Place::new();
    let summary = ingested(&place, "reports.jsonl", &archive());
    assert_eq!((summary["new"].as_u64(), summary["shifts"].as_u64()), (Some(300), Some(2)));

    let shifts = lines(&place, &["shifts"]);
    let mut pairs: Vec<_> =
        shifts.iter().map(|shift| (text(shift, "first"), text(shift, "second"), text(shift, "course"))).collect();
    pairs.sort_unstable();
    assert_eq!(pairs, [("BGD", "IND", "cooler"), ("BGD", "PAK", "warmer")]);
    for shift in &shifts {
        let (first, last) = (text(shift, "began_first"), text(shift, "began_last"));
        assert!(first <= "2024-09-01" && last >= "2024-08-01", "{first} to {last}");
        assert!(first >= "2024-05-01" && last <= "2024-11-01", "{first} to {last}");
        assert!(text(shift, "told") <= "2024-11-30", "{}", text(shift, "told"));
        assert!(shift["probability"].as_f64() > Some(0.8), "{shift}");
        let made_by = shift["made_by"].as_array().expect("what made it");
        assert!(made_by.len() >= 3, "{made_by:?}");
        assert!(made_by.iter().all(|told| !text(told, "evidence").is_empty() && !text(told, "publisher").is_empty()));
    }

    let run = place.run(&["shifts", "--output", "text", "--color", "never"]);
    assert!(run.stdout.contains("Bangladesh warms to Pakistan while it cools to India"), "{}", run.stdout);

    let run = place.run(&["relations", "BGD", "Pakistan", "--output", "text", "--color", "never"]);
    assert!(run.stdout.starts_with("Bangladesh and Pakistan\n"), "{}", run.stdout);
    assert!(
        run.stdout.contains("2023-09") && run.stdout.contains("2025-08") && run.stdout.contains('▲'),
        "{}",
        run.stdout
    );
    assert!(!run.stdout.contains("no reports"), "{}", run.stdout);

    let months = lines(&place, &["relations", "BGD", "PAK"]);
    assert_eq!(months.len(), 24);
    let cooperation =
        |months: &[Value]| months.iter().map(|month| month["cooperation"]["count"].as_u64().unwrap_or(0)).sum::<u64>();
    assert!(cooperation(&months[..11]) * 3 < cooperation(&months[13..]), "{months:?}");
    place.check();
}

#[test]
fn a_shift_is_told_once_however_the_reports_come() {
    let place = Place::new();
    let archive = archive();
    let (mut told, mut batch) = (Vec::new(), Vec::new());
    for (number, line) in archive.lines().enumerate() {
        batch.push(line);
        if batch.len() == 60 || number == 299 {
            let summary = ingested(&place, &format!("{number}.jsonl"), &(batch.join("\n") + "\n"));
            told.push(summary["shifts"].as_u64().expect("a count"));
            batch.clear();
        }
    }
    assert_eq!(told.iter().sum::<u64>(), 2, "{told:?}");
    assert_eq!(ingested(&place, "0.jsonl", &archive)["shifts"].as_u64(), Some(0));
    let alerts = place.rows("SELECT first, second, course FROM alerts ORDER BY first, second");
    let pairs: Vec<_> = alerts.iter().map(|alert| (text(alert, "first"), text(alert, "second"))).collect();
    assert_eq!(pairs, [("BGD", "IND"), ("BGD", "PAK")]);
}

#[test]
fn a_relation_is_drawn_and_counted() {
    let place = Place::new();
    ingested(&place, "some.jsonl", &archive().lines().take(40).map(|line| format!("{line}\n")).collect::<String>());
    let svg = place.run(&["relations", "BGD", "IND", "--output", "svg"]);
    assert!(svg.stdout.starts_with("<svg ") && svg.stdout.contains("Bangladesh and India"), "{}", svg.stderr);
    let csv = place.run(&["relations", "BGD", "IND", "--by", "quarter", "--output", "csv"]);
    let mut rows = csv.stdout.lines();
    assert!(rows.next().is_some_and(|heading| heading.starts_with("period,covered,happenings,")), "{}", csv.stdout);
    assert!(rows.next().is_some_and(|row| row.starts_with("2023-Q3,")), "{}", csv.stdout);

    for (arguments, complaint) in [
        (vec!["relations", "BGD", "BGD"], "expected two parties"),
        (vec!["relations", "BGD", "PER"], "PER: takes no part in anything"),
        (
            vec!["relations", "BGD", "IND", "--since", "2024-02-01", "--until", "2024-01-01"],
            "expected days in the order of time",
        ),
        (vec!["shifts", "--false-alarms", "2"], "above 0 and below 1"),
        (vec!["stories", "--output", "svg"], "only `entente relations` draws"),
        (vec!["materiel", "--receiver", "Nowhere"], "expected a country"),
    ] {
        let run = place.run(&arguments);
        assert_ne!(run.code, Some(0), "{arguments:?}");
        assert!(run.stderr.contains(complaint), "{arguments:?}: {}", run.stderr);
    }
}
