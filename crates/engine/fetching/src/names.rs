use crate::{AddressPolicy, Reserved};
use std::fmt;
use std::io;
use std::net::{IpAddr, SocketAddr, ToSocketAddrs};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// Most addresses of one host that are tried.
const MOST_ADDRESSES: usize = 16;

/// Looks up the addresses of hosts.
pub trait Names: fmt::Debug + Send + Sync + 'static {
    /// The addresses of a host, each with the port; the host may be an address itself, IPv6 in brackets.
    ///
    /// # Errors
    /// The name is not known, or was not answered for within the time.
    fn look_up(&self, host: &str, port: u16, within: Duration) -> io::Result<Vec<SocketAddr>>;
}

/// Names as the operating system knows them.
#[derive(Clone, Copy, Debug)]
pub struct SystemNames;

impl Names for SystemNames {
    /// Asks on a thread of its own, for the system's look-up cannot be told to hurry. A thread that
    /// is given up ends when the system gives up.
    fn look_up(&self, host: &str, port: u16, within: Duration) -> io::Result<Vec<SocketAddr>> {
        let (sender, receiver) = mpsc::sync_channel(1);
        let place = format!("{host}:{port}");
        thread::Builder::new().spawn(move || sender.send(place.to_socket_addrs().map(Vec::from_iter)))?;
        receiver.recv_timeout(within).unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()))
    }
}

/// Looks up names and leaves out every address that the policy refuses, so that what was checked is
/// what is connected to.
#[derive(Debug)]
pub(crate) struct GuardedNames<N> {
    pub(crate) names: N,
    pub(crate) policy: AddressPolicy,
    pub(crate) longest: Duration,
}

impl<N: Names> Resolver for GuardedNames<N> {
    fn resolve(&self, uri: &Uri, _: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let host = uri.host().unwrap_or_default();
        let port = uri.port_u16().unwrap_or(if uri.scheme_str() == Some("https") { 443 } else { 80 });
        let found = self.names.look_up(host, port, self.longest.min(*timeout.after)).map_err(NoName::error)?;
        let allowed = allowed(&self.policy, &found)?;
        let mut addresses = self.empty();
        allowed.into_iter().take(MOST_ADDRESSES).for_each(|address| addresses.push(address));
        Ok(addresses)
    }
}

/// The addresses that the policy does not refuse, one at least.
fn allowed(policy: &AddressPolicy, found: &[SocketAddr]) -> Result<Vec<SocketAddr>, ureq::Error> {
    let mut refused = None;
    let mut allowed = Vec::new();
    for address in found {
        match policy.check(*address) {
            Ok(()) => allowed.push(*address),
            Err(reserved) => refused = refused.or(Some(Refused { address: address.ip(), reserved })),
        }
    }
    match refused {
        _ if !allowed.is_empty() => Ok(allowed),
        Some(refused) => Err(ureq::Error::Other(Box::new(refused))),
        None => Err(NoName::error(io::ErrorKind::NotFound.into())),
    }
}

/// No address of a host may be connected to; the first of them.
#[derive(Debug)]
pub(crate) struct Refused {
    pub(crate) address: IpAddr,
    pub(crate) reserved: Reserved,
}

/// A name has no address, for this reason.
#[derive(Debug)]
pub(crate) struct NoName(pub(crate) io::Error);

impl NoName {
    fn error(cause: io::Error) -> ureq::Error {
        ureq::Error::Other(Box::new(NoName(cause)))
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is {}", self.address, self.reserved)
    }
}

impl fmt::Display for NoName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "name not found: {}", self.0)
    }
}

impl std::error::Error for Refused {}
impl std::error::Error for NoName {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_addresses_of_a_public_host_are_left_out() {
        let found = ["10.0.0.1:80", "9.9.9.9:80", "[::1]:80"].map(|address| address.parse().unwrap());
        assert_eq!(allowed(&AddressPolicy::public_only(), &found).unwrap(), [found[1]]);
        assert_eq!(allowed(&AddressPolicy::anywhere(), &found).unwrap(), found);
        assert!(allowed(&AddressPolicy::public_only(), &found[..1]).is_err());
        assert!(allowed(&AddressPolicy::anywhere(), &[]).is_err());
    }

    #[test]
    fn addresses_need_no_names() {
        let found = SystemNames.look_up("[::1]", 81, Duration::from_secs(60)).unwrap();
        assert_eq!(found, ["[::1]:81".parse().unwrap()]);
    }
}
