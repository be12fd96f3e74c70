//! `entente watch`.

use super::alerts;
use super::ingest::{self, Keeper, failures_file, fetcher, seconds};
use super::load_with_additions;
use crate::args::Watch;
use crate::progress::Progress;
use crate::settings::Settings;
use crate::{Outcome, clock, interrupt, output};
use anyhow::{Context, bail};
use fetching::{FeedState, Schedule};
use intake::{Address, Defaults, Failures, Intake, Meter, Summary, Visits};
use pipeline::Pipeline;
use record::Provenance;
use serde::Deserialize;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use store::Store;

/// How often it is looked whether the program is asked to end.
const GLANCE: Duration = Duration::from_millis(200);

/// Longest sleep between two looks at the list of feeds.
const LONGEST_SLEEP: Duration = Duration::from_secs(60);

/// The file of feeds.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default, alias = "feeds")]
    feed: Vec<Listed>,
}

/// One feed of it: all that is said of it, or its address alone.
#[derive(Deserialize, Debug)]
#[serde(
    untagged,
    expecting = "expected the address of a feed, or a table with its `url` and if wanted `publisher` and `minutes`"
)]
enum Listed {
    Address(String),
    Entry(Entry),
}

impl From<Listed> for Entry {
    fn from(listed: Listed) -> Entry {
        match listed {
            Listed::Address(url) => Entry { url, publisher: None, minutes: None },
            Listed::Entry(entry) => entry,
        }
    }
}

/// What is said of a feed.
#[derive(Clone, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
struct Entry {
    url: String,
    publisher: Option<String>,
    minutes: Option<u32>,
}

/// Polls feeds and ingests what is new, until stopped.
pub fn run(command: &Watch, settings: &Settings) -> anyhow::Result<Outcome> {
    settings.check_output()?;
    let entries = read(&command.feeds)?;
    let stop = interrupt::flag()?;
    let failures = failures_file(command.failures.as_deref(), settings)?;
    Failures::at(&failures, false)?;
    let mut store = Store::open(&settings.store)?;
    let (pipeline, loaded) = load_with_additions(settings)?;
    let (mut total, mut n_alerts) = (Summary::default(), 0);
    loop {
        let states =
            entries.iter().map(|entry| intake::feed_state(&store, &entry.url)).collect::<Result<Vec<_>, _>>()?;
        let due: Vec<Address> =
            Schedule::due(&states, seconds()).into_iter().map(|at| address(&entries[at], &states[at])).collect();
        let is_polled = !due.is_empty();
        if is_polled {
            let summary = poll(due, &mut store, &pipeline, &stop, &failures, command, settings)?;
            let n_raised = alerts::raise(&mut store, settings)?;
            n_alerts += n_raised;
            if summary.read > 0 && !command.once {
                ingest::tell(&summary, n_raised, &failures, settings);
            }
            total = total.plus(summary);
        }
        if command.once || stop.load(Ordering::Relaxed) {
            break;
        }
        // After a poll the states are others: they are looked at again first.
        let wait = if is_polled { Some(Duration::ZERO) } else { intake::until_due(&states, seconds()) };
        let Some(wait) = wait else {
            output::complain("no feed is left: all are gone for good");
            break;
        };
        sleep(wait.clamp(GLANCE, LONGEST_SLEEP), &stop);
    }
    if command.once {
        ingest::tell(&total, n_alerts, &failures, settings);
    }
    // To be stopped is how watching ends.
    let total = Summary { is_interrupted: false, ..total };
    Ok(ingest::outcome(&total).max(loaded))
}

fn read(path: &Path) -> anyhow::Result<Vec<Entry>> {
    let name = path.display();
    let text = std::fs::read_to_string(path).with_context(|| format!("{name}: cannot be read"))?;
    parse(&text).with_context(|| name.to_string())
}

fn parse(text: &str) -> anyhow::Result<Vec<Entry>> {
    let file: File = toml::from_str(text).map_err(|error| anyhow::anyhow!("{}", error.to_string().trim_end()))?;
    let entries: Vec<Entry> = file.feed.into_iter().map(Entry::from).collect();
    if entries.is_empty() {
        bail!("no feeds, expected a `[[feed]]` with a `url` each");
    }
    for (at, entry) in entries.iter().enumerate() {
        if entries[..at].iter().any(|other| other.url == entry.url) {
            bail!("`{}` is there twice", entry.url);
        }
    }
    Ok(entries)
}

fn address(entry: &Entry, state: &FeedState) -> Address {
    let interval = entry.minutes.map_or(Schedule::USUAL, |minutes| Duration::from_secs(u64::from(minutes) * 60));
    Address { state: state.clone(), publisher: entry.publisher.clone(), schedule: Schedule::every(interval) }
}

fn poll(
    due: Vec<Address>,
    store: &mut Store,
    pipeline: &Pipeline,
    stop: &AtomicBool,
    failures: &Path,
    command: &Watch,
    settings: &Settings,
) -> anyhow::Result<Summary> {
    let intake = Intake {
        pipeline,
        provenance: Provenance::of(pipeline),
        threads: settings.threads,
        defaults: Defaults::default(),
        stop,
        now: &clock::now,
    };
    let visits = Visits::new(fetcher(&command.visit)?, store.reader()?, due, seconds);
    let ledger = visits.ledger();
    let mut keeper = Keeper {
        failures: Failures::at(failures, false)?,
        n_shown: 0,
        progress: Progress::alone(settings.is_quiet, None),
        meter: Meter::default(),
    };
    let summary = intake.run(store, visits, &mut keeper)?;
    ledger.keep(store, clock::seconds())?;
    keeper.finish(true)?;
    Ok(summary)
}

fn sleep(time: Duration, stop: &AtomicBool) {
    let mut left = time;
    while !left.is_zero() && !stop.load(Ordering::Relaxed) {
        let nap = left.min(GLANCE);
        std::thread::sleep(nap);
        left -= nap;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feeds_are_tables_or_addresses() {
        let one = parse("[[feed]]\nurl = \"https://a.example/feed\"\npublisher = \"A\"\nminutes = 30").expect("a feed");
        assert_eq!((one[0].publisher.as_deref(), one[0].minutes), (Some("A"), Some(30)));
        let two = parse("feeds = [\"https://a.example/feed\", {url = \"https://b.example/feed\"}]").expect("feeds");
        assert_eq!(
            two.iter().map(|entry| entry.url.as_str()).collect::<Vec<_>>(),
            ["https://a.example/feed", "https://b.example/feed"]
        );
    }

    #[test]
    fn a_file_without_feeds_is_told_what_is_expected() {
        let check = |text: &str, expected: &str| {
            let error = format!("{:#}", parse(text).expect_err("no feeds"));
            assert!(error.contains(expected), "{error}");
        };
        check("", "no feeds, expected a `[[feed]]` with a `url` each");
        check("[[feed]]\nadress = \"x\"", "expected the address of a feed, or a table with its `url`");
        check("feeds = [\"a\", \"a\"]", "`a` is there twice");
    }
}
