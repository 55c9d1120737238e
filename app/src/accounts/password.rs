//! The own password, changed while signed in.

use super::{
    joining::wait,
    passwords::{NewPasswordField, weak_words},
};
use crate::{
    ui::{
        button::SendOrCancel,
        field::{Input, TextField},
        form::{FieldError, Form, error_at},
        nav::Section,
        page::PageHead,
    },
    web::{Answer, AppError, Frame, Fresh, Here, Notice, Typed, after},
};
use axum::response::Response;
use clinic::accounts::{NewPassword, NotSet, Password, Person, change_password, has_password};
use leptos::prelude::*;
use serde::Deserialize;

/// The fields of the form.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct PasswordFields {
    present: String,
    password: String,
}

/// Asks for the present password and a new one.
pub(crate) async fn password_page(here: Here, Fresh(by): Fresh<Person>) -> Answer {
    let has_one = has_password(&mut here.read().await?, &by).await?;
    Ok(form(here, has_one, Vec::new()).await)
}

/// Changes it: other devices are signed out.
pub(crate) async fn change(here: Here, Fresh(by): Fresh<Person>, Typed(typed): Typed<PasswordFields>) -> Answer {
    let lang = here.lang;
    let Some(session) = here.visit.session.clone() else { return Err(AppError::SignIn) };
    let has_one = has_password(&mut here.read().await?, &by).await?;
    if has_one && typed.present.is_empty() {
        let errors = vec![FieldError::new("present", lang.t("password-present-missing"))];
        return Ok(form(here, has_one, errors).await);
    }
    let portal = &here.portal;
    let given = NewPassword {
        text: Password::typed(typed.password),
        born: None,
        clinic: portal.settings.clinic_name.clone(),
        address: here.visit.address,
    };
    let present = Password::typed(typed.present);
    let changed =
        change_password(&portal.db, &portal.clock, &portal.keys, &portal.auditor, &session, present, given).await?;
    let error = match changed {
        Ok(()) => return Ok(after("/account", Some(Notice::PasswordChanged))),
        Err(NotSet::NotRight | NotSet::Over) => FieldError::new("present", lang.t("password-present-wrong")),
        Err(NotSet::Wait { seconds }) => wait(lang, seconds),
        Err(NotSet::Weak(weak)) => FieldError::new("password", weak_words(lang, &weak)),
    };
    Ok(form(here, has_one, vec![error]).await)
}

async fn form(here: Here, has_one: bool, errors: Vec<FieldError>) -> Response {
    let lang = here.lang;
    let title = if has_one { lang.t("password-title") } else { lang.t("password-title-first") };
    let frame = Frame::new(here, title.clone()).section(Section::Account).crumb("/account", lang.t("account-title"));
    let frame = if errors.is_empty() { frame } else { frame.refused() };
    frame
        .show(move || {
            view! {
                <PageHead title=title lead=lang.t("password-lead") />
                <Form action="/account/password" errors=errors.clone()>
                    {has_one
                        .then(|| {
                            view! {
                                <TextField
                                    name="present"
                                    label=lang.t("password-present")
                                    input=Input::Password
                                    error=error_at(&errors, "present")
                                />
                            }
                        })}
                    <NewPasswordField label=lang.t("reset-password") errors=errors.clone() />
                    <SendOrCancel words=lang.t("password-button") back="/account" />
                </Form>
            }
        })
        .await
}
