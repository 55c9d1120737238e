use super::{Gate, envelope::Arrival};
use axum::{
    Extension,
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use futures_util::FutureExt as _;
use http::StatusCode;
use std::{panic::AssertUnwindSafe, sync::Arc};

/// A page that fails or takes too long becomes a page that says so; the server goes on.
pub(super) async fn recover(
    State(gate): State<Arc<Gate>>,
    Extension(arrival): Extension<Arrival>,
    request: Request,
    next: Next,
) -> Response {
    // A panic drops everything the request held: nothing broken is seen by another one.
    let answer = AssertUnwindSafe(tokio::time::timeout(gate.patience, next.run(request))).catch_unwind().await;
    let id = &arrival.request_id;
    match answer {
        Ok(Ok(response)) => response,
        Ok(Err(_)) => {
            tracing::error!("a request took too long and was ended");
            gate.refuse(StatusCode::SERVICE_UNAVAILABLE, id).await
        }
        // The hook has logged where it was; its text may hold personal data.
        Err(_) => gate.refuse(StatusCode::INTERNAL_SERVER_ERROR, id).await,
    }
}
