//! People who help a patient, and the patients one helps.

mod actions;
mod form;
mod helping;
mod home;
mod letter;
mod list;
mod words;

pub(crate) use helping::{helping_banner, helping_nav, people_menu};

use crate::web::Route;

/// The pages and actions of this feature: the patient's and the clinic's side, then the helper's. The pages of a record that
/// helpers may open are listed by their own features ([`crate::web::helped_pages`]).
pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::page("/helpers", list::of_patient),
        Route::action("/helpers", actions::invite),
        Route::page("/helpers/new", form::new_helper),
        Route::page("/helpers/{helper}", form::rights),
        Route::action("/helpers/{helper}", actions::change_rights),
        Route::action("/helpers/{helper}/ending", actions::end_by_patient),
        Route::action("/helpers/{helper}/invitation", actions::renew_by_patient),
        Route::page("/patients/{patient}/helpers", list::of_chart),
        Route::action("/patients/{patient}/helpers", actions::enter_guardian),
        Route::page("/patients/{patient}/helpers/new", form::new_guardian),
        Route::action("/patients/{patient}/helpers/{helper}/ending", actions::end_by_clinic),
        Route::action("/patients/{patient}/helpers/{helper}/invitation", actions::renew_by_clinic),
        Route::page("/helping", helping::people),
        Route::page("/helping/{patient}", home::home),
    ]
}
