//! A day drawn as a leaf of a calendar, to be found at a glance.

use super::text::lang;
use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;

/// Month, day and weekday above one another; hidden from screen readers, since the date stands in words beside it.
#[component]
pub fn DateLeaf(
    /// The day.
    date: NaiveDate,
) -> impl IntoView {
    let lang = lang();
    view! {
        <div class="leaf" aria-hidden="true">
            <span class="leaf-month">{lang.month_name_short(date)}</span>
            <span class="leaf-day">{date.day()}</span>
            <span class="leaf-weekday">{lang.weekday_short(date)}</span>
        </div>
    }
}
