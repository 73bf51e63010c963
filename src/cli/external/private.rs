//! Addresses that mean something only inside a house or an office: a public board does not ask them.

use std::net::IpAddr;

use url::{Host, Url};

pub fn is_private(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => is_private_name(name),
        Some(Host::Ipv4(address)) => is_private_address(address.into()),
        Some(Host::Ipv6(address)) => is_private_address(address.into()),
        None => true,
    }
}

fn is_private_name(name: &str) -> bool {
    let name = name.trim_end_matches('.').to_lowercase();
    !name.contains('.')
        || [".localhost", ".local", ".lan", ".internal", ".home.arpa"].iter().any(|end| name.ends_with(end))
}

pub fn is_private_address(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => {
            let shared = v4.octets()[0] == 100 && (64..128).contains(&v4.octets()[1]);
            v4.is_private()
                || v4.is_loopback()
                || v4.is_link_local()
                || v4.is_unspecified()
                || v4.is_broadcast()
                || shared
        }
        IpAddr::V6(v6) => match v6.to_ipv4_mapped() {
            Some(v4) => is_private_address(v4.into()),
            None => {
                let local = matches!(v6.segments()[0] & 0xffc0, 0xfe80) || (v6.segments()[0] & 0xfe00) == 0xfc00;
                v6.is_loopback() || v6.is_unspecified() || local
            }
        },
    }
}

#[cfg(test)]
mod tests {
    use super::is_private;

    #[test]
    fn what_stands_in_a_house_is_told_from_what_stands_in_public() {
        let url = |text: &str| url::Url::parse(text).unwrap();
        for private in [
            "http://localhost:8000/",
            "http://127.0.0.1/",
            "http://10.1.2.3/",
            "https://192.168.1.1/",
            "http://[::1]/",
            "http://intranet/",
            "http://stampante.local/",
            "http://169.254.169.254/",
            "http://[::ffff:10.0.0.1]/",
            "http://172.16.0.1/",
            "http://2130706433/",
        ] {
            assert!(is_private(&url(private)), "{private}");
        }
        for public in ["https://www.inps.it/", "http://8.8.8.8/", "http://172.32.0.1/", "http://[2001:db8::1]/"] {
            assert!(!is_private(&url(public)), "{public}");
        }
    }
}
