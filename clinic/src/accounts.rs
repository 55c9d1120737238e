//! People who can sign in: their roles, what each role may do, sessions, invitations.

mod model;
mod permissions;

#[cfg(feature = "store")]
mod actors;
#[cfg(feature = "store")]
mod codes;
#[cfg(feature = "store")]
mod email;
#[cfg(feature = "store")]
mod email_changes;
#[cfg(feature = "store")]
mod fulfilling;
#[cfg(feature = "store")]
mod invitations;
#[cfg(feature = "store")]
mod joining;
#[cfg(feature = "store")]
mod landing;
#[cfg(feature = "store")]
mod links;
#[cfg(feature = "store")]
mod password;
#[cfg(feature = "store")]
mod password_resets;
#[cfg(feature = "store")]
mod sessions;
#[cfg(feature = "store")]
mod setup;
#[cfg(feature = "store")]
mod sign_in;
#[cfg(feature = "store")]
mod staff_invitations;
#[cfg(feature = "store")]
mod store;
#[cfg(feature = "store")]
mod strength;

pub use model::{FactorKind, Language, Role, Roles};
pub use permissions::{Permission, matrix, permits};
#[cfg(feature = "store")]
pub use {
    actors::{
        Admin, Clinician, Confirmer, NotAdmitted, Patient, Person, Pharmacist, Planner, Prescriber, Staff, Worker,
    },
    codes::{code_hash, new_code},
    email::{LONGEST_EMAIL, LONGEST_NAME, is_email, is_name},
    email_changes::{
        EmailChange, EmailLink, NotChanged, OwnEmail, cancel_email_change, change_email, confirm_email, own_email,
        undo_email_change, undoable_email_change, waiting_email_change,
    },
    invitations::{Invitation, Invitations, Invited, invitations_of, invite, invite_by_mail, revoke_invitation},
    joining::{Acceptance, Held, Joined, Joiner, NotJoined, accept},
    landing::{Invitee, Landing, Standing, landing},
    links::{Holdings, account_by_email, holdings, is_known, patient_by_number, practitioner_by_name},
    password::{Password, WeakPassword},
    password_resets::{
        NewPassword, NotSet, WaitingReset, ask_for_reset, change_password, has_password, reset_password, waiting_reset,
    },
    sessions::{Entry, Session, SessionPolicy, Token, open_sessions, resolve, sign_out, sign_out_everywhere},
    setup::{FirstAdmin, begin_setup, is_unclaimed, set_up},
    sign_in::{Refused, SignIn, SignedIn, sign_in},
    staff_invitations::{
        Issued, NotInvited, StaffInvitation, StaffInvited, invite_staff, open_staff_invitations,
        renew_staff_invitation, revoke_staff_invitation,
    },
    store::{Account, AccountRow, NewAccount, add, disable, list, people, set_language},
    strength::{Guessable, Tip, Why},
};
#[cfg(feature = "store")]
pub(crate) use {
    email::email_key,
    sessions::{FRESH_MINUTES, begin as begin_session},
    sign_in::{FREE_FOR_ACCOUNT, FREE_FOR_ADDRESS, admit, forget, of_address, of_factors, of_password, uncount},
    store::{by_email, roles},
};
