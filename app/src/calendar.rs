//! The calendar of the clinic: days and weeks, one visit with everything about it, booking at the desk, and what waits.

mod about;
mod affected;
mod bar;
mod beside;
mod booking;
mod clock;
mod day;
mod grid;
mod loaded;
mod moving;
mod near;
mod new;
mod reach;
mod requests;
mod scope;
mod series;
mod sheet;
mod steps;
mod story;
mod time_fields;
mod times;
mod visit;
mod waiting;
mod week;
mod whom;
mod wish;
mod words;

use crate::{appointments::rules, web::Route};

/// The pages and actions of this feature.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::page("/calendar", day::today),
        Route::page("/calendar/day/{day}", day::day),
        Route::page("/calendar/day/{day}/print", sheet::print),
        Route::page("/calendar/week/{day}", week::week),
        Route::page("/calendar/week/{day}/print", sheet::print_week),
        Route::page("/calendar/new", new::page),
        Route::action("/calendar/new", whom::search_page),
        Route::action("/calendar/visits", booking::book),
        Route::page("/calendar/visits/{visit}", visit::page),
        Route::action("/calendar/visits/{visit}/step", steps::take),
        Route::action("/calendar/visits/{visit}/note", steps::write_note),
        Route::action("/calendar/visits/{visit}/cancellation", steps::call_off),
        Route::page("/calendar/visits/{visit}/move", moving::page),
        Route::action("/calendar/visits/{visit}/move", moving::shift),
        Route::page("/calendar/visits/{visit}/rest/cancellation", series::confirmation),
        Route::action("/calendar/visits/{visit}/rest/cancellation", series::call_off),
        Route::page("/calendar/requests", requests::page),
        Route::action("/calendar/requests/{visit}/agreement", requests::agree),
        Route::page("/calendar/affected/{closure}", affected::page),
        Route::page("/calendar/affected/{closure}/cancellation", affected::confirmation),
        Route::action("/calendar/affected/{closure}/cancellation", affected::call_off),
        Route::page("/calendar/waiting", waiting::page),
        Route::page("/calendar/waiting/new", wish::page),
        Route::action("/calendar/waiting/new", wish::save),
        Route::action("/calendar/waiting/{entry}/removal", waiting::remove),
    ]
}
