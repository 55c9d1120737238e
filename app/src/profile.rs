//! Who the patient is and how to reach them.

mod pages;

use crate::web::{Route, chart_pages};

/// The pages and actions of this feature.
pub(crate) fn routes() -> Vec<Route> {
    chart_pages!("/profile", pages::profile).into()
}
