use crate::body::{self, Bounds, Excess};
use crate::error::Kind;
use crate::exchange::{Answer, Exchange, Question};
use crate::headers::{freshness, retry_after, text};
use crate::hosts::{Hosts, Reaction};
use crate::journey::Journey;
use crate::kept::Kept;
use crate::robots::{self, Rules};
use crate::{Clock, DAY, Error, Names, Options, Purpose, SystemNames, Validators, location};
use std::sync::Arc;
use std::time::Duration;
use ureq::http::HeaderValue;
use ureq::http::header::CONTENT_TYPE;
use url::Url;

/// Most redirects from a robots.txt. Source: RFC 9309, section 2.3.1.2.
const MOST_ROBOTS_REDIRECTS: usize = 5;

/// How long a robots.txt that could not be read is not asked for again.
const ROBOTS_RETRY: Duration = Duration::from_secs(10 * 60);

/// Memory of all robots.txt that are kept, in bytes, about.
const ROBOTS_MEMORY: usize = 16 << 20;

/// Memory of one kept robots.txt besides its rules, in bytes, about.
const STANDING_MEMORY: usize = 256;

/// Fetches pages and feeds, one after another, each host in its turn.
pub struct Fetcher {
    options: Options,
    clock: Box<dyn Clock>,
    exchange: Exchange,
    hosts: Hosts,
    robots: Kept<Standing>,
    /// The name under which robots.txt is read.
    product: String,
}

/// What a fetch brought.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fetched {
    /// The page is what the validators say it is.
    NotModified {
        /// Where the address has moved for good.
        permanent_url: Option<String>,
        /// What tells this version, to be sent next time.
        validators: Validators,
        /// How long the page stays fresh, a day at most.
        max_age: Option<Duration>,
    },
    /// The page as it is now.
    Page(Page),
}

/// A page or feed, as its server sends it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Page {
    /// The body; gzip is undone, characters are not decoded.
    pub bytes: Vec<u8>,
    /// The value of `Content-Type`, which may be wrong.
    pub content_type: Option<String>,
    /// Where the page lies: the address asked for, after redirects.
    pub final_url: String,
    /// Where the address has moved for good: after the redirects that are permanent, up to the
    /// first that is not.
    pub permanent_url: Option<String>,
    /// What tells this version, to be sent next time.
    pub validators: Validators,
    /// How long the page stays fresh, by `Cache-Control` or `Expires`, a day at most.
    pub max_age: Option<Duration>,
}

/// What is known of the robots.txt of an origin, until a second since 1970.
struct Standing {
    verdict: Verdict,
    until: u64,
}

enum Verdict {
    Rules(Rules),
    /// It could not be read, which counts as a no. Source: RFC 9309, section 2.3.1.4.
    Unknown(Arc<Error>),
}

/// What is left of the time of one fetch.
struct Budget {
    network: Duration,
    waiting: Duration,
}

impl Fetcher {
    /// A fetcher that looks names up as the operating system does.
    ///
    /// # Errors
    /// The options' user agent has no product name, or cannot stand in a header.
    pub fn new(options: Options, clock: impl Clock + 'static) -> Result<Fetcher, Error> {
        Fetcher::with_names(options, clock, SystemNames)
    }

    /// A fetcher that looks names up in its own way. What is found is held to the options' policy as usual.
    ///
    /// # Errors
    /// As [`new`](Fetcher::new).
    pub fn with_names(options: Options, clock: impl Clock + 'static, names: impl Names) -> Result<Fetcher, Error> {
        Ok(Fetcher {
            product: product(&options.user_agent)?,
            exchange: Exchange::new(&options, names),
            hosts: Hosts::new(options.host_interval),
            robots: Kept::within(ROBOTS_MEMORY),
            clock: Box::new(clock),
            options,
        })
    }

    /// Fetches what lies at an address, once its host's turn has come and its robots.txt allows it.
    ///
    /// Returns within the options' `deadline` on the network and `longest_wait` of sleep. An earlier
    /// version's `validators` make the answer [`Fetched::NotModified`] if nothing changed; the
    /// default ones always bring the page.
    ///
    /// # Errors
    /// The address is not one of the web, or may not be connected to; the host is not found, does
    /// not answer in time or as HTTP says; robots.txt forbids it or cannot be read; the host is
    /// backed off from; redirects lead nowhere; the status is none with a page; the body is too
    /// long, too slow, cut or wrongly packed.
    pub fn fetch(&mut self, url: &str, validators: &Validators, purpose: Purpose) -> Result<Fetched, Error> {
        let start = location::web_address(url).map_err(|kind| Error::new(&location::without_credentials(url), kind))?;
        let mut journey = Journey::from(start.clone());
        self.travel(&mut journey, validators, purpose).map_err(|error| error.on_the_way_from(start.as_str()))
    }

    fn travel(&mut self, journey: &mut Journey, earlier: &Validators, purpose: Purpose) -> Result<Fetched, Error> {
        let mut budget = Budget { network: self.options.deadline, waiting: self.options.longest_wait };
        loop {
            self.check_robots(journey.here(), &mut budget)?;
            let answer = self.ask(journey.here(), purpose.accepted(), earlier, &mut budget)?;
            if !journey.follow(&answer, self.options.most_redirects, self.options.downgrade)? {
                return self.arrive(journey, answer, earlier, purpose);
            }
        }
    }

    /// What the last answer of a journey is.
    fn arrive(
        &mut self,
        journey: &Journey,
        answer: Answer,
        earlier: &Validators,
        purpose: Purpose,
    ) -> Result<Fetched, Error> {
        let max_age = freshness(&answer.headers, self.clock.now());
        let validators = Validators::of(&answer.headers);
        let permanent_url = journey.permanent_url();
        match answer.status {
            200 | 203 => Ok(Fetched::Page(Page {
                content_type: text(&answer.headers, CONTENT_TYPE).map(String::from),
                final_url: journey.here().to_string(),
                bytes: self.read(journey.here(), answer, self.options.longest(purpose), Excess::Refused)?,
                permanent_url,
                validators,
                max_age,
            })),
            304 if !earlier.is_empty() => {
                Ok(Fetched::NotModified { permanent_url, validators: validators.or(earlier), max_age })
            }
            _ => Err(self.refusal(journey.here(), &answer)),
        }
    }

    /// Errs if the robots.txt that speaks for an address forbids it, or cannot be read.
    fn check_robots(&mut self, url: &Url, budget: &mut Budget) -> Result<(), Error> {
        let origin = location::origin(url);
        let now = self.clock.now();
        let is_known = self.robots.get(&origin).is_some_and(|standing| standing.is_of(now));
        if !is_known {
            let standing = self.read_robots(url, budget)?;
            let weight = standing.weight();
            self.robots.put(&origin, standing, weight);
        }
        let standing = self.robots.get(&origin).expect("put just now");
        match &standing.verdict {
            Verdict::Rules(rules) => match rules.against(url) {
                Some(rule) => Err(Error::new(url.as_str(), Kind::Disallowed { rule })),
                None => Ok(()),
            },
            Verdict::Unknown(cause) => {
                let wait = Duration::from_secs(standing.until.saturating_sub(now));
                Err(Error::new(url.as_str(), Kind::NoRobots(cause.clone())).after(Some(wait)))
            }
        }
    }

    /// Reads the robots.txt that speaks for an address. Errs if the address itself would fare no better.
    fn read_robots(&mut self, url: &Url, budget: &mut Budget) -> Result<Standing, Error> {
        let robots = location::robots_address(url);
        let result = self.rules(robots.clone(), budget).map_err(|error| error.on_the_way_from(robots.as_str()));
        let now = self.clock.now();
        match result {
            Ok(rules) => {
                self.hosts.note_crawl_delay(location::host(url), rules.crawl_delay());
                Ok(Standing { verdict: Verdict::Rules(rules), until: now.saturating_add(DAY.as_secs()) })
            }
            Err(error) if error.is_of_whole_host() => Err(error.about(url.as_str())),
            Err(error) => {
                let wait = error.retry_after().map_or(ROBOTS_RETRY, |wait| wait.max(ROBOTS_RETRY));
                let until = now.saturating_add(wait.as_secs());
                Ok(Standing { verdict: Verdict::Unknown(Arc::new(error)), until })
            }
        }
    }

    /// The rules of a robots.txt; none if there is no such file. Source: RFC 9309, section 2.3.1.
    fn rules(&mut self, robots: Url, budget: &mut Budget) -> Result<Rules, Error> {
        let mut journey = Journey::from(robots);
        loop {
            let accepted = "text/plain, */*;q=0.5";
            let answer = self.ask(journey.here(), accepted, &Validators::default(), budget)?;
            match journey.follow(&answer, MOST_ROBOTS_REDIRECTS, self.options.downgrade) {
                Ok(true) => continue,
                Err(error) if error.is_endless_redirect() => return Ok(Rules::none()),
                Err(error) => return Err(error),
                Ok(false) => {}
            }
            return match answer.status {
                200..=299 => self.read_rules(journey.here(), answer, budget),
                429 => Err(self.refusal(journey.here(), &answer)),
                400..=499 => Ok(Rules::none()),
                _ => Err(self.refusal(journey.here(), &answer)),
            };
        }
    }

    fn read_rules(&mut self, url: &Url, answer: Answer, budget: &mut Budget) -> Result<Rules, Error> {
        let start = self.clock.elapsed();
        let text = self.read(url, answer, robots::LONGEST, Excess::CutOff)?;
        budget.network = budget.network.saturating_sub(self.clock.elapsed().saturating_sub(start));
        Ok(Rules::read(whole_lines(&text), &self.product))
    }

    /// Asks for an address once its host's turn has come, and remembers how the host took it.
    fn ask(
        &mut self,
        url: &Url,
        accepted: &'static str,
        validators: &Validators,
        budget: &mut Budget,
    ) -> Result<Answer, Error> {
        self.wait_for_turn(url, budget)?;
        let start = self.clock.elapsed();
        let result = self.exchange.ask(&Question { url, accepted, validators, within: budget.network });
        let end = self.clock.elapsed();
        budget.network = budget.network.saturating_sub(end.saturating_sub(start));
        let now = self.clock.now();
        self.hosts.note(location::host(url), reaction(&result, now), now, end);
        result.map_err(|kind| Error::new(url.as_str(), kind).after(self.hosts.back_off(location::host(url), now)))
    }

    /// Sleeps until a host may be asked.
    fn wait_for_turn(&mut self, url: &Url, budget: &mut Budget) -> Result<(), Error> {
        let host = location::host(url);
        if let Some(left) = self.hosts.back_off(host, self.clock.now()) {
            return Err(Error::new(url.as_str(), Kind::BackingOff).after(Some(left)));
        }
        if budget.network.is_zero() {
            return Err(Error::new(url.as_str(), Kind::Timeout(None)));
        }
        let wait = self.hosts.wait(host, self.clock.elapsed());
        let Some(left) = budget.waiting.checked_sub(wait) else {
            let kind = Kind::TurnTooLate { longest: self.options.longest_wait };
            return Err(Error::new(url.as_str(), kind).after(Some(wait)));
        };
        budget.waiting = left;
        if !wait.is_zero() {
            self.clock.sleep(wait);
        }
        Ok(())
    }

    fn read(&self, url: &Url, answer: Answer, longest: usize, excess: Excess) -> Result<Vec<u8>, Error> {
        let bounds = Bounds { longest, excess, least_rate: self.options.least_rate, grace: self.options.rate_grace };
        body::read(answer, &bounds, &*self.clock).map_err(|kind| Error::new(url.as_str(), kind))
    }

    /// The error of an answer without a page.
    fn refusal(&mut self, url: &Url, answer: &Answer) -> Error {
        let now = self.clock.now();
        let wait = self.hosts.back_off(location::host(url), now).or_else(|| retry_after(&answer.headers, now));
        match answer.status {
            304 => Error::new(url.as_str(), Kind::NotModifiedUnasked),
            400.. => Error::new(url.as_str(), Kind::Status(answer.status)).after(wait),
            _ => Error::new(url.as_str(), Kind::OddStatus(answer.status)),
        }
    }
}

impl Standing {
    /// Whether it holds at a time; one from the future is of a clock that was set back.
    fn is_of(&self, now: u64) -> bool {
        self.until > now && self.until - now <= DAY.as_secs()
    }

    fn weight(&self) -> usize {
        match &self.verdict {
            Verdict::Rules(rules) => STANDING_MEMORY + rules.weight(),
            Verdict::Unknown(_) => 2 * STANDING_MEMORY,
        }
    }
}

/// The product of a user agent, which must be fit for a header.
fn product(user_agent: &str) -> Result<String, Error> {
    let product = robots::product(user_agent.as_bytes());
    if product.is_empty() || !user_agent.is_ascii() || HeaderValue::from_str(user_agent).is_err() {
        return Err(Error::new(user_agent, Kind::UserAgent));
    }
    Ok(String::from_utf8_lossy(product).into_owned())
}

/// How the host took a request.
fn reaction(result: &Result<Answer, Kind>, now: u64) -> Reaction {
    match result {
        Ok(answer) if matches!(answer.status, 429 | 502..=504) => Reaction::Trouble(retry_after(&answer.headers, now)),
        Err(kind) if kind.is_of_the_connection() => Reaction::Trouble(None),
        _ => Reaction::Fine,
    }
}

/// The text without a last line that was cut off by the bound.
fn whole_lines(text: &[u8]) -> &[u8] {
    if text.len() < robots::LONGEST {
        return text;
    }
    let end = text.iter().rposition(|byte| matches!(byte, b'\r' | b'\n'));
    &text[..end.unwrap_or(0)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_agent_has_a_product() {
        assert_eq!(product(&Options::polite("https://example.org/").user_agent).unwrap(), "entente");
        for bad in ["", "1/2", " entente", "entente\r\nX: y", "entente/1 (é)"] {
            assert!(product(bad).unwrap_err().to_string().contains("not a user agent"), "{bad}");
        }
    }

    #[test]
    fn a_fetcher_and_its_errors_may_go_to_another_thread() {
        fn check<Movable: Send>() {}
        check::<Fetcher>();
        check::<Error>();
    }

    #[test]
    fn a_line_that_was_cut_is_left_out() {
        let mut text = b"Disallow: /a\n".repeat(robots::LONGEST / 13 + 1);
        text.truncate(robots::LONGEST);
        assert!(whole_lines(&text).ends_with(b"Disallow: /a"));
        assert_eq!(whole_lines(b"Disallow: /a"), b"Disallow: /a");
        assert_eq!(whole_lines(&vec![b'x'; robots::LONGEST]), b"");
    }
}
