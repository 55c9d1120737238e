//! Prescriptions: what a patient is to take, as it was ordered.

mod model;

#[cfg(feature = "store")]
mod store;

pub use model::{Dosage, Status, Which};
#[cfg(feature = "store")]
pub use store::{Detail, Prescription, list, others, prescription};
