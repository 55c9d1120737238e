//! Results: the laboratory's by panel, by test, one report, one test's history; and vital signs with their trends.

mod by_panel;
mod by_test;
mod cells;
mod drawing;
mod held;
mod history;
mod report;
mod vitals;
mod words;

pub(crate) use cells::{flag, marks, reading, result_href, value};
pub(crate) use held::{held_name, held_words};

use crate::web::{Route, helped_pages};

/// The pages and actions of this feature.
pub(crate) fn routes() -> Vec<Route> {
    let mut routes = Vec::new();
    routes.extend(helped_pages!("/labs", by_panel::page));
    routes.extend(helped_pages!("/labs/tests", by_test::page));
    routes.extend(helped_pages!("/labs/tests/{code}", history::lab));
    routes.extend(helped_pages!("/labs/reports/{id}", report::page));
    routes.push(Route::action("/patients/{patient}/labs/releases/{id}", held::release));
    routes.extend(helped_pages!("/record/vitals", vitals::page));
    routes.extend(helped_pages!("/record/vitals/{code}", history::vital));
    routes
}
