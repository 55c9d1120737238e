//! A week of the calendar: a list for each day.

use super::{
    bar::{CalendarPart, Way, chooser, more_note, parts, ways},
    day::{belongs, columns, is_held},
    loaded::Loaded,
    scope::{CalendarFields, Scope, parse_day},
    words::{closure_name, hours_of, kind_of, marks, status_badge, wall},
};
use crate::{
    ui::{
        button::{LinkButton, Weight},
        icon::Symbol,
        nav::Section,
        page::PageHead,
        text::Lang,
        when::zone_of,
    },
    web::{Answer, Frame, Here, Signed},
};
use axum::extract::Query;
use chrono::{Datelike as _, Days, NaiveDate};
use clinic::{
    accounts::Clinician,
    appointments::{Visit, waits},
};
use leptos::prelude::*;

/// The days of a week.
pub(super) const DAYS: u64 = 7;

/// The Monday of a day's week, and its Sunday.
pub(super) fn ends_of(day: NaiveDate) -> (NaiveDate, NaiveDate) {
    let first = day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday()))).unwrap_or(day);
    (first, first.checked_add_days(Days::new(DAYS - 1)).unwrap_or(first))
}

/// One week, from its Monday on.
pub(crate) async fn week(here: Here, Signed(by): Signed<Clinician>, Query(asked): Query<CalendarFields>) -> Answer {
    let day = here.param("day").and_then(parse_day).ok_or(clinic::Error::NotFound)?;
    let (first, last) = ends_of(day);
    let scope = Scope::new(&here, &by, &asked);
    let loaded = Loaded::load(&here, &by, scope, first, DAYS).await?;
    let waits = waits(&mut here.read().await?, &by).await?;
    let (lang, today) = (here.lang, here.now.with_timezone(&loaded.zone).date_naive());
    let span = [("from", lang.date(first).into()), ("to", lang.date(last).into())];
    let title = lang.with("date-span", &span);
    Ok(Frame::new(here, title.clone())
        .section(Section::Calendar)
        .show(move || {
            let scope = loaded.scope;
            let step = |to: Option<NaiveDate>, words| Way { href: scope.week(to.unwrap_or(day)), words };
            let back = step(first.checked_sub_days(Days::new(DAYS)), lang.t("calendar-week-back"));
            let on = step(first.checked_add_days(Days::new(DAYS)), lang.t("calendar-week-on"));
            let whose = scope.who.and_then(|who| loaded.people.iter().find(|one| one.id == who));
            let lead = [
                whose.map(|one| one.name.clone()),
                loaded.site.as_ref().map(|site| site.name.clone()),
                Some(lang.with("calendar-zone", &[("zone", lang.zone_name(loaded.zone).into())])),
            ];
            let lead: Vec<String> = lead.into_iter().flatten().collect();
            let days: Vec<_> = first
                .iter_days()
                .take(usize::try_from(DAYS).unwrap_or_default())
                .map(|day| one_day(&loaded, day, today, lang))
                .collect();
            view! {
                <PageHead title=title lead=lead.join(" · ")>
                    <LinkButton href=super::day::new_href(scope, scope.who, first.max(today)) weight=Weight::Secondary>
                        {lang.t("calendar-book")}
                    </LinkButton>
                    <LinkButton href=scope.week_sheet(first) weight=Weight::Secondary icon=Symbol::Print>
                        {lang.t("calendar-print")}
                    </LinkButton>
                </PageHead>
                {parts(CalendarPart::Week, scope, day, waits, lang)}
                {ways(back, step(Some(today), lang.t("calendar-this-week")), on, lang)}
                {chooser(&loaded, day, "week", lang)}
                {more_note(&loaded, lang)}
                <div class="week">{days}</div>
            }
        })
        .await)
}

fn one_day(loaded: &Loaded, day: NaiveDate, today: NaiveDate, lang: Lang) -> impl IntoView + use<> {
    let heading = lang.date_long(day);
    let closed: Vec<_> = loaded
        .closed_on(day)
        .map(|(closed, _)| {
            let whose = closed.practitioner.clone().filter(|_| loaded.scope.who.is_none());
            let words: Vec<String> = [Some(closure_name(closed, lang)), whose].into_iter().flatten().collect();
            view! { <p class="week-closed">{words.join(" · ")}</p> }
        })
        .collect();
    let (held, off): (Vec<&Visit>, Vec<&Visit>) =
        loaded.visits_on(day).map(|(_, visit)| visit).partition(|visit| is_held(visit));
    let has_hours = loaded.hours_on(day).next().is_some();
    let hours: Vec<_> = loaded
        .hours_on(day)
        .filter(|_| loaded.scope.who.is_some())
        .map(|(week, _)| {
            let (from, to) = (wall(week.hours.from_minute, lang), wall(week.hours.until_minute, lang));
            let span = lang.with("date-span", &[("from", from.into()), ("to", to.into())]);
            let place = Some(week.location.clone()).filter(|_| loaded.scope.place.is_none());
            let words: Vec<String> = [Some(span), place].into_iter().flatten().collect();
            view! { <p class="quiet-text">{words.join(" · ")}</p> }
        })
        .collect();
    let nothing = held.is_empty().then(|| {
        let words = if has_hours { lang.t("calendar-nothing") } else { lang.t("calendar-no-hours") };
        view! { <p class="quiet-text">{words}</p> }
    });
    let list = if loaded.scope.by_room { by_room(&held, loaded, day, lang) } else { entries(&held, loaded, lang) };
    let off = (!off.is_empty()).then(|| {
        let count = lang.with("calendar-off-count", &[("count", off.len().into())]);
        view! { <p class="quiet-text">{count}</p> }
    });
    view! {
        <section class="week-day" class:is-today=(day == today) class:is-empty=!has_hours>
            <h2>
                <a href=loaded.scope.day(day)>{heading}</a>
            </h2>
            {(day == today).then(|| view! { <p class="week-today">{lang.t("calendar-today")}</p> })}
            {hours} {closed}
            {nothing}
            {list}
            {off}
        </section>
    }
}

/// A list for each room where something is booked.
fn by_room(held: &[&Visit], loaded: &Loaded, day: NaiveDate, lang: Lang) -> Option<AnyView> {
    let rooms: Vec<_> = columns(loaded, day, lang)
        .into_iter()
        .filter_map(|(of, name)| {
            let own: Vec<&Visit> = held.iter().copied().filter(|visit| belongs(visit, of)).collect();
            let list = entries(&own, loaded, lang)?;
            Some(view! {
                <h3 class="week-room">{name}</h3>
                {list}
            })
        })
        .collect();
    (!rooms.is_empty()).then(|| rooms.into_any())
}

fn entries(visits: &[&Visit], loaded: &Loaded, lang: Lang) -> Option<AnyView> {
    let rows: Vec<_> = visits.iter().map(|visit| entry(visit, loaded, lang)).collect();
    (!rows.is_empty()).then(|| view! { <ol class="week-list">{rows}</ol> }.into_any())
}

fn entry(visit: &Visit, loaded: &Loaded, lang: Lang) -> impl IntoView + use<> {
    let zone = zone_of(visit.zone.as_deref(), loaded.zone);
    let with = visit.practitioner.clone().filter(|_| loaded.scope.who.is_none());
    let room = visit.room.clone().filter(|_| !loaded.scope.by_room);
    let about: Vec<String> =
        [Some(kind_of(visit, lang)), with, room].into_iter().flatten().chain(marks(visit, lang)).collect();
    view! {
        <li>
            <p class="slot-time">{hours_of(visit, zone, lang)}</p>
            <p class="slot-name">
                <a href=format!("/calendar/visits/{}", visit.id)>{visit.patient.clone()}</a>
            </p>
            <p class="slot-about">{about.join(" · ")}</p>
            <p>{status_badge(visit.status, lang)}</p>
        </li>
    }
}
