//! Hosts that are this machine or in this network.

use url::Host;

pub fn is_loopback(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => {
            let name = name.trim_end_matches('.');
            name == "localhost" || name.ends_with(".localhost")
        }
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => {
            address.is_loopback() || address.to_ipv4_mapped().is_some_and(|address| address.is_loopback())
        }
    }
}

/// Addresses that no certificate authority signs for.
pub fn is_private(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => {
            let name = name.trim_end_matches('.');
            [".local", ".lan", ".internal", ".home.arpa"].iter().any(|zone| name.ends_with(zone))
        }
        Host::Ipv4(address) => address.is_private() || address.is_link_local(),
        Host::Ipv6(address) => address.is_unique_local() || address.is_unicast_link_local(),
    }
}
