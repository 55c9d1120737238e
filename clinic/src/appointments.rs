//! Appointments: visits that are coming and those that were.

mod model;

#[cfg(feature = "store")]
mod store;

pub use model::Status;
#[cfg(feature = "store")]
pub use store::{Appointment, appointment, coming, expected, past};
