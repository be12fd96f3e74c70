use crate::hosts::doubled;
use crate::{DAY, Error, Fetched, Validators};
use std::time::Duration;

/// When to ask for a feed again: pure reckoning, without a clock.
///
/// ```
/// use fetching::{FeedState, Schedule};
///
/// let feeds = [FeedState::new("https://news.example/feed")];
/// assert_eq!(Schedule::due(&feeds, 1_800_000_000), [0]);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Schedule {
    interval: Duration,
}

/// What is known of one feed between two polls; the caller keeps it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FeedState {
    /// The address as it was set.
    pub url: String,
    /// The last version's `ETag`.
    pub etag: Option<String>,
    /// The last version's `Last-Modified`.
    pub last_modified: Option<String>,
    /// When to ask next, in seconds since 1970; none if the feed is gone for good.
    pub next_poll: Option<u64>,
    /// Failures since it was last read.
    pub failures: u32,
    /// Where the feed has moved for good.
    pub moved_to: Option<String>,
}

impl FeedState {
    /// A feed that was never read and is due at once.
    pub fn new(url: &str) -> FeedState {
        FeedState {
            url: url.to_string(),
            etag: None,
            last_modified: None,
            next_poll: Some(0),
            failures: 0,
            moved_to: None,
        }
    }

    /// Where to ask: where the feed has moved, or its own address.
    pub fn address(&self) -> &str {
        self.moved_to.as_deref().unwrap_or(&self.url)
    }

    /// What tells the last version.
    pub fn validators(&self) -> Validators {
        Validators { etag: self.etag.clone(), last_modified: self.last_modified.clone() }
    }

    /// Whether to ask now. No feed is put off for more than a day: one that seems to be has been
    /// written by a clock that was ahead, and is due.
    pub fn is_due(&self, now: u64) -> bool {
        self.next_poll.is_some_and(|next| next <= now || next - now > DAY.as_secs())
    }
}

impl Schedule {
    /// Time between two polls if nothing is set.
    pub const USUAL: Duration = Duration::from_secs(15 * 60);

    /// Shortest time between two polls.
    pub const SHORTEST: Duration = Duration::from_secs(60);

    /// A feed's own interval; less than [`SHORTEST`](Schedule::SHORTEST) is taken for that, more
    /// than a day for a day.
    pub fn every(interval: Duration) -> Schedule {
        Schedule { interval: interval.clamp(Schedule::SHORTEST, DAY) }
    }

    /// Positions of the feeds to ask now, those first that have waited longest.
    pub fn due(feeds: &[FeedState], now: u64) -> Vec<usize> {
        let mut due: Vec<usize> = (0..feeds.len()).filter(|idx| feeds[*idx].is_due(now)).collect();
        due.sort_by_key(|idx| feeds[*idx].next_poll);
        due
    }

    /// The first moment at which a feed is due, in seconds since 1970.
    pub fn next(feeds: &[FeedState]) -> Option<u64> {
        feeds.iter().filter_map(|feed| feed.next_poll).min()
    }

    /// The feed after a poll. `time_to_live` is what the feed itself says, as RSS does in `ttl`.
    ///
    /// A feed that was read is asked for again after its interval, or as long as it stays fresh, up
    /// to a day. One that failed is left alone for its interval, doubled by each failure in a row,
    /// or as long as its server wishes, up to a day. 410 at its own address ends it; 404 and 410
    /// where it has moved send us back to its own address.
    pub fn after(
        self,
        feed: &FeedState,
        result: Result<&Fetched, &Error>,
        time_to_live: Option<Duration>,
        now: u64,
    ) -> FeedState {
        match result {
            Ok(fetched) => self.after_success(feed, fetched, time_to_live, now),
            Err(error) => self.after_failure(feed, error, now),
        }
    }

    fn after_success(self, feed: &FeedState, fetched: &Fetched, ttl: Option<Duration>, now: u64) -> FeedState {
        let (validators, permanent_url, max_age) = match fetched {
            Fetched::NotModified { validators, permanent_url, max_age } => (validators, permanent_url, max_age),
            Fetched::Page(page) => (&page.validators, &page.permanent_url, &page.max_age),
        };
        let wait = self.interval.max(max_age.unwrap_or_default()).max(ttl.unwrap_or_default());
        FeedState {
            url: feed.url.clone(),
            etag: validators.etag.clone(),
            last_modified: validators.last_modified.clone(),
            next_poll: later(now, wait),
            failures: 0,
            moved_to: permanent_url.clone().or_else(|| feed.moved_to.clone()),
        }
    }

    fn after_failure(self, feed: &FeedState, error: &Error, now: u64) -> FeedState {
        let failures = feed.failures.saturating_add(1);
        let wait = doubled(self.interval, failures).max(error.retry_after().unwrap_or_default());
        let failed = FeedState { failures, next_poll: later(now, wait), ..feed.clone() };
        match feed.moved_to {
            Some(_) if error.is_gone() => FeedState { moved_to: None, etag: None, last_modified: None, ..failed },
            None if error.is_gone_for_good() => FeedState { next_poll: None, ..failed },
            _ => failed,
        }
    }
}

fn later(now: u64, wait: Duration) -> Option<u64> {
    Some(now.saturating_add(wait.min(DAY).as_secs()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Page;
    use crate::error::Kind;

    const NOW: u64 = 1_800_000_000;
    const MINUTE: u64 = 60;

    #[test]
    fn a_feed_is_asked_for_after_its_interval() {
        assert_eq!(wait_after(Schedule::USUAL, None, None), 15 * MINUTE);
        assert_eq!(wait_after(Duration::ZERO, None, None), MINUTE);
        assert_eq!(wait_after(Duration::MAX, None, None), DAY.as_secs());
    }

    #[test]
    fn freshness_puts_off_up_to_a_day() {
        assert_eq!(wait_after(Schedule::USUAL, Some(3600), None), 3600);
        assert_eq!(wait_after(Schedule::USUAL, Some(5), None), 15 * MINUTE);
        assert_eq!(wait_after(Schedule::USUAL, None, Some(7200)), 7200);
        assert_eq!(wait_after(Schedule::USUAL, Some(3600), Some(u64::MAX)), DAY.as_secs());
    }

    #[test]
    fn failures_double_the_wait_and_a_success_ends_them() {
        let mut feed = FeedState { etag: Some("\"a\"".into()), ..FeedState::new("http://news.example/") };
        let mut waits = Vec::new();
        for _ in 0..8 {
            feed = schedule().after(&feed, Err(&error(500, None)), None, NOW);
            waits.push((feed.next_poll.unwrap() - NOW) / MINUTE);
        }
        assert_eq!(waits, [30, 60, 120, 240, 480, 960, 1440, 1440]);
        assert_eq!((feed.failures, feed.etag.as_deref()), (8, Some("\"a\"")));
        let feed = schedule().after(&feed, Ok(&page(None, None)), None, NOW);
        assert_eq!((feed.failures, feed.next_poll), (0, Some(NOW + 15 * MINUTE)));
    }

    #[test]
    fn a_servers_wish_puts_off() {
        let feed = FeedState::new("http://news.example/");
        let after = schedule().after(&feed, Err(&error(429, Some(7200))), None, NOW);
        assert_eq!(after.next_poll, Some(NOW + 7200));
        let after = schedule().after(&feed, Err(&error(503, Some(5))), None, NOW);
        assert_eq!(after.next_poll, Some(NOW + 30 * MINUTE));
    }

    #[test]
    fn gone_for_good_is_never_asked_again() {
        let feed = FeedState::new("http://news.example/");
        let gone = schedule().after(&feed, Err(&error(410, None)), None, NOW);
        assert_eq!(gone.next_poll, None);
        assert!(!gone.is_due(u64::MAX));
        assert!(schedule().after(&feed, Err(&error(404, None)), None, NOW).next_poll.is_some());
    }

    #[test]
    fn a_move_is_followed_and_given_up_when_it_leads_nowhere() {
        let feed = FeedState::new("http://news.example/");
        let moved = schedule().after(&feed, Ok(&page(Some("http://new.example/"), None)), None, NOW);
        assert_eq!((moved.address(), moved.url.as_str()), ("http://new.example/", "http://news.example/"));
        let again = schedule().after(&moved, Ok(&page(None, None)), None, NOW);
        assert_eq!(again.address(), "http://new.example/");
        let back = schedule().after(&again, Err(&error(410, None)), None, NOW);
        assert_eq!((back.address(), back.next_poll), ("http://news.example/", Some(NOW + 30 * MINUTE)));
        assert_eq!(back.validators(), Validators::default());
    }

    #[test]
    fn not_modified_counts_as_read() {
        let validators = Validators { etag: Some("\"b\"".into()), last_modified: None };
        let same = Fetched::NotModified { permanent_url: None, validators: validators.clone(), max_age: None };
        let feed = FeedState { failures: 3, ..FeedState::new("http://news.example/") };
        let after = schedule().after(&feed, Ok(&same), None, NOW);
        assert_eq!((after.failures, after.validators()), (0, validators));
    }

    #[test]
    fn those_that_waited_longest_come_first() {
        let at = |next_poll| FeedState { next_poll, ..FeedState::new("http://news.example/") };
        let feeds = [at(Some(NOW)), at(Some(NOW + 1)), at(None), at(Some(NOW - 9)), at(Some(NOW + 2 * DAY.as_secs()))];
        assert_eq!(Schedule::due(&feeds, NOW), [3, 0, 4]);
        assert_eq!(Schedule::next(&feeds), Some(NOW - 9));
        assert_eq!(Schedule::next(&feeds[2..3]), None);
    }

    fn schedule() -> Schedule {
        Schedule::every(Schedule::USUAL)
    }

    fn wait_after(interval: Duration, max_age: Option<u64>, ttl: Option<u64>) -> u64 {
        let feed = FeedState::new("http://news.example/");
        let fetched = page(None, max_age);
        let after = Schedule::every(interval).after(&feed, Ok(&fetched), ttl.map(Duration::from_secs), NOW);
        after.next_poll.unwrap() - NOW
    }

    fn page(permanent_url: Option<&str>, max_age: Option<u64>) -> Fetched {
        Fetched::Page(Page {
            bytes: Vec::new(),
            content_type: None,
            final_url: "http://news.example/".into(),
            permanent_url: permanent_url.map(String::from),
            validators: Validators::default(),
            max_age: max_age.map(Duration::from_secs),
        })
    }

    fn error(status: u16, wait: Option<u64>) -> Error {
        Error::new("http://news.example/", Kind::Status(status)).after(wait.map(Duration::from_secs))
    }
}
