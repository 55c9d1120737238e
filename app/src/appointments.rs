//! Appointments: when, where and with whom; what to do before, and how to change one.

mod detail;
mod feed;
mod links;
mod list;
pub(crate) mod parts;
mod reminders;

use crate::web::{Here, Route, helped_pages};
use chrono::Duration;
use clinic::appointments::Rules;

/// The pages and actions of this feature.
pub(crate) fn routes() -> Vec<Route> {
    let reminders = [
        Route::page("/appointments/reminders", reminders::page),
        Route::action("/appointments/reminders", reminders::save),
        Route::page("/helping/{patient}/appointments/reminders", reminders::page),
        Route::action("/helping/{patient}/appointments/reminders", reminders::save),
    ];
    [helped_pages!("/appointments", list::appointments), helped_pages!("/appointments/{id}", detail::appointment)]
        .into_iter()
        .flatten()
        .chain(reminders)
        .chain(links::routes())
        .chain(feed::routes())
        .collect()
}

/// Until how long before a visit patients can change it or call it off.
const CHANGE_UNTIL: Duration = Duration::hours(24);
/// For how long a freed time is offered to one who waits.
const OFFER_LASTS: Duration = Duration::hours(2);

/// What the clinic has decided about its calendar.
pub(crate) fn rules(here: &Here) -> Rules {
    Rules { zone: here.portal.settings.zone, change_until: CHANGE_UNTIL, offer_lasts: OFFER_LASTS }
}
