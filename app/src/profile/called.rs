use super::{place::InProfile, words::line_fault};
use crate::{
    ui::{
        button::SendOrCancel,
        field::TextField,
        form::{FieldError, Form, error_at},
        nav::Section,
        page::PageHead,
        text::Lang,
    },
    web::{Answer, Frame, Here, Notice, Signed, Typed, after},
};
use axum::response::{IntoResponse as _, Redirect, Response};
use clinic::{
    accounts::{Person, Session},
    patients::demographics,
    profile::{LONGEST_NAME, line, set_preferred_name, set_worker_name, worker_name},
};
use leptos::prelude::*;
use serde::Deserialize;

/// The field of the form for the name to be called by.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct CalledFields {
    name: String,
}

/// The form for the name a patient wants to be called by.
pub(crate) async fn page(here: Here, at: InProfile) -> Answer {
    let (person, ..) = demographics(&mut here.read().await?, &at.place.chart).await?;
    Ok(patient_form(here, &at, person.preferred_name.unwrap_or_default(), Vec::new()).await)
}

/// Keeps the name a patient wants to be called by.
pub(crate) async fn save(here: Here, at: InProfile, Typed(typed): Typed<CalledFields>) -> Answer {
    match line(&typed.name, LONGEST_NAME) {
        Ok(name) => {
            set_preferred_name(&here.portal.db, &here.portal.auditor, &at.editor, name).await?;
            Ok(at.saved(Notice::ProfileSaved))
        }
        Err(fault) => {
            let errors = vec![FieldError::new("name", line_fault(fault, here.lang))];
            Ok(patient_form(here, &at, typed.name, errors).await)
        }
    }
}

/// The form for the name that someone without a record of their own wants to be called by.
pub(crate) async fn worker_page(here: Here, Signed(by): Signed<Person>) -> Answer {
    if is_patient(&here) {
        return Ok(Redirect::to("/profile/name").into_response());
    }
    let name = worker_name(&mut here.read().await?, &by).await?;
    Ok(worker_form(here, name.unwrap_or_default(), Vec::new()).await)
}

/// Keeps the name that someone without a record of their own wants to be called by.
pub(crate) async fn save_worker(here: Here, Signed(by): Signed<Person>, Typed(typed): Typed<CalledFields>) -> Answer {
    if is_patient(&here) {
        return Ok(Redirect::to("/profile/name").into_response());
    }
    match line(&typed.name, LONGEST_NAME) {
        Ok(name) => {
            set_worker_name(&here.portal.db, &here.portal.auditor, &by, name).await?;
            Ok(after("/account", Some(Notice::ProfileSaved)))
        }
        Err(fault) => {
            let errors = vec![FieldError::new("name", line_fault(fault, here.lang))];
            Ok(worker_form(here, typed.name, errors).await)
        }
    }
}

/// Whether a record is theirs, in which the name stands.
fn is_patient(here: &Here) -> bool {
    here.visit.session.as_ref().is_some_and(|session| Session::patient(session).is_some())
}

async fn patient_form(here: Here, at: &InProfile, name: String, errors: Vec<FieldError>) -> Response {
    let lang = here.lang;
    let lead = if at.is_own() { lang.t("profile-called-lead") } else { lang.t("profile-called-lead-clinician") };
    let (action, back, autocomplete) = (at.href("/profile/name"), at.href("/profile"), at.autocomplete("nickname"));
    at.show(here, lang.t("profile-called"), !errors.is_empty(), move || {
        form(CalledForm { action, back, lead, name, autocomplete, errors }, lang)
    })
    .await
}

async fn worker_form(here: Here, name: String, errors: Vec<FieldError>) -> Response {
    let lang = here.lang;
    let frame = Frame::new(here, lang.t("profile-called"))
        .section(Section::Account)
        .crumb(Section::Account.href(), lang.t("nav-account"));
    let frame = if errors.is_empty() { frame } else { frame.refused() };
    frame
        .show(move || {
            let (action, back) = ("/account/name".to_owned(), "/account".to_owned());
            let lead = lang.t("profile-called-lead-worker");
            form(CalledForm { action, back, lead, name, autocomplete: "nickname", errors }, lang)
        })
        .await
}

struct CalledForm {
    action: String,
    back: String,
    lead: String,
    name: String,
    autocomplete: &'static str,
    errors: Vec<FieldError>,
}

fn form(form: CalledForm, lang: Lang) -> impl IntoView + use<> {
    let CalledForm { action, back, lead, name, autocomplete, errors } = form;
    view! {
        <PageHead title=lang.t("profile-called") lead=lead />
        <Form action=action errors=errors.clone()>
            <TextField
                name="name"
                label=lang.t("profile-called-label")
                value=name
                hint=lang.t("profile-called-hint")
                error=error_at(&errors, "name")
                autocomplete=autocomplete
                maxlength=LONGEST_NAME
                optional=true
            />
            <SendOrCancel words=lang.t("profile-save") back=back />
        </Form>
    }
}
