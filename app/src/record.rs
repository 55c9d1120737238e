//! The health record: conditions, allergies, immunizations, procedures, plans, visits, documents.

mod documents;
mod health;
mod history;
mod overview;
pub(crate) mod parts;
mod plans;
mod shelf;
mod words;

pub(crate) use shelf::few;

use crate::web::{Route, chart_pages};

/// The pages and actions of this feature.
pub(crate) fn routes() -> Vec<Route> {
    [
        chart_pages!("/record", overview::overview),
        chart_pages!("/record/conditions", health::conditions),
        chart_pages!("/record/allergies", health::allergies),
        chart_pages!("/record/immunizations", history::immunizations),
        chart_pages!("/record/procedures", history::procedures),
        chart_pages!("/record/plans", plans::plans),
        chart_pages!("/record/visits", history::visits),
        chart_pages!("/record/documents", documents::documents),
        chart_pages!("/record/documents/{id}", documents::document),
        chart_pages!("/record/documents/{id}/file", documents::file),
    ]
    .into_iter()
    .flatten()
    .collect()
}
