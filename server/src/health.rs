//! Whether the server lives, and whether it can do its work: for load balancers and service managers.

use crate::http::Gate;
use axum::{
    Json, Router,
    extract::State,
    response::{IntoResponse, Response},
    routing::get,
};
use http::StatusCode;
use std::{sync::Arc, time::Duration};

/// How long the database may take to answer.
const PATIENCE: Duration = Duration::from_secs(2);

/// The routes of health.
pub(crate) fn router(gate: Arc<Gate>) -> Router {
    Router::new()
        .route("/health/live", get(|| async { Json(serde_json::json!({ "status": "live" })) }))
        .route("/health/ready", get(ready))
        .with_state(gate)
}

/// Names the part that fails and no more: anyone may ask.
async fn ready(State(gate): State<Arc<Gate>>) -> Response {
    let failed = if gate.is_stopping() {
        Some("stopping")
    } else {
        match tokio::time::timeout(PATIENCE, gate.portal.db.ping()).await {
            Ok(Ok(())) => None,
            Ok(Err(error)) => {
                tracing::error!(%error, "the database does not answer");
                Some("database")
            }
            Err(_) => {
                tracing::error!("the database does not answer in time");
                Some("database")
            }
        }
    };
    match failed {
        None => Json(serde_json::json!({ "status": "ready" })).into_response(),
        Some(part) => {
            let body = serde_json::json!({ "status": "not ready", "failed": part });
            (StatusCode::SERVICE_UNAVAILABLE, Json(body)).into_response()
        }
    }
}
