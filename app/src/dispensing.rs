//! Pharmacies: the queue, one prescription at the counter, links for pharmacies without an account, opening by a code.

mod actions;
mod asking;
mod deeds;
mod forms;
mod link;
mod opening;
mod patient;
mod place;
mod prescription;
mod queue;
mod refusals;
mod signature;
mod told;
mod words;

use crate::web::Route;

/// The pages and actions of this feature.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::page("/pharmacy", queue::page),
        Route::action("/pharmacy", queue::search_page),
        Route::page("/pharmacy/open", opening::page),
        Route::action("/pharmacy/open", opening::find),
        Route::action("/pharmacy/open/taking", opening::take),
        Route::page("/pharmacy/prescriptions/{id}", prescription::page),
        Route::action("/pharmacy/prescriptions/{id}/preparation", actions::begin),
        Route::action("/pharmacy/prescriptions/{id}/readiness", actions::ready),
        Route::action("/pharmacy/prescriptions/{id}/dispenses", actions::dispense),
        Route::action("/pharmacy/prescriptions/{id}/rejection", actions::reject),
        Route::action("/pharmacy/prescriptions/{id}/cancellation", actions::answer_cancellation),
        Route::action("/pharmacy/prescriptions/{id}/change", actions::ask_change),
        Route::action("/pharmacy/prescriptions/{id}/renewal", actions::ask_renewal),
        Route::action("/pharmacy/prescriptions/{id}/requests/{request}/withdrawal", actions::withdraw),
        Route::page("/pharmacy/link/{token}", link::page),
        Route::action("/pharmacy/link/{token}", link::open),
        Route::action("/pharmacy/link/{token}/preparation", link::begin),
        Route::action("/pharmacy/link/{token}/readiness", link::ready),
        Route::action("/pharmacy/link/{token}/dispenses", link::dispense),
        Route::action("/pharmacy/link/{token}/rejection", link::reject),
        Route::action("/pharmacy/link/{token}/cancellation", link::answer_cancellation),
    ]
}
