//! Laboratories that send results: who may, with which keys, and what has become of each message.

mod form;
mod keys;
mod list;
mod message;
mod messages;
mod unknown;

use crate::web::Route;

/// The pages and actions of this feature. Messages are posted to `/laboratories/messages` beside the pages.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::page("/laboratories", list::page),
        Route::page("/laboratories/new", form::new_page),
        Route::action("/laboratories/new", form::enter),
        Route::action("/laboratories/senders", unknown::entrust_sender),
        Route::page("/laboratories/messages", messages::page),
        Route::page("/laboratories/messages/{message}", message::page),
        Route::action("/laboratories/messages/{message}/replay", message::look_again),
        Route::page("/laboratories/{laboratory}", form::page),
        Route::action("/laboratories/{laboratory}", form::save),
        Route::action("/laboratories/{laboratory}/state", form::set_state),
        Route::action("/laboratories/{laboratory}/keys", keys::make),
        Route::action("/laboratories/{laboratory}/keys/{key}/end", keys::end),
    ]
}
