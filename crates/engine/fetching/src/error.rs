use crate::Reserved;
use crate::names::{NoName, Refused};
use std::fmt;
use std::io;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;
use ureq::Timeout;

/// Longest piece of a server's words in a message, in characters.
const LONGEST_QUOTE: usize = 200;

/// Why something could not be fetched.
///
/// The message names the address, what was found there and what to do about it.
#[derive(Debug)]
pub struct Error {
    place: String,
    /// Where the fetch began, if it was led on from there.
    origin: Option<String>,
    kind: Box<Kind>,
    wait: Option<Duration>,
}

#[derive(Debug)]
pub(crate) enum Kind {
    UserAgent,
    NoUrl(url::ParseError),
    UrlTooLong { most: usize },
    Scheme(String),
    Credentials,
    UnsendableUrl(ureq::http::uri::InvalidUri),
    UnsendableRequest(ureq::http::Error),
    AddressRefused { address: IpAddr, reserved: Reserved },
    NoName(io::Error),
    NoConnection(io::Error),
    Encryption(ureq::Error),
    Timeout(Option<Timeout>),
    NoAnswer,
    NotHttp(ureq::Error),
    HeadersTooLong,
    Status(u16),
    OddStatus(u16),
    NotModifiedUnasked,
    NoLocation(u16),
    BadLocation,
    Redirect { location: String, cause: Box<Kind> },
    RedirectLoop,
    TooManyRedirects { most: usize },
    Downgraded,
    BodyCut(io::Error),
    BodyBroken(ureq::Error),
    TooLong { most: usize },
    TooSlow { least_rate: u64 },
    Coding(String),
    NotGzip(io::Error),
    Disallowed { rule: String },
    NoRobots(Arc<Error>),
    BackingOff,
    TurnTooLate { longest: Duration },
}

impl Error {
    pub(crate) fn new(place: &str, kind: Kind) -> Error {
        Error { place: quote(place), origin: None, kind: Box::new(kind), wait: None }
    }

    /// The same, met on the way from `origin`.
    pub(crate) fn on_the_way_from(self, origin: &str) -> Error {
        let origin = quote(origin);
        Error { origin: (origin != self.place).then_some(origin), ..self }
    }

    /// The same, with the time after which it is worth asking again.
    pub(crate) fn after(self, wait: Option<Duration>) -> Error {
        Error { wait, ..self }
    }

    /// The same, said of another address of the host.
    pub(crate) fn about(self, place: &str) -> Error {
        Error { place: quote(place), ..self }
    }

    /// Whether redirects came back to where they had been, or would not end.
    pub(crate) fn is_endless_redirect(&self) -> bool {
        matches!(*self.kind, Kind::RedirectLoop | Kind::TooManyRedirects { .. })
    }

    /// Whether any other address of the host would have failed in the same way.
    pub(crate) fn is_of_whole_host(&self) -> bool {
        let is_of_host = matches!(
            *self.kind,
            Kind::AddressRefused { .. }
                | Kind::NoName(_)
                | Kind::NoConnection(_)
                | Kind::Encryption(_)
                | Kind::NoAnswer
                | Kind::BackingOff
                | Kind::TurnTooLate { .. }
        );
        self.origin.is_none() && is_of_host
    }

    /// Whether the same fetch may succeed later without anyone's doing here.
    pub fn is_temporary(&self) -> bool {
        match &*self.kind {
            Kind::NoName(_)
            | Kind::NoConnection(_)
            | Kind::Timeout(_)
            | Kind::NoAnswer
            | Kind::BodyCut(_)
            | Kind::TooSlow { .. }
            | Kind::NoRobots(_)
            | Kind::BackingOff
            | Kind::TurnTooLate { .. } => true,
            Kind::Status(status) => matches!(status, 408 | 425 | 429 | 500 | 502..=504 | 506..=599),
            _ => false,
        }
    }

    /// Whether the server says that there is nothing at this address: 404 or 410.
    pub fn is_gone(&self) -> bool {
        matches!(*self.kind, Kind::Status(404 | 410))
    }

    /// Whether the server says that there will never again be anything at this address: 410.
    pub(crate) fn is_gone_for_good(&self) -> bool {
        matches!(*self.kind, Kind::Status(410))
    }

    /// How long not to ask again: the server's wish, or else the host's back-off; a day at most.
    pub fn retry_after(&self) -> Option<Duration> {
        self.wait
    }
}

impl Kind {
    /// What went wrong until the head of an answer was read.
    pub(crate) fn before_the_body(error: ureq::Error) -> Kind {
        match error {
            ureq::Error::Other(cause) => Kind::of_names(cause),
            ureq::Error::HostNotFound => Kind::NoName(io::ErrorKind::NotFound.into()),
            ureq::Error::Timeout(stage) => Kind::Timeout(Some(stage)),
            ureq::Error::LargeResponseHeader(..) => Kind::HeadersTooLong,
            ureq::Error::Protocol(_) if is_headers_too_many(&error) => Kind::HeadersTooLong,
            ureq::Error::Protocol(_) => Kind::NotHttp(error),
            ureq::Error::Io(cause) if is_end(&cause) => Kind::NoAnswer,
            ureq::Error::Io(cause) if cause.kind() == io::ErrorKind::InvalidData => {
                Kind::Encryption(ureq::Error::Io(cause))
            }
            ureq::Error::Io(cause) => Kind::NoConnection(cause),
            ureq::Error::ConnectionFailed => Kind::NoConnection(io::ErrorKind::NotConnected.into()),
            ureq::Error::Http(cause) => Kind::UnsendableRequest(cause),
            _ => Kind::Encryption(error),
        }
    }

    /// What went wrong while a body was read.
    pub(crate) fn in_the_body(error: ureq::Error) -> Kind {
        match error {
            ureq::Error::Timeout(stage) => Kind::Timeout(Some(stage)),
            ureq::Error::Io(cause) => Kind::BodyCut(cause),
            _ => Kind::BodyBroken(error),
        }
    }

    /// A redirect to what may not be fetched.
    pub(crate) fn redirect(location: &[u8], cause: Kind) -> Kind {
        Kind::Redirect { location: String::from_utf8_lossy(location).into_owned(), cause: Box::new(cause) }
    }

    /// Whether the host gave no answer at all, whatever was asked.
    pub(crate) fn is_of_the_connection(&self) -> bool {
        matches!(self, Kind::NoName(_) | Kind::NoConnection(_) | Kind::Timeout(_) | Kind::NoAnswer)
    }

    fn of_names(cause: Box<dyn std::error::Error + Send + Sync>) -> Kind {
        match cause.downcast::<Refused>() {
            Ok(refused) => Kind::AddressRefused { address: refused.address, reserved: refused.reserved },
            Err(cause) => match cause.downcast::<NoName>() {
                Ok(no_name) => Kind::NoName(no_name.0),
                Err(cause) => Kind::NoConnection(io::Error::other(cause)),
            },
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`", self.place)?;
        if let Some(origin) = &self.origin {
            write!(f, " (asked for as `{origin}`)")?;
        }
        write!(f, ": {}", self.kind)?;
        match self.wait {
            Some(wait) if self.is_temporary() => write!(f, "; not before {} s from now", wait.as_secs()),
            _ => Ok(()),
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Kind::UserAgent => write!(
                f,
                "not a user agent, expected a product name of letters, `-` and `_`, then ASCII, as `entente/1.0 (+https://example.org/)`: change the options"
            ),
            Kind::NoUrl(cause) => {
                write!(f, "not an absolute address ({cause}), expected one as `https://example.org/feed`: correct it")
            }
            Kind::UrlTooLong { most } => write!(f, "longer than {most} bytes as an address: use a shorter one"),
            Kind::Scheme(scheme) => write!(
                f,
                "an address of `{}`, expected `http` or `https`: fetch it by other means and hand in the file",
                quote(scheme)
            ),
            Kind::Credentials => {
                write!(f, "holds a user name or password, which are never sent: use an address that needs none")
            }
            Kind::UnsendableUrl(cause) => {
                write!(
                    f,
                    "cannot be written in a request ({cause}): write it with `%` and two digits for odd characters"
                )
            }
            Kind::UnsendableRequest(cause) => write!(f, "no request can be made of it ({cause}): correct the address"),
            Kind::AddressRefused { address, reserved } => write!(
                f,
                "leads to {address}, {reserved}, expected a public one: allow the address if this is your own network"
            ),
            Kind::NoName(cause) => {
                write!(f, "its host has no address ({}): check the spelling, and the network", said(cause))
            }
            Kind::NoConnection(cause) => write!(f, "cannot be connected to ({}): try again later", said(cause)),
            Kind::Encryption(cause) => {
                write!(f, "no trusted encrypted connection ({}): tell the site, or use its `http` address", told(cause))
            }
            Kind::Timeout(stage) => {
                write!(f, "no whole answer in time ({}): try again later, or allow more time", stage_name(*stage))
            }
            Kind::NoAnswer => write!(f, "the connection ended before an answer: try again later"),
            Kind::NotHttp(cause) => {
                write!(f, "the answer is not HTTP/1 ({}): check the address and its port", told(cause))
            }
            Kind::HeadersTooLong => write!(f, "the answer's headers are longer or more than allowed: tell the site"),
            Kind::Status(status) => status_message(*status, f),
            Kind::OddStatus(status) => {
                write!(f, "answered {status}, expected 200 with a page: check that the address is a page's or a feed's")
            }
            Kind::NotModifiedUnasked => {
                write!(f, "answered 304 though no earlier version was named: tell the site, and try again later")
            }
            Kind::NoLocation(status) => {
                write!(
                    f,
                    "answered {status} without a `Location`, expected where to go: open it in a browser to see where it is now"
                )
            }
            Kind::BadLocation => write!(f, "no address: open the page in a browser to see where it is now"),
            Kind::Redirect { location, cause } => write!(f, "redirects to `{}`: {cause}", quote(location)),
            Kind::RedirectLoop => write!(
                f,
                "redirects in a circle, perhaps for want of a cookie, and none are kept: use the address of the page behind it"
            ),
            Kind::TooManyRedirects { most } => {
                write!(f, "more than {most} redirects: use the address where they end")
            }
            Kind::Downgraded => {
                write!(f, "not encrypted, expected `https` after `https`: allow it, or ask for that address by itself")
            }
            Kind::BodyCut(cause) => write!(f, "the body ended early ({}): try again later", said(cause)),
            Kind::BodyBroken(cause) => {
                write!(f, "the body is not sent as HTTP/1.1 says ({}): tell the site", told(cause))
            }
            Kind::TooLong { most } => write!(f, "the body is longer than {most} bytes: allow more if it should be"),
            Kind::TooSlow { least_rate } => {
                write!(f, "the body comes at less than {least_rate} bytes a second: try again later")
            }
            Kind::Coding(coding) => {
                write!(
                    f,
                    "the body is coded as `{}`, expected `gzip` or nothing, as was asked for: tell the site",
                    quote(coding)
                )
            }
            Kind::NotGzip(cause) => {
                write!(f, "the body is said to be gzip and is not, or is broken ({}): tell the site", said(cause))
            }
            Kind::Disallowed { rule } => {
                write!(
                    f,
                    "the site's robots.txt asks not to fetch it (`{}`): ask the site's owner, or leave it",
                    quote(rule)
                )
            }
            Kind::NoRobots(cause) => write!(
                f,
                "not asked for, because the site's robots.txt cannot be read, which counts as a no for now: try again later; {cause}"
            ),
            Kind::BackingOff => {
                write!(f, "not asked for, because its host failed or asked to be left alone: try again later")
            }
            Kind::TurnTooLate { longest } => write!(
                f,
                "not asked for, because its host's turn comes after more than {} s of waiting: try again later",
                longest.as_secs()
            ),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &*self.kind {
            Kind::NoUrl(cause) => Some(cause),
            Kind::UnsendableUrl(cause) => Some(cause),
            Kind::UnsendableRequest(cause) => Some(cause),
            Kind::NoName(cause) | Kind::NoConnection(cause) | Kind::BodyCut(cause) | Kind::NotGzip(cause) => {
                Some(cause)
            }
            Kind::Encryption(cause) | Kind::NotHttp(cause) | Kind::BodyBroken(cause) => Some(cause),
            Kind::NoRobots(cause) => Some(cause),
            _ => None,
        }
    }
}

fn status_message(status: u16, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match status {
        401 | 402 | 403 | 407 | 451 => {
            write!(f, "answered {status}: the site does not give it to us; ask its owner, or leave it")
        }
        404 => write!(f, "answered 404, nothing there: check the address"),
        410 => write!(f, "answered 410, gone for good: take it off the list"),
        429 => write!(f, "answered 429, asked too often: try again later, and less often"),
        501 | 505 => write!(f, "answered {status}, which the server says it cannot do: tell the site"),
        500..=599 => write!(f, "answered {status}, a fault of the server's: try again later"),
        _ => write!(f, "answered {status}, expected 200: check the address"),
    }
}

/// Words of an error of input and output, without the system's code.
fn said(error: &io::Error) -> String {
    quote(&error.to_string())
}

fn told(error: &ureq::Error) -> String {
    quote(&error.to_string())
}

fn stage_name(stage: Option<Timeout>) -> &'static str {
    match stage {
        Some(Timeout::Resolve) => "while its name was looked up",
        Some(Timeout::Connect) => "while connecting",
        _ => "the deadline of the fetch was over",
    }
}

/// Whether the other side ended the connection.
fn is_end(error: &io::Error) -> bool {
    use io::ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset, UnexpectedEof};
    matches!(error.kind(), UnexpectedEof | ConnectionReset | ConnectionAborted | BrokenPipe)
}

fn is_headers_too_many(error: &ureq::Error) -> bool {
    error.to_string().contains("too many headers")
}

/// A stranger's words, short and without control characters.
pub(crate) fn quote(words: &str) -> String {
    let is_legible = |c: char| matches!(c, ' '..='~') || (!c.is_ascii() && c.escape_debug().len() == 1);
    let legible = |character| if is_legible(character) { character } else { char::REPLACEMENT_CHARACTER };
    let mut quote: String = words.chars().take(LONGEST_QUOTE).map(legible).collect();
    if words.chars().nth(LONGEST_QUOTE).is_some() {
        quote.push('…');
    }
    quote
}
