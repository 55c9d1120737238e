use super::{
    Gate,
    compression::{Wishes, compress},
    envelope::Arrival,
};
use app::{Visit, session_cookie};
use axum::{
    Extension,
    body::{Body, to_bytes},
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use clinic::{
    Error,
    accounts::{Session, Token, resolve},
    audit::AccessLog,
};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use std::sync::Arc;

/// Finds out who is asking, and lets no answer out before the audit trail holds what it showed.
pub(super) async fn accompany(
    State(gate): State<Arc<Gate>>,
    Extension(arrival): Extension<Arrival>,
    mut request: Request,
    next: Next,
) -> Response {
    let session = match session(&gate, request.headers()).await {
        Ok(session) => session,
        Err(error) => {
            tracing::error!(%error, "the session could not be looked up");
            return gate.refuse(StatusCode::SERVICE_UNAVAILABLE, &arrival).await;
        }
    };
    let wishes = Wishes::of(request.headers());
    let log = AccessLog::default();
    let seen = session.as_ref().and_then(|session| session.to_touch(gate.portal.clock.now()));
    let request_id = arrival.request_id.to_string();
    request.extensions_mut().insert(Visit { session, log: log.clone(), request_id, address: arrival.address });

    // Pages may still read while their body is made: it is taken whole before the trail is written.
    let (mut parts, body) = next.run(request).await.into_parts();
    let body = match to_bytes(body, usize::MAX).await {
        Ok(body) => body,
        Err(error) => {
            tracing::error!(%error, "a page broke off");
            return gate.refuse(StatusCode::INTERNAL_SERVER_ERROR, &arrival).await;
        }
    };
    // What failed was logged by the trail itself.
    if log.commit(&gate.portal.auditor, &arrival.request_id, seen).await.is_err() {
        return gate.refuse(StatusCode::SERVICE_UNAVAILABLE, &arrival).await;
    }
    let body = compress(wishes, &mut parts, body);
    let milliseconds = arrival.began.elapsed().as_secs_f64() * 1000.0;
    if let Ok(timing) = HeaderValue::from_str(&format!("total;dur={milliseconds:.2}")) {
        parts.headers.insert("server-timing", timing);
    }
    Response::from_parts(parts, Body::from(body))
}

async fn session(gate: &Gate, headers: &HeaderMap) -> Result<Option<Session>, Error> {
    let portal = &gate.portal;
    match token(headers, session_cookie(portal.settings.secure)) {
        None => Ok(None),
        Some(token) => {
            resolve(&mut portal.db.read().await?, &token, portal.policies.sessions(), portal.clock.now()).await
        }
    }
}

fn token(headers: &HeaderMap, name: &str) -> Option<Token> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(known, _)| *known == name)
        .and_then(|(_, value)| Token::parse(value))
}
