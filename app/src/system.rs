//! People and the state of the portal.

mod pages;

use crate::web::Route;

/// The pages and actions of this feature.
pub(crate) fn routes() -> Vec<Route> {
    vec![Route::page("/system", pages::system), Route::action("/system/check", pages::check)]
}
