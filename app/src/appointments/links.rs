//! Visits by the link of a mail, without signing in: a page explains, its forms act. Programs open links too, so no page changes
//! anything. What a visit is for, whose it is and with whom is never shown.

mod change;
mod landing;
mod offer;
mod times;

use super::rules;
use crate::{
    accounts::Dead,
    ui::{
        date::local,
        list::{Fact, Facts},
        text::Lang,
        when::zone_of,
    },
    web::{AppError, Here, Route},
};
use axum::response::Response;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use clinic::{
    appointments::{Booker, Linked, Status, linked},
    mail::{BadLink, Purpose},
    schedules::{Medium, Mode},
};
use leptos::prelude::*;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::page("/visit/{token}", landing::page),
        Route::action("/visit/{token}/confirmation", change::confirm),
        Route::action("/visit/{token}/cancellation", change::cancel),
        Route::page("/visit/{token}/times", times::page),
        Route::action("/visit/{token}/times", times::hold),
        Route::page("/visit/{token}/times/{hold}", times::held),
        Route::action("/visit/{token}/times/{hold}", times::book),
        Route::page("/visit/offer/{token}", offer::page),
        Route::action("/visit/offer/{token}/acceptance", offer::accept),
        Route::action("/visit/offer/{token}/refusal", offer::decline),
    ]
}

/// The visit that the link in the address is about; else the page that says why there is none.
async fn visit(here: &Here) -> Result<Result<(Booker, Linked), Response>, AppError> {
    let token = here.param("token").unwrap_or_default();
    let found = linked(&mut here.read().await?, &here.portal.keys, token, &here.visit.log, here.now).await?;
    Ok(match found {
        Ok(found) => Ok(found),
        Err(bad) => Err(dead(here, bad).await),
    })
}

/// What is said of a link that does not work.
async fn dead(here: &Here, bad: BadLink) -> Response {
    let lang = here.lang;
    let dead = match bad {
        BadLink::Wrong => Dead::wrong(here),
        BadLink::Expired => Dead::over(lang.t("visit-link-over"), lang.t("visit-link-over-advice")),
    };
    dead.then("/sign-in", lang.t("sign-in-button")).show(here.clone()).await
}

/// The address of the link's page.
fn base(here: &Here) -> String {
    format!("{}{}", Purpose::Appointment.path(), here.param("token").unwrap_or_default())
}

/// Whether the holder of the link can still move the visit or call it off.
fn can_change(here: &Here, visit: &Linked) -> bool {
    let is_early = visit.status == Status::Proposed || visit.start_at >= here.now + rules(here).change_until;
    visit.status.can_change() && !is_clinics(visit) && visit.start_at > here.now && is_early
}

/// Whether only the clinic can change it.
fn is_clinics(visit: &Linked) -> bool {
    !visit.made_here || (visit.mode == Some(Mode::ViewOnly) && visit.status != Status::Proposed)
}

/// When and where it is.
fn facts(here: &Here, visit: &Linked) -> impl IntoView + use<> {
    let lang = here.lang;
    let zone = zone_of(visit.zone.as_deref(), here.portal.settings.zone);
    let by_video = visit.medium == Some(Medium::Video);
    let place = visit.location.clone().filter(|_| !by_video).map(|name| {
        let lines: Vec<String> = visit
            .address_lines
            .iter()
            .flat_map(|lines| lines.lines())
            .map(str::to_owned)
            .chain(visit.city.clone())
            .collect();
        let lines = lines.into_iter().map(|line| view! { <br /> {line} }).collect_view();
        view! { <span class="place">{name} {lines}</span> }.into_any()
    });
    let place = place.or_else(|| by_video.then(|| lang.t("mail-visit-by-video").into_any()));
    let phone = visit.phone.clone().or_else(|| here.portal.settings.clinic_phone.clone());
    let facts = [
        Some(Fact::new(lang.t("mail-visit-when"), hours(visit.start_at, visit.end_at, zone, lang))),
        Some(Fact::new(lang.t("visit-zone"), lang.zone_name(zone))),
        Fact::some(lang.t("mail-visit-where"), place),
        Fact::some(lang.t("appointments-phone"), phone),
    ];
    let facts: Vec<Fact> = facts.into_iter().flatten().collect();
    view! { <Facts facts=facts /> }
}

/// "Tuesday, December 1, 2026, 3:05 PM to 3:35 PM EST".
fn hours(start: DateTime<Utc>, end: Option<DateTime<Utc>>, zone: Tz, lang: Lang) -> String {
    let day = local(start, zone);
    let hours = match end.filter(|end| *end > start && local(*end, zone) == day) {
        Some(end) => lang.time_range(start, end, zone),
        None => lang.time(start, zone),
    };
    lang.with("date-at", &[("date", lang.date_long(day).into()), ("time", hours.into())])
}

/// What to do where this page cannot help: call.
fn call(here: &Here, phone: Option<&str>) -> String {
    let lang = here.lang;
    let phone = phone.map(str::to_owned).or_else(|| here.portal.settings.clinic_phone.clone());
    match phone {
        Some(phone) => lang.with("visit-call-phone", &[("phone", phone.into())]),
        None => lang.t("visit-call"),
    }
}
