use crate::AddressPolicy;
use std::time::Duration;

/// How far a fetcher goes, and how politely.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Options {
    /// What the fetcher calls itself: a product and its version, then a way to reach its owner.
    /// robots.txt is read for the product, the part before `/`.
    pub user_agent: String,
    /// Which addresses may be connected to.
    pub addresses: AddressPolicy,
    /// Whether an encrypted page may redirect to one that is not.
    pub downgrade: Downgrade,
    /// Longest page, in bytes, after decompression.
    pub longest_page: usize,
    /// Longest feed, in bytes, after decompression.
    pub longest_feed: usize,
    /// Longest status line and headers of an answer, in bytes.
    pub longest_headers: usize,
    /// Most redirects of one fetch.
    pub most_redirects: usize,
    /// Longest time to look up a name, and then again to connect.
    pub connecting: Duration,
    /// Longest time on the network of one fetch with its robots.txt and redirects; waiting for a
    /// host's turn is not counted.
    pub deadline: Duration,
    /// Fewest bytes a second of a body, on average, once [`rate_grace`](Options::rate_grace) is over.
    pub least_rate: u64,
    /// How long a body may come more slowly.
    pub rate_grace: Duration,
    /// Time between the end of a request and the next one to the same host. A robots.txt may ask
    /// for more, up to [`LONGEST_CRAWL_DELAY`](Options::LONGEST_CRAWL_DELAY).
    pub host_interval: Duration,
    /// Longest wait for hosts' turns in one fetch.
    pub longest_wait: Duration,
}

impl Options {
    /// Longest `Crawl-delay` that is followed; a longer one is taken for this.
    pub const LONGEST_CRAWL_DELAY: Duration = Duration::from_secs(60);

    /// The usual bounds; `contact` is the address of a page or a mailbox where the owner of a site
    /// can ask who this is, as `https://example.org/reader`.
    pub fn polite(contact: &str) -> Options {
        Options {
            user_agent: format!("entente/{} (+{contact})", env!("CARGO_PKG_VERSION")),
            addresses: AddressPolicy::public_only(),
            downgrade: Downgrade::Refused,
            longest_page: 10 << 20,
            longest_feed: 20 << 20,
            longest_headers: 64 << 10,
            most_redirects: 5,
            connecting: Duration::from_secs(10),
            deadline: Duration::from_secs(30),
            least_rate: 512,
            rate_grace: Duration::from_secs(10),
            host_interval: Duration::from_secs(1),
            longest_wait: Duration::from_secs(120),
        }
    }

    /// Longest body for the purpose, in bytes.
    pub(crate) fn longest(&self, purpose: Purpose) -> usize {
        match purpose {
            Purpose::Page => self.longest_page,
            Purpose::Feed => self.longest_feed,
        }
    }
}

/// What is done with a redirect from https to http.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Downgrade {
    /// It is an error: what comes after could be anyone's.
    Refused,
    /// It is followed.
    Followed,
}

/// What is fetched: it decides what is asked for and how long it may be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Purpose {
    /// A web page, or a document of another kind.
    Page,
    /// An RSS, Atom or JSON feed.
    Feed,
}

impl Purpose {
    /// The value of `Accept`.
    pub(crate) fn accepted(self) -> &'static str {
        match self {
            Purpose::Page => "text/html, application/xhtml+xml, text/plain;q=0.9, */*;q=0.5",
            Purpose::Feed => {
                "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"
            }
        }
    }
}
