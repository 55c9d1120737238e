//! Writing prescriptions and signing them, in the record of one patient.

mod begin;
mod cards;
mod choices;
mod desk;
mod draft;
mod favourites;
mod fields;
mod form;
mod lacks;
mod list;
mod pharmacy;
mod sheet;
mod signature;
mod supply;
mod ties;
mod words;

use crate::web::Route;

/// The pages and actions of this feature.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::action("/prescribing/drugs", choices::search),
        Route::page("/patients/{patient}/prescribing", list::page),
        Route::action("/patients/{patient}/prescribing", begin::begin),
        Route::action("/patients/{patient}/prescribing/favourites/{favourite}/removal", favourites::remove),
        Route::page("/patients/{patient}/prescribing/signature", signature::page),
        Route::action("/patients/{patient}/prescribing/signature", signature::give),
        Route::action("/patients/{patient}/prescribing/signature/passkey/challenge", signature::ask_passkey),
        Route::page("/patients/{patient}/prescribing/{draft}", draft::page),
        Route::action("/patients/{patient}/prescribing/{draft}", draft::save),
        Route::action("/patients/{patient}/prescribing/{draft}/removal", draft::discard),
        Route::action("/patients/{patient}/prescribing/{draft}/request/removal", ties::keep),
    ]
}
