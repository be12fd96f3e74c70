//! What all handlers share: the store to ask and to change, the threads that code, the counts.

mod coders;
mod readers;
mod sending;
mod state;
mod writer;

use crate::config::Config;
use crate::error::Error;
use crate::gate::access::Access;
use crate::gate::memory::Memory;
use crate::listener::Connections;
use crate::live::Hub;
use crate::metrics::Metrics;
use crate::problem::Problem;
use axum::body::Body;
use axum::http::header::CONNECTION;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use coders::Coders;
use pipeline::{Coding, Pipeline};
use readers::Readers;
use relations::Coverage;
use state::State;
use std::hash::Hash;
use std::io::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use store::{Counts, Reader, Store};
use text::Document;
use tokio::sync::{Mutex as AsyncMutex, Semaphore, watch};
use writer::Writer;

/// The service's hand on store and pipeline; a clone is the same one.
#[derive(Clone)]
pub struct App(Arc<Inner>);

struct Inner {
    config: Config,
    state: State,
    readers: Readers,
    exporters: Readers,
    writer: Writer,
    coders: Coders,
    coverage: AsyncMutex<Option<(u64, Arc<Coverage>)>>,
    access: Access,
    connections: Connections,
    live: Hub,
    memory: Memory,
    metrics: Metrics,
    bodies: Semaphore,
    counts: Mutex<Option<(u64, Counts)>>,
    n_changes: AtomicU64,
    n_requests: AtomicU64,
    closing: watch::Sender<bool>,
}

impl App {
    /// Over the store that `config` names.
    ///
    /// # Errors
    /// If there is no store of this schema, or the service is to listen beyond loopback and there are no tokens.
    pub fn new(config: Config) -> Result<App, Error> {
        let access = Access::new(&config)?;
        let state = State::of(Reader::open(&config.store)?);
        let limits = config.limits;
        let readers = Readers::new(&config.store, limits.readers, limits.readers_waiting, limits.read_time);
        let exporters = Readers::new(&config.store, limits.exports, 0, limits.export_time);
        let writer = Writer::new(&config.store, limits.writes_waiting);
        let coders = Coders::new(config.load.clone(), config.threads, limits.texts_waiting);
        Ok(App(Arc::new(Inner {
            state,
            readers,
            exporters,
            writer,
            coders,
            access,
            connections: Connections::new(limits.connections, limits.connections_of_one),
            live: Hub::new(limits.streams, limits.streams_of_one),
            memory: Memory::default(),
            metrics: Metrics::default(),
            bodies: Semaphore::new(limits.bodies),
            counts: Mutex::default(),
            coverage: AsyncMutex::default(),
            n_changes: AtomicU64::new(0),
            n_requests: AtomicU64::new(0),
            closing: watch::Sender::new(false),
            config,
        })))
    }

    /// What holds for this run.
    pub fn config(&self) -> &Config {
        &self.0.config
    }

    /// Asks the store on a thread of its own. A question that takes too long, or whose client has gone, is interrupted.
    ///
    /// # Errors
    /// What `ask` says; 503 if too many ask at once or the answer takes too long.
    pub async fn read<T: Send + 'static>(
        &self,
        ask: impl FnOnce(&Reader) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        self.0.readers.ask(ask).await
    }

    /// Asks the store for something long, such as an export: few at a time, and no waiting.
    ///
    /// # Errors
    /// As of [`App::read`].
    pub async fn read_at_length<T: Send + 'static>(
        &self,
        ask: impl FnOnce(&Reader) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        self.0.exporters.ask(ask).await
    }

    /// A body that is written while it is sent, such as an export: `write` waits while the client does not take what it has written,
    /// and fails to write once the client has gone.
    ///
    /// # Errors
    /// As of [`App::read`], before the first bytes; what fails later breaks the body off.
    pub async fn send(
        &self,
        write: impl FnOnce(&Reader, &mut dyn Write) -> Result<(), Problem> + Send + 'static,
    ) -> Result<Body, Problem> {
        let (mut out, chunks) = sending::chunks();
        let app = self.clone();
        let writing = tokio::spawn(async move {
            let written = app.read_at_length(move |reader| {
                write(reader, &mut out)?;
                // Whoever has gone is not told.
                let _ = out.flush();
                Ok(())
            });
            written.await
        });
        sending::body(chunks, writing).await
    }

    /// Changes the store on the one thread that writes, after the changes asked for before. Waits while another process writes.
    /// Once begun, a change is not stopped when its client goes.
    ///
    /// # Errors
    /// What `change` says; 503 if too many changes wait.
    pub async fn write<T: Send + 'static>(
        &self,
        change: impl FnOnce(&mut Store) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let changed = self.0.writer.change(change).await;
        self.0.n_changes.fetch_add(1, Ordering::AcqRel);
        changed
    }

    /// Changes by this service so far.
    pub(crate) fn n_changes(&self) -> u64 {
        self.0.n_changes.load(Ordering::Acquire)
    }

    /// Codes a text on one of the threads that code. What they code with is loaded when the first text comes.
    ///
    /// # Errors
    /// 413 for a text that is too long, 503 if too many texts wait, 500 if the models cannot be loaded.
    pub async fn code(&self, document: Document) -> Result<Coding, Problem> {
        let (found, limit) = (document.text().len(), self.0.config.limits.text);
        if found > limit {
            let detail = format!("expected a text of at most {limit} bytes, found {found}");
            return Err(Problem::new(
                StatusCode::PAYLOAD_TOO_LARGE,
                detail,
                "code it with `entente code`, which takes any length, or send its parts",
            ));
        }
        self.0.coders.code(document).await
    }

    /// What texts are coded with, loaded if it is not yet.
    ///
    /// # Errors
    /// 500 if the models cannot be loaded.
    pub async fn pipeline(&self) -> Result<Arc<Pipeline>, Problem> {
        self.0.coders.pipeline().await
    }

    /// Answers that were found since the last commit.
    pub(crate) fn memory(&self) -> &Memory {
        &self.0.memory
    }

    /// How much the store holds day by day, counted once a state.
    ///
    /// # Errors
    /// As of [`App::read`].
    pub async fn coverage(&self) -> Result<Arc<Coverage>, Problem> {
        let mut held = self.0.coverage.lock().await;
        let state = self.state();
        if let Some((_, coverage)) = held.as_ref().filter(|(of, _)| *of == state) {
            return Ok(Arc::clone(coverage));
        }
        let coverage = Arc::new(self.read(|reader| Ok(survey::coverage(reader)?)).await?);
        *held = Some((state, Arc::clone(&coverage)));
        Ok(coverage)
    }

    /// A number that changes with every commit to the store, by whomever, and with every start of the service.
    pub fn state(&self) -> u64 {
        self.0.state.now()
    }

    /// How many reports and events the store holds; counted once a commit.
    ///
    /// # Errors
    /// As of [`App::read`].
    pub async fn counts(&self) -> Result<Counts, Problem> {
        let state = self.state();
        let kept = *self.0.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, counts)) = kept.filter(|(at, _)| *at == state) {
            return Ok(counts);
        }
        let counts = self.read(|reader| Ok(reader.counts()?)).await?;
        *self.0.counts.lock().unwrap_or_else(PoisonError::into_inner) = Some((state, counts));
        Ok(counts)
    }

    /// A number that is another one for another question, and after every commit.
    pub(crate) fn seen(&self, question: &impl Hash) -> u64 {
        self.0.state.salted(&(self.state(), question))
    }

    /// Whether this service is this machine's alone, and asks nobody who they are.
    pub(crate) fn is_private(&self) -> bool {
        self.0.access.is_open()
    }

    pub(crate) fn access(&self) -> &Access {
        &self.0.access
    }

    pub(crate) fn connections(&self) -> &Connections {
        &self.0.connections
    }

    pub(crate) fn live(&self) -> &Hub {
        &self.0.live
    }

    pub(crate) fn metrics(&self) -> &Metrics {
        &self.0.metrics
    }

    /// Places for bodies that are read.
    pub(crate) fn bodies(&self) -> &Semaphore {
        &self.0.bodies
    }

    /// An id for a request that brings none.
    pub(crate) fn next_id(&self) -> String {
        let number = self.0.n_requests.fetch_add(1, Ordering::Relaxed);
        format!("{:016x}", self.0.state.salted(&number))
    }

    /// Has the client give its connection back where places are few.
    pub(crate) fn close_if_crowded(&self, response: &mut Response) {
        if self.connections().is_crowded() || *self.0.closing.borrow() {
            response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
        }
    }

    /// Ends all streams.
    pub(crate) fn close(&self) {
        self.0.closing.send_replace(true);
    }

    /// Whether the service ends.
    pub(crate) fn closing(&self) -> watch::Receiver<bool> {
        self.0.closing.subscribe()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Limits;
    use std::path::Path;
    use std::time::Duration;

    impl App {
        /// Over an empty store in `folder`, with what `change` makes of the limits.
        pub(crate) fn of_test(folder: &Path, change: impl FnOnce(&mut Limits)) -> (App, Store) {
            let mut config = Config {
                listen: "127.0.0.1:0".parse().expect("an address"),
                store: folder.join("entente.db"),
                token_file: None,
                rate: None,
                threads: 1,
                load: Arc::new(|| Err("nothing is coded here".into())),
                limits: Limits::default(),
            };
            change(&mut config.limits);
            let store = Store::open(&config.store).expect("a store");
            (App::new(config).expect("an app"), store)
        }
    }

    /// Never answered.
    fn endless(reader: &Reader) -> Result<(), Problem> {
        loop {
            reader.counts()?;
        }
    }

    #[tokio::test]
    async fn a_question_without_end_is_stopped_and_the_next_one_answered() {
        let folder = tempfile::tempdir().expect("a folder");
        let (app, _store) = App::of_test(folder.path(), |limits| {
            limits.readers = 1;
            limits.read_time = Duration::from_millis(200);
        });
        let problem = app.read(endless).await.expect_err("stopped");
        assert_eq!(problem.status(), StatusCode::SERVICE_UNAVAILABLE);
        // Its thread may take a moment to end.
        while app.read(|reader| Ok(reader.counts()?)).await.is_err() {}
    }

    #[tokio::test]
    async fn a_question_that_nobody_waits_for_is_stopped() {
        let folder = tempfile::tempdir().expect("a folder");
        let (app, _store) = App::of_test(folder.path(), |limits| limits.readers = 1);
        let asked = tokio::time::timeout(Duration::from_millis(100), app.read(endless)).await;
        assert!(asked.is_err());
        let counts = app.read(|reader| Ok(reader.counts()?)).await.expect("an answer");
        assert_eq!(counts.reports, 0);
    }

    #[tokio::test]
    async fn questions_too_many_are_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let (app, _store) = App::of_test(folder.path(), |limits| {
            limits.readers = 1;
            limits.readers_waiting = 1;
            limits.read_time = Duration::from_millis(500);
        });
        let [one, two, three] = [(), (), ()].map(|()| {
            let app = app.clone();
            tokio::spawn(async move { app.read(endless).await.expect_err("stopped or refused").detail().to_string() })
        });
        let details = [one.await, two.await, three.await].map(|detail| detail.expect("no panic"));
        let n_refused = details.iter().filter(|detail| detail.contains("too many questions")).count();
        assert_eq!(n_refused, 1, "{details:?}");
        // The thread ends only while it is reminded to.
        while app.read(|reader| Ok(reader.counts()?)).await.is_err() {}
    }

    #[tokio::test]
    async fn a_panic_costs_its_question_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let (app, _store) = App::of_test(folder.path(), |limits| limits.readers = 1);
        let problem = app.read(|_| -> Result<(), Problem> { panic!("over a question") }).await.expect_err("a problem");
        assert_eq!(problem.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert!(app.read(|reader| Ok(reader.counts()?)).await.is_ok());
        let problem = app.write(|_| -> Result<(), Problem> { panic!("over a change") }).await.expect_err("a problem");
        assert_eq!(problem.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert!(app.write(|store| Ok(store.vacuum()?)).await.is_ok());
    }

    #[tokio::test]
    async fn a_change_is_seen_by_the_next_question() {
        let folder = tempfile::tempdir().expect("a folder");
        let (app, _store) = App::of_test(folder.path(), |_| {});
        let before = app.state();
        assert_eq!(app.state(), before);
        app.write(|store| Ok(store.vacuum()?)).await.expect("changed");
        assert_ne!(app.state(), before);
    }

    fn document(text: &str) -> Document {
        Document::new(text.into()).expect("short")
    }

    #[tokio::test]
    async fn a_text_too_long_is_refused_before_anything_is_loaded() {
        let folder = tempfile::tempdir().expect("a folder");
        let (app, _store) = App::of_test(folder.path(), |limits| limits.text = 10);
        let problem = app.code(document("Two ministers met.")).await.expect_err("too long");
        assert_eq!(problem.status(), StatusCode::PAYLOAD_TOO_LARGE);
        let problem = app.code(document("Met.")).await.expect_err("nothing to code with");
        assert_eq!(problem.status(), StatusCode::INTERNAL_SERVER_ERROR);
    }

    #[tokio::test]
    async fn texts_are_coded_side_by_side() {
        let folder = tempfile::tempdir().expect("a folder");
        let (app, _store) = App::of_test(folder.path(), |_| {});
        let load = Arc::new(|| Pipeline::new().map_err(|error| error.to_string()));
        let app = App::new(Config { load, threads: 2, ..app.config().clone() }).expect("an app");
        let code = |text: &str| {
            let (app, document) = (app.clone(), document(text));
            tokio::spawn(async move { app.code(document).await })
        };
        let codings = [code("Ghana and Togo agreed to reopen their border."), code("Rain fell in the hills.")];
        let mut n_events = Vec::new();
        for coding in codings {
            n_events.push(coding.await.expect("no panic").expect("a coding").events.len());
        }
        assert_eq!(n_events, [1, 0]);
    }

    #[tokio::test]
    async fn what_is_sent_is_written_as_it_is_taken() {
        use axum::body::to_bytes;
        let folder = tempfile::tempdir().expect("a folder");
        let (app, _store) = App::of_test(folder.path(), |limits| limits.exports = 1);
        let lines = |n_lines: usize| {
            move |_: &Reader, out: &mut dyn Write| {
                let gone = |_| Problem::internal();
                (0..n_lines).try_for_each(|at| writeln!(out, "line {at:06}").map_err(gone))
            }
        };
        let body = app.send(lines(100_000)).await.expect("a body");
        let second = app.send(lines(1)).await.expect_err("one at a time");
        assert_eq!(second.status(), StatusCode::SERVICE_UNAVAILABLE);
        let bytes = to_bytes(body, usize::MAX).await.expect("whole");
        assert!(bytes.len() == 1_200_000 && bytes.ends_with(b"line 099999\n"));
        drop(app.send(lines(10_000_000)).await.expect("a body"));
        // The one whose client has gone ends by itself.
        let empty = loop {
            match app.send(lines(0)).await {
                Ok(body) => break body,
                Err(_) => tokio::task::yield_now().await,
            }
        };
        assert!(to_bytes(empty, 1).await.expect("whole").is_empty());
        let failed = app.send(|_, _| Err(Problem::not_found("no such thing", "ask for another"))).await;
        assert_eq!(failed.expect_err("told").status(), StatusCode::NOT_FOUND);
        let broken = app.send(|_, out| {
            out.write_all(&[0; 200_000]).map_err(|_| Problem::internal())?;
            Err(Problem::internal())
        });
        assert!(to_bytes(broken.await.expect("a body"), usize::MAX).await.is_err());
    }
}
