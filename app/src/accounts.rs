//! Signing in and out, joining by an invitation, the own address and password.

mod actions;
mod email;
mod joining;
mod letter;
mod links;
mod mailed;
mod pages;
mod password;
mod passwords;
mod reset;
mod setup;

pub(crate) use {letter::Letter, links::Dead};

use crate::web::Route;
pub(crate) use actions::signed_in;
pub(crate) use pages::{SignInForm, sign_in_form};

/// The pages and actions of this feature.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::page("/", pages::first_page),
        Route::page("/sign-in", pages::sign_in_page),
        Route::action("/sign-in", actions::sign_in),
        Route::page("/invitation", joining::patient_page),
        Route::action("/invitation", joining::join_as_patient),
        Route::action("/sign-out", actions::sign_out),
        Route::action("/sign-out/everywhere", actions::sign_out_everywhere),
        Route::action("/language", actions::set_language),
        Route::page("/account", pages::account),
        Route::page("/setup", setup::setup_page),
        Route::action("/setup", setup::make_first_admin),
        Route::page("/invitation/staff", joining::staff_page),
        Route::action("/invitation/staff", joining::join_as_staff),
        Route::page("/invitation/helper", joining::helper_page),
        Route::action("/invitation/helper", joining::join_as_helper),
        Route::page("/invitation/{token}", mailed::link_page),
        Route::action("/invitation/{token}", mailed::join_by_link),
        Route::page("/account/email", email::email_page),
        Route::action("/account/email", email::change),
        Route::action("/account/email/cancellation", email::cancel),
        Route::page("/email/confirmation/{token}", email::confirmation_page),
        Route::action("/email/confirmation/{token}", email::confirm),
        Route::page("/email/undoing/{token}", email::undoing_page),
        Route::action("/email/undoing/{token}", email::undo),
        Route::page("/account/password", password::password_page),
        Route::action("/account/password", password::change),
        Route::page("/password/forgotten", reset::forgotten_page),
        Route::action("/password/forgotten", reset::forgotten),
        Route::page("/password/forgotten/sent", reset::sent_page),
        Route::page("/password/reset/{token}", reset::reset_page),
        Route::action("/password/reset/{token}", reset::reset),
    ]
}
