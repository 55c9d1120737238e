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
mod invitations;
#[cfg(feature = "store")]
mod links;
#[cfg(feature = "store")]
mod password;
#[cfg(feature = "store")]
mod sessions;
#[cfg(feature = "store")]
mod sign_in;
#[cfg(feature = "store")]
mod staff_invitations;
#[cfg(feature = "store")]
mod store;

pub use model::{FactorKind, Language, Role, Roles};
pub use permissions::{Permission, matrix, permits};
#[cfg(feature = "store")]
pub use {
    actors::{Admin, Clinician, Confirmer, NotAdmitted, Patient, Person, Pharmacist, Prescriber, Staff},
    codes::{code_hash, new_code},
    email::{LONGEST_EMAIL, LONGEST_NAME, is_email, is_name},
    invitations::{Acceptance, Invitation, Invitations, Invited, accept, invitations_of, invite},
    links::{Holdings, account_by_email, holdings, is_known, patient_by_number, practitioner_by_name},
    password::{Password, WeakPassword},
    sessions::{Entry, Session, SessionPolicy, Token, open_sessions, resolve, sign_out, sign_out_everywhere},
    sign_in::{Refused, SignIn, sign_in},
    staff_invitations::{
        Issued, NotInvited, StaffInvitation, StaffInvited, invite_staff, open_staff_invitations,
        renew_staff_invitation, revoke_staff_invitation,
    },
    store::{Account, AccountRow, NewAccount, add, disable, list, people, set_language},
};
