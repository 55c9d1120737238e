//! What waits for a prescriber: renewals, changes, what went wrong on the way, drafts to sign.

mod list;
mod request;
mod words;

pub(crate) use words::denial_name;

use crate::web::Route;

/// The pages and actions of this feature.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::page("/inbox", list::inbox),
        Route::action("/inbox/notices/{notice}", list::seen),
        Route::page("/patients/{patient}/requests/{request}", request::page),
        Route::action("/patients/{patient}/requests/{request}/draft", request::approve),
        Route::action("/patients/{patient}/requests/{request}/answer", request::answer),
        Route::action("/patients/{patient}/requests/{request}/denial", request::refuse),
    ]
}
