//! Protection against server-side request forgery: decides which addresses of results may be fetched, namely public ones
//! and the very address that the request itself went to. Pure except for the resolver at the end. The addresses that are
//! checked are the ones that are connected to, so a DNS name cannot be re-bound in between.

use std::collections::HashSet;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::{Host, Url};

use crate::endpoint::Endpoint;

/// The way an allowed address is connected to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FetchTarget {
    /// The IP address and port of the endpoint, public or private; no name is resolved.
    Endpoint,
    /// The endpoint's name and port, on the private address that the request went to; the name is not resolved again.
    Pinned(SocketAddr),
    /// Any other host, which must resolve to public addresses only.
    PublicHost,
}

/// `peer` is the address that the request was connected to. Returns None if the address may not be fetched.
pub fn fetch_target(url: &Url, endpoint: &Endpoint, peer: Option<SocketAddr>) -> Option<FetchTarget> {
    if !matches!(url.scheme(), "http" | "https") || !url.username().is_empty() || url.password().is_some() {
        return None;
    }
    let host = url.host()?;
    if let Some(own) = own_address(url, &host, endpoint, peer) {
        return Some(own);
    }
    let is_public = match host {
        Host::Domain(_) => !is_loopback(&host),
        Host::Ipv4(ip) => is_public_v4(ip),
        Host::Ipv6(ip) => is_public_v6(ip),
    };
    is_public.then_some(FetchTarget::PublicHost)
}

/// The exception for endpoints in a private network: the same host and the same port. Names of this machine count as one.
fn own_address(url: &Url, host: &Host<&str>, endpoint: &Endpoint, peer: Option<SocketAddr>) -> Option<FetchTarget> {
    let is_same_name = url.host_str() == Some(endpoint.host());
    let is_this_machine = endpoint.is_loopback() && is_loopback(host);
    if url.port_or_known_default() != endpoint.port() || !(is_same_name || is_this_machine) {
        return None;
    }
    // Behind a proxy the peer is the proxy, which resolves names itself.
    let peer = peer.filter(|peer| Some(peer.port()) == endpoint.port() && !is_public(peer.ip()));
    let literal = match host {
        Host::Domain(_) => return peer.map(FetchTarget::Pinned),
        Host::Ipv4(ip) => IpAddr::V4(*ip),
        Host::Ipv6(ip) => IpAddr::V6(*ip),
    };
    let is_peer = peer.is_some_and(|peer| peer.ip().to_canonical() == literal.to_canonical());
    (is_same_name || is_peer).then_some(FetchTarget::Endpoint)
}

fn is_loopback(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => {
            let name = name.trim_end_matches('.');
            name == "localhost" || name.ends_with(".localhost")
        }
        Host::Ipv4(ip) => ip.is_loopback(),
        Host::Ipv6(ip) => ip.is_loopback(),
    }
}

fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let is_special = match (a, b, c) {
        // "This" network, shared (100.64/10, where one cloud serves its metadata), benchmarks, multicast and reserved.
        (0 | 224..=255, ..) | (100, 64..=127, _) | (198, 18 | 19, _) => true,
        // Protocol assignments and documentation.
        (192, 0, 0 | 2) | (198, 51, 100) | (203, 0, 113) => true,
        _ => false,
    };
    !(is_special || ip.is_loopback() || ip.is_private() || ip.is_link_local())
}

/// An address that embeds an IPv4 address is public if the embedded address is.
fn is_public_v6(ip: Ipv6Addr) -> bool {
    let [a, b, c, d, e, f, g, h] = ip.segments();
    let v4 = |high: u16, low: u16| {
        let ([w, x], [y, z]) = (high.to_be_bytes(), low.to_be_bytes());
        is_public_v4(Ipv4Addr::new(w, x, y, z))
    };
    match (a, b) {
        // Unspecified, loopback, IPv4-compatible, IPv4-mapped (::ffff:0:0/96), translated (::ffff:0:0:0/96).
        (0, 0) if c == 0 && d == 0 && matches!((e, f), (0, 0 | 0xffff) | (0xffff, 0)) => g != 0 && v4(g, h),
        (0, _) => false,
        // NAT64: only the well-known prefix; addresses under the local-use prefix may be translated to anything.
        (0x64, 0xff9b) => (c, d, e, f) == (0, 0, 0, 0) && v4(g, h),
        // 6to4 is checked; Teredo and documentation addresses are refused.
        (0x2002, _) => v4(b, c),
        (0x2001, 0 | 0xdb8) => false,
        // Only 2000::/3 is allocated; this excludes unique local, link local, site local and multicast.
        _ => (0x2000..=0x3fff).contains(&a),
    }
}

/// A DNS resolver that returns only public addresses. The environment's proxies are exempt.
pub struct PublicOnlyResolver {
    proxies: HashSet<String>,
}

impl PublicOnlyResolver {
    pub fn from_environment() -> Self {
        let names = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"];
        let host = |value: String| {
            let url = Url::parse(&value).or_else(|_| Url::parse(&format!("http://{value}"))).ok()?;
            Some(url.host_str()?.to_ascii_lowercase())
        };
        Self { proxies: names.iter().filter_map(|name| std::env::var(name).ok()).filter_map(host).collect() }
    }
}

/// Refuses all addresses if one is private: a name with both kinds is not trustworthy.
fn require_public(addresses: Vec<SocketAddr>) -> io::Result<Vec<SocketAddr>> {
    if addresses.iter().all(|address| is_public(address.ip())) {
        Ok(addresses)
    } else {
        Err(io::Error::new(io::ErrorKind::PermissionDenied, PRIVATE_ADDRESS))
    }
}

/// The text by which `transport_error` recognises this error.
pub const PRIVATE_ADDRESS: &str = "the name resolves to a private address";

impl Resolve for PublicOnlyResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let name = name.as_str().to_ascii_lowercase();
        let is_proxy = self.proxies.contains(&name);
        Box::pin(async move {
            let found: Vec<SocketAddr> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            let allowed = if is_proxy { found } else { require_public(found)? };
            let addresses: Addrs = Box::new(allowed.into_iter());
            Ok(addresses)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::endpoint::normalize;

    fn target_of(address: &str, base: &str, peer: Option<&str>) -> Option<FetchTarget> {
        let peer = peer.map(|peer| peer.parse().unwrap());
        fetch_target(&Url::parse(address).unwrap(), &normalize(base).unwrap(), peer)
    }

    #[test]
    fn public_addresses_are_allowed() {
        for address in [
            "https://cdn.example/x.png",
            "http://93.184.216.34/x",
            "http://[2606:2800:220:1::1]/x",
            "http://[64:ff9b::5db8:d822]/x",
        ] {
            assert_eq!(target_of(address, "https://api.example/v1", None), Some(FetchTarget::PublicHost), "{address}");
        }
    }

    #[test]
    fn a_private_address_is_allowed_only_where_the_request_itself_went() {
        let pinned = |peer: &str| Some(FetchTarget::Pinned(peer.parse().unwrap()));
        let (own, public) = (Some(FetchTarget::Endpoint), Some(FetchTarget::PublicHost));
        let table = [
            ("http://127.0.0.1:8080/x", "http://127.0.0.1:8080/v1", "127.0.0.1:8080", own),
            ("http://localhost:8080/x", "http://127.0.0.1:8080/v1", "127.0.0.1:8080", pinned("127.0.0.1:8080")),
            ("http://127.0.0.1:8080/x", "http://localhost:8080/v1", "127.0.0.1:8080", own),
            ("http://[::1]:8080/x", "http://localhost:8080/v1", "127.0.0.1:8080", None),
            ("http://127.0.0.1:9/x", "http://127.0.0.1:8080/v1", "127.0.0.1:8080", None),
            ("http://localhost:9/x", "http://127.0.0.1:8080/v1", "127.0.0.1:8080", None),
            ("http://10.0.0.5:3000/x", "http://10.0.0.5:3000/v1", "10.0.0.5:3000", own),
            ("http://10.0.0.5:22/x", "http://10.0.0.5:3000/v1", "10.0.0.5:3000", None),
            ("https://nas.lan/x", "https://NAS.lan/v1", "192.168.1.9:443", pinned("192.168.1.9:443")),
            // The name of a public endpoint is resolved again, to public addresses only.
            ("https://relay.example/x", "https://relay.example/v1", "93.184.216.34:443", public),
            ("https://relay.example:8443/x", "https://relay.example/v1", "93.184.216.34:443", public),
            // Through a proxy, whose address must not stand for the endpoint's.
            ("https://relay.example/x", "https://relay.example/v1", "10.0.0.1:3128", public),
            // Another port of a private name is like any other host.
            ("http://nas.lan:81/x", "https://nas.lan/v1", "192.168.1.9:443", public),
        ];
        for (address, base, peer, expected) in table {
            assert_eq!(target_of(address, base, Some(peer)), expected, "{address} for {base}");
        }
    }

    #[test]
    fn private_addresses_are_refused_in_every_notation() {
        for address in [
            "http://127.0.0.1/x",
            "http://127.1/x",
            "http://2130706433/x",
            "http://0x7f.1/x",
            "http://localhost/x",
            "http://localhost./x",
            "http://x.localhost/x",
            "http://0.0.0.0/x",
            "http://10.0.0.5/x",
            "http://172.16.3.4/x",
            "http://192.168.1.1/x",
            "http://169.254.169.254/latest",
            "http://100.100.100.200/x",
            "http://198.18.0.1/x",
            "http://224.0.0.1/x",
            "http://255.255.255.255/x",
            "http://[::]/x",
            "http://[::1]/x",
            "http://[::7f00:1]/x",
            "http://[::ffff:127.0.0.1]/x",
            "http://[::ffff:10.0.0.1]/x",
            "http://[::ffff:0:10.0.0.1]/x",
            "http://[64:ff9b::a9fe:a9fe]/x",
            "http://[64:ff9b:1::1]/x",
            "http://[2002:7f00:1::]/x",
            "http://[2001::1]/x",
            "http://[fd00:ec2::254]/x",
            "http://[fe80::1]/x",
            "http://[fec0::1]/x",
            "http://[ff02::1]/x",
            "http://user@cdn.example/x",
            "ftp://cdn.example/x",
            "file:///etc/passwd",
            "data:text/plain,x",
        ] {
            assert_eq!(target_of(address, "https://api.example/v1", None), None, "{address}");
        }
        assert_eq!(target_of("http://10.0.0.6/x", "http://127.0.0.1:8080/v1", Some("127.0.0.1:8080")), None);
    }

    #[test]
    fn a_name_is_public_only_if_all_its_addresses_are() {
        let at = |ip: &str| SocketAddr::new(ip.parse().unwrap(), 0);
        assert!(require_public(vec![at("93.184.216.34")]).is_ok());
        for private in ["10.0.0.1", "::1", "64:ff9b::7f00:1"] {
            assert!(require_public(vec![at("93.184.216.34"), at(private)]).is_err(), "{private}");
        }
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let resolve = |proxies: &[&str]| {
            let resolver = PublicOnlyResolver { proxies: proxies.iter().map(|name| (*name).to_owned()).collect() };
            runtime.block_on(resolver.resolve("localhost".parse().unwrap())).map(Iterator::count)
        };
        assert!(resolve(&[]).is_err());
        assert!(resolve(&["localhost"]).is_ok());
    }
}
