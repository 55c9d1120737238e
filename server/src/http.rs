//! The way a request takes before and after the pages.

mod address;
mod admission;
mod body;
mod cds;
mod compression;
mod envelope;
mod gate;
mod headers;
mod laboratories;
mod origin;
mod rate;
mod recovery;
mod visit;

pub use gate::Gate;
pub use headers::FALLBACK_POLICY;
pub use rate::Rates;
pub(crate) use rate::household;

use crate::{assets, health};
use axum::{Router, middleware::from_fn_with_state};
use std::sync::Arc;

/// The whole router: pages behind every check, files and health beside them.
pub fn router(gate: &Arc<Gate>) -> Router {
    let pages = app::router(gate.portal.clone(), gate.assets.clone())
        .layer(from_fn_with_state(gate.clone(), visit::accompany))
        .layer(from_fn_with_state(gate.clone(), admission::admit))
        .layer(from_fn_with_state(gate.clone(), recovery::recover));
    pages
        .merge(assets::router())
        .merge(health::router(gate.clone()))
        .merge(cds::router(gate.clone()))
        .merge(laboratories::router(gate.clone()))
        .layer(from_fn_with_state(gate.clone(), envelope::wrap))
}
