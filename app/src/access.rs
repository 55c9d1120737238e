//! Who looked at a record.

mod pages;
mod visits;
mod words;

pub(crate) use words::{deed, part, role};

use crate::web::Route;

/// The pages and actions of this feature. In a record that a clinician has opened the log has an address of its own, since
/// `/patients/{patient}/access` asks for the reason to open it.
pub(crate) fn routes() -> Vec<Route> {
    vec![Route::page("/access", pages::access), Route::page("/patients/{patient}/access-log", pages::access)]
}
