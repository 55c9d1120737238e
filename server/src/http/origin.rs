use crate::config::PublicUrl;
use http::{Method, Request, header};

/// Whether a request that changes something was sent by a page of this portal (or only reads).
///
/// Browsers say so in `Sec-Fetch-Site`, which no page can forge; older ones at least name the page's `Origin`.
pub(super) fn is_own<B>(request: &Request<B>, public_url: &PublicUrl) -> bool {
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        return true;
    }
    let headers = request.headers();
    match headers.get("sec-fetch-site") {
        Some(site) => site == "same-origin",
        None => headers.get(header::ORIGIN).is_some_and(|origin| origin == public_url.origin()),
    }
}

/// Whether the request is meant for this portal: its host is the public one, or this machine by one of its own names.
pub(super) fn is_for_us<B>(request: &Request<B>, public_url: &PublicUrl) -> bool {
    let mut hosts = request.headers().get_all(header::HOST).iter();
    let named = match (hosts.next(), hosts.next()) {
        (Some(host), None) => host.to_str().ok(),
        (None, _) => request.uri().authority().map(http::uri::Authority::as_str),
        (Some(_), Some(_)) => None,
    };
    let Some(host) = named.and_then(|named| named.parse::<http::uri::Authority>().ok()) else { return false };
    let host = host.host();
    host.eq_ignore_ascii_case(public_url.host())
        || ["localhost", "127.0.0.1", "[::1]"].iter().any(|own| host.eq_ignore_ascii_case(own))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn public_url() -> PublicUrl {
        PublicUrl::of("192.0.2.1:3000".parse().unwrap())
    }

    fn post(headers: &[(&str, &str)]) -> bool {
        let request = Request::post("/sign-out");
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        is_own(&request.body(()).unwrap(), &public_url())
    }

    #[test]
    fn only_own_pages_change_things() {
        assert!(post(&[("sec-fetch-site", "same-origin")]));
        assert!(post(&[("origin", "http://192.0.2.1:3000")]));
        assert!(!post(&[]));
        assert!(!post(&[("sec-fetch-site", "none")]));
        assert!(!post(&[("sec-fetch-site", "same-site")]));
        assert!(!post(&[("sec-fetch-site", "cross-site"), ("origin", "http://192.0.2.1:3000")]));
        assert!(!post(&[("origin", "http://192.0.2.1:3001")]));
        assert!(!post(&[("origin", "null")]));
    }

    #[test]
    fn other_hosts_are_not_answered() {
        let host = |host: &str| is_for_us(&Request::get("/").header("host", host).body(()).unwrap(), &public_url());
        assert!(host("192.0.2.1:3000"));
        assert!(host("192.0.2.1"));
        assert!(host("LOCALHOST:3000"));
        assert!(host("[::1]:3000"));
        assert!(!host("portal.example.org"));
        assert!(!host("localhost.example.org"));
        assert!(!host(""));
        assert!(!is_for_us(&Request::get("/").body(()).unwrap(), &public_url()));
    }
}
