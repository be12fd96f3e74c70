use crate::problem::Problem;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use store::Store;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::sync::oneshot;

/// The one thread that writes, begun with the first change.
pub(super) struct Writer {
    path: PathBuf,
    n_waiting: usize,
    changes: OnceLock<Sender<Change>>,
}

/// A change with the way its result goes; without a store it is told why there is none.
type Change = Box<dyn FnOnce(&mut Option<Store>, &Path) + Send>;

impl Writer {
    pub(super) fn new(path: &Path, n_waiting: usize) -> Writer {
        Writer { path: path.to_path_buf(), n_waiting, changes: OnceLock::new() }
    }

    pub(super) async fn change<T: Send + 'static>(
        &self,
        change: impl FnOnce(&mut Store) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let (tell, told) = oneshot::channel();
        let job: Change = Box::new(move |store, path| {
            if !tell.is_closed() {
                // Nobody may be left to be told.
                let _ = tell.send(apply(store, path, change));
            }
        });
        self.changes().try_send(job).map_err(|_| Problem::busy("too many changes wait", 2))?;
        told.await.unwrap_or_else(|_| Err(Problem::internal()))
    }

    fn changes(&self) -> &Sender<Change> {
        self.changes.get_or_init(|| {
            let (send, receive) = channel(self.n_waiting);
            let path = self.path.clone();
            std::thread::spawn(move || work(receive, &path));
            send
        })
    }
}

fn work(mut changes: Receiver<Change>, path: &Path) {
    let mut store = None;
    while let Some(change) = changes.blocking_recv() {
        change(&mut store, path);
    }
}

fn apply<T>(
    store: &mut Option<Store>,
    path: &Path,
    change: impl FnOnce(&mut Store) -> Result<T, Problem>,
) -> Result<T, Problem> {
    let mut open = match store.take() {
        Some(open) => open,
        None => Store::open(path)?,
    };
    // A store that was left in the middle of something is opened anew.
    let result = catch_unwind(AssertUnwindSafe(|| change(&mut open))).map_err(|_| Problem::internal())?;
    *store = Some(open);
    result
}
