//! The first start: making the first administrator with the code that the server printed.

use super::{
    actions::signed_in,
    joining::{judged, wait},
    passwords::{NewPasswordField, weak_words},
};
use crate::{
    ui::{
        button::Button,
        field::{Input, TextField},
        form::{FieldError, Form, error_at},
        page::PageHead,
    },
    web::{Answer, Frame, Here, Notice, Typed, after},
};
use axum::response::Response;
use clinic::{
    Error,
    accounts::{FirstAdmin, LONGEST_EMAIL, LONGEST_NAME, NotJoined, Password, is_email, is_name, is_unclaimed, set_up},
};
use leptos::prelude::*;
use serde::Deserialize;

/// The fields of the form.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct SetupFields {
    code: String,
    name: String,
    email: String,
    password: String,
}

/// The form; only while there is no account.
pub(crate) async fn setup_page(here: Here) -> Answer {
    if !is_unclaimed(&mut here.read().await?).await? {
        return Err(Error::NotFound.into());
    }
    Ok(form(here, SetupFields::default(), Vec::new()).await)
}

/// Makes the first administrator and signs them in.
pub(crate) async fn make_first_admin(here: Here, Typed(typed): Typed<SetupFields>) -> Answer {
    if !is_unclaimed(&mut here.read().await?).await? {
        return Err(Error::NotFound.into());
    }
    let lang = here.lang;
    let mut errors = Vec::new();
    if typed.code.trim().is_empty() {
        errors.push(FieldError::new("code", lang.t("setup-code-missing")));
    }
    if !is_name(&typed.name) {
        errors.push(FieldError::new("name", lang.with("name-missing", &[("count", LONGEST_NAME.into())])));
    }
    if !is_email(&typed.email) {
        errors.push(FieldError::new("email", lang.t("invitation-email-malformed")));
    }
    if let Err(weak) = judged(&here, &typed.password, &typed.email) {
        errors.push(weak);
    }
    if errors.is_empty() {
        let portal = &here.portal;
        let given = FirstAdmin {
            code: typed.code.clone(),
            name: typed.name.clone(),
            email: typed.email.clone(),
            password: Password::typed(typed.password.clone()),
            language: Some(lang.language()),
            clinic: portal.settings.clinic_name.clone(),
            address: here.visit.address,
            user_agent: here.user_agent(),
        };
        let sessions = portal.policies.sessions();
        match set_up(&portal.db, &portal.clock, &portal.keys, &portal.auditor, sessions, given).await? {
            // What an administrator sees first needs a second factor: the guard leads to it.
            Ok(token) => return Ok(signed_in(&here, &token, after("/", Some(Notice::Welcome)))),
            Err(NotJoined::Wait { seconds }) => errors.push(wait(lang, seconds)),
            Err(NotJoined::Weak(weak)) => errors.push(FieldError::new("password", weak_words(lang, &weak))),
            Err(NotJoined::NotRight | NotJoined::HasOne | NotJoined::NotTheirs) => {
                errors.push(FieldError::new("code", lang.t("setup-code-wrong")));
            }
            Err(NotJoined::Email | NotJoined::EmailTaken) => {
                errors.push(FieldError::new("email", lang.t("invitation-email-malformed")));
            }
        }
    }
    Ok(form(here, typed, errors).await)
}

async fn form(here: Here, typed: SetupFields, errors: Vec<FieldError>) -> Response {
    let lang = here.lang;
    let frame = Frame::new(here, lang.t("setup-title"));
    let frame = if errors.is_empty() { frame } else { frame.refused() };
    frame
        .show(move || {
            view! {
                <PageHead title=lang.t("setup-title") lead=lang.t("setup-lead") />
                <Form action="/setup" errors=errors.clone()>
                    <TextField
                        name="code"
                        label=lang.t("setup-code")
                        input=Input::Code
                        value=typed.code
                        hint=lang.t("setup-code-hint")
                        error=error_at(&errors, "code")
                    />
                    <TextField
                        name="name"
                        label=lang.t("setup-name")
                        value=typed.name
                        autocomplete="name"
                        hint=lang.with("setup-name-hint", &[("count", LONGEST_NAME.into())])
                        error=error_at(&errors, "name")
                    />
                    <TextField
                        name="email"
                        label=lang.t("invitation-email")
                        input=Input::Email
                        value=typed.email
                        hint=lang.with("invitation-email-hint", &[("count", LONGEST_EMAIL.into())])
                        error=error_at(&errors, "email")
                    />
                    <NewPasswordField label=lang.t("invitation-password") errors=errors.clone() />
                    <Button>{lang.t("setup-button")}</Button>
                </Form>
            }
        })
        .await
}
