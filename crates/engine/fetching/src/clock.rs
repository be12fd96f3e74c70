use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// What time it is, and how to let it pass: the one way in which a fetcher knows of time.
///
/// Tests hand in a clock that passes by being told; a program hands in [`SystemClock`]. Timeouts on
/// a connection are the operating system's and run in real time with any clock.
pub trait Clock: Send {
    /// Whole seconds since the start of 1970, UTC.
    fn now(&self) -> u64;

    /// Time since a fixed moment of the clock's own choice; never goes back.
    fn elapsed(&self) -> Duration;

    /// Returns when `time` has passed.
    fn sleep(&self, time: Duration);
}

/// The clock of the machine.
#[derive(Clone, Debug)]
pub struct SystemClock {
    start: Instant,
}

impl SystemClock {
    /// A clock whose [`elapsed`](Clock::elapsed) counts from here.
    pub fn start() -> SystemClock {
        SystemClock { start: Instant::now() }
    }
}

impl Clock for SystemClock {
    fn now(&self) -> u64 {
        SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs())
    }

    fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }

    fn sleep(&self, time: Duration) {
        thread::sleep(time);
    }
}
