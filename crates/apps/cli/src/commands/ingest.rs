//! `entente ingest`.

use super::{alerts, load_with_additions};
use crate::args::{Ingest, Visit};
use crate::output::{self, Results};
use crate::progress::Progress;
use crate::settings::Settings;
use crate::{Outcome, clock, interrupt};
use anyhow::bail;
use fetching::{AddressPolicy, Fetcher, SystemClock};
use ingest::{Columns, Format, Options};
use intake::{Address, Defaults, Failure, Failures, Intake, Meter, Observer, Source, Summary, Visits};
use record::Provenance;
use serde_json::json;
use std::path::{Path, PathBuf};
use std::time::Duration;
use store::Store;

/// Failures that are shown one by one; the file has them all.
const MAX_SHOWN: usize = 20;

/// Who asks, if nobody says how to be reached.
const CONTACT: &str = "https://github.com/entente-events/entente";

/// Codes reports and keeps them.
pub fn run(command: &Ingest, settings: &Settings) -> anyhow::Result<Outcome> {
    settings.check_output()?;
    let sources = intake::expand(&command.sources);
    let columns = columns(&command.columns)?;
    let options = Options { format: command.input.map(Format::from), columns, ..Options::default() };
    let stop = interrupt::flag()?;
    let failures = failures_file(command.failures.as_deref(), settings)?;
    let is_read = sources.iter().any(|source| is_same(source, &failures));
    let kept = Failures::at(&failures, is_read)?;
    // Looks into the sources, and so must come before the store is opened: one of them may be the store.
    let addresses: Vec<Address> = intake::addresses(&sources).iter().map(|url| Address::once(url)).collect();
    let mut store = Store::open(&settings.store)?;
    let (pipeline, loaded) = load_with_additions(settings)?;
    let meter = Meter::default();
    let mut keeper = Keeper {
        failures: kept,
        n_shown: 0,
        progress: Progress::alone(settings.is_quiet, n_bytes(&sources)),
        meter: meter.clone(),
    };
    let intake = Intake {
        pipeline: &pipeline,
        provenance: Provenance::of(&pipeline),
        threads: settings.threads,
        defaults: Defaults { published: command.published, publisher: command.publisher.clone() },
        stop: &stop,
        now: &clock::now,
    };
    let arrivals = intake::arrivals(sources, options, meter, &settings.store);
    let mut summary = intake.run(&mut store, arrivals, &mut keeper)?;
    if !addresses.is_empty() && !summary.is_interrupted {
        let visits = Visits::new(fetcher(&command.visit)?, store.reader()?, addresses, seconds);
        let ledger = visits.ledger();
        summary = summary.plus(intake.run(&mut store, visits, &mut keeper)?);
        ledger.keep(&mut store, clock::seconds())?;
    }
    keeper.finish(!summary.is_interrupted)?;
    let n_alerts = alerts::raise(&mut store, settings)?;
    tell(&summary, n_alerts, &failures, settings);
    Ok(outcome(&summary).max(loaded))
}

/// Where failures go: beside the store, unless the command says so.
///
/// # Errors
/// If that is the store itself.
pub fn failures_file(given: Option<&Path>, settings: &Settings) -> anyhow::Result<PathBuf> {
    let Some(given) = given else {
        return Ok(store::beside(&settings.store, ".failed.jsonl"));
    };
    if is_one(given, &settings.store) {
        bail!("--failures {}: the store itself, expected another file", given.display());
    }
    Ok(given.to_path_buf())
}

/// Whether two paths lead to one file, there or not.
pub fn is_one(one: &Path, other: &Path) -> bool {
    let whole = |path: &Path| std::fs::canonicalize(path).or_else(|_| std::path::absolute(path)).ok();
    whole(one).is_some() && whole(one) == whole(other)
}

fn is_same(source: &Source, failures: &Path) -> bool {
    matches!(source, Source::File(path) if is_one(path, failures))
}

/// Bytes of all sources, if all are files.
fn n_bytes(sources: &[Source]) -> Option<u64> {
    let size = |source: &Source| match source {
        Source::File(path) => std::fs::metadata(path).ok().map(|file| file.len()),
        Source::Unreadable { .. } => Some(0),
        Source::Standard | Source::Address(_) => None,
    };
    sources.iter().map(size).sum::<Option<u64>>().filter(|&total| total > 0)
}

/// `text=body`, `published=day` and so on.
fn columns(given: &[String]) -> anyhow::Result<Columns> {
    let mut columns = Columns::default();
    for pair in given {
        let Some((field, column)) = pair.split_once('=') else {
            bail!("--column {pair}: expected a field and a column, such as text=body");
        };
        if !columns.name(field.trim(), column.trim()) {
            let field = field.trim();
            bail!("--column {field}: expected text, id, title, url, publisher, byline, published or language");
        }
    }
    Ok(columns)
}

/// What fetches, within bounds.
pub fn fetcher(visit: &Visit) -> anyhow::Result<Fetcher> {
    let mut options = fetching::Options::polite(visit.contact.as_deref().unwrap_or(CONTACT));
    if visit.allow_private {
        options.addresses = AddressPolicy::anywhere();
    }
    options.deadline = Duration::from_secs(visit.seconds);
    options.connecting = options.connecting.min(options.deadline);
    Ok(Fetcher::new(options, SystemClock::start())?)
}

/// The second since 1970, for what counts from there.
pub fn seconds() -> u64 {
    u64::try_from(clock::seconds()).unwrap_or_default()
}

/// Shows progress and keeps what failed.
pub struct Keeper {
    /// The file of what failed.
    pub failures: Failures,
    /// Failures shown so far.
    pub n_shown: usize,
    /// The line on the terminal.
    pub progress: Progress,
    /// Bytes read.
    pub meter: Meter,
}

impl Keeper {
    /// Ends the line and the file; `is_whole` tells that the sources were read to their end.
    pub fn finish(mut self, is_whole: bool) -> anyhow::Result<()> {
        self.progress.clear();
        Ok(self.failures.finish(is_whole)?)
    }
}

impl Observer for Keeper {
    fn progressed(&mut self, so_far: &Summary) {
        self.progress.set(so_far.read, self.meter.bytes());
    }

    fn failed(&mut self, failure: &Failure) -> Result<(), intake::Error> {
        self.n_shown += 1;
        self.progress.clear();
        match self.n_shown {
            n if n <= MAX_SHOWN => output::complain(&format!("{}: {}", failure.source, failure.reason)),
            n if n == MAX_SHOWN + 1 => output::complain("more failed: they are in the file of failures"),
            _ => {}
        }
        self.failures.write(failure, &clock::now())
    }
}

/// Prints what came of it; `n_alerts` shifts were told.
pub fn tell(summary: &Summary, n_alerts: usize, failures: &Path, settings: &Settings) {
    let failures = (summary.failed > 0).then(|| failures.display().to_string());
    if !summary.contested.is_empty() {
        let ids = summary.contested.join("`, `");
        output::complain(&format!(
            "several reports of this run have the same id with different contents, the last one stands: `{ids}`"
        ));
    }
    let told = if settings.is_for_people() {
        let Summary { read, new, changed, duplicate, failed, events, .. } = summary;
        let rest =
            failures.map(|file| format!("; what failed is in {file}, which can be ingested again")).unwrap_or_default();
        let shifts = if n_alerts > 0 { format!(", {n_alerts} new shifts") } else { String::new() };
        let stopped = if summary.is_interrupted { "; stopped: the same command goes on" } else { "" };
        format!(
            "{read} read: {new} new, {changed} changed, {duplicate} duplicate, {failed} failed; {events} events{shifts}{rest}{stopped}\n"
        )
    } else {
        let value = json!({
            "read": summary.read, "new": summary.new, "changed": summary.changed, "duplicate": summary.duplicate,
            "failed": summary.failed, "other_language": summary.other_language, "events": summary.events,
            "bytes": summary.bytes, "shifts": n_alerts, "failures": failures, "interrupted": summary.is_interrupted,
        });
        format!("{value}\n")
    };
    Results::new().write(&told);
}

/// How an ingest ended.
pub fn outcome(summary: &Summary) -> Outcome {
    match summary {
        Summary { failed: 1.., .. } | Summary { is_interrupted: true, .. } => Outcome::Failed,
        Summary { read: 0, .. } => Outcome::NothingFound,
        _ => Outcome::Done,
    }
}
