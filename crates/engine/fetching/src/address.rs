use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

/// Which addresses a fetcher may connect to.
///
/// An address of IPv6 that stands for one of IPv4 (mapped, 6to4, NAT64) is judged as the latter.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AddressPolicy {
    reach: Reach,
    exceptions: Vec<SocketAddr>,
}

impl AddressPolicy {
    /// Public addresses only, for addresses that strangers can write: feeds, links, redirects.
    pub fn public_only() -> AddressPolicy {
        AddressPolicy { reach: Reach::Public, exceptions: Vec::new() }
    }

    /// Any address, this machine and its network included.
    pub fn anywhere() -> AddressPolicy {
        AddressPolicy { reach: Reach::Anywhere, exceptions: Vec::new() }
    }

    /// The same, and this address at this port besides, public or not.
    pub fn and(mut self, address: SocketAddr) -> AddressPolicy {
        self.exceptions.push(address);
        self
    }

    /// Whether the address may be connected to.
    ///
    /// # Errors
    /// The address is not public, and neither allowed by itself nor with all others: what it is
    /// reserved for.
    pub fn check(&self, address: SocketAddr) -> Result<(), Reserved> {
        let excepted = self.exceptions.iter().any(|exception| same_place(*exception, address));
        match reserved(address.ip()) {
            Some(reserved) if self.reach == Reach::Public && !excepted => Err(reserved),
            _ => Ok(()),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Reach {
    Public,
    Anywhere,
}

/// What an address that is not public is set apart for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reserved {
    /// "This network", 0.0.0.0/8 and `::`.
    ThisNetwork,
    /// The machine itself, 127.0.0.0/8 and `::1`.
    Loopback,
    /// Private networks, RFC 1918: 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16.
    Private,
    /// Between a provider's customers and its translators, RFC 6598: 100.64.0.0/10.
    SharedByCarrier,
    /// One link, 169.254.0.0/16 and fe80::/10; also where clouds keep their metadata.
    LinkLocal,
    /// Private networks of IPv6, RFC 4193: fc00::/7; and the older fec0::/10.
    UniqueLocal,
    /// Many receivers, 224.0.0.0/4 and ff00::/8.
    Multicast,
    /// Examples in documents, RFC 5737, 3849 and 9637.
    Documentation,
    /// Measurements between networks, RFC 2544: 198.18.0.0/15.
    Benchmarking,
    /// Protocols' own: 192.0.0.0/24, 192.88.99.0/24, 2001::/23 with Teredo, local NAT64.
    Protocol,
    /// Not given out: 240.0.0.0/4, and all of IPv6 outside 2000::/3.
    Unassigned,
}

impl fmt::Display for Reserved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Reserved::ThisNetwork => "an address of \"this network\"",
            Reserved::Loopback => "this machine's own address",
            Reserved::Private => "an address of a private network",
            Reserved::SharedByCarrier => "an address inside a carrier's network",
            Reserved::LinkLocal => "a link-local address",
            Reserved::UniqueLocal => "an address of a private IPv6 network",
            Reserved::Multicast => "a multicast address",
            Reserved::Documentation => "an address for documentation",
            Reserved::Benchmarking => "an address for benchmarks",
            Reserved::Protocol => "an address reserved for protocols",
            Reserved::Unassigned => "an unassigned address",
        })
    }
}

/// What the address is set apart for; none if it is public.
pub(crate) fn reserved(address: IpAddr) -> Option<Reserved> {
    match address {
        IpAddr::V4(address) => reserved_v4(address),
        IpAddr::V6(address) => match embedded(address) {
            Some(inner) => reserved_v4(inner),
            None => reserved_v6(address),
        },
    }
}

/// Whether both are one address and port; zone and flow of IPv6 do not matter.
fn same_place(one: SocketAddr, other: SocketAddr) -> bool {
    one.ip() == other.ip() && one.port() == other.port()
}

/// The IANA IPv4 Special-Purpose Address Registry, and multicast.
fn reserved_v4(address: Ipv4Addr) -> Option<Reserved> {
    match address.octets() {
        [0, ..] => Some(Reserved::ThisNetwork),
        [127, ..] => Some(Reserved::Loopback),
        [10, ..] | [172, 16..=31, ..] | [192, 168, ..] => Some(Reserved::Private),
        [100, 64..=127, ..] => Some(Reserved::SharedByCarrier),
        [169, 254, ..] => Some(Reserved::LinkLocal),
        [192, 0, 2, _] | [198, 51, 100, _] | [203, 0, 113, _] => Some(Reserved::Documentation),
        [198, 18..=19, ..] => Some(Reserved::Benchmarking),
        [192, 0, 0, _] | [192, 88, 99, _] => Some(Reserved::Protocol),
        [224..=239, ..] => Some(Reserved::Multicast),
        [240..=255, ..] => Some(Reserved::Unassigned),
        _ => None,
    }
}

/// The IPv4 address that one of IPv6 stands for: mapped (RFC 4291, 2.5.5.2), 6to4 (RFC 3056, 2),
/// translated by NAT64 (RFC 6052, 2.1).
fn embedded(address: Ipv6Addr) -> Option<Ipv4Addr> {
    match address.segments() {
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] | [0x2002, high, low, ..] => {
            Some(Ipv4Addr::from((u32::from(high) << 16) | u32::from(low)))
        }
        _ => None,
    }
}

/// The IANA IPv6 Special-Purpose Address Registry; only 2000::/3 is given out for hosts.
fn reserved_v6(address: Ipv6Addr) -> Option<Reserved> {
    match address.segments() {
        [0, 0, 0, 0, 0, 0, 0, 0] => Some(Reserved::ThisNetwork),
        [0, 0, 0, 0, 0, 0, 0, 1] => Some(Reserved::Loopback),
        [0x2001, 0xdb8, ..] | [0x3fff, 0..=0x0fff, ..] => Some(Reserved::Documentation),
        [0x2001, 0..=0x01ff, ..] | [0x64, 0xff9b, 1, ..] => Some(Reserved::Protocol),
        [0x2000..=0x3fff, ..] => None,
        [0xfc00..=0xfdff, ..] | [0xfec0..=0xfeff, ..] => Some(Reserved::UniqueLocal),
        [0xfe80..=0xfebf, ..] => Some(Reserved::LinkLocal),
        [0xff00..=0xffff, ..] => Some(Reserved::Multicast),
        _ => Some(Reserved::Unassigned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// First and last address of every reserved range of IPv4, and its neighbors outside.
    #[test]
    fn ranges_of_ipv4_end_where_the_registry_says() {
        let ranges = [
            ("0.0.0.0", "0.255.255.255"),
            ("10.0.0.0", "10.255.255.255"),
            ("100.64.0.0", "100.127.255.255"),
            ("127.0.0.0", "127.255.255.255"),
            ("169.254.0.0", "169.254.255.255"),
            ("172.16.0.0", "172.31.255.255"),
            ("192.0.0.0", "192.0.0.255"),
            ("192.0.2.0", "192.0.2.255"),
            ("192.88.99.0", "192.88.99.255"),
            ("192.168.0.0", "192.168.255.255"),
            ("198.18.0.0", "198.19.255.255"),
            ("198.51.100.0", "198.51.100.255"),
            ("203.0.113.0", "203.0.113.255"),
            ("224.0.0.0", "255.255.255.255"),
        ];
        for (first, last) in ranges {
            let (first, last) = (number(first), number(last));
            assert!(reserved_v4(first.into()).is_some() && reserved_v4(last.into()).is_some());
            assert_eq!(first.checked_sub(1).and_then(|before| reserved_v4(before.into())), None);
            assert_eq!(last.checked_add(1).and_then(|after| reserved_v4(after.into())), None);
        }
    }

    #[test]
    fn ranges_of_ipv6_are_told_apart() {
        let cases = [
            ("::", Some(Reserved::ThisNetwork)),
            ("::1", Some(Reserved::Loopback)),
            ("::2", Some(Reserved::Unassigned)),
            ("::7f00:1", Some(Reserved::Unassigned)),
            ("64:ff9b:1::1", Some(Reserved::Protocol)),
            ("100::1", Some(Reserved::Unassigned)),
            ("1fff:ffff::", Some(Reserved::Unassigned)),
            ("2001::1", Some(Reserved::Protocol)),
            ("2001:1ff:ffff::", Some(Reserved::Protocol)),
            ("2001:200::1", None),
            ("2001:db7::1", None),
            ("2001:db8::1", Some(Reserved::Documentation)),
            ("2001:db9::1", None),
            ("2606:4700::1111", None),
            ("3fff:fff::1", Some(Reserved::Documentation)),
            ("3fff:1000::1", None),
            ("4000::1", Some(Reserved::Unassigned)),
            ("fbff::1", Some(Reserved::Unassigned)),
            ("fc00::1", Some(Reserved::UniqueLocal)),
            ("fd12:3456::1", Some(Reserved::UniqueLocal)),
            ("fe80::1", Some(Reserved::LinkLocal)),
            ("febf::1", Some(Reserved::LinkLocal)),
            ("fec0::1", Some(Reserved::UniqueLocal)),
            ("ff02::1", Some(Reserved::Multicast)),
        ];
        for (address, expected) in cases {
            assert_eq!(reserved(address.parse().unwrap()), expected, "{address}");
        }
    }

    #[test]
    fn an_exception_is_one_address_at_one_port() {
        let policy = AddressPolicy::public_only().and("127.0.0.1:8080".parse().unwrap());
        assert_eq!(policy.check("127.0.0.1:8080".parse().unwrap()), Ok(()));
        assert_eq!(policy.check("127.0.0.1:8081".parse().unwrap()), Err(Reserved::Loopback));
        assert_eq!(policy.check("127.0.0.2:8080".parse().unwrap()), Err(Reserved::Loopback));
        assert_eq!(policy.check("[::ffff:127.0.0.1]:8080".parse().unwrap()), Err(Reserved::Loopback));
        assert_eq!(policy.check("9.9.9.9:8081".parse().unwrap()), Ok(()));
        assert_eq!(AddressPolicy::anywhere().check("10.0.0.1:22".parse().unwrap()), Ok(()));
    }

    proptest! {
        #[test]
        fn every_disguise_of_ipv4_is_judged_as_ipv4(number: u32, site: u16, interface: u64) {
            let (high, low) = ((number >> 16) as u16, number as u16);
            let expected = reserved_v4(number.into());
            let [a, b, c, d] = [48, 32, 16, 0].map(|shift| (interface >> shift) as u16);
            for disguise in [
                Ipv6Addr::new(0, 0, 0, 0, 0, 0xffff, high, low),
                Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, high, low),
                Ipv6Addr::new(0x2002, high, low, site, a, b, c, d),
            ] {
                prop_assert_eq!(reserved(disguise.into()), expected);
            }
        }

        #[test]
        fn what_the_standard_library_calls_private_is_never_public(number: u32, long: u128) {
            let address = Ipv4Addr::from(number);
            let special = address.is_private() || address.is_loopback() || address.is_link_local()
                || address.is_multicast() || address.is_broadcast() || address.is_documentation() || address.is_unspecified();
            prop_assert!(!special || reserved(address.into()).is_some());
            let address = Ipv6Addr::from(long);
            let special = address.is_unique_local() || address.is_unicast_link_local() || address.is_multicast();
            prop_assert!(!special || reserved(address.into()).is_some());
        }

        #[test]
        fn private_networks_are_refused_whole(low in 0u32..1 << 24) {
            for (base, bits) in [(0x0a00_0000u32, 24), (0xac10_0000, 20), (0xc0a8_0000, 16), (0x6440_0000, 22)] {
                let address = Ipv4Addr::from(base | (low & ((1 << bits) - 1)));
                prop_assert!(reserved(address.into()).is_some());
            }
        }
    }

    fn number(address: &str) -> u32 {
        address.parse::<Ipv4Addr>().unwrap().into()
    }
}
