//! What the clinic has decided for itself: how long sessions and invitations last, at which ages the help of parents changes,
//! when patients see their results, until when they can call visits off and when they are reminded of them.

mod model;

#[cfg(feature = "store")]
mod store;

pub use model::{Policy, Values};
#[cfg(feature = "store")]
pub(crate) use store::release_policy;
#[cfg(feature = "store")]
pub use store::{Current, Policies, change, current, value_of};
