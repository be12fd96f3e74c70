use crate::problem::Problem;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use store::{Interrupter, Reader};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{sleep, timeout};

/// How often a question that is to end is interrupted: an interrupt ends the statement that runs, and the next one may have begun.
const NUDGE: Duration = Duration::from_millis(20);

/// Some hands on the store, each with one question at a time.
pub(super) struct Readers {
    idle: Arc<Idle>,
    permits: Arc<Semaphore>,
    places: Arc<Semaphore>,
    time: Duration,
}

struct Idle {
    path: PathBuf,
    readers: Mutex<Vec<Reader>>,
}

impl Readers {
    /// At most `n_readers` questions at a time, `n_waiting` more that wait, and `time` for each from its coming to its answer.
    pub(super) fn new(path: &Path, n_readers: usize, n_waiting: usize, time: Duration) -> Readers {
        Readers {
            idle: Arc::new(Idle { path: path.to_path_buf(), readers: Mutex::default() }),
            permits: Arc::new(Semaphore::new(n_readers)),
            places: Arc::new(Semaphore::new(n_readers + n_waiting)),
            time,
        }
    }

    pub(super) async fn ask<T: Send + 'static>(
        &self,
        ask: impl FnOnce(&Reader) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let Ok(place) = Arc::clone(&self.places).try_acquire_owned() else {
            return Err(Problem::busy("too many questions are asked at once", 1));
        };
        let answer = timeout(self.time, self.answer(ask, place)).await;
        answer.unwrap_or_else(|_| {
            let detail = format!("the answer was not found within {} s and was stopped", self.time.as_secs());
            Err(Problem::busy(detail, 5))
        })
    }

    async fn answer<T: Send + 'static>(
        &self,
        ask: impl FnOnce(&Reader) -> Result<T, Problem> + Send + 'static,
        place: OwnedSemaphorePermit,
    ) -> Result<T, Problem> {
        let permit = Arc::clone(&self.permits).acquire_owned().await.map_err(|_| Problem::internal())?;
        let (idle, current) = (Arc::clone(&self.idle), Current::default());
        let running = Running(current.clone());
        let answered = tokio::task::spawn_blocking(move || {
            // Kept until the thread is free again, however long its client waits.
            let _held = (permit, place);
            idle.ask(&current, ask)
        });
        let answer = answered.await.unwrap_or_else(|_| Err(Problem::internal()));
        drop(running);
        answer
    }
}

impl Idle {
    fn ask<T>(&self, current: &Current, ask: impl FnOnce(&Reader) -> Result<T, Problem>) -> Result<T, Problem> {
        let taken = self.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let reader = taken.map_or_else(|| Reader::open(&self.path), Ok)?;
        if !current.begin(reader.interrupter()) {
            return Err(Problem::busy("nobody waits for the answer", 1));
        }
        let answer = catch_unwind(AssertUnwindSafe(|| ask(&reader)));
        current.end();
        match answer {
            Ok(answer) => {
                self.readers.lock().unwrap_or_else(PoisonError::into_inner).push(reader);
                answer
            }
            // A reader that was left in the middle of something is not used again.
            Err(_) => Err(Problem::internal()),
        }
    }
}

/// The question that a thread is at.
#[derive(Clone, Default)]
struct Current(Arc<Mutex<Stage>>);

#[derive(Default)]
enum Stage {
    #[default]
    Waiting,
    Running(Interrupter),
    Ended,
}

impl Current {
    /// Whether the answer is still waited for.
    fn begin(&self, interrupter: Interrupter) -> bool {
        let mut stage = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_wanted = matches!(*stage, Stage::Waiting);
        if is_wanted {
            *stage = Stage::Running(interrupter);
        }
        is_wanted
    }

    /// From here on nothing is interrupted: the reader is another question's.
    fn end(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Stage::Ended;
    }

    /// Whether it runs and was interrupted.
    fn interrupt(&self) -> bool {
        let mut stage = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Stage::Running(interrupter) = &*stage {
            interrupter.interrupt();
            return true;
        }
        *stage = Stage::Ended;
        false
    }
}

/// Interrupts the question when nobody waits for its answer any more.
struct Running(Current);

impl Drop for Running {
    fn drop(&mut self) {
        let current = self.0.clone();
        if current.interrupt() {
            tokio::spawn(async move {
                while current.interrupt() {
                    sleep(NUDGE).await;
                }
            });
        }
    }
}
