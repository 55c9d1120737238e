//! Style, script and WebAssembly: built into the program in release, read from the folder while developing.

use axum::{
    Router,
    body::Body,
    extract::Path,
    response::{IntoResponse, Response},
    routing::get,
};
use clinic::Error;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use rust_embed::{EmbeddedFile, RustEmbed};
use std::borrow::Cow;

/// What the front end's build left in `target/site`.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../target/site"]
struct Site;

const ICON: &str = include_str!("../../public/favicon.svg");
const ROBOTS: &str = "User-agent: *\nDisallow: /\n";
const A_YEAR: &str = "public, max-age=31536000, immutable";
const A_DAY: &str = "public, max-age=86400";

/// Which files belong to this build.
///
/// # Errors
/// `Invalid` when the program was built without the front end.
pub fn manifest() -> Result<app::Assets, Error> {
    #[derive(serde::Deserialize)]
    struct Manifest {
        css: String,
        #[serde(default)]
        js: String,
        #[serde(default)]
        wasm: String,
    }
    let missing =
        || Error::Invalid("the front end is not built into this program; build it with: cargo xtask run".to_owned());
    let Some(file) = Site::get("manifest.json") else {
        // While developing, pages without style are better than none.
        return if cfg!(debug_assertions) { Ok(app::Assets::default()) } else { Err(missing()) };
    };
    let Manifest { css, js, wasm } = serde_json::from_slice(&file.data).map_err(|_| missing())?;
    if css.is_empty() {
        return Err(missing());
    }
    let given = |address: String| Some(address).filter(|address| !address.is_empty());
    Ok(app::Assets { css, js: given(js), wasm: given(wasm) })
}

/// The routes of files.
pub(crate) fn router() -> Router {
    Router::new()
        .route("/pkg/{*file}", get(file))
        .route("/favicon.svg", get(|| async { fixed("image/svg+xml", ICON) }))
        .route("/robots.txt", get(|| async { fixed("text/plain; charset=utf-8", ROBOTS) }))
}

fn fixed(kind: &'static str, content: &'static str) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, A_DAY)], content)
}

async fn file(Path(name): Path<String>, headers: HeaderMap) -> Response {
    let path = format!("pkg/{name}");
    let Some(kind) = kind(&name).filter(|_| !name.split('/').any(|part| part == "..")) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let found = encodings(accepted)
        .find_map(|(encoding, suffix)| Some((Some(encoding), Site::get(&format!("{path}{suffix}"))?)))
        .or_else(|| Some((None, Site::get(&path)?)));
    let Some((encoding, file)) = found else { return StatusCode::NOT_FOUND.into_response() };
    let tag = tag(&file);
    let mut response = if headers.get(header::IF_NONE_MATCH).is_some_and(|known| names(known, &tag)) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        Response::new(body(file))
    };
    let out = response.headers_mut();
    let mut put = |name: HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            out.insert(name, value);
        }
    };
    put(header::CONTENT_TYPE, kind);
    put(header::CACHE_CONTROL, A_YEAR);
    put(header::VARY, "accept-encoding");
    put(header::ETAG, &tag);
    if let Some(encoding) = encoding {
        put(header::CONTENT_ENCODING, encoding);
    }
    response
}

/// The encodings the browser takes, the smaller first.
fn encodings(accepted: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    [("br", ".br"), ("gzip", ".gz")].into_iter().filter(move |(encoding, _)| accepts(accepted, encoding))
}

/// Whether an `Accept-Encoding` names an encoding and does not refuse it.
pub(crate) fn accepts(accepted: &str, encoding: &str) -> bool {
    accepted.split(',').any(|part| {
        let (name, weight) = part.split_once(';').unwrap_or((part, ""));
        let refused = weight.trim().strip_prefix("q=").is_some_and(|q| q.parse::<f32>().is_ok_and(|q| q <= 0.0));
        name.trim().eq_ignore_ascii_case(encoding) && !refused
    })
}

fn kind(name: &str) -> Option<&'static str> {
    Some(match name.rsplit_once('.')?.1 {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        _ => return None,
    })
}

fn tag(file: &EmbeddedFile) -> String {
    let digits: String = file.metadata.sha256_hash().iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    format!("\"{digits}\"")
}

fn names(known: &HeaderValue, tag: &str) -> bool {
    known.to_str().is_ok_and(|known| known.split(',').any(|one| one.trim().trim_start_matches("W/") == tag))
}

fn body(file: EmbeddedFile) -> Body {
    match file.data {
        Cow::Borrowed(bytes) => Body::from(bytes),
        Cow::Owned(bytes) => Body::from(bytes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_accepted_encoding_is_sent() {
        let first = |accepted| encodings(accepted).next().map(|(encoding, _)| encoding);
        assert_eq!(first("gzip, deflate, br, zstd"), Some("br"));
        assert_eq!(first("gzip;q=0.8"), Some("gzip"));
        assert_eq!(first("br;q=0, gzip"), Some("gzip"));
        assert_eq!(first("identity"), None);
        assert_eq!(first(""), None);
    }
}
