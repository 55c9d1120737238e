//! A forgotten password: asking for a link, and choosing a new one by it.

use super::{
    joining::{day, wait},
    links::{Dead, subject},
    passwords::{NewPasswordField, weak_words},
};
use crate::{
    ui::{
        button::{Button, LinkButton, Weight},
        field::{Input, TextField},
        form::{FieldError, Form, error_at},
        list::{Fact, Facts},
        page::PageHead,
    },
    web::{Answer, AppError, Frame, Here, Notice, Typed, after},
};
use axum::response::Response;
use clinic::{
    accounts::{NewPassword, NotSet, Password, WaitingReset, ask_for_reset, is_email, reset_password, waiting_reset},
    ids::ResetId,
    mail::{BadLink, Purpose},
};
use leptos::prelude::*;
use serde::Deserialize;

/// The field of the form that asks for a link.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ForgottenFields {
    email: String,
}

/// Asks for the address.
pub(crate) async fn forgotten_page(here: Here) -> Response {
    forgotten_form(here, ForgottenFields::default(), Vec::new()).await
}

/// Sends a link, if there is an account; the answer is the same.
pub(crate) async fn forgotten(here: Here, Typed(typed): Typed<ForgottenFields>) -> Answer {
    let lang = here.lang;
    if !is_email(&typed.email) {
        let errors = vec![FieldError::new("email", lang.t("invitation-email-malformed"))];
        return Ok(forgotten_form(here, typed, errors).await);
    }
    let portal = &here.portal;
    ask_for_reset(&portal.db, &portal.auditor, &typed.email, here.now).await?;
    Ok(after("/password/forgotten/sent", None))
}

/// What happens next, whether or not there is an account.
pub(crate) async fn sent_page(here: Here) -> Response {
    let lang = here.lang;
    let phone = here.portal.settings.clinic_phone.clone();
    Frame::new(here, lang.t("forgotten-sent"))
        .crumb("/sign-in", lang.t("sign-in-title"))
        .show(move || {
            view! {
                <PageHead title=lang.t("forgotten-sent") lead=lang.t("forgotten-sent-advice") />
                <p>{lang.t("forgotten-sent-none")}</p>
                <p>
                    {match phone {
                        Some(phone) => lang.with("sign-in-help-phone", &[("phone", phone.into())]),
                        None => lang.t("sign-in-help"),
                    }}
                </p>
                <p>
                    <LinkButton href="/sign-in" weight=Weight::Secondary>
                        {lang.t("forgotten-back")}
                    </LinkButton>
                </p>
            }
        })
        .await
}

async fn forgotten_form(here: Here, typed: ForgottenFields, errors: Vec<FieldError>) -> Response {
    let lang = here.lang;
    let frame = Frame::new(here, lang.t("forgotten-title")).crumb("/sign-in", lang.t("sign-in-title"));
    let frame = if errors.is_empty() { frame } else { frame.refused() };
    frame
        .show(move || {
            view! {
                <PageHead title=lang.t("forgotten-title") lead=lang.t("forgotten-lead") />
                <Form action="/password/forgotten" errors=errors.clone()>
                    <TextField
                        name="email"
                        label=lang.t("sign-in-email")
                        input=Input::Email
                        value=typed.email
                        error=error_at(&errors, "email")
                    />
                    <Button>{lang.t("forgotten-button")}</Button>
                </Form>
            }
        })
        .await
}

/// The fields of the form for a new password.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ResetFields {
    born: String,
    password: String,
}

/// Asks for the new password. Nothing happens yet: programs open links too.
pub(crate) async fn reset_page(here: Here) -> Answer {
    match waiting(&here).await? {
        Ok((_, reset)) => Ok(reset_form(here, reset, ResetFields::default(), Vec::new()).await),
        Err(dead) => Ok(dead.show(here).await),
    }
}

/// Sets the new password, and leads to the sign-in page: the second factor is still to be given.
pub(crate) async fn reset(here: Here, Typed(typed): Typed<ResetFields>) -> Answer {
    let (id, reset) = match waiting(&here).await? {
        Ok(waiting) => waiting,
        Err(dead) => return Ok(dead.show(here).await),
    };
    let lang = here.lang;
    let portal = &here.portal;
    let given = NewPassword {
        text: Password::typed(typed.password.clone()),
        born: day(&typed.born),
        clinic: portal.settings.clinic_name.clone(),
        address: here.visit.address,
    };
    let set = reset_password(&portal.db, &portal.clock, &portal.keys, &portal.auditor, id, given).await?;
    let error = match set {
        Ok(()) => return Ok(after("/sign-in", Some(Notice::PasswordSet))),
        Err(NotSet::Over) => return Ok(over(&here).show(here).await),
        Err(NotSet::NotRight) => FieldError::new("born", lang.t("reset-born-wrong")),
        Err(NotSet::Wait { seconds }) => wait(lang, seconds),
        Err(NotSet::Weak(weak)) => FieldError::new("password", weak_words(lang, &weak)),
    };
    Ok(reset_form(here, reset, typed, vec![error]).await)
}

async fn waiting(here: &Here) -> Result<Result<(ResetId, WaitingReset), Dead>, AppError> {
    let id = match subject(here, Purpose::PasswordReset).await? {
        Ok(id) => ResetId(id),
        Err(BadLink::Expired) => return Ok(Err(over(here))),
        Err(BadLink::Wrong) => {
            return Ok(Err(Dead::wrong(here).then("/password/forgotten", here.lang.t("reset-again"))));
        }
    };
    let found = waiting_reset(&mut here.read().await?, id, here.now).await?;
    Ok(found.map(|reset| (id, reset)).ok_or_else(|| over(here)))
}

fn over(here: &Here) -> Dead {
    let lang = here.lang;
    Dead::over(lang.t("reset-over"), lang.t("reset-over-advice")).then("/password/forgotten", lang.t("reset-again"))
}

async fn reset_form(here: Here, reset: WaitingReset, typed: ResetFields, errors: Vec<FieldError>) -> Response {
    let lang = here.lang;
    let action = here.uri.path().to_owned();
    let frame = Frame::new(here, lang.t("reset-title"));
    let frame = if errors.is_empty() { frame } else { frame.refused() };
    frame
        .show(move || {
            view! {
                <PageHead title=lang.t("reset-title") lead=lang.t("reset-lead") />
                <Facts facts=vec![Fact::new(lang.t("sign-in-email"), reset.email)] />
                <Form action=action errors=errors.clone()>
                    {reset
                        .asks_birth_date
                        .then(|| {
                            view! {
                                <TextField
                                    name="born"
                                    label=lang.t("invitation-born")
                                    input=Input::BirthDate
                                    value=typed.born
                                    hint=lang.t("reset-born-hint")
                                    error=error_at(&errors, "born")
                                />
                            }
                        })}
                    <NewPasswordField label=lang.t("reset-password") errors=errors.clone() />
                    <Button>{lang.t("reset-button")}</Button>
                </Form>
            }
        })
        .await
}
