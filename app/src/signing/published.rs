use crate::web::{Answer, Here};
use axum::{
    http::{HeaderMap, StatusCode, header},
    response::IntoResponse as _,
};
use clinic::signing::{jwks, published};

/// The public keys for whoever wants to check prescriptions, also from pages of others.
pub(crate) async fn jwks_file(here: Here, headers: HeaderMap) -> Answer {
    let file = jwks(&published(&mut here.read().await?, &here.portal.keys).await?)?;
    let tag = format!("\"{}\"", file.tag);
    let is_known = headers
        .get(header::IF_NONE_MATCH)
        .and_then(|known| known.to_str().ok())
        .is_some_and(|known| known.split(',').any(|one| one.trim().trim_start_matches("W/") == tag));
    let about = [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*".to_owned()),
        (header::CACHE_CONTROL, "public, max-age=3600".to_owned()),
        (header::ETAG, tag),
    ];
    Ok(if is_known { (StatusCode::NOT_MODIFIED, about).into_response() } else { (about, file.body).into_response() })
}
