//! Which visits the clinic offers, who is where when, when nobody is there, and in which rooms.

mod closure;
mod closures;
mod fields;
mod hours;
mod hours_form;
mod hours_typed;
mod overview;
mod parts;
mod questions;
mod rooms;
mod times;
mod video;
mod visit_form;
mod visit_types;
mod words;

use crate::web::Route;

/// The pages and actions of this feature.
pub(crate) fn routes() -> Vec<Route> {
    let own = [
        Route::page("/schedules", overview::overview),
        Route::page("/schedules/visit-types", visit_types::list),
        Route::page("/schedules/visit-types/new", visit_form::new_page),
        Route::action("/schedules/visit-types/new", visit_form::add),
        Route::page("/schedules/visit-types/{visit}", visit_form::page),
        Route::action("/schedules/visit-types/{visit}", visit_form::change),
        Route::page("/schedules/hours", hours::list),
        Route::page("/schedules/hours/new", hours_form::new_page),
        Route::action("/schedules/hours/new", hours_form::add),
        Route::page("/schedules/hours/{hours}", hours_form::page),
        Route::action("/schedules/hours/{hours}", hours_form::change),
        Route::action("/schedules/hours/{hours}/ending", hours_form::end),
        Route::page("/schedules/closures", closures::list),
        Route::page("/schedules/closures/new", closures::new_page),
        Route::action("/schedules/closures/new", closures::add),
        Route::page("/schedules/closures/{closure}", closure::page),
        Route::action("/schedules/closures/{closure}/removal", closure::remove),
        Route::page("/schedules/rooms", rooms::list),
        Route::action("/schedules/rooms", rooms::add),
        Route::page("/schedules/rooms/{room}", rooms::page),
        Route::action("/schedules/rooms/{room}", rooms::change),
        Route::page("/schedules/video", video::page),
        Route::action("/schedules/video", video::save),
    ];
    own.into_iter().chain(questions::routes()).collect()
}
