//! Appointments: when, where and with whom; what to do before; how to book, move and call off one, and to wait for one.

mod change;
mod check_in;
mod check_in_fields;
mod detail;
mod doing;
mod feed;
mod free;
mod held;
mod kinds;
mod links;
mod list;
pub(crate) mod parts;
mod refused;
mod reminders;
mod rules;
mod times;
mod waiting;
mod wanted;
mod whom;
mod wish;

pub(crate) use doing::{Meeting, room_address, video_part};
pub(crate) use rules::{rules, video_base};

use crate::web::{Route, helped_pages};

/// A page for the patient and for someone who helps. The clinic has pages of its own.
macro_rules! own_pages {
    ($path:literal, $handler:expr) => {
        [Route::page($path, $handler), Route::page(concat!("/helping/{patient}", $path), $handler)]
    };
}

/// An action of the patient and of someone who helps.
macro_rules! own_actions {
    ($path:literal, $handler:expr) => {
        [Route::action($path, $handler), Route::action(concat!("/helping/{patient}", $path), $handler)]
    };
}

/// The pages and actions of this feature.
pub(crate) fn routes() -> Vec<Route> {
    let shared =
        [helped_pages!("/appointments", list::appointments), helped_pages!("/appointments/{id}", detail::appointment)];
    let own = [
        own_pages!("/appointments/new", kinds::page),
        own_pages!("/appointments/new/with", whom::page),
        own_pages!("/appointments/new/times", times::page),
        own_actions!("/appointments/new/times", times::hold),
        own_pages!("/appointments/held/{hold}", held::page),
        own_actions!("/appointments/held/{hold}", held::save),
        own_actions!("/appointments/held/{hold}/release", held::release),
        own_pages!("/appointments/waiting", waiting::list),
        own_pages!("/appointments/waiting/new", wish::page),
        own_actions!("/appointments/waiting/new", wish::save),
        own_actions!("/appointments/waiting/{entry}/withdrawal", waiting::stop),
        own_pages!("/appointments/offers/{offer}", waiting::offered),
        own_actions!("/appointments/offers/{offer}/acceptance", waiting::take),
        own_actions!("/appointments/offers/{offer}/refusal", waiting::leave),
        own_actions!("/appointments/{id}/confirmation", change::come),
        own_pages!("/appointments/{id}/cancellation", change::cancellation),
        own_actions!("/appointments/{id}/cancellation", change::call_off),
        own_pages!("/appointments/{id}/check-in", check_in::page),
        own_actions!("/appointments/{id}/check-in", check_in::save),
    ];
    let reminders = [
        Route::page("/appointments/reminders", reminders::page),
        Route::action("/appointments/reminders", reminders::save),
        Route::page("/helping/{patient}/appointments/reminders", reminders::page),
        Route::action("/helping/{patient}/appointments/reminders", reminders::save),
    ];
    shared
        .into_iter()
        .flatten()
        .chain(own.into_iter().flatten())
        .chain(reminders)
        .chain(links::routes())
        .chain(feed::routes())
        .collect()
}
