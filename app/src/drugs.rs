//! Looking up drugs.

mod page;
mod words;

pub(crate) use words::said;

use crate::web::Route;

/// The pages and actions of this feature.
pub(crate) fn routes() -> Vec<Route> {
    vec![Route::page("/drugs", page::drugs), Route::action("/drugs/search", page::search)]
}
