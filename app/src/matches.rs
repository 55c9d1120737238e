//! Results of a laboratory of which a person must say whose they are; and where a report comes from.

mod list;
mod one;
mod origin;
mod words;

use crate::web::Route;

pub(crate) use words::why_words;

/// The pages and actions of this feature.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::page("/matches", list::page),
        Route::page("/matches/{message}", one::page),
        Route::action("/matches/{message}", one::answer),
        Route::action("/matches/{message}/search", one::search_for),
        Route::action("/matches/{message}/reopening", one::open_again),
        Route::page("/patients/{patient}/labs/reports/{id}/origin", origin::page),
        Route::action("/patients/{patient}/labs/reports/{id}/origin/{message}", origin::take_out),
    ]
}
