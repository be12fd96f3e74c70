//! Reports on their way into a store.

use ingest::Options;
use intake::{Arrival, Defaults, Error, Failure, Failures, Intake, Meter, Observer, Summary, arrivals, expand};
use pipeline::Pipeline;
use record::Provenance;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;
use store::{Answer, Headings, Store};

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| Pipeline::new().expect("the shipped models"));

/// Gathers failures.
#[derive(Default)]
struct Heard(Vec<Failure>);

impl Observer for Heard {
    fn progressed(&mut self, _: &Summary) {}

    fn failed(&mut self, failure: &Failure) -> Result<(), Error> {
        self.0.push(failure.clone());
        Ok(())
    }
}

struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Desk {
        Desk { folder: tempfile::tempdir().expect("a folder") }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, content: &str) -> String {
        std::fs::write(self.path(name), content).expect("a file");
        self.path(name).display().to_string()
    }

    fn arrivals(&self, files: &[String]) -> impl Iterator<Item = Arrival> + Send + use<> {
        arrivals(expand(files), Options::default(), Meter::default(), &self.path("none.db"))
    }

    fn run(&self, store: &str, files: &[String], threads: usize) -> (Summary, Vec<Failure>) {
        self.run_until(store, self.arrivals(files), threads, &AtomicBool::new(false))
    }

    fn run_until(
        &self,
        store: &str,
        arrivals: impl Iterator<Item = Arrival> + Send,
        threads: usize,
        stop: &AtomicBool,
    ) -> (Summary, Vec<Failure>) {
        let mut store = Store::open(&self.path(store)).expect("a store");
        let mut heard = Heard::default();
        let now = || "2026-11-26T12:00:00Z".to_string();
        let defaults = Defaults { published: "2025-03-06".parse().ok(), publisher: None };
        let provenance =
            Provenance { version: "0", models: PIPELINE.models_hash(), knowledge: PIPELINE.knowledge_hash() };
        let intake = Intake { pipeline: &PIPELINE, provenance, threads, defaults, stop, now: &now };
        let summary = intake.run(&mut store, arrivals, &mut heard).expect("a run");
        (summary, heard.0)
    }

    /// All rows of all views, in the order of their keys.
    fn everything(&self, store: &str) -> Vec<String> {
        struct Rows(Vec<String>);
        impl Answer for Rows {
            fn headings(&mut self, _: Headings) {}
            fn row(&mut self, values: Vec<serde_json::Value>) -> bool {
                self.0.push(serde_json::Value::from(values).to_string());
                true
            }
        }
        let mut reader = store::Reader::open(&self.path(store)).expect("a reader");
        assert_eq!(reader.check().expect("checked"), []);
        let mut rows = Rows(Vec::new());
        for view in ["reports", "events", "participants", "entities", "offices", "quotes", "happenings", "dyad_month"] {
            reader.sql(&format!("SELECT * FROM {view}"), Duration::from_secs(10), &mut rows).expect("rows");
        }
        rows.0
    }
}

fn reports(n: usize) -> String {
    let places = ["Ghana", "Togo", "Kenya", "Uganda", "Chad"];
    let line = |at: usize| {
        let (one, other) = (places[at % 5], places[(at / 5 + at + 1) % 5]);
        let text =
            format!("The foreign ministers of {one} and {other} met on Monday. {one} condemned attack number {at}.");
        serde_json::json!({"id": format!("r{at}"), "text": text}).to_string() + "\n"
    };
    (0..n).map(line).collect()
}

#[test]
fn the_store_is_the_same_with_any_number_of_threads() {
    let desk = Desk::new();
    let files = [desk.write("a.jsonl", &reports(40))];
    let (one, _) = desk.run("one.db", &files, 1);
    let (three, _) = desk.run("three.db", &files, 3);
    assert_eq!((one.new, one.events > 0), (40, true));
    assert_eq!(one, three);
    assert_eq!(desk.everything("one.db"), desk.everything("three.db"));
}

#[test]
fn what_is_there_is_passed_over() {
    let desk = Desk::new();
    let files = [
        desk.write("a.jsonl", &reports(5)),
        desk.write("b.txt", "Ghana met Togo."),
        desk.write("c.txt", "Ghana met Togo."),
    ];
    let (first, _) = desk.run("a.db", &files, 2);
    assert_eq!((first.read, first.new, first.duplicate), (7, 6, 1), "one text in two files is one report");
    let before = desk.everything("a.db");
    let (second, _) = desk.run("a.db", &files, 2);
    assert_eq!((second.read, second.new, second.duplicate, second.events), (7, 0, 7, 0));
    assert_eq!(desk.everything("a.db"), before);
}

#[test]
fn a_run_that_was_stopped_is_completed_by_the_next_one() {
    let desk = Desk::new();
    let files = [desk.write("a.jsonl", &reports(30))];
    let (stop, n_read) = (AtomicBool::new(false), AtomicUsize::new(0));
    let counted = desk.arrivals(&files).inspect(|_| {
        if n_read.fetch_add(1, Ordering::Relaxed) == 11 {
            stop.store(true, Ordering::Relaxed);
        }
    });
    let (first, _) = desk.run_until("stopped.db", counted, 2, &stop);
    assert!(first.is_interrupted && first.new > 0 && first.new < 30, "{first:?}");
    let (second, _) = desk.run("stopped.db", &files, 2);
    assert_eq!(first.new + second.new, 30);
    desk.run("whole.db", &files, 2);
    assert_eq!(desk.everything("stopped.db"), desk.everything("whole.db"));
}

#[test]
fn what_fails_is_told_with_its_place_and_can_be_read_again() {
    let desk = Desk::new();
    let bad = "{\"id\": \"x\", \"text\": 7}\n";
    let file =
        desk.write("a.jsonl", &format!("{}{bad}{}", reports(2), "{\"id\": \"y\", \"text\": \"Ghana met Togo.\"}\n"));
    let (summary, failures) = desk.run("a.db", std::slice::from_ref(&file), 2);
    assert_eq!((summary.new, summary.failed), (3, 1));
    assert_eq!((failures[0].source.as_str(), failures[0].place.as_str()), (file.as_str(), "line 3"));
    assert!(failures[0].reason.contains("`text`: expected a string, found a number"), "{}", failures[0].reason);
    assert_eq!(failures[0].input.as_deref().map(<[u8]>::trim_ascii), Some(bad.trim().as_bytes()));
    let kept = desk.path("failed.jsonl");
    keep(&kept, &failures, false);
    let again = kept.display().to_string();
    let (second, same) = desk.run("a.db", std::slice::from_ref(&again), 2);
    assert_eq!((second.new, second.failed), (0, 1));
    assert_eq!(same[0].reason.split(": ").last(), failures[0].reason.split(": ").last());
    let mended = std::fs::read_to_string(&kept)
        .expect("failures")
        .replace("\\\"text\\\": 7", "\\\"text\\\": \\\"Chad met Togo.\\\"");
    std::fs::write(&kept, mended).expect("mended");
    let (third, _) = desk.run("a.db", &[again], 2);
    assert_eq!((third.new, third.failed), (1, 0));
    keep(&kept, &[], true);
    assert!(!kept.exists(), "nothing fails any more");
}

fn keep(path: &Path, failures: &[Failure], is_read: bool) {
    let mut kept = Failures::at(path, is_read).expect("a file of failures");
    failures.iter().for_each(|failure| kept.write(failure, "2026-11-26T12:00:00Z").expect("written"));
    kept.finish(true).expect("finished");
}

#[test]
fn an_id_that_comes_twice_with_other_contents_is_told() {
    let desk = Desk::new();
    let file = desk.write(
        "a.jsonl",
        "{\"id\": \"x\", \"text\": \"Ghana met Togo.\"}\n{\"id\": \"x\", \"text\": \"Chad met Togo.\"}\n",
    );
    let (summary, _) = desk.run("a.db", std::slice::from_ref(&file), 2);
    assert_eq!((summary.new, summary.changed), (1, 1));
    assert_eq!(summary.contested, ["x"]);
    let (again, _) = desk.run("a.db", &[file], 2);
    assert_eq!((again.changed, again.duplicate), (0, 2), "the versions do not take turns");
}
