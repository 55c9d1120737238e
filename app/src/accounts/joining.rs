//! Accepting an invitation by the code of a letter.

use super::{
    actions::signed_in,
    letter::Letter,
    passwords::{NewPasswordField, weak_words},
};
use crate::{
    ui::{
        button::{Button, PostButton, Weight},
        field::{Input, TextField},
        form::{FieldError, Form, error_at},
        notice::Notice as NoticeBox,
        page::PageHead,
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Here, Notice, Typed, after},
};
use axum::response::Response;
use chrono::NaiveDate;
use clinic::accounts::{Acceptance, Held, Joiner, LONGEST_EMAIL, NotJoined, Password, Person, accept};
use leptos::prelude::*;
use serde::Deserialize;

/// Characters of a code that are looked at; 14 are needed.
const LONGEST_CODE: usize = 60;

/// The fields of the forms with which an invitation is accepted.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct JoinFields {
    pub(super) code: String,
    pub(super) born: String,
    pub(super) email: String,
    pub(super) password: String,
}

/// What is typed is shown again, except for the password.
#[derive(Clone, Default)]
pub(super) struct Shown {
    pub typed: JoinFields,
    pub errors: Vec<FieldError>,
}

/// Where a patient types the code of the letter.
pub(crate) async fn patient_page(here: Here) -> Response {
    code_page(here, Letter::Patient, Shown::default()).await
}

/// Where someone who works here types it.
pub(crate) async fn staff_page(here: Here) -> Response {
    code_page(here, Letter::Staff, Shown::default()).await
}

/// Where someone who is to help types it.
pub(crate) async fn helper_page(here: Here) -> Response {
    code_page(here, Letter::Helper, Shown::default()).await
}

/// A patient accepts an invitation by its code.
pub(crate) async fn join_as_patient(here: Here, Typed(typed): Typed<JoinFields>) -> Answer {
    join_by_code(here, Letter::Patient, typed).await
}

/// Someone who works here accepts one by its code.
pub(crate) async fn join_as_staff(here: Here, Typed(typed): Typed<JoinFields>) -> Answer {
    join_by_code(here, Letter::Staff, typed).await
}

/// Someone who is to help accepts one by its code.
pub(crate) async fn join_as_helper(here: Here, Typed(typed): Typed<JoinFields>) -> Answer {
    join_by_code(here, Letter::Helper, typed).await
}

async fn join_by_code(here: Here, letter: Letter, typed: JoinFields) -> Answer {
    let lang = here.lang;
    let is_new = here.visit.session.is_none();
    let mut errors = Vec::new();
    if typed.code.trim().is_empty() || typed.code.chars().count() > LONGEST_CODE {
        errors.push(FieldError::new("code", lang.t("invitation-code-missing")));
    }
    let born = day(&typed.born);
    if letter == Letter::Patient && born.is_none() {
        errors.push(FieldError::new("born", lang.t("invitation-born-missing")));
    }
    if (is_new || letter == Letter::Staff) && !clinic::accounts::is_email(&typed.email) {
        errors.push(FieldError::new("email", lang.t("invitation-email-malformed")));
    }
    if is_new && let Err(weak) = judged(&here, &typed.password, &typed.email) {
        errors.push(weak);
    }
    if errors.is_empty() {
        match join(&here, Held::Code(typed.code.clone()), born, &typed.email, &typed.password).await? {
            Ok(response) => return Ok(response),
            Err(error) => errors.push(error),
        }
    }
    Ok(code_page(here, letter, Shown { typed, errors }).await)
}

async fn code_page(here: Here, letter: Letter, shown: Shown) -> Response {
    let lang = here.lang;
    let account = here.visit.session.as_ref().map(|session| (session.name().to_owned(), session.email().to_owned()));
    let is_new = account.is_none();
    let refused = !shown.errors.is_empty();
    let (title, lead) = match letter {
        Letter::Patient => (lang.t("invitation-title"), lang.t("invitation-lead")),
        Letter::Staff => (lang.t("invitation-staff-title"), lang.t("invitation-staff-lead")),
        Letter::Helper => (lang.t("invitation-helper-title"), lang.t("invitation-helper-lead")),
    };
    let others = [
        (Letter::Patient, lang.t("invitation-for-patient")),
        (Letter::Staff, lang.t("invitation-for-staff")),
        (Letter::Helper, lang.t("invitation-for-helper")),
    ];
    let frame = Frame::new(here, title.clone());
    let frame = if is_new { frame.crumb("/sign-in", lang.t("sign-in-title")) } else { frame };
    let frame = if refused { frame.refused() } else { frame };
    frame
        .show(move || {
            let Shown { typed, errors } = shown;
            let asks_email = is_new || letter != Letter::Patient;
            let others = others
                .into_iter()
                .filter(|(other, _)| *other != letter)
                .map(|(other, words)| view! { <li><a href=other.path()>{words}</a></li> })
                .collect_view();
            view! {
                <PageHead title=title lead=lead />
                {account.map(|(name, email)| which_account(name, &email, lang))}
                <Form action=letter.path() errors=errors.clone()>
                    <TextField
                        name="code"
                        label=lang.t("invitation-code")
                        input=Input::Code
                        value=typed.code
                        hint=lang.t("invitation-code-hint")
                        error=error_at(&errors, "code")
                    />
                    {(letter == Letter::Patient)
                        .then(|| {
                            view! {
                                <TextField
                                    name="born"
                                    label=lang.t("invitation-born")
                                    input=Input::BirthDate
                                    value=typed.born.clone()
                                    error=error_at(&errors, "born")
                                />
                            }
                        })}
                    {(letter == Letter::Helper)
                        .then(|| {
                            view! {
                                <TextField
                                    name="born"
                                    label=lang.t("invitation-their-born")
                                    input=Input::Date
                                    value=typed.born.clone()
                                    hint=lang.t("invitation-their-born-hint")
                                    error=error_at(&errors, "born")
                                    optional=true
                                />
                            }
                        })}
                    {asks_email
                        .then(|| {
                            view! {
                                <TextField
                                    name="email"
                                    label=lang.t("invitation-email")
                                    input=Input::Email
                                    value=typed.email
                                    hint=email_hint(letter, is_new, lang)
                                    error=error_at(&errors, "email")
                                    optional=!is_new && letter != Letter::Staff
                                />
                            }
                        })}
                    {is_new
                        .then(|| {
                            view! { <NewPasswordField label=lang.t("invitation-password") errors=errors.clone() /> }
                        })}
                    <Button>{if is_new { lang.t("invitation-button") } else { lang.t("invitation-add") }}</Button>
                </Form>
                <p>{lang.t("invitation-other")}</p>
                <ul>{others}</ul>
            }
        })
        .await
}

fn email_hint(letter: Letter, is_new: bool, lang: Lang) -> String {
    match (letter, is_new) {
        (Letter::Patient, _) => lang.with("invitation-email-hint", &[("count", LONGEST_EMAIL.into())]),
        (_, true) => lang.with("invitation-email-issued-hint", &[("count", LONGEST_EMAIL.into())]),
        (_, false) => lang.t("invitation-email-second-hint"),
    }
}

/// Which account gets what the invitation gives, and the way out for whom it is not theirs.
pub(super) fn which_account(name: String, email: &str, lang: Lang) -> impl IntoView + use<> {
    let words = lang.with("invitation-account", &[("name", name.into()), ("email", email.into())]);
    view! {
        <NoticeBox tone=Tone::Info title=words>
            <p>{lang.t("invitation-account-advice")}</p>
            <PostButton action="/sign-out" weight=Weight::Secondary>
                {lang.t("invitation-not-me")}
            </PostButton>
        </NoticeBox>
    }
}

/// Accepts; the answer to it, or what is to be put right.
pub(super) async fn join(
    here: &Here,
    held: Held,
    born: Option<NaiveDate>,
    email: &str,
    password: &str,
) -> Result<Result<Response, FieldError>, clinic::Error> {
    let lang = here.lang;
    let portal = &here.portal;
    let is_link = matches!(held, Held::Link(_));
    let joiner = match &here.visit.session {
        Some(session) => Joiner::Known(Person::from(session)),
        None => Joiner::New { password: Password::typed(password), language: Some(lang.language()) },
    };
    let given = Acceptance {
        held,
        born,
        email: email.to_owned(),
        joiner,
        clinic: portal.settings.clinic_name.clone(),
        address: here.visit.address,
        user_agent: here.user_agent(),
    };
    let sessions = portal.policies.sessions();
    let joined = accept(&portal.db, &portal.clock, &portal.keys, &portal.auditor, sessions, given).await?;
    Ok(match joined {
        Ok(joined) => Ok(match joined.token {
            Some(token) => signed_in(here, &token, after("/", Some(Notice::Welcome))),
            None => after("/", Some(Notice::InvitationAccepted)),
        }),
        Err(NotJoined::NotRight) if is_link => Err(FieldError::new("born", lang.t("invitation-link-not-right"))),
        Err(NotJoined::NotRight) => Err(FieldError::new("", lang.t("invitation-wrong"))),
        Err(NotJoined::Wait { seconds }) => Err(wait(lang, seconds)),
        Err(NotJoined::Email) => Err(FieldError::new("email", lang.t("invitation-email-malformed"))),
        Err(NotJoined::EmailTaken) => Err(FieldError::new("email", lang.t("invitation-email-taken"))),
        Err(NotJoined::HasOne) => Err(FieldError::new("", lang.t("invitation-has-one"))),
        Err(NotJoined::NotTheirs) => Err(FieldError::new("", lang.t("invitation-not-theirs"))),
        Err(NotJoined::Weak(weak)) => Err(FieldError::new("password", weak_words(lang, &weak))),
    })
}

/// What someone who failed too often is told.
pub(super) fn wait(lang: Lang, seconds: i64) -> FieldError {
    FieldError::new("", lang.with("sign-in-wait", &[("count", seconds.into())]))
}

/// Judges a password by what is known before the invitation is looked at.
pub(super) fn judged(here: &Here, password: &str, email: &str) -> Result<(), FieldError> {
    let clinic = here.portal.settings.clinic_name.as_str();
    Password::chosen_knowing(password, email.trim(), &[clinic])
        .map(drop)
        .map_err(|weak| FieldError::new("password", weak_words(here.lang, &weak)))
}

/// A birth date as browsers send it.
pub(super) fn day(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").ok()
}
