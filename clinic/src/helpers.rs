//! People who help a patient (FHIR `RelatedPerson` with a `Consent`): relatives and friends whom the patient invites, and parents
//! and guardians whom the clinic enters. Each sees some sections of the record, until a day, with an account of their own.
//!
//! Nobody's right is remembered in a session: [`open`] looks it up at each access, so what ends has ended at the next request.

mod ages;
mod model;

#[cfg(feature = "store")]
mod by;
#[cfg(feature = "store")]
mod changes;
#[cfg(feature = "store")]
mod days;
#[cfg(feature = "store")]
mod entered;
#[cfg(feature = "store")]
mod invitations;
#[cfg(feature = "store")]
mod opening;
#[cfg(feature = "store")]
mod overview;
#[cfg(feature = "store")]
mod right;

pub use ages::{AgePolicy, Since, Step};
pub use model::{Ground, Relationship, Section, Sections};
#[cfg(feature = "store")]
pub(crate) use right::{who_help_with, who_help_with_visits};
#[cfg(feature = "store")]
pub use {
    by::By,
    changes::{Change, LONGEST_YEARS, change, end},
    days::{end_of_day, last_day},
    entered::{Entered, enter},
    invitations::{Invite, Issued, LONGEST_NAME, MOST_HELPERS, MOST_INVITATIONS, Refusal, invite, renew},
    opening::{Help, Helped, Helping, helped, open},
    overview::{Helper, Helpers, Standing, helpers_of},
};
