//! Second factors: what proves, beside a password, who someone is; and the devices on which they are signed in.
//!
//! A sign-in whose password was right waits in `sign_ins` until a factor is given ([`pending`], [`complete`]). The same factors
//! answer when an action asks once more ([`confirm`]). Whoever changes them has just shown who they are, with a strong factor
//! where they have one: [`Keeper`] is the proof.

mod agent;
mod model;

#[cfg(feature = "store")]
mod apps;
#[cfg(feature = "store")]
mod challenges;
#[cfg(feature = "store")]
mod change;
#[cfg(feature = "store")]
mod demo;
#[cfg(feature = "store")]
mod devices;
#[cfg(feature = "store")]
mod held;
#[cfg(feature = "store")]
mod keeper;
#[cfg(feature = "store")]
mod mail_codes;
#[cfg(feature = "store")]
mod passkeys;
#[cfg(feature = "store")]
mod proof;
#[cfg(feature = "store")]
mod recovery;
#[cfg(feature = "store")]
mod reset;
#[cfg(feature = "store")]
mod signing_in;

pub use agent::{Browser, Device, System};
pub use model::{Code, FactorName};
#[cfg(feature = "store")]
pub use {
    apps::{AppSetup, MOST_APPS, app_setup, confirm_app, start_app},
    challenges::Challenge,
    change::{Added, NotChanged, remove, rename},
    demo::{DemoCode, demo_code, demo_code_again, give_demo_app},
    devices::{OpenSession, sign_out_device, sign_out_others, signed_in_devices},
    held::{Factor, FactorSort, Held, factor, factors_of, held_by},
    keeper::Keeper,
    mail_codes::{
        Sent, is_code_out, send_code_to_confirm, send_code_to_sign_in, send_code_to_switch_on, switch_mail_codes_off,
        switch_mail_codes_on,
    },
    passkeys::{
        MOST_PASSKEYS, ask_passkey_to_confirm, ask_passkey_to_sign_in, ask_second_passkey, complete_with_passkey,
        confirm_with_passkey, finish_passkey, passkeys_work, sign_in_with_passkey, start_passkey,
    },
    proof::{Confirmation, Proof, asked_of, complete, confirm},
    recovery::{RECOVERY_CODES, renew_recovery_codes},
    reset::reset,
    signing_in::{Pending, end_pending, pending},
};
#[cfg(feature = "store")]
pub(crate) use {held::held, signing_in::begin_pending};
