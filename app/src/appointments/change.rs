//! What can be done about a visit that is booked: say that one will come, call it off.

use super::{
    parts::{times, title},
    refused::words,
    rules::rules,
    wanted::call,
};
use crate::{
    ui::{
        button::{Actions, Button, LinkButton, Weight},
        choice::{Choice, RadioField},
        field::TextArea,
        form::{FieldError, Form, error_at},
        nav::Section,
        notice::Notice as NoticeBox,
        page::PageHead,
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Here, InChart, Notice, Typed, after},
};
use chrono::{DateTime, Utc};
use clinic::{
    appointments::{
        Appointment, Booker, CancelReason, LONGEST_REASON, NotBooked, Rules, Status, appointment, cancel, confirm,
    },
    ids::AppointmentId,
    schedules::Mode,
};
use leptos::prelude::*;
use serde::Deserialize;

/// What whoever is bound by the rules for patients can do about a visit here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Can {
    /// Change it and call it off.
    Change,
    /// It was made here, but it is too late: the clinic can.
    Late,
    /// It was not made here, or only the clinic books such visits: the clinic can.
    Call,
    /// It is over, begun or off.
    Nothing,
}

/// What can be done about a visit here, by the clinic's rules.
pub(super) fn can(visit: &Appointment, rules: &Rules, now: DateTime<Utc>) -> Can {
    if !visit.status.can_change() || visit.start_at <= now {
        return Can::Nothing;
    }
    let is_wish = visit.status == Status::Proposed;
    let is_clinics = visit.mode == Some(Mode::ViewOnly) && !is_wish;
    if !visit.made_here || visit.visit_type_id.is_none() || is_clinics {
        return Can::Call;
    }
    let is_late = !is_wish && visit.start_at < now + rules.change_until;
    if is_late { Can::Late } else { Can::Change }
}

/// The patient says that they will come.
pub(crate) async fn come(here: Here, place: InChart) -> Answer {
    let id: AppointmentId = here.id("id")?;
    let by = Booker::in_chart(&place.chart)?;
    let path = place.href(&format!("/appointments/{id}"));
    let portal = &here.portal;
    match confirm(&portal.db, &portal.auditor, &by, id, here.now).await? {
        Ok(()) => Ok(after(&path, Some(Notice::VisitConfirmed))),
        Err(why) => show(here, place, Cancelling::default(), Vec::new(), Some(why)).await,
    }
}

/// Why a visit is called off, as typed.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Cancelling {
    reason: String,
    text: String,
}

/// Asks whether it is meant, and why.
pub(crate) async fn cancellation(here: Here, place: InChart) -> Answer {
    show(here, place, Cancelling::default(), Vec::new(), None).await
}

/// Calls the visit off.
pub(crate) async fn call_off(here: Here, place: InChart, Typed(typed): Typed<Cancelling>) -> Answer {
    let id: AppointmentId = here.id("id")?;
    let (lang, rules) = (here.lang, rules(&here));
    let by = Booker::in_chart(&place.chart)?;
    let was = appointment(&mut here.read().await?, &place.chart, id).await?;
    let asked = was.status == Status::Proposed;
    let reason = CancelReason::parse(&typed.reason).filter(|reason| CancelReason::OF_PATIENT.contains(reason));
    let mut errors = Vec::new();
    if typed.text.trim().chars().count() > LONGEST_REASON {
        errors.push(FieldError::new("text", lang.with("booking-long", &[("count", LONGEST_REASON.into())])));
    }
    // A wish is taken back without being asked why.
    let reason = reason.or(asked.then_some(CancelReason::NotNeeded));
    if reason.is_none() {
        errors.push(FieldError::new("reason", lang.t("booking-cancel-choose")));
    }
    let Some(reason) = reason.filter(|_| errors.is_empty()) else {
        return show(here, place, typed, errors, None).await;
    };
    let portal = &here.portal;
    match cancel(&portal.db, &portal.auditor, &by, id, reason, &typed.text, &rules, here.now).await? {
        Ok(()) => {
            let notice = if asked { Notice::VisitWithdrawn } else { Notice::VisitCancelled };
            Ok(after(&place.href(&format!("/appointments/{id}")), Some(notice)))
        }
        Err(why) => show(here, place, typed, Vec::new(), Some(why)).await,
    }
}

fn reason_words(of: CancelReason, lang: Lang) -> String {
    match of {
        CancelReason::CannotCome => lang.t("booking-why-cannot-come"),
        CancelReason::NotNeeded => lang.t("booking-why-not-needed"),
        CancelReason::Elsewhere => lang.t("booking-why-elsewhere"),
        _ => lang.t("booking-why-other"),
    }
}

/// The page that asks; where it cannot be done here, it says why and what to do instead.
async fn show(
    here: Here,
    place: InChart,
    typed: Cancelling,
    errors: Vec<FieldError>,
    refused: Option<NotBooked>,
) -> Answer {
    let id: AppointmentId = here.id("id")?;
    Booker::in_chart(&place.chart)?;
    let visit = appointment(&mut here.read().await?, &place.chart, id).await?;
    let (lang, zone, call) = (here.lang, here.zone(visit.zone.as_deref()), call(&here));
    let is_wrong = refused.is_some() || !errors.is_empty();
    let refused = refused.or(match can(&visit, &rules(&here), here.now) {
        Can::Change => None,
        Can::Late => Some(NotBooked::TooLate),
        Can::Call => Some(NotBooked::NotOffered),
        Can::Nothing => Some(NotBooked::Ended),
    });
    let asked = visit.status == Status::Proposed;
    let head = if asked { lang.t("booking-withdraw") } else { lang.t("booking-cancel") };
    let back = place.href(&format!("/appointments/{id}"));
    let name = title(&visit, lang);
    let frame = Frame::new(here, head.clone())
        .section(Section::Appointments)
        .of(&place)
        .crumb(place.href("/appointments"), lang.t("nav-appointments"))
        .crumb(back.clone(), name.clone());
    let frame = if is_wrong { frame.refused() } else { frame };
    Ok(frame
        .show(move || {
            let body = match refused {
                Some(why) => {
                    let (title, advice) = words(&why, &call, lang);
                    view! {
                        <NoticeBox tone=Tone::Warn title=title>
                            <p>{advice}</p>
                        </NoticeBox>
                        <Actions>
                            <LinkButton href=back>{lang.t("booking-back-to-visit")}</LinkButton>
                        </Actions>
                    }
                    .into_any()
                }
                None => {
                    let reasons = CancelReason::OF_PATIENT;
                    let reasons = reasons.map(|reason| Choice::new(reason.name(), reason_words(reason, lang)));
                    let why = (!asked).then(|| {
                        view! {
                            <RadioField
                                name="reason"
                                legend=lang.t("booking-cancel-why")
                                choices=reasons.into()
                                value=typed.reason.clone()
                                error=error_at(&errors, "reason")
                            />
                            <TextArea
                                name="text"
                                label=lang.t("booking-cancel-text")
                                value=typed.text.clone()
                                error=error_at(&errors, "text")
                                rows=2
                                maxlength=LONGEST_REASON
                                optional=true
                            />
                        }
                    });
                    let words = if asked { lang.t("booking-do-withdraw") } else { lang.t("booking-do-cancel") };
                    let about = if asked { lang.t("booking-withdraw-about") } else { lang.t("booking-cancel-about") };
                    let action = format!("{back}/cancellation");
                    view! {
                        <p>{about}</p>
                        <Form action=action errors=errors.clone()>
                            {why}
                            <Actions>
                                <Button weight=Weight::Danger>{words}</Button>
                                <LinkButton href=back weight=Weight::Quiet>
                                    {lang.t("booking-keep")}
                                </LinkButton>
                            </Actions>
                        </Form>
                    }
                    .into_any()
                }
            };
            view! {
                <PageHead title=head lead=name />
                <p class="visit-time">{times(&visit, lang, zone)}</p>
                {body}
            }
        })
        .await)
}
