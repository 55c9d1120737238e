//! The audit trail: searching it, taking it along, and who opened a record with a reason.

mod fields;
mod found;
mod reasons;
mod search;

use crate::web::Route;

/// The pages and actions of this feature.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::page("/audit", search::audit),
        Route::action("/audit", search::search_page),
        Route::action("/audit/export", search::take_along),
        Route::page("/audit/reasons", reasons::reasons),
    ]
}
