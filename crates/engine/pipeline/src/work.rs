//! Many reports in several threads, results in the order of the reports.

use std::any::Any;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Mutex, PoisonError};

/// How many items may be under way for each thread: enough that a long one does not stop the others.
const AHEAD: usize = 4;

thread_local! {
    /// Whether this thread is at work on an item, whose panic is reported with the item.
    static IS_GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Most threads that work is given to: more than any machine has cores, and each takes memory.
pub const MAX_THREADS: usize = 1024;

/// As many threads as the machine has cores, [`MAX_THREADS`] at most.
pub fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from).min(MAX_THREADS)
}

/// A task that panicked: what it said.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Panicked(pub String);

impl fmt::Display for Panicked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "our mistake, please report it: {}", self.0)
    }
}

/// Gives every item to one of `n_threads` workers and what comes of it to `take`, with the item's label, in
/// the items' order.
///
/// `hire` makes a worker, one a thread, and a new one after a panic. At most four items a thread are
/// held at a time, so memory does not grow with the number of items, and what `take` sees does not
/// depend on the number of threads.
pub fn map_in_order<L, I, O, W>(
    items: impl Iterator<Item = (L, I)> + Send,
    n_threads: usize,
    hire: impl Fn() -> W + Sync,
    work: impl Fn(&mut W, I) -> O + Sync,
    mut take: impl FnMut(L, Result<O, Panicked>),
) where
    L: Send,
    I: Send,
    O: Send,
{
    let (give_permit, permits) = sync_channel(n_threads * AHEAD);
    let (feed, items_in) = sync_channel(n_threads * AHEAD);
    let (deliver, results) = sync_channel(n_threads * AHEAD);
    let items_in = Mutex::new(items_in);
    for _ in 0..n_threads * AHEAD {
        give_permit.send(()).expect("the channel holds that many");
    }
    std::thread::scope(|scope| {
        scope.spawn(move || {
            // Sending fails once nobody takes results any more.
            let permitted = items.enumerate().take_while(|_| permits.recv().is_ok());
            let _ = permitted.map(|item| feed.send(item)).find(Result::is_err);
        });
        for _ in 0..n_threads {
            let (deliver, items_in, hire, work) = (deliver.clone(), &items_in, &hire, &work);
            scope.spawn(move || {
                let mut worker = None;
                while let Some((at, (label, item))) = next(items_in) {
                    if deliver.send((at, (label, guarded(&mut worker, hire, work, item)))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(deliver);
        in_order(&results, |(label, result)| {
            take(label, result);
            // The feeder may have ended already.
            let _ = give_permit.send(());
        });
    });
}

fn next<I>(items: &Mutex<Receiver<(usize, I)>>) -> Option<(usize, I)> {
    items.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

fn in_order<O>(results: &Receiver<(usize, O)>, mut take: impl FnMut(O)) {
    let (mut waiting, mut due) = (BTreeMap::new(), 0);
    for (at, result) in results {
        waiting.insert(at, result);
        while let Some(result) = waiting.remove(&due) {
            take(result);
            due += 1;
        }
    }
}

fn guarded<I, O, W>(
    worker: &mut Option<W>,
    hire: impl Fn() -> W,
    work: impl Fn(&mut W, I) -> O,
    item: I,
) -> Result<O, Panicked> {
    // A worker that panicked is not used again: whatever state it was in is dropped.
    let mut hired = worker.take().unwrap_or_else(&hire);
    IS_GUARDED.set(true);
    let result = catch_unwind(AssertUnwindSafe(|| work(&mut hired, item)));
    IS_GUARDED.set(false);
    if result.is_ok() {
        *worker = Some(hired);
    }
    result.map_err(|payload| Panicked(message(payload.as_ref())))
}

fn message(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("no message").to_string()
}

/// Keeps panics over an item from printing by themselves: whoever takes the result reports them. All others print.
pub fn silence_guarded_panics() {
    let print = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !IS_GUARDED.get() {
            print(panic);
        }
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(n_items: usize, n_threads: usize) -> Vec<(usize, Result<usize, Panicked>)> {
        let mut found = Vec::new();
        let work = |count: &mut usize, item: usize| {
            *count += 1;
            assert!(item != 7, "seven");
            // Later items are done sooner.
            std::thread::sleep(std::time::Duration::from_micros(((n_items - item) % 13) as u64 * 50));
            item * 2
        };
        let items = (0..n_items).map(|item| (item, item));
        map_in_order(items, n_threads, || 0, work, |label, result| found.push((label, result)));
        found
    }

    #[test]
    fn results_come_in_the_order_of_the_items_with_any_number_of_threads() {
        for n_threads in [1, 2, 5] {
            let found = run(100, n_threads);
            assert_eq!(found.len(), 100);
            assert!(found.iter().enumerate().all(|(at, result)| at == 7 || *result == (at, Ok(at * 2))), "{found:?}");
        }
    }

    #[test]
    fn a_panic_costs_its_item_alone() {
        assert_eq!(run(20, 2)[7], (7, Err(Panicked("seven".into()))));
    }

    #[test]
    fn a_thread_is_guarded_only_while_it_works_on_an_item() {
        let mut found = Vec::new();
        let items = (0..3).map(|item| (IS_GUARDED.get(), item));
        let work = |(): &mut (), item: usize| {
            assert!(item != 1, "one");
            IS_GUARDED.get()
        };
        map_in_order(
            items,
            1,
            || assert!(!IS_GUARDED.get()),
            work,
            |label, result| {
                found.push((label, IS_GUARDED.get(), result));
            },
        );
        let expected = [Ok(true), Err(Panicked("one".into())), Ok(true)].map(|result| (false, false, result));
        assert_eq!(found, expected);
    }

    #[test]
    fn nothing_gives_nothing() {
        assert!(run(0, 3).is_empty());
    }
}
