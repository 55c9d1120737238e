//! Checking signed prescriptions, on-line and with a saved page, and the keys they are signed with.

mod content;
mod keys;
mod offline;
mod published;
mod verify;

use crate::web::Route;

/// The pages and actions of this feature.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::page("/.well-known/jwks.json", published::jwks_file),
        Route::page("/verify", verify::page),
        Route::action("/verify", verify::check),
        Route::page("/verify/offline", offline::file),
        Route::page("/system/keys", keys::page),
        Route::action("/system/keys", keys::make),
    ]
}
