use super::{
    closures::concern,
    parts::{SchedulePart, is_admin, schedule_tabs},
    times, words,
};
use crate::{
    ui::{
        badge::Badge,
        date::local,
        list::{Row, Rows},
        nav::Section,
        notice::Notice as NoticeBox,
        page::{PageHead, Part},
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Here, Signed},
};
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use clinic::{
    accounts::Planner,
    schedules::{Closed, Mode, Site, VisitType, Week, closures, rooms, sites, visit_types, week, zone_of},
};
use leptos::prelude::*;

/// What the overview tells.
struct Shown {
    sites: Vec<Site>,
    rooms: usize,
    visits: Vec<VisitType>,
    weeks: Vec<Week>,
    closed: Vec<Closed>,
    today: NaiveDate,
    now: DateTime<Utc>,
    zone: Tz,
    is_admin: bool,
}

/// What there is, what is missing, and who is there today.
pub(crate) async fn overview(here: Here, Signed(_): Signed<Planner>) -> Answer {
    let today = here.today();
    let mut q = here.read().await?;
    let shown = Shown {
        sites: sites(&mut q).await?,
        rooms: rooms(&mut q).await?.iter().filter(|room| room.active).count(),
        visits: visit_types(&mut q).await?.into_iter().filter(|visit| visit.active).collect(),
        weeks: week(&mut q, None, today).await?,
        closed: closures(&mut q, today, today).await?,
        today,
        now: here.now,
        zone: here.portal.settings.zone,
        is_admin: is_admin(&here),
    };
    drop(q);
    let lang = here.lang;
    Ok(Frame::new(here, lang.t("schedules-title"))
        .section(Section::Schedules)
        .show(move || {
            let is_ready = !shown.sites.is_empty() && !shown.visits.is_empty() && !shown.weeks.is_empty();
            view! {
                {schedule_tabs(SchedulePart::Overview, shown.is_admin, lang)}
                <PageHead title=lang.t("schedules-title") lead=lang.t("schedules-lead") />
                {is_ready.then(|| today_part(&shown, lang))}
                {unused(&shown.weeks, lang)}
                {steps_part(&shown, lang)}
            }
        })
        .await)
}

/// Hours that nobody can book because what they need is out of use.
fn unused(weeks: &[Week], lang: Lang) -> Option<impl IntoView + use<>> {
    let count = weeks.iter().filter(|week| !week.in_use).count();
    (count > 0).then(|| {
        view! {
            <NoticeBox tone=Tone::Warn title=lang.with("schedules-hours-unused", &[("count", count.into())])>
                <p>{lang.t("schedules-hours-unused-advice")} " " <a href="/schedules/hours">{lang.t("schedules-hours")}</a></p>
            </NoticeBox>
        }
    })
}

fn today_part(shown: &Shown, lang: Lang) -> impl IntoView + use<> {
    let closed: Vec<_> = shown
        .closed
        .iter()
        .map(|closed| {
            let aside = view! { <Badge tone=Tone::Warn text=words::kind_name(closed.closure.kind, lang) /> };
            let concern = concern(closed, lang);
            view! {
                <Row title=words::when(&closed.closure, lang) href=format!("/schedules/closures/{}", closed.closure.id) aside=aside>
                    <p>{concern}</p>
                </Row>
            }
        })
        .collect();
    let there: Vec<_> = shown
        .weeks
        .iter()
        .filter(|week| week.in_use && week.hours.are_on(local(shown.now, zone_of(week.zone.as_deref(), shown.zone))))
        .map(|week| {
            let place: Vec<String> = [Some(week.location.clone()), week.room.clone()].into_iter().flatten().collect();
            let time = times::span(week.hours.from_minute, week.hours.until_minute, lang);
            view! {
                <Row title=week.practitioner.clone()>
                    <p>{time}</p>
                    <p>{place.join(" · ")}</p>
                </Row>
            }
        })
        .collect();
    let nobody = there.is_empty().then(|| view! { <p>{lang.t("schedules-today-nobody")}</p> });
    let rows = (!closed.is_empty() || !there.is_empty()).then(|| view! { <Rows>{closed} {there}</Rows> });
    view! {
        <Part title=lang.with("schedules-today", &[("date", lang.date_long(shown.today).into())]) id="today">
            {nobody}
            {rows}
        </Part>
    }
}

/// What is to do before patients can book, in the order in which it is done.
fn steps_part(shown: &Shown, lang: Lang) -> impl IntoView + use<> {
    let zoneless = shown.sites.iter().filter(|site| site.zone.is_none()).count();
    let bookable = shown.visits.iter().filter(|visit| visit.mode != Mode::ViewOnly).count();
    let places = match (shown.sites.len(), zoneless) {
        (0, _) => lang.t("schedules-step-places-none"),
        (count, 0) => lang.with("schedules-step-places-done", &[("count", count.into())]),
        (_, count) => {
            let zone = lang.zone_name(shown.zone);
            lang.with("schedules-step-places-zone", &[("count", count.into()), ("zone", zone.into())])
        }
    };
    let counted = |count: usize, none: String, some: String| if count == 0 { none } else { some };
    let rooms = counted(
        shown.rooms,
        lang.t("schedules-step-rooms-none"),
        lang.with("schedules-step-rooms-done", &[("count", shown.rooms.into())]),
    );
    let visits = counted(
        shown.visits.len(),
        lang.t("schedules-step-visits-none"),
        lang.with("schedules-step-visits-done", &[("count", shown.visits.len().into())]),
    );
    let mut people: Vec<_> = shown.weeks.iter().map(|week| week.hours.practitioner).collect();
    people.dedup();
    let hours = counted(
        people.len(),
        lang.t("schedules-step-hours-none"),
        lang.with("schedules-step-hours-done", &[("count", people.len().into())]),
    );
    let is_open = !shown.sites.is_empty() && !people.is_empty() && bookable > 0;
    let book = if is_open {
        lang.with("schedules-step-book-done", &[("count", bookable.into())])
    } else {
        lang.t("schedules-step-book-none")
    };
    let places_href = shown.is_admin.then(|| "/places".to_owned());
    let some = |href: &str| Some(href.to_owned());
    let steps = [
        (lang.t("schedules-step-places"), places, places_href, !shown.sites.is_empty(), false),
        (lang.t("schedules-rooms"), rooms, some("/schedules/rooms"), shown.rooms > 0, true),
        (lang.t("schedules-visit-types"), visits, some("/schedules/visit-types"), !shown.visits.is_empty(), false),
        (lang.t("schedules-hours"), hours, some("/schedules/hours"), !people.is_empty(), false),
        (lang.t("schedules-step-book"), book, None, is_open, false),
    ];
    let rows = steps
        .into_iter()
        .enumerate()
        .map(|(at, (name, words, href, is_done, is_optional))| {
            let aside = match (is_done, is_optional) {
                (true, _) => view! { <Badge tone=Tone::Good text=lang.t("schedules-step-done") /> },
                (false, true) => view! { <Badge tone=Tone::Quiet text=lang.t("common-optional") /> },
                (false, false) => view! { <Badge tone=Tone::Warn text=lang.t("schedules-step-missing") /> },
            };
            view! {
                <Row title=format!("{}. {name}", at + 1) href=href aside=aside>
                    <p>{words}</p>
                </Row>
            }
        })
        .collect_view();
    view! {
        <Part title=lang.t("schedules-steps") id="steps">
            <Rows>{rows}</Rows>
        </Part>
    }
}
