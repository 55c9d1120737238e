//! The health record: conditions, allergies, immunizations, procedures, plans, visits, documents.

mod documents;
mod health;
mod history;
mod overview;
pub(crate) mod parts;
mod plans;
mod shelf;
mod words;

pub(crate) use documents::ending;
pub(crate) use shelf::few;

use crate::web::{Route, helped_pages};

/// The pages and actions of this feature.
pub(crate) fn routes() -> Vec<Route> {
    [
        helped_pages!("/record", overview::overview),
        helped_pages!("/record/conditions", health::conditions),
        helped_pages!("/record/allergies", health::allergies),
        helped_pages!("/record/immunizations", history::immunizations),
        helped_pages!("/record/procedures", history::procedures),
        helped_pages!("/record/plans", plans::plans),
        helped_pages!("/record/visits", history::visits),
        helped_pages!("/record/documents", documents::documents),
        helped_pages!("/record/documents/{id}", documents::document),
        helped_pages!("/record/documents/{id}/file", documents::file),
    ]
    .into_iter()
    .flatten()
    .collect()
}
