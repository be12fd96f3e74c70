use crate::config::Load;
use crate::problem::Problem;
use pipeline::{Coding, Pipeline, Worker};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, Once, PoisonError};
use text::Document;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::sync::{oneshot, watch};

/// The threads that code, begun with the first text.
pub(super) struct Coders {
    load: Load,
    n_threads: usize,
    begun: Once,
    loaded: watch::Sender<Option<Loaded>>,
    texts: Sender<Job>,
    waiting: Arc<Mutex<Receiver<Job>>>,
}

/// The pipeline, or that it cannot be had.
type Loaded = Option<Arc<Pipeline>>;

struct Job {
    document: Document,
    tell: oneshot::Sender<Result<Coding, Problem>>,
}

impl Coders {
    pub(super) fn new(load: Load, n_threads: usize, n_waiting: usize) -> Coders {
        let (texts, waiting) = channel(n_waiting.max(1));
        let waiting = Arc::new(Mutex::new(waiting));
        Coders { load, n_threads, begun: Once::new(), loaded: watch::Sender::new(None), texts, waiting }
    }

    pub(super) async fn code(&self, document: Document) -> Result<Coding, Problem> {
        // Where nothing can be coded, nothing waits.
        self.pipeline().await?;
        let (tell, told) = oneshot::channel();
        self.texts.try_send(Job { document, tell }).map_err(|_| Problem::busy("too many texts wait to be coded", 5))?;
        told.await.unwrap_or_else(|_| Err(Problem::internal()))
    }

    pub(super) async fn pipeline(&self) -> Result<Arc<Pipeline>, Problem> {
        self.begin();
        let mut loaded = self.loaded.subscribe();
        let loaded = loaded.wait_for(Option::is_some).await.map_err(|_| Problem::internal())?;
        loaded.clone().flatten().ok_or_else(Problem::internal)
    }

    fn begin(&self) {
        self.begun.call_once(|| {
            let (load, loaded, n_threads) = (self.load.clone(), self.loaded.clone(), self.n_threads);
            let waiting = Arc::clone(&self.waiting);
            std::thread::spawn(move || {
                let pipeline = loaded_by(&load);
                if let Some(pipeline) = &pipeline {
                    hire(pipeline, &waiting, n_threads);
                }
                loaded.send_replace(Some(pipeline));
            });
        });
    }
}

fn loaded_by(load: &Load) -> Loaded {
    let pipeline = catch_unwind(AssertUnwindSafe(|| load())).unwrap_or_else(|_| Err("our mistake".into()));
    match pipeline {
        Ok(pipeline) => Some(Arc::new(pipeline)),
        Err(error) => {
            tracing::error!(%error, "what texts are coded with cannot be loaded");
            None
        }
    }
}

fn hire(pipeline: &Arc<Pipeline>, waiting: &Arc<Mutex<Receiver<Job>>>, n_threads: usize) {
    for _ in 0..n_threads {
        let (pipeline, waiting) = (Arc::clone(pipeline), Arc::clone(waiting));
        std::thread::spawn(move || work(&pipeline, &waiting));
    }
}

fn work(pipeline: &Pipeline, waiting: &Mutex<Receiver<Job>>) {
    let mut worker = pipeline.worker();
    while let Some(job) = next(waiting) {
        if job.tell.is_closed() {
            continue;
        }
        let coding = guarded(&mut worker, job.document);
        if coding.is_err() {
            worker = pipeline.worker();
        }
        // Nobody may be left to be told.
        let _ = job.tell.send(coding);
    }
}

fn next(waiting: &Mutex<Receiver<Job>>) -> Option<Job> {
    waiting.lock().unwrap_or_else(PoisonError::into_inner).blocking_recv()
}

fn guarded(worker: &mut Worker, document: Document) -> Result<Coding, Problem> {
    catch_unwind(AssertUnwindSafe(|| worker.code(document))).map_err(|_| Problem::internal())
}
