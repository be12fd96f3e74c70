//! Pages and feeds over HTTP, politely and within bounds.
//!
//! In: the address of a page or feed, and what the last answer said of its version ([`Validators`]).
//! Out: [`Fetched`], the body's bytes as the server meant them (gzip undone, characters not decoded),
//! with its type, its final and its permanent address, and for how long it stays fresh; or that
//! nothing changed; or an [`Error`] that names the address, what was found and what to do.
//!
//! A [`Fetcher`] asks one thing at a time and waits its turn: it reads a host's robots.txt first,
//! leaves time between two requests to a host, stays away from hosts that ask for it, and follows
//! few redirects. It connects to no address that is not public unless told so; this is checked on
//! the very addresses that are connected to, for each redirect. Body, headers, time and rate of an
//! answer are bounded, whatever the server says of them. When to ask for a feed again is [`Schedule`]'s to
//! say, without a clock or a socket.
//!
//! It does not keep cookies, run scripts, send credentials, use a proxy, decode characters or tell
//! what a body is; it keeps no connection open between two requests. An answer whose length is told
//! by the end of the connection only (HTTP/1.0) may be cut short without anyone being able to tell.
//!
//! Specifications: HTTP semantics RFC 9110, caching RFC 9111, HTTP/1.1 RFC 9112 (by `ureq`), the
//! Robots Exclusion Protocol RFC 9309 with the customary `Crawl-delay`, URLs as the WHATWG URL
//! standard reads them (by `url`), the IANA special-purpose address registries (RFC 6890), gzip RFC 1952.
#![forbid(unsafe_code)]

mod address;
mod body;
mod clock;
mod error;
mod exchange;
mod fetcher;
mod headers;
mod hosts;
mod journey;
mod kept;
mod location;
mod names;
mod options;
mod robots;
mod schedule;

pub use address::{AddressPolicy, Reserved};
pub use clock::{Clock, SystemClock};
pub use error::Error;
pub use fetcher::{Fetched, Fetcher, Page};
pub use headers::Validators;
pub use names::{Names, SystemNames};
pub use options::{Downgrade, Options, Purpose};
pub use schedule::{FeedState, Schedule};

/// Longest time that a server's wish is followed: `Retry-After`, freshness, a feed's time to live.
pub const DAY: std::time::Duration = std::time::Duration::from_secs(24 * 60 * 60);
