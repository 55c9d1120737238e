//! Reports that wait for a clinician, critical results, what is to be done, and questions of patients about results.

mod actions;
mod alarm;
mod answering;
mod asking;
mod beside;
mod limits;
mod list;
mod page;
mod parts;
mod tasks;
mod words;

pub(crate) use {alarm::Alarmed, beside::Beside, parts::tasks_of_chart};

use crate::web::Route;

/// The pages and actions of this feature.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::page("/reviews", list::page),
        Route::action("/reviews/seen", list::seen),
        Route::page("/patients/{patient}/labs/reports/{id}/review", page::page),
        Route::action("/patients/{patient}/labs/reports/{id}/seen", actions::seen),
        Route::action("/patients/{patient}/labs/reports/{id}/comments/{comment}/withdrawal", actions::withdrawal),
        Route::action("/patients/{patient}/labs/reports/{id}/alert", actions::hold),
        Route::action("/patients/{patient}/labs/reports/{id}/tasks", actions::task),
        Route::page("/patients/{patient}/labs/questions/{asked}", answering::page),
        Route::action("/patients/{patient}/labs/questions/{asked}", answering::save),
        Route::page("/labs/reports/{id}/question", asking::page),
        Route::action("/labs/reports/{id}/question", asking::ask),
        Route::page("/helping/{patient}/labs/reports/{id}/question", asking::page),
        Route::action("/helping/{patient}/labs/reports/{id}/question", asking::ask),
        Route::page("/tasks", tasks::list),
        Route::page("/tasks/{task}", tasks::page),
        Route::action("/tasks/{task}", tasks::done),
        Route::page("/policies/critical-values", limits::page),
        Route::action("/policies/critical-values", limits::add),
        Route::action("/policies/critical-values/{limit}/end", limits::end),
    ]
}
