//! Looking up drugs.

mod page;
mod suggestions;
mod words;

use crate::web::Route;

/// The pages and actions of this feature.
pub(crate) fn routes() -> Vec<Route> {
    vec![Route::page("/drugs", page::drugs), Route::page("/drugs/suggestions", suggestions::suggestions)]
}
