//! Signing in and out, accepting an invitation, the own account.

mod actions;
mod pages;

use crate::web::Route;
pub(crate) use actions::signed_in;
pub(crate) use pages::{SignInForm, sign_in_form};

/// The pages and actions of this feature.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::page("/", pages::first_page),
        Route::page("/sign-in", pages::sign_in_page),
        Route::action("/sign-in", actions::sign_in),
        Route::page("/invitation", pages::invitation_page),
        Route::action("/invitation", actions::accept),
        Route::action("/sign-out", actions::sign_out),
        Route::action("/sign-out/everywhere", actions::sign_out_everywhere),
        Route::action("/language", actions::set_language),
        Route::page("/account", pages::account),
    ]
}
