//! The people who work here: invitations, roles, the right to prescribe.

mod actions;
mod invite;
mod letter;
mod licences;
mod list;
mod person;
mod pharmacy;
mod prescribing;
mod proposals;
mod words;

pub(crate) use licences::licences_notice;

use crate::web::Route;

/// The pages and actions of this feature.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::page("/people", list::people),
        Route::action("/people", list::search_page),
        Route::page("/people/invite", invite::invite_page),
        Route::action("/people/invite", invite::invite),
        Route::action("/people/invitations/{invitation}/renewal", invite::renew),
        Route::action("/people/invitations/{invitation}/revocation", invite::revoke),
        Route::page("/people/{account}", person::person),
        Route::action("/people/{account}/roles", actions::change_role),
        Route::action("/people/{account}/state", actions::change_state),
        Route::action("/people/{account}/sessions", actions::end_all_sessions),
        Route::page("/people/{account}/pharmacy", pharmacy::page),
        Route::action("/people/{account}/pharmacy", pharmacy::save),
        Route::page("/people/{account}/prescribing", prescribing::propose_page),
        Route::action("/people/{account}/prescribing", prescribing::propose),
        Route::action("/people/{account}/prescribing/withdrawal", prescribing::withdraw),
        Route::page("/prescribers/proposals", proposals::list),
        Route::page("/prescribers/proposals/{proposal}", proposals::page),
        Route::action("/prescribers/proposals/{proposal}", proposals::decide),
    ]
}
