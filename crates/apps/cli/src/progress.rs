//! A line on the terminal that says how far the work is.

use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

/// How often the line is drawn anew.
const PAUSE: Duration = Duration::from_millis(200);

/// Counts reports and bytes, and shows their rate on standard error if that is a terminal.
pub struct Progress {
    is_shown: bool,
    begun: Instant,
    drawn: Option<Instant>,
    reports: usize,
    bytes: usize,
    total: Option<u64>,
}

impl Progress {
    /// Begins to count. `total` is the number of bytes to come, if it is known.
    pub fn new(is_quiet: bool, total: Option<u64>) -> Progress {
        // Results on the same terminal would be torn apart by the line.
        Progress::alone(is_quiet || std::io::stdout().is_terminal(), total)
    }

    /// As [`Progress::new`], for work that prints its results when it is done.
    pub fn alone(is_quiet: bool, total: Option<u64>) -> Progress {
        let is_shown = !is_quiet && std::io::stderr().is_terminal();
        Progress { is_shown, begun: Instant::now(), drawn: None, reports: 0, bytes: 0, total }
    }

    /// One more report of so many bytes is done.
    pub fn add(&mut self, bytes: usize) {
        self.set(self.reports + 1, (self.bytes + bytes) as u64);
    }

    /// So many reports of so many bytes are done.
    pub fn set(&mut self, reports: usize, bytes: u64) {
        (self.reports, self.bytes) = (reports, usize::try_from(bytes).unwrap_or(usize::MAX));
        if self.is_shown && self.drawn.is_none_or(|drawn| drawn.elapsed() >= PAUSE) {
            self.drawn = Some(Instant::now());
            self.draw();
        }
    }

    /// Takes the line away, so that something else can be printed.
    pub fn clear(&mut self) {
        if self.drawn.take().is_some() {
            eprint!("\r\x1b[K");
        }
    }

    fn draw(&self) {
        let line = describe(self.reports, self.bytes, self.total, self.begun.elapsed());
        eprint!("\r\x1b[K{line}");
        let _ = std::io::stderr().flush();
    }
}

/// `120 reports, 24.0 a second, 1 min 5 s left`.
fn describe(reports: usize, bytes: usize, total: Option<u64>, spent: Duration) -> String {
    let seconds = spent.as_secs_f64().max(1e-3);
    let rate = reports as f64 / seconds;
    let left =
        total.filter(|_| bytes > 0).map(|total| total.saturating_sub(bytes as u64) as f64 / bytes as f64 * seconds);
    let left = left.map(|left| format!(", {} left", duration(left))).unwrap_or_default();
    format!("{reports} reports, {rate:.1} a second{left}")
}

fn duration(seconds: f64) -> String {
    let seconds = seconds.ceil() as u64;
    match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
        (0, 0, seconds) => format!("{seconds} s"),
        (0, minutes, seconds) => format!("{minutes} min {seconds} s"),
        (hours, minutes, _) => format!("{hours} h {minutes} min"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_tells_rate_and_time_left() {
        let line = describe(20, 1000, Some(3500), Duration::from_secs(10));
        assert_eq!(line, "20 reports, 2.0 a second, 25 s left");
        assert_eq!(describe(20, 1000, None, Duration::from_secs(10)), "20 reports, 2.0 a second");
        assert_eq!((duration(65.0), duration(3700.0)), ("1 min 5 s".into(), "1 h 1 min".into()));
    }
}
