use super::pages::{InvitationForm, SignInForm, invitation_form, sign_in_form};
use crate::{
    ui::{
        form::FieldError,
        text::{Lang, key},
    },
    web::{Answer, Here, Notice, Signed, Typed, after, session_cookie, set_cookie, take_way},
};
use axum::response::Response;
use chrono::NaiveDate;
use clinic::{
    Error,
    accounts::{
        Acceptance, Language, Password, Person, Refused, SignIn, Token, WeakPassword, accept as accept_invitation,
        set_language as keep_language, sign_in as try_sign_in, sign_out as end_session,
        sign_out_everywhere as end_sessions,
    },
};
use serde::Deserialize;

/// The fields of the sign-in form.
#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub(crate) struct SignInFields {
    email: String,
    password: String,
}

/// Signs in.
pub(crate) async fn sign_in(here: Here, Typed(typed): Typed<SignInFields>) -> Answer {
    let lang = here.lang;
    let mut errors = Vec::new();
    if typed.email.trim().is_empty() {
        errors.push(FieldError::new("email", lang.t("sign-in-email-missing")));
    }
    if typed.password.is_empty() {
        errors.push(FieldError::new("password", lang.t("sign-in-password-missing")));
    }
    if errors.is_empty() {
        let attempt = SignIn {
            email: typed.email.clone(),
            password: Password::typed(typed.password),
            address: here.visit.address,
            user_agent: here.user_agent(),
        };
        let portal = &here.portal;
        let answer =
            try_sign_in(&portal.db, &portal.clock, &portal.keys, &portal.auditor, portal.policies.sessions(), attempt)
                .await?;
        match answer {
            Ok(token) => return Ok(signed_in(&here, &token, take_way(&here))),
            Err(Refused::NotRight) => errors.push(FieldError::new("", lang.t("sign-in-wrong"))),
            Err(Refused::Wait { seconds }) => {
                errors.push(FieldError::new("", lang.with("sign-in-wait", &[("count", seconds.into())])));
            }
        }
    }
    Ok(sign_in_form(here, SignInForm { email: typed.email, errors }).await)
}

/// Puts a new session's token into the browser. The name binds it to this host where HTTPS is used.
fn signed_in(here: &Here, token: &Token, mut response: Response) -> Response {
    let settings = &here.portal.settings;
    let secure = if settings.secure { "; Secure" } else { "" };
    let cookie = format!(
        "{}={}; Path=/; Max-Age={}; HttpOnly; SameSite=Lax{secure}",
        session_cookie(settings.secure),
        token.text(),
        here.portal.policies.sessions().absolute.num_seconds()
    );
    set_cookie(&mut response, &cookie);
    response
}

/// The fields of the invitation form.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct InvitationFields {
    code: String,
    born: String,
    email: String,
    password: String,
}

/// Accepts an invitation: makes the account and signs in.
pub(crate) async fn accept(here: Here, Typed(typed): Typed<InvitationFields>) -> Answer {
    let lang = here.lang;
    let mut errors = Vec::new();
    if typed.code.trim().is_empty() {
        errors.push(FieldError::new("code", lang.t("invitation-code-missing")));
    }
    let born = NaiveDate::parse_from_str(typed.born.trim(), "%Y-%m-%d").ok();
    if born.is_none() {
        errors.push(FieldError::new("born", lang.t("invitation-born-missing")));
    }
    if !typed.email.contains('@') {
        errors.push(FieldError::new("email", lang.t("invitation-email-malformed")));
    }
    let password = Password::chosen(typed.password.clone(), typed.email.trim())
        .map_err(|weak| errors.push(FieldError::new("password", weak_words(lang, weak))));
    if let (Some(born), Ok(password), true) = (born, password, errors.is_empty()) {
        let given = Acceptance {
            code: typed.code.clone(),
            born,
            email: typed.email.clone(),
            password,
            language: Some(language_of(lang)),
            address: here.visit.address,
            user_agent: here.user_agent(),
        };
        let portal = &here.portal;
        let sessions = portal.policies.sessions();
        match accept_invitation(&portal.db, &portal.clock, &portal.keys, &portal.auditor, sessions, given).await {
            Ok(Ok(token)) => return Ok(signed_in(&here, &token, after("/", Some(Notice::Welcome)))),
            Ok(Err(Refused::NotRight)) => errors.push(FieldError::new("", lang.t("invitation-wrong"))),
            Ok(Err(Refused::Wait { seconds })) => {
                errors.push(FieldError::new("", lang.with("sign-in-wait", &[("count", seconds.into())])));
            }
            Err(Error::Invalid(_)) => errors.push(FieldError::new("email", lang.t("invitation-email-taken"))),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(invitation_form(here, InvitationForm { code: typed.code, born: typed.born, email: typed.email, errors }).await)
}

fn weak_words(lang: Lang, weak: WeakPassword) -> String {
    match weak {
        WeakPassword::Short => lang.with("password-short", &[("count", Password::SHORTEST.into())]),
        WeakPassword::Long => lang.with("password-long", &[("count", Password::LONGEST.into())]),
        WeakPassword::Plain => lang.t(key("password-plain")),
    }
}

/// Signs out on this device.
pub(crate) async fn sign_out(here: Here) -> Answer {
    if let Some(session) = &here.visit.session {
        end_session(&here.portal.db, &here.portal.auditor, session).await?;
    }
    Ok(signed_out(&here, Notice::SignedOut))
}

/// Signs out on all devices.
pub(crate) async fn sign_out_everywhere(here: Here, Signed(_): Signed<Person>) -> Answer {
    if let Some(session) = &here.visit.session {
        end_sessions(&here.portal.db, &here.portal.auditor, session).await?;
    }
    Ok(signed_out(&here, Notice::SignedOutEverywhere))
}

fn signed_out(here: &Here, notice: Notice) -> Response {
    let mut response = after("/sign-in", Some(notice));
    let secure = here.portal.settings.secure;
    let name = session_cookie(secure);
    let secure = if secure { "; Secure" } else { "" };
    set_cookie(&mut response, &format!("{name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax{secure}"));
    response
}

/// The field of the language switch.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct LanguageFields {
    language: String,
}

/// Changes the language: in the profile of whoever is signed in, else in this browser.
pub(crate) async fn set_language(here: Here, Typed(typed): Typed<LanguageFields>) -> Answer {
    let Some(lang) = Lang::from_tag(&typed.language) else { return Err(Error::NotFound.into()) };
    if let Some(session) = &here.visit.session {
        keep_language(&here.portal.db, &here.portal.auditor, session, language_of(lang)).await?;
    }
    let mut response = after(&here.came_from().unwrap_or_else(|| "/".to_owned()), Some(Notice::LanguageChanged));
    set_cookie(&mut response, &format!("language={}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax", lang.tag()));
    Ok(response)
}

fn language_of(lang: Lang) -> Language {
    match lang {
        Lang::En => Language::En,
        Lang::Es => Language::Es,
    }
}
