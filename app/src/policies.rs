//! What the clinic has decided for itself.

mod page;

use crate::web::Route;

/// The pages and actions of this feature.
pub(crate) fn routes() -> Vec<Route> {
    vec![Route::page("/policies", page::policies), Route::action("/policies", page::save)]
}
