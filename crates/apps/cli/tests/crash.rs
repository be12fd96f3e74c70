//! What was committed stays, whatever ends an ingest, and the same command goes on.
#![cfg(unix)]

mod keeping;
mod support;

use keeping::{Place, begin, end, entente, interrupt, is_root, summary, written};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use support::{Run, run_command};

/// Reports of an ingest that is stopped.
const N_REPORTS: usize = 240;

/// Reports of an ingest that is killed: some dozens of them are written at a time.
const N_KILLED: usize = 500;

/// How often it is killed.
const N_KILLS: usize = 25;

/// Everything that users read.
const VIEWS: [&str; 11] = [
    "reports",
    "events",
    "participants",
    "entities",
    "offices",
    "quotes",
    "materiel",
    "numbers",
    "happenings",
    "dyad_month",
    "deletions",
];

/// Numbers without a pattern, the same for the same seed: xorshift64* (Vigna 2016).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }
}

/// A seed, which is printed: a test that fails can be repeated by writing it here.
fn seed() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970");
    let seed = now.as_nanos() as u64 | 1;
    eprintln!("seed {seed}");
    seed
}

/// Short reports as JSON lines, every one different.
fn reports(prefix: &str, n_reports: usize, random: &mut Random) -> String {
    (0..n_reports).map(|number| report(prefix, number, random)).collect()
}

fn report(prefix: &str, number: usize, random: &mut Random) -> String {
    const COUNTRIES: [&str; 8] = ["Kenya", "Uganda", "Pakistan", "Bangladesh", "Norway", "Chile", "Ghana", "Togo"];
    const CITIES: [&str; 6] = ["Nairobi", "Kampala", "Islamabad", "Dhaka", "Oslo", "Accra"];
    const DAYS: [&str; 5] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];
    let (one, other) = (random.one(&COUNTRIES), random.one(&COUNTRIES));
    let (city, day) = (random.one(&CITIES), random.one(&DAYS));
    let sentence = match random.below(6) {
        0 => format!("{one} and {other} signed a trade agreement in {city} on {day}."),
        1 => format!("The foreign minister of {one} met his counterpart from {other} in {city} on {day}."),
        2 => format!("Troops from {one} shelled a town near {city} on {day}, killing {} people.", 2 + random.below(30)),
        3 => format!("Police in {city} arrested {} protesters on {day}.", 3 + random.below(90)),
        4 => format!("\"We condemn {other},\" the president of {one} said in {city} on {day}."),
        _ => format!("{one} will buy {} tanks from {other}, the defence ministry said on {day}.", 2 + random.below(50)),
    };
    let text = format!("{sentence} It was the {}th time this year.", 4 + number);
    let date = format!("2025-{:02}-{:02}", 1 + random.below(12), 1 + random.below(28));
    format!("{}\n", json!({"id": format!("{prefix}-{number}"), "title": sentence, "text": text, "published": date}))
}

/// The rows of all views, without the moments of writing.
fn dump(place: &Place) -> Vec<(&'static str, Vec<String>)> {
    let rows = |view: &str| {
        let mut rows = place.rows(&format!("SELECT * FROM {view}"));
        rows.iter_mut()
            .filter_map(Value::as_object_mut)
            .for_each(|row| row.retain(|name, _| name != "added" && name != "at"));
        let mut rows: Vec<String> = rows.iter().map(Value::to_string).collect();
        rows.sort();
        rows
    };
    VIEWS.map(|view| (view, rows(view))).into()
}

/// Ids of the reports that are committed, none of them twice.
#[track_caller]
fn committed(place: &Place) -> BTreeSet<String> {
    let rows = place.rows("SELECT id FROM reports");
    let ids: BTreeSet<String> = rows.iter().map(|row| row["id"].as_str().expect("an id").to_string()).collect();
    assert_eq!(ids.len(), rows.len(), "a report is there twice");
    ids
}

/// Length of the store's log and the moment of its last change.
fn log_state(place: &Place) -> Option<(u64, SystemTime)> {
    let file = std::fs::metadata(place.path("kept.db-wal")).ok()?;
    Some((file.len(), file.modified().ok()?))
}

/// Waits until the store is written to, or the child ends.
fn wait_for_writing(place: &Place, child: &mut Child) {
    let before = log_state(place);
    while log_state(place) == before && child.try_wait().expect("a child").is_none() {
        std::thread::sleep(Duration::from_micros(200));
    }
}

#[test]
fn an_ingest_that_is_killed_again_and_again_ends_like_one_that_is_not() {
    let mut random = Random(seed());
    let (undisturbed, killed) = (Place::new(), Place::new());
    let input = undisturbed.write("reports.jsonl", reports("k", N_KILLED, &mut random).as_bytes());
    let begun = Instant::now();
    let whole = undisturbed.run(&["ingest", &input, "--output", "json"]);
    assert_eq!((whole.code, &summary(&whole)["new"]), (Some(0), &json!(N_KILLED)), "{}", whole.stderr);
    let time = begun.elapsed();

    let mut before = BTreeSet::new();
    let mut n_grown = 0;
    for kill in 0..N_KILLS {
        let mut child = begin(&mut entente(&killed.store, &["ingest", &input]));
        // Every third is killed in the moments around a commit, the others at any moment.
        if kill % 3 == 0 {
            wait_for_writing(&killed, &mut child);
            std::thread::sleep(Duration::from_micros(random.next() % 8_000));
        } else {
            std::thread::sleep(time.mul_f64(random.below(1000) as f64 / 12_000.0));
        }
        let _ = child.kill();
        child.wait().expect("a child");
        let after = committed(&killed);
        assert!(after.is_superset(&before), "kill {kill}: a committed report is lost");
        n_grown += usize::from(after.len() > before.len());
        before = after;
    }
    eprintln!("undisturbed {:.1} s", time.as_secs_f64());
    eprintln!("{} of {N_KILLED} reports committed, over {n_grown} of {N_KILLS} kills", before.len());
    assert!(n_grown > 0, "every run was killed before its first commit");

    let last = killed.run(&["ingest", &input, "--output", "json"]);
    let told = summary(&last);
    assert_eq!((last.code, &told["duplicate"]), (Some(0), &json!(before.len())), "{}", last.stderr);
    killed.check();
    let (found, expected) = (dump(&killed), dump(&undisturbed));
    for ((view, found), (_, expected)) in found.into_iter().zip(expected) {
        assert_eq!(found, expected, "{view}");
    }
}

#[test]
fn ctrl_c_keeps_what_is_done_and_the_same_command_goes_on() {
    let (place, mut random) = (Place::new(), Random(seed()));
    let input = place.write("reports.jsonl", reports("c", N_REPORTS, &mut random).as_bytes());
    let arguments = ["ingest", &input, "--output", "text"];
    let mut child = begin(&mut entente(&place.store, &arguments));
    while committed(&place).is_empty() {
        wait_for_writing(&place, &mut child);
    }
    interrupt(&child);
    let run = end(child);
    assert_eq!(run.code, Some(2), "{}{}", run.stdout, run.stderr);
    assert!(run.stdout.ends_with("; stopped: the same command goes on\n"), "{}", run.stdout);
    let n_done = committed(&place).len();
    assert!(run.stdout.contains(&format!(" {n_done} new, 0 changed, 0 duplicate, 0 failed;")), "{}", run.stdout);
    assert!(0 < n_done && n_done < N_REPORTS, "{n_done}");
    place.check();

    let run = place.run(&["ingest", &input, "--output", "json"]);
    let told = summary(&run);
    assert_eq!((run.code, &told["duplicate"]), (Some(0), &json!(n_done)), "{}", run.stderr);
    assert_eq!(committed(&place).len(), N_REPORTS);
    place.check();
}

#[test]
fn a_file_that_may_not_grow_ends_the_run_and_leaves_the_store_sound() {
    let (place, mut random) = (Place::new(), Random(seed()));
    let input = place.write("reports.jsonl", reports("f", 120, &mut random).as_bytes());
    // 512 KiB: room for the empty store, not for the log of a hundred reports.
    let limited = |arguments: &[&str]| {
        let command = entente(&place.store, arguments);
        let script = "ulimit -f 1024; trap '' XFSZ; exec \"$0\" \"$@\"";
        let mut shell = Command::new("sh");
        shell.arg("-c").arg(script).arg(command.get_program()).args(command.get_args());
        for (name, value) in command.get_envs() {
            assert!(value.is_none(), "variables are only taken away");
            shell.env_remove(name);
        }
        run_command(&mut shell, b"")
    };
    let run = limited(&["ingest", &input, "--output", "json"]);
    check_no_room(&place.store, &run);
    complete(&place, &input, 120);
}

/// The run ended with an error that names the store and what to do.
fn check_no_room(store: &Path, run: &Run) {
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{}", run.stderr);
    assert!(run.stderr.starts_with(&format!("entente: {}: the disk ", store.display())), "{}", run.stderr);
    for remedy in [" room", "run the same command again; what was committed is kept"] {
        assert_eq!(run.stderr.matches(remedy).count(), 1, "{}", run.stderr);
    }
    assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
}

/// With room, the same command brings in the rest.
fn complete(place: &Place, input: &str, n_reports: usize) {
    place.check();
    let n_before = committed(place).len();
    assert!(n_before < n_reports);
    let run = place.run(&["ingest", input, "--output", "json"]);
    assert_eq!((run.code, &summary(&run)["duplicate"]), (Some(0), &json!(n_before)), "{}", run.stderr);
    assert_eq!(committed(place).len(), n_reports);
    place.check();
}

/// A file system in memory, of so many KiB, mounted on a folder as long as this lives.
struct Mount(PathBuf);

impl Mount {
    /// None where nobody but a system's owner may mount: the test is skipped.
    fn new(folder: &Path, size: &str) -> Option<Mount> {
        std::fs::create_dir_all(folder).expect("a folder");
        let is_mounted = mount(&["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs", &written(folder)]);
        if !is_mounted {
            eprintln!("skipped: this user cannot mount a file system");
        }
        is_mounted.then(|| Mount(folder.to_path_buf()))
    }

    fn remount(&self, options: &str) {
        assert!(mount(&["-o", &format!("remount,{options}"), &written(&self.0)]), "{options}");
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

fn mount(arguments: &[&str]) -> bool {
    let output = Command::new("mount").args(arguments).output();
    is_root() && output.is_ok_and(|output| output.status.success())
}

#[test]
fn a_full_disk_ends_the_run_and_leaves_the_store_sound() {
    let (mut place, mut random) = (Place::new(), Random(seed()));
    let input = place.write("reports.jsonl", reports("d", 120, &mut random).as_bytes());
    let folder = place.path("disk");
    let Some(disk) = Mount::new(&folder, "1m") else { return };
    place.store = folder.join("kept.db");
    let run = place.run(&["ingest", &input, "--output", "json"]);
    check_no_room(&place.store, &run);
    place.check();
    disk.remount("size=64m");
    complete(&place, &input, 120);
}

#[test]
fn a_store_that_cannot_be_written_is_read_and_ingest_says_why_it_stops() {
    let (mut place, mut random) = (Place::new(), Random(seed()));
    let input = place.write("reports.jsonl", reports("r", 4, &mut random).as_bytes());
    let more = place.write("more.jsonl", reports("m", 1, &mut random).as_bytes());
    let folder = place.path("disk");
    std::fs::create_dir_all(&folder).expect("a folder");
    let disk = if is_root() { Mount::new(&folder, "16m") } else { None };
    if is_root() && disk.is_none() {
        return;
    }
    place.store = folder.join("kept.db");
    assert_eq!(place.run(&["ingest", &input]).code, Some(0));
    match &disk {
        Some(disk) => disk.remount("ro"),
        None => close(&folder, &place.store, true),
    }
    check_read_only(&place, &more);
    // The same after a reader has left its files beside the store, and after a crash of a writer.
    for is_crash in [false, true] {
        match &disk {
            Some(disk) => disk.remount("rw"),
            None => close(&folder, &place.store, false),
        }
        if is_crash {
            crash_while_writing(&place);
        } else {
            assert_eq!(place.run(&["store", "info"]).code, Some(0));
        }
        match &disk {
            Some(disk) => disk.remount("ro"),
            None => close(&folder, &place.store, true),
        }
        check_read_only(&place, &more);
    }
    match &disk {
        Some(disk) => disk.remount("rw"),
        None => close(&folder, &place.store, false),
    }
    place.check();
}

/// Leaves a log beside the store that nobody has brought into it.
fn crash_while_writing(place: &Place) {
    let mut random = Random(seed());
    let input = place.write("crash.jsonl", reports("w", 200, &mut random).as_bytes());
    let mut child = begin(&mut entente(&place.store, &["ingest", &input]));
    let n_before = committed(place).len();
    while committed(place).len() == n_before {
        assert_eq!(child.try_wait().expect("a child"), None, "it ended");
        std::thread::sleep(Duration::from_millis(20));
    }
    child.kill().expect("a child");
    child.wait().expect("a child");
    let log = std::fs::metadata(place.store.with_extension("db-wal")).expect("a log");
    assert!(log.len() > 0);
}

/// Takes the right to write from a store and its folder, or gives it back.
fn close(folder: &Path, store: &Path, is_closed: bool) {
    let mode = |path: &Path, closed: &str, open: &str| {
        let mode = if is_closed { closed } else { open };
        assert!(Command::new("chmod").arg(mode).arg(path).status().expect("`chmod` starts").success());
    };
    for path in [store.to_path_buf(), store.with_extension("db-wal"), store.with_extension("db-shm")] {
        if path.exists() {
            mode(&path, "444", "644");
        }
    }
    mode(folder, "555", "755");
}

fn check_read_only(place: &Place, more: &str) {
    let run = place.run(&["ingest", more]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{}", run.stderr);
    let named = format!("entente: {}: cannot be written, ", place.store.display());
    assert!(run.stderr.starts_with(&named) && run.stderr.contains("name another with `--store`"), "{}", run.stderr);
    let n_reports = committed(place).len();
    assert!(n_reports >= 4, "{n_reports}");
    for arguments in [
        ["query", "--count"].as_slice(),
        &["show", "r-0"],
        &["sql", "SELECT count(*) FROM events"],
        &["store", "info"],
        &["store", "check"],
    ] {
        let run = place.run(arguments);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{arguments:?}");
    }
}

#[test]
fn two_ingests_into_one_store_both_complete_and_readers_never_fail() {
    let (place, mut random) = (Place::new(), Random(seed()));
    let inputs = ["one", "two"]
        .map(|name| place.write(&format!("{name}.jsonl"), reports(name, N_REPORTS / 3, &mut random).as_bytes()));
    // Both make the store, at the same moment.
    let mut children =
        inputs.each_ref().map(|input| begin(&mut entente(&place.store, &["ingest", input, "--output", "json"])));
    let (mut n_queries, mut n_events) = (0, 0);
    while children.iter_mut().any(|child| child.try_wait().expect("a child").is_none()) {
        if committed(&place).is_empty() {
            continue;
        }
        let run = place.run(&["query", "--count", "--output", "json"]);
        assert!(matches!(run.code, Some(0 | 1)) && run.stderr.is_empty(), "query {n_queries}: {}", run.stderr);
        let found = summary(&run)["events"].as_u64().expect("a number");
        assert!(found >= n_events, "{found} events after {n_events}");
        (n_queries, n_events) = (n_queries + 1, found);
    }
    for run in children.map(end) {
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
        assert_eq!(summary(&run)["new"], N_REPORTS / 3);
    }
    assert!(n_queries > 0);
    assert_eq!(committed(&place).len(), N_REPORTS / 3 * 2);
    place.check();
}
