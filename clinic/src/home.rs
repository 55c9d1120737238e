//! What matters to a patient now: the next visits and the prescriptions in use, in one query each.

#[cfg(feature = "store")]
mod store;

#[cfg(feature = "store")]
pub use store::{Drug, Visit, drugs, news, visits};
