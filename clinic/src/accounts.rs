//! People who can sign in: their roles, what each role may do, sessions, invitations.

mod model;
mod permissions;

#[cfg(feature = "store")]
mod actors;
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
mod store;

#[cfg(feature = "store")]
pub(crate) use invitations::{code_hash, new_code};
pub use model::{FactorKind, Language, Role, Roles};
pub use permissions::{Permission, matrix, permits};
#[cfg(feature = "store")]
pub use {
    actors::{Admin, Clinician, NotAdmitted, Patient, Person, Pharmacist, Prescriber, Staff},
    invitations::{Acceptance, Invitation, Invitations, Invited, accept, invitations_of, invite},
    links::{Holdings, holdings, is_known, patient_by_number, practitioner_by_name},
    password::{Password, WeakPassword},
    sessions::{Entry, Session, SessionPolicy, Token, open_sessions, resolve, sign_out, sign_out_everywhere},
    sign_in::{Refused, SignIn, sign_in},
    store::{Account, AccountRow, NewAccount, add, disable, list, people, set_language},
};
