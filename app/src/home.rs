//! The patient's first page: what needs doing, the next visit, what is new, what to take.

mod page;
pub(crate) mod summary;
mod todo;

use crate::web::Route;

/// The pages and actions of this feature.
pub(crate) fn routes() -> Vec<Route> {
    vec![Route::page("/home", page::home)]
}
