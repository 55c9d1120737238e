//! What is booked in a closure, to be moved or called off.

use super::{
    reach::nobody_told_line,
    rules,
    visit::{reason_fields, reason_of},
    words::{closure_name, closure_reach, kind_of, refusal, when_of},
};
use crate::{
    ui::{
        button::{LinkButton, SendOrCancel, Weight},
        empty::Empty,
        form::{FieldError, Form},
        icon::Symbol,
        list::{Row, Rows},
        nav::Section,
        notice::Notice as NoticeBox,
        page::PageHead,
        text::Lang,
        tone::Tone,
        when::zone_of,
    },
    web::{Answer, Frame, Here, Notice, Signed, Typed, after},
};
use chrono_tz::Tz;
use clinic::{
    Error,
    accounts::Clinician,
    appointments::{self, Booker, CancelReason, Visit, affected, unreached},
    ids::{ClosureId, PatientId},
    schedules::{Closed, ClosureKind, closure, closures},
};
use leptos::prelude::*;
use serde::Deserialize;

/// Why all that are left are called off, as typed, and how many those were on the page.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct AllFields {
    reason: String,
    text: String,
    count: String,
}

struct Found {
    closed: Closed,
    visits: Vec<Visit>,
    /// Of whose visits nobody gets mails.
    unreached: Vec<PatientId>,
}

async fn load(here: &Here, by: &Clinician) -> Result<Found, Error> {
    let id: ClosureId = here.id("closure")?;
    let mut q = here.read().await?;
    let own = closure(&mut q, id).await?.closure;
    let around = closures(&mut q, own.first_day, own.last_day).await?;
    let closed = around.into_iter().find(|closed| closed.closure.id == id).ok_or(Error::NotFound)?;
    let zone = here.portal.settings.zone;
    let visits = affected(&mut q, by, &here.visit.log, id, zone, here.now).await?;
    let patients: Vec<PatientId> = visits.iter().map(|visit| visit.patient_id).collect();
    let unreached = unreached(&mut q, by, &patients, here.now).await?;
    Ok(Found { closed, visits, unreached })
}

/// Why visits in this closure are called off, usually.
fn usual(closed: &Closed) -> CancelReason {
    match closed.closure.kind {
        ClosureKind::Absence => CancelReason::ClinicianAway,
        ClosureKind::Holiday | ClosureKind::Closed => CancelReason::Closed,
    }
}

/// The visits in a closure.
pub(crate) async fn page(here: Here, Signed(by): Signed<Clinician>) -> Answer {
    let found = load(&here, &by).await?;
    let (lang, zone) = (here.lang, here.portal.settings.zone);
    Ok(Frame::new(here, lang.t("calendar-affected"))
        .section(Section::Calendar)
        .crumb(Section::Calendar.href(), lang.t("calendar-nav"))
        .show(move || {
            let Found { closed, visits, unreached } = found;
            let lead = format!("{} · {}", closure_name(&closed, lang), closure_reach(&closed, lang));
            let all = format!("/calendar/affected/{}/cancellation", closed.closure.id);
            let reason = usual(&closed);
            let content = if visits.is_empty() {
                view! {
                    <Empty icon=Symbol::Good title=lang.t("calendar-affected-none")>
                        <p>{lang.t("calendar-affected-none-advice")}</p>
                    </Empty>
                }
                .into_any()
            } else {
                let rows: Vec<_> = visits.iter().map(|visit| row(visit, &unreached, reason, zone, lang)).collect();
                view! {
                    <p>{lang.t("calendar-affected-advice")}</p>
                    <Rows>{rows}</Rows>
                    <p>
                        <LinkButton href=all weight=Weight::Danger>
                            {lang.t("calendar-affected-all")}
                        </LinkButton>
                    </p>
                }
                .into_any()
            };
            view! {
                <PageHead title=lang.t("calendar-affected") lead=lead />
                {content}
            }
        })
        .await)
}

fn row(visit: &Visit, unreached: &[PatientId], reason: CancelReason, clinic: Tz, lang: Lang) -> impl IntoView + use<> {
    let is_unreached = unreached.contains(&visit.patient_id);
    let own = format!("/calendar/visits/{}", visit.id);
    let about: Vec<String> =
        [Some(kind_of(visit, lang)), visit.practitioner.clone(), visit.phone.clone()].into_iter().flatten().collect();
    let (shift, cancel) = (format!("{own}/move"), format!("{own}?reason={}#cancel", reason.name()));
    let when = when_of(visit, zone_of(visit.zone.as_deref(), clinic), lang);
    view! {
        <Row
            title=visit.patient.clone()
            aside=view! {
                <a class="button secondary" href=shift>{lang.t("calendar-move")}</a>
                <a class="button quiet" href=cancel>{lang.t("calendar-cancel")}</a>
            }
        >
            <p>{when}</p>
            <p>{about.join(" · ")}</p>
            {is_unreached.then(|| nobody_told_line(lang))}
            <p>
                <a href=own>{lang.t("calendar-open")}</a>
            </p>
        </Row>
    }
}

/// Asks whether all that are left shall be called off.
pub(crate) async fn confirmation(here: Here, Signed(by): Signed<Clinician>) -> Answer {
    let found = load(&here, &by).await?;
    let typed = AllFields { reason: usual(&found.closed).name().to_owned(), ..AllFields::default() };
    confirm(here, found, typed, Vec::new()).await
}

async fn confirm(here: Here, found: Found, typed: AllFields, errors: Vec<FieldError>) -> Answer {
    let (lang, clinic) = (here.lang, here.portal.settings.zone);
    let own = format!("/calendar/affected/{}", found.closed.closure.id);
    let frame = Frame::new(here, lang.t("calendar-affected-all"))
        .section(Section::Calendar)
        .crumb(own.clone(), lang.t("calendar-affected"));
    let frame = if errors.is_empty() { frame } else { frame.refused() };
    Ok(frame
        .show(move || {
            let Found { closed, visits, unreached } = found;
            let count = visits.len();
            let lead = format!("{} · {}", closure_name(&closed, lang), closure_reach(&closed, lang));
            if count == 0 {
                return view! {
                    <PageHead title=lang.t("calendar-affected-all") lead=lead />
                    <Empty icon=Symbol::Good title=lang.t("calendar-affected-none")>
                        <p>{lang.t("calendar-affected-none-advice")}</p>
                    </Empty>
                }
                .into_any();
            }
            let rows: Vec<_> = visits
                .iter()
                .map(|visit| {
                    let when = when_of(visit, zone_of(visit.zone.as_deref(), clinic), lang);
                    let call = unreached.contains(&visit.patient_id).then(|| nobody_told_line(lang));
                    let about: Vec<String> = [Some(when), visit.phone.clone()].into_iter().flatten().collect();
                    view! {
                        <Row title=visit.patient.clone()>
                            <p>{about.join(" · ")}</p>
                            {call}
                        </Row>
                    }
                })
                .collect();
            let warning = lang.with("calendar-affected-warning", &[("count", count.into())]);
            view! {
                <PageHead title=lang.t("calendar-affected-all") lead=lead />
                <NoticeBox tone=Tone::Warn title=warning>
                    <p>{lang.t("calendar-affected-told")}</p>
                </NoticeBox>
                <Rows>{rows}</Rows>
                <Form action=format!("{own}/cancellation") errors=errors.clone()>
                    <input type="hidden" name="count" value=count.to_string() />
                    {reason_fields(&typed.reason, &typed.text, &errors, lang)}
                    <SendOrCancel words=lang.with("calendar-affected-do", &[("count", count.into())]) back=own.clone() />
                </Form>
            }
            .into_any()
        })
        .await)
}

/// Calls off all that are left.
pub(crate) async fn call_off(here: Here, Signed(by): Signed<Clinician>, Typed(typed): Typed<AllFields>) -> Answer {
    let found = load(&here, &by).await?;
    let lang = here.lang;
    let reason = match reason_of(&typed.reason, &typed.text, lang) {
        Ok(reason) => reason,
        Err(errors) => return confirm(here, found, typed, errors).await,
    };
    // Nothing is called off that was not on the page.
    if typed.count != found.visits.len().to_string() {
        let error = FieldError::new("", lang.t("calendar-affected-other"));
        return confirm(here, found, typed, vec![error]).await;
    }
    let (portal, rules) = (&here.portal, rules(&here));
    for visit in &found.visits {
        let booker = Booker::at_desk(&by, visit.patient_id);
        let ended =
            appointments::cancel(&portal.db, &portal.auditor, &booker, visit.id, reason, &typed.text, &rules, here.now)
                .await?;
        if let Err(why) = ended {
            let error = refusal(&why, here.now, lang);
            let left = load(&here, &by).await?;
            return confirm(here, left, typed, vec![error]).await;
        }
    }
    let id = found.closed.closure.id;
    Ok(after(&format!("/calendar/affected/{id}"), Some(Notice::DeskVisitsCancelled)))
}
