//! What the service acknowledged stays, whatever ends it, beside an ingest that is ended too.
#![cfg(unix)]

mod keeping;
mod support;

use keeping::{Place, begin, end, entente};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::Child;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// How often it is killed.
const N_KILLS: u32 = 5;

/// Clients that correct at the same time.
const N_CLIENTS: usize = 2;

const TEXT: &str = "NAIROBI, March 6 - Kenya's foreign minister met the Ugandan ambassador in Nairobi on Tuesday. \
    On Monday, gunmen killed 14 Kenyan soldiers in Mandera.";

/// A store of one report, and the id of its meeting.
fn place() -> (Place, String) {
    let place = Place::new();
    let line =
        json!({"id": "r1", "publisher": "Lagoon Post", "published": "2025-03-06", "title": "Talks", "text": TEXT});
    let path = place.write("first.jsonl", format!("{line}\n").as_bytes());
    assert_eq!(place.run(&["ingest", &path, "--quiet"]).code, Some(0));
    let rows = place.rows("SELECT id FROM events WHERE type = 'CONSULT'");
    let meeting = rows[0]["id"].as_str().expect("an id").to_string();
    (place, meeting)
}

/// Reports that no other round has.
fn more(place: &Place, round: u32) -> String {
    let line = |number: u32| {
        let text =
            format!("KAMPALA, March 7 - Uganda condemned Kenya on Thursday for the {}th time.", 10 * round + number);
        format!("{}\n", json!({"id": format!("more-{round}-{number}"), "published": "2025-03-07", "text": text}))
    };
    place.write(&format!("more-{round}.jsonl"), (0..60).map(line).collect::<String>().as_bytes())
}

/// A service that runs, and where; killed when dropped.
struct Serving {
    child: Child,
    address: String,
}

impl Serving {
    fn begin(place: &Place) -> Serving {
        let mut child = begin(&mut entente(&place.store, &["serve", "--listen", "127.0.0.1:0"]));
        let mut told = BufReader::new(child.stderr.take().expect("a pipe"));
        let mut line = String::new();
        while !line.contains("http://") {
            line.clear();
            assert_ne!(told.read_line(&mut line).expect("a line"), 0, "it ended");
        }
        let address = line.trim().rsplit("http://").next().expect("an address").trim_end_matches('/').to_string();
        let address = address.split(['/', ' ']).next().expect("an address").to_string();
        // The log has to go somewhere.
        std::thread::spawn(move || std::io::copy(&mut told, &mut std::io::sink()));
        Serving { child, address }
    }

    fn kill(mut self) {
        self.child.kill().expect("a child");
        self.child.wait().expect("a child");
    }
}

/// Status and body of what is answered; none if the connection broke off before all of it came.
fn ask(address: &str, method: &str, path: &str, body: &str) -> Option<(u16, Value)> {
    let mut stream = TcpStream::connect(address).ok()?;
    let kind = if body.is_empty() {
        String::new()
    } else {
        format!("Content-Type: application/json\r\nContent-Length: {}\r\n", body.len())
    };
    let request =
        format!("{method} /api/v1{path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n{kind}\r\n{body}");
    stream.write_all(request.as_bytes()).ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    Some((head.split(' ').nth(1)?.parse().ok()?, serde_json::from_str(body).ok()?))
}

/// Corrections that were acknowledged, and whether it was acknowledged that they were taken back.
type Acknowledged = BTreeMap<String, bool>;

/// Corrects as fast as it can, and takes every third back.
fn correct(address: &str, meeting: &str, client: usize, stop: &AtomicBool) -> Acknowledged {
    let mut acknowledged = Acknowledged::new();
    for number in 0.. {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        let status = ["actual", "negated", "future"][number % 3];
        let body = json!({"kind": "edit", "event": meeting, "set": {"status": status}, "by": format!("client {client}"), "reason": format!("{number}")});
        let Some((status, made)) = ask(address, "POST", "/corrections", &body.to_string()) else { break };
        assert_eq!(status, 201, "{made}");
        let id = made["id"].as_str().expect("an id").to_string();
        acknowledged.insert(id.clone(), false);
        if number % 3 == 2 {
            let said = r#"{"by":"Karim","reason":"a slip"}"#;
            let Some((status, told)) = ask(address, "POST", &format!("/corrections/{id}/undo"), said) else { break };
            assert_eq!(status, 200, "{told}");
            acknowledged.insert(id, true);
        }
    }
    acknowledged
}

#[test]
fn a_service_that_is_killed_loses_no_correction_that_was_acknowledged() {
    let (place, meeting) = place();
    let mut acknowledged = Acknowledged::new();
    let mut reports: BTreeSet<String> = BTreeSet::new();
    for round in 0..N_KILLS {
        let input = more(&place, round);
        let serving = Serving::begin(&place);
        let mut ingest = begin(&mut entente(&place.store, &["ingest", &input, "--output", "json"]));
        let stop = AtomicBool::new(false);
        let address = serving.address.clone();
        std::thread::scope(|scope| {
            let clients: Vec<_> = (0..N_CLIENTS)
                .map(|client| {
                    let (address, meeting, stop) = (&address, &meeting, &stop);
                    scope.spawn(move || correct(address, meeting, client, stop))
                })
                .collect();
            std::thread::sleep(Duration::from_millis(400 + 150 * u64::from(round)));
            serving.kill();
            if round % 2 == 0 {
                ingest.kill().expect("a child");
            }
            stop.store(true, Ordering::Relaxed);
            clients.into_iter().for_each(|client| acknowledged.extend(client.join().expect("no panic")));
        });
        let run = end(ingest);
        assert!(round % 2 == 0 || run.code == Some(0), "{}", run.stderr);
        check_kept(&place, &acknowledged);
        let now: BTreeSet<String> =
            place.rows("SELECT id FROM reports").iter().map(|row| row["id"].to_string()).collect();
        assert!(now.is_superset(&reports), "round {round}: a report is lost");
        assert!(round % 2 == 0 || now.iter().filter(|id| id.contains(&format!("more-{round}-"))).count() == 60);
        reports = now;
        place.check();
    }
    eprintln!("{} corrections acknowledged over {N_KILLS} kills, {} reports", acknowledged.len(), reports.len());
    assert!(acknowledged.len() >= 20, "{}", acknowledged.len());
    let serving = Serving::begin(&place);
    let (status, list) = ask(&serving.address, "GET", "/corrections?limit=500", "").expect("an answer");
    assert!(status == 200 && !list["items"].as_array().expect("items").is_empty());
    serving.kill();
}

/// Every correction that was answered is there; and taken back, if that was answered.
#[track_caller]
fn check_kept(place: &Place, acknowledged: &Acknowledged) {
    let rows = place.rows("SELECT id, undone_at FROM corrections");
    let kept: BTreeMap<&str, bool> =
        rows.iter().map(|row| (row["id"].as_str().expect("an id"), row["undone_at"].is_string())).collect();
    assert_eq!(kept.len(), rows.len(), "a correction is there twice");
    for (id, is_undone) in acknowledged {
        let found = kept.get(id.as_str()).unwrap_or_else(|| panic!("{id} is lost"));
        assert!(*found || !is_undone, "{id}: that it was taken back is lost");
    }
}
