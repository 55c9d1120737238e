//! Finding a patient, opening a chart, inviting.

mod finding;
mod found;
mod invitation;
mod overview;
mod reason;
mod registration;

pub(crate) use reason::purpose_name;

use crate::web::Route;

/// The pages and actions of this feature.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::page("/patients", finding::patients),
        Route::action("/patients", finding::search_page),
        Route::action("/patients/search", finding::search_fragment),
        Route::page("/patients/{patient}", overview::overview),
        Route::page("/patients/{patient}/access", reason::reason_page),
        Route::action("/patients/{patient}/access", reason::give_reason),
        Route::page("/patients/{patient}/invitation", invitation::invitation),
        Route::action("/patients/{patient}/invitation", invitation::invite),
        Route::action("/patients/{patient}/invitation/mail", invitation::mail),
        Route::action("/patients/{patient}/invitation/revocation", invitation::revoke),
        Route::page("/patients/new", registration::new_patient),
        Route::action("/patients/new", registration::register_patient),
    ]
}
