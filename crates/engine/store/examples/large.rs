//! Makes a large store out of some coded reports, and measures what is asked of it.
//!
//! `large make STORE RECORDS REPORTS N` repeats the records (as `entente code --output json` prints them) of the reports (JSON
//! lines with `text`), each time under other ids, on other days and with other long words, until there are N events; it tells how long each thousand
//! reports took. `large measure STORE` prints medians in
//! milliseconds of what `docs/results.md` lists.

use record::{Record, hash};
use std::collections::HashMap;
use std::io::{BufRead, BufReader};
use std::time::Instant;
use store::{Content, Filter, Identity, Incoming, Party, Reader, Sort, Store};

type Failure = Box<dyn std::error::Error>;

/// The first day of the copies.
const FIRST_DAY: jiff::civil::Date = jiff::civil::date(2010, 1, 1);

/// Copies that are published on a day.
const REPORTS_A_DAY: i64 = 27;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["make", store, records, reports, n_events] => make(store, records, reports, n_events.parse()?),
        ["measure", store] => measure(store),
        _ => Err("expected `make STORE RECORDS REPORTS N` or `measure STORE`".into()),
    }
}

fn lines(path: &str) -> Result<impl Iterator<Item = Result<String, std::io::Error>>, Failure> {
    Ok(BufReader::new(std::fs::File::open(path)?).lines())
}

fn make(store: &str, records: &str, reports: &str, n_events: usize) -> Result<(), Failure> {
    let mut texts = HashMap::new();
    for line in lines(reports)? {
        let report: serde_json::Value = serde_json::from_str(&line?)?;
        let text = report["text"].as_str().unwrap_or_default().to_string();
        texts.insert(hash::sha256(text.as_bytes()), text);
    }
    let mut coded = Vec::new();
    for line in lines(records)? {
        let record: Record = serde_json::from_str(&line?)?;
        let text = texts.get(&record.text_sha256).ok_or("a record of no report")?.clone();
        coded.push((record, text));
    }
    let mut store = Store::open(store.as_ref())?;
    let (begun, mut made, mut batch) = (Instant::now(), 0, Vec::new());
    let mut n_reports = 0i64;
    for copy in 0.. {
        for (at, (record, text)) in coded.iter().enumerate() {
            made += record.events.len();
            batch.push(varied(record, text, copy, at, n_reports));
            n_reports += 1;
            if batch.len() == 256 || made >= n_events {
                store.add(&batch, "2026-11-26T12:00:00Z")?;
                batch.clear();
            }
            if matches!(n_reports, 1_000 | 10_000 | 100_000) {
                println!("{n_reports} reports, {made} events in {:.1} s", begun.elapsed().as_secs_f64());
            }
            if made >= n_events {
                println!("{made} events in {:.0} s", begun.elapsed().as_secs_f64());
                return Ok(());
            }
        }
    }
    Ok(())
}

/// The record under another id and moved to another day: archives come in the order of time.
fn varied(record: &Record, text: &str, copy: i64, at: usize, number: i64) -> Incoming {
    let mut record = record.clone();
    let published: Option<jiff::civil::Date> = record.published.as_deref().and_then(|day| day.parse().ok());
    let target = FIRST_DAY.checked_add(jiff::Span::new().days(number / REPORTS_A_DAY)).expect("within the calendar");
    let moved = |day: &str| {
        let distance = published?.until(target).ok()?;
        let day: jiff::civil::Date = day.parse().ok()?;
        day.checked_add(distance).ok().map(|day| day.to_string())
    };
    record.id = format!("{}-{copy}-{at}", record.id.get(..8).unwrap_or_default());
    record.published = record.published.as_deref().and_then(moved);
    let mut ids = HashMap::new();
    for event in &mut record.events {
        let id = hash::id(&[&event.id, &copy.to_string(), &at.to_string()]);
        ids.insert(std::mem::replace(&mut event.id, id.clone()), id);
        if let Some(date) = &mut event.date {
            date.start = moved(&date.start).unwrap_or_default();
            date.end = moved(&date.end).unwrap_or_default();
        }
    }
    for event in record
        .materiel
        .iter_mut()
        .map(|item| &mut item.event)
        .chain(record.numbers.iter_mut().map(|number| &mut number.event))
    {
        *event = event.take().and_then(|id| ids.get(&id).cloned());
    }
    let text = reworded(text, copy);
    record.text_sha256 = hash::sha256(text.as_bytes());
    let content = Content::of(&[Some(&record.id), Some(&text)]);
    let identity = Identity::Given(record.id.clone());
    Incoming { identity, content, source: None, byline: None, text, record }
}

/// The text with other letters in words of five letters and more: as long, and in another vocabulary.
fn reworded(text: &str, copy: i64) -> String {
    let turned = |letter: char, letters: &str| {
        let at = letters.find(letter.to_ascii_lowercase())?;
        let other = letters.as_bytes()[(at + copy as usize) % letters.len()] as char;
        Some(if letter.is_ascii_uppercase() { other.to_ascii_uppercase() } else { other })
    };
    let reword = |word: &str| match word.chars().count() {
        0..5 => word.to_string(),
        _ => word
            .chars()
            .map(|letter| turned(letter, "aeiou").or_else(|| turned(letter, "bcdfghjklmnpqrstvwxyz")).unwrap_or(letter))
            .collect(),
    };
    text.split_inclusive(|c: char| !c.is_alphabetic()).map(reword).collect()
}

fn measure(store: &str) -> Result<(), Failure> {
    let reader = Reader::open(store.as_ref())?;
    let country = |code: &str| Party::Country(code.into());
    let pairs = [
        ("USA", "CHN"),
        ("USA", "RUS"),
        ("GBR", "USA"),
        ("ISR", "PSE"),
        ("IND", "PAK"),
        ("RUS", "UKR"),
        ("IRN", "USA"),
    ];
    time("pair by month", || {
        for (one, other) in pairs {
            reader.months(one, other).expect("months");
        }
        pairs.len()
    });
    let day = |text: &str| text.parse().ok();
    let pages = [
        (Filter { actors: vec![country("USA")], types: vec!["CONSULT".into()], ..Filter::default() }, Sort::Newest),
        (Filter { between: Some((country("USA"), country("RUS"))), ..Filter::default() }, Sort::Newest),
        (
            Filter {
                between: Some((country("GBR"), country("USA"))),
                since: day("2015-01-01"),
                until: day("2016-12-31"),
                ..Filter::default()
            },
            Sort::Newest,
        ),
        (
            Filter { recipients: vec![country("CHN")], statuses: vec!["actual".into()], ..Filter::default() },
            Sort::Oldest,
        ),
        (Filter { types: vec!["ASSAULT".into()], place: Some("IRQ".into()), ..Filter::default() }, Sort::Newest),
        (Filter { modes: vec!["drone".into()], ..Filter::default() }, Sort::Newest),
        (Filter { since: day("2014-03-01"), until: day("2014-03-31"), ..Filter::default() }, Sort::Newest),
        (Filter { types: vec!["AID".into()], ..Filter::default() }, Sort::Confidence),
        (Filter::default(), Sort::Conflict),
        (Filter { actors: vec![country("USA")], ..Filter::default() }, Sort::Confidence),
        (Filter { words: Some("president".into()), ..Filter::default() }, Sort::Cooperation),
        (
            Filter {
                between: Some((country("GBR"), country("USA"))),
                types: vec!["CONSULT".into()],
                ..Filter::default()
            },
            Sort::Conflict,
        ),
        (
            Filter { actors: vec![country("USA")], recipients: vec![country("CHN")], ..Filter::default() },
            Sort::Confidence,
        ),
        (
            Filter { between: Some((Party::Sector("USA".into(), "GOV".into()), country("CHN"))), ..Filter::default() },
            Sort::Newest,
        ),
        (Filter { materiel: Some("missile".into()), ..Filter::default() }, Sort::Newest),
        (Filter { modes: vec!["visit".into()], ..Filter::default() }, Sort::Conflict),
        (Filter { person: Some("Trump".into()), types: vec!["THREATEN".into()], ..Filter::default() }, Sort::Newest),
    ];
    for (filter, sort) in &pages {
        time(&format!("page {}", named(filter, *sort)), || {
            reader.events(filter, *sort, 50, 0).expect("a page");
            1
        });
    }
    for words in ["prime minister", "president trump", "police killed", "government said", "military attack"] {
        let filter = Filter { words: Some(words.into()), ..Filter::default() };
        time(&format!("words `{words}`"), || {
            reader.events(&filter, Sort::Newest, 50, 0).expect("a page");
            1
        });
    }
    time("top actors", || {
        reader.top_actors(None, None, 50).expect("actors");
        1
    });
    time("top actors of a year", || {
        reader.top_actors(day("2015-01-01"), day("2015-12-31"), 50).expect("actors");
        1
    });
    Ok(())
}

/// What a filter asks for, without what it does not.
fn named(filter: &Filter, sort: Sort) -> String {
    let all = format!("{filter:?} {sort:?}");
    let told = all.split(", ").filter(|part| !part.ends_with("None") && !part.ends_with("[]"));
    told.collect::<Vec<_>>().join(", ")
}

/// Prints the median of eleven runs, after one that warms up, in milliseconds for each of what `run` counts.
fn time(name: &str, mut run: impl FnMut() -> usize) {
    run();
    let mut times: Vec<f64> = (0..11)
        .map(|_| {
            let begun = Instant::now();
            let n = run();
            begun.elapsed().as_secs_f64() * 1000.0 / n as f64
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!("{:9.2} ms  {name}", times[times.len() / 2]);
}
