//! What a clinic knows and does: models, rules and the store. No HTTP, no HTML.
//!
//! Each feature owns a folder: `model.rs` holds its types and rules (pure, also compiled to WebAssembly), `store.rs` all of
//! its SQL (feature `store`).

pub mod accounts;
pub mod appointments;
pub mod audit;
pub mod directions;
pub mod dispensing;
pub mod drugs;
pub mod factors;
pub mod helpers;
pub mod ids;
pub mod labs;
pub mod mail;
pub mod moment;
pub mod patients;
pub mod people;
pub mod places;
pub mod policies;
pub mod prescribing;
pub mod prescriptions;
pub mod profile;
pub mod record;
pub mod reviews;
pub mod safety;
pub mod schedules;
pub mod signing;

#[cfg(feature = "store")]
pub mod backup;
#[cfg(feature = "store")]
pub mod cds;
#[cfg(feature = "store")]
pub mod clock;
#[cfg(feature = "store")]
pub mod db;
#[cfg(feature = "store")]
pub mod demo;
#[cfg(feature = "store")]
mod error;
#[cfg(feature = "store")]
pub mod fhir;
#[cfg(feature = "store")]
pub mod fold;
#[cfg(feature = "store")]
pub mod hl7;
#[cfg(feature = "store")]
pub mod keys;
#[cfg(feature = "store")]
pub mod laboratories;
#[cfg(feature = "store")]
pub mod paging;
#[cfg(feature = "store")]
mod portal;
#[cfg(feature = "store")]
pub mod system;
#[cfg(feature = "testing")]
pub mod testing;
#[cfg(feature = "store")]
pub mod wall_clock;

#[cfg(feature = "store")]
pub use error::Error;
#[cfg(feature = "store")]
pub use portal::{DemoPerson, Portal, Settings};
