//! What stands at the head of the calendar's pages: its parts, the way to other days, and whose it is.

use super::{
    loaded::Loaded,
    scope::{ALL, Scope},
};
use crate::ui::{
    choice::Choice,
    field::field_id,
    icon::{Icon, Symbol},
    notice::Notice,
    tabs::{Tab, Tabs},
    text::Lang,
    tone::Tone,
};
use chrono::NaiveDate;
use clinic::appointments::{MOST_SHOWN, Waits};
use leptos::prelude::*;

/// A part of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CalendarPart {
    Day,
    Week,
    Requests,
    Waiting,
}

/// The parts of the calendar.
pub(super) fn parts(
    current: CalendarPart,
    scope: Scope,
    day: NaiveDate,
    waits: Waits,
    lang: Lang,
) -> impl IntoView + use<> {
    let tab = |part, href: String, label: String| Tab::new(href, label, part == current);
    let tabs = vec![
        tab(CalendarPart::Day, scope.day(day), lang.t("calendar-day")),
        tab(CalendarPart::Week, scope.week(day), lang.t("calendar-week")),
        Tab {
            count: Some(waits.asked),
            ..tab(CalendarPart::Requests, "/calendar/requests".to_owned(), lang.t("calendar-requests"))
        },
        Tab {
            count: Some(waits.waiting),
            ..tab(CalendarPart::Waiting, "/calendar/waiting".to_owned(), lang.t("calendar-waiting"))
        },
    ];
    view! { <Tabs label=lang.t("calendar-parts") tabs=tabs /> }
}

/// A step of the days: where it leads, and its words.
pub(super) struct Way {
    pub href: String,
    pub words: String,
}

/// Back, today, on.
pub(super) fn ways(back: Way, today: Way, on: Way, lang: Lang) -> impl IntoView + use<> {
    view! {
        <nav class="day-ways" aria-label=lang.t("calendar-ways")>
            <a class="button secondary" href=back.href>
                <Icon of=Symbol::Back />
                {back.words}
            </a>
            <a class="button secondary" href=today.href>
                {today.words}
            </a>
            <a class="button secondary" href=on.href>
                {on.words}
                <Icon of=Symbol::Next />
            </a>
        </nav>
    }
}

/// Another day, clinician, place; by clinician or by room.
pub(super) fn chooser(loaded: &Loaded, day: NaiveDate, view: &'static str, lang: Lang) -> impl IntoView + use<> {
    let scope = loaded.scope;
    let mut people = vec![Choice::new(ALL, lang.t("calendar-everybody"))];
    people.extend(loaded.people.iter().map(|one| Choice::new(one.id.to_string(), one.name.clone())));
    let own = scope.who.map_or_else(|| ALL.to_owned(), |who| who.to_string());
    let mut places: Vec<Choice> =
        loaded.sites.iter().map(|site| Choice::new(site.id.to_string(), site.name.clone())).collect();
    if scope.who.is_some() {
        places.insert(0, Choice::new("", lang.t("calendar-all-places")));
    }
    let place = scope.place.map(|place| place.to_string()).unwrap_or_default();
    let choices = vec![
        Choice::new("clinician", lang.t("calendar-by-clinician")),
        Choice::new("room", lang.t("calendar-by-room")),
    ];
    let columns = list("by", lang.t("calendar-by"), choices, if scope.by_room { "room" } else { "clinician" });
    view! {
        <form class="filter" method="get" action="/calendar" aria-label=lang.t("calendar-choose")>
            <input type="hidden" name="view" value=view />
            <div class="field">
                <label for=field_id("day")>{lang.t("calendar-date")}</label>
                <input id=field_id("day") type="date" name="day" value=day.to_string() required=true />
            </div>
            {list("who", lang.t("calendar-who"), people, &own)}
            {list("place", lang.t("calendar-place"), places, &place)}
            {columns}
            <button type="submit" class="button secondary">{lang.t("calendar-show")}</button>
        </form>
    }
}

/// That not all visits are shown, where there are too many.
pub(super) fn more_note(loaded: &Loaded, lang: Lang) -> Option<AnyView> {
    loaded.has_more.then(|| {
        let advice = lang.with("calendar-too-many-advice", &[("count", MOST_SHOWN.into())]);
        view! {
            <Notice tone=Tone::Warn title=lang.t("calendar-too-many")>
                <p>{advice}</p>
            </Notice>
        }
        .into_any()
    })
}

/// A list to choose from.
pub(super) fn list(name: &'static str, label: String, choices: Vec<Choice>, value: &str) -> impl IntoView + use<> {
    let options = choices
        .into_iter()
        .map(|choice| {
            let selected = choice.value == value;
            view! { <option value=choice.value selected=selected>{choice.label}</option> }
        })
        .collect_view();
    view! {
        <div class="field">
            <label for=field_id(name)>{label}</label>
            <select id=field_id(name) name=name>{options}</select>
        </div>
    }
}
