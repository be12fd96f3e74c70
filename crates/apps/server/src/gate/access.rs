//! Who asks, what they may do, and how often.

use super::{is_api, is_safe};
use crate::Config;
use crate::app::App;
use crate::config::Rate;
use crate::error::{Error, Kind};
use crate::problem::Problem;
use crate::tokens::{self, Broken, Hash, Scope, TokenFile};
use axum::extract::{Request, State};
use axum::http::header::{AUTHORIZATION, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::Response;
use governor::clock::{Clock, DefaultClock};
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, OnceLock};

/// Clients whose last requests are remembered before those that rested are forgotten.
const REMEMBERED: usize = 10_000;

/// Longest token that is looked at, in bytes.
const LONGEST_TOKEN: usize = 256;

/// The other end of a connection.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Peer(pub(crate) SocketAddr);

/// Who asks: a token's owner, or whoever sits at an address.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub(crate) enum Client {
    /// By the name of the token.
    Named(String),
    /// By the network the address is of.
    At(IpAddr),
}

/// What a request is allowed, once it is known who asks.
#[derive(Clone, Debug)]
pub(crate) struct Pass {
    /// Who asks.
    pub(crate) client: Client,
    /// What they may do; none for strangers.
    pub(crate) scope: Option<Scope>,
    /// What to look up again while a stream lasts.
    pub(crate) token: Option<Hash>,
}

/// Where the log finds out who asked.
#[derive(Clone, Default)]
pub(crate) struct Caller(pub(crate) Arc<OnceLock<Client>>);

/// Knows who is let in.
pub(crate) struct Access {
    tokens: Option<TokenFile>,
    rates: Option<Rates>,
}

type Limiter = RateLimiter<Client, HashMapStateStore<Client>, DefaultClock>;

struct Rates {
    limiter: Limiter,
    clock: DefaultClock,
}

impl Access {
    /// As `config` has it.
    ///
    /// # Errors
    /// If the service is to listen beyond loopback without tokens, or the file of tokens cannot be used.
    pub(crate) fn new(config: &Config) -> Result<Access, Error> {
        let is_loopback = config.listen.ip().is_loopback();
        if config.token_file.is_none() && !is_loopback {
            return Err(Error::new(Kind::Open(config.listen)));
        }
        let tokens = config.token_file.as_deref().map(TokenFile::open).transpose()?;
        let rate = config.rate.or((!is_loopback).then_some(Rate::USUAL));
        Ok(Access { tokens, rates: rate.map(Rates::new) })
    }

    /// Whether nobody needs a token.
    pub(crate) fn is_open(&self) -> bool {
        self.tokens.is_none()
    }

    /// Whether what let a stream begin still holds.
    pub(crate) fn is_valid(&self, pass: &Pass) -> bool {
        match (&self.tokens, &pass.token) {
            (Some(tokens), Some(token)) => tokens.owner(token).is_ok_and(|owner| owner.is_some()),
            (Some(_), None) => pass.scope.is_none(),
            (None, _) => true,
        }
    }

    fn pass(&self, peer: IpAddr, headers: &HeaderMap) -> Result<Pass, Refused> {
        let address = Client::At(network(peer));
        let Some(tokens) = &self.tokens else {
            return Ok(Pass { client: address, scope: Some(Scope::Write), token: None });
        };
        let Some(token) = bearer(headers).map_err(|()| Refused::Unknown)? else {
            return Ok(Pass { client: address, scope: None, token: None });
        };
        let hash = tokens::hash_of(token);
        let owner = tokens.owner(&hash).map_err(|Broken| Refused::Broken)?.ok_or(Refused::Unknown)?;
        Ok(Pass { client: Client::Named(owner.name), scope: Some(owner.scope), token: Some(hash) })
    }

    fn check_rate(&self, client: &Client) -> Result<(), Problem> {
        self.rates.as_ref().map_or(Ok(()), |rates| rates.check(client))
    }
}

impl Rates {
    fn new(rate: Rate) -> Rates {
        let quota = Quota::per_second(rate.each_second).allow_burst(rate.burst);
        Rates { limiter: RateLimiter::hashmap(quota), clock: DefaultClock::default() }
    }

    fn check(&self, client: &Client) -> Result<(), Problem> {
        if self.limiter.len() > REMEMBERED {
            self.limiter.retain_recent();
        }
        self.limiter.check_key(client).map_err(|until| {
            let seconds = until.wait_time_from(self.clock.now()).as_secs() + 1;
            let detail = "more requests came from you than one client may send";
            let problem = Problem::new(
                StatusCode::TOO_MANY_REQUESTS,
                detail,
                format!("ask again in {seconds} s, and less often"),
            );
            problem.with(RETRY_AFTER, HeaderValue::from(seconds))
        })
    }
}

/// Why a token is not taken.
enum Refused {
    Unknown,
    Broken,
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Problem {
        match refused {
            Refused::Unknown => unauthorized("the token is not one of this service's, or was revoked"),
            Refused::Broken => Problem::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "who may ask cannot be told at present",
                "whoever runs the service: see its log, and mend the file of tokens",
            ),
        }
    }
}

/// Lets in who may ask.
pub(crate) async fn access(State(app): State<App>, mut request: Request, next: Next) -> Result<Response, Problem> {
    let peer = request.extensions().get::<Peer>().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0.ip());
    let needed = needed(request.method(), request.uri());
    let pass = match app.access().pass(peer, request.headers()) {
        Ok(pass) => pass,
        Err(refused) => {
            // Whoever tries tokens is counted by address.
            app.access().check_rate(&Client::At(network(peer)))?;
            if needed.is_some() {
                return Err(refused.into());
            }
            Pass { client: Client::At(network(peer)), scope: None, token: None }
        }
    };
    if let Some(caller) = request.extensions().get::<Caller>() {
        // It is told once.
        let _ = caller.0.set(pass.client.clone());
    }
    app.access().check_rate(&pass.client)?;
    check_scope(needed, pass.scope)?;
    request.extensions_mut().insert(pass);
    Ok(next.run(request).await)
}

/// What a request needs; pages and what describes the service are everybody's, they hold nothing of the store.
fn needed(method: &Method, uri: &Uri) -> Option<Scope> {
    let is_open = uri.path() == "/api/v1/health" || !is_api(uri) && uri.path() != "/metrics";
    if is_open && is_safe(method) {
        return None;
    }
    // To code a text changes nothing.
    let is_read = is_safe(method) || uri.path() == "/api/v1/code";
    Some(if is_read { Scope::Read } else { Scope::Write })
}

fn check_scope(needed: Option<Scope>, granted: Option<Scope>) -> Result<(), Problem> {
    match (needed, granted) {
        (None, _) => Ok(()),
        (Some(_), None) => Err(unauthorized("expected a token, found none")),
        (Some(needed), Some(granted)) if needed > granted => Err(Problem::new(
            StatusCode::FORBIDDEN,
            format!("expected a token of scope `{}`, found one of scope `{}`", needed.name(), granted.name()),
            "ask whoever runs the service for one: `entente token new NAME --scope write`",
        )),
        _ => Ok(()),
    }
}

fn unauthorized(detail: &str) -> Problem {
    let remedy =
        "send `Authorization: Bearer` with a token; whoever runs the service makes one with `entente token new`";
    let problem = Problem::new(StatusCode::UNAUTHORIZED, detail, remedy);
    problem.with(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"entente\""))
}

/// The token that comes with a request, if one does.
fn bearer(headers: &HeaderMap) -> Result<Option<&str>, ()> {
    let mut all = headers.get_all(AUTHORIZATION).iter();
    let value = match (all.next(), all.next()) {
        (None, _) => return Ok(None),
        (Some(value), None) => value.to_str().map_err(drop)?,
        (Some(_), Some(_)) => return Err(()),
    };
    let (scheme, token) = value.split_once(' ').ok_or(())?;
    let is_token = scheme.eq_ignore_ascii_case("bearer") && !token.trim().is_empty() && token.len() <= LONGEST_TOKEN;
    if is_token { Ok(Some(token.trim())) } else { Err(()) }
}

/// What one household or machine may hold: an address, of IPv6 the first 64 bits.
pub(crate) fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
        address => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_needed_depends_on_method_and_path() {
        let needed = |method: Method, path: &'static str| needed(&method, &Uri::from_static(path));
        assert_eq!(needed(Method::GET, "/"), None);
        assert_eq!(needed(Method::GET, "/openapi.json"), None);
        assert_eq!(needed(Method::GET, "/api/v1/health"), None);
        assert_eq!(needed(Method::GET, "/metrics"), Some(Scope::Read));
        assert_eq!(needed(Method::GET, "/api/v1/events?words=x"), Some(Scope::Read));
        assert_eq!(needed(Method::POST, "/api/v1/code"), Some(Scope::Read));
        assert_eq!(needed(Method::POST, "/api/v1/corrections"), Some(Scope::Write));
        assert_eq!(needed(Method::POST, "/api/v1/health"), Some(Scope::Write));
        assert_eq!(needed(Method::DELETE, "/"), Some(Scope::Write));
    }

    #[test]
    fn a_token_comes_in_one_way() {
        let bearer = |values: &[&'static str]| {
            let mut headers = HeaderMap::new();
            for value in values {
                headers.append(AUTHORIZATION, HeaderValue::from_static(value));
            }
            bearer(&headers).map(|token| token.map(str::to_string))
        };
        assert_eq!(bearer(&[]), Ok(None));
        assert_eq!(bearer(&["bearer ent_x"]), Ok(Some("ent_x".into())));
        for odd in [&["Basic eDp5"][..], &["Bearer"], &["Bearer  "], &["Bearer a", "Bearer b"]] {
            assert_eq!(bearer(odd), Err(()), "{odd:?}");
        }
    }

    #[test]
    fn neighbors_in_a_network_are_one_client() {
        let network = |text: &str| network(text.parse().expect("an address")).to_string();
        assert_eq!(network("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
        assert_eq!(network("192.0.2.7"), "192.0.2.7");
        assert_eq!(network("::ffff:192.0.2.7"), "192.0.2.7");
    }
}
