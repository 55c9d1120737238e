use axum::extract::ConnectInfo;
use http::{HeaderMap, Request};
use ipnet::IpNet;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// The address a request really comes from: the connection's, or what a trusted proxy says about it.
pub(super) fn of<B>(request: &Request<B>, trusted: &[IpNet]) -> IpAddr {
    let peer = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |ConnectInfo(peer)| peer.ip().to_canonical());
    if is_trusted(peer, trusted) { behind_proxies(request.headers(), trusted).unwrap_or(peer) } else { peer }
}

/// Each proxy adds the address it was called from at the end: the last one that is no proxy of ours is the visitor's.
fn behind_proxies(headers: &HeaderMap, trusted: &[IpNet]) -> Option<IpAddr> {
    let values = headers.get_all("x-forwarded-for");
    let texts: Vec<&str> = values.iter().filter_map(|value| value.to_str().ok()).collect();
    for text in texts.iter().rev().flat_map(|text| text.rsplit(',')) {
        // A malformed entry hides what stands before it: nothing further is believed.
        let address = parse(text.trim())?;
        if !is_trusted(address, trusted) {
            return Some(address);
        }
    }
    None
}

/// Some proxies add the port.
fn parse(text: &str) -> Option<IpAddr> {
    let bare = text.trim_start_matches('[').split(']').next().unwrap_or(text);
    bare.parse()
        .or_else(|_| text.parse().map(|socket: SocketAddr| socket.ip()))
        .ok()
        .map(|ip: IpAddr| ip.to_canonical())
}

fn is_trusted(address: IpAddr, trusted: &[IpNet]) -> bool {
    trusted.iter().any(|network| network.contains(&address))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(peer: &str, forwarded: &[&str]) -> String {
        let trusted: Vec<IpNet> = vec!["10.0.0.0/8".parse().unwrap(), "::1/128".parse().unwrap()];
        let mut request = Request::builder();
        for value in forwarded {
            request = request.header("x-forwarded-for", *value);
        }
        let mut request = request.body(()).unwrap();
        request.extensions_mut().insert(ConnectInfo(peer.parse::<SocketAddr>().unwrap()));
        of(&request, &trusted).to_string()
    }

    #[test]
    fn only_trusted_proxies_are_believed() {
        assert_eq!(seen("192.0.2.1:9", &["203.0.113.7"]), "192.0.2.1");
        assert_eq!(seen("10.1.1.1:9", &["203.0.113.7"]), "203.0.113.7");
        assert_eq!(seen("[::ffff:10.1.1.1]:9", &["203.0.113.7"]), "203.0.113.7");
        assert_eq!(seen("10.1.1.1:9", &[]), "10.1.1.1");
    }

    #[test]
    fn what_a_visitor_claims_does_not_count() {
        assert_eq!(seen("10.1.1.1:9", &["198.51.100.9, 203.0.113.7, 10.2.2.2"]), "203.0.113.7");
        assert_eq!(seen("10.1.1.1:9", &["198.51.100.9", "203.0.113.7:5000"]), "203.0.113.7");
        assert_eq!(seen("10.1.1.1:9", &["[2001:db8::1]:443"]), "2001:db8::1");
        assert_eq!(seen("10.1.1.1:9", &["203.0.113.7, nonsense"]), "10.1.1.1");
        assert_eq!(seen("10.1.1.1:9", &["10.3.3.3"]), "10.1.1.1");
    }
}
