//! The people who sign in, as administrators look after them: who there is, their roles, whether they may prescribe.

mod model;

#[cfg(feature = "store")]
mod demo;
#[cfg(feature = "store")]
mod finding;
#[cfg(feature = "store")]
mod licences;
#[cfg(feature = "store")]
mod prescribing;
#[cfg(feature = "store")]
mod proposals;
#[cfg(feature = "store")]
mod roles;
#[cfg(feature = "store")]
mod state;

pub use model::{GIVEN, LONGEST_ISSUER, LONGEST_LICENCE, Licence, LicenceProblem, is_npi};
#[cfg(feature = "store")]
pub use {
    demo::give_demo_licence,
    finding::{Known, LONGEST_SEARCH, Practitioner, Show, free_practitioners, list, person, search},
    licences::{EndingLicence, LICENCE_NOTICE_DAYS, ending_licences, ends_soon},
    prescribing::{Confirmed, NotDecided, NotProposed, confirm, decline, propose, withdraw},
    proposals::{Proposal, open_proposals, proposal, proposals_of},
    roles::{NotChanged, give_role, take_role},
    state::{disable, enable, end_sessions},
};
#[cfg(feature = "store")]
pub(crate) use {roles::begin_as, state::close};
