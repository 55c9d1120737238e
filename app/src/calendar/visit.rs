//! One visit with everything about it, and what can be done with it now.

use super::{
    beside,
    reach::nobody_told,
    requests::agreement,
    scope::Scope,
    series::series_part,
    story::timeline,
    words::{born, kind_of, marks, reason_name, status_badge, status_word, step_name, when_of},
};
use crate::{
    appointments::{Meeting, room_address, video_base, video_part},
    ui::{
        button::{Actions, Button, LinkButton, PostButton, Weight},
        choice::{Choice, SelectField},
        date::local,
        field::TextArea,
        form::{FieldError, Form, error_at},
        list::{Fact, Facts},
        nav::Section,
        notice::Notice,
        page::{PageHead, Part},
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Here, Signed},
};
use axum::extract::Query;
use clinic::{
    accounts::Clinician,
    appointments::{self, CancelReason, LONGEST_REASON, Status, Step, Visit, unreached, video_room, visits_of_series},
    ids::AppointmentId,
    mail,
    schedules::Medium,
};
use leptos::prelude::*;
use serde::Deserialize;

/// What the forms of a visit hold, as typed.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct VisitFields {
    /// The step to take.
    pub step: String,
    /// The note for those who work here.
    pub note: Option<String>,
    /// Why it is called off, and in words.
    pub reason: String,
    pub text: String,
}

/// One visit.
pub(crate) async fn page(here: Here, Signed(by): Signed<Clinician>, Query(typed): Query<VisitFields>) -> Answer {
    // An address carries no text: what is written about a visit comes in a form alone.
    let typed = VisitFields { reason: typed.reason, ..VisitFields::default() };
    show(here, &by, typed, Vec::new()).await
}

/// The page, with what was refused.
pub(super) async fn show(here: Here, by: &Clinician, typed: VisitFields, errors: Vec<FieldError>) -> Answer {
    let id: AppointmentId = here.id("visit")?;
    let mut q = here.read().await?;
    let visit = appointments::visit(&mut q, by, &here.visit.log, id).await?;
    let lines = appointments::story(&mut q, id).await?;
    let answered = appointments::check_in_for_desk(&mut q, by, &here.visit.log, id).await?;
    let sent = mail::of_appointment(&mut q, by, id, &here.visit.log).await?;
    let unreached = !unreached(&mut q, by, &[visit.patient_id], here.now).await?.is_empty();
    let series = match visit.series_id {
        Some(series) => visits_of_series(&mut q, by, &here.visit.log, visit.patient_id, series).await?,
        None => Vec::new(),
    };
    drop(q);
    let takes_part = by.practitioner().is_some() && by.practitioner() == visit.practitioner_id;
    let video = match visit.medium {
        Some(Medium::Video) if takes_part => {
            video_base(&here).await?.map(|base| room_address(&base, &video_room(&here.portal.keys, id)))
        }
        _ => None,
    };
    let (lang, now) = (here.lang, here.now);
    let zone = here.zone(visit.zone.as_deref());
    let day = local(visit.start_at, zone);
    let title = lang
        .with("calendar-visit-of", &[("kind", kind_of(&visit, lang).into()), ("name", visit.patient.as_str().into())]);
    let scope = Scope { place: visit.location_id, ..Scope::default() };
    let frame = Frame::new(here, title.clone()).section(Section::Calendar).crumb(scope.day(day), lang.date_long(day));
    let frame = if errors.is_empty() { frame } else { frame.refused() };
    Ok(frame
        .show(move || {
            let lead = when_of(&visit, zone, lang);
            let meeting =
                Meeting { medium: visit.medium, status: visit.status, start_at: visit.start_at, end_at: visit.end_at };
            let join = takes_part.then(|| video_part(&meeting, video, zone, now, lang)).flatten();
            // Of what is over nobody needs to be told.
            let unreached = unreached && visit.status.can_change();
            let has_lines = !lines.is_empty();
            view! {
                <PageHead title=title lead=lead />
                <p class="slot-marks">
                    {status_badge(visit.status, lang)}
                    {marks(&visit, lang).into_iter().map(|mark| view! { <span class="mark-word">{mark}</span> }).collect_view()}
                </p>
                <p class="quiet-text">{lang.with("calendar-zone", &[("zone", lang.zone_name(zone).into())])}</p>
                {unreached.then(|| nobody_told(visit.phone.as_deref(), lang))}
                {steps(&visit, now, zone, &errors, lang)}
                {join}
                {details(&visit, lang)}
                {beside::answers(answered, zone, lang)}
                {note(&visit, &typed, &errors, lang)}
                {visit.status.can_change().then(|| cancellation(&visit, &typed, unreached, &errors, lang))}
                {series_part(&visit, &series, zone, now, lang)}
                {has_lines
                    .then(|| {
                        view! {
                            <Part title=lang.t("calendar-story") id="story">
                                {timeline(lines, zone, lang)}
                            </Part>
                        }
                    })}
                {beside::mails(sent, zone, lang)}
            }
        })
        .await)
}

/// What can be done now; the step that usually comes next invites most.
fn steps(
    visit: &Visit,
    now: chrono::DateTime<chrono::Utc>,
    zone: chrono_tz::Tz,
    errors: &[FieldError],
    lang: Lang,
) -> impl IntoView + use<> {
    let possible = Step::ALL.into_iter().filter(|step| visit.status.after(*step).is_some()).filter(|step| match step {
        Step::MissedIt => visit.start_at <= now,
        Step::Arrive | Step::CheckIn | Step::Fulfil => local(visit.start_at, zone) <= local(now, zone),
        Step::Reopen => true,
    });
    let mut is_first = true;
    let buttons: Vec<_> = possible
        .map(|step| {
            let weight = match step {
                Step::Reopen => Weight::Quiet,
                Step::MissedIt => Weight::Secondary,
                _ if is_first => Weight::Primary,
                _ => Weight::Secondary,
            };
            is_first = false;
            view! {
                <PostButton
                    action=format!("/calendar/visits/{}/step", visit.id)
                    fields=vec![("step", step.name().to_owned())]
                    weight=weight
                >
                    {step_name(step, lang)}
                </PostButton>
            }
        })
        .collect();
    let can_agree = matches!(visit.status, Status::Proposed | Status::Pending) && visit.start_at > now;
    let agree = can_agree.then(|| agreement(visit, false, lang.t("calendar-agree")));
    let shift = visit.status.can_change().then(|| {
        view! {
            <LinkButton href=format!("/calendar/visits/{}/move", visit.id) weight=Weight::Secondary>
                {lang.t("calendar-move")}
            </LinkButton>
            <LinkButton href="#cancel" weight=Weight::Quiet>
                {lang.t("calendar-cancel-link")}
            </LinkButton>
        }
    });
    let refused: Vec<_> = errors
        .iter()
        .filter(|error| error.field.is_empty())
        .map(|error| view! { <Notice tone=Tone::Danger title=error.message.clone()><p>{lang.t("calendar-refused-advice")}</p></Notice> })
        .collect();
    view! {
        {refused}
        <Actions>{agree} {buttons} {shift}</Actions>
    }
}

fn details(visit: &Visit, lang: Lang) -> impl IntoView + use<> {
    let chart = format!("/patients/{}", visit.patient_id);
    let phone = visit.phone.clone().map(|phone| {
        let digits: String = phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        view! { <a href=format!("tel:{digits}")>{phone}</a> }
    });
    let medium = match visit.medium {
        Some(Medium::Video) => Some(lang.t("calendar-mark-video")),
        _ => None,
    };
    let (_, state) = status_word(visit.status, lang);
    let facts = [
        Some(Fact::new(
            lang.t("calendar-patient"),
            view! {
                <a href=chart>{visit.patient.clone()}</a>
                {born(visit, lang).map(|born| view! { <br /> {born} })}
            },
        )),
        Fact::some(lang.t("calendar-phone"), phone),
        Some(Fact::new(lang.t("calendar-visit"), kind_of(visit, lang))),
        Fact::some(lang.t("calendar-with-whom"), visit.practitioner.clone()),
        Fact::some(lang.t("calendar-place"), visit.location.clone()),
        Fact::some(lang.t("calendar-room"), visit.room.clone()),
        Fact::some(lang.t("calendar-how"), medium),
        Fact::some(lang.t("calendar-reason"), visit.reason.clone()),
        Some(Fact::new(lang.t("calendar-state"), state)),
    ];
    let facts: Vec<Fact> = facts.into_iter().flatten().collect();
    let in_chart = format!("/patients/{}/appointments/{}", visit.patient_id, visit.id);
    let brought = (!visit.made_here).then(|| view! { <p class="quiet-text">{lang.t("calendar-brought")}</p> });
    view! {
        <Part title=lang.t("calendar-details") id="details">
            <Facts facts=facts />
            {brought}
            <p>
                <a href=in_chart>{lang.t("calendar-in-chart")}</a>
            </p>
        </Part>
    }
}

fn note(visit: &Visit, typed: &VisitFields, errors: &[FieldError], lang: Lang) -> impl IntoView + use<> {
    let value = typed.note.clone().or_else(|| visit.staff_note.clone());
    let own: Vec<FieldError> = errors.iter().filter(|error| error.field == "note").cloned().collect();
    let error = error_at(errors, "note");
    let action = format!("/calendar/visits/{}/note", visit.id);
    view! {
        <Part title=lang.t("calendar-note") id="note">
            <Form action=action errors=own>
                <TextArea
                    name="note"
                    label=lang.t("calendar-note-label")
                    hint=lang.t("calendar-note-hint")
                    value=value
                    error=error
                    rows=3
                    maxlength=LONGEST_REASON
                    optional=true
                />
                <Actions>
                    <Button weight=Weight::Secondary>{lang.t("calendar-note-save")}</Button>
                </Actions>
            </Form>
        </Part>
    }
}

fn cancellation(
    visit: &Visit,
    typed: &VisitFields,
    unreached: bool,
    errors: &[FieldError],
    lang: Lang,
) -> impl IntoView + use<> {
    let own: Vec<FieldError> =
        errors.iter().filter(|error| matches!(error.field.as_str(), "reason" | "text")).cloned().collect();
    let lead = match visit.status {
        _ if unreached => lang.t("calendar-cancel-lead-unreached"),
        Status::Proposed => lang.t("calendar-decline-lead"),
        _ if visit.made_here => lang.t("calendar-cancel-lead"),
        _ => lang.t("calendar-cancel-lead-brought"),
    };
    let (title, words) = if visit.status == Status::Proposed {
        (lang.t("calendar-decline"), lang.t("calendar-decline"))
    } else {
        (lang.t("calendar-cancel"), lang.t("calendar-cancel"))
    };
    let action = format!("/calendar/visits/{}/cancellation", visit.id);
    let fields = reason_fields(&typed.reason, &typed.text, errors, lang);
    view! {
        <Part title=title id="cancel">
            <p>{lead}</p>
            <Form action=action errors=own>
                {fields}
                <Actions>
                    <Button weight=Weight::Danger>{words}</Button>
                </Actions>
            </Form>
        </Part>
    }
}

/// Why visits are called off, as a choice and in words.
pub(super) fn reason_fields(reason: &str, text: &str, errors: &[FieldError], lang: Lang) -> impl IntoView + use<> {
    let mut choices = vec![Choice::new("", lang.t("calendar-choose-one"))];
    choices.extend(CancelReason::ALL.map(|reason| Choice::new(reason.name(), reason_name(reason, lang))));
    view! {
        <SelectField
            name="reason"
            label=lang.t("calendar-why")
            choices=choices
            value=reason.to_owned()
            error=error_at(errors, "reason")
        />
        <TextArea
            name="text"
            label=lang.t("calendar-why-text")
            hint=lang.t("calendar-why-hint")
            value=text.to_owned()
            error=error_at(errors, "text")
            rows=2
            maxlength=LONGEST_REASON
            optional=true
        />
    }
}

/// Why visits are called off; or what is missing.
pub(super) fn reason_of(reason: &str, text: &str, lang: Lang) -> Result<CancelReason, Vec<FieldError>> {
    let parsed = CancelReason::parse(reason);
    let mut errors = Vec::new();
    if parsed.is_none() {
        errors.push(FieldError::new("reason", lang.t("calendar-why-missing")));
    }
    errors.extend(too_long("text", text, lang));
    parsed.filter(|_| errors.is_empty()).ok_or(errors)
}

/// What is said of a text that is too long.
pub(super) fn too_long(field: &str, text: &str, lang: Lang) -> Option<FieldError> {
    (text.trim().chars().count() > LONGEST_REASON)
        .then(|| FieldError::new(field, lang.with("calendar-too-long", &[("count", LONGEST_REASON.into())])))
}
