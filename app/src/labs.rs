//! Results: the laboratory's by panel, by test, side by side, one report, one test's history, to take along; and vital signs with their
//! trends.

mod by_panel;
mod by_test;
mod cells;
mod compare;
mod download;
mod drawing;
mod file;
mod follows;
mod held;
mod history;
mod period;
mod report;
mod report_table;
mod revised;
mod vitals;
mod words;

pub(crate) use cells::{change, flag, limits, marks, own_name, range_with_bar, reading, result_href, value};
pub(crate) use held::{held_name, held_words, waiting_badge};
pub(crate) use report_table::about;
pub(crate) use words::{Named, called, named};

use crate::web::{Route, helped_pages};

/// The pages and actions of this feature.
pub(crate) fn routes() -> Vec<Route> {
    let mut routes = Vec::new();
    routes.extend(helped_pages!("/labs", by_panel::page));
    routes.extend(helped_pages!("/labs/tests", by_test::page));
    routes.extend(helped_pages!("/labs/tests/{code}", history::lab));
    routes.extend(helped_pages!("/labs/reports/{id}", report::page));
    routes.extend(helped_pages!("/labs/reports/{id}/report.pdf", file::pdf));
    routes.extend(helped_pages!("/labs/reports/{id}/documents/{position}", download::document));
    routes.extend(helped_pages!("/labs/compare", compare::page));
    routes.extend(helped_pages!("/labs/results.csv", download::csv));
    routes.extend(helped_pages!("/labs/results.json", download::json));
    routes.push(Route::action("/patients/{patient}/labs/releases/{id}", held::release));
    routes.extend(helped_pages!("/record/vitals", vitals::page));
    routes.extend(helped_pages!("/record/vitals/{code}", history::vital));
    routes
}
