//! The safety checks for other programs (CDS Hooks). They come from other sites and without a session, so they stand beside
//! the pages: whoever knows the key is answered, and nothing of this portal's records is read or changed.

use super::{Gate, envelope::Arrival};
use axum::{
    Json, Router,
    body::{Body, to_bytes},
    extract::State,
    response::{IntoResponse as _, Response},
    routing::{get, post},
};
use clinic::{
    audit::{Action, Actor, Event, Outcome, Subject},
    cds::{self, Refused},
};
use http::{HeaderMap, Request, StatusCode, header};
use serde_json::{Value, json};
use std::sync::Arc;

/// Bytes a request may have: drafts, and what a patient takes.
const MOST_BYTES: usize = 1 << 20;

/// The routes of the service; without a key that was set, both say that there is none.
pub(super) fn router(gate: Arc<Gate>) -> Router {
    Router::new()
        .route("/cds-services", get(services))
        .route("/cds-services/verbena-prescribe", post(order_sign))
        .with_state(gate)
}

async fn services(State(gate): State<Arc<Gate>>, request: Request<Body>) -> Response {
    match admit(&gate, &request) {
        Ok(()) => Json(cds::services()).into_response(),
        Err(refusal) => refusal,
    }
}

async fn order_sign(State(gate): State<Arc<Gate>>, request: Request<Body>) -> Response {
    if let Err(refusal) = admit(&gate, &request) {
        return refusal;
    }
    let Ok(bytes) = to_bytes(request.into_body(), MOST_BYTES).await else {
        return refuse(StatusCode::PAYLOAD_TOO_LARGE, "the request is larger than one megabyte, or broke off");
    };
    let Ok(body) = serde_json::from_slice::<Value>(&bytes) else {
        return refuse(StatusCode::BAD_REQUEST, "the body is no JSON");
    };
    let portal = &gate.portal;
    let index = match portal.drugs.index(&portal.db).await {
        Ok(index) => index,
        Err(error) => {
            tracing::error!(%error, "the formulary cannot be read");
            return refuse(StatusCode::SERVICE_UNAVAILABLE, "the formulary cannot be read");
        }
    };
    let today = portal.clock.now().with_timezone(&portal.settings.zone).date_naive();
    let answer = cds::order_sign(&body, &index, today);
    let outcome = if answer.is_ok() { Outcome::Allowed } else { Outcome::Failed };
    let event = Event::new(Actor::visitor(), Action::Execute, Subject::Prescriptions)
        .ended(outcome)
        .noting("safety checks for another program");
    if let Err(error) = portal.auditor.commit(vec![event], None).await {
        tracing::error!(%error, "the audit trail cannot be written");
        return refuse(StatusCode::SERVICE_UNAVAILABLE, "the audit trail cannot be written");
    }
    match answer {
        Ok(cards) => Json(cards).into_response(),
        Err(Refused::Malformed(why)) => refuse(StatusCode::BAD_REQUEST, why),
        Err(Refused::OtherHook) => refuse(StatusCode::BAD_REQUEST, "this service answers the hook order-sign only"),
        Err(Refused::Lacks(key)) => {
            let message = format!("the prefetch lacks {key}: this service fetches nothing by itself");
            (StatusCode::PRECONDITION_FAILED, Json(json!({ "error": message }))).into_response()
        }
    }
}

/// Whether whoever asks knows the key, and does not ask too often.
#[expect(clippy::result_large_err, reason = "a refusal is an answer")]
fn admit(gate: &Gate, request: &Request<Body>) -> Result<(), Response> {
    let Some(key) = &gate.cds_hooks_key else {
        return Err(refuse(StatusCode::NOT_FOUND, "this portal offers no CDS Hooks service: no key is set"));
    };
    let arrival = request.extensions().get::<Arrival>();
    if let Some(arrival) = arrival
        && let Err(seconds) = gate.rates.admit(arrival.address, false)
    {
        let mut refusal = refuse(StatusCode::TOO_MANY_REQUESTS, "too many requests");
        refusal.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        return Err(refusal);
    }
    if bearer(request.headers()).is_some_and(|given| cds::is_key(given, key.reveal())) {
        return Ok(());
    }
    let mut refusal = refuse(StatusCode::UNAUTHORIZED, "the key is missing or wrong: Authorization: Bearer KEY");
    refusal.headers_mut().insert(header::WWW_AUTHENTICATE, http::HeaderValue::from_static("Bearer"));
    Err(refusal)
}

/// The key in `Authorization`.
pub(super) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, key) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(key.trim())
}

fn refuse(status: StatusCode, why: &str) -> Response {
    (status, Json(json!({ "error": why }))).into_response()
}
