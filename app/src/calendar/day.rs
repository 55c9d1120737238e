//! A day of the calendar.

use super::{
    bar::{CalendarPart, Way, chooser, more_note, parts, ways},
    grid::{Cell, Column, Grid, Kind, lasting},
    loaded::Loaded,
    scope::{CalendarFields, Scope, parse_day},
    times::time_name,
    words::{closure_name, closure_reach, hours_of, kind_of, marks, status_badge},
};
use crate::{
    reviews::Alarmed,
    ui::{
        badge::Badge,
        button::{LinkButton, Weight},
        empty::Empty,
        icon::Symbol,
        list::{Row, Rows},
        nav::Section,
        notice::Notice,
        page::{PageHead, Part},
        text::Lang,
        tone::Tone,
        when::zone_of,
    },
    web::{Answer, Frame, Here, Signed, after},
};
use axum::extract::Query;
use chrono::{Days, NaiveDate};
use chrono_tz::Tz;
use clinic::{
    accounts::Clinician,
    appointments::{Status, Visit, Waits, waits},
    ids::{PractitionerId, RoomId},
    schedules::Span,
};
use leptos::prelude::*;

/// Today; or the day or week that a form asks for.
pub(crate) async fn today(here: Here, signed: Signed<Clinician>, Query(asked): Query<CalendarFields>) -> Answer {
    if asked.day.is_empty() {
        let day = here.today();
        return show(here, signed.0, day, &asked).await;
    }
    let day = parse_day(&asked.day).unwrap_or_else(|| here.today());
    let scope = Scope::new(&here, &signed.0, &asked);
    Ok(after(&if asked.view == "week" { scope.week(day) } else { scope.day(day) }, None))
}

/// One day.
pub(crate) async fn day(here: Here, Signed(by): Signed<Clinician>, Query(asked): Query<CalendarFields>) -> Answer {
    let day = here.param("day").and_then(parse_day).ok_or(clinic::Error::NotFound)?;
    show(here, by, day, &asked).await
}

async fn show(here: Here, by: Clinician, day: NaiveDate, asked: &CalendarFields) -> Answer {
    let scope = Scope::new(&here, &by, asked);
    let loaded = Loaded::load(&here, &by, scope, day, 1).await?;
    let mut q = here.read().await?;
    let waits: Waits = waits(&mut q, &by).await?;
    let alarmed = Alarmed::load(&here, &mut q, &by).await?;
    drop(q);
    let (lang, today) = (here.lang, here.now.with_timezone(&loaded.zone).date_naive());
    let title = lang.date_long(day);
    Ok(Frame::new(here, title.clone())
        .section(Section::Calendar)
        .show(move || {
            let scope = loaded.scope;
            let step = |to: Option<NaiveDate>, words| Way { href: scope.day(to.unwrap_or(day)), words };
            let back = step(day.checked_sub_days(Days::new(1)), lang.t("calendar-day-back"));
            let on = step(day.checked_add_days(Days::new(1)), lang.t("calendar-day-on"));
            let whose = scope.who.and_then(|who| loaded.people.iter().find(|one| one.id == who));
            let lead = [
                whose.map(|one| one.name.clone()),
                loaded.site.as_ref().map(|site| site.name.clone()),
                Some(lang.relative(day, today)),
                Some(lang.with("calendar-zone", &[("zone", lang.zone_name(loaded.zone).into())])),
            ];
            let lead: Vec<String> = lead.into_iter().flatten().collect();
            view! {
                {alarmed.view(lang)}
                <PageHead title=title lead=lead.join(" · ")>
                    <LinkButton href=new_href(scope, scope.who, day)>{lang.t("calendar-book")}</LinkButton>
                    <LinkButton href=scope.sheet(day) weight=Weight::Secondary icon=Symbol::Print>
                        {lang.t("calendar-print")}
                    </LinkButton>
                </PageHead>
                {parts(CalendarPart::Day, scope, day, waits, lang)}
                {ways(back, step(Some(today), lang.t("calendar-today")), on, lang)}
                {chooser(&loaded, day, "day", lang)}
                {more_note(&loaded, lang)}
                {closed_notes(&loaded, day, lang)}
                {table(&loaded, day, lang)}
                {called_off(&loaded, day, lang)}
            }
        })
        .await)
}

/// What is closed that day.
pub(super) fn closed_notes(loaded: &Loaded, day: NaiveDate, lang: Lang) -> Vec<AnyView> {
    loaded
        .closed_on(day)
        .map(|(closed, _)| {
            let (id, reach) = (closed.closure.id, closure_reach(closed, lang));
            view! {
                <Notice tone=Tone::Info title=closure_name(closed, lang)>
                    <p>
                        {reach} " "
                        <a href=format!("/calendar/affected/{id}")>{lang.t("calendar-affected-link")}</a>
                    </p>
                </Notice>
            }
            .into_any()
        })
        .collect()
}

/// Where a visit is booked on a day.
pub(super) fn new_href(scope: Scope, who: Option<PractitionerId>, day: NaiveDate) -> String {
    let who = who.map(|who| format!("&who={who}")).unwrap_or_default();
    let place = scope.place.map(|place| format!("&place={place}")).unwrap_or_default();
    format!("/calendar/new?day={day}{who}{place}")
}

/// Where a visit is booked at a time that is free in a column: with whom and where the hours are, and the time as it is chosen.
fn free_href(loaded: &Loaded, day: NaiveDate, of: Option<Of>, span: Span) -> String {
    let hours = loaded.hours_on(day).find(|(week, hours)| {
        let is_of = match of {
            Some(Of::Clinician(who)) => week.hours.practitioner == who,
            Some(Of::Room(room)) => week.hours.room == Some(room),
            _ => false,
        };
        is_of && hours.start <= span.start && span.start < hours.end
    });
    let Some((week, _)) = hours else { return new_href(loaded.scope, None, day) };
    let (who, place) = (week.hours.practitioner, week.hours.location);
    let base = new_href(loaded.scope.at(place), Some(who), day);
    format!("{base}&time={}", time_name(who, place, span.start))
}

/// Whether a visit stands in the grid: what was called off does not.
pub(super) fn is_held(visit: &Visit) -> bool {
    !matches!(visit.status, Status::Cancelled | Status::Waitlist | Status::EnteredInError)
}

/// What a column is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    Clinician(PractitionerId),
    NoClinician,
    Room(RoomId),
    NoRoom,
}

/// The columns of a day with their names, in order.
pub(super) fn columns(loaded: &Loaded, day: NaiveDate, lang: Lang) -> Vec<(Of, String)> {
    let mut columns: Vec<(Of, String)> = Vec::new();
    let mut add = |of: Of, name: String| {
        if columns.iter().all(|(known, _)| *known != of) {
            columns.push((of, name));
        }
    };
    if loaded.scope.by_room {
        for room in loaded.rooms.iter().filter(|room| room.active) {
            add(Of::Room(room.id), room.name.clone());
        }
    } else {
        for (week, _) in loaded.hours_on(day) {
            add(Of::Clinician(week.hours.practitioner), week.practitioner.clone());
        }
    }
    let mut rest: Vec<(Of, String)> = loaded
        .visits_on(day)
        .filter(|(_, visit)| is_held(visit))
        .map(|(_, visit)| match (loaded.scope.by_room, visit.room_id, visit.practitioner_id) {
            (true, Some(room), _) => (Of::Room(room), visit.room.clone().unwrap_or_default()),
            (true, None, _) => (Of::NoRoom, lang.t("calendar-no-room")),
            (false, _, Some(who)) => (Of::Clinician(who), visit.practitioner.clone().unwrap_or_default()),
            (false, _, None) => (Of::NoClinician, lang.t("calendar-no-clinician")),
        })
        .collect();
    rest.sort_by(|(_, a), (_, b)| a.cmp(b));
    for (of, name) in rest {
        add(of, name);
    }
    columns
}

/// Whether a visit stands in a column.
pub(super) fn belongs(visit: &Visit, of: Of) -> bool {
    match of {
        Of::Clinician(who) => visit.practitioner_id == Some(who),
        Of::NoClinician => visit.practitioner_id.is_none(),
        Of::Room(room) => visit.room_id == Some(room),
        Of::NoRoom => visit.room_id.is_none(),
    }
}

fn column(loaded: &Loaded, day: NaiveDate, of: Of) -> Column {
    let hours = loaded.hours_on(day).filter(|(week, _)| match of {
        Of::Clinician(who) => week.hours.practitioner == who,
        Of::Room(room) => week.hours.room == Some(room),
        Of::NoClinician | Of::NoRoom => false,
    });
    let closed = loaded.closed_on(day).enumerate().filter(|(_, (closed, _))| match of {
        Of::Clinician(who) => closed.closure.practitioner.is_none_or(|whose| whose == who),
        _ => closed.closure.practitioner.is_none(),
    });
    Column {
        open: hours.map(|(_, span)| span).collect(),
        closed: closed.map(|(number, (_, span))| (span, number)).collect(),
        visits: loaded
            .visits_on(day)
            .filter(|(_, visit)| is_held(visit) && belongs(visit, of))
            .map(|(number, visit)| (lasting(visit.start_at, visit.end_at), number))
            .collect(),
    }
}

fn table(loaded: &Loaded, day: NaiveDate, lang: Lang) -> AnyView {
    let named = columns(loaded, day, lang);
    let made: Vec<Column> = named.iter().map(|(of, _)| column(loaded, day, *of)).collect();
    let grid = Grid::new(&made);
    if grid.rows.is_empty() {
        return view! {
            <Empty icon=Symbol::Appointments title=lang.t("calendar-none")>
                <p>{lang.t("calendar-none-advice")}</p>
            </Empty>
        }
        .into_any();
    }
    let heads = named
        .iter()
        .zip(&grid.lanes)
        .map(|((of, name), lanes)| {
            let count = loaded.visits_on(day).filter(|(_, visit)| is_held(visit) && belongs(visit, *of)).count();
            let count = lang.with("calendar-visits", &[("count", count.into())]);
            view! {
                <th role="columnheader" scope="col" colspan=lanes.to_string()>
                    {name.clone()} <span class="day-count">{count}</span>
                </th>
            }
        })
        .collect_view();
    let rows = grid
        .rows
        .iter()
        .map(|row| {
            let line = row.line.map(|rows| {
                let time = clock(row.start, loaded.zone, lang);
                view! { <th class="day-clock" role="rowheader" scope="row" rowspan=rows.to_string()>{time}</th> }
            });
            let cells = row.cells.iter().map(|cell| slot(cell, loaded, day, &named, lang)).collect_view();
            // Heights go by five minutes, up to half an hour.
            let height = (row.minutes + 2).clamp(5, 30) / 5 * 5;
            view! { <tr role="row" class=format!("m-{height}")>{line} {cells}</tr> }
        })
        .collect_view();
    view! {
        <div class="day-frame" role="region" aria-label=lang.t("calendar-table") tabindex="0">
            <table class="day" role="table">
                <caption class="quiet">{lang.t("calendar-table")}</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col">{lang.t("calendar-time")}</th>
                        {heads}
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The time of day without its zone, which stands at the head of the page.
fn clock(at: chrono::DateTime<chrono::Utc>, zone: Tz, lang: Lang) -> String {
    use chrono::Timelike as _;
    let local = at.with_timezone(&zone);
    super::words::wall(i64::from(local.hour() * 60 + local.minute()), lang)
}

fn slot(cell: &Cell, loaded: &Loaded, day: NaiveDate, named: &[(Of, String)], lang: Lang) -> AnyView {
    let (rows, lanes) = (cell.rows.to_string(), cell.lanes.to_string());
    let column = named.get(cell.column);
    let name = column.map(|(_, name)| name.clone()).unwrap_or_default();
    let span = |span: Span| {
        let (from, to) = (clock(span.start, loaded.zone, lang), clock(span.end, loaded.zone, lang));
        lang.with("date-span", &[("from", from.into()), ("to", to.into())])
    };
    match cell.kind {
        Kind::Visit(number) => {
            let Some(visit) = loaded.visits.get(number) else { return ().into_any() };
            let class = format!("slot visit {}", state_class(visit.status));
            view! {
                <td role="cell" class=class rowspan=rows colspan=lanes>
                    {block(visit, name, loaded, lang)}
                </td>
            }
            .into_any()
        }
        Kind::Free => {
            let href = free_href(loaded, day, column.map(|(of, _)| *of), cell.span);
            let words = lang.with("calendar-free", &[("span", span(cell.span).into())]);
            // Read out of its column, a link has to say whose it is.
            view! {
                <td role="cell" class="slot free" rowspan=rows colspan=lanes>
                    <a href=href>{words} <span class="unseen">{format!(", {name}")}</span></a>
                </td>
            }
            .into_any()
        }
        Kind::Closed(number) => {
            let why = loaded.closed_on(day).nth(number).map(|(closed, _)| closure_name(closed, lang));
            view! {
                <td role="cell" class="slot closed" rowspan=rows colspan=lanes>
                    <span class="slot-time">{span(cell.span)}</span>
                    " "
                    {why}
                    <span class="slot-who">{name}</span>
                </td>
            }
            .into_any()
        }
        Kind::Away => view! {
            <td role="cell" class="slot away" rowspan=rows colspan=lanes>
                <span>{lang.t("calendar-no-hours")}</span>
            </td>
        }
        .into_any(),
        Kind::Beside => view! { <td role="cell" class="slot beside" rowspan=rows colspan=lanes></td> }.into_any(),
    }
}

fn state_class(status: Status) -> &'static str {
    match status {
        Status::Proposed | Status::Pending => "asked",
        Status::Arrived | Status::CheckedIn => "here",
        Status::Fulfilled | Status::NoShow => "over",
        _ => "booked",
    }
}

/// A visit in the grid.
fn block(visit: &Visit, column: String, loaded: &Loaded, lang: Lang) -> impl IntoView + use<> {
    let own = zone_of(visit.zone.as_deref(), loaded.zone);
    let elsewhere = visit.location.clone().filter(|_| loaded.scope.place.is_none());
    let with = visit.practitioner.clone().filter(|_| loaded.scope.by_room);
    let room = visit.room.clone().filter(|_| !loaded.scope.by_room);
    let about: Vec<String> = [Some(kind_of(visit, lang)), with, room, elsewhere].into_iter().flatten().collect();
    let marks = marks(visit, lang);
    view! {
        <p class="slot-time">
            {if own == loaded.zone {
                let end = lasting(visit.start_at, visit.end_at).end;
                let (from, to) = (clock(visit.start_at, own, lang), clock(end, own, lang));
                lang.with("date-span", &[("from", from.into()), ("to", to.into())])
            } else {
                hours_of(visit, own, lang)
            }}
        </p>
        <p class="slot-name">
            <a href=format!("/calendar/visits/{}", visit.id)>{visit.patient.clone()}</a>
        </p>
        <p class="slot-about">{about.join(" · ")}</p>
        <p class="slot-who">{column}</p>
        <p class="slot-marks">
            {status_badge(visit.status, lang)}
            {marks.into_iter().map(|mark| view! { <span class="mark-word">{mark}</span> }).collect_view()}
        </p>
    }
}

/// What was called off, at the end.
pub(super) fn called_off(loaded: &Loaded, day: NaiveDate, lang: Lang) -> Option<AnyView> {
    let rows: Vec<_> = loaded
        .visits_on(day)
        .filter(|(_, visit)| !is_held(visit))
        .map(|(_, visit)| {
            let zone = zone_of(visit.zone.as_deref(), loaded.zone);
            let about = [Some(hours_of(visit, zone, lang)), Some(kind_of(visit, lang)), visit.practitioner.clone()];
            let about: Vec<String> = about.into_iter().flatten().collect();
            let (tone, word) = super::words::status_word(visit.status, lang);
            view! {
                <Row
                    title=visit.patient.clone()
                    href=format!("/calendar/visits/{}", visit.id)
                    aside=view! { <Badge tone=tone text=word /> }
                >
                    <p>
                        <s>{about.join(" · ")}</s>
                    </p>
                </Row>
            }
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <Part title=lang.t("calendar-called-off") id="called-off">
                <Rows>{rows}</Rows>
            </Part>
        }
        .into_any()
    })
}
