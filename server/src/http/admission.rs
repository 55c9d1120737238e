use super::{Gate, body, envelope::Arrival, origin};
use axum::{
    Extension,
    extract::{MatchedPath, Request, State},
    middleware::Next,
    response::Response,
};
use http::{HeaderValue, Method, StatusCode, header};
use std::sync::Arc;

/// Where people prove who they are, or anyone asks something of the portal: guessing there is slowed for each address.
const SLOWED_ROUTES: &[&str] = &[
    "/sign-in",
    "/invitation",
    "/invitation/staff",
    "/invitation/helper",
    "/invitation/{token}",
    "/setup",
    "/password/forgotten",
    "/password/reset/{token}",
    "/account/password",
    "/sign-in/factor",
    "/sign-in/factor/mail",
    "/sign-in/factor/passkey",
    "/sign-in/factor/passkey/challenge",
    "/sign-in/passkey",
    "/sign-in/passkey/challenge",
    "/account/confirmation",
    "/account/confirmation/mail",
    "/account/confirmation/passkey",
    "/account/confirmation/passkey/challenge",
    "/account/factors/mail",
    "/account/factors/passkeys/challenge",
    "/verify",
];

/// What a mail program may ask for by itself, from nowhere and without a session: the address holds the proof (RFC 8058).
const ONE_CLICK_ROUTE: &str = "/notices/end/{token}";

/// Lets a request in when it is meant for this portal, not one of too many, sent by an own page, and not too large.
pub(super) async fn admit(
    State(gate): State<Arc<Gate>>,
    Extension(arrival): Extension<Arrival>,
    request: Request,
    next: Next,
) -> Response {
    if !origin::is_for_us(&request, &gate.public_url) {
        return gate.refuse(StatusCode::MISDIRECTED_REQUEST, &arrival).await;
    }
    if let Err(seconds) = gate.rates.admit(arrival.address, is_slowed(&request)) {
        let mut response = gate.refuse(StatusCode::TOO_MANY_REQUESTS, &arrival).await;
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        return response;
    }
    if !origin::is_own(&request, &gate.public_url) && !is_one_click(&request) {
        return gate.refuse(StatusCode::FORBIDDEN, &arrival).await;
    }
    match body::limited(request, gate.body_limit_bytes).await {
        Ok(request) => next.run(request).await,
        Err(status) => gate.refuse(status, &arrival).await,
    }
}

fn is_slowed(request: &Request) -> bool {
    *request.method() == Method::POST && route(request).is_some_and(|route| SLOWED_ROUTES.contains(&route))
}

fn is_one_click(request: &Request) -> bool {
    *request.method() == Method::POST && route(request) == Some(ONE_CLICK_ROUTE)
}

fn route(request: &Request) -> Option<&str> {
    request.extensions().get::<MatchedPath>().map(MatchedPath::as_str)
}
