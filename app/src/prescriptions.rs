//! Prescriptions: what a patient is to take, what they took, and how.

mod detail;
mod list;
pub(crate) mod parts;

use crate::web::{Route, helped_pages};

/// The pages and actions of this feature.
pub(crate) fn routes() -> Vec<Route> {
    [helped_pages!("/prescriptions", list::prescriptions), helped_pages!("/prescriptions/{id}", detail::prescription)]
        .into_iter()
        .flatten()
        .collect()
}
