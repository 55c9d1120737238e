//! Visits that were asked for: agree, offer another time, decline.

use super::{
    bar::{CalendarPart, parts},
    rules,
    scope::{CalendarFields, Scope},
    words::{born, kind_of, marks, when_of},
};
use crate::{
    ui::{
        button::{Actions, LinkButton, PostButton, Weight},
        empty::Empty,
        icon::Symbol,
        nav::Section,
        notice::Notice as NoticeBox,
        page::{PageHead, Part},
        text::Lang,
        tone::Tone,
        when::zone_of,
    },
    web::{Answer, Frame, Here, Notice, Signed, Typed, after},
};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use clinic::{
    accounts::Clinician,
    appointments::{self, NotBooked, Visit, asked_for, waits},
    ids::AppointmentId,
};
use leptos::prelude::*;
use serde::Deserialize;

/// The answer to a request, as a form sends it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct AgreeFields {
    /// The revision that was shown.
    revision: String,
    /// Whether the visit is agreed to although nobody has hours then, or something else is there.
    anyway: String,
}

/// What was asked for and waits for an answer.
pub(crate) async fn page(here: Here, Signed(by): Signed<Clinician>) -> Answer {
    show(here, &by, None).await
}

/// The page; `closed` could not be agreed to, since nobody has hours then or something else is there.
async fn show(here: Here, by: &Clinician, closed: Option<AppointmentId>) -> Answer {
    let mut q = here.read().await?;
    let visits = asked_for(&mut q, by, &here.visit.log).await?;
    let waits = waits(&mut q, by).await?;
    drop(q);
    let scope = Scope::new(&here, by, &CalendarFields::default());
    let (lang, zone, today, now) = (here.lang, here.portal.settings.zone, here.today(), here.now);
    let frame = Frame::new(here, lang.t("calendar-requests")).section(Section::Calendar);
    let frame = if closed.is_some() { frame.refused() } else { frame };
    Ok(frame
        .show(move || {
            let content = if visits.is_empty() {
                view! {
                    <Empty icon=Symbol::Good title=lang.t("calendar-requests-none")>
                        <p>{lang.t("calendar-requests-none-advice")}</p>
                    </Empty>
                }
                .into_any()
            } else {
                let shown = |visit: Visit| request(&visit, closed == Some(visit.id), now, zone, lang);
                visits.into_iter().map(shown).collect_view().into_any()
            };
            view! {
                <PageHead title=lang.t("calendar-requests") lead=lang.t("calendar-requests-lead") />
                {parts(CalendarPart::Requests, scope, today, waits, lang)}
                {content}
            }
        })
        .await)
}

fn request(visit: &Visit, is_closed: bool, now: DateTime<Utc>, clinic: Tz, lang: Lang) -> impl IntoView + use<> {
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
    let is_over = visit.start_at <= now;
    let warning = match (is_over, is_closed) {
        (true, _) => Some((lang.t("calendar-request-over"), lang.t("calendar-request-over-advice"))),
        (false, true) => Some((lang.t("calendar-request-closed"), lang.t("calendar-request-closed-advice"))),
        (false, false) => None,
    };
    let warning = warning.map(|(title, advice)| {
        view! {
            <NoticeBox tone=Tone::Warn title=title>
                <p>{advice}</p>
            </NoticeBox>
        }
    });
    let agreement = (!is_over).then(|| {
        let words = if is_closed { lang.t("calendar-agree-anyway") } else { lang.t("calendar-agree") };
        agreement(visit, is_closed, words)
    });
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
            {warning}
            {since.map(|since| view! { <p class="quiet-text">{since}</p> })}
            <Actions>
                {agreement}
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

/// The button that agrees to a request.
pub(super) fn agreement(visit: &Visit, anyway: bool, words: String) -> impl IntoView + use<> {
    view! {
        <PostButton
            action=format!("/calendar/requests/{}/agreement", visit.id)
            fields=vec![("revision", visit.revision.to_string()), ("anyway", anyway.to_string())]
        >
            {words}
        </PostButton>
    }
}

/// Books a visit as it was asked for.
pub(crate) async fn agree(here: Here, Signed(by): Signed<Clinician>, Typed(typed): Typed<AgreeFields>) -> Answer {
    let id: AppointmentId = here.id("visit")?;
    let visit = appointments::visit(&mut here.read().await?, &by, &here.visit.log, id).await?;
    let (portal, rules) = (&here.portal, rules(&here));
    let (patient, anyway) = (visit.patient_id, typed.anyway == "true");
    // A form without a revision is none that was shown.
    let shown = typed.revision.parse().unwrap_or(-1);
    let granted =
        appointments::grant(&portal.db, &portal.auditor, &by, patient, id, shown, anyway, &rules, here.now).await?;
    match granted {
        Ok(()) => Ok(after("/calendar/requests", Some(Notice::DeskVisitAgreed))),
        Err(NotBooked::Taken(_)) => show(here, &by, Some(id)).await,
        Err(why) => {
            let error = super::words::refusal(&why, here.now, here.lang);
            super::visit::show(here, &by, super::visit::VisitFields::default(), vec![error]).await
        }
    }
}
