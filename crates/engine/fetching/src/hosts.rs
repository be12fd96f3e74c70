use crate::DAY;
use crate::kept::Kept;
use std::time::Duration;

/// Most hosts whose manners are remembered; the one met longest ago is forgotten first.
const MOST_HOSTS: usize = 10_000;

/// First time without a request to a host that failed; it doubles with every further failure, up to [`DAY`].
const FIRST_BACK_OFF: Duration = Duration::from_secs(60);

/// When each host may be asked again.
pub(crate) struct Hosts {
    states: Kept<HostState>,
    interval: Duration,
}

/// What is known of one host.
#[derive(Clone, Default, Debug)]
struct HostState {
    /// When the last request ended, by the clock that never goes back.
    last_request: Option<Duration>,
    /// What its robots.txt asks for.
    crawl_delay: Option<Duration>,
    /// Failures since it last answered.
    failures: u32,
    /// No request before this second since 1970.
    not_before: u64,
}

/// How a host took a request.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Reaction {
    /// It answered.
    Fine,
    /// It did not, or asked to be left alone, perhaps for so long.
    Trouble(Option<Duration>),
}

impl Hosts {
    pub(crate) fn new(interval: Duration) -> Hosts {
        Hosts { states: Kept::within(MOST_HOSTS), interval }
    }

    /// How long the host is to be left alone, because it failed or asked for it; no more than a
    /// day, should the clock be set back.
    pub(crate) fn back_off(&mut self, host: &str, now: u64) -> Option<Duration> {
        let left = self.state(host).not_before.saturating_sub(now);
        (left > 0).then(|| Duration::from_secs(left).min(DAY))
    }

    /// How long until it is the turn of a request to the host.
    pub(crate) fn wait(&mut self, host: &str, elapsed: Duration) -> Duration {
        let least = self.interval;
        let state = self.state(host);
        let interval = state.crawl_delay.map_or(least, |delay| delay.max(least));
        state.last_request.map_or(Duration::ZERO, |last| last.saturating_add(interval).saturating_sub(elapsed))
    }

    /// Notes that a request ended, and how.
    pub(crate) fn note(&mut self, host: &str, reaction: Reaction, now: u64, elapsed: Duration) {
        let state = self.state(host);
        state.last_request = Some(elapsed);
        match reaction {
            Reaction::Fine => state.failures = 0,
            Reaction::Trouble(wish) => {
                state.failures = state.failures.saturating_add(1);
                let wait = wish.unwrap_or_else(|| doubled(FIRST_BACK_OFF, state.failures - 1));
                state.not_before = now.saturating_add(wait.as_secs());
            }
        }
    }

    /// Notes what the host's robots.txt asks for.
    pub(crate) fn note_crawl_delay(&mut self, host: &str, delay: Option<Duration>) {
        self.state(host).crawl_delay = delay;
    }

    fn state(&mut self, host: &str) -> &mut HostState {
        if self.states.get(host).is_none() {
            self.states.put(host, HostState::default(), 1);
        }
        self.states.get(host).expect("put just now")
    }
}

/// The time doubled so often, a day at most.
pub(crate) fn doubled(time: Duration, times: u32) -> Duration {
    time.saturating_mul(2u32.saturating_pow(times)).min(DAY)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: u64 = 1_800_000_000;

    #[test]
    fn back_off_doubles_up_to_a_day_and_ends_with_an_answer() {
        let mut hosts = Hosts::new(Duration::from_secs(1));
        let mut waits = Vec::new();
        for _ in 0..13 {
            hosts.note("a", Reaction::Trouble(None), NOW, Duration::ZERO);
            waits.push(hosts.back_off("a", NOW).unwrap().as_secs() / 60);
        }
        assert_eq!(waits, [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 1440, 1440]);
        assert_eq!(hosts.back_off("a", NOW + 86_400), None);
        assert_eq!(hosts.back_off("b", NOW), None);
        hosts.note("a", Reaction::Fine, NOW + 86_400, Duration::ZERO);
        hosts.note("a", Reaction::Trouble(None), NOW + 86_400, Duration::ZERO);
        assert_eq!(hosts.back_off("a", NOW + 86_400), Some(FIRST_BACK_OFF));
    }

    #[test]
    fn a_wish_is_followed_as_it_is() {
        let mut hosts = Hosts::new(Duration::from_secs(1));
        hosts.note("a", Reaction::Trouble(Some(Duration::from_secs(7))), NOW, Duration::ZERO);
        assert_eq!(hosts.back_off("a", NOW + 2), Some(Duration::from_secs(5)));
        assert_eq!(hosts.back_off("a", NOW + 7), None);
    }

    #[test]
    fn a_clock_set_back_does_not_close_a_host_for_years() {
        let mut hosts = Hosts::new(Duration::from_secs(1));
        hosts.note("a", Reaction::Trouble(None), NOW, Duration::ZERO);
        assert_eq!(hosts.back_off("a", 0), Some(DAY));
    }

    #[test]
    fn turns_are_an_interval_apart_or_as_far_as_the_host_wishes() {
        let mut hosts = Hosts::new(Duration::from_secs(2));
        let seconds = Duration::from_secs;
        assert_eq!(hosts.wait("a", seconds(10)), Duration::ZERO);
        hosts.note("a", Reaction::Fine, NOW, seconds(10));
        assert_eq!(hosts.wait("a", seconds(11)), seconds(1));
        assert_eq!(hosts.wait("a", seconds(99)), Duration::ZERO);
        assert_eq!(hosts.wait("b", seconds(11)), Duration::ZERO);
        hosts.note_crawl_delay("a", Some(seconds(30)));
        assert_eq!(hosts.wait("a", seconds(11)), seconds(29));
        hosts.note_crawl_delay("a", Some(Duration::ZERO));
        assert_eq!(hosts.wait("a", seconds(11)), seconds(1));
    }
}
