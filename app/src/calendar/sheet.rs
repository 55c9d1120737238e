//! A day or a week as it is printed: lists by time for each clinician or room, with room to write.

use super::{
    bar::more_note,
    day::{Of, belongs, called_off, closed_notes, columns, is_held},
    loaded::Loaded,
    scope::{CalendarFields, Scope, parse_day},
    week::{DAYS, ends_of},
    words::{born, hours_of, kind_of, marks, status_word},
};
use crate::{
    ui::{
        empty::Empty,
        icon::Symbol,
        nav::Section,
        page::{PageHead, Part},
        table::{Column, Table},
        text::Lang,
        when::zone_of,
    },
    web::{Answer, Frame, Here, Signed},
};
use axum::extract::Query;
use chrono::NaiveDate;
use clinic::{accounts::Clinician, appointments::Visit};
use leptos::prelude::*;

/// The day's list for paper.
pub(crate) async fn print(here: Here, Signed(by): Signed<Clinician>, Query(asked): Query<CalendarFields>) -> Answer {
    let day = here.param("day").and_then(parse_day).ok_or(clinic::Error::NotFound)?;
    let scope = Scope::new(&here, &by, &asked);
    let loaded = Loaded::load(&here, &by, scope, day, 1).await?;
    let lang = here.lang;
    let title = lang.with("calendar-sheet", &[("date", lang.date_long(day).into())]);
    Ok(Frame::new(here, title.clone())
        .section(Section::Calendar)
        .crumb(loaded.scope.day(day), lang.date_long(day))
        .show(move || {
            let lists: Vec<AnyView> = columns(&loaded, day, lang)
                .into_iter()
                .enumerate()
                .filter_map(|(at, (of, name))| list(&loaded, day, at, of, name, lang))
                .collect();
            let nothing = lists.is_empty().then(|| {
                view! {
                    <Empty icon=Symbol::Appointments title=lang.t("calendar-none")>
                        <p>{lang.t("calendar-sheet-none")}</p>
                    </Empty>
                }
            });
            view! {
                <PageHead title=title lead=lead(&loaded, lang) />
                <p class="quiet-text no-print">{lang.t("calendar-sheet-how")}</p>
                {more_note(&loaded, lang)}
                {closed_notes(&loaded, day, lang)}
                {nothing}
                <div class="day-sheet">{lists}</div>
                {called_off(&loaded, day, lang)}
            }
        })
        .await)
}

/// The lists of a week for paper, day by day.
pub(crate) async fn print_week(
    here: Here,
    Signed(by): Signed<Clinician>,
    Query(asked): Query<CalendarFields>,
) -> Answer {
    let day = here.param("day").and_then(parse_day).ok_or(clinic::Error::NotFound)?;
    let (first, last) = ends_of(day);
    let scope = Scope::new(&here, &by, &asked);
    let loaded = Loaded::load(&here, &by, scope, first, DAYS).await?;
    let lang = here.lang;
    let span = [("from", lang.date(first).into()), ("to", lang.date(last).into())];
    let (title, back) = (lang.with("calendar-week-sheet", &span), lang.with("date-span", &span));
    Ok(Frame::new(here, title.clone())
        .section(Section::Calendar)
        .crumb(loaded.scope.week(first), back)
        .show(move || {
            let mut at = 0_usize;
            let mut days: Vec<AnyView> = Vec::new();
            for day in first.iter_days().take_while(|day| *day <= last) {
                let mut lists: Vec<AnyView> = Vec::new();
                for (of, name) in columns(&loaded, day, lang) {
                    lists.extend(list(&loaded, day, at, of, name, lang));
                    at += 1;
                }
                if !lists.is_empty() {
                    let notes = closed_notes(&loaded, day, lang);
                    days.push(view! { <div class="sheet-day">{notes} {lists}</div> }.into_any());
                }
            }
            let nothing = days.is_empty().then(|| {
                view! {
                    <Empty icon=Symbol::Appointments title=lang.t("calendar-none")>
                        <p>{lang.t("calendar-week-sheet-none")}</p>
                    </Empty>
                }
            });
            view! {
                <PageHead title=title lead=lead(&loaded, lang) />
                <p class="quiet-text no-print">{lang.t("calendar-week-sheet-how")}</p>
                {more_note(&loaded, lang)}
                {nothing}
                <div class="day-sheet">{days}</div>
            }
        })
        .await)
}

/// Where, and in which zone.
fn lead(loaded: &Loaded, lang: Lang) -> String {
    let zone = lang.with("calendar-zone", &[("zone", lang.zone_name(loaded.zone).into())]);
    let place = loaded.site.as_ref().map(|site| site.name.clone());
    [place, Some(zone)].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn list(loaded: &Loaded, day: NaiveDate, at: usize, of: Of, name: String, lang: Lang) -> Option<AnyView> {
    let rows: Vec<Vec<AnyView>> = loaded
        .visits_on(day)
        .filter(|(_, visit)| is_held(visit) && belongs(visit, of))
        .map(|(_, visit)| line(visit, loaded, lang))
        .collect();
    if rows.is_empty() {
        return None;
    }
    // Each sheet says of which day it is.
    let heading = format!("{name} · {}", lang.date_long(day));
    let columns = vec![
        Column::words(lang.t("calendar-time")),
        Column::words(lang.t("calendar-patient")),
        Column::words(lang.t("calendar-visit")),
        Column::words(lang.t("calendar-state")),
        Column::words(lang.t("calendar-notes")),
    ];
    Some(
        view! {
            <Part title=heading id=format!("list-{at}")>
                <Table caption=name quiet_caption=true columns=columns rows=rows />
            </Part>
        }
        .into_any(),
    )
}

fn line(visit: &Visit, loaded: &Loaded, lang: Lang) -> Vec<AnyView> {
    let zone = zone_of(visit.zone.as_deref(), loaded.zone);
    let who = [born(visit, lang), visit.phone.clone()].into_iter().flatten();
    let with = visit.practitioner.clone().filter(|_| loaded.scope.by_room);
    let room = visit.room.clone().filter(|_| !loaded.scope.by_room);
    let place = visit.location.clone().filter(|_| loaded.scope.place.is_none());
    let about: Vec<String> = [with, room, place, visit.reason.clone()].into_iter().flatten().collect();
    let (_, state) = status_word(visit.status, lang);
    vec![
        hours_of(visit, zone, lang).into_any(),
        view! {
            <strong>{visit.patient.clone()}</strong>
            {who.map(|line| view! { <br /> {line} }).collect_view()}
        }
        .into_any(),
        view! {
            {kind_of(visit, lang)}
            {about.into_iter().map(|line| view! { <br /> {line} }).collect_view()}
        }
        .into_any(),
        view! {
            {state}
            {marks(visit, lang).into_iter().map(|mark| view! { <br /> {mark} }).collect_view()}
        }
        .into_any(),
        view! {
            {visit.staff_note.clone()}
            <span class="note-lines" aria-hidden="true"></span>
        }
        .into_any(),
    ]
}
