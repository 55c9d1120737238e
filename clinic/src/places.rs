//! Where care is given and medicines are dispensed, and who looks after a patient.

mod model;

#[cfg(feature = "store")]
mod store;
#[cfg(feature = "store")]
mod teams;

pub use model::{
    Address, LONGEST_LINES, LONGEST_NAME, LONGEST_PHONE, LONGEST_TOWN, Place, PlaceKind, PlaceProblem, is_phone,
};
#[cfg(feature = "store")]
pub use {
    store::{Listed, Owner, PlaceId, Stored, add, change, list, owners, place, set_active},
    teams::{LONGEST_TASK, Member, NewMember, NotJoined, Someone, Team, end, join, may_end, practitioners, team_of},
};
