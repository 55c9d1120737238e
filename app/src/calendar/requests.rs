//! Visits that were asked for: agree, offer another time, decline.

use super::{
    bar::{CalendarPart, parts},
    scope::{CalendarFields, Scope},
    words::{born, kind_of, marks, when_of},
};
use crate::{
    ui::{
        button::{Actions, LinkButton, PostButton, Weight},
        empty::Empty,
        icon::Symbol,
        nav::Section,
        page::{PageHead, Part},
        text::Lang,
        when::zone_of,
    },
    web::{Answer, Frame, Here, Notice, Signed, after},
};
use chrono_tz::Tz;
use clinic::{
    accounts::Clinician,
    appointments::{self, Visit, asked_for, waits},
    ids::AppointmentId,
};
use leptos::prelude::*;

/// What was asked for and waits for an answer.
pub(crate) async fn page(here: Here, Signed(by): Signed<Clinician>) -> Answer {
    let mut q = here.read().await?;
    let visits = asked_for(&mut q, &by, &here.visit.log, here.now).await?;
    let waits = waits(&mut q, &by, here.now).await?;
    drop(q);
    let scope = Scope::new(&here, &by, &CalendarFields::default());
    let (lang, zone, today) = (here.lang, here.portal.settings.zone, here.today());
    Ok(Frame::new(here, lang.t("calendar-requests"))
        .section(Section::Calendar)
        .show(move || {
            let content = if visits.is_empty() {
                view! {
                    <Empty icon=Symbol::Good title=lang.t("calendar-requests-none")>
                        <p>{lang.t("calendar-requests-none-advice")}</p>
                    </Empty>
                }
                .into_any()
            } else {
                visits.into_iter().map(|visit| request(&visit, zone, lang)).collect_view().into_any()
            };
            view! {
                <PageHead title=lang.t("calendar-requests") lead=lang.t("calendar-requests-lead") />
                {parts(CalendarPart::Requests, scope, today, waits, lang)}
                {content}
            }
        })
        .await)
}

fn request(visit: &Visit, clinic: Tz, lang: Lang) -> impl IntoView + use<> {
    let zone = zone_of(visit.zone.as_deref(), clinic);
    let own = format!("/calendar/visits/{}", visit.id);
    let who: Vec<String> = [born(visit, lang), visit.phone.clone()].into_iter().flatten().collect();
    let about: Vec<String> = [Some(kind_of(visit, lang)), visit.practitioner.clone(), visit.location.clone()]
        .into_iter()
        .flatten()
        .chain(marks(visit, lang))
        .collect();
    let since = visit.booked_at.map(|at| lang.with("calendar-asked-since", &[("time", lang.moment(at, zone).into())]));
    let when = when_of(visit, zone, lang);
    let agreement = format!("/calendar/requests/{}/agreement", visit.id);
    let reason = visit
        .reason
        .clone()
        .map(|reason| view! { <p>{lang.with("calendar-reason-is", &[("reason", reason.into())])}</p> });
    view! {
        <Part title=visit.patient.clone() id=format!("visit-{}", visit.id) repeated=true>
            <p class="visit-time">{when}</p>
            <p>{about.join(" · ")}</p>
            <p class="quiet-text">{who.join(" · ")}</p>
            {reason}
            {since.map(|since| view! { <p class="quiet-text">{since}</p> })}
            <Actions>
                <PostButton action=agreement>{lang.t("calendar-agree")}</PostButton>
                <LinkButton href=format!("{own}/move") weight=Weight::Secondary>
                    {lang.t("calendar-other-offer")}
                </LinkButton>
                <LinkButton href=format!("{own}#cancel") weight=Weight::Quiet>
                    {lang.t("calendar-decline")}
                </LinkButton>
            </Actions>
        </Part>
    }
}

/// Books a visit as it was asked for.
pub(crate) async fn agree(here: Here, Signed(by): Signed<Clinician>) -> Answer {
    let id: AppointmentId = here.id("visit")?;
    let visit = appointments::visit(&mut here.read().await?, &by, &here.visit.log, id).await?;
    let portal = &here.portal;
    match appointments::grant(&portal.db, &portal.auditor, &by, visit.patient_id, id, here.now).await? {
        Ok(()) => Ok(after("/calendar/requests", Some(Notice::DeskVisitAgreed))),
        Err(why) => {
            let error = super::words::refusal(&why, here.now, here.lang);
            super::visit::show(here, &by, super::visit::VisitFields::default(), vec![error]).await
        }
    }
}
