//! Prescriptions: what a patient is to take, what they took, and how; where a prescription is, and what can be asked for.

mod cancellation;
mod course;
mod detail;
mod file;
mod link;
mod list;
mod on_phone;
mod paper;
pub(crate) mod parts;
mod pharmacy;
mod portal;
mod renewal;
mod sheet;
mod story;
mod words;

pub(crate) use file::POLICY as PDF_POLICY;
pub(crate) use words::override_reason;

use crate::web::{Route, helped_pages};

/// An action on a prescription, by its patient and by someone who helps.
macro_rules! helped_actions {
    ($path:literal, $handler:expr) => {
        [Route::action($path, $handler), Route::action(concat!("/helping/{patient}", $path), $handler)]
    };
}

/// The pages and actions of this feature.
pub(crate) fn routes() -> Vec<Route> {
    let pages = [
        helped_pages!("/prescriptions", list::prescriptions),
        helped_pages!("/prescriptions/{id}", detail::prescription),
        helped_pages!("/prescriptions/{id}/code", on_phone::page),
        helped_pages!("/prescriptions/{id}/pdf", file::pdf),
        helped_pages!("/prescriptions/{id}/pharmacy", pharmacy::page),
        helped_pages!("/prescriptions/{id}/print", paper::page),
    ];
    let actions = [
        helped_actions!("/prescriptions/{id}/pharmacy", pharmacy::save),
        helped_actions!("/prescriptions/{id}/renewal", renewal::ask),
        helped_actions!("/prescriptions/{id}/renewal/withdrawal", renewal::withdraw),
    ];
    let of_clinic = [
        Route::action("/patients/{patient}/prescriptions/{id}/pharmacy", pharmacy::save),
        Route::action("/patients/{patient}/prescriptions/{id}/link", link::send),
        Route::page("/patients/{patient}/prescriptions/{id}/cancellation", cancellation::page),
        Route::action("/patients/{patient}/prescriptions/{id}/cancellation", cancellation::save),
    ];
    pages.into_iter().flatten().chain(actions.into_iter().flatten()).chain(of_clinic).collect()
}
