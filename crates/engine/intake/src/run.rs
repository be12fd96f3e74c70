use crate::arrival::{Arrival, Input, written};
use crate::error::Error;
use crate::failures::{Failure, Kept};
use crate::identify::{Identified, identify};
use crate::summary::Summary;
use ingest::Piece;
use jiff::civil::Date;
use pipeline::work::{self, Panicked};
use pipeline::{Pipeline, Worker};
use record::{Provenance, Record};
use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use store::{Added, Identity, Incoming, Reader, Store};
use text::Document;

/// Reports of one batch at most: a commit waits for the disk, and what was not committed is coded again after a crash.
const MAX_REPORTS: usize = 64;

/// Bytes of text of one batch at most.
const MAX_BYTES: usize = 4 << 20;

/// A batch is written after this time, however small: readers see what is there.
const MAX_WAIT: Duration = Duration::from_secs(2);

/// Contested ids that are told.
const MAX_CONTESTED: usize = 5;

/// What is known of reports that do not tell it themselves.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Defaults {
    /// The day they were published.
    pub published: Option<Date>,
    /// Who printed them.
    pub publisher: Option<String>,
}

/// Brings reports into a store.
pub struct Intake<'i> {
    /// What codes them.
    pub pipeline: &'i Pipeline,
    /// What that is, as the records tell it.
    pub provenance: Provenance<'i>,
    /// Workers.
    pub threads: usize,
    /// What holds for reports that do not tell it.
    pub defaults: Defaults,
    /// Ends the run early once it is set: what is under way is written, nothing else is begun.
    pub stop: &'i AtomicBool,
    /// The moment of writing, UTC, such as `2026-11-26T12:00:00Z`.
    pub now: &'i (dyn Fn() -> String + Sync),
}

/// Who is told what happens.
pub trait Observer {
    /// A batch is written, or something was passed over: so far this came of the run.
    fn progressed(&mut self, so_far: &Summary);

    /// Something failed.
    ///
    /// # Errors
    /// If it cannot be kept: the run ends.
    fn failed(&mut self, failure: &Failure) -> Result<(), Error>;
}

/// What comes of one arrival before it is written.
enum Outcome {
    Coded(Box<Incoming>),
    Known,
    Failed(Failure),
}

/// One thread's hands.
struct Hands<'i> {
    worker: Worker<'i>,
    /// None if the store could not be opened once more: then the writer alone tells what is known.
    reader: Option<Reader>,
}

impl Intake<'_> {
    /// Reads, codes and keeps everything that arrives, in its order.
    ///
    /// # Errors
    /// If the store or the failures cannot be written: what was committed stays.
    pub fn run(
        &self,
        store: &mut Store,
        arrivals: impl Iterator<Item = Arrival> + Send,
        observer: &mut dyn Observer,
    ) -> Result<Summary, Error> {
        let path = store.path().to_path_buf();
        let is_broken = AtomicBool::new(false);
        let goes_on = || !self.stop.load(Ordering::Relaxed) && !is_broken.load(Ordering::Relaxed);
        let mut arrivals = arrivals;
        // Asked before: what is taken is brought in, or it would be marked as fetched and be nowhere.
        let arrivals = std::iter::from_fn(move || if goes_on() { arrivals.next() } else { None });
        let arrivals = arrivals.map(|arrival| ((arrival.source.clone(), arrival.place()), arrival));
        let hire = || Hands { worker: self.pipeline.worker(), reader: Reader::open(&path).ok() };
        let mut writer = Writer::new(self, store, observer);
        let mut broken = None;
        work::silence_guarded_panics();
        work::map_in_order(
            arrivals,
            self.threads,
            hire,
            |hands, arrival| self.outcome(hands, arrival),
            |(source, place), outcome| {
                if broken.is_none()
                    && let Err(error) = writer.take(source, place, outcome)
                {
                    broken = Some(error);
                    is_broken.store(true, Ordering::Relaxed);
                }
            },
        );
        let ended = broken.map_or(Ok(()), Err).and_then(|()| writer.flush());
        let mut summary = writer.summary;
        summary.is_interrupted = self.stop.load(Ordering::Relaxed);
        ended.map(|()| summary)
    }

    /// Extracts and codes.
    fn outcome(&self, hands: &mut Hands, arrival: Arrival) -> Outcome {
        let Arrival { source, file, input, kept } = arrival;
        let document = match input {
            Input::Document(document) => *document,
            Input::Failed { place, reason } => {
                return Outcome::Failed(failure(source, place, reason, None, kept.as_deref()));
            }
            Input::Piece(piece) => match piece.document() {
                Ok(document) => document,
                Err(error) => {
                    let (place, reason) = (written(error.place()), error.to_string());
                    return Outcome::Failed(failure(source, place, reason, Some(&piece), kept.as_deref()));
                }
            },
        };
        let identified = identify(self.with_defaults(document), file.as_deref());
        if hands.knows(&identified) {
            return Outcome::Known;
        }
        Outcome::Coded(Box::new(self.coded(&mut hands.worker, identified, source)))
    }

    fn with_defaults(&self, mut document: Document) -> Document {
        document.published = document.published.or(self.defaults.published);
        document.publisher = document.publisher.take().or_else(|| self.defaults.publisher.clone());
        document
    }

    fn coded(&self, worker: &mut Worker, identified: Identified, source: String) -> Incoming {
        let Identified { document, identity, content, byline, .. } = identified;
        let coding = worker.code(document);
        let record = Record::from_coding(&coding, &self.provenance);
        Incoming { identity, content, source: Some(source), byline, text: coding.document.text().to_string(), record }
    }
}

/// What failed at a place, told as it was if it failed before.
fn failure(source: String, place: String, reason: String, piece: Option<&Piece>, kept: Option<&Kept>) -> Failure {
    let of_piece = piece.map(|piece| (piece.bytes().to_vec(), Some(piece.format())));
    let input = of_piece.or_else(|| kept.map(|kept| (kept.bytes.clone(), kept.format)));
    let (input, format) = input.map_or((None, None), |(input, format)| (Some(input), format));
    let Some(kept) = kept else { return Failure { source, place, reason, input, format } };
    let told = reason.strip_prefix(&format!("{place}: ")).unwrap_or(&reason);
    let reason = if kept.place.is_empty() { told.to_string() } else { format!("{}: {told}", kept.place) };
    Failure { source, place: kept.place.clone(), reason, input, format }
}

impl Hands<'_> {
    fn knows(&self, identified: &Identified) -> bool {
        let known = self
            .reader
            .as_ref()
            .map(|reader| reader.knows(&identified.identity, &identified.content, &identified.text_sha256));
        // A look that fails is not the end: the writer looks again.
        matches!(known, Some(Ok(true)))
    }
}

/// Gathers batches and writes them.
struct Writer<'w, 'i> {
    intake: &'w Intake<'i>,
    store: &'w mut Store,
    observer: &'w mut dyn Observer,
    batch: Vec<Incoming>,
    bytes: usize,
    begun: Instant,
    written: HashSet<Identity>,
    summary: Summary,
}

impl<'w, 'i> Writer<'w, 'i> {
    fn new(intake: &'w Intake<'i>, store: &'w mut Store, observer: &'w mut dyn Observer) -> Writer<'w, 'i> {
        let (batch, begun, summary) = (Vec::new(), Instant::now(), Summary::default());
        Writer { intake, store, observer, batch, bytes: 0, begun, written: HashSet::new(), summary }
    }

    fn take(&mut self, source: String, place: String, outcome: Result<Outcome, Panicked>) -> Result<(), Error> {
        self.summary.read += 1;
        match outcome {
            Ok(Outcome::Coded(report)) => {
                self.bytes += report.text.len();
                self.batch.push(*report);
            }
            Ok(Outcome::Known) => {
                self.summary.duplicate += 1;
                self.observer.progressed(&self.summary);
            }
            Ok(Outcome::Failed(failure)) => self.fail(&failure)?,
            Err(panicked) => {
                let reason = panicked.to_string();
                self.fail(&Failure { source, place, reason, input: None, format: None })?;
            }
        }
        let is_due = self.batch.len() >= MAX_REPORTS || self.bytes >= MAX_BYTES || self.begun.elapsed() >= MAX_WAIT;
        if is_due { self.flush() } else { Ok(()) }
    }

    fn fail(&mut self, failure: &Failure) -> Result<(), Error> {
        self.summary.failed += 1;
        self.observer.failed(failure)
    }

    fn flush(&mut self) -> Result<(), Error> {
        if !self.batch.is_empty() {
            let added = self.store.add(&self.batch, &(self.intake.now)())?;
            for (report, added) in std::mem::take(&mut self.batch).into_iter().zip(added) {
                self.count(report, added);
            }
        }
        (self.bytes, self.begun) = (0, Instant::now());
        self.observer.progressed(&self.summary);
        Ok(())
    }

    fn count(&mut self, report: Incoming, added: Added) {
        let summary = &mut self.summary;
        match added {
            Added::Known => {
                summary.duplicate += 1;
                return;
            }
            Added::New => summary.new += 1,
            Added::Changed => summary.changed += 1,
        }
        summary.events += report.record.events.len();
        summary.bytes += report.text.len();
        summary.other_language +=
            usize::from(report.record.language.as_deref().is_some_and(|language| language != "en"));
        let id = report.record.id;
        let is_first = self.written.insert(report.identity);
        if !is_first && summary.contested.len() < MAX_CONTESTED {
            summary.contested.push(id);
        }
    }
}
