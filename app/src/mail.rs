//! Mail: what administrators see of it, and what it says.

mod files;
mod log;
mod notices;
mod overview;
mod sending;
mod settings;
mod test_message;
mod visits;
mod words;

pub use sending::send;
pub use words::render;

use crate::web::Route;

/// The pages and actions of this feature.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::page("/system/mail", overview::overview),
        Route::page("/system/mail/settings", settings::page),
        Route::action("/system/mail/settings", settings::save),
        Route::page("/system/mail/test", test_message::page),
        Route::action("/system/mail/test", test_message::send_now),
        Route::page("/system/mail/log", log::log),
        Route::action("/system/mail/log/{id}/retry", log::retry),
        Route::action("/system/mail/log/{id}/stop", log::stop),
        Route::page("/system/mail/files", files::list),
        Route::page("/system/mail/files/{id}", files::show),
        Route::page("/system/mail/files/{id}/html", files::html),
        Route::page("/notices/end/{token}", notices::page),
        Route::action("/notices/end/{token}", notices::end),
    ]
}

pub(crate) use {
    log::{kind_name, state_name},
    overview::standing_notice,
};
