//! Appointments: when, where and with whom; what to do before, and how to change one.

mod detail;
mod list;
pub(crate) mod parts;

use crate::web::{Route, helped_pages};

/// The pages and actions of this feature.
pub(crate) fn routes() -> Vec<Route> {
    [helped_pages!("/appointments", list::appointments), helped_pages!("/appointments/{id}", detail::appointment)]
        .into_iter()
        .flatten()
        .collect()
}
