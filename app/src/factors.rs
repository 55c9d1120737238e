//! Second factors: setting them up, giving one at sign-in and when an action asks for it, and the own devices.

mod apps;
mod confirmation;
mod devices;
mod mail;
mod one;
mod overview;
mod passkey;
mod passkeys;
mod proof;
mod qr;
mod recovery;
mod sign_in;
mod signing;

use crate::web::Route;
pub(crate) use passkey::{PasskeyOnly, passkey_script};
pub(crate) use sign_in::ask_for_factor;
pub(crate) use signing::{SigningWays, signing_challenge, signing_ways, take_factor};

/// The pages and actions of this feature.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::page("/sign-in/factor", sign_in::page),
        Route::action("/sign-in/factor", sign_in::give),
        Route::action("/sign-in/factor/mail", sign_in::send_mail),
        Route::action("/sign-in/factor/end", sign_in::end),
        Route::action("/sign-in/factor/passkey", sign_in::give_passkey),
        Route::action("/sign-in/factor/passkey/challenge", sign_in::ask_passkey),
        Route::action("/sign-in/passkey", sign_in::passkey_only),
        Route::action("/sign-in/passkey/challenge", sign_in::ask_passkey_only),
        Route::page("/account/confirmation", confirmation::page),
        Route::action("/account/confirmation", confirmation::confirm),
        Route::action("/account/confirmation/mail", confirmation::send_mail),
        Route::action("/account/confirmation/passkey", confirmation::confirm_with_passkey),
        Route::action("/account/confirmation/passkey/challenge", confirmation::ask_passkey),
        Route::page("/account/factors", overview::page),
        Route::action("/account/factors/apps", apps::start),
        Route::page("/account/factors/apps/{factor}", apps::page),
        Route::action("/account/factors/apps/{factor}", apps::confirm),
        Route::page("/account/factors/passkeys", passkeys::page),
        Route::action("/account/factors/passkeys", passkeys::finish),
        Route::action("/account/factors/passkeys/challenge", passkeys::start),
        Route::page("/account/factors/mail", mail::page),
        Route::action("/account/factors/mail", mail::switch_on),
        Route::action("/account/factors/mail/code", mail::send),
        Route::action("/account/factors/mail/end", mail::switch_off),
        Route::action("/account/factors/recovery", recovery::renew),
        Route::page("/account/factors/{factor}", one::page),
        Route::action("/account/factors/{factor}/name", one::rename),
        Route::action("/account/factors/{factor}/removal", one::remove),
        Route::page("/account/devices", devices::page),
        Route::action("/account/devices/{session}/sign-out", devices::sign_out),
        Route::action("/account/devices/others/sign-out", devices::sign_out_others),
    ]
}
