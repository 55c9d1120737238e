//! Patients: finding them, who may open their record, and what stands at its head.

mod model;

#[cfg(feature = "store")]
mod chart;
#[cfg(feature = "store")]
mod namesakes;
#[cfg(feature = "store")]
mod record_numbers;
#[cfg(feature = "store")]
mod registration;
#[cfg(feature = "store")]
mod search;
#[cfg(feature = "store")]
mod store;
#[cfg(feature = "store")]
mod tokens;

#[cfg(feature = "store")]
pub(crate) use chart::close;
pub use model::{Purpose, Sex};
#[cfg(feature = "store")]
pub(crate) use namesakes::is_alike;
#[cfg(feature = "store")]
pub(crate) use search::{WORDS, search_words};
#[cfg(feature = "store")]
pub(crate) use tokens::words;
#[cfg(feature = "store")]
pub use {
    chart::{Basis, Chart, Closed, GRANT_HOURS, LONGEST_REASON, closed, grant, is_open, open},
    registration::{Choices, LONGEST_FIELD, LONGEST_NUMBER, NewPatient, NotRegistered, Registered, choices, register},
    search::{Found, of_my_teams, search},
    store::{Allergy, Banner, Contact, Coverage, Demographics, banner, demographics},
};
