use super::content::facts;
use crate::{
    ui::{
        button::{Actions, Button, LinkButton, Weight},
        field::TextArea,
        form::{FieldError, Form, error_at},
        icon::{Icon, Symbol},
        notice::Notice as NoticeBox,
        page::{PageHead, Part},
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Here, Typed},
};
use axum::response::Response;
use clinic::{
    accounts::{Role, Session},
    audit::{Action, Actor, Event, Outcome, Subject},
    ids::PatientId,
    signing::{
        LONGEST_READ, OnlineState, Refused, Verified, patient_of_code, prescription_state, public_keys, published,
        verify,
    },
};
use http::{HeaderName, HeaderValue};
use leptos::prelude::*;
use serde::Deserialize;
use uuid::Uuid;

/// This page alone may ask for the camera.
const CAMERA: (HeaderName, HeaderValue) = (
    HeaderName::from_static("permissions-policy"),
    HeaderValue::from_static(
        "camera=(self), display-capture=(), geolocation=(), microphone=(), payment=(), serial=(), usb=()",
    ),
);

/// The scripts that read a code with the camera, and put it into the form.
const SCRIPT: &str = concat!(include_str!("scan.js"), include_str!("verify.js"));

/// A code as it was pasted.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct CodeFields {
    code: String,
}

/// Where anyone checks a prescription. What it says never stands in an address.
pub(crate) async fn page(here: Here) -> Answer {
    Ok(form(here, String::new(), None).await)
}

/// Checks a code, and adds to the signature what only the portal knows.
pub(crate) async fn check(here: Here, Typed(typed): Typed<CodeFields>) -> Answer {
    if typed.code.trim().is_empty() {
        return Ok(form(here, String::new(), Some(None)).await);
    }
    let mut q = here.read().await?;
    let keys = public_keys(&published(&mut q, &here.portal.keys).await?);
    let by = here.visit.session.as_ref().map_or_else(Actor::visitor, Session::actor);
    let event = Event::new(by, Action::Execute, Subject::Prescriptions);
    match verify(&typed.code, &keys) {
        Ok(verified) => {
            let id = verified.signable.id;
            let state = prescription_state(&mut q, id, here.today()).await?;
            let patient = patient_of_code(&mut q, id).await?;
            drop(q);
            note_check(&here, event.on(id).noting("code checked"), id, patient);
            Ok(found(here, verified, state).await)
        }
        Err(why) => {
            drop(q);
            here.visit.log.note(event.ended(Outcome::Failed).noting(format!("code checked: {why}")));
            Ok(form(here, typed.code, Some(Some(why))).await)
        }
    }
}

/// Notes a check for the patient to read. Whoever works here or at a pharmacy is named, as with everything they look at; of anybody
/// else the patient reads that somebody had the code, and the trail alone keeps who was signed in.
fn note_check(here: &Here, event: Event, id: Uuid, patient: Option<PatientId>) {
    let Some(patient) = patient else {
        here.visit.log.note(event);
        return;
    };
    let is_named = here.visit.session.as_ref().is_none_or(|session| {
        let works = [Role::Prescriber, Role::Staff, Role::Pharmacist, Role::Admin];
        session.patient() == Some(patient) || works.into_iter().any(|role| session.roles().has(role))
    });
    if is_named {
        here.visit.log.note(event.of(patient));
    } else {
        here.visit.log.note(event);
        let unnamed = Event::new(Actor::visitor(), Action::Execute, Subject::Prescriptions).of(patient);
        here.visit.log.note(unnamed.on(id).noting("code checked"));
    }
}

/// The form; `refused` tells why it is shown again, without a reason where nothing was typed.
async fn form(here: Here, typed: String, refused: Option<Option<Refused>>) -> Response {
    let lang = here.lang;
    let clinic = here.portal.settings.clinic_name.clone();
    let call = call(&here);
    let frame = Frame::new(here, lang.t("signing-verify-title")).script(Some(SCRIPT));
    let frame = if refused.is_some() { frame.refused() } else { frame };
    let errors = match refused {
        Some(None) => vec![FieldError::new("code", lang.t("signing-code-missing"))],
        _ => Vec::new(),
    };
    let response = frame
        .show(move || {
            view! {
                <PageHead
                    title=lang.t("signing-verify-title")
                    lead=lang.with("signing-verify-lead", &[("clinic", clinic.into())])
                />
                {refused
                    .flatten()
                    .map(|why| {
                        view! {
                            <NoticeBox tone=Tone::Danger title=lang.t("signing-bad")>
                                <p>{reason(why, lang)}</p>
                                {call.map(|call| view! { <p>{call}</p> })}
                            </NoticeBox>
                        }
                    })}
                <Form action="/verify" errors=errors.clone()>
                    <TextArea
                        name="code"
                        label=lang.t("signing-code")
                        value=typed
                        hint=lang.t("signing-code-hint")
                        error=error_at(&errors, "code")
                        rows=6
                        maxlength=LONGEST_READ
                    />
                    {scan(lang)}
                    <Actions>
                        <Button>{lang.t("signing-check")}</Button>
                    </Actions>
                </Form>
                <Part title=lang.t("signing-offline") id="offline">
                    <p>{lang.t("signing-offline-advice")}</p>
                    <p>
                        <LinkButton href="/verify/offline" weight=Weight::Secondary>
                            {lang.t("signing-offline-button")}
                        </LinkButton>
                    </p>
                </Part>
            }
        })
        .await;
    with_camera(response)
}

async fn found(here: Here, verified: Verified, state: Option<OnlineState>) -> Response {
    let (lang, zone) = (here.lang, here.portal.settings.zone);
    let now = lang.moment(here.now, zone);
    let is_over = verified.signable.is_expired(here.today());
    let call = call(&here);
    Frame::new(here, lang.t("signing-result-title"))
        .show(move || {
            let good = [
                ("clinic", verified.signable.clinic.name.clone().into()),
                ("date", lang.moment(verified.signed_at, zone).into()),
            ];
            let last = lang.date(verified.signable.expires_on);
            view! {
                <PageHead title=lang.t("signing-result-title") />
                <NoticeBox tone=Tone::Good title=lang.t("signing-good")>
                    <p>{lang.with("signing-good-advice", &good)}</p>
                    <p>{lang.t("signing-good-never")}</p>
                </NoticeBox>
                {is_over
                    .then(|| {
                        view! {
                            <NoticeBox tone=Tone::Danger title=lang.t("signing-over")>
                                <p>{lang.with("signing-over-advice", &[("date", last.into())])}</p>
                            </NoticeBox>
                        }
                    })}
                <Part title=lang.t("signing-state") id="state">
                    {standing(state, now, lang)}
                    {call.map(|call| view! { <p>{call}</p> })}
                </Part>
                <Part title=lang.t("signing-content") id="content-signed">
                    {facts(verified, lang, zone)}
                </Part>
                <p>
                    <LinkButton href="/verify" weight=Weight::Secondary>
                        {lang.t("signing-again")}
                    </LinkButton>
                </p>
            }
        })
        .await
}

fn standing(state: Option<OnlineState>, now: String, lang: Lang) -> impl IntoView + use<> {
    let (tone, title) = match state {
        None => (Tone::Warn, lang.t("signing-state-unknown")),
        Some(OnlineState::NotDispensed) => (Tone::Good, lang.t("signing-state-none")),
        Some(OnlineState::PartDispensed) => (Tone::Warn, lang.t("signing-state-part")),
        Some(OnlineState::Dispensed) => (Tone::Danger, lang.t("signing-state-all")),
        Some(OnlineState::Cancelling) => (Tone::Danger, lang.t("signing-state-cancelling")),
        Some(OnlineState::Cancelled) => (Tone::Danger, lang.t("signing-state-cancelled")),
        Some(OnlineState::Expired) => (Tone::Danger, lang.t("signing-state-expired")),
        Some(OnlineState::Replaced) => (Tone::Danger, lang.t("signing-state-replaced")),
    };
    let about = match state {
        None => lang.t("signing-state-unknown-advice"),
        Some(_) => lang.with("signing-state-known", &[("date", now.into())]),
    };
    let stop = (tone == Tone::Danger).then(|| lang.t("signing-state-stop"));
    view! {
        <NoticeBox tone=tone title=title>
            {stop.map(|stop| view! { <p>{stop}</p> })}
            <p>{about}</p>
        </NoticeBox>
    }
}

/// The camera, where the browser reads codes with it: until the page's script finds that it does, a sentence stands in its place.
fn scan(lang: Lang) -> impl IntoView {
    view! {
        <div class="scan" data-scan="">
            <button type="button" class="button secondary" data-scan-start="" hidden=true>
                <Icon of=Symbol::Search />
                {lang.t("signing-scan")}
            </button>
            <button type="button" class="button secondary" data-scan-stop="" hidden=true>
                {lang.t("signing-scan-stop")}
            </button>
            <video data-scan-view="" aria-label=lang.t("signing-scan-view") muted=true playsinline=true hidden=true></video>
            <p class="error" role="alert" data-scan-failed="" hidden=true>
                <Icon of=Symbol::Danger />
                {lang.t("signing-scan-failed")}
            </p>
            <p class="quiet-text" data-scan-without="">
                {lang.t("signing-scan-without")}
            </p>
        </div>
    }
}

fn reason(why: Refused, lang: Lang) -> String {
    match why {
        Refused::Malformed => lang.t("signing-bad-malformed"),
        Refused::Parts => lang.t("signing-bad-parts"),
        Refused::NotOurs => lang.t("signing-bad-not-ours"),
        Refused::UnknownKey => lang.t("signing-bad-unknown"),
        Refused::Altered => lang.t("signing-bad-altered"),
        Refused::Unreadable => lang.t("signing-bad-unreadable"),
    }
}

fn call(here: &Here) -> Option<String> {
    let phone = here.portal.settings.clinic_phone.clone()?;
    Some(here.lang.with("signing-call", &[("phone", phone.into())]))
}

fn with_camera(mut response: Response) -> Response {
    let (name, value) = CAMERA;
    response.headers_mut().insert(name, value);
    response
}
