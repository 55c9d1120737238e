//! Who the patient is and how to reach them: what they change themselves, and what they ask the clinic to change.

mod address;
mod asking;
mod called;
mod change;
mod choosing;
mod deciding;
mod emergency;
mod insurance;
mod language;
mod notices;
mod pages;
mod pharmacy;
mod phone;
mod place;
mod queue;
mod results;
mod words;

pub(crate) use choosing::{Choosing, ChosenFor, PharmacyAsked, PharmacyFields};
pub(crate) use pharmacy::about as pharmacy_place;

use crate::web::{Route, chart_pages};

/// An action on a profile, by its patient and by a clinician who has opened the record.
macro_rules! chart_actions {
    ($path:literal, $handler:expr) => {
        [Route::action($path, $handler), Route::action(concat!("/patients/{patient}", $path), $handler)]
    };
}

/// The pages and actions of this feature.
pub(crate) fn routes() -> Vec<Route> {
    let pages = [
        chart_pages!("/profile", pages::profile),
        chart_pages!("/profile/contact", phone::page),
        chart_pages!("/profile/address", address::page),
        chart_pages!("/profile/name", called::page),
        chart_pages!("/profile/emergency", emergency::list),
        chart_pages!("/profile/emergency/{contact}", emergency::page),
        chart_pages!("/profile/pharmacy", pharmacy::page),
        chart_pages!("/profile/language", language::page),
        chart_pages!("/profile/change", asking::choose),
        chart_pages!("/profile/change/{field}", asking::page),
    ];
    let actions = [
        chart_actions!("/profile/contact", phone::save),
        chart_actions!("/profile/address", address::save),
        chart_actions!("/profile/name", called::save),
        chart_actions!("/profile/emergency", emergency::add),
        chart_actions!("/profile/emergency/{contact}", emergency::save),
        chart_actions!("/profile/emergency/{contact}/removal", emergency::remove),
        chart_actions!("/profile/pharmacy", pharmacy::save),
        chart_actions!("/profile/language", language::save),
        chart_actions!("/profile/change/{field}", asking::ask_for),
    ];
    let others = [
        Route::page("/profile/notices", notices::page),
        Route::action("/profile/notices", notices::save),
        Route::page("/profile/results", results::page),
        Route::action("/profile/results", results::save),
        Route::action("/profile/changes/{change}/withdrawal", asking::take_back),
        Route::page("/profile-changes", queue::page),
        Route::page("/patients/{patient}/profile/changes", deciding::list),
        Route::page("/patients/{patient}/profile/changes/{change}", deciding::page),
        Route::action("/patients/{patient}/profile/changes/{change}", deciding::answer),
        Route::page("/account/name", called::worker_page),
        Route::action("/account/name", called::save_worker),
    ];
    pages.into_iter().flatten().chain(actions.into_iter().flatten()).chain(others).collect()
}
