//! Places of care, pharmacies, and who looks after a patient.

mod form;
mod list;
mod team;

use crate::web::Route;

/// The pages and actions of this feature.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::page("/places", list::places),
        Route::page("/places/new/{kind}", form::new_page),
        Route::action("/places/new/{kind}", form::add_place),
        Route::page("/places/{kind}/{place}", form::place_page),
        Route::action("/places/{kind}/{place}", form::change_place),
        Route::action("/places/{kind}/{place}/state", form::change_state),
        Route::page("/patients/{patient}/team", team::team),
        Route::action("/patients/{patient}/team", team::add_member),
        Route::action("/patients/{patient}/team/end", team::end_member),
    ]
}
