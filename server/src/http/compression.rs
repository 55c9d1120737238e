use axum::body::Bytes;
use flate2::{Compression, write::GzEncoder};
use http::{HeaderMap, HeaderValue, header, response};
use std::io::Write as _;

/// Pages smaller than one network packet gain nothing.
const WORTH_BYTES: usize = 1400;

/// Compresses a page for browsers that take gzip.
///
/// Only for visits from this portal's own pages or typed by the person: another site that makes a browser ask, and watches
/// the sizes of the answers, could otherwise guess what a page says (BREACH).
pub(super) fn compress(wishes: Wishes, parts: &mut response::Parts, body: Bytes) -> Bytes {
    let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !wishes.gzip || body.len() < WORTH_BYTES || !kind.starts_with("text/html") {
        return body;
    }
    let mut out = GzEncoder::new(Vec::with_capacity(body.len() / 3), Compression::fast());
    match out.write_all(&body).and_then(|()| out.finish()) {
        Ok(small) => {
            parts.headers.remove(header::CONTENT_LENGTH);
            parts.headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
            Bytes::from(small)
        }
        Err(_) => body,
    }
}

/// What a request allows.
#[derive(Clone, Copy)]
pub(super) struct Wishes {
    gzip: bool,
}

impl Wishes {
    /// Reads them from a request's headers.
    pub(super) fn of(headers: &HeaderMap) -> Self {
        let own = headers.get("sec-fetch-site").is_some_and(|site| site == "same-origin" || site == "none");
        let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
        Self { gzip: own && crate::assets::accepts(accepted, "gzip") }
    }
}
