use crate::{
    ui::{
        button::{Actions, Button, LinkButton, Weight},
        choice::{Choice, RadioField},
        field::TextArea,
        form::{FieldError, Form, error_at},
        list::{Fact, Facts},
        nav::Section,
        notice::Notice as NoticeBox,
        page::PageHead,
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Here, Notice, Signed, Typed, after, birth_words},
};
use axum::response::{IntoResponse as _, Redirect, Response};
use clinic::{
    accounts::Clinician,
    ids::PatientId,
    patients::{Closed, GRANT_HOURS, LONGEST_REASON, Purpose, closed, grant, is_open},
};
use leptos::prelude::*;
use serde::Deserialize;

/// The fields of the form that asks for a reason.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ReasonFields {
    purpose: String,
    reason: String,
}

/// Asks why someone outside the care team opens a record.
pub(crate) async fn reason_page(here: Here, Signed(by): Signed<Clinician>) -> Answer {
    let patient: PatientId = here.id("patient")?;
    match closed(&mut here.read().await?, &by, patient, &here.visit.log, here.now).await? {
        None => Ok(Redirect::to(&format!("/patients/{patient}")).into_response()),
        Some(outside) => Ok(form(here, patient, outside, ReasonFields::default(), Vec::new()).await),
    }
}

/// Writes the reason down and opens the record.
pub(crate) async fn give_reason(
    here: Here,
    Signed(by): Signed<Clinician>,
    Typed(typed): Typed<ReasonFields>,
) -> Answer {
    let patient: PatientId = here.id("patient")?;
    let mut q = here.read().await?;
    if is_open(&mut q, &by, patient, here.now).await? {
        return Ok(Redirect::to(&format!("/patients/{patient}")).into_response());
    }
    let lang = here.lang;
    let mut errors = Vec::new();
    let purpose = Purpose::parse(&typed.purpose);
    if purpose.is_none() {
        errors.push(FieldError::new("purpose", lang.t("reason-purpose-missing")));
    }
    if purpose == Some(Purpose::Other) && typed.reason.trim().is_empty() {
        errors.push(FieldError::new("reason", lang.t("reason-text-missing")));
    }
    if typed.reason.trim().chars().count() > LONGEST_REASON {
        errors.push(FieldError::new("reason", lang.with("reason-text-long", &[("count", LONGEST_REASON.into())])));
    }
    match purpose {
        Some(purpose) if errors.is_empty() => {
            drop(q);
            let portal = &here.portal;
            grant(&portal.db, &portal.auditor, &by, patient, purpose, &typed.reason, here.now).await?;
            Ok(after(&format!("/patients/{patient}"), Some(Notice::AccessGranted)))
        }
        _ => match closed(&mut q, &by, patient, &here.visit.log, here.now).await? {
            None => Ok(Redirect::to(&format!("/patients/{patient}")).into_response()),
            Some(outside) => Ok(form(here, patient, outside, typed, errors).await),
        },
    }
}

async fn form(
    here: Here,
    patient: PatientId,
    outside: Closed,
    typed: ReasonFields,
    errors: Vec<FieldError>,
) -> Response {
    let lang = here.lang;
    let frame =
        Frame::new(here, lang.t("reason-title")).section(Section::Patients).crumb("/patients", lang.t("nav-patients"));
    let frame = if errors.is_empty() { frame } else { frame.refused() };
    frame
        .show(move || {
            let born = outside.birth_date.map(|date| birth_words(lang, date, outside.birth_date_precision));
            let facts = [
                Some(Fact::new(lang.t("reason-patient"), outside.name)),
                Fact::some(lang.t("profile-born"), born),
                Fact::some(lang.t("profile-record-number"), outside.record_number),
            ];
            let purposes = Purpose::ALL
                .into_iter()
                .map(|purpose| Choice::new(purpose.name(), purpose_name(purpose, lang)))
                .collect();
            view! {
                <PageHead title=lang.t("reason-title") lead=lang.t("reason-lead") />
                <Facts facts=facts.into_iter().flatten().collect() />
                <NoticeBox tone=Tone::Info title=lang.t("reason-seen")>
                    <p>{lang.with("reason-seen-advice", &[("count", GRANT_HOURS.into())])}</p>
                </NoticeBox>
                <Form action=format!("/patients/{patient}/access") errors=errors.clone()>
                    <RadioField
                        name="purpose"
                        legend=lang.t("reason-purpose")
                        choices=purposes
                        value=typed.purpose
                        error=error_at(&errors, "purpose")
                    />
                    <TextArea
                        name="reason"
                        label=lang.t("reason-text")
                        hint=lang.t("reason-text-hint")
                        value=typed.reason
                        error=error_at(&errors, "reason")
                        optional=true
                    />
                    <Actions>
                        <Button>{lang.t("reason-button")}</Button>
                        <LinkButton href="/patients" weight=Weight::Quiet>
                            {lang.t("reason-back")}
                        </LinkButton>
                    </Actions>
                </Form>
            }
        })
        .await
}

/// A purpose in words.
pub(crate) fn purpose_name(purpose: Purpose, lang: Lang) -> String {
    match purpose {
        Purpose::Treatment => lang.t("purpose-treatment"),
        Purpose::Appointment => lang.t("purpose-appointment"),
        Purpose::Emergency => lang.t("purpose-emergency"),
        Purpose::Request => lang.t("purpose-request"),
        Purpose::Other => lang.t("purpose-other"),
    }
}
