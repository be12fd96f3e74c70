use crate::arrival::{Arrival, Input};
use fetching::{FeedState, Fetched, Fetcher, Page, Purpose, Schedule, Validators};
use ingest::FeedItem;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use store::{Feed, Reader, Store};
use text::Document;

/// Fewest words of a report inside a feed that is taken for all of it: teasers are shorter, and their pages are fetched.
const WHOLE: usize = 120;

/// Most items of one feed that are looked at: feeds hold some dozens.
const MAX_ITEMS: usize = 2000;

/// An address to visit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Address {
    /// What is known of it.
    pub state: FeedState,
    /// Who prints what is found there; none leaves it to the pages.
    pub publisher: Option<String>,
    /// Time between two visits.
    pub schedule: Schedule,
}

impl Address {
    /// An address that is visited once, whatever is known of it.
    pub fn once(url: &str) -> Address {
        Address { state: FeedState::new(url), publisher: None, schedule: Schedule::every(Schedule::USUAL) }
    }
}

/// What visits found out, to be kept once what they brought is in the store.
#[derive(Clone, Debug, Default)]
pub struct Ledger(Arc<Mutex<Found>>);

#[derive(Debug, Default)]
struct Found {
    feeds: Vec<FeedState>,
    pages: Vec<String>,
}

impl Ledger {
    /// Keeps what was found out in the store, at a moment in seconds since 1970, and forgets it here.
    ///
    /// # Errors
    /// If the store cannot be written.
    pub fn keep(&self, store: &mut Store, now: i64) -> Result<(), store::Error> {
        let found = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        found.pages.iter().try_for_each(|url| store.keep_fetched(url, now))?;
        found.feeds.iter().try_for_each(|state| store.keep_feed(&kept(state)))
    }

    fn add(&self, change: impl FnOnce(&mut Found)) {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

/// What the store keeps of a feed.
fn kept(state: &FeedState) -> Feed {
    Feed {
        url: state.url.clone(),
        etag: state.etag.clone(),
        last_modified: state.last_modified.clone(),
        next_poll: state.next_poll.and_then(|second| i64::try_from(second).ok()),
        failures: state.failures,
        moved_to: state.moved_to.clone(),
        is_gone: state.next_poll.is_none(),
    }
}

/// What is known of the feed at `url`, as the store keeps it.
///
/// # Errors
/// If the store cannot be read.
pub fn feed_state(store: &Store, url: &str) -> Result<FeedState, store::Error> {
    let Some(feed) = store.feed(url)? else { return Ok(FeedState::new(url)) };
    let next_poll = feed.next_poll.and_then(|second| u64::try_from(second).ok());
    Ok(FeedState {
        url: feed.url,
        etag: feed.etag,
        last_modified: feed.last_modified,
        next_poll: if feed.is_gone { None } else { next_poll.or(Some(0)) },
        failures: feed.failures,
        moved_to: feed.moved_to,
    })
}

/// What is found at addresses, one report after the other, each fetched when it is asked for.
///
/// At the address of a feed, its items: those that hold their report, and the pages of the others unless they were fetched
/// before. At the address of a page, its article.
pub struct Visits {
    fetcher: Fetcher,
    reader: Reader,
    addresses: VecDeque<Address>,
    items: VecDeque<Item>,
    ledger: Ledger,
    now: fn() -> u64,
}

/// An item of a feed, and where it was found.
struct Item {
    feed: String,
    publisher: Option<String>,
    item: FeedItem,
}

impl Visits {
    /// Visits `addresses` in their order. `reader` tells which pages were fetched before, `now` the second since 1970.
    pub fn new(fetcher: Fetcher, reader: Reader, addresses: Vec<Address>, now: fn() -> u64) -> Visits {
        let (addresses, ledger) = (addresses.into(), Ledger::default());
        Visits { fetcher, reader, addresses, items: VecDeque::new(), ledger, now }
    }

    /// Where it is written what the visits find out.
    pub fn ledger(&self) -> Ledger {
        self.ledger.clone()
    }

    /// Asks for what lies at an address; what failed, or a page that is no feed, arrives at once.
    fn visit(&mut self, address: Address) -> Option<Arrival> {
        let state = &address.state;
        let fetched = self.fetcher.fetch(state.address(), &state.validators(), Purpose::Feed);
        let after = address.schedule.after(state, fetched.as_ref(), None, (self.now)());
        let arrival = match fetched {
            Ok(Fetched::NotModified { .. }) => None,
            Ok(Fetched::Page(page)) => self.open(page, &address),
            Err(error) => Some(failed(&state.url, error.to_string())),
        };
        self.ledger.add(|found| found.feeds.push(after));
        arrival
    }

    /// Puts the items of a feed into the queue, or reads a page.
    fn open(&mut self, page: Page, address: &Address) -> Option<Arrival> {
        let url = address.state.url.clone();
        let no_feed = match ingest::feed(&page.bytes, Some(&page.final_url)) {
            Ok(feed) => {
                let items = feed.items.into_iter().take(MAX_ITEMS);
                let item = |item| Item { feed: url.clone(), publisher: address.publisher.clone(), item };
                self.items.extend(items.map(item));
                return None;
            }
            Err(error) => error,
        };
        let looks_like_a_feed = page.bytes.trim_ascii_start().starts_with(b"<?xml");
        match ingest::page(page.bytes, page.content_type.as_deref(), Some(&page.final_url)) {
            Ok(document) => Some(arrived(&url, with_publisher(document, address.publisher.as_deref()))),
            Err(_) if looks_like_a_feed => Some(failed(&url, no_feed.to_string())),
            Err(error) => Some(failed(&url, error.to_string())),
        }
    }

    /// The report of an item; none if its page was fetched before.
    fn report(&mut self, Item { feed, publisher, item }: Item) -> Option<Arrival> {
        let text = item.text();
        let is_whole = text.as_ref().is_some_and(|text| text.split_whitespace().count() >= WHOLE);
        match (item.url.clone(), text) {
            (_, Some(text)) if is_whole => Some(told_whole(&feed, publisher, &item, text)),
            (Some(url), _) => self.page(&feed, publisher.as_deref(), &item, &url),
            (None, Some(text)) => Some(told_whole(&feed, publisher, &item, text)),
            (None, None) => {
                let title = item.title.as_deref().unwrap_or("an item without a title");
                Some(failed(&feed, format!("`{title}`: neither a report nor the address of one")))
            }
        }
    }

    fn page(&mut self, feed: &str, publisher: Option<&str>, item: &FeedItem, url: &str) -> Option<Arrival> {
        // A store that cannot be read now is found out by the writer; a page fetched twice does no harm.
        if self.reader.has_fetched(url).unwrap_or(false) {
            return None;
        }
        let page = match self.fetcher.fetch(url, &Validators::default(), Purpose::Page) {
            Ok(Fetched::Page(page)) => page,
            Ok(Fetched::NotModified { .. }) => return None,
            Err(error) => {
                if !error.is_temporary() {
                    self.ledger.add(|found| found.pages.push(url.into()));
                }
                return Some(failed(feed, error.to_string()));
            }
        };
        self.ledger.add(|found| found.pages.push(url.into()));
        match ingest::page(page.bytes, page.content_type.as_deref(), Some(&page.final_url)) {
            Ok(document) => Some(arrived(feed, with_publisher(with_item(document, item), publisher))),
            Err(error) => Some(failed(url, error.to_string())),
        }
    }
}

impl Iterator for Visits {
    type Item = Arrival;

    fn next(&mut self) -> Option<Arrival> {
        loop {
            if let Some(item) = self.items.pop_front() {
                if let Some(arrival) = self.report(item) {
                    return Some(arrival);
                }
                continue;
            }
            let address = self.addresses.pop_front()?;
            if let Some(arrival) = self.visit(address) {
                return Some(arrival);
            }
        }
    }
}

/// The report that a feed holds whole.
fn told_whole(feed: &str, publisher: Option<String>, item: &FeedItem, text: String) -> Arrival {
    match Document::new(text) {
        Ok(mut document) => {
            document.id = item.url.is_none().then(|| item.id.clone()).flatten();
            document.url = item.url.clone();
            document.publisher = item.publisher.clone();
            arrived(feed, with_publisher(with_item(document, item), publisher.as_deref()))
        }
        Err(error) => failed(feed, error.to_string()),
    }
}

/// What a page does not tell of itself, from the feed that led to it.
fn with_item(mut document: Document, item: &FeedItem) -> Document {
    document.title = document.title.or_else(|| item.title.clone());
    document.byline = document.byline.or_else(|| item.byline.clone());
    document.published = document.published.or(item.published);
    document
}

/// The publisher as whoever set up the feed calls it: one name for all its pages.
fn with_publisher(mut document: Document, publisher: Option<&str>) -> Document {
    document.publisher = publisher.map(str::to_string).or(document.publisher);
    document
}

fn arrived(source: &str, document: Document) -> Arrival {
    Arrival { source: source.into(), file: None, input: Input::Document(Box::new(document)) }
}

fn failed(source: &str, reason: String) -> Arrival {
    Arrival { source: source.into(), file: None, input: Input::Failed { place: String::new(), reason } }
}

/// The time to wait, in whole seconds, until the first of these is due.
pub fn until_due(states: &[FeedState], now: u64) -> Option<Duration> {
    Schedule::next(states).map(|next| Duration::from_secs(next.saturating_sub(now)))
}
