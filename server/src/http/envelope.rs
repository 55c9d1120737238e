use super::{Gate, address, headers};
use app::ui::text::Lang;
use axum::{
    extract::{MatchedPath, Request, State},
    middleware::Next,
    response::Response,
};
use http::HeaderValue;
use std::{
    net::IpAddr,
    sync::Arc,
    time::{Duration, Instant},
};
use tracing::Instrument as _;

/// What is known of every request from its beginning.
#[derive(Clone, Debug)]
pub(super) struct Arrival {
    /// Its id: made here, never taken from the client.
    pub request_id: Arc<str>,
    /// Where it comes from.
    pub address: IpAddr,
    /// The language its browser asks for, for what is said before anyone is known.
    pub lang: Lang,
    /// When it came.
    pub began: Instant,
}

/// The outermost layer: gives the request its id, and the answer its headers, its log line and its measures.
pub(super) async fn wrap(State(gate): State<Arc<Gate>>, mut request: Request, next: Next) -> Response {
    let arrival = Arrival {
        request_id: clinic::ids::new().to_string().into(),
        address: address::of(&request, &gate.trusted_proxies),
        lang: app::wanted_language(request.headers()),
        began: Instant::now(),
    };
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let span = tracing::info_span!("request", id = %arrival.request_id);
    let (request_id, began) = (arrival.request_id.clone(), arrival.began);
    request.extensions_mut().insert(arrival);

    let mut response = next.run(request).instrument(span).await;
    headers::add(&mut response, gate.public_url.is_secure());
    if let Ok(id) = HeaderValue::from_str(&request_id) {
        response.headers_mut().insert("x-request-id", id);
    }

    // The pattern only: a path or a query may name a person.
    let route = route.as_ref().map_or("(none)", MatchedPath::as_str);
    let took = began.elapsed();
    let status = response.status().as_u16();
    let method = known(method.as_str());
    measure(method, route, status, took);
    let milliseconds = took.as_secs_f64() * 1000.0;
    tracing::info!(method, route, status, ms = format_args!("{milliseconds:.2}"), id = %request_id, "answered");
    response
}

fn measure(method: &'static str, route: &str, status: u16, took: Duration) {
    let labels = [("method", method.to_owned()), ("route", route.to_owned()), ("status", status.to_string())];
    metrics::counter!("http_requests_total", &labels).increment(1);
    metrics::histogram!("http_request_duration_seconds", "method" => method, "route" => route.to_owned())
        .record(took.as_secs_f64());
}

/// Anyone can invent methods: unknown ones are counted as one.
fn known(method: &str) -> &'static str {
    ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
        .into_iter()
        .find(|known| *known == method)
        .unwrap_or("other")
}
